import { linkTo } from '../../src/text/citation.js'
import { headingFor } from '../../src/text/heading.js'
import type { Button, Part, Post, QuotationPart, Section } from '../../src/text/post.js'
import { isLinkable, plainLine } from './plain-text.js'
import { citedWords, introductionOf, originOf, placeOf, remarksOf } from './post-words.js'

/**
 * A post as Markdown (CommonMark with GitHub's tables). Nothing in an article's text formats or links: all marks in it are escaped.
 * Source: CommonMark 0.31, "Backslash escapes".
 */
export function postMarkdown(post: Post, level = 1): string {
  const blocks = [
    `${'#'.repeat(Math.min(6, level))} ${link(escaped(post.title), post.titleUrl)}`,
    ...(post.subtitle === undefined ? [] : [`*${escaped(post.subtitle)}*`]),
    ...post.sections.map((section) => sectionMarkdown(section, level + 1)),
    ...buttonBlocks(post.buttons),
    ...(post.footer === undefined ? [] : [`---\n\n<small>${escaped(post.footer)}</small>`]),
    ...(post.replies ?? []).map((reply) => postMarkdown(reply, level + 1).trimEnd()),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

const MARKS = /[\\`*_{}[\]<>#+\-!|~&]/gu
/** `text` so that Markdown shows it as it is; a number or dash that would open a list is escaped as well. */
export const escaped = (text: string): string =>
  plainLine(text)
    .replace(MARKS, (mark) =>
      mark === '-' || mark === '+' || mark === '#'
        ? mark
        : mark === '<'
          ? '&lt;'
          : mark === '>'
            ? '&gt;'
            : mark === '&'
              ? '&amp;'
              : `\\${mark}`,
    )
    .replace(/^(?=[-+#=])/u, '\\')
    .replace(/^(\d{1,9})([.)])/u, '$1\\$2')
    // GitHub would turn @name into a mention; an empty comment parts it without a trace in what is shown.
    .replace(/@(?=\w)/gu, '@<!-- -->')

const link = (words: string, address: string | undefined): string =>
  isLinkable(address) ? `[${words}](<${address.replace(/[<>\\]/gu, encodeURIComponent)}>)` : words

function sectionMarkdown(section: Section, level: number): string {
  const quoted = section.parts.some(({ type }) => type === 'quotation')
  const depth = Math.min(6, quoted ? level + 1 : level)
  const heading = section.heading === undefined ? [] : [`${'#'.repeat(depth)} ${link(escaped(section.heading), section.headingUrl)}`]
  const lines = section.parts.filter(({ type }) => type === 'line').length
  let number = 0
  const parts = section.parts.map((part) => partMarkdown(part, headingFor(section, part), part.type === 'line' && lines > 1 ? ++number : 0))
  return [...heading, ...joined(section.parts, parts), ...buttonBlocks(section.buttons)].join('\n\n')
}

// Lines of one list stand together, everything else is a block of its own.
function joined(parts: readonly Part[], texts: readonly string[]): string[] {
  const blocks: string[] = []
  for (const [i, text] of texts.entries()) {
    if (i > 0 && parts[i]?.type === 'line' && parts[i - 1]?.type === 'line') blocks[blocks.length - 1] += `\n${text}`
    else blocks.push(text)
  }
  return blocks
}

function partMarkdown(part: Part, heading: string | undefined, number: number): string {
  switch (part.type) {
    case 'note':
      return part.tone === 'small' ? `*${escaped(part.text)}*` : part.tone === 'warning' ? `**${escaped(part.text)}**` : escaped(part.text)
    case 'line':
      return `${number === 0 ? '-' : `${number}.`} ${part.isNew ? '**new** ' : ''}${escaped(citedWords(part.citation))} ${place(part)}`
    case 'quotation':
      return quotationMarkdown(part, heading)
    case 'links':
      return `${part.label === undefined ? '' : `${escaped(part.label)} `}${part.links.map(({ label, url }) => link(escaped(label), url)).join(' · ')}`
    case 'difference':
      return [
        `${escaped(part.label)}`,
        ...part.citations.map((citation) => `- ${escaped(citedWords(citation))} ${place({ citation, showOrigin: true })}`),
      ].join('\n\n')
    case 'plot':
      return tableMarkdown(
        [part.label, ''],
        part.points.map(({ label, count }) => [label, String(count)]),
      )
    case 'table':
      return tableMarkdown(part.columns, part.rows)
  }
}

function quotationMarkdown(part: QuotationPart, heading: string | undefined): string {
  const { who, cue } = introductionOf(part, heading)
  const remarks = remarksOf(part)
  const lead = `${part.isNew ? '**new** ' : ''}${who === '' ? '' : `**${escaped(who)}** `}${cue === '' ? '' : `*${escaped(cue)}:* `}`
  const small = remarks.length === 0 ? '' : ` *${remarks.map(escaped).join(' · ')}*`
  return `> ${lead}${escaped(citedWords(part.citation))} ${place(part)}${small}`
}

/** Where the words stand: a link to them where the article has an address, their offsets always. */
function place({ citation, showOrigin }: Pick<QuotationPart, 'citation' | 'showOrigin'>): string {
  const origin = originOf(citation, showOrigin)
  return `${origin === '' ? '' : `*${escaped(origin)}* `}${link(`\\[${placeOf(citation)}\\]`, linkTo(citation))}`
}

const tableMarkdown = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => '---'), ...rows]
    .map((cells, i) => `| ${cells.map((cell) => (i === 1 ? cell : escaped(cell))).join(' | ')} |`)
    .join('\n')

const buttonBlocks = (buttons: readonly Button[] | undefined): string[] => {
  const links = (buttons ?? []).flatMap((button) =>
    'url' in button && isLinkable(button.url) ? [link(escaped(button.label), button.url)] : [],
  )
  return links.length === 0 ? [] : [links.join(' · ')]
}
