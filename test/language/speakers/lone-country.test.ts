import { describe, expect, it } from 'vitest'
import { loadReader } from '../../../src/weights.js'

const reader = loadReader()
/** The actor of the last statement. */
const actorIn = (text: string): string | null | undefined => reader.read({ id: 'a', text }).statements.at(-1)?.speaker?.actor

describe('whom an office without a country speaks for', () => {
  it.each([
    [
      'the country that alone has just spoken',
      'Greece said it would not reverse the sale. "These are Greek ports," said government spokesman Nikos Starr.',
      'Greece',
    ],
    [
      'also in an article from elsewhere, by a spokesman',
      'WASHINGTON — The United States warned its friends. American officials were angry.\n\nGreece said it would not reverse the sale. "These are Greek ports," said government spokesman Nikos Starr.',
      'Greece',
    ],
    [
      'not in an article from elsewhere, by a minister',
      'OSLO — Norway will build a bridge. Norwegian towns will pay.\n\nSweden rejected the plan. Transport Minister Ida Falk said it was too late.',
      null,
    ],
    [
      'never the United States, which have no ministers',
      'WASHINGTON — The United States warned its friends. American officials were angry.\n\n"Nobody asked us," Trade Minister Ida Falk said.',
      null,
    ],
    ['a country that takes a stand', 'Germany opposes the plan. Economy Minister Karl Weiss said it would cost jobs.', 'Germany'],
    ['a country that is cautious', 'Armenia was cautious. Prime Minister Aram Holt told parliament that he would wait.', 'Armenia'],
    ['the country that is accused', 'Peru accused Chile of lying. Foreign Minister Ida Falk said it was false.', null],
    [
      'a president before',
      'President Anna Holt promised grain. Chad welcomed the call. Defence Minister Paul Reed said it would come.',
      null,
    ],
    ['a firm’s spokesman', 'Spain rejected the plan. A week later, spokesman Paul Reed said the firm would come.', null],
    ['"its" ministry', 'Armenia rejected the offer. Its foreign ministry said that Turkey could not be a judge.', 'Armenia'],
    ['"its" ministry after two countries', 'Turkey criticised Armenia. Its foreign ministry said that it was wrong.', null],
    ['an ambassador', 'The United States supports the proposal, ambassador Ruth Delane said.', 'United States'],
    ['an ambassador on what others do', 'Russia attacks every day, ambassador Ruth Delane said.', null],
    [
      'an official’s counterpart',
      'Foreign Minister Kemal Yal spoke to his Chadian counterpart, Rashad Mehd, in Rome. Mr Mehd said the road was open.',
      'Chad',
    ],
    [
      'a firm’s chief’s counterpart',
      'Chief executive Kemal Yal met his Danish counterpart, Ida Falk. Ms Falk said the deal was done.',
      null,
    ],
    ['the country that sends, not where to', 'The British ambassador to Kenya, Ann Holt, said the harbour was safe.', 'United Kingdom'],
    [
      'a commissioner of the Union',
      'The European Commission proposed to raise tariffs on Chinese steel. "We will not wait," said Trade Commissioner Ida Falk.',
      'European Union',
    ],
    ['observers of a body', 'Observers from the OSCE called the vote "free and well run".', 'OSCE'],
    ['observers from a country', 'Observers from Chad called the vote "free and well run".', null],
    ['a commissioner of a city', 'The city council met. "We will not wait," said Health Commissioner Ida Falk.', null],
  ])('%s', (_, text, actor) => {
    expect(actorIn(text)).toBe(actor)
  })
})
