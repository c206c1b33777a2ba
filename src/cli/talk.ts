import { Readable } from 'node:stream'
import { createTerminal } from '../../adapters/terminal/terminal.js'
import { readConfig } from '../config.js'
import { createDesk } from '../desk/desk.js'
import { WEB_CHANNEL } from './channel.js'
import { openWorkshop } from './desk-services.js'
import { type Streams, styleOf } from './streams.js'

/** `onrecord talk`: the desk as a conversation, on the same store and for the same channel as the web desk, until the input ends. */
export async function runTalk(streams: Streams): Promise<void> {
  const config = readConfig()
  const workshop = await openWorkshop({ ...config, logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel })
  const terminal = createTerminal({
    input: streams.stdin instanceof Readable ? streams.stdin : Readable.from(streams.stdin),
    output: streams.stdout,
    style: styleOf(streams),
    person: 'terminal',
    place: WEB_CHANNEL,
  })
  try {
    if (streams.stdout.isTTY === true)
      streams.stdout.write('Ask in plain words, or type /stance, /who, /digest … (/onrecord help). Ctrl+D ends.\n')
    await terminal.start(createDesk(workshop.services))
    await terminal.ended
  } finally {
    await terminal.stop()
    await workshop.close()
  }
}
