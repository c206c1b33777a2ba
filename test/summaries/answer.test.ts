import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newsRarity, senseOf } from '../../src/desk/batch-questions.js'
import { relatedWords } from '../../src/news/related-words.js'
import { sliceOf } from '../../src/text/span.js'
import { answer, prepare } from '../../summaries/answer.js'
import { answerPost } from '../../summaries/answer-post.js'
import { readQuestion, stemKey } from '../../summaries/answer-question.js'
import { documentOf } from './documents.js'
import { byHand } from './documents-by-hand.js'

const rarity = newsRarity()
const FERRY = [
  'The council of Port Ansel will replace the old ferry with a bridge, it decided on 14 March. The vote was nine to four.',
  'The bridge will cost 82 million crowns and open in 2031. Fishermen fear that the pillars will keep trawlers out of the inner harbour.',
  'Mayor Ines Calder said the ferry had become too slow. She promised that tickets would stay free for pupils. “A bridge never waits for the tide,” she said.',
  'Harbour master Olav Brandt opposed the plan because ice would pile up against the pillars.',
].join('\n\n')
const CALDER = { name: 'Ines Calder', role: 'Mayor', actor: null }
const ferry = byHand(
  FERRY,
  { id: 'ferry', title: 'Port Ansel chooses a bridge', outlet: 'The Harbour Gazette' },
  [
    { content: 'the ferry had become too slow', cue: 'said', source: 'Mayor Ines Calder', speaker: CALDER },
    { content: 'tickets would stay free for pupils', cue: 'promised', source: 'She', speaker: CALDER },
    { content: '“A bridge never waits for the tide,”', cue: 'she said', source: 'she', speaker: CALDER },
  ],
  [
    { words: 'She', name: 'Ines Calder' },
    { words: 'she', after: 'tide,”', name: 'Ines Calder' },
  ],
)
const index = prepare([ferry])
const best = (question: string, from = index): string | undefined => {
  const line = answer(from, question, rarity).lines[0]
  return line === undefined ? undefined : sliceOf(line.document.article.text, line.span)
}

