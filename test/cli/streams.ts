import { Writable } from 'node:stream'
import { run } from '../../src/cli.js'

/** What a call of the program wrote, and its exit status. */
export interface Outcome {
  readonly status: number
  readonly out: string
  readonly err: string
}

/** Runs the program within this process on streams of its own. */
export async function call(args: readonly string[], stdin: string | Buffer | readonly (string | Buffer)[] = ''): Promise<Outcome> {
  const out: string[] = []
  const err: string[] = []
  const into = (kept: string[]): Writable =>
    new Writable({
      write(chunk, _, done) {
        kept.push(String(chunk))
        done()
      },
    })
  const pieces = Array.isArray(stdin) ? stdin : [stdin]
  async function* input(): AsyncGenerator<Buffer | string> {
    yield* pieces as readonly (string | Buffer)[]
  }
  const status = await run(args, { stdin: input(), stdout: into(out), stderr: into(err) })
  return { status, out: out.join(''), err: err.join('') }
}
