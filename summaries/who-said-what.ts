import { termsOf } from '../src/language/terms.js'
import { cite } from '../src/text/citation.js'
import { type Document, type Speaker, type Statement, SURE } from '../src/text/document.js'
import { inNamesPlace } from '../src/text/heading.js'
import type { QuotationPart, Section } from '../src/text/post.js'
import { contains, sliceOf } from '../src/text/span.js'

const DEED =
  /\b(?:(?:did|does|do|had|has|have|would|could|was|were)(?: not|n['’]t) (?:immediately |yet |at once )?(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|return(?:ed)?|be reached)|vetoe[sd]|vetoing)\b/iu

/** Whether the words that report tell of silence or of a deed: "did not respond to", "vetoed". */
export const isDeed = (cue: string): boolean => DEED.test(cue)

/** A statement as it is shown. */
export interface Said {
  /** Index into `Document.statements`. */
  readonly index: number
  readonly statement: Statement
  /** True where the reader is not sure who speaks; the name is then not shown. */
  readonly unclear: boolean
  /** How much it matters in its article, for ordering within it only. */
  readonly weight: number
}

/** All that one speaker is shown to say, in text order. */
export interface SaidBy {
  /** Null where the speakers are unclear. */
  readonly speaker: Speaker | null
  /** Words that name the speaker where no name is given ("two officials"); absent where there is a name, or nothing. */
  readonly source?: string
  readonly said: readonly Said[]
}

/** Who said what in one article. */
export interface WhoSaidWhat {
  readonly speakers: readonly SaidBy[]
  readonly shown: number
  /** Statements that were found in all. */
  readonly found: number
}

const MOST_SHOWN = 9
const MOST_EACH = 3
// 'said "no"', 'the "special" measures': less than this says nothing by itself.
const FEWEST_TERMS = 2

/**
 * Statements by speaker, those who say most of weight first, the unclear last. `all`: every statement that was found, the unsure marked as
 * unclear; otherwise the few that are sure and weigh most.
 */
export function whoSaidWhat(document: Document, { all = false }: { readonly all?: boolean } = {}): WhoSaidWhat {
  const weigh = weigher(document)
  const found = document.statements.map((statement, index): Said => {
    const named = statement.speaker !== null && (statement.speaker.name !== null || statement.source.length > 0)
    const cue = statement.cue.map((span) => sliceOf(document.article.text, span)).join(' ')
    const weight = statement.manner === 'indirect' && isDeed(cue) ? 0 : weigh(statement)
    return { index, statement, unclear: !named || statement.confidence < SURE, weight }
  })
  const shown = all ? found : withoutRepeats(weightiest(document, found))
  return { speakers: bySpeaker(document, shown), shown: shown.length, found: found.length }
}

function weightiest(document: Document, found: readonly Said[]): Said[] {
  const counts = new Map<string, number>()
  const chosen: Said[] = []
  for (const said of [...found].sort((a, b) => b.weight - a.weight)) {
    if (said.unclear || said.weight <= 0 || chosen.length >= MOST_SHOWN) continue
    const key = speakerKey(document, said)
    const count = counts.get(key) ?? 0
    if (count >= MOST_EACH) continue
    counts.set(key, count + 1)
    chosen.push(said)
  }
  return chosen.sort((a, b) => a.index - b.index)
}

// Where one statement's words stand within another's, they are shown once.
const withoutRepeats = (said: readonly Said[]): Said[] =>
  said.filter((one) => !said.some((other) => other !== one && sizeOf(other) > sizeOf(one) && isWithin(one, other)))

const sizeOf = ({ statement }: Said): number => statement.content.reduce((sum, { start, end }) => sum + end - start, 0)
const isWithin = (one: Said, other: Said): boolean =>
  one.statement.content.every((span) => other.statement.content.some((outer) => contains(outer, span)))

/** What a statement weighs: how sure it is, how much of what the article is about it holds, and whether somebody is named and quoted. */
function weigher(document: Document): (statement: Statement) => number {
  const { text } = document.article
  const counts = new Map<string, number>()
  for (const { stem } of termsOf(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  const stemsOf = (statement: Statement): string[] => [
    ...new Set(statement.content.flatMap(({ start, end }) => termsOf(text, start, end).map(({ stem }) => stem))),
  ]
  const worth = (stems: readonly string[]): number =>
    stems.reduce((sum, stem) => sum + Math.log(counts.get(stem) ?? 1), 0) / Math.sqrt(Math.max(6, stems.length))
  const stemsBy = new Map(document.statements.map((statement) => [statement, stemsOf(statement)]))
  const most = [...stemsBy.values()].reduce((top, stems) => Math.max(top, worth(stems)), 1e-9)
  return (statement) => {
    const stems = stemsBy.get(statement) ?? stemsOf(statement)
    if (stems.length < FEWEST_TERMS) return 0
    const named = statement.speaker?.name == null ? 0 : 0.3
    return statement.confidence + 0.6 * (worth(stems) / most) + named + (statement.manner === 'indirect' ? 0 : 0.3)
  }
}

function bySpeaker(document: Document, shown: readonly Said[]): SaidBy[] {
  const groups = new Map<string, Said[]>()
  for (const said of shown) {
    const key = speakerKey(document, said)
    groups.set(key, [...(groups.get(key) ?? []), said])
  }
  return [...groups.values()]
    .map((said) => ({ said, rank: rankOf(said) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ said }) => groupOf(document, said))
}

// Unclear ones come last; otherwise the sum, so that who says much of weight comes before who says one thing.
const rankOf = (said: readonly Said[]): number => said.reduce((sum, { weight, unclear }) => sum + weight - (unclear ? 1e6 : 0), 0)

function groupOf(document: Document, said: readonly Said[]): SaidBy {
  const first = said[0] as Said
  if (first.unclear) return { speaker: null, said }
  const speaker = said.map(({ statement }) => statement.speaker).find((one) => one?.role != null) ?? first.statement.speaker
  if (speaker?.name != null) return { speaker, said }
  return { speaker, source: wordsOfSource(document, first.statement), said }
}

function speakerKey(document: Document, { statement, unclear }: Said): string {
  if (unclear) return 'unclear'
  if (statement.entity >= 0) return `entity ${statement.entity}`
  if (statement.speaker?.name != null) return `name ${statement.speaker.name}`
  return `source ${wordsOfSource(document, statement).toLowerCase()}`
}

const wordsOfSource = (document: Document, { source }: Statement): string =>
  source.map((span) => sliceOf(document.article.text, span)).join(' … ')

/** One line of a post for a statement of `document`. */
export function quotationPart(document: Document, { statement, unclear }: Said): QuotationPart {
  const { article } = document
  const cue = statement.cue.map((span) => sliceOf(article.text, span)).join(' … ')
  const source = wordsOfSource(document, statement)
  return {
    type: 'quotation',
    citation: cite(article, statement.content),
    speaker: statement.speaker,
    manner: statement.manner,
    ...(source === '' ? {} : { source }),
    ...(cue === '' ? {} : { cue }),
    ...(unclear ? { unclear } : {}),
  }
}

/** "Isa Holm, Chinese Foreign Minister"; the actor where no role tells it; the article's own words for those it does not name. */
export function speakerLine({ speaker, source }: Pick<SaidBy, 'speaker' | 'source'>): string {
  if (speaker === null) return UNCLEAR
  const { name, role, actor } = speaker
  if (name === null) return inNamesPlace(source === undefined || source === '' ? (role ?? UNCLEAR) : source)
  if (role !== null) return `${name}, ${role}`
  return actor === null || name.includes(actor) ? name : `${name} (${actor})`
}

const UNCLEAR = 'Speaker unclear'

/** A section a speaker, headed by name and role. */
export const sectionsOf = (document: Document, { speakers }: WhoSaidWhat): Section[] =>
  speakers.map((group) => ({ heading: speakerLine(group), parts: group.said.map((said) => quotationPart(document, said)) }))
