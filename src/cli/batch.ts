import { fstatSync } from 'node:fs'
import { InputError } from '../errors.js'
import { BATCH_TASKS } from './batch-tasks.js'
import { type JsonLine, jsonLines } from './json-lines.js'
import { progressOn } from './progress.js'
import { type Streams, write } from './streams.js'

/**
 * `onrecord batch TASK`: JSON Lines in, JSON Lines out, in input order, one line held at a time. A line that cannot be used gives
 * `{id?, line, error}` in its place.
 * @returns exit status: 1 where any line failed.
 * @throws InputError where there is no such task.
 */
export async function runBatch(name: string, streams: Streams): Promise<number> {
  const known = Object.hasOwn(BATCH_TASKS, name) ? BATCH_TASKS[name] : undefined
  if (known === undefined)
    throw new InputError('unknown-task', `There is no task ${name}; the tasks are ${Object.keys(BATCH_TASKS).join(', ')}.`)
  const task = await known.load()
  const progress = await progressOn(streams.stderr, sizeOf(streams.stdin.fd))
  let failed = 0
  const put = async (objects: readonly object[]): Promise<void> => {
    if (objects.length > 0) await write(streams.stdout, objects.map((object) => `${JSON.stringify(object)}\n`).join(''))
  }
  try {
    for await (const line of jsonLines(streams.stdin, (bytes) => progress.read(bytes))) {
      const out = await outcome(line, () => task.run('value' in line ? line.value : {}))
      if (out.failed) failed++
      await put(out.objects)
      progress.line()
    }
    await put((await task.finish?.()) ?? [])
  } finally {
    progress.stop()
  }
  return failed > 0 ? 1 : 0
}

async function outcome(
  line: JsonLine,
  run: () => Promise<readonly object[]> | readonly object[],
): Promise<{ failed: boolean; objects: readonly object[] }> {
  if ('error' in line) return { failed: true, objects: [{ line: line.line, error: line.error.message }] }
  try {
    return { failed: false, objects: await run() }
  } catch (error) {
    const id = line.value.id === undefined ? {} : { id: line.value.id }
    return { failed: true, objects: [{ ...id, line: line.line, error: (error as Error).message }] }
  }
}

/** Bytes of a file that standard input comes from; undefined for a pipe or terminal. */
function sizeOf(fd: number | undefined): number | undefined {
  if (fd === undefined) return undefined
  try {
    const stat = fstatSync(fd)
    return stat.isFile() ? stat.size : undefined
  } catch {
    return undefined
  }
}
