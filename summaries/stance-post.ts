import { counted } from '../src/text/counted.js'
import type { PlotPart, Post, QuotationPart, Section } from '../src/text/post.js'
import { groupSections, type SaidGroup, type SaidLine } from './said-groups.js'
import type { Stance } from './stance.js'

/** What a stance's post shows besides the statements. */
export interface StancePostOptions {
  /** How a statement by others speaks of the actor; only where that is sure, with the words that say so. */
  readonly markOf?: (line: SaidLine) => QuotationPart['mark']
  /** Statements a week by the actor and about it, oldest first, the last week ending at `until`. */
  readonly weeks?: { readonly own: readonly number[]; readonly others: readonly number[]; readonly until: number }
  /** Other names that the reader may have meant, where nothing was found. */
  readonly suggestions?: readonly string[]
  /** Where nothing fits the topic: who does speak of it, and how many statements there are by and about the actor on anything. */
  readonly besides?: { readonly speakers: readonly string[]; readonly statements: number }
  /** The groups are one page of more, and are shown whole. */
  readonly isPage?: boolean
  /** How many articles were looked through. */
  readonly searched?: number
}

const MOST_SPEAKERS = 6
const MOST_EACH = 3

/** The stance as a message: *In its own words*, then *What others say of it*, each by speaker; of a person, *their* and *them*. */
export function stancePost(stance: Stance, options: StancePostOptions = {}): Post {
  const sections = [
    ...block(
      stance.actor.isPerson ? 'In their own words' : 'In its own words',
      stance.own,
      `Nobody who speaks for ${stance.actor.name} is quoted${narrowed(stance)}.`,
      {
        isPage: options.isPage === true,
      },
    ),
    ...block(
      stance.actor.isPerson ? 'What others say of them' : 'What others say of it',
      stance.others,
      `Nobody else is quoted on ${stance.actor.name}${narrowed(stance)}.`,
      options,
    ),
    ...plots(stance, options.weeks),
  ]
  const articles = [...stance.own, ...stance.others].flatMap(({ lines }) => lines.map(({ record }) => record.citation.articleId))
  const empty = stance.own.length === 0 && stance.others.length === 0
  return {
    kind: 'stance',
    audience: 'channel',
    title: stance.topic === undefined ? stance.actor.name : `${stance.actor.name} on ${stance.topic}`,
    ...subtitle(stance),
    sections: empty ? [nothing(stance, options)] : sections,
    ...(options.searched === undefined ? {} : { footer: `Looked through ${counted(options.searched, 'article')}.` }),
    about: { stories: [], articles: [...new Set(articles)] },
  }
}

function subtitle({ newCount, since }: Stance): { subtitle?: string } {
  const parts = [
    newCount > 0 ? `${newCount} new since this channel last asked` : undefined,
    since === undefined ? undefined : `since ${dayOf(since)}`,
  ].filter(Boolean)
  return parts.length === 0 ? {} : { subtitle: parts.join(', ') }
}

const narrowed = ({ topic, since }: Stance): string =>
  `${topic === undefined ? '' : ` on ${topic}`}${since === undefined ? '' : ` since ${dayOf(since)}`}`

function nothing(stance: Stance, options: StancePostOptions): Section {
  const text = `No statement by or about ${stance.actor.name}${narrowed(stance)} in these articles.`
  return { parts: [{ type: 'note', text: [text, ...hints(stance, options)].join(' ') }] }
}

function hints({ actor, topic, since }: Stance, { suggestions = [], besides }: StancePostOptions): string[] {
  const name = actor.name
  const found: string[] = []
  if (topic !== undefined && besides !== undefined) {
    const [first] = besides.speakers
    if (first !== undefined)
      found.push(
        `On ${topic} ${besides.speakers.join(' and ')} ${besides.speakers.length === 1 ? 'is' : 'are'} quoted: /who ${first} about ${topic}.`,
      )
    if (besides.statements > 0)
      found.push(
        `Without the topic there ${besides.statements === 1 ? 'is' : 'are'} ${counted(besides.statements, 'statement')} by or about ${name}.`,
      )
  }
  if (found.length > 0) return found
  if (suggestions.length > 0) return [`Did you mean ${suggestions.join(', ')}?`]
  if (topic !== undefined) return ['Try another topic, or leave it out.']
  return [since === undefined ? 'Try another name.' : 'Try another name, or leave out “since”.']
}

function block(
  heading: string,
  groups: readonly SaidGroup[],
  none: string,
  { markOf, isPage = false }: Pick<StancePostOptions, 'markOf' | 'isPage'>,
): Section[] {
  if (groups.length === 0) return [{ heading, parts: [{ type: 'note', text: none, tone: 'small' }] }]
  const [speakers, each] = isPage ? [groups.length, Number.POSITIVE_INFINITY] : [MOST_SPEAKERS, MOST_EACH]
  const shown = groupSections(groups.slice(0, speakers), each, (line) => {
    const mark = markOf?.(line)
    return mark === undefined ? {} : { mark }
  })
  const left = groups.reduce((sum, { lines }, i) => sum + (i < speakers ? Math.max(0, lines.length - each) : lines.length), 0)
  const more: Section[] =
    left === 0
      ? []
      : [{ parts: [{ type: 'note', text: `${left} more. Narrow it with a topic (“about …”) or a date (“since …”).`, tone: 'small' }] }]
  return [{ heading, parts: [] }, ...shown, ...more]
}

function plots(stance: Stance, weeks: StancePostOptions['weeks']): Section[] {
  if (weeks === undefined) return []
  const parts: PlotPart[] = []
  const labels = weekLabels(weeks.own.length, weeks.until)
  const first = weeks.own.findIndex((count, i) => count > 0 || (weeks.others[i] ?? 0) > 0)
  // A new archive has no weeks before: empty ones tell nothing.
  const from = Math.max(0, Math.min(first - 1, weeks.own.length - FEWEST_WEEKS))
  const plot = (label: string, counts: readonly number[]): void => {
    if (counts.some((count) => count > 0)) {
      parts.push({ type: 'plot', label, points: counts.map((count, i) => ({ label: labels[i] as string, count })).slice(from) })
    }
  }
  plot(`Statements a week by ${stance.actor.name}`, weeks.own)
  plot(`Statements a week about ${stance.actor.name}`, weeks.others)
  return parts.length === 0 ? [] : [{ heading: 'Over time', parts }]
}

/** Weeks that a plot shows at least. */
const FEWEST_WEEKS = 4
const WEEK = 7 * 86_400_000
const weekLabels = (count: number, until: number): string[] =>
  Array.from({ length: count }, (_, i) => dayOf(until - (count - i) * WEEK + 86_400_000, false))

const WHOLE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** "12 March 2026" in UTC; "12 Mar" for the small labels of a plot. */
const dayOf = (time: number, whole = true): string => (whole ? WHOLE : SHORT).format(new Date(Number.isFinite(time) ? time : 0))
