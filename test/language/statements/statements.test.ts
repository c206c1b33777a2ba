import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grammarModelOf, grammarOf } from '../../../src/language/grammar/grammar.js'
import type { Pack } from '../../../src/language/learned/weights-format.js'
import { statementModels } from '../../../src/language/statements/statement-models.js'
import { statementReasons } from '../../../src/language/statements/statement-reasons.js'
import { type FoundStatement, findStatements } from '../../../src/language/statements/statements.js'
import { contains, overlaps, type Span } from '../../../src/text/span.js'
import { readWeights } from '../../../src/weights.js'

const packs = readWeights()
const grammar = grammarModelOf(packs.get('grammar') as Pack)
const models = statementModels(packs.get('attribution') as Pack) as NonNullable<ReturnType<typeof statementModels>>
const read = (text: string): FoundStatement[] => findStatements(grammarOf(text, grammar), models)
const words = (text: string, spans: readonly Span[]): string[] => spans.map((span) => text.slice(span.start, span.end))

/** What was found, as words: source, cue, content. */
const said = (text: string): { source: string; cue: string; content: string[] }[] =>
  read(text).map((s) => ({ source: words(text, s.source).join(' '), cue: words(text, s.cue).join(' '), content: words(text, s.content) }))

describe('who is spoken to', () => {
  it.each([
    'Ida Lunde was asked whether she would resign, and the room went quiet.',
    'He was reminded that he had promised to go.',
    'Ida Lunde, asked about the delay, laughed.',
    'In an interview with the Gazette, Ida Lunde was asked what had gone wrong.',
    'Tomas Brandt had been told that the bridge was closed.',
  ])('is no speaker: %s', (text) => {
    expect(said(text).map(({ source }) => source)).toEqual([''])
  })

  it.each([
    ['Asked on Monday whether the bridge was closed, Ida Lunde said no.', 'Asked on Monday'],
    ['When asked why the bridge was closed, Ida Lunde laughed.', 'When asked'],
    ['"We will see," Ida Lunde said when asked whether she would resign.', 'when asked'],
  ])('nor who is asked, whatever he answers: %s', (text, cue) => {
    expect(said(text).find((statement) => statement.cue === cue)?.source).toBe('')
  })

  it.each([
    ['Asked by reporters whether the bridge was closed, Ida Lunde said no.', 'reporters'],
    ['Ida Lunde, who chairs the board, told reporters that the bridge was closed.', 'Ida Lunde, who chairs the board'],
    ['The lender lost money, and its chief, Ida Lunde, warned that the bridge was closed.', 'its chief, Ida Lunde'],
    ['Ida Lunde, 43, asked whether the bridge was closed.', 'Ida Lunde, 43'],
    ['Tomas Brandt was quoted as saying that the bridge was closed.', 'Tomas Brandt'],
  ])('unlike who speaks: %s', (text, source) => {
    expect(said(text).map((statement) => statement.source)).toContain(source)
  })
})

describe('who is quoted', () => {
  it.each([
    [
      'President Tomas Brandt was silent. The agency quoted him as saying on Friday that the bridge was closed.',
      'him',
      'that the bridge was closed',
    ],
    [
      'The Gazette quoted Harbour Minister Ida Lunde as saying the bridge was closed.',
      'Harbour Minister Ida Lunde',
      'the bridge was closed',
    ],
  ])('speaks, and not who quotes: %s', (text, source, content) => {
    expect(said(text).map((s) => [s.source, s.content.join('')])).toContainEqual([source, content])
  })
})

describe('what is no statement', () => {
  it.each([
    'Did Ida Lunde say that the bridge was closed? Nobody knows.',
    'It rained.\n\nCorrection: An earlier version of this article said that Ida Lunde had called the bridge a ruin.',
    'It rained.\n\nThis article was amended on 3 May because Ida Lunde said that the bridge was open.',
  ])('%s', (text) => {
    expect(said(text)).toEqual([])
  })
})

