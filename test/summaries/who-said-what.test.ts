import { describe, expect, it } from 'vitest'
import type { Document, Statement } from '../../src/text/document.js'
import { speakerLine, whoSaidWhat } from '../../summaries/who-said-what.js'

const TEXT =
  'Ana Roth said the dam would hold. The dam would hold, two officials said. Roth warned that the river was rising. Someone spoke of the river.'
const at = (words: string, from = 0): { start: number; end: number } => ({
  start: TEXT.indexOf(words, from),
  end: TEXT.indexOf(words, from) + words.length,
})
const ROTH = { name: 'Ana Roth', role: 'engineer', actor: null }

const statement = (content: string, details: Partial<Statement>): Statement => ({
  content: [at(content)],
  source: [],
  cue: [],
  speaker: null,
  entity: -1,
  manner: 'indirect',
  confidence: 0.9,
  ...details,
})
const documentWith = (statements: Statement[]): Document => ({
  article: { id: 'a', text: TEXT },
  paragraphs: [],
  sentences: [],
  tokens: [],
  quotations: [],
  mentions: [],
  entities: [],
  statements,
})
const document = documentWith([
  statement('the dam would hold', { speaker: { ...ROTH, role: null }, entity: 0, source: [at('Ana Roth')] }),
  statement('The dam would hold', { speaker: { name: null, role: null, actor: null }, source: [at('two officials')] }),
  statement('that the river was rising', { speaker: ROTH, entity: 0, source: [at('Roth', 10)] }),
  statement('the river', { speaker: ROTH, entity: 0, source: [at('Someone')], confidence: 0.3 }),
])

describe('who said what', () => {
  it('groups by speaker, with the role from wherever it is given', () => {
    const { speakers, shown, found } = whoSaidWhat(document)
    expect(speakers.map((group) => [speakerLine(group), group.said.map(({ index }) => index)])).toEqual([
      ['Ana Roth, engineer', [0, 2]],
      ['Two officials', [1]],
    ])
    expect([shown, found]).toEqual([3, 4])
  })

  it('shows what is unsure only when everything is asked for, last and without a name', () => {
    const { speakers } = whoSaidWhat(document, { all: true })
    expect(speakers.at(-1)).toMatchObject({ speaker: null, said: [{ index: 3, unclear: true }] })
    expect(speakerLine(speakers.at(-1) as never)).toBe('Speaker unclear')
  })

  it('leaves out a statement that stands within another', () => {
    const nested = documentWith([
      statement('Roth warned that the river was rising', { speaker: ROTH, entity: 0, source: [at('Ana Roth')] }),
      statement('that the river was rising', { speaker: ROTH, entity: 0, source: [at('Ana Roth')] }),
    ])
    expect(whoSaidWhat(nested).speakers.flatMap(({ said }) => said.map(({ index }) => index))).toEqual([0])
  })

  it('shows few of many', () => {
    const many = documentWith(
      Array.from({ length: 40 }, () => statement('that the river was rising', { speaker: ROTH, entity: 0, source: [at('Ana Roth')] })),
    )
    expect(whoSaidWhat(many).shown).toBeLessThanOrEqual(3)
    expect(whoSaidWhat(many, { all: true }).shown).toBe(40)
  })
})
