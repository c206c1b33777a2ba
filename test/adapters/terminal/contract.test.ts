import { PassThrough, Writable } from 'node:stream'
import type { Desk } from '../../../adapters/platform/desk.js'
import { createTerminal } from '../../../adapters/terminal/terminal.js'
import type { PlatformSession, SeenPost } from '../../contracts/harness.js'
import { platformContract } from '../../contracts/platform-contract.js'

const PLACE = { platform: 'terminal', team: 'local', channel: 'newsroom' }

async function open(desk: Desk): Promise<PlatformSession> {
  const written: string[] = []
  const output = new Writable({
    write(chunk, _, done) {
      written.push(String(chunk))
      done()
    },
  })
  const connect = async () => {
    const input = new PassThrough()
    const terminal = createTerminal({ input, output, style: { columns: 100, color: false }, person: 'reader', place: PLACE })
    await terminal.start(desk)
    return { input, terminal }
  }
  let { input, terminal } = await connect()
  return {
    get platform() {
      return terminal
    },
    team: PLACE.team,
    channels: [PLACE.channel, PLACE.channel],
    person: 'reader',
    async sendCommand({ name, line }) {
      input.write(`/${name} ${line}\n`)
    },
    async type({ text }) {
      input.write(`${text}\n`)
      return text
    },
    async repeat() {},
    async pressButton() {},
    // The bar beside quotations is layout, not words.
    visiblePosts: (): readonly SeenPost[] =>
      written.map((text, i) => ({ id: String(i + 1), channel: PLACE.channel, text: text.replace(/^ *│ ?/gmu, ' '), buttons: [] })),
    pings: () => [],
    fail() {},
    async restart() {
      await terminal.stop()
      ;({ input, terminal } = await connect())
    },
    async close() {
      await terminal.stop()
    },
  }
}

platformContract({
  name: 'Terminal',
  has: { privateAnswers: false, threads: false, onlyTheBot: true, buttons: false, faults: false },
  open,
})
