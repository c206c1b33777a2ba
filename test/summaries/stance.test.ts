import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { senseOf } from '../../src/desk/batch-questions.js'
import { aliasesOf } from '../../src/language/names/actors.js'
import type { Speaker } from '../../src/text/document.js'
import { countsByWeek, stanceOf } from '../../summaries/stance.js'
import { stancePost } from '../../summaries/stance-post.js'
import { recordsOf, type StatementRecord } from '../../summaries/statement-record.js'
import { byHand } from './documents-by-hand.js'

const NORWAY = { name: 'Norway', aliases: aliasesOf('Norway') }
const MINISTER: Speaker = { name: 'Ingrid Solheim', role: 'Foreign Minister', actor: 'Norway' }
const ANALYST: Speaker = { name: 'Pavel Orlik', role: 'analyst', actor: null }
const DAY = 86_400_000
const NOW = Date.parse('2026-03-20T00:00:00Z')

let count = 0
function record(
  words: string,
  speaker: Speaker | null,
  more: Partial<StatementRecord> & { outlet?: string; days?: number } = {},
): StatementRecord {
  const { outlet = 'The Harbour Gazette', days = 1, ...rest } = more
  const id = `a${count++}.0`
  return {
    id,
    citation: {
      articleId: id,
      spans: [{ start: 0, end: words.length }],
      words: [words],
      outlet,
      publishedAt: new Date(NOW - days * DAY).toISOString(),
    },
    speaker,
    manner: 'direct',
    confidence: 0.9,
    about: [],
    at: NOW - days * DAY,
    ...rest,
  }
}
const wordsIn = (groups: ReturnType<typeof stanceOf>['own']): string[] =>
  groups.flatMap(({ lines }) => lines.map(({ record: { citation } }) => citation.words[0] as string))

