import { loadReader } from '../src/weights.js'
import { HOSTILE_TEXTS } from './hostile-texts.js'

/**
 * How fast articles are read, warm, on one core, and how the time grows with the text.
 * Usage: npx tsx bench/reading-speed.ts [largest size in MB, 2 unless told]
 */
const largest = Number(process.argv[2] ?? 2) * 1e6
const log = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Milliseconds of processor time that this process has used. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const loading = processorTime()
const reader = loadReader()
log(`weights loaded in ${(processorTime() - loading).toFixed(0)} ms of processor time`)

let copies = 0
/** Milliseconds of processor time to read `text`, the best of `times`: what else the machine does adds to the clock, not to these. */
function millisecondsFor(text: string, times: number): number {
  let bestTime = Number.POSITIVE_INFINITY
  for (let i = 0; i < times; i++) {
    const start = processorTime()
    reader.read({ id: `bench-${copies++}`, text })
    bestTime = Math.min(bestTime, processorTime() - start)
  }
  return bestTime
}

const prose = (HOSTILE_TEXTS.prose as (size: number) => string)(6000)
const words = prose.split(/\s+/u).filter(Boolean).length
millisecondsFor(prose, 60)
log(`${Math.round((words / millisecondsFor(prose, 60)) * 1000)} words a second, articles of ${words} words`)

const sizes = [largest / 4, largest / 2, largest]
log(`\n${'text'.padEnd(30)}${sizes.map((size) => `${size / 1e6} MB`.padStart(10)).join('')}    ratios`)
let worst = 0
for (const [name, make] of Object.entries(HOSTILE_TEXTS)) {
  const times = sizes.map((size) => millisecondsFor(make(size), 2))
  const ratios = times.slice(1).map((time, i) => time / (times[i] as number))
  worst = Math.max(worst, ...ratios)
  log(
    `${name.padEnd(30)}${times.map((time) => `${time.toFixed(0)} ms`.padStart(10)).join('')}    ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`,
  )
}
log(`\nworst ratio ${worst.toFixed(2)} (2 is linear)`)
