import { html } from 'hono/html'
import { type Citation, linkTo, wordsOf } from '../../src/text/citation.js'
import { headingFor, inNamesPlace, isNamedBy } from '../../src/text/heading.js'
import type { Button, DifferencePart, LinePart, Part, Post, QuotationPart, Section, TablePart } from '../../src/text/post.js'
import { tellingWords } from '../../src/text/reporting.js'
import type { Markup } from './markup.js'
import { plotSvg } from './plot-svg.js'

/** What a post's buttons need to come back: the message that carries them, and where to return to. */
export interface PostContext {
  readonly messageId?: string
  readonly back: string
}

/** A post as a piece of a page. Everything that comes from the post is escaped by the template; no part holds markup of its own. */
export function postHtml(post: Post, context: PostContext): Markup {
  const title =
    post.titleUrl === undefined
      ? html`${post.title}`
      : html`<a href="${safeAddress(post.titleUrl)}" rel="noopener noreferrer">${post.title}</a>`
  return html`<div class="post post-${post.kind}" dir="auto">
    <h2 class="post-title">${title}</h2>
    ${post.subtitle === undefined ? '' : html`<p class="subtitle">${post.subtitle}</p>`}
    ${post.sections.map((section) => sectionHtml(section, context))}
    ${buttonsHtml(post.buttons, context)}
    ${post.footer === undefined ? '' : html`<p class="small">${post.footer}</p>`}
  </div>`
}

function sectionHtml(section: Section, context: PostContext): Markup {
  const heading = section.heading
  const title =
    section.headingUrl === undefined
      ? html`${heading}`
      : html`<a href="${safeAddress(section.headingUrl)}" rel="noopener noreferrer">${heading}</a>`
  // A heading over the sections that follow ("In its own words").
  const opens = section.parts.length === 0 && section.buttons === undefined
  return html`<section class="part-group ${opens ? 'opens' : ''}">
    ${heading === undefined ? '' : html`<h3>${title}</h3>`}
    ${section.parts.map((part) => partHtml(part, context, headingFor(section, part)))}
    ${buttonsHtml(section.buttons, context)}
  </section>`
}

function partHtml(part: Part, context: PostContext, heading: string | undefined): Markup {
  switch (part.type) {
    case 'note':
      return html`<p class="note ${part.tone ?? 'plain'}">${part.text}</p>`
    case 'line':
      return lineHtml(part)
    case 'quotation':
      return quotationHtml(part, context, heading)
    case 'links':
      return html`<p class="links">${part.label === undefined ? '' : html`<span class="label">${part.label}</span> `}${part.links.map(
        ({ label, url }) =>
          html`<span class="link">${url === undefined ? label : html`<a href="${safeAddress(url)}" rel="noopener noreferrer">${label}</a>`}</span> `,
      )}</p>`
    case 'difference':
      return differenceHtml(part)
    case 'plot':
      return plotSvg(part)
    case 'table':
      return tableHtml(part)
  }
}

function lineHtml(part: LinePart): Markup {
  const words = wordsOf(part.citation)
  const marks = part.citation.words.length === 1 && part.citation.words[0] === words ? (part.emphasis ?? []) : []
  const pieces: Markup[] = []
  let at = 0
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    if (start < at || end > words.length) continue
    pieces.push(html`${words.slice(at, start)}<strong>${words.slice(start, end)}</strong>`)
    at = end
  }
  return html`<p class="line">${newMark(part.isNew)}<a class="words" href="${readingAddress(part.citation)}">${pieces}${words.slice(at)}</a> ${origin(part.citation, part.showOrigin)}</p>`
}