describe('what stands around', () => {
  it('leaves out what a line is headed with', () => {
    const text = 'What they are saying: "We have won, and now we can breathe," Ida Lunde told reporters.'
    expect(said(text).map(({ content }) => content)).toEqual([['"We have won, and now we can breathe,"']])
  })

  it('leaves out where it was said', () => {
    expect(said('Brandt told his wife he would be late, the jury heard.').map(({ content }) => content)).toEqual([['he would be late']])
  })

  it.each([
    ['Harbour Watch, a charity, said in a report published on Monday that the quay was unsafe.', ['that the quay was unsafe']],
    [
      'Mr Pym said it was "moving, but it is not a traffic model," and later apologised.',
      ['it was "moving, but it is not a traffic model,"'],
    ],
    ['"The margin of safety is gone," one of them, Karl Varga, said in a note.', ['"The margin of safety is gone,"']],
    ['Holm said that two of the boats were Dutch, but would not identify them.', ['that two of the boats were Dutch']],
    [
      'Holm said that they could not sail without providing papers to the harbour.',
      ['that they could not sail without providing papers to the harbour'],
    ],
  ])('leaves out the article’s own words: %s', (text, content) => {
    expect(said(text).map((statement) => statement.content)).toEqual([content])
  })

  it('leaves out what came of it', () => {
    expect(said('Brandt said the firm would cut costs, sending its shares down 11%.').map(({ content }) => content)).toEqual([
      ['the firm would cut costs'],
    ])
  })

  it('leaves out when it was said', () => {
    expect(said('The harbour board today announced that it would close the quay.').map(({ source }) => source)).toEqual([
      'The harbour board',
    ])
  })
})

describe('numbers', () => {
  it.each([
    ['"We lost 40%," Ida Lunde said.', '"We lost 40%,"'],
    ['Costs rose by 12%, Ida Lunde said.', 'Costs rose by 12%'],
    ['Ida Lunde said $30 million was missing.', '$30 million was missing'],
    ['Ida Lunde said the loss was 12 %.', 'the loss was 12 %'],
    ['Ida Lunde said temperatures had reached 40°C. Nobody was hurt.', 'temperatures had reached 40°C.'],
  ])('keep their signs: %s', (text, content) => {
    expect(said(text).map((statement) => statement.content.join(' '))).toContain(content)
  })
})

describe('quotations', () => {
  it.each([
    ['"Please come back soon 😀👩‍👩‍👧‍👦," Ida Lunde said.', '"Please come back soon 😀👩‍👩‍👧‍👦,"'],
    ['"🚨 Nobody leaves the hall," Mayor Ida Lunde said.', '"🚨 Nobody leaves the hall,"'],
    ['The police were not amused. "# It was only a joke about the harbour," Ida Lunde said.', '"# It was only a joke about the harbour,"'],
  ])('are whole, with signs beside their marks: %s', (text, quotation) => {
    expect(said(text).map(({ content }) => content.join(' '))).toContain(quotation)
  })

  it('keep their marks and their speaker', () => {
    const text = '"The ferry will sail again in May," Harbour Minister Ida Lunde said on Tuesday.'
    expect(said(text)).toEqual([{ source: 'Harbour Minister Ida Lunde', cue: 'said', content: ['"The ferry will sail again in May,"'] }])
    expect(read(text)[0]?.manner).toBe('direct')
  })

  it('cut in two by their cue are one statement', () => {
    const text = 'Crews worked all night. "We found the leak," Ms. Orsini said. "The valve had been closed by mistake."'
    expect(said(text)).toEqual([
      { source: 'Ms. Orsini', cue: 'said', content: ['"We found the leak,"', '"The valve had been closed by mistake."'] },
    ])
  })

  it('name with their cue who heard them, where that stands right behind it', () => {
    const text = '"The kiln has been cold since March," Ida Lunde told the council. "Nobody will light it again."'
    expect(said(text).map(({ source, cue }) => ({ source, cue }))).toEqual([{ source: 'Ida Lunde', cue: 'told the council' }])
  })

  it('go on behind a speaker of whom much is told', () => {
    const text = '"Our cellars are full," said Ines Abarca, chair of the growers on the north shore, "not our pockets."'
    expect(said(text).map(({ content }) => content)).toEqual([['"Our cellars are full,"', '"not our pockets."']])
  })

  it('may be introduced by a name and a colon', () => {
    const text =
      'The lake fell again in August.\n\nWater levels to be measured daily - Ines Abarca: “We warned them in May, and the message never reached the farms.”'
    const found = said(text).find(({ source }) => source === 'Ines Abarca')
    expect(found?.content).toEqual(['“We warned them in May, and the message never reached the farms.”'])
  })

  it('that run over paragraphs belong to one speaker', () => {
    const text =
      'The mayor, Tomas Brandt, told the council: “We have waited eleven years for this bridge, and we will not wait longer.\n\n“If the ministry does not pay, the town will build it alone.”'
    const content = read(text)
      .flatMap((s) => words(text, s.content))
      .join(' ')
    expect(content).toContain('We have waited eleven years')
    expect(content).toContain('the town will build it alone.”')
    expect(said(text).every((s) => s.source.includes('mayor') || s.source.includes('Brandt'))).toBe(true)
  })

  it('that only hold a word at a distance are no statement', () => {
    const text = 'The so-called "ghost bus" runs at two in the morning. It was empty on Monday.'
    expect(read(text).filter((s) => s.manner === 'direct')).toEqual([])
  })

  it('may stand in single marks or in two single ones', () => {
    for (const text of [
      "''The harvest is lost,'' Mr. Adeyemi said.",
      '‘The harvest is lost,’ Mr. Adeyemi said.',
      '“The harvest is lost,” Mr. Adeyemi said.',
    ]) {
      expect(said(text).map((s) => s.source)).toEqual(['Mr. Adeyemi'])
      expect(said(text)[0]?.content.join('')).toContain('The harvest is lost,')
    }
  })
})

