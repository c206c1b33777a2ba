import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/** Where markup may say its encoding; servers and browsers look at the first kilobyte, real pages need a little more. */
const HEAD_BYTES = 4096

/**
 * Decodes what a server sent. Order: byte order mark, the Content-Type header's charset, the markup's own word (XML declaration,
 * `<meta charset>`), then UTF-8 where the bytes are valid, else windows-1252. A label that the bytes belie is passed over: one that says
 * UTF-8 over bytes that are not, or a single-byte one over bytes that are valid UTF-8 beyond ASCII.
 */
export function decode(bytes: Uint8Array, contentType?: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const marked = markedEncoding(buffer)
  if (marked) return withoutMark(iconv.decode(buffer, marked))
  const valid = isUtf8(buffer)
  for (const label of [labelIn(contentType), labelInMarkup(buffer)]) {
    const encoding = label && usable(label)
    if (!encoding || (encoding === 'utf8') !== valid) {
      // Pure ASCII is valid UTF-8 too; then any label reads the same, but for the ones below that shift their state with ASCII bytes.
      if (!encoding || !SHIFTING.test(encoding)) continue
    }
    return withoutMark(iconv.decode(buffer, encoding))
  }
  return valid ? buffer.toString('utf8') : iconv.decode(buffer, 'win1252')
}

const SHIFTING = /^(?:iso-?2022|hz|utf-?7|utf-?16|utf-?32)/iu
const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)

function markedEncoding(buffer: Buffer): string | undefined {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return 'utf8'
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer[2] === 0 && buffer[3] === 0 ? 'utf32le' : 'utf16le'
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf16be'
  // No mark, but markup whose every other byte is zero.
  if (buffer[0] === 0x3c && buffer[1] === 0 && buffer[3] === 0) return 'utf16le'
  if (buffer[0] === 0 && buffer[1] === 0x3c && buffer[2] === 0) return 'utf16be'
  return undefined
}

const labelIn = (contentType: string | undefined): string | undefined => /charset\s*=\s*["']?\s*([\w.:-]+)/iu.exec(contentType ?? '')?.[1]

function labelInMarkup(buffer: Buffer): string | undefined {
  const head = buffer.subarray(0, HEAD_BYTES).toString('latin1')
  return (
    /<\?xml[^>]*?\bencoding\s*=\s*["']\s*([\w.:-]+)/iu.exec(head)?.[1] ?? /<meta[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/iu.exec(head)?.[1]
  )
}

/** The encoding's name for the decoder, by the web's reading of labels (Latin-1 means windows-1252, GB 2312 means GB 18030). */
function usable(label: string): string | undefined {
  const name = label.toLowerCase()
  if (/^utf-?8$/u.test(name) || name === 'unicode-1-1-utf-8') return 'utf8'
  // A markup that could be read at all is not in UTF-16, whatever it says.
  if (/^utf-?16/u.test(name)) return undefined
  if (/^(?:iso-?8859-?1|latin-?1|us-ascii|ascii|ansi|cp1252|windows-1252|x-cp1252)$/u.test(name)) return 'win1252'
  if (/^(?:gb_?2312(?:-80)?|gbk|x-gbk|chinese)$/u.test(name)) return 'gb18030'
  if (/^(?:ks_c_5601.*|euc-?kr|korean)$/u.test(name)) return 'cp949'
  if (name === 'iso-8859-9' || name === 'latin5') return 'win1254'
  if (/^(?:x-sjis|shift-?_?jis|ms_kanji|windows-31j)$/u.test(name)) return 'shiftjis'
  return iconv.encodingExists(name) ? name : undefined
}
