import type { TerminalStyle } from '../../adapters/terminal/post-text.js'
import { pipeColumns } from '../config.js'

/** Where a command reads and writes; the process's own streams, or a test's. */
export interface Streams {
  readonly stdin: AsyncIterable<Buffer | string> & { readonly fd?: number }
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number; hasColors?(): boolean }
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean }
}

const USUAL_COLUMNS = 80

/**
 * What standard output can show: as wide as the terminal, in a pipe as wide as COLUMNS says. Node itself heeds NO_COLOR, FORCE_COLOR and
 * TERM=dumb in `hasColors`, on terminals only.
 */
export const styleOf = ({ stdout }: Streams): TerminalStyle => ({
  columns: stdout.columns ?? pipeColumns() ?? USUAL_COLUMNS,
  color: stdout.isTTY === true && stdout.hasColors?.() === true,
})

/** Writes, and waits where the reader at the other end is slower. */
export async function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (stream.write(text)) return
  await new Promise<void>((resolve, reject) => {
    stream.once('drain', resolve)
    stream.once('error', reject)
    stream.once('close', resolve)
  })
}
