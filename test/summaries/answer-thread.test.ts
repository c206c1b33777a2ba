import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeFollowUp } from '../../summaries/answer-follow-up.js'
import { isQuestionForBot } from '../../summaries/answer-talk.js'

describe('a follow-up', () => {
  const LAST = 'What did Calder say about energy?'
  it.each([
    [LAST, 'and Brandt?', 'What did Brandt say about energy?'],
    [LAST, 'And Olav Brandt?', 'What did Olav Brandt say about energy?'],
    [LAST, 'Brandt?', 'What did Brandt say about energy?'],
    [LAST, 'What about Olav Brandt?', 'What did Olav Brandt say about energy?'],
    [LAST, 'what about fishing?', 'What did Calder say about fishing?'],
    [LAST, 'and on trade?', 'What did Calder say about trade?'],
    [LAST, 'What did she say on trade?', 'What did Calder say on trade?'],
    ['When will the bridge open?', 'why?', 'Why will the bridge open?'],
    ['Who opposed the bridge?', 'When?', 'When opposed the bridge?'],
    ['How many ships came to Port Ansel?', 'since when?', 'Since when came to Port Ansel?'],
    ['how much does Ines Calder earn', 'and since when?', 'Since when does Ines Calder earn?'],
    ['Who opposed the bridge?', 'and Norway?', 'Has Norway opposed the bridge?'],
    ['What did Brandt say?', 'and the regulator?', 'What did the regulator say?'],
    [LAST, 'When does the ferry to Ansel Island leave?', 'When does the ferry to Ansel Island leave?'],
    ['', 'and Brandt?', 'and Brandt?'],
  ])('to “%s”, “%s” means “%s”', (last, asked, meant) => {
    expect(mergeFollowUp(last, asked)).toBe(meant)
  })

  it('stays as it is where nothing was asked before', () => {
    expect(mergeFollowUp(undefined, ' why? ')).toBe('why?')
  })

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (last, asked) => typeof mergeFollowUp(last, asked) === 'string',
      ),
    )
  })
})

describe('a reply in a thread', () => {
  it.each([
    'Who opposed the bridge?',
    'What did Calder say about energy?',
    'and Brandt?',
    'Why?',
    'What about the ferry?',
    'When do the talks resume?',
    'Does the US support the plan?',
    'tell me who signed it',
    'ok, how many ships came?',
  ])('is for the bot: %s', (text) => {
    expect(isQuestionForBot(text)).toBe(true)
  })

  it.each([
    'thanks!',
    'lol',
    'I read that yesterday',
    'Can you look into this?',
    'What do you think?',
    'Should we call them?',
    'anyone up for lunch?',
    'Who wants coffee?',
    '@maria is that your beat?',
    '<@U123> what did the mayor say?',
    'Interesting, the mayor again.',
    'The bridge will never open, will it',
    'Is this our story?',
    'Did you see this?\nI can’t believe it.',
    '',
    'x'.repeat(4_000),
  ])('is talk between colleagues: %.40s', (text) => {
    expect(isQuestionForBot(text)).toBe(false)
  })
})
