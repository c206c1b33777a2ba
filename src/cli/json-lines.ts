import { isUtf8 } from 'node:buffer'
import { InputError } from '../errors.js'

/** One line of JSON Lines: its number from 1, and its value or what is wrong with it. */
export type JsonLine =
  | { readonly line: number; readonly value: Record<string, unknown> }
  | { readonly line: number; readonly error: InputError; readonly id?: unknown }

/** A page of 10 MB in base64, with room for its other fields. */
const LONGEST_LINE = 64 * 1024 * 1024
const LINE_END = 10

/** Reads JSON Lines as they come, holding one line at a time. Blank lines are passed over; a line too long is skipped to its end. */
export async function* jsonLines(
  stream: AsyncIterable<Buffer | string>,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<JsonLine> {
  let pieces: Buffer[] = []
  let length = 0
  let line = 0
  const close = (): JsonLine | undefined => {
    line++
    const parsed = length > LONGEST_LINE ? tooLong(line) : parseLine(Buffer.concat(pieces), line)
    pieces = []
    length = 0
    return parsed
  }
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    onBytes(bytes.length)
    let start = 0
    for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, start)) {
      keep(bytes.subarray(start, end))
      start = end + 1
      const parsed = close()
      if (parsed !== undefined) yield parsed
    }
    keep(bytes.subarray(start))
  }
  const parsed = length > 0 ? close() : undefined
  if (parsed !== undefined) yield parsed

  function keep(piece: Buffer): void {
    length += piece.length
    if (length <= LONGEST_LINE) pieces.push(piece)
    else pieces = []
  }
}

const tooLong = (line: number): JsonLine => ({
  line,
  error: new InputError('too-long', `This line is over ${LONGEST_LINE / 1024 / 1024} MB; give one article a line.`),
})

function parseLine(bytes: Buffer, line: number): JsonLine | undefined {
  if (!isUtf8(bytes)) return { line, error: new InputError('not-utf-8', 'This line is not UTF-8; save the file as UTF-8.') }
  const text = bytes.toString('utf8').replace(/^\ufeff/u, '')
  if (text.trim() === '') return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { line, value: value as Record<string, unknown> }
    return { line, error: new InputError('not-an-object', 'This line is no JSON object; write one object a line.') }
  } catch (error) {
    return {
      line,
      error: new InputError('not-json', `This line is not JSON (${(error as Error).message.slice(0, 120)}); write one object a line.`, {
        cause: error,
      }),
    }
  }
}
