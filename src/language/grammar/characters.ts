/** What a character is to the tokenizer. Looked up in a table for the first 0x3000 code units, told by rule above. */
export const SPACE = 0
export const LETTER = 1
export const DIGIT = 2
export const MARK = 3

const TABLE_SIZE = 0x3000
const table = new Uint8Array(TABLE_SIZE)
for (let code = 0; code < TABLE_SIZE; code++) table[code] = classOf(String.fromCharCode(code))

function classOf(char: string): number {
  // Controls, soft hyphens, directional and zero-width characters part words or stand between them; none is a word.
  if (char === '\u00ad') return LETTER
  if (/[\s\p{Cc}\p{Cf}\p{Z}]/u.test(char)) return SPACE
  if (/[\p{L}\p{M}]/u.test(char)) return LETTER
  if (/\p{N}/u.test(char)) return DIGIT
  return char === '_' ? LETTER : MARK
}

/**
 * Class of a UTF-16 code unit. Surrogates, whole or lone, are marks: emoji mostly, and a letter of a rare script is then a token
 * of its own, which harms nothing in English.
 */
export function characterClass(code: number): number {
  if (code < TABLE_SIZE) return table[code] as number
  if (code >= 0xd800 && code <= 0xdfff) return MARK
  if (code === 0x3000 || code === 0xfeff) return SPACE
  if (code >= 0x3001 && code <= 0x3003) return MARK
  if ((code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff0f) || code >= 0xffe0 || (code >= 0xe000 && code <= 0xf8ff))
    return MARK
  return LETTER
}

/** "A" to "Z" and capitals of other alphabets that have them. */
export function isUpper(code: number): boolean {
  if (code < 128) return code >= 65 && code <= 90
  const char = String.fromCharCode(code)
  return char.toLowerCase() !== char
}

/** "a" to "z" and small letters of other alphabets that have capitals. */
export function isLower(code: number): boolean {
  if (code < 128) return code >= 97 && code <= 122
  const char = String.fromCharCode(code)
  return char.toUpperCase() !== char
}

/** A high surrogate that a low one follows, so that both are one character. */
export const isPair = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
