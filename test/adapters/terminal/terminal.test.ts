import { PassThrough, Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { createTerminal } from '../../../adapters/terminal/terminal.js'
import { createScriptedDesk } from '../../contracts/scripted-desk.js'

const PLACE = { platform: 'terminal', team: 'local', channel: 'newsroom' }

it('takes “help” for the help and ends at “quit”, as at any prompt', async () => {
  const desk = createScriptedDesk()
  const terminal = createTerminal({
    input: Readable.from(['help\n', 'who opposed the ferry?\n', 'quit\n', 'and who else?\n']),
    output: new PassThrough(),
    style: { columns: 80, color: false },
    person: 'reader',
    place: PLACE,
  })
  await terminal.start(desk)
  await terminal.ended
  expect(desk.record.calls.map(({ command, line }) => `${command} ${line}`)).toEqual(['onrecord help'])
  expect(desk.record.questions.map(({ text }) => text)).toEqual(['who opposed the ferry?'])
})
