import type { Reading } from '../src/store/articles.js'
import { articleId } from '../src/store/ids.js'
import type { Entity, Statement } from '../src/text/document.js'
import type { Span } from '../src/text/span.js'

// Word material of our own making: stems and endings make a vocabulary whose frequencies follow Zipf's law, as those of news do.
const STEMS =
  'harbour ferry council budget tariff quota pipeline border treaty rail hospital school union strike election court storm drought port wheat steel chip bank rate bond fund prison police army navy drone visa refugee island bridge tunnel dam reactor forest glacier fishery museum stadium airport'.split(
    ' ',
  )
const MAKERS = 'an ber cor dal el fen gar hol in jor kel lun mar nor or pel quin ros sel tor ul ven wes xan yor zel'.split(' ')
const FIRST = 'Ines Tom Olaf Mara Petra Jonas Lena Viktor Amara Kofi Yuna Ravi Dario Elif Sana Bruno Clara Hugo Noor Mila'.split(' ')
const COUNTRIES =
  'China|United States|Germany|France|Norway|India|Brazil|Japan|Kenya|Chile|Poland|Turkey|Canada|Egypt|Mexico|Spain|Vietnam|Ghana|Peru|Finland|European Union|United Nations|NATO'.split(
    '|',
  )

/** A generator of pseudo-random numbers in [0, 1); the same for the same seed (mulberry32, public domain). */
export function random(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Words, most frequent first. */
export const VOCABULARY: readonly string[] = [...STEMS, ...MAKERS.flatMap((a) => MAKERS.flatMap((b) => MAKERS.map((c) => a + b + c)))]

/** Names of people; the first speak most. */
export const PEOPLE: readonly string[] = Array.from({ length: 20_000 }, (_, i) => {
  const surname =
    (MAKERS[i % 26] as string) + (MAKERS[Math.floor(i / 26) % 26] as string) + (MAKERS[(i * 7 + Math.floor(i / 676)) % 26] as string)
  return `${FIRST[(i * 13) % FIRST.length]} ${surname[0]?.toUpperCase()}${surname.slice(1)}`
})

/** Countries and bodies; the first are spoken of most. */
export const ACTORS: readonly string[] = COUNTRIES

/** An index below `size`; small ones are likelier, by Zipf's law. */
const zipf = (next: () => number, size: number): number => Math.min(size - 1, Math.floor(size ** next()) - 1)

const START = Date.parse('2026-01-01T00:00:00Z')

/** The article `number` of the made-up archive: about 300 words in some 15 sentences, 5 or 6 statements, dated a few minutes after the last. */
export function madeUp(number: number): Reading {
  const next = random(number * 7_919 + 13)
  const sentences: (Span & { first: number; last: number; paragraph: number })[] = []
  const paragraphs: Span[] = []
  const statements: Statement[] = []
  const about: string[][] = []
  const entities = new Map<string, Entity>()
  let text = ''
  for (let paragraph = 0; paragraph < 5; paragraph++) {
    if (paragraph > 0) text += '\n\n'
    const from = text.length
    for (let i = 0; i < 3; i++) {
      if (i > 0) text += ' '
      const start = text.length
      const body = words(next, 12 + Math.floor(next() * 14))
      const isSaid = next() < 0.37
      if (isSaid) text += said(next, text.length, body, statements, about, entities)
      else text += `${body[0]?.toUpperCase()}${body.slice(1)}.`
      sentences.push({ start, end: text.length, first: 0, last: 0, paragraph })
    }
    paragraphs.push({ start: from, end: text.length })
  }
  const url = `https://paper${number % 40}.example/${number}`
  const publishedAt = new Date(START + number * 240_000).toISOString()
  const article = { text, url, publishedAt, readAt: publishedAt, title: words(next, 7), outlet: `Paper ${number % 40}`, language: 'en' }
  return {
    document: {
      article: { id: articleId(article), ...article },
      paragraphs,
      sentences,
      tokens: [],
      quotations: [],
      mentions: [],
      entities: [...entities.values()],
      statements,
    },
    keyPoints: sentences.slice(0, 4).map(({ start, end }) => ({ start, end })),
    about,
  }
}

const words = (next: () => number, count: number): string =>
  Array.from({ length: count }, (_, i) =>
    i % 3 === 2 ? ['the', 'of', 'and', 'in', 'to'][Math.floor(next() * 5)] : VOCABULARY[zipf(next, VOCABULARY.length)],
  ).join(' ')

function said(
  next: () => number,
  at: number,
  body: string,
  statements: Statement[],
  about: string[][],
  entities: Map<string, Entity>,
): string {
  const isBody = next() < 0.3
  const actor = isBody || next() < 0.4 ? (ACTORS[zipf(next, ACTORS.length)] as string) : null
  const name = isBody ? (actor as string) : (PEOPLE[zipf(next, PEOPLE.length)] as string)
  const topic = next() < 0.5 ? (ACTORS[zipf(next, ACTORS.length)] as string) : undefined
  const content = topic === undefined ? body : `${body} with ${topic}`
  if (!entities.has(name)) entities.set(name, { name, kind: isBody ? 'body' : 'person', role: null, actor, mentions: [] })
  const start = at + name.length + 6
  statements.push({
    content: [{ start, end: start + content.length }],
    source: [{ start: at, end: at + name.length }],
    cue: [{ start: at + name.length + 1, end: at + name.length + 5 }],
    speaker: { name, role: null, actor },
    entity: [...entities.keys()].indexOf(name),
    manner: 'indirect',
    confidence: 0.5 + next() / 2,
  })
  about.push(topic === undefined ? [] : [topic])
  return `${name} said ${content}.`
}
