import type { Span } from '../../text/span.js'
import { characterClass, isLower, SPACE } from './characters.js'

/**
 * The paragraphs of `text`, without white space at their ends: parted by blank lines, and by single line ends where a sentence ends before
 * them. In a text whose lines are broken to a width, or whose single line ends mostly cut sentences, single line ends part nothing.
 */
export function paragraphsOf(text: string): Span[] {
  const wrapped = isWrapped(text)
  const single = !text.includes('\n\n')
  const paragraphs: Span[] = []
  let start = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at)) {
    const next = lineStart(text, at)
    if (next.blank || (!wrapped && partsParagraphs(text, start, at, next.at, single))) {
      push(paragraphs, text, start, at)
      start = next.at
    }
    at = next.at
  }
  push(paragraphs, text, start, text.length)
  return paragraphs
}

/** The first character that is no space behind the line end at `at`, and whether a blank line lies between. */
function lineStart(text: string, at: number): { readonly at: number; readonly blank: boolean } {
  let lines = 0
  let next = at
  while (next < text.length && characterClass(text.charCodeAt(next)) === SPACE) if (text.charCodeAt(next++) === 10) lines++
  return { at: next, blank: lines > 1 }
}

function push(paragraphs: Span[], text: string, from: number, to: number): void {
  let start = from
  let end = to
  while (start < end && characterClass(text.charCodeAt(start)) === SPACE) start++
  while (end > start && characterClass(text.charCodeAt(end - 1)) === SPACE) end--
  if (end > start) paragraphs.push({ start, end })
}

const ENDS = new Set('.?!:;"”’\')]…')

// 'The vote is on Monday.\nThe minister said' parts; 'personally\nin caucuses' does not.
function partsParagraphs(text: string, start: number, lineEnd: number, next: number, single: boolean): boolean {
  let last = lineEnd - 1
  while (last > start && characterClass(text.charCodeAt(last)) === SPACE) last--
  if (next < text.length && isLower(text.charCodeAt(next))) return false
  return ENDS.has(text[last] as string) || single
}

// Lines of a mail or a wire are broken at a width: most single line ends then stand within a sentence, after some 50 to 100 characters.
function isWrapped(text: string): boolean {
  let within = 0
  let total = 0
  let start = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    const length = at - start
    start = at + 1
    if (length === 0 || text.charCodeAt(at + 1) === 10 || at + 1 === text.length) continue
    total++
    if (length >= 40 && length <= 110 && !ENDS.has(text[at - 1] as string)) within++
  }
  return total >= 3 && within * 2 > total
}
