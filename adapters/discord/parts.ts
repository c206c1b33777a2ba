import { wordsOf } from '../../src/text/citation.js'
import type { Part, QuotationPart, TablePart } from '../../src/text/post.js'
import { tellingWords } from '../../src/text/reporting.js'
import { speakerLabel } from './attribution.js'
import type { EmbedDraft } from './embed-draft.js'
import { LIMITS } from './limits.js'
import { link, originLink, safeUrl } from './links.js'
import { cut, inert, pieces } from './plain-text.js'

/** Adds a part of a section below what is there. `heading`: what the section is called, which its quotations need not repeat. */
export function addPart(draft: EmbedDraft, part: Part, heading: string | undefined): void {
  switch (part.type) {
    case 'note':
      for (const piece of pieces(inert(part.text), 3800))
        draft.line(part.tone === 'small' ? small(piece) : part.tone === 'warning' ? `⚠️ ${piece}` : piece)
      return
    case 'line':
      for (const piece of withTail(
        `${part.isNew ? '`new` ' : ''}${inert(wordsOf(part.citation))}`,
        ` ${originLink(part.citation, part.showOrigin ?? false)}`,
        3800,
      ))
        draft.line(`• ${piece}`)
      return
    case 'quotation':
      addQuotation(draft, part, heading)
      return
    case 'links': {
      const links = part.links.map(({ label, url }) => link(label, safeUrl(url)))
      for (const piece of packLines(links, ' · ', 3800 - (part.label?.length ?? 0))) draft.line(piece, part.label)
      return
    }
    case 'difference':
      draft.line(`**${cut(inert(part.label), 500)}**`)
      for (const citation of part.citations)
        for (const piece of withTail(inert(wordsOf(citation)), ` ${originLink(citation, true)}`, 3800)) draft.line(`• ${piece}`)
      return
    case 'plot': {
      const most = Math.max(1, ...part.points.map(({ count }) => count))
      draft.line(`**${cut(inert(part.label), 300)}**`)
      for (const { label, count } of sinceFirst(part.points))
        draft.line(
          `\`${label.replaceAll('`', "'").slice(0, 12).padEnd(8)} ${'█'.repeat(Math.round((12 * count) / most)).padEnd(12, '░')}\` ${count}`,
        )
      return
    }
    case 'table':
      addTable(draft, part)
  }
}

function addQuotation(draft: EmbedDraft, part: QuotationPart, heading: string | undefined): void {
  const label = speakerLabel(part, heading)
  const also = part.alsoIn === undefined || part.alsoIn.length === 0 ? '' : ` · also in ${cut(inert(part.alsoIn.join(', ')), 120)}`
  const mark = part.mark === undefined ? '' : ` · ${part.mark.tone}: ${cut(inert(part.mark.words.join(', ')), 80)}`
  const tail = `\n-# ${originLink(part.citation, part.showOrigin ?? true)}${also}${mark}`
  const cue = cut(inert(tellingWords(part)), 120)
  const words = `${part.isNew ? '`new` ' : ''}${cue === '' ? '' : `*${cue}:* `}${inert(wordsOf(part.citation))}`
  if (words.length + tail.length + 2 <= LIMITS.fieldValue) {
    draft.quote(label, `> ${words}${tail}`)
    return
  }
  const parts = pieces(words, LIMITS.description - 900)
  draft.longQuote(
    label,
    parts.map((piece, i) => `> ${piece}${i === parts.length - 1 ? tail : ''}`),
  )
}

function addTable(draft: EmbedDraft, part: TablePart): void {
  for (const row of part.rows) {
    const [first = '', ...rest] = row
    const cells = rest.map((cell, i) => (cell === '' ? '' : `${part.columns[i + 1] ?? ''}: ${cell}`)).filter(Boolean)
    draft.line(cut(`**${inert(first)}** ${inert(cells.join(' · '))}`, 1500))
  }
}

/** The last points, from the first that is not nothing: half a year of weeks at most, a month at least. */
function sinceFirst<P extends { readonly count: number }>(points: readonly P[]): readonly P[] {
  const recent = points.slice(-26)
  const first = recent.findIndex(({ count }) => count > 0)
  return recent.slice(first < 0 ? -4 : Math.min(first, Math.max(0, recent.length - 4)))
}

/** Small print. */
export const small = (text: string): string =>
  text
    .split('\n')
    .map((line) => `-# ${line}`)
    .join('\n')

function withTail(text: string, tail: string, limit: number): string[] {
  const parts = pieces(text, limit - tail.length)
  return parts.map((piece, i) => (i === parts.length - 1 ? `${piece}${tail}` : piece))
}

function packLines(items: readonly string[], separator: string, limit: number): string[] {
  const lines: string[] = []
  for (const item of items) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + separator.length + item.length <= limit) lines[lines.length - 1] = `${last}${separator}${item}`
    else lines.push(item)
  }
  return lines
}
