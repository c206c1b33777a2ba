/**
 * Lets the clock strike every minute of a year over a store that holds schedules of twelve time zones (nine times a day; weekdays only; with quiet
 * hours), and looks whether every slot came exactly once, at its minute. What is expected is read off the zones' clocks minute by minute, apart
 * from the desk's own reckoning. Lists what came of times that do not exist or come twice.
 * Usage: npx tsx bench/editions-year.ts [--year 2026]
 */
import { parseArgs } from 'node:util'
import { plansOf, simulateYear, ZONES } from '../test/desk/schedule-year.js'

const { values } = parseArgs({ options: { year: { type: 'string', default: '2026' } } })
const began = performance.now()
const plans = plansOf(ZONES, [0, 30, 90, 120, 150, 180, 510, 1020, 1439])
const { minutes, slots, held, wrong, jumps } = await simulateYear(Number(values.year), plans)
console.log(
  `${minutes} minutes, ${ZONES.length} zones, ${plans.length} schedules, ${slots} slots (${held} held back by quiet hours): ${wrong.length === 0 ? 'every one exactly once, at its minute' : 'WRONG'}; ${((performance.now() - began) / 1000).toFixed(0)} s`,
)
for (const line of wrong.slice(0, 20)) console.log(`  ${line}`)
console.log('Where the clocks jump:')
for (const line of [...new Set(jumps)]) console.log(`  ${line}`)
if (wrong.length > 0) process.exitCode = 1
