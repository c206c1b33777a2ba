import type { Citation } from './citation.js'
import type { Manner, Speaker } from './document.js'

/**
 * A platform-neutral message. Platforms render it within their own limits: they may split it between sections ("story borders") and, where
 * a section is too long, between its parts, but never inside a part. All strings are plain text: platforms escape them, so that nothing in
 * an article can ping, link or format. Words of an article stand only in citations and titles.
 */
export interface Post {
  readonly kind: PostKind
  /** person: only the one who asked sees it, where the platform can do that (errors, help, suggestions). */
  readonly audience: 'channel' | 'person'
  readonly title: string
  /** Where `title` leads; absent where nowhere. */
  readonly titleUrl?: string
  /** A line under the title: outlet and date, what was asked, what is marked as sample. */
  readonly subtitle?: string
  readonly sections: readonly Section[]
  readonly buttons?: readonly Button[]
  /** A closing line in small print: what was searched, how to ask on. */
  readonly footer?: string
  /** What is said under it, in its thread, in order. */
  readonly replies?: readonly Post[]
  /** What a thread under this post looks at first. */
  readonly about?: Subject
}

export type PostKind =
  | 'brief'
  | 'digest'
  | 'story'
  | 'stance'
  | 'who'
  | 'answer'
  | 'sources'
  | 'schedule'
  | 'help'
  | 'status'
  | 'notice'
  | 'error'

/** Stories and articles, by id. */
export interface Subject {
  readonly stories: readonly string[]
  readonly articles: readonly string[]
}

/** A part of a post that belongs together: one story, one speaker, one list. */
export interface Section {
  readonly heading?: string
  readonly headingUrl?: string
  readonly parts: readonly Part[]
  readonly buttons?: readonly Button[]
}

export type Part = NotePart | LinePart | QuotationPart | LinksPart | DifferencePart | PlotPart | TablePart

/** Our own words. `tone` small: side remarks in small print. */
export interface NotePart {
  readonly type: 'note'
  readonly text: string
  readonly tone?: 'plain' | 'small' | 'warning'
}

/** A line of an article, verbatim: a key point, an answer. */
export interface LinePart {
  readonly type: 'line'
  readonly citation: Citation
  /** Whether the citation's outlet and date are shown with it. */
  readonly showOrigin?: boolean
  /** Marks what the channel has not seen yet. */
  readonly isNew?: boolean
  /** Spans of words within the line that matter ("2,400"): offsets into `citation.words[0]`, for emphasis. */
  readonly emphasis?: readonly { readonly start: number; readonly end: number }[]
}

/** What somebody said, verbatim, with who. */
export interface QuotationPart {
  readonly type: 'quotation'
  readonly citation: Citation
  /** Null or nameless: "speaker unclear" or the words of `source`. */
  readonly speaker: Speaker | null
  /** The words that name the speaker at this place ("he", "two officials"), verbatim; absent where the text names none. */
  readonly source?: string
  /** The words that report it ("said"), verbatim. */
  readonly cue?: string
  readonly manner: Manner
  /** True where the reader is not sure enough who speaks: shown as "speaker unclear". */
  readonly unclear?: boolean
  readonly showOrigin?: boolean
  readonly isNew?: boolean
  /** Other outlets that carry the same words. */
  readonly alsoIn?: readonly string[]
  /** How it speaks of the actor in question, only where that is sure, with the words that say so. */
  readonly mark?: { readonly tone: 'critical' | 'supportive'; readonly words: readonly string[] }
  /** Id of the stored statement, for "Wrong speaker?"; absent where it is not stored. */
  readonly statementId?: string
  /** The team has corrected who speaks; the name it gave. */
  readonly correctedTo?: string
}

/** Links in a row: outlets, sources. */
export interface LinksPart {
  readonly type: 'links'
  readonly label?: string
  readonly links: readonly { readonly label: string; readonly url?: string }[]
}

/** Where outlets differ: other numbers for the same thing, or the same quotation cut differently. */
export interface DifferencePart {
  readonly type: 'difference'
  readonly label: string
  readonly citations: readonly Citation[]
}

/** Counts over time, oldest first. */
export interface PlotPart {
  readonly type: 'plot'
  readonly label: string
  readonly points: readonly { readonly label: string; readonly count: number }[]
}

/** A small table of our own facts (sources and their health, schedules). */
export interface TablePart {
  readonly type: 'table'
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A button that asks the desk for something (`action`, with `value` as its plain argument), or opens an address. */
export type Button =
  | { readonly label: string; readonly action: ButtonAction; readonly value: string; readonly style?: 'primary' | 'danger' }
  | { readonly label: string; readonly url: string }

/** What a button can ask for: more of a kept post, who said what in an article or story, its sources, to correct a speaker. */
export type ButtonAction = 'more' | 'who-said-what' | 'sources' | 'wrong-speaker' | 'ask'