describe('reported speech', () => {
  it('begins behind its cue, with "that"', () => {
    const text = 'The finance ministry said that pensions would rise by three percent next year.'
    expect(said(text)).toEqual([
      { source: 'The finance ministry', cue: 'said', content: ['that pensions would rise by three percent next year'] },
    ])
  })

  it('may come before its cue', () => {
    const text = 'The dam is safe and will be reopened within weeks, according to the water authority.'
    expect(said(text).map((s) => s.content)).toEqual([['The dam is safe and will be reopened within weeks']])
    expect(said(text)[0]?.source).toBe('the water authority')
  })

  it('may have its speaker behind the cue, with what is told of him', () => {
    const text = '“Nobody asked us,” said Piotr Zielak, who has fished here for thirty years.'
    expect(said(text)[0]?.source).toContain('Piotr Zielak')
    expect(said(text)[0]?.content).toEqual(['“Nobody asked us,”'])
  })
})

describe('what the layout tells', () => {
  it('gives a signed quotation to the name below or behind it', () => {
    for (const between of ['\n\n― ', ' ― ', ' — ']) {
      const text = `Readers wrote to us.\n\n“We lost the whole harvest, and nobody came to see it.”${between}Ida Lunde\n\nThe rain went on.`
      expect(said(text)).toContainEqual({
        source: 'Ida Lunde',
        cue: between.trim(),
        content: ['“We lost the whole harvest, and nobody came to see it.”'],
      })
    }
  })

  it('gives a transcript’s turns to their labels, and a lone label to nobody', () => {
    const turns =
      'Talk of the day.\n\nLUNDE: The harbour is closed.\n\nBRANDT: For how long?\n\nLUNDE: Until the ice is gone.\n\nBRANDT: Thank you.'
    expect(said(turns).map((s) => [s.source, s.content.join('')])).toEqual([
      ['LUNDE', 'The harbour is closed'],
      ['BRANDT', 'For how long?'],
      ['LUNDE', 'Until the ice is gone'],
      ['BRANDT', 'Thank you'],
    ])
    const timed = turns.replace(/LUNDE:/gu, '[00:01:22] Ida Lunde:').replace(/BRANDT:/gu, 'Tom Brandt (Vestby) (Lab):')
    expect(said(timed).map((s) => [s.source, s.content.join('')])).toEqual([
      ['Ida Lunde', 'The harbour is closed'],
      ['Tom Brandt', 'For how long?'],
      ['Ida Lunde', 'Until the ice is gone'],
      ['Tom Brandt', 'Thank you'],
    ])
    expect(said('The ferry sails.\n\nUpdate: The ferry is late.').map((s) => s.cue)).not.toContain(':')
  })
})

