/**
 * Lets the clock strike every minute of a year for daily schedules at nine times a day in twelve time zones, and looks whether every slot came
 * exactly once. Lists what came of hours that do not exist or come twice.
 * Usage: npx tsx bench/editions-year.ts [--year 2026]
 */
import { parseArgs } from 'node:util'
import { simulateYear, ZONES } from '../test/desk/schedule-year.js'

const { values } = parseArgs({ options: { year: { type: 'string', default: '2026' } } })
const { minutes, slots, wrong, jumps } = await simulateYear(Number(values.year), [0, 30, 90, 120, 150, 180, 510, 1020, 1439])
console.log(
  `${minutes} minutes, ${ZONES.length} zones, ${slots} slots: ${wrong.length === 0 ? 'every one exactly once, within its minute' : 'WRONG'}`,
)
for (const line of wrong.slice(0, 20)) console.log(`  ${line}`)
console.log('Where the clocks jump:')
for (const line of jumps) console.log(`  ${line}`)
if (wrong.length > 0) process.exitCode = 1
