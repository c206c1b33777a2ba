import type { Features } from './answer-features.js'
import { isUntold } from './answer-fit-kind.js'
import { lineText } from './answer-fit-line.js'
import type { PassageIndex } from './answer-index.js'
import type { Passage } from './answer-passage.js'
import { type Question, stemKey, type Wanted } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'
import type { Chosen } from './answer-rerank.js'
import { CONFIDENCE } from './answer-weights.js'

/** What speaks for and against the best passage's being an answer, each a number. */
export interface Signs {
  /** Units of rarity of the question that the passage holds, that stand around it, elsewhere in the articles, nowhere. */
  readonly here: number
  readonly around: number
  readonly elsewhere: number
  readonly nowhere: number
  /** How much likelier the question's words are in these articles than in the news at large: summed, on average, of the likeliest word. */
  readonly subject: number
  readonly subjectMean: number
  readonly subjectBest: number
  /** 1 where the passage does not offer the kind of thing asked for; 1 where it does and leaves no word of the question out. */
  readonly offersNothing: number
  readonly complete: number
  /** Whether the question has a name; share of its names that no article has. */
  readonly hasName: number
  readonly unknownNames: number
  readonly terms: number
  /** How far the best passage stands out: its share of all chances, and its lead over the second. */
  readonly chance: number
  readonly lead: number
  /** Features of the best passage. */
  readonly weightyWords: number
  readonly rare: number
  readonly pairs: number
  readonly related: number
  readonly block: number
  readonly exact: number
  readonly held: number
  readonly before: number
  readonly length: number
  /** Share of the question that the passage and what stands around it hold, by rarity. */
  readonly heldAround: number
  /** Terms that no article has. */
  readonly unknown: number
  /** How many passages there are, as a logarithm: many hold a few of the words by chance. */
  readonly size: number
}

export type SignName = keyof Signs

/** What was learned of signs. */
export interface ConfidenceWeights {
  /** What each sign adds to the log-odds that the articles answer. */
  readonly weights: Readonly<Record<SignName, number>>
  readonly bias: number
  /** Log-odds below which "the articles don't say". */
  readonly least: number
  /** From log-odds to those of the first line's being right. */
  readonly slope: number
  readonly shift: number
}

/** How sure an answer is: log-odds for deciding, and the probability that it is right for showing. */
export interface Confidence {
  readonly odds: number
  readonly probability: number
  /** False: "the articles don't say". */
  readonly isEnough: boolean
}

/** Weighs what speaks for the best passage against what the question has and the articles have not. */
export function confidenceOf(
  index: PassageIndex,
  question: Question,
  terms: readonly WeighedTerm[],
  chosen: readonly Chosen[],
): Confidence {
  const signs = signsOf(index, terms, chosen)
  let odds = CONFIDENCE.bias - (chosen[0]?.fit === 1 ? HALF_FIT : 0)
  for (const name of Object.keys(CONFIDENCE.weights) as SignName[]) odds += CONFIDENCE.weights[name] * signs[name]
  const isEnough = odds >= CONFIDENCE.least && signs.here > 0 && !isRefused(index, question, terms, chosen[0])
  return { odds, probability: 1 / (1 + Math.exp(-(CONFIDENCE.slope * odds + CONFIDENCE.shift))), isEnough }
}

/** Log-odds against a best line that meets the kind of question only in part. */
const HALF_FIT = 1

/** The signs of the best of `chosen`, best first. */
export function signsOf(index: PassageIndex, terms: readonly WeighedTerm[], chosen: readonly Chosen[]): Signs {
  const best = chosen[0]
  const { here, around, elsewhere, nowhere } = best?.ranked.evidence ?? { here: 0, around: 0, elsewhere: 0, nowhere: 0 }
  const offers = best?.ranked.offers ?? 0
  const subjects = terms.map((term) => subjectOdds(index, term))
  const names = terms.filter((term) => term.isName && !term.isFocus)
  const chances = chosen.reduce((sum, { score }) => sum + Math.exp(score - (best?.score ?? 0)), 0)
  const feature = (name: keyof Features): number => best?.features[name] ?? 0
  const subject = subjects.reduce((sum, odds) => sum + odds, 0)
  return {
    here,
    around,
    elsewhere,
    nowhere,
    subject,
    subjectMean: subject / (subjects.length || 1),
    subjectBest: Math.max(0, ...subjects),
    offersNothing: offers === 0 ? 1 : 0,
    complete: offers > 0 && around + elsewhere + nowhere === 0 ? 1 : 0,
    hasName: names.length > 0 ? 1 : 0,
    unknownNames: names.length > 0 ? names.filter(({ isKnown }) => !isKnown).length / names.length : 0,
    terms: terms.length,
    chance: chances > 0 ? 1 / chances : 0,
    lead: best === undefined ? 0 : best.score - (chosen[1]?.score ?? best.score),
    weightyWords: feature('weightyWords'),
    rare: feature('rare'),
    pairs: feature('pairs'),
    related: feature('related'),
    block: feature('block'),
    exact: feature('exact'),
    held: feature('held'),
    before: feature('before'),
    length: feature('length'),
    heldAround: (here + around) / (here + around + elsewhere + nowhere || 1),
    unknown: terms.filter(({ isKnown }) => !isKnown).length,
    size: Math.log(1 + index.passages.length),
  }
}