function quotationHtml(part: QuotationPart, context: PostContext, heading: string | undefined): Markup {
  const name = part.correctedTo ?? part.speaker?.name ?? null
  // Who is not named has the words of the text for a role as well; they are shown once.
  const isUnclear = part.correctedTo === undefined && part.unclear
  const role = part.correctedTo === undefined && name !== null && !isUnclear ? (part.speaker?.role ?? null) : null
  const shown = isUnclear ? 'Speaker unclear' : (name ?? (inNamesPlace(part.source ?? '') || 'Speaker unclear'))
  // What the team corrected says whose it is by itself.
  const repeats = part.correctedTo === undefined && isNamedBy(heading ?? '', shown, name !== null && !isUnclear)
  const mark = part.mark
  const cue = tellingWords(part)
  return html`<figure class="quotation ${part.manner}">
    ${repeats ? '' : html`<figcaption><span class="speaker">${shown}</span>${role === null ? '' : html`<span class="role">, ${role}</span>`}${part.correctedTo === undefined ? '' : html` <span class="tag">corrected by your team</span>`}</figcaption>`}
    <blockquote>${newMark(part.isNew)}${cue === '' ? '' : html`<i class="cue">${cue}:</i> `}<a class="words" href="${readingAddress(part.citation)}">${wordsOf(part.citation)}</a></blockquote>
    <p class="origin-line">${origin(part.citation, part.showOrigin ?? true)}
      ${part.alsoIn === undefined || part.alsoIn.length === 0 ? '' : html`<span class="also">also in ${part.alsoIn.join(', ')}</span>`}
      ${mark === undefined ? '' : html`<span class="tag ${mark.tone}">${mark.tone}: “${mark.words.join('”, “')}”</span>`}
      ${part.statementId === undefined ? '' : html`<a class="quiet correct" href="/correct/${encodeURIComponent(part.statementId)}?message=${context.messageId ?? ''}&back=${encodeURIComponent(context.back)}">Wrong speaker?</a>`}
    </p>
  </figure>`
}

const differenceHtml = (part: DifferencePart): Markup =>
  html`<div class="difference"><p class="label">${part.label}</p><ul>${part.citations.map(
    (citation) => html`<li><a class="words" href="${readingAddress(citation)}">${wordsOf(citation)}</a> ${origin(citation, true)}</li>`,
  )}</ul></div>`

const tableHtml = (part: TablePart): Markup =>
  html`<div class="table"><table><thead><tr>${part.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${part.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`

function buttonsHtml(buttons: readonly Button[] | undefined, context: PostContext): Markup {
  if (buttons === undefined || buttons.length === 0) return html``
  return html`<div class="buttons">${buttons.map((button) =>
    'url' in button
      ? html`<a class="button" href="${safeAddress(button.url)}" rel="noopener noreferrer">${button.label}</a>`
      : html`<form method="post" action="/press" data-live><input type="hidden" name="action" value="${button.action}"><input type="hidden" name="value" value="${button.value}"><input type="hidden" name="message" value="${context.messageId ?? ''}"><input type="hidden" name="back" value="${context.back}"><button class="button ${button.style ?? ''}">${button.label}</button></form>`,
  )}</div>`
}

function origin(citation: Citation, show: boolean | undefined): Markup {
  const source = linkTo(citation)
  const where = show ? [citation.outlet, dateOf(citation.publishedAt)].filter(Boolean).join(', ') : ''
  const link =
    source === undefined
      ? ''
      : html` <a class="quiet" href="${safeAddress(source)}" rel="noopener noreferrer">source<span class="hidden"> page</span></a>`
  return html`${where === '' ? '' : html`<span class="origin">${where}</span>`}${link}`
}

const newMark = (isNew: boolean | undefined): Markup => (isNew ? html`<span class="tag new">new</span> ` : html``)

/** Where a citation's words stand in the reading view of this desk. */
export const readingAddress = (citation: Citation): string =>
  `/articles/${encodeURIComponent(citation.articleId)}?at=${citation.spans.map(({ start, end }) => `${start}-${end}`).join(',')}#here`

/** An address that a page may link to: http(s) or within this desk; anything else ("javascript:") leads nowhere. */
export const safeAddress = (address: string): string => (/^https?:\/\//iu.test(address) || /^\/(?!\/)/u.test(address) ? address : '#')

/** "23 Nov 2026" for an ISO date; empty where there is none. */
export function dateOf(iso: string | undefined): string {
  const date = iso === undefined ? Number.NaN : Date.parse(iso)
  return Number.isNaN(date)
    ? ''
    : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date)
}
