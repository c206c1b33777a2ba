/**
 * An article as it is kept: its text cleaned once at intake and never rewritten after, so that spans into it stay true.
 * Paragraphs are parted by a blank line (`\n\n`); a text of one block is one paragraph.
 */
export interface Article {
  readonly id: string
  readonly text: string
  readonly title?: string
  /** Canonical address of the page, where there is one. */
  readonly url?: string
  /** Name of the publisher as a reader knows it ("The Harbour Gazette"). */
  readonly outlet?: string
  readonly byline?: string
  /** ISO 8601, UTC. */
  readonly publishedAt?: string
  /** ISO 8601, UTC: when the text was taken in. */
  readonly readAt?: string
  /** ISO 639-1 code of the language the text is in. */
  readonly language?: string
}
