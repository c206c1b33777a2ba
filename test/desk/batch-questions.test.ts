import { describe, expect, it } from 'vitest'
import { askTask, newsRarity, stanceTask, toneTask } from '../../src/desk/batch-questions.js'
import { loadReader, loadToneModel } from '../../src/weights.js'

const reader = loadReader()
const tone = loadToneModel()
const TEXT = [
  'OSLO - Norwegian Foreign Minister Ingrid Solheim said on Monday that the fishing treaty must be renewed this year.',
  '“We will not close our waters to our neighbours,” Solheim told reporters.',
  'Pavel Orlik, an analyst at the Coast Institute, said Norway could lose 40 trawlers to the new rules.',
].join('\n\n')
const articles = [{ id: 'treaty', title: 'Norway wants the fishing treaty renewed', text: TEXT }]

interface Placed {
  readonly articleId: string
  readonly content: readonly [number, number][]
}
const wordsOf = (list: readonly Placed[]): string[] =>
  list.map(({ content }) => content.map(([start, end]) => TEXT.slice(start, end)).join(' … '))

describe('batch ask', () => {
  const ask = askTask(reader, newsRarity())

  it('gives one line a question, in order, with places in the text', () => {
    const out = ask({
      articles,
      questions: [
        { id: 1, question: 'How many trawlers could Norway lose?' },
        { id: 'b', question: 'What did Marta Ruiz say?' },
      ],
    }) as { id: unknown; answers: { articleId: string; start: number; end: number }[]; confidence: number }[]
    expect(out.map(({ id }) => id)).toEqual([1, 'b'])
    const [best] = out[0]?.answers ?? []
    expect(best?.articleId).toBe('treaty')
    expect(TEXT.slice(best?.start, best?.end)).toContain('40 trawlers')
    expect(out[0]?.confidence).toBeGreaterThan(0.5)
    expect(out[1]).toEqual({ id: 'b', answers: [], confidence: 0 })
  })

  it('goes on after a question that is none, and names what a line lacks', () => {
    expect(ask({ articles, questions: [{ id: 1 }, null] })).toMatchObject([
      { id: 1, error: expect.any(String) },
      { error: expect.any(String) },
    ])
    expect(() => ask({ articles })).toThrow('no `questions`')
    expect(() => ask({ questions: [] })).toThrow('no `articles`')
    expect(() => ask({ articles: [{ id: 'x' }], questions: [] })).toThrow('its `text`')
  })
})

describe('batch stance', () => {
  const stance = stanceTask(reader, tone)
  const of = (actor: string, topic?: string) =>
    stance({ id: 's', articles, actor, ...(topic === undefined ? {} : { topic }) })[0] as {
      actor: { name: string }
      by: Placed[]
      about: Placed[]
    }

  it.each(['norway', 'Norwegian', 'Oslo', 'NORWAY'])('knows %s, and keeps the analyst out of its mouth', (actor) => {
    const { actor: found, by, about } = of(actor)
    expect(found.name).toBe('Norway')
    expect(wordsOf(by).join(' ')).toContain('We will not close our waters')
    expect(wordsOf(by).join(' ')).not.toContain('trawlers')
    expect(wordsOf(about).join(' ')).toContain('Norway could lose 40 trawlers')
  })

  it('knows a person by any part of the name, and narrows by topic', () => {
    expect(of('solheim').actor.name).toBe('Ingrid Solheim')
    expect(wordsOf(of('solheim', 'treaty').by).join(' ')).toContain('treaty')
    expect(of('solheim', 'whales').by).toEqual([])
  })

  it('gives empty lists for the unknown, and names what a line lacks', () => {
    expect(of('Atlantis')).toMatchObject({ actor: { name: 'Atlantis' }, by: [], about: [] })
    expect(() => stance({ id: 1, articles })).toThrow('no `actor`')
  })
})

describe('batch tone', () => {
  const task = toneTask(reader, tone)

  it('judges a target and names what a line lacks', () => {
    const text = 'Critics accused Senator Marlow of lying to voters and called his plan a disgrace.'
    const start = text.indexOf('Marlow')
    expect(task({ id: 7, text, target: { start, end: start + 6 } })).toMatchObject([{ id: 7, tone: 'negative' }])
    expect(() => task({ id: 7, target: { start: 0, end: 1 } })).toThrow('no `text`')
    for (const target of [undefined, {}, { start: 3, end: 3 }, { start: -1, end: 2 }, { start: 0, end: 9_999 }]) {
      expect(() => task({ id: 7, text, target })).toThrow('no `target`')
    }
  })
})