describe('a quotation over paragraphs', () => {
  it('keeps the marks at the end of a paragraph that leaves it open', () => {
    const text =
      '“When I was a child,” Dolo said, “my grandmother would ask, ‘Where are our faces?’\n\n“Today I can tell her that they are coming home.”'
    const content = said(text)[0]?.content.join(' … ') ?? ''
    expect(content).toContain('‘Where are our faces?’')
    expect(content).toContain('coming home.”')
  })
})

describe('reports within reports', () => {
  it('are both told', () => {
    const text = 'Minister Brandt stressed that the dam was safe, the energy ministry said.'
    expect(
      said(text)
        .map((s) => s.cue)
        .sort(),
    ).toEqual(['said', 'stressed'])
  })
})

describe('spans', () => {
  const pieces = fc.constantFrom(
    '"',
    '“',
    '”',
    "''",
    "'",
    '‘',
    '’',
    '(',
    ')',
    ':',
    ',',
    '. ',
    '? ',
    '\n\n',
    ' — ',
    ' said ',
    ' that ',
    'He ',
    'Ms. Okoro ',
    'believes ',
    'the plan',
    ' according to ',
    'to leave ',
    'was told ',
    '...',
    '\u{1F600}',
    'é',
    '\ud800',
    ' ',
    'of ',
    'NATO ',
    'their claim ',
    '12,5 ',
    'wanted',
  )
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 120 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )

  it('lie within the text, in order, apart from each other, the same each time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = read(text)
        expect(read(text)).toEqual(found)
        for (const { content, source, cue, confidence } of found) {
          expect(content.length).toBeGreaterThan(0)
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1)
          for (const span of [...content, ...source, ...cue]) {
            expect(span.start).toBeGreaterThanOrEqual(0)
            expect(span.end).toBeGreaterThan(span.start)
            expect(span.end).toBeLessThanOrEqual(text.length)
          }
          content.forEach((span, i) => {
            if (i > 0) expect(span.start).toBeGreaterThanOrEqual((content[i - 1] as Span).end)
            for (const other of [...source, ...cue]) expect(overlaps(span, other)).toBe(false)
          })
        }
        found.forEach((statement, i) => {
          if (i > 0)
            expect((statement.content[0] as Span).start).toBeGreaterThanOrEqual(((found[i - 1] as FoundStatement).content[0] as Span).start)
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('reasons', () => {
  it('are given for each statement, with the chosen content and source among the alternatives', () => {
    const text = '“The bridge must close,” engineer Lena Varga said. Mayor Brandt denied that it was unsafe.'
    const layers = grammarOf(text, grammar)
    const reasons = statementReasons(layers, models)
    expect(reasons.map((r) => r.statement)).toEqual(findStatements(layers, models))
    expect(reasons.length).toBe(2)
    for (const { cue, contents, sources } of reasons) {
      expect(cue.chance).toBeGreaterThan(0.3)
      expect(cue.reasons.length).toBeGreaterThan(2)
      expect(contents.filter((c) => c.chosen).length).toBe(1)
      expect(sources.filter((s) => s.chosen).length).toBe(1)
    }
  })

  it('weigh who says it among those outside of what is said, and nobody', () => {
    const text = 'The minister who had praised the engineer, Lena Varga, warned that Mayor Brandt would close the bridge.'
    for (const { statement, sources, noSource } of statementReasons(grammarOf(text, grammar), models)) {
      expect(noSource + sources.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 5)
      for (const { spans, chance, chosen } of sources) {
        const isWithin = spans.every((span) => statement.content.some((content) => contains(content, span)))
        if (isWithin) expect(chance).toBe(0)
        if (chosen) expect(chance).toBe(Math.max(...sources.map((source) => source.chance)))
      }
    }
  })
})
