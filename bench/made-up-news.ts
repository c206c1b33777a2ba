import type { ServedArticle } from '../test/simulators/news-server.js'
import { random } from './store-corpus.js'

// Sentences of our own, with places to fill: `$` a person, `@` a country or body, `%` a thing, `#` a number.
const LINES = [
  '$, the foreign minister of @, said on Monday that talks with @ on the % would resume within # weeks.',
  '“We will not accept a % that is written by others,” $ told reporters after the meeting in the capital.',
  'The government of @ said it had put aside # million euros for the %, and called on @ to do the same.',
  'According to $, an analyst at the Institute for Northern Affairs, the plan for the % is unlikely to last.',
  'Residents of the harbour district have complained about the % for more than # years.',
  'Officials in @ denied that the % had been delayed, saying that only # of the permits were missing.',
  '“It is too early to speak of success,” said $, who leads the delegation of @. “But we have begun.”',
  'The % was damaged in a storm last winter, when # people had to leave their homes for several days.',
  'In a statement, the central bank of @ warned that prices could rise by # percent if the % is not finished.',
  '$ added that @ would “keep its word” and that no decision on the % had been taken so far.',
  'Trade between @ and @ fell by # percent in the first half of the year, mostly because of the dispute over the %.',
  'The union said its # members would walk out on Friday unless the company changed its mind about the %.',
  'Critics of the % believe that the money would be better spent on schools and hospitals in the north.',
  '$ urged @ to open the % to inspectors, and promised that their report would be published in full.',
]
const FIRST = 'Ines Tom Olaf Mara Petra Jonas Lena Viktor Amara Kofi Yuna Ravi Dario Elif Sana Bruno Clara Hugo'.split(' ')
const LAST = 'Calder Brandt Quill Lindqvist Okafor Marsh Tanaka Rao Petrov Silva Hale Novak Duarte Kessler Wexley Amadi'.split(' ')
/** Countries and bodies of the made-up news. */
export const PLACES =
  'China|Germany|France|Norway|India|Brazil|Japan|Kenya|Poland|Turkey|Canada|Egypt|the European Union|the United Nations'.split('|')
/** What the made-up news quarrels about. */
export const THINGS =
  'ferry line|harbour bridge|rail tunnel|grain treaty|fishing quota|gas pipeline|border crossing|school reform|solar park|flood wall|steel tariff|housing plan'.split(
    '|',
  )

/** Who and what a piece of made-up news is about; each is drawn from at random. */
export interface Cast {
  readonly people: readonly string[]
  readonly places: readonly string[]
  readonly things: readonly string[]
}

const EVERYBODY: Cast = { people: FIRST.flatMap((first) => LAST.map((last) => `${first} ${last}`)), places: PLACES, things: THINGS }

/** About 300 words of made-up news in five paragraphs, the same for the same number (and cast). */
export function madeUpNews(number: number, publishedAt: string, cast: Cast = EVERYBODY): ServedArticle {
  const next = random(number * 104_729 + 5)
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] as string
  const thing = pick(cast.things)
  const fill = (line: string): string =>
    line
      .replace(/\$/gu, () => pick(cast.people))
      .replace(/@/gu, () => pick(cast.places))
      .replace(/%/gu, () => (next() < 0.7 ? thing : pick(cast.things)))
      .replace(/#/gu, () => String(2 + Math.floor(next() * 90)))
  const text = Array.from({ length: 5 }, () => Array.from({ length: 3 }, () => fill(pick(LINES))).join(' '))
  return { slug: `n${number}`, title: `${pick(cast.places)} and the ${thing}: report ${number}`, text, publishedAt }
}
