import { termsOf } from '../language/terms.js'

/** What of an article is compared with stories. */
export interface StoryArticle {
  readonly text: string
  readonly title?: string | undefined
  /** ISO 8601, UTC. */
  readonly publishedAt?: string | undefined
}

/**
 * An article's terms by kind, each with its count. Keys carry their kind: `n:` a capitalised word, `#:` a number, `w:` any other word,
 * `l:` a capitalised word in title or lead, which stands under `n:` as well.
 */
export type StoryTerms = ReadonlyMap<string, number>

/** Paragraphs or lines after the title that count as lead, and the words read of an article; what comes later tells of background. */
const LEAD_LINES = 4
const WORDS_READ = 1200

/** Counts an article's terms. Pure, linear. */
export function storyTermsOf({ text, title }: StoryArticle): StoryTerms {
  const whole = title ? `${title}\n${text}` : text
  const leadEnd = endOfLine(whole, LEAD_LINES)
  const counts = new Map<string, number>()
  const add = (key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const { stem, start } of termsOf(whole.slice(0, WORDS_READ * 8)).slice(0, WORDS_READ)) {
    const first = whole[start] as string
    if (/\p{N}/u.test(first)) add(`#:${stem}`)
    else if (/\p{Lu}/u.test(first)) {
      add(`n:${stem}`)
      if (start < leadEnd) add(`l:${stem}`)
    } else add(`w:${stem}`)
  }
  return counts
}

function endOfLine(text: string, lines: number): number {
  let at = 0
  for (let seen = 0; seen < lines && at < text.length; at++) if (text[at] === '\n' && text[at + 1] !== '\n') seen++
  // A text without line breaks: its first sentences.
  return Math.min(at, 900)
}
