/**
 * A half-open range of a text, in UTF-16 code units: `text.slice(start, end)`.
 * Every layer of a document points into `Article.text` by spans; the text itself is never rewritten.
 */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The words that a span stands for, exactly as the text has them. */
export const sliceOf = (text: string, span: Span): string => text.slice(span.start, span.end)

/** Whether `inner` lies wholly within `outer` (equal spans do). */
export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end

/** Whether two spans share at least one code unit. */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** The smallest span that holds all of `spans`; undefined where there are none. */
export function hull(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined
  let { start, end } = spans[0] as Span
  for (const span of spans) {
    if (span.start < start) start = span.start
    if (span.end > end) end = span.end
  }
  return { start, end }
}

/** `span` without white space at either end. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span
  while (start < end && /\s/u.test(text[start] as string)) start++
  while (end > start && /\s/u.test(text[end - 1] as string)) end--
  return { start, end }
}
