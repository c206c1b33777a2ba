/**
 * Ends the delivery of editions with kill -9 at random moments, Slack and Discord simulators keeping what was posted, and looks whether each
 * edition stands in its channel exactly once and complete.
 * Usage: npx tsx bench/editions-kill.ts [sqlite|postgres …] [--kills 300] [--seed 9]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { killDelivery } from '../test/desk/kill-editions.js'
import { startPostgres } from '../test/simulators/postgres.js'
import { compileProject } from './compiled.js'
import { random } from './store-corpus.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '300' }, seed: { type: 'string', default: '9' } },
})
const compiled = compileProject()
for (const engine of positionals.length > 0 ? positionals : ['sqlite', 'postgres']) {
  const directory = mkdtempSync(join(tmpdir(), 'onrecord-kill-'))
  const server = engine === 'postgres' ? await startPostgres() : undefined
  try {
    const url = server === undefined ? `file:${join(directory, 'kill.db')}` : await server.database()
    const tell = (done: number): void => {
      if (done % 10 === 0) process.stderr.write(`${engine}: ${done} kills\n`)
    }
    const script = compiled.pathOf('test/desk/editions-process.ts')
    const report = await killDelivery(url, Number(values.kills), random(Number(values.seed)), tell, script)
    console.log(
      `${engine}: ${report.kills} kills, ${report.inTheMiddle} of them with an edition on its way; ${report.editions} editions, ${report.messages} messages`,
    )
    console.log(report.wrong.length === 0 ? '  each edition once and complete, nothing lost' : `  WRONG: ${report.wrong.join('; ')}`)
    if (report.wrong.length > 0) process.exitCode = 1
  } finally {
    await server?.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
compiled.remove()
process.exit()
