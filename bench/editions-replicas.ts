/**
 * Several replicas on one PostgreSQL with many channels due at the same minute; one replica may be ended half-way. Each edition must stand
 * once and complete. With --scale it runs with 1, 2 and 4 replicas, none ended.
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
    console.log(
      `  Slack's pace alone: ${seconds(report.paceSeconds)}; ${report.refused} refusals (429); editions by replica: ${report.shares.join(', ')}; ${(report.messages / report.lastSecond).toFixed(0)} messages/s`,
    )
    console.log(
      report.wrong.length === 0
        ? '  each edition once and complete'
        : `  WRONG: ${report.wrong.slice(0, 10).join('; ')} (${report.wrong.length})`,
    )
    if (report.wrong.length > 0) process.exitCode = 1
  }
} finally {
  await server.stop()
}
process.exit()
