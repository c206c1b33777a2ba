import { expect, test } from 'vitest'
import { createLog } from '../src/log.js'

const lines = (secrets: string[], write: (log: ReturnType<typeof createLog>) => void): string => {
  let out = ''
  write(
    createLog('info', secrets, {
      write: (line: string) => {
        out += line
      },
    }),
  )
  return out
}

test('configured secrets never reach the log, wherever they stand', () => {
  const secret = 'p"4ss\\word-of-the-desk'
  const out = lines([secret], (log) => {
    log.info({ nested: { note: `before ${secret} after` } }, `connecting with ${secret}`)
    log.error(new Error(`refused: ${secret}`))
  })
  expect(out).not.toContain('4ss')
  expect(out.match(/\[secret\]/g)?.length).toBeGreaterThanOrEqual(3)
})

test('what looks like a platform token or a database password is masked though nobody configured it', () => {
  const discord = `${'M'.repeat(24)}.G1a2b3.${'x'.repeat(38)}`
  const out = lines([], (log) => {
    log.info({ headers: { authorization: 'Bot abc' }, url: 'postgres://desk:hunter2@127.0.0.1/x' }, `xoxb-12-34-abc xapp-1-A-b ${discord}`)
  })
  for (const piece of ['xoxb', 'xapp', 'hunter2', 'MMMM', 'Bot abc']) expect(out).not.toContain(piece)
  expect(JSON.parse(out).msg).toBe('[secret] [secret] [secret]')
})
