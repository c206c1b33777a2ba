// What stands at the front of a paragraph and is no part of its first sentence: the time of a live page's entry, a dateline.

const CLOCK = /^\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|BST|CET|CEST|ET|EST|EDT))?(?:\s*[:–—|-])?\s+(?=["“‘'«„\p{Lu}])/u
const LONGEST_CLOCK = 24

// 'JAKARTA, 28 January (Reuters) - ', 'PORT ANSEL/OSLO - ', '(CNN) -- ', 'WASHINGTON: '; 'Port Ansel — ', 'Oslo (Nordnytt) - '.
const AGENCY = '\\([A-Z][\\w .&/-]{1,30}\\)'
const PLACE = "[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]+){0,3}(?:, [A-Z][\\p{L}.]+(?: [A-Z][\\p{L}.]+)?)?"
const DATE = '(?:[,.]? (?:\\d{1,2} )?[A-Z][a-z]{2,8}\\.?(?: \\d{1,2})?(?:,? \\d{4})?)?'
const DASH = '\\s*(?:--|[—–]|-(?= )|:(?= ))\\s*'
const DATELINE = new RegExp(`^(?:${PLACE}${DATE}\\s*(?:${AGENCY})?|${AGENCY})${DASH}(?=["“‘'\\p{Lu}\\p{N}])`, 'u')
const PLACE_AND_DASH =
  /^(?:[A-Z][\p{L}'’]+ ?){1,3}(?:, [A-Z][\p{L}'’]+)?(?:, \d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?)? (?:\([A-Z][\w .&/-]{1,30}\) (?:--?|[—–])|--|[—–]) (?=["“‘'\p{Lu}])/u
const LONGEST_DATELINE = 120

/** Paragraphs in which an article's dateline may stand: behind a headline, a byline and a summary. */
const LAST_DATELINE = 3

/**
 * Where what stands before the first sentence of a paragraph ends; its start where nothing does. `start` and `end` are the paragraph's, by
 * character; `number` counts the paragraphs from 0. A label that comes again ('LUNDE: …') is a speaker's, no dateline.
 */
export function leadEnd(text: string, start: number, end: number, number: number): number {
  const clock = CLOCK.exec(text.slice(start, Math.min(end, start + LONGEST_CLOCK)))
  if (clock !== null) return start + clock[0].length
  if (number > LAST_DATELINE) return start
  const line = text.slice(start, Math.min(end, start + LONGEST_DATELINE))
  const dateline = (DATELINE.exec(line) ?? PLACE_AND_DASH.exec(line))?.[0]
  if (dateline === undefined || text.indexOf(`\n${dateline.trimEnd()}`, start + 1) >= 0) return start
  return start + dateline.length
}
