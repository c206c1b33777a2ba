import { describe, expect, it } from 'vitest'
import { tokenize } from '../../../src/language/grammar/tokens.js'

const wordsOf = (text: string): string[] => {
  const { count, starts, ends } = tokenize(text)
  return Array.from({ length: count }, (_, i) => text.slice(starts[i], ends[i]))
}

const table: [text: string, expected: string][] = [
  // Clitics and negations.
  ['Mara Quist’s aides don’t agree.', 'Mara|Quist|’s|aides|do|n’t|agree|.'],
  ["We've said it'll pass; they cannot wait.", "We|'ve|said|it|'ll|pass|;|they|can|not|wait|."],
  ["the '90s and rock 'n' roll", "the|'90s|and|rock|'n|'|roll"],
  ["O'Brien and D’Souza met", "O'Brien|and|D’Souza|met"],
  ['“I’m sure,” he said.', '“|I|’m|sure|,|”|he|said|.'],
  // Abbreviations and initials keep their stop; a sentence's last word does not.
  ['Mr. J. R. Oduya of the U.S. left at 5 p.m. on Jan. 3.', 'Mr.|J.|R.|Oduya|of|the|U.S.|left|at|5|p.m.|on|Jan.|3|.'],
  ['No. 3 said no. Then it was I. She left.', 'No.|3|said|no|.|Then|it|was|I|.|She|left|.'],
  ['a U.S.-Mexico pact, Ph.D. in hand', 'a|U.S.-Mexico|pact|,|Ph.D.|in|hand'],
  // Numbers, money, times.
  ['$3.5 million, 2,400 people, 9:30, 45%', '$|3.5|million|,|2,400|people|,|9:30|,|45|%'],
  ['on 9/11 and 24/7', 'on|9/11|and|24/7'],
  // Hyphens and dashes.
  ['a front-runner -- no—yes', 'a|front-runner|--|no|—|yes'],
  ['AFL-CIO and AT&T', 'AFL-CIO|and|AT&T'],
  // Quotation marks.
  ["''No,'' she said, `yes'", "''|No|,|''|she|said|,|`|yes|'"],
  ['He said: "No."', 'He|said|:|"|No|.|"'],
  // Addresses, names, topics, markup.
  ['See https://example.com/a?b=1. Ask @mara_q or #harbour.', 'See|https://example.com/a?b=1|.|Ask|@mara_q|or|#harbour|.'],
  ['write to desk@example.org now', 'write|to|desk@example.org|now'],
  ['It ended.Then rain.', 'It|ended|.|Then|rain|.'],
  // Ellipses.
  ['Well... no . . . maybe …', 'Well|...|no|. . .|maybe|…'],
  // Other scripts and pictures.
  ['🙂 ok \ud800 end', '🙂|ok|\ud800|end'],
  ['Łódź and São Paulo', 'Łódź|and|São|Paulo'],
]

describe('tokenize', () => {
  it.each(table)('cuts %s', (text, expected) => {
    expect(wordsOf(text).join('|')).toBe(expected)
  })

  it('puts every character that is no space into exactly one token', () => {
    const text = `${'x'.repeat(1000)} ${'"(it\u200bé)'.repeat(20)}`
    expect(wordsOf(text).join('')).toBe(text.replace(/[\s\u200b]/gu, ''))
  })
})