/** Sentences of an article, about: turns shares of articles into shares of sentences. */
const SENTENCES_AN_ARTICLE = 25

// How much likelier a word is here than anywhere: the logarithm of both shares' ratio, smoothed.
function subjectOdds({ postings, passages }: PassageIndex, { key, rarity }: WeighedTerm): number {
  const anywhere = Math.exp(-rarity) / SENTENCES_AN_ARTICLE
  const here = (postings.get(key)?.length ?? 0) / (passages.length || 1)
  return Math.log((0.9 * here + 0.1 * anywhere) / anywhere)
}

/** Share of a question, by rarity, that outweighs a name that no article has ("the SP's standing orders"). */
const NEARLY_ALL = 0.6
const MEASURED: ReadonlySet<Wanted> = new Set(['number', 'count', 'age'])

// "Brendan Tolliver, 62, …" is nobody else's age; "the 62-year-old" is that of whoever the sentence speaks of. Buildings have years instead.
function hasAgeOf(index: PassageIndex, id: number, question: string, terms: readonly WeighedTerm[]): boolean {
  const { offers, places, inherited, speakers } = index.passages[id] as Passage
  const text = lineText(index, id)
  const isOfPerson = terms.some((term) => term.key !== OLD && !term.isFocus && index.people.has(term.key))
  if (offers.agesBehind.size === 0 && offers.ages.size === 0) return !isOfPerson || places.has(BORN)
  const keys = terms.filter(({ key }) => key !== OLD).flatMap(({ forms }) => [...forms.keys()])
  if (offers.ages.size > 0 && keys.some((key) => places.has(key) || inherited.has(key) || speakers.has(key))) return true
  // 'a driver, Luc Peeters, 44'
  const said = terms.map(({ start, end }) => question.slice(start, end)).filter((word) => word !== 'old')
  if (said.some((word) => new RegExp(`\\b${word},? (?:\\p{Lu}[\\p{L}’'-]+ ){0,2}\\p{Lu}[\\p{L}’'-]+,? \\(?\\d{1,3}[,.;)]`, 'u').test(text)))
    return true
  const named = keys.flatMap((key) => places.get(key) ?? [])
  return [...offers.agesBehind].some((age) => places.get(age)?.some((at) => named.some((place) => place < at && at - place <= 2)))
}

const OLD = stemKey('old')
const BORN = stemKey('born')

/**
 * What no weighing mends: nobody of that name in the articles, no words of the one whose words are asked for, no number where one is asked
 * for, nothing of the kind that is to be counted, somebody else's age.
 */
export function isRefused(index: PassageIndex, question: Question, terms: readonly WeighedTerm[], best: Chosen | undefined): boolean {
  if (best?.fit === 0) return true
  if (question.speech === 'said' && terms.some((term) => term.isSpeaker && term.isName && !term.isKnown)) return true
  if (MEASURED.has(question.wanted) && best?.ranked.offers === 0 && !isUntold(lineText(index, best.ranked.passage))) return true
  if (question.wanted === 'age' && best !== undefined && !hasAgeOf(index, best.ranked.passage, question.text, terms)) return true
  const counted = terms.find(({ isCounted }) => isCounted)
  if (counted !== undefined && !counted.isKnown && !index.related(counted.key).some((key) => index.postings.has(key))) return true
  const names = terms.filter((term) => term.isName && !term.isFocus)
  return names.length > 0 && names.every((term) => !term.isKnown) && (best?.features.rare ?? 0) < NEARLY_ALL
}
