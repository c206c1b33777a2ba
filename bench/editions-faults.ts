/**
 * Injects faults one by one while an edition goes out to a Slack and one to a Discord that keep what was posted: each must stand once and
 * complete, and log and metrics must say what happened.
 * Usage: npx tsx bench/editions-faults.ts [sqlite|postgres …]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { injectFaults } from '../test/desk/faults.js'
import { startPostgres } from '../test/simulators/postgres.js'

const engines = process.argv.slice(2)
for (const engine of engines.length > 0 ? engines : ['postgres', 'sqlite']) {
  const directory = mkdtempSync(join(tmpdir(), 'onrecord-faults-'))
  const server = engine === 'postgres' ? await startPostgres() : undefined
  try {
    const url = server === undefined ? `file:${join(directory, 'faults.db')}` : await server.database()
    console.log(engine)
    for (const { fault, seconds, said, counted, wrong } of await injectFaults(url, server?.restart)) {
      console.log(
        `  ${fault}: ${wrong.length === 0 ? 'each edition once and complete' : `WRONG: ${wrong.join('; ')}`}, ${seconds.toFixed(1)} s`,
      )
      for (const line of said) console.log(`    log: ${line}`)
      for (const line of counted) console.log(`    ${line}`)
      if (wrong.length > 0) process.exitCode = 1
    }
  } finally {
    await server?.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
process.exit()