describe('an answer', () => {
  it('is never a dateline or the time of an entry alone', () => {
    const text = 'PORT ANSEL — The council voted.\n\n14:05 GMT The ferry was late.'
    const document = byHand(text, { id: 'lead' })
    const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length, first: 0, last: 0 })
    const sentences = ['PORT ANSEL —', 'The council voted.', '14:05 GMT', 'The ferry was late.'].map((words, i) => ({
      ...at(words),
      paragraph: i >> 1,
    }))
    const led = prepare([{ ...document, sentences }])
    expect(led.passages.map((span) => sliceOf(text, span))).toEqual(['The council voted.', 'The ferry was late.'])
    for (const question of ['Where is Port Ansel?', 'What happened at 14:05 GMT?'])
      for (const { span } of answer(led, question, rarity).lines) expect(sliceOf(text, span)).not.toMatch(/ANSEL|GMT/u)
  })

  it('shows no sentence twice: one that the best line leans on is no line of its own', () => {
    const text =
      'Norvia, which is not a member of the union, urged both sides to settle. Its government has ordered 14 Chinese-built ferries for the western fjords.'
    const { lines } = answer(prepare([byHand(text, { id: 'n', title: 'Ferries' }, [])]), 'how many ferries has Norvia ordered?', rarity)
    expect(lines.map(({ shown }) => sliceOf(text, shown))).toEqual([text])
  })

  it.each([
    ['When will the bridge open?', 'The bridge will cost 82 million crowns and open in 2031.'],
    ['How much will the bridge cost?', 'The bridge will cost 82 million crowns and open in 2031.'],
    ['What did the mayor say about the ferry?', 'Mayor Ines Calder said the ferry had become too slow.'],
    ['Why did Brandt oppose the plan?', 'Harbour master Olav Brandt opposed the plan because ice would pile up against the pillars.'],
    ['Who rejected the plan of the pillars?', 'Harbour master Olav Brandt opposed the plan because ice would pile up against the pillars.'],
    ['What are fishermen afraid of in the inner harbour?', 'Fishermen fear that the pillars will keep trawlers out of the inner harbour.'],
    ['What did Ines Calder promise about tickets?', 'She promised that tickets would stay free for pupils.'],
    ['What did Calder say about the tide?', '“A bridge never waits for the tide,” she said.'],
  ])('to “%s” is the sentence that says so', (question, sentence) => {
    expect(best(question)).toBe(sentence)
  })

  it.each([
    'How many lorries crossed the border in June?',
    'What did Marta Ruiz say?',
    'What did Marta Ruiz say about the bridge?',
    'How many passengers does the ferry carry?',
    'When was the Treaty of Velden signed?',
    'Who won the women’s marathon?',
  ])('is refused where the articles don’t say: “%s”', (question) => {
    expect(answer(index, question, rarity).lines).toEqual([])
  })

  const TRIAL = [
    'Ole Barth, 62, was sent to prison for four years as Judge Mara Wick read out the sentence in Velden.',
    'The 51-year-old lawyer Ana Reuss said he would appeal. “My client lost two nights of sleep and 40,000 crowns,” Reuss said.',
    '“We found nine coins,” said inspector Lena Falk. “The tenth is still missing,” she said.',
    'Falk thanked a clerk of the court in Velden.',
  ].join('\n\n')
  const trial = prepare([
    byHand(TRIAL, { id: 'trial' }, [
      { content: 'he would appeal', cue: 'Reuss said', source: 'Ana Reuss', speaker: { name: 'Ana Reuss', role: 'lawyer', actor: null } },
      {
        content: '“My client lost two nights of sleep and 40,000 crowns,”',
        cue: 'Reuss said.',
        source: 'Reuss',
        speaker: { name: 'Ana Reuss', role: 'lawyer', actor: null },
      },
      {
        content: '“We found nine coins,”',
        cue: 'said inspector',
        source: 'Lena Falk',
        speaker: { name: 'Lena Falk', role: 'inspector', actor: null },
      },
    ]),
  ])

  it.each([
    ['How old is Ole Barth?', 'Ole Barth, 62'],
    ['How old is the lawyer?', '51-year-old'],
    ['How long is the sentence?', 'four years'],
    ['How many coins were found?', 'nine coins'],
    ['What did Reuss say?', '“My client lost'],
    ['What did Falk say about coins?', 'nine coins'],
  ])('gives the kind of thing asked for: “%s”', (question, words) => {
    expect(best(question, trial)).toContain(words)
  })

  it.each(['How old is the judge?', 'How old is Lena Falk?', 'How many people died in Velden?', 'How many lorries were found?'])(
    'takes no number that is of something else: “%s”',
    (question) => {
      expect(best(question, trial)).toBeUndefined()
    },
  )

  it('never answers with another’s words where somebody’s are asked for', () => {
    const lines = answer(trial, 'What did Falk say?', rarity).lines
    expect(lines[0] && sliceOf(TRIAL, lines[0].span)).toBe('“We found nine coins,” said inspector Lena Falk.')
  })

  it('finds words of nearly the same meaning', () => {
    const text = 'The court jailed the banker. The banker purchased a yacht with the funds. The yacht was green.'
    const near = prepare([byHand(text)], undefined, relatedWords)
    expect(best('What did the banker buy?', near)).toBe('The banker purchased a yacht with the funds.')
  })

  it('says what was searched and what came nearest when it is refused', () => {
    const refused = answer(index, 'How many passengers does the ferry carry?', rarity)
    expect(refused).toMatchObject({ confidence: 0, searched: { articles: 1, sentences: 8 } })
    expect(refused.nearest && sliceOf(FERRY, refused.nearest.span)).toContain('ferry')
    const post = answerPost(refused)
    expect(post.title).toBe('The articles don’t say')
    expect(post.footer).toBe('Searched: 1 article.')
  })

  it('resolves whom a pronoun means, shows the sentence before, and names the speaker', () => {
    const [line] = answer(index, 'What did Ines Calder promise about tickets?', rarity).lines
    expect(line?.speaker).toBe('Ines Calder')
    expect(line && sliceOf(FERRY, line.shown)).toMatch(/^Mayor Ines Calder said .* pupils\.$/u)
    expect(answerPost(answer(index, 'What did Ines Calder promise about tickets?', rarity)).sections[0]?.parts[1]).toMatchObject({
      text: 'Said by Ines Calder.',
    })
  })

  it('finds a name that is misspelt by one letter', () => {
    expect(best('Why did Brand oppose the pillars of the bridge?')).toContain('Olav Brandt')
    expect(best('Who are the fishermem of the inner harbour?')).toContain('Fishermen')
  })

  it.each([
    ['When will the bridge open?', 'open in 2031'],
    ['How much will the bridge cost?', '82 million crowns'],
    ['What did Calder say about the tide?', 'never waits for the tide'],
  ])('is found in a kept document, which has no tokens and mentions: %s', (question, words) => {
    expect(best(question, prepare([{ ...ferry, tokens: [], mentions: [] }]))).toContain(words)
  })

  it('knows a country or body by its other names', () => {
    const text =
      'Beijing wants the port to stay open. The International Monetary Fund sent six inspectors to the harbour. The weather was mild.'
    const named = prepare([byHand(text)], senseOf)
    expect(best('What does China want of the port?', named)).toContain('Beijing')
    expect(best('How many inspectors did the IMF send?', named)).toContain('six inspectors')
  })

  it('folds the same sentence of several outlets and names them', () => {
    const copy = byHand(FERRY, { id: 'copy', outlet: 'Coast Radio', publishedAt: '2026-03-15T08:00:00Z' })
    const both = answer(
      prepare([{ ...ferry, article: { ...ferry.article, publishedAt: '2026-03-14T08:00:00Z' } }, copy]),
      'When will the bridge open?',
      rarity,
    )
    const shown = both.lines.filter(({ span, document }) => sliceOf(document.article.text, span).includes('2031'))
    expect(shown).toHaveLength(1)
    expect([shown[0]?.document.article.outlet, ...(shown[0]?.alsoIn ?? [])].sort()).toEqual(['Coast Radio', 'The Harbour Gazette'])
  })

  it('prefers the newer of two articles that answer alike', () => {
    const older = byHand('The ferry to Ansel Island leaves at noon.', { id: 'old', publishedAt: '2026-01-01T00:00:00Z' })
    const newer = byHand('The ferry to Ansel Island leaves at nine.', { id: 'new', publishedAt: '2026-03-01T00:00:00Z' })
    const lines = answer(prepare([older, newer]), 'When does the ferry to Ansel Island leave?', rarity).lines
    expect(lines[0]?.document.article.id).toBe('new')
  })
})