describe('a stance', () => {
  it('puts what officials say under own words, and never an analyst', () => {
    const told = stanceOf(NORWAY, [
      record('“We will share the catch,”', MINISTER),
      record('Norway will close its waters within a year', ANALYST, { about: ['Norway'] }),
      record('Oslo has been patient', { name: 'Norway', role: null, actor: 'Norway' }),
      record('the weather was fine', ANALYST),
    ])
    expect(wordsIn(told.own)).toEqual(['“We will share the catch,”', 'Oslo has been patient'])
    expect(wordsIn(told.others)).toEqual(['Norway will close its waters within a year'])
  })

  it('leaves out contents that say nothing alone, but not a quoted word', () => {
    const told = stanceOf(NORWAY, [
      record('him', MINISTER, { manner: 'indirect' }),
      record('it', ANALYST, { manner: 'indirect', about: ['Norway'] }),
      record('“No,”', MINISTER),
      record('sanctions', MINISTER, { manner: 'indirect' }),
    ])
    expect(wordsIn(told.own)).toEqual(['“No,”', 'sanctions'])
    expect(told.others).toEqual([])
  })

  it('leaves out silence and deeds', () => {
    const told = stanceOf(NORWAY, [
      record('a request for comment', MINISTER, { manner: 'indirect', cue: 'did not respond to' }),
      record('a resolution on the port', MINISTER, { manner: 'indirect', cue: 'vetoed' }),
      record('to talk about the port', MINISTER, { manner: 'indirect', cue: 'did not want' }),
      record('the port would “not respond”', MINISTER, { manner: 'mixed', cue: 'said' }),
    ])
    expect(wordsIn(told.own)).toEqual(['to talk about the port', 'the port would “not respond”'])
  })

  it('does not count as own what the team has given to somebody else', () => {
    const told = stanceOf(NORWAY, [record('Norway is right', MINISTER, { correctedTo: 'Pavel Orlik' })])
    expect(told.own).toEqual([])
    expect(told.others[0]?.name).toBe('Pavel Orlik')
  })

  it('leaves out of what others say whoever may be the actor’s own voice', () => {
    const state = { ...NORWAY, isState: true }
    const about = { about: ['Norway'] }
    const told = stanceOf(state, [
      record('“We will share the catch,”', MINISTER),
      record('Norway is right', { name: 'Solheim', role: null, actor: null }, about),
      record('Norway would wait', { name: 'Ida Falk', role: 'Prime Minister', actor: null }, about),
      record('Norway would talk', { name: 'Falk', role: null, actor: null }, about),
      record('Norway was ready', { name: null, role: 'the foreign ministry', actor: null }, about),
      record('Norway was wrong', { name: 'Anna Holt', role: 'Polish Prime Minister', actor: 'Poland' }, about),
      record('Norway was poor', { name: 'Karl Weiss', role: 'economist', actor: null }, about),
    ])
    expect(wordsIn(told.own)).toEqual(['“We will share the catch,”'])
    expect(wordsIn(told.others).sort()).toEqual(['Norway was poor', 'Norway was wrong'])
  })

  it('takes a family name alone for the person only where it is near in time', () => {
    const actor = { name: 'Ida Falk', aliases: ['Falk'], forms: ['Falk'], isPerson: true }
    const short = { name: 'Falk', role: null, actor: null }
    const told = stanceOf(actor, [
      record('“It is late,”', { name: 'Ida Falk', role: 'mayor', actor: null }),
      record('“It is early,”', short, { days: 20 }),
      record('“It was noon,”', short, { days: 400 }),
    ])
    expect(wordsIn(told.own)).toEqual(['“It is late,”', '“It is early,”'])
  })

  it('knows the office of a company, and no former one', () => {
    const actor = { name: 'Norwick', aliases: [] }
    const of = (role: string): string[] => wordsIn(stanceOf(actor, [record('“Yes,”', { name: 'Ida Falk', role, actor: null })]).own)
    for (const role of ["Norwick's chief executive", 'Norwick spokeswoman', 'chief executive of Norwick', 'deputy head of the Norwick'])
      expect(of(role)).toHaveLength(1)
    for (const role of ["Norwick's former chief executive", 'passenger of Norwick', 'Norwick Bank chief', 'president'])
      expect(of(role)).toEqual([])
  })

  it('groups by speaker, newest first, and folds repeats of other outlets into the fullest wording', () => {
    const told = stanceOf(NORWAY, [
      record('“The fishing treaty must be renewed this year”', MINISTER, { days: 5 }),
      record('“We have waited long enough for answers from the shipyards”', MINISTER, { days: 2 }),
      record('“The fishing treaty must be renewed this year without any new conditions”', MINISTER, { days: 4, outlet: 'Coast Radio' }),
    ])
    expect(told.own).toHaveLength(1)
    expect(wordsIn(told.own)).toEqual([
      '“We have waited long enough for answers from the shipyards”',
      '“The fishing treaty must be renewed this year without any new conditions”',
    ])
    expect(told.own[0]?.lines[1]?.alsoIn).toEqual(['The Harbour Gazette'])
  })

  it('narrows by topic in any form of the words, by date and by certainty, and marks what is new', () => {
    const records = [
      record('“Fishing quotas are fair”', MINISTER, { days: 9 }),
      record('“The quota on cod is too low”', MINISTER, { days: 3 }),
      record('“Schools reopen on Monday”', MINISTER, { days: 1 }),
      record('“Quotas will fall”', MINISTER, { days: 1, confidence: 0.2 }),
    ]
    const told = stanceOf(NORWAY, records, { topic: 'quotas', since: NOW - 5 * DAY, lastAsked: NOW - 4 * DAY, leastSure: 0.5 })
    expect(wordsIn(told.own)).toEqual(['“The quota on cod is too low”'])
    expect(told.newCount).toBe(1)
    expect(stanceOf(NORWAY, records, { lastAsked: NOW }).newCount).toBe(0)
  })

  it('names the unnamed by the words of the text', () => {
    const told = stanceOf(NORWAY, [
      record('Norway would give way', { name: null, role: null, actor: null }, { source: 'two diplomats', about: ['Norway'] }),
    ])
    expect(told.others[0]?.name).toBe('two diplomats')
    expect(stancePost(told).sections.map(({ heading }) => heading)).toContain('Two diplomats')
  })

  it('counts by week', () => {
    const days = [0, 1, 6, 8, 20, 400].map((back) => record('x', MINISTER, { days: back }))
    expect(countsByWeek(days, 3, NOW)).toEqual([1, 1, 3])
  })
})

