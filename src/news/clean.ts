/**
 * A text as it is kept: cleaned once, at intake, before any span into it exists. Line breaks become `\n`, every other space a plain one, what shows
 * nothing (soft hyphens, zero-width and direction marks, control characters) goes; paragraphs are parted by one blank line. Words and marks stay
 * as the source has them. Cleaning twice changes nothing.
 */
export function cleanText(text: string): string {
  return (
    withoutInvisible(text.toWellFormed())
      .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/gu, '\n')
      .replace(SPACES, ' ')
      // Runs of spaces first: one that no line break follows would else be read anew from each of its spaces.
      .replace(/ {2,}/gu, ' ')
      .replace(/ ?\n ?/gu, '\n')
      .replace(/\n{3,}/gu, '\n\n')
      .trim()
  )
}

/** `text` on one line: white space squeezed to single spaces, none at the ends, nothing invisible. */
export const cleanLine = (text: string): string => withoutInvisible(text.toWellFormed()).replace(/\s+/gu, ' ').trim()

const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '')

const SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu
// Control characters but white space; soft hyphen, zero-width space, direction marks, word joiner, byte order mark. The zero-width joiners
// stay: emoji and some scripts need them.
const INVISIBLE = /[^\P{Cc}\s\u0085]|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu
