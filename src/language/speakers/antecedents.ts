import type { Passage } from '../names/passage.js'
import type { Gender } from '../names/person-names.js'
import { ANTECEDENT_WEIGHTS } from '../words/antecedent-weights.js'
import type { Salience, Trace } from './salience.js'

/** A possible antecedent with its score and the features that made it, by name (for those who ask why). */
export interface Antecedent {
  readonly entity: number
  readonly score: number
  readonly features: Float32Array
  /** What spoke for and against it, weightiest first, in words. */
  reasons(): string[]
}

/** Names of the features, in order; the weights are keyed by them. */
export const FEATURES = [
  'same sentence',
  'sentence before',
  'two sentences before',
  'three or four before',
  'further back',
  'same paragraph',
  'latest named',
  'second latest',
  'third or later',
  'latest subject',
  'last meant as subject',
  'last meant as main subject',
  'last meant as owner',
  'last meant within a quotation',
  'last meant by pronoun',
  'last meant by name',
  'last speaker',
  'last speaker, same paragraph',
  'speaker before last',
  'gender agrees',
  'gender differs',
  'gender differs surely',
  'often named',
  'named once',
  'in its own statement',
  'last pronoun of this form',
  'subject like it',
  'first of paragraph',
  'in the title',
  'main subject of sentence before',
  'source, last speaker',
  'source, same sentence',
  'source, within a quotation',
  'most named',
  'within a quotation, its speaker',
  'last speaker, sentence before',
  'last meant in what another said',
  'quotation after quotation',
  'last speaker asked',
  'gender differs, one near agrees',
  'called by the other pronoun',
  'new subject since the last speaker',
] as const // prettier-ignore

const AT = Object.fromEntries(FEATURES.map((name, i) => [name, i])) as Record<(typeof FEATURES)[number], number>

/** Where a pronoun stands and what is known of it. */
export interface PronounSite {
  readonly token: number
  /** Sentence that looking back starts from: its own, or that in which the quotation before it begins. */
  readonly from: number
  /** Only what is meant before this token counts: the pronoun itself, or the beginning of what it says where that stands first. */
  readonly before: number
  /** 1 "he", -1 "she", 0 neither. */
  readonly gender: Gender
  /** Whether what it says stands before it and is no quotation. */
  readonly fronted: boolean
  /** Whether the statement it speaks is a quotation, in whole or at its start. */
  readonly direct: boolean
  /** Whether it names a statement's speaker. */
  readonly isSource: boolean
  /** Entities meant within the statement that it speaks; they are seldom the speaker. */
  readonly inContent: ReadonlySet<number>
  /** Speaker of the quotation it stands in; -1 outside, or where not known. */
  readonly quotedSpeaker: number
  /** Entity that the last pronoun of the same form meant; -1 at first. */
  readonly lastOfForm: number
}

const flag = (features: Float32Array, name: (typeof FEATURES)[number], on: boolean, value = 1): void => {
  if (on) features[AT[name]] = value
}

/** The features of `entity` as antecedent of the pronoun; `rank` is its place among the latest named, 0 the latest. */
export function antecedentFeatures(
  p: Passage,
  salience: Salience,
  site: PronounSite,
  entity: number,
  rank: number,
  traits: EntityTraits,
): Float32Array {
  const features = new Float32Array(FEATURES.length)
  const trace = salience.latest(entity, site.before) as Trace
  const sentence = site.from
  const paragraph = p.sentences[sentence]?.paragraph ?? 0
  const back = Math.max(0, sentence - trace.sentence)
  flag(features, 'same sentence', back === 0)
  flag(features, 'sentence before', back === 1)
  flag(features, 'two sentences before', back === 2)
  flag(features, 'three or four before', back === 3 || back === 4)
  flag(features, 'further back', back > 4)
  flag(features, 'same paragraph', paragraph === trace.paragraph)
  flag(features, 'latest named', rank === 0)
  flag(features, 'second latest', rank === 1)
  flag(features, 'third or later', rank >= 2, Math.min(4, rank - 1))
  flag(features, 'latest subject', traits.latestSubject === entity)
  flag(features, 'last meant as subject', trace.subject)
  flag(features, 'last meant as main subject', trace.main)
  flag(features, 'last meant as owner', trace.owner)
  flag(features, 'last meant within a quotation', trace.quoted && p.quotationOf[site.token] === -1)
  flag(features, 'last meant by pronoun', trace.form === 'pronoun')
  flag(features, 'last meant by name', trace.form === 'name')
  const last = salience.turn(1)
  const spoke = last?.entity === entity
  flag(features, 'last speaker', spoke && !site.isSource)
  flag(features, 'last speaker, same paragraph', spoke && last?.paragraph === paragraph)
  flag(features, 'last speaker, sentence before', spoke && sentence - (last?.sentence ?? 0) <= 1)
  flag(features, 'last meant in what another said', traits.saidByAnother(trace.token, entity))
  flag(features, 'last speaker asked', spoke && (last?.asked ?? false) && site.direct)
  flag(features, 'called by the other pronoun', trace.form === 'pronoun' && traits.lastPronounOf(entity) * site.gender < 0)
  flag(features, 'gender differs, one near agrees', traits.nearAgrees && site.gender * traits.genderOf(entity) < -0.3)
  flag(features, 'quotation after quotation', site.direct && spoke && sentence - (last?.sentence ?? 0) <= 1)
  const since = last === undefined || trace.token > last.token
  const own = site.inContent.has(entity) || traits.saidByAnother(trace.token, entity)
  flag(features, 'new subject since the last speaker', !spoke && since && trace.subject && back <= 1 && !own && !trace.quoted)
  flag(features, 'speaker before last', !spoke && salience.turn(2)?.entity === entity)
  const agreement = site.gender * traits.genderOf(entity)
  flag(features, 'gender agrees', agreement > 0.3)
  flag(features, 'gender differs', agreement < -0.3)
  flag(features, 'gender differs surely', agreement < -0.9)
  const count = traits.countOf(entity)
  flag(features, 'often named', true, Math.min(4, Math.log2(1 + count)))
  flag(features, 'named once', count === 1)
  flag(features, 'most named', traits.mostNamed === entity)
  flag(features, 'in its own statement', site.inContent.has(entity), site.fronted ? 0.5 : 1)
  flag(features, 'last pronoun of this form', site.lastOfForm === entity)
  const subject = p.tokens[site.token]?.relation.startsWith('nsubj') ?? false
  flag(features, 'subject like it', subject && trace.subject)
  flag(features, 'first of paragraph', traits.firstOfParagraph === entity)
  flag(features, 'in the title', traits.inTitle(entity))
  flag(features, 'main subject of sentence before', back === 1 && trace.main)
  flag(features, 'source, last speaker', site.isSource && spoke)
  flag(features, 'source, same sentence', site.isSource && back === 0)
  flag(features, 'source, within a quotation', site.isSource && p.quotationOf[site.token] !== -1)
  flag(features, 'within a quotation, its speaker', site.quotedSpeaker === entity)
  return features
}

/** What is known of the entities that the features ask for. */
export interface EntityTraits {
  readonly latestSubject: number
  readonly firstOfParagraph: number
  readonly mostNamed: number
  /** Whether somebody whose gender agrees was meant in this sentence or the one before. */
  readonly nearAgrees: boolean
  genderOf(entity: number): Gender
  countOf(entity: number): number
  /** Form of the pronoun that last meant the entity: 1 "he", -1 "she", 0 none yet. */
  lastPronounOf(entity: number): Gender
  inTitle(entity: number): boolean
  /** Whether the token lies in what somebody other than `entity` is known to have said. */
  saidByAnother(token: number, entity: number): boolean
}

/** Whether a candidate has just spoken, in this sentence or the one before, so that the pronoun's statement goes on from that one. */
export const goesOnSpeaking = ({ features }: Antecedent): boolean => features[AT['last speaker, sentence before']] === 1

/** Scores every candidate and sorts them, the best first. */
export function rankAntecedents(
  p: Passage,
  salience: Salience,
  site: PronounSite,
  candidates: readonly number[],
  traits: EntityTraits,
): Antecedent[] {
  return candidates
    .map((entity, rank) => {
      const features = antecedentFeatures(p, salience, site, entity, rank, traits)
      let score = 0
      for (let i = 0; i < features.length; i++) score += (features[i] as number) * (ANTECEDENT_WEIGHTS[FEATURES[i] as string] ?? 0)
      return { entity, score, features, reasons: () => reasonsOf(features) }
    })
    .sort((a, b) => b.score - a.score)
}

/** The weights are surer of themselves than they should be; set on pronouns of training articles that were checked by reading. */
const SOFTEN = 0.75

/** Score of nobody: a candidate that little speaks for is not sure for want of others. */
const NOBODY = 1

/** Probability that the first of ranked candidates is right, as the ranker sees it; that it is nobody of them counts too. */
export function shareOfFirst(ranked: readonly Antecedent[]): number {
  const top = ranked[0]?.score ?? 0
  return 1 / ranked.reduce((sum, { score }) => sum + Math.exp(SOFTEN * (score - top)), Math.exp(SOFTEN * (NOBODY - top)))
}

function reasonsOf(features: Float32Array): string[] {
  return FEATURES.map((name, i) => ({ name, weight: (features[i] as number) * (ANTECEDENT_WEIGHTS[name] ?? 0) }))
    .filter(({ weight }) => Math.abs(weight) >= 0.05)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .map(({ name, weight }) => `${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)} ${name}`)
}
