/**
 * Several replicas on one PostgreSQL with many channels due at the same minute; one replica may be ended half-way. Each edition must stand
 * once and complete, the last within Slack's own pace and ten seconds. With --scale it runs with 1, 2 and 4 replicas, none ended.
 *
 * Slack's pace, as its simulator enforces it: a message a second a channel, a burst of four tolerated. The further limit of a whole workspace,
 * for which Slack gives no number, is left out: it would only allow more time.
 * Usage: npx tsx bench/editions-replicas.ts [--channels 2000] [--replicas 3] [--no-kill] [--scale]
 */
import { parseArgs } from 'node:util'
import { runReplicas } from '../test/desk/replicas.js'
import { startPostgres } from '../test/simulators/postgres.js'

const { values } = parseArgs({
  options: {
    channels: { type: 'string', default: '2000' },
    replicas: { type: 'string', default: '3' },
    'no-kill': { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
  },
})
const server = await startPostgres()
try {
  for (const replicas of values.scale ? [1, 2, 4] : [Number(values.replicas)]) {
    const killOne = !values['no-kill'] && !values.scale
    const channels = Number(values.channels)
    const report = await runReplicas({ url: await server.database(), replicas, channels, killOne, channelMs: 1000, onTheMinute: true })
    const seconds = (value: number): string => `${value.toFixed(1)} s`
    console.log(
      `${replicas} replicas${killOne ? ', one killed half-way' : ''}, ${channels} channels due at the same minute, ${report.messages} messages`,
    )
    console.log(
      `  half of the channels complete after ${seconds(report.half)}, 99 % after ${seconds(report.most)}, the last after ${seconds(report.lastSecond)}`,
    )
    const { replicas: own, simulator, busy, all } = report.processor
    const floor = report.paceSeconds + 10
    console.log(
      `  Slack's pace alone: ${seconds(report.paceSeconds)} (${report.messages / channels} messages a channel, one a second); with ten seconds: ${seconds(floor)}: ${report.lastSecond <= floor ? 'within' : 'NOT within'}`,
    )
    console.log(`  ${report.refused} refusals (429); editions by replica: ${report.shares.join(', ')}`)
    console.log(
      `  processor: ${seconds(own)} replicas, ${seconds(simulator)} simulator, of ${seconds(busy)} used on this machine by everything (PostgreSQL and others with it), of ${seconds(all)} there were`,
    )
    console.log(
      report.wrong.length === 0
        ? '  each edition once and complete'
        : `  WRONG: ${report.wrong.slice(0, 10).join('; ')} (${report.wrong.length})`,
    )
    if (report.wrong.length > 0 || (killOne && report.lastSecond > floor)) process.exitCode = 1
  }
} finally {
  await server.stop()
}
process.exit()
