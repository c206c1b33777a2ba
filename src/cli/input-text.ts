import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { InputError } from '../errors.js'
import type { Input } from './input.js'

/** A file's bytes as text. `note`: what a reader should know of how it was read; absent where nothing is odd. */
export interface DecodedText {
  readonly text: string
  readonly note?: string
}

/**
 * Decodes UTF-8, UTF-16 with or without a mark, and otherwise Windows-1252, saying so. Offsets count in the decoded text, a byte order mark left out.
 * @throws InputError where the bytes are no text at all.
 */
export function decodeText({ name, bytes }: Input): DecodedText {
  const wide = wideEncoding(bytes)
  if (wide !== undefined) return checked(name, iconv.decode(bytes, wide, { stripBOM: true }), `${name} is in UTF-16 and was read as such.`)
  const kind = binaryKind(bytes)
  if (kind !== undefined) throw notText(name, kind)
  if (isUtf8(bytes)) return checked(name, bytes.toString('utf8').replace(/^\ufeff/u, ''))
  return checked(
    name,
    iconv.decode(bytes, 'windows-1252'),
    `${name} is not UTF-8; it was read as Windows-1252. If marks look wrong, save it as UTF-8.`,
  )
}

function wideEncoding(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16-le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16-be'
  const sample = bytes.subarray(0, 512)
  if (sample.length < 8 || sample.length % 2 !== 0) return undefined
  let even = 0
  let odd = 0
  for (const [i, byte] of sample.entries()) if (byte === 0) i % 2 === 0 ? even++ : odd++
  // English in UTF-16 has a zero in nearly every pair, always on the same side.
  if (odd > sample.length * 0.4 && even === 0) return 'utf16-le'
  if (even > sample.length * 0.4 && odd === 0) return 'utf16-be'
  return undefined
}

// First bytes of what people hand in by mistake.
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF file; save its text as .txt'],
  ['PK\u0003\u0004', 'an archive or office document; save its text as .txt'],
  ['\u00d0\u00cf\u0011\u00e0', 'an office document; save its text as .txt'],
  ['{\\rtf', 'a rich text document; save it as plain text'],
  ['\u0089PNG', 'a picture'],
  ['GIF8', 'a picture'],
  ['\u00ff\u00d8\u00ff', 'a picture'],
  ['\u001f\u008b', 'compressed with gzip; unpack it first'],
]

function binaryKind(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 8).toString('latin1')
  const known = BEGINNINGS.find(([beginning]) => head.startsWith(beginning))?.[1]
  if (known !== undefined) return known
  return isMostlyControls(bytes.subarray(0, 65_536)) ? 'no text' : undefined
}

function isMostlyControls(bytes: Buffer): boolean {
  let controls = 0
  for (const byte of bytes)
    if (byte === 0 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27)) controls++
  return controls > bytes.length / 50
}

const notText = (name: string, kind: string): InputError =>
  new InputError(
    'not-text',
    `${name} is ${kind === 'no text' ? 'not text' : kind.replace(/;.*/u, '')}; ${/;/u.test(kind) ? kind.replace(/^[^;]*; /u, '') : 'give a file of plain text'}.`,
  )

function checked(name: string, text: string, note?: string): DecodedText {
  if (text.trim() === '') throw new InputError('empty', `${name} holds nothing but white space; give a file that holds an article.`)
  return note === undefined ? { text } : { text, note }
}
