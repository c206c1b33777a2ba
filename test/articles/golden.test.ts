import { describe, expect, it } from 'vitest'
import { documentOf, expectedOf, type Reading, readingOf, slugs, type Truth } from './reading.js'

const articles = slugs.map((slug) => ({ slug, ...expectedOf(slug), now: readingOf(documentOf(slug)) }))

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
function overlap(a: string, b: string): number {
  const [one, other] = [wordsOf(a), wordsOf(b)]
  const shared = one.filter((word) => other.includes(word)).length
  return shared / Math.max(1, Math.max(one.length, other.length))
}
const found = (truth: Truth['statements'][number], { statements }: Reading): Reading['statements'][number] | undefined =>
  statements
    .filter(({ content }) => overlap(content.join(' '), truth.content) >= 0.5 || content.join(' ').includes(truth.content))
    .sort((a, b) => overlap(b.content.join(' '), truth.content) - overlap(a.content.join(' '), truth.content))[0]
const agrees = (name: string | null, wanted: string | null): boolean => {
  if (name === null || wanted === null) return name === wanted
  return wordsOf(wanted).every((word) => wordsOf(name).includes(word))
}

describe('golden articles', () => {
  it.each(articles)('$slug reads as it was last reviewed (npm run golden writes it anew)', ({ reading, now }) => {
    expect(now).toEqual(reading)
  })

  it('puts next to nothing of what is shown in the wrong mouth', () => {
    const shown = articles.flatMap(({ slug, truth, now }) =>
      truth.statements.flatMap((one) => {
        const got = found(one, now)
        return got?.shown && got.speaker !== null
          ? [{ slug, content: one.content, got: got.speaker, right: agrees(got.speaker, one.speaker) }]
          : []
      }),
    )
    const wrong = shown.filter(({ right }) => !right)
    expect(wrong.length / shown.length, JSON.stringify(wrong)).toBeLessThan(0.1)
  })

  it.each(articles)('$slug: key points tell the story and nothing else', ({ truth, now }) => {
    for (const wanted of truth.keyPoints.wanted) expect(now.keyPoints.join('\n')).toContain(wanted)
    for (const unwanted of truth.keyPoints.unwanted) expect(now.keyPoints.join('\n')).not.toContain(unwanted)
  })

  it('finds most of what was said, with the right speaker', () => {
    const all = articles.flatMap(({ truth, now }) => truth.statements.map((one) => ({ one, got: found(one, now) })))
    const right = all.filter(({ one, got }) => got !== undefined && agrees(got.speaker, one.speaker))
    expect(all.filter(({ got }) => got !== undefined).length / all.length).toBeGreaterThan(0.8)
    expect(right.length / all.length).toBeGreaterThan(0.7)
  })
})