describe('what a statement is about', () => {
  const TEXT = 'Denmark urged Oslo to open its ports. Orlik said the Norwegian fleet would sail. “He is wrong,” said Solheim.'
  const document = byHand(TEXT, {}, [
    { content: 'to open its ports', cue: 'urged', speaker: { name: 'Denmark', role: null, actor: 'Denmark' } },
    { content: 'the Norwegian fleet would sail', cue: 'said', speaker: ANALYST },
    { content: '“He is wrong,”', cue: 'said', speaker: MINISTER },
  ])

  it('is whom it names by any name, and whom it is addressed to', () => {
    expect(recordsOf(document, senseOf).map(({ about }) => about)).toEqual([['Norway'], ['Norway'], []])
  })

  it('cites the statement’s own words', () => {
    for (const { citation } of recordsOf(document, senseOf)) {
      expect(citation.words).toEqual(citation.spans.map(({ start, end }) => TEXT.slice(start, end)))
    }
  })
})

describe('a stance’s post', () => {
  const told = stanceOf(NORWAY, [
    record('“We will share the catch,”', MINISTER, { days: 2 }),
    record('Norway will ruin the coast', ANALYST, { about: ['Norway'] }),
  ])

  it('has both sides, each headed by name and role, with marks where they are sure and a plot', () => {
    const post = stancePost(told, {
      markOf: () => ({ tone: 'critical', words: ['ruin'] }),
      weeks: { own: [0, 1], others: [1, 0], until: NOW },
    })
    expect(post.sections.map(({ heading }) => heading)).toEqual([
      'In its own words',
      'Ingrid Solheim, Foreign Minister',
      'What others say of it',
      'Pavel Orlik, analyst',
      'Over time',
    ])
    expect(post.sections[1]?.parts[0]).not.toHaveProperty('mark')
    expect(post.sections[3]?.parts[0]).toMatchObject({ mark: { tone: 'critical', words: ['ruin'] } })
    expect(post.sections[4]?.parts[0]).toMatchObject({ type: 'plot', points: [{ count: 0 }, { count: 1 }] })
  })

  it('says so where a side, or all of it, is empty', () => {
    const silent = stancePost(stanceOf(NORWAY, [], { topic: 'whales' }), { suggestions: ['Norman Vale'] })
    expect(JSON.stringify(silent.sections)).toContain(
      'No statement by or about Norway on whales in these articles. Did you mean Norman Vale?',
    )
    const besides = stancePost(stanceOf(NORWAY, [], { topic: 'whales' }), {
      besides: { speakers: ['Pavel Orlik', 'Ida Moe'], statements: 1 },
    })
    expect(JSON.stringify(besides.sections)).toContain(
      'On whales Pavel Orlik and Ida Moe are quoted: /who Pavel Orlik about whales. Without the topic there is 1 statement by or about Norway.',
    )
    const half = stancePost(stanceOf(NORWAY, [record('“We will share the catch,”', MINISTER)]))
    expect(JSON.stringify(half.sections)).toContain('Nobody else is quoted on Norway.')
  })

  it('plots no long run of weeks before the first statement', () => {
    const weeks = { own: [0, 0, 0, 0, 0, 0, 2, 0, 1], others: [0, 0, 0, 0, 0, 0, 0, 0, 1], until: NOW }
    const plots = stancePost(told, { weeks }).sections.at(-1)?.parts ?? []
    expect(plots.map((part) => (part.type === 'plot' ? part.points.map((point) => point.count) : []))).toEqual([
      [0, 2, 0, 1],
      [0, 0, 0, 1],
    ])
  })

  it('takes any actor and topic', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }), (name, topic) => {
        const records = [record('“We will share the catch,”', MINISTER), record('', null)]
        expect(stancePost(stanceOf({ name, aliases: [name] }, records, { topic })).kind).toBe('stance')
      }),
    )
  })
})
