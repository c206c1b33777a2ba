import { readFileSync } from 'node:fs'

/** Processor seconds, as Linux counts them in hundredths. */
const HERTZ = 100

/** Seconds that a process has used so far; undefined where it is gone, or the system does not tell. */
export function secondsOf(pid: number): number | undefined {
  try {
    // The name, in brackets, may hold blanks; user and system time are the 14th and 15th field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / HERTZ
  } catch {
    return undefined
  }
}

/** Seconds that all cores together were busy since the machine started, and that they had; zero where the system does not tell. */
export function secondsOfMachine(): { readonly busy: number; readonly all: number } {
  try {
    const fields = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/u).slice(1, 9).map(Number)
    const all = fields.reduce((sum, one) => sum + one, 0)
    const idle = (fields[3] ?? 0) + (fields[4] ?? 0)
    return { busy: (all - idle) / HERTZ, all: all / HERTZ }
  } catch {
    return { busy: 0, all: 0 }
  }
}
