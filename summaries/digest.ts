import type { Citation } from '../src/text/citation.js'
import { counted } from '../src/text/counted.js'
import type { Button, DifferencePart, Part, Post, QuotationPart, Section } from '../src/text/post.js'

/** A story as a digest shows it. */
export interface DigestStory {
  readonly id: string
  readonly title: string
  readonly titleUrl?: string
  /** Key points from its articles, best first, no two alike. */
  readonly keyPoints: readonly Citation[]
  /** Weightiest first. */
  readonly quotations: readonly QuotationPart[]
  readonly outlets: readonly { readonly label: string; readonly url?: string }[]
  readonly differences: readonly DifferencePart[]
  readonly articles: readonly string[]
  /** True where an earlier edition had the story: only what is new in it is shown. */
  readonly isUpdate: boolean
}

/** What a digest is made from. */
export interface DigestInput {
  /** Best first. */
  readonly stories: readonly DigestStory[]
  /** "Monday, 23 November 2026". */
  readonly date: string
  readonly topic?: string
  /** "since yesterday 08:30": what it covers, in words. */
  readonly covers: string
  /** Where it comes after its time: when it was due, in words ("08:30", "Fri 20 Nov, 08:30"). */
  readonly late?: string
  /** Articles looked through. */
  readonly searched: number
}

/** Stories in one digest, at most. */
export const MOST_STORIES = 7

/**
 * The digest of a channel: one section a story in the head (headline, leading key point, one or two statements), and under it one reply a
 * story with everything. A quiet day says so in one line.
 */
export function digestPost(input: DigestInput): Post {
  const stories = input.stories.slice(0, MOST_STORIES)
  const title = input.topic === undefined ? `News of ${input.date}` : `News on ${input.topic}`
  const late = input.late === undefined ? '' : `Late: it was due at ${input.late}`
  if (stories.length === 0) {
    const text =
      input.searched === 0
        ? `No new articles ${input.covers}.`
        : `Nothing ${input.topic === undefined ? 'new to tell' : `on ${input.topic}`} ${input.covers}: ${counted(input.searched, 'article')} looked through.`
    const lateness = late === '' ? {} : { subtitle: late }
    return { kind: 'digest', audience: 'channel', title, ...lateness, sections: [{ parts: [{ type: 'note', text }] }] }
  }
  return {
    kind: 'digest',
    audience: 'channel',
    title,
    subtitle: `${counted(stories.length, 'story', 'stories')} from ${counted(input.searched, 'article')}, ${input.covers}${late === '' ? '' : ` · ${late}`}`,
    sections: stories.map(headSection),
    footer: 'Every line is the articles’ own. Ask about them in this thread.',
    replies: stories.map(storyPost),
    about: subjectOf(stories),
  }
}

function headSection(story: DigestStory): Section {
  const parts: Part[] = []
  const lead = story.keyPoints[0]
  if (story.isUpdate) parts.push({ type: 'note', tone: 'small', text: 'New since the last digest' })
  if (lead !== undefined) parts.push({ type: 'line', citation: lead, showOrigin: true })
  // A quotation that the leading key point holds already tells nothing more.
  parts.push(...story.quotations.filter((quotation) => lead === undefined || !isWithin(quotation.citation, lead)).slice(0, 2))
  // Of a single outlet each line says so itself.
  if (story.outlets.length > 1)
    parts.push({ type: 'links', label: counted(story.outlets.length, 'outlet'), links: story.outlets.slice(0, 4) })
  return {
    heading: story.title,
    ...(story.titleUrl === undefined ? {} : { headingUrl: story.titleUrl }),
    parts,
    buttons: storyButtons(story.id),
  }
}

/** A story with all that there is to it: key points, who said what, outlets, differences. */
export function storyPost(story: DigestStory): Post {
  const sections: Section[] = []
  if (story.keyPoints.length > 0)
    sections.push({
      heading: 'Key points',
      parts: story.keyPoints.slice(0, 5).map((citation) => ({ type: 'line', citation, showOrigin: true })),
    })
  if (story.quotations.length > 0) sections.push({ heading: 'Who said what', parts: story.quotations.slice(0, 10) })
  if (story.differences.length > 0) sections.push({ heading: 'Where outlets differ', parts: story.differences.slice(0, 5) })
  sections.push({ parts: [{ type: 'links', label: 'Read in', links: story.outlets }] })
  return {
    kind: 'story',
    audience: 'channel',
    title: story.title,
    ...(story.titleUrl === undefined ? {} : { titleUrl: story.titleUrl }),
    ...(story.isUpdate ? { subtitle: 'New since the last digest' } : {}),
    sections,
    about: subjectOf([story]),
  }
}

const storyButtons = (id: string): Button[] => [
  { label: 'Who said what', action: 'who-said-what', value: `story:${id}` },
  { label: 'Sources', action: 'sources', value: `story:${id}` },
]

const subjectOf = (stories: readonly DigestStory[]): { stories: string[]; articles: string[] } => ({
  stories: stories.map(({ id }) => id),
  articles: stories.flatMap(({ articles }) => articles),
})

const isWithin = (inner: Citation, outer: Citation): boolean =>
  inner.articleId === outer.articleId && inner.spans.every((a) => outer.spans.some((b) => b.start <= a.start && a.end <= b.end))
