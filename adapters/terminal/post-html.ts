import { html, raw } from 'hono/html'
import { type Citation, linkTo } from '../../src/text/citation.js'
import { headingFor } from '../../src/text/heading.js'
import type { Button, Part, Post, QuotationPart, Section } from '../../src/text/post.js'
import { PAGE_STYLE } from './page-style.js'
import { isLinkable, plainLine } from './plain-text.js'
import { citedWords, introductionOf, originOf, placeOf, remarksOf } from './post-words.js'

type Markup = ReturnType<typeof html>

/** A post as a whole HTML page that stands by itself: no script, nothing loaded, everything from the article escaped. */
export function postHtml(post: Post): string {
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${plainLine(post.title)}</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<main>
${articleHtml(post, 1)}
</main>
</body>
</html>
`)
}

const articleHtml = (post: Post, level: 1 | 2): Markup => html`<header>
${level === 1 ? html`<h1>${linked(post.title, post.titleUrl)}</h1>` : html`<h2>${linked(post.title, post.titleUrl)}</h2>`}
${post.subtitle === undefined ? '' : html`<p class="subtitle">${plainLine(post.subtitle)}</p>`}
</header>
${post.sections.map(sectionHtml)}
${buttonsHtml(post.buttons)}
${post.footer === undefined ? '' : html`<footer>${plainLine(post.footer)}</footer>`}
${(post.replies ?? []).map((reply) => articleHtml(reply, 2))}`

function sectionHtml(section: Section): Markup {
  const quoted = section.parts.some(({ type }) => type === 'quotation')
  const heading = section.heading === undefined ? '' : linked(section.heading, section.headingUrl)
  const title = section.heading === undefined ? '' : quoted ? html`<h3>${speakerHeading(section)}</h3>` : html`<h2>${heading}</h2>`
  return html`<section${quoted ? raw(' class="speaker"') : ''}>
${title}
${partsHtml(section)}
${buttonsHtml(section.buttons)}
</section>`
}

/** The parts in order, lines that follow each other as one numbered list. */
function partsHtml(section: Section): Markup[] {
  const blocks: Markup[] = []
  let list: Markup[] = []
  const close = (): void => {
    if (list.length > 0) blocks.push(html`<ol>${list}</ol>`)
    list = []
  }
  for (const part of section.parts) {
    if (part.type === 'line') {
      list.push(partHtml(part, headingFor(section, part)))
      continue
    }
    close()
    blocks.push(partHtml(part, headingFor(section, part)))
  }
  close()
  return blocks
}

function speakerHeading(section: Section): Markup {
  const heading = section.heading ?? ''
  const comma = heading.indexOf(', ')
  if (comma < 0) return linked(heading, section.headingUrl)
  return html`${linked(heading.slice(0, comma), section.headingUrl)}<span class="role">${plainLine(heading.slice(comma))}</span>`
}

function partHtml(part: Part, heading: string | undefined): Markup {
  switch (part.type) {
    case 'note':
      return html`<p class="note ${part.tone ?? 'plain'}">${plainLine(part.text)}</p>`
    case 'line':
      return html`<li>${part.isNew ? html`<b class="new">new</b> ` : ''}${citedWords(part.citation)} ${place(part.citation, part.showOrigin)}</li>
`
    case 'quotation':
      return quotationHtml(part, heading)
    case 'links':
      return html`<p class="links">${part.label === undefined ? '' : html`${plainLine(part.label)} `}${part.links.map(({ label, url }) => html`${linked(label, url)} `)}</p>`
    case 'difference':
      return html`<p>${plainLine(part.label)}</p><ul>${part.citations.map((citation) => html`<li>${citedWords(citation)} ${place(citation, true)}</li>`)}</ul>`
    case 'plot':
      return tableHtml(
        [part.label, ''],
        part.points.map(({ label, count }) => [label, String(count)]),
      )
    case 'table':
      return tableHtml(part.columns, part.rows)
  }
}

function quotationHtml(part: QuotationPart, heading: string | undefined): Markup {
  const { who, cue } = introductionOf(part, heading)
  const remarks = remarksOf(part).join(' · ')
  return html`<blockquote>${part.isNew ? html`<b class="new">new</b> ` : ''}${who === '' ? '' : html`<b>${who}</b> `}${cue === '' ? '' : html`<i class="cue">${cue}:</i> `}${citedWords(part.citation)} ${place(part.citation, part.showOrigin)}${remarks === '' ? '' : html`<small>${remarks}</small>`}</blockquote>
`
}

function place(citation: Citation, showOrigin: boolean | undefined): Markup {
  const origin = originOf(citation, showOrigin)
  const address = linkTo(citation)
  const offsets = isLinkable(address)
    ? html`<a href="${address}" rel="noopener noreferrer">${placeOf(citation)}</a>`
    : html`${placeOf(citation)}`
  return html`<span class="place">${origin === '' ? '' : `${origin} `}${offsets}</span>`
}

const linked = (words: string, address: string | undefined): Markup =>
  isLinkable(address) ? html`<a href="${address}" rel="noopener noreferrer">${plainLine(words)}</a>` : html`${plainLine(words)}`

const tableHtml = (columns: readonly string[], rows: readonly (readonly string[])[]): Markup =>
  html`<table><thead><tr>${columns.map((column) => html`<th scope="col">${plainLine(column)}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${plainLine(cell)}</td>`)}</tr>`)}</tbody></table>`

function buttonsHtml(buttons: readonly Button[] | undefined): Markup {
  const links = (buttons ?? []).flatMap((button) => ('url' in button && isLinkable(button.url) ? [button] : []))
  return links.length === 0 ? html`` : html`<p class="links">${links.map(({ label, url }) => html`${linked(label, url)} `)}</p>`
}
