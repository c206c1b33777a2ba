/** Milliseconds of each round: time as it passed, and processor time. */
export interface Timings {
  readonly wall: readonly number[]
  readonly work: readonly number[]
}

/** Runs before anything is measured: a desk in use is warm, its code compiled and its connections open. */
const WARMING = 5

/** Runs something `rounds` times, one after the other, when it is warm. */
export async function timingsOf(once: () => Promise<unknown>, rounds: number, processorTime: () => number): Promise<Timings> {
  const wall: number[] = []
  const work: number[] = []
  for (let i = 0; i < WARMING; i++) await once()
  for (let i = 0; i < rounds; i++) {
    const used = processorTime()
    const began = performance.now()
    await once()
    wall.push(performance.now() - began)
    work.push(processorTime() - used)
  }
  return { wall, work }
}

/** The value that a share (0 to 1) of the list does not exceed. */
export function quantile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? 0
}

/** Tables of timings side by side: a row a kind, a column an archive. */
export class TimingTable {
  readonly #rows = new Map<string, Map<string, string>>()
  readonly #columns = new Set<string>()

  /** Notes one cell and tells it at once, as the whole takes minutes. */
  add(kind: string, column: string, { wall, work }: Timings): void {
    const [p50, p95] = [quantile(wall, 0.5), quantile(wall, 0.95)].map(plain)
    const cell = `${p50} / ${p95}${work.length === 0 ? '' : ` / ${plain(quantile(work, 0.95))}`}`
    const row = this.#rows.get(kind) ?? new Map<string, string>()
    this.#rows.set(kind, row.set(column, cell))
    this.#columns.add(column)
    process.stdout.write(`  ${column.padEnd(20)} ${kind.padEnd(44)} ${cell}\n`)
  }

  /** The whole as a Markdown table. */
  toString(): string {
    const columns = [...this.#columns]
    const lines = [...this.#rows].map(([kind, row]) => `| ${kind} | ${columns.map((column) => row.get(column) ?? '').join(' | ')} |`)
    return [
      `| p50 / p95 / processor time p95, ms | ${columns.join(' | ')} |`,
      `|---|${columns.map(() => '---|').join('')}`,
      ...lines,
      '',
    ].join('\n')
  }
}

const plain = (milliseconds: number): string => (milliseconds < 9.95 ? milliseconds.toFixed(1) : milliseconds.toFixed(0))