describe('a question that cannot be used', () => {
  it.each([
    ['', 'Ask a question in plain words'],
    ['   ', 'Ask a question in plain words'],
    ['x'.repeat(5_000), 'at most 500 characters; this has 5000'],
    ['what is it?', 'no word to look for'],
    ['?!…', 'no word to look for'],
  ])('gets a sentence: %.20s', (question, sentence) => {
    const refused = answer(index, question, rarity)
    expect(refused.problem).toContain(sentence)
    expect(answerPost(refused)).toMatchObject({ kind: 'error', audience: 'person', title: refused.problem })
  })

  it('shows no sentence twice: one that another leans on stands with it', () => {
    const text = `The tender for the hospital was published on Monday.\n\n"We have nothing to hide," Health Minister Bertil Osgood said. He said that the hospital would have 240 beds.\n\nHealth Minister Bertil Osgood denied that the pressure had played a part.`
    const shown = answer(prepare([documentOf(text)]), 'What did Osgood say?', rarity).lines.map((line) => sliceOf(text, line.shown))
    expect(shown.length).toBe(2)
    expect(shown.join().split('nothing to hide').length).toBe(2)
  })

  it('gets one where there are no articles', () => {
    expect(answer(prepare([]), 'When will the bridge open?', rarity).problem).toBe('There are no articles to look in yet.')
  })

  it.each(['bridge" OR 1=1; --', 'bridge NEAR(ferry) *', '<b>bridge</b> {{ferry}}', 'bridge \\ \u0000 \ud800 ferry'])(
    'is read as words whatever marks it has: %s',
    (question) => {
      const found = answer(index, question, rarity)
      expect(found.problem).toBeUndefined()
      expect(found.lines[0] ?? found.nearest).toBeDefined()
    },
  )

  it('never throws, and cites only what stands there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.lorem({ maxCount: 12 })), (question) => {
        for (const { document, span, shown } of answer(index, question, rarity).lines) {
          expect(span.start).toBeGreaterThanOrEqual(shown.start)
          expect(span.end).toBe(shown.end)
          expect(document.sentences.some(({ start, end }) => start === span.start && end === span.end)).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('reading a question', () => {
  it.each([
    ['When did it start?', 'date'],
    ['In what year was the port built?', 'date'],
    ['How many ships came?', 'count'],
    ['How many years did the strike last?', 'duration'],
    ['How old is the mayor?', 'age'],
    ['How much does it cost?', 'number'],
    ['What percentage of voters agreed?', 'number'],
    ['Where is the harbour?', 'place'],
    ['Which city hosts the talks?', 'place'],
    ['Who signed the treaty?', 'person'],
    ['Why was it delayed?', 'reason'],
    ['How long did the strike last?', 'duration'],
    ['Does Norway support the plan?', 'polar'],
    ['What does the treaty forbid?', 'thing'],
  ])('tells what “%s” asks for', (question, wanted) => {
    expect(readQuestion(question).wanted).toBe(wanted)
  })

  it.each([
    ['What did Ines Calder say about energy?', ['Ines', 'Calder']],
    ['Does Norway support the plan?', ['Norway']],
    ['What is Norway’s position on fishing?', ['Norway']],
  ])('tells whose words “%s” asks for', (question, names) => {
    const read = readQuestion(question)
    expect(read.speech).toBe('said')
    expect(read.terms.filter(({ isSpeaker }) => isSpeaker).map((term) => sliceOf(question, term))).toEqual(names)
  })

  it('joins irregular forms of a word', () => {
    for (const [a, b] of [
      ['fought', 'fight'],
      ['decision', 'decided'],
      ['won', 'wins'],
      ['1,200', '1200'],
    ] as const)
      expect(stemKey(a)).toBe(stemKey(b))
  })
})
