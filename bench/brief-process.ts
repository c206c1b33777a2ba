// Whole process of `onrecord brief` on the sample, as built: time by the clock and most memory held, over several runs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const program = join(root, 'bin', 'onrecord.js')
const sample = join(root, 'samples', 'harbour-bridge.txt')
const RUNS = 9

if (!existsSync(join(root, 'dist', 'src', 'cli.js'))) {
  process.stderr.write('The project is not built yet; run npm run build first.\n')
  process.exit(1)
}

/** Written to standard error by the child when it ends: most memory held, in KB, and processor time, in µs. */
const MEASURE = `data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('rss '+u.maxRSS+' cpu '+(u.userCPUTime+u.systemCPUTime))})`

const runs = Array.from({ length: RUNS }, () => {
  const began = process.hrtime.bigint()
  const { status, stderr } = spawnSync(process.execPath, ['--import', MEASURE, program, 'brief', sample], { encoding: 'utf8' })
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  if (status !== 0) throw new Error(stderr)
  const processor = Number(/cpu (\d+)/u.exec(stderr)?.[1]) / 1e6
  return { seconds, processor, megabytes: Number(/rss (\d+)/u.exec(stderr)?.[1]) / 1024 }
}).sort((a, b) => a.seconds - b.seconds)

const median = runs[RUNS >> 1]
const most = Math.max(...runs.map(({ megabytes }) => megabytes))
process.stdout.write(
  `onrecord brief on the sample, whole process, ${RUNS} runs\n  time: median ${median?.seconds.toFixed(2)} s, slowest ${runs.at(-1)?.seconds.toFixed(2)} s (wanted: under 0.8 s)\n  processor time: median ${median?.processor.toFixed(2)} s\n  memory: most ${most.toFixed(0)} MB (wanted: under 200 MB)\n`,
)
