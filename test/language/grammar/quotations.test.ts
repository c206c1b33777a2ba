import { describe, expect, it } from 'vitest'
import { paragraphsOf } from '../../../src/language/grammar/paragraphs.js'
import { quotationMarks } from '../../../src/language/grammar/quotation-marks.js'
import { quotationsOf } from '../../../src/language/grammar/quotations.js'
import { tokenize } from '../../../src/language/grammar/tokens.js'

const quotations = (text: string): string[] => {
  const tokens = tokenize(text)
  return quotationsOf(text, paragraphsOf(text), tokens, quotationMarks(text, tokens)).map(
    ({ start, end, open, continues, depth }) => `${'>'.repeat(depth)}${continues ? '+' : ''}${text.slice(start, end)}${open ? '+' : ''}`,
  )
}

const table: [what: string, text: string, expected: string[]][] = [
  ['curly', 'He said “no” and “never.”', ['“no”', '“never.”']],
  ['straight', 'He said "no" and "never."', ['"no"', '"never."']],
  ['old style', "He said ''no'' and ``yes''.", ["''no''", "``yes''"]],
  ['angle', 'He said «no» twice.', ['«no»']],
  ['French spacing before a comma', '« Oui », dit-elle. « Non ! »', ['« Oui »', '« Non ! »']],
  ['German marks before a comma', '„Ja“, said Vogel. „Nein.“', ['„Ja“', '„Nein.“']],
  ['singles inside doubles', '“She said ‘no’ to me,” he said.', ['“She said ‘no’ to me,”', '>‘no’']],
  ['straight singles inside doubles', '"She said \'no\' to me," he said.', ['"She said \'no\' to me,"', ">'no'"]],
  ['singles outside', '‘The workers’ rights matter,’ he said.', ['‘The workers’ rights matter,’']],
  ['apostrophes are no marks', "The workers' rights and the bosses' pay aren't Mara's concern.", []],
  ['a quotation over paragraphs', '“First part.\n\n“Second part,” he said.', ['“First part.+', '+“Second part,”']],
  ['three paragraphs', '“One.\n\n“Two.\n\n“Three,” he said.', ['“One.+', '+“Two.+', '+“Three,”']],
  ['a forgotten mark harms one paragraph', '“Nobody closed this.\n\nHe said “no.”', ['“no.”']],
  ['a lone closing mark', 'Nobody opened this.” He said “no.”', ['“no.”']],
  ['a dash behind', '"I—" she began. "Never mind."', ['"I—"', '"Never mind."']],
  ['brackets around', '("No," he said.)', ['"No,"']],
]

describe('quotations', () => {
  it.each(table)('finds %s', (_, text, expected) => {
    expect(quotations(text)).toEqual(expected)
  })
})
