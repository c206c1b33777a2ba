/** Tells how far a batch is. */
export interface Progress {
  read(bytes: number): void
  line(): void
  stop(): void
}

const SILENT: Progress = { read() {}, line() {}, stop() {} }

/** A bar on a terminal's standard error, with a share where the input's size is known; nothing in a pipe. */
export async function progressOn(
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
  size: number | undefined,
): Promise<Progress> {
  if (stream.isTTY !== true) return SILENT
  const { default: cliProgress } = await import('cli-progress')
  const format = size === undefined ? '{lines} lines, {duration_formatted}' : '{bar} {percentage} %, {lines} lines, {eta_formatted} left'
  const bar = new cliProgress.SingleBar({ format, stream, clearOnComplete: true, hideCursor: true }, cliProgress.Presets.shades_classic)
  bar.start(size ?? 0, 0, { lines: 0 })
  let lines = 0
  return {
    read: (bytes) => bar.increment(size === undefined ? 0 : bytes),
    line: () => bar.update({ lines: ++lines }),
    stop: () => bar.stop(),
  }
}

/** Tells how far several pieces of work are, one after the other. */
export interface Steps {
  /** Begins a piece of `total` steps of a kind ("articles"); ends the one before. */
  begin(kind: string, total: number): void
  step(): void
  stop(): void
}

/** A bar for each piece of work on a terminal's standard error; nothing in a pipe. */
export async function stepsOn(stream: NodeJS.WritableStream & { readonly isTTY?: boolean }): Promise<Steps> {
  if (stream.isTTY !== true) return { begin() {}, step() {}, stop() {} }
  const { default: cliProgress } = await import('cli-progress')
  const format = '{bar} {value} of {total} {kind}, {duration_formatted}'
  const bar = new cliProgress.SingleBar({ format, stream, clearOnComplete: true, hideCursor: true }, cliProgress.Presets.shades_classic)
  return {
    begin: (kind, total) => {
      bar.stop()
      if (total > 0) bar.start(total, 0, { kind })
    },
    // Others may take some of it, or more may come in meanwhile.
    step: () => bar.increment(),
    stop: () => bar.stop(),
  }
}
