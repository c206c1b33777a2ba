/**
 * Ends intake with kill -9 at random moments and looks whether anything was lost or kept twice.
 * Usage: npx tsx bench/intake-kill.ts [sqlite|postgres …] [--kills 50] [--seed 7]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../test/simulators/postgres.js'
import { killIntake } from '../test/store/kill.js'
import { random } from './store-corpus.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '50' }, seed: { type: 'string', default: '7' } },
})
for (const engine of positionals.length > 0 ? positionals : ['sqlite', 'postgres']) {
  const directory = mkdtempSync(join(tmpdir(), 'onrecord-kill-'))
  const server = engine === 'postgres' ? await startPostgres() : undefined
  try {
    const url = server === undefined ? `file:${join(directory, 'kill.db')}` : await server.database()
    const report = await killIntake(url, Number(values.kills), random(Number(values.seed)))
    console.log(
      `${engine}: ${report.kills} kills, ${report.inTheMiddle} of them with an edition half kept; ${report.articles} articles published`,
    )
    console.log(report.wrong.length === 0 ? '  nothing lost, nothing twice, nothing half kept' : `  WRONG: ${report.wrong.join('; ')}`)
    if (report.wrong.length > 0) process.exitCode = 1
  } finally {
    await server?.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
