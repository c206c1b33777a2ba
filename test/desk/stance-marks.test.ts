import { describe, expect, it } from 'vitest'
import { senseOf } from '../../src/desk/batch-questions.js'
import { markTone } from '../../src/desk/stance-marks.js'
import { aliasesOf } from '../../src/language/names/actors.js'
import type { Article } from '../../src/text/article.js'
import { loadReader, loadToneModel } from '../../src/weights.js'
import { stanceOf } from '../../summaries/stance.js'
import { recordsOf } from '../../summaries/statement-record.js'

const reader = loadReader()
const model = loadToneModel()
const NORWAY = { name: 'Norway', aliases: aliasesOf('Norway') }
const TEXT = [
  'The ferry talks went on in Port Ansel on Monday.',
  'Pavel Orlik, an analyst, said Norway was guilty of a shameful betrayal and a disgraceful lie.',
  'Mara Lind, a fisherman, said the Norwegian delegation would arrive at noon.',
].join('\n\n')

const marksOf = async (kept: readonly Article[]) => {
  const document = reader.read({ id: 'talks', text: TEXT })
  const { others } = stanceOf(NORWAY, recordsOf(document, senseOf))
  expect(others.length).toBeGreaterThan(0)
  return markTone(NORWAY, others, { articles: { getMany: async () => kept }, reader, model })
}

describe('marks on what others say', () => {
  it('stand where the tone is sure, with words of the article that say so, and nowhere else', async () => {
    const marks = [...(await marksOf([{ id: 'talks', text: TEXT }])).values()]
    expect(marks).toHaveLength(1)
    expect(marks[0]?.tone).toBe('critical')
    expect(marks[0]?.words.length).toBeGreaterThan(0)
    for (const word of marks[0]?.words ?? []) expect(TEXT).toContain(word)
  })

  it('are left out where the article is no longer kept', async () => {
    expect((await marksOf([])).size).toBe(0)
  })
})
