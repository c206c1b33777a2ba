import { describe, expect, it } from 'vitest'
import { type Grammar, grammarModelOf, grammarOf } from '../../../src/language/grammar/grammar.js'
import type { Pack } from '../../../src/language/learned/weights-format.js'
import { readWeights } from '../../../src/weights.js'

const model = grammarModelOf(readWeights().get('grammar') as Pack)
const read = (text: string): Grammar => grammarOf(text, model)

const tagged: [text: string, tags: string][] = [
  ['The minister said he would resign.', 'DT NN VBD PRP MD VB .'],
  ['“We will not pay,” she told reporters.', "`` PRP MD RB VB , '' PRP VBD NNS ."],
  ["Ms. Quist's aides don't agree.", 'NNP NNP POS NNS VBP RB VB .'],
]

const named: [text: string, names: string[]][] = [
  ['Mara Quist met Rui Paz in Lisbon on Tuesday.', ['person Mara Quist', 'person Rui Paz', 'place Lisbon']],
  ['China and Germany signed the pact.', ['place China', 'place Germany']],
  ['He works for the United Nations in Geneva.', ['body United Nations', 'place Geneva']],
]

const arcs: [text: string, dependent: string, relation: string, head: string][] = [
  ['The minister said the board had resigned.', 'minister', 'nsubj', 'said'],
  ['The minister said the board had resigned.', 'resigned', 'ccomp', 'said'],
  ['The minister said the board had resigned.', 'board', 'nsubj', 'resigned'],
  ['“We were lucky,” Ms. Quist said.', 'lucky', 'ccomp', 'said'],
  ['“We were lucky,” Ms. Quist said.', 'Quist', 'nsubj', 'said'],
  ['She denied that the report was late.', 'that', 'mark', 'late'],
  ['The harbour was closed by the board.', 'harbour', 'nsubjpass', 'closed'],
]

describe('grammar', () => {
  it.each(tagged)('tags: %s', (text, tags) => {
    expect(
      read(text)
        .tokens.map(({ tag }) => tag)
        .join(' '),
    ).toBe(tags)
  })

  it.each(named)('names: %s', (text, names) => {
    expect(read(text).names.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual(names)
  })

  it.each(arcs)('%s: %s is %s of %s', (text, dependent, relation, head) => {
    const { tokens } = read(text)
    const token = tokens.find(({ start, end }) => text.slice(start, end) === dependent)
    const governor = tokens[token?.head ?? -1]
    expect([token?.relation, governor && text.slice(governor.start, governor.end)]).toEqual([relation, head])
  })

  it('hangs the last mark on the root', () => {
    const { tokens } = read('The board met.')
    expect(tokens.map(({ head }) => head)).toEqual([1, 2, -1, 2])
  })

  it('takes small and capital letters of names in shouting headlines without harm', () => {
    expect(read('MINISTER RESIGNS OVER FERRY').sentences.length).toBe(1)
  })
})
