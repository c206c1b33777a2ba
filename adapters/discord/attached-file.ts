import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/** Attached files are read up to this many bytes. */
const LARGEST = 10 * 1024 * 1024
/** The longest that Discord may take to hand a file over, in milliseconds. */
const PATIENCE_MS = 20_000
/** Where Discord keeps attached files. Source: discord.com/developers/docs/reference, "CDN Endpoints" and "Signed Attachment CDN URLs". */
const CDN = ['cdn.discordapp.com', 'media.discordapp.net']

/** A file as an interaction tells of it. */
export interface AttachedFile {
  readonly url: string
  readonly name: string
  /** Bytes, as Discord says. */
  readonly size: number
}

/** The text of a file, or one sentence on why there is none. */
export type FileText = { readonly name: string; readonly text: string } | { readonly problem: string }

// What each command takes; others take no file.
const KINDS: Readonly<Record<string, { readonly pattern: RegExp; readonly sentence: string }>> = {
  brief: { pattern: /\.(?:txt|md|html?)$/iu, sentence: 'attach the article as a .txt or .html file' },
  sources: { pattern: /\.(?:opml|xml|txt)$/iu, sentence: 'attach the list as an .opml file' },
}

/**
 * Fetches an attached file for `command` and decodes it. Only Discord's own file servers are asked, or, where another API address is configured, that
 * host: an interaction is not to make the bot fetch from anywhere else. Never rejects.
 */
export async function readAttachedFile(file: AttachedFile, command: string, apiUrl: string): Promise<FileText> {
  const name = file.name.slice(0, 80)
  const kind = KINDS[command]
  if (kind === undefined || !kind.pattern.test(file.name))
    return { problem: `${name} cannot be read here: ${kind?.sentence ?? 'this command takes no file'}.` }
  const tooLarge = { problem: `${name} is over 10 MB: attach a smaller file, or give the article’s address.` }
  if (file.size > LARGEST) return tooLarge
  if (!isDiscords(file.url, apiUrl)) return { problem: `${name} does not lie with Discord: attach it to the command itself.` }
  try {
    const response = await fetch(file.url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' })
    if (!response.ok) return { problem: `Discord did not hand ${name} over (${response.status}): attach it once more.` }
    const bytes = await bytesOf(response)
    return bytes === undefined ? tooLarge : textOf(name, bytes)
  } catch {
    return { problem: `Discord did not hand ${name} over: attach it once more.` }
  }
}

function isDiscords(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  const api = new URL(apiUrl)
  const isStandIn = !/(?:^|\.)discord\.com$/u.test(api.hostname)
  return (protocol === 'https:' && CDN.includes(hostname)) || (isStandIn && protocol === api.protocol && hostname === api.hostname)
}

/** The whole body; undefined where it is larger than was said. */
async function bytesOf(response: Response): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += piece.byteLength
    if (size > LARGEST) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function textOf(name: string, bytes: Buffer): FileText {
  const encoding = markedEncoding(bytes)
  if (encoding === undefined && isBinary(bytes))
    return { problem: `${name} is not text: save it as plain text (.txt) or as a page (.html).` }
  const text = decode(bytes, encoding)
  return text.trim() === '' ? { problem: `${name} is empty: attach a file that holds the article.` } : { name, text }
}

/** By byte order mark. */
function markedEncoding(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16-le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf16-be' : undefined
}

// PDF, office documents and archives, old office documents, rich text, pictures, gzip.
const BEGINNINGS = [
  '%PDF',
  'PK\u0003\u0004',
  '\u00d0\u00cf\u0011\u00e0',
  '{\\rtf',
  '\u0089PNG',
  'GIF8',
  '\u00ff\u00d8\u00ff',
  '\u001f\u008b',
]

function isBinary(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 8).toString('latin1')
  if (BEGINNINGS.some((beginning) => head.startsWith(beginning))) return true
  const sample = bytes.subarray(0, 65_536)
  const controls = sample.filter((byte) => byte < 32 && ![9, 10, 12, 13, 27].includes(byte)).length
  return controls > sample.length / 50
}

/** UTF-8 where the bytes are that; else as the markup says of itself; else Windows-1252, which is what old editors write. */
function decode(bytes: Buffer, marked: string | undefined): string {
  if (marked !== undefined) return iconv.decode(bytes, marked)
  if (isUtf8(bytes)) return bytes.toString('utf8').replace(/^\ufeff/u, '')
  const said = /(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)/iu.exec(bytes.subarray(0, 4096).toString('latin1'))?.[1] ?? OLD_EDITORS
  // The bytes are not UTF-8, whatever is said of them; and Latin-1 is read as the web reads it.
  const isUsable = !/^(?:utf-?(?:8|16)|iso-?8859-?1$|latin-?1$|us-ascii$)/iu.test(said) && iconv.encodingExists(said)
  return iconv.decode(bytes, isUsable ? said : OLD_EDITORS)
}

const OLD_EDITORS = 'windows-1252'
