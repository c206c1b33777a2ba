import { DomUtils, parseDocument } from 'htmlparser2'
import { cleanLine } from './clean.js'

/**
 * The text of a short piece of markup on one line: tags out, entities decoded, white space squeezed. For titles and names; articles are
 * read block by block (`blocks.ts`).
 */
export function plainOf(markup: string): string {
  const text = /[<&]/u.test(markup) ? DomUtils.textContent(parseDocument(markup).children) : markup
  return cleanLine(text)
}

/**
 * Character references as they ought to be: those of the C1 range mean windows-1252 (`&#146;` is an apostrophe), `&#X2019;` is written
 * with a small x. Text outside references is left alone, but for C1 characters themselves, which no text means.
 */
export function mendReferences(markup: string): string {
  return markup
    .replace(/&#(x?)([0-9a-f]{1,6});/giu, (whole, x: string, digits: string) => {
      const known = WINDOWS_1252[Number.parseInt(digits, x ? 16 : 10)]
      return known ? `&#x${known.codePointAt(0)?.toString(16)};` : whole.replace('X', 'x')
    })
    .replace(C1, (character) => WINDOWS_1252[character.charCodeAt(0)] ?? '')
}

const C1 = /[\u0080-\u0084\u0086-\u009f]/gu
const WINDOWS_1252: Readonly<Record<number, string>> = Object.fromEntries(
  [...'€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ']
    .map((character, i) => [0x80 + i, character])
    .filter(([, character]) => character !== '\u0000'),
)
