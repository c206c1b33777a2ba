import { html } from 'hono/html'
import { type Document, type Statement, SURE } from '../../src/text/document.js'
import type { Span } from '../../src/text/span.js'
import type { Markup } from './markup.js'
import { dateOf, safeAddress } from './post-html.js'

/**
 * The reading view: the article's whole text, statements lit, the speaker on hover and focus, a list by speaker at the side. `at` are the
 * spans that a citation leads to: lit up, the first of them the place where the page opens.
 */
export function readingPage(document: Document, at: readonly Span[]): Markup {
  const { article } = document
  const shown = document.statements
    .map((statement, index) => ({ statement, index }))
    .filter(({ statement }) => statement.confidence >= SURE)
  const lit = shown.flatMap(({ statement, index }) => statement.content.map((span, i) => ({ ...span, index, first: i === 0 })))
  const byline = [article.outlet, article.byline, dateOf(article.publishedAt)].filter(Boolean).join(' · ')
  return html`<div class="reading-view">
    <article class="article" dir="auto">
      <h1>${article.title ?? 'Untitled article'}</h1>
      <p class="small byline">${byline}${article.url === undefined ? '' : html` · <a href="${safeAddress(article.url)}" rel="noopener noreferrer">source page</a>`}${
        article.readAt === undefined ? '' : html` · read ${dateOf(article.readAt)}`
      }</p>
      ${document.paragraphs.map((paragraph) => html`<p>${pieces(document, paragraph, lit, at)}</p>`)}
    </article>
    <aside class="said" aria-label="Who said what" tabindex="0"><h2>Who said what</h2>
      <p class="small">${at.length === 0 ? '' : html`<mark class="cited">Like this</mark> are the words that you came for. `}<span class="statement">Like this</span> is what somebody said.</p>
      ${shown.length === 0 ? html`<p class="small">No statement was found in this article.</p>` : sideList(document, shown)}
    </aside>
  </div>`
}

function sideList(document: Document, shown: readonly { statement: Statement; index: number }[]): Markup {
  const groups = new Map<string, { name: string; role: string | null; items: { statement: Statement; index: number }[] }>()
  for (const item of shown) {
    const name = nameOf(document, item.statement)
    const group = groups.get(name) ?? { name, role: item.statement.speaker?.role ?? null, items: [] }
    group.items.push(item)
    groups.set(name, group)
  }
  return html`${[...groups.values()].map(
    (
      group,
    ) => html`<section><h3>${group.name}</h3>${group.role === null || group.role.toLowerCase() === group.name.toLowerCase() ? '' : html`<p class="small">${group.role}</p>`}
      <ul>${group.items.map(({ statement, index }) => html`<li><a href="#st${index}">${shorten(contentOf(document, statement))}</a></li>`)}</ul></section>`,
  )}`
}

/** A paragraph cut at every border of a lit or cited span; each piece carries what covers it. */
function pieces(
  document: Document,
  paragraph: Span,
  lit: readonly (Span & { index: number; first: boolean })[],
  at: readonly Span[],
): Markup[] {
  const within = (span: Span): boolean => span.start < paragraph.end && span.end > paragraph.start
  const spans = lit.filter(within)
  const cited = at.filter(within)
  const cuts = new Set([paragraph.start, paragraph.end])
  for (const span of [...spans, ...cited]) {
    cuts.add(Math.max(paragraph.start, span.start))
    cuts.add(Math.min(paragraph.end, span.end))
  }
  const borders = [...cuts].sort((a, b) => a - b)
  return borders.slice(0, -1).map((start, i) => {
    const end = borders[i + 1] as number
    const words = document.article.text.slice(start, end)
    const statement = spans.find((span) => span.start <= start && span.end >= end)
    const citation = cited.find((span) => span.start <= start && span.end >= end)
    const here =
      citation === undefined
        ? html`${words}`
        : html`<mark class="cited" ${citation === at[0] && citation.start === start ? html`id="here"` : ''}>${words}</mark>`
    if (statement === undefined) return here
    const name = nameOf(document, document.statements[statement.index] as Statement)
    const opens = statement.first && statement.start === start
    return html`<span class="statement" ${opens ? html`id="st${statement.index}" tabindex="0"` : ''} data-speaker="${name}">${here}${opens ? html`<span class="hidden"> (said by ${name}) </span>` : ''}</span>`
  })
}

function nameOf(document: Document, statement: Statement): string {
  const source = statement.source.map(({ start, end }) => document.article.text.slice(start, end)).join(' ')
  return statement.speaker?.name ?? (source === '' ? 'Speaker unclear' : source)
}

const contentOf = (document: Document, statement: Statement): string =>
  statement.content.map(({ start, end }) => document.article.text.slice(start, end)).join(' … ')
const shorten = (words: string): string => (words.length <= 140 ? words : `${words.slice(0, 140).replace(/\s\S*$/u, '')} …`)

/** Reads `?at=120-180,190-200` into spans within a text of `length` units; what cannot be read is left out, at most 20. */
export function spansFrom(written: string | undefined, length: number): Span[] {
  return (written ?? '')
    .split(',')
    .slice(0, 20)
    .flatMap((piece) => {
      const parts = piece.match(/^(\d{1,9})-(\d{1,9})$/u)
      const [start, end] = [Number(parts?.[1]), Number(parts?.[2])]
      return parts !== null && start < end && end <= length ? [{ start, end }] : []
    })
}
