import pc from 'picocolors'
import { linkTo } from '../../src/text/citation.js'
import { headingFor } from '../../src/text/heading.js'
import type { Button, LinePart, LinksPart, Part, PlotPart, Post, QuotationPart, Section } from '../../src/text/post.js'
import { hang, tableLines, textWidth } from './layout.js'
import { isLinkable, plainLine } from './plain-text.js'
import { citedWords, introductionOf, originOf, placeOf, remarksOf } from './post-words.js'

/** What the terminal can do. */
export interface TerminalStyle {
  readonly columns: number
  /** Colours and links; false in a pipe and where NO_COLOR is set. */
  readonly color: boolean
}

type Colors = ReturnType<typeof pc.createColors>

interface Sheet {
  readonly width: number
  readonly colors: Colors
  readonly links: boolean
}

/** A post as lines of text for a terminal, ending in a line end. Every line of an article carries its place in the article's text. */
export function postText(post: Post, style: TerminalStyle): string {
  const sheet = { width: textWidth(style.columns), colors: pc.createColors(style.color), links: style.color }
  const blocks = [headOf(post, sheet), ...post.sections.map((section) => sectionText(section, sheet)), ...footOf(post, sheet)]
  const replies = (post.replies ?? []).map((reply) => postText(reply, style).trimEnd())
  return `${[...blocks, ...replies].filter((block) => block !== '').join('\n\n')}\n`
}

function headOf(post: Post, { width, colors, links }: Sheet): string {
  const title = colors.bold(plainLine(post.title))
  const lines = [hang(linked(title, post.titleUrl, links), width, '')]
  if (post.subtitle !== undefined) lines.push(hang(colors.dim(plainLine(post.subtitle)), width, ''))
  if (!links && isLinkable(post.titleUrl)) lines.push(colors.dim(post.titleUrl))
  return lines.join('\n')
}

function footOf(post: Post, { width, colors }: Sheet): string[] {
  const buttons = buttonLine(post.buttons)
  return [
    ...(buttons === '' ? [] : [hang(buttons, width, '')]),
    ...(post.footer === undefined ? [] : [hang(colors.dim(plainLine(post.footer)), width, '')]),
  ]
}

const buttonLine = (buttons: readonly Button[] | undefined): string =>
  (buttons ?? [])
    .flatMap((button) => ('url' in button && isLinkable(button.url) ? [`${plainLine(button.label)}: ${button.url}`] : []))
    .join('\n')

function sectionText(section: Section, sheet: Sheet): string {
  const { colors, width } = sheet
  const lines = section.parts.filter(({ type }) => type === 'line').length
  const heading =
    section.heading === undefined ? [] : [headingText(section, sheet, !section.parts.some(({ type }) => type === 'quotation'))]
  let number = 0
  const parts = section.parts.map((part) =>
    partText(part, sheet, headingFor(section, part), part.type === 'line' && lines > 1 ? ++number : 0),
  )
  const buttons = buttonLine(section.buttons)
  return [...heading, ...parts, ...(buttons === '' ? [] : [hang(colors.dim(buttons), width, '  ')])].join('\n')
}

function headingText(section: Section, { colors, width, links }: Sheet, isTitle: boolean): string {
  const heading = plainLine(section.heading ?? '')
  if (isTitle) return hang(linked(colors.cyan(colors.bold(heading)), section.headingUrl, links), width, '')
  const comma = heading.indexOf(', ')
  const styled = comma < 0 ? colors.bold(heading) : colors.bold(heading.slice(0, comma)) + heading.slice(comma)
  return hang(linked(styled, section.headingUrl, links), width, '')
}

function partText(part: Part, sheet: Sheet, heading: string | undefined, number: number): string {
  const { colors, width } = sheet
  switch (part.type) {
    case 'note':
      return hang(
        part.tone === 'warning'
          ? colors.yellow(plainLine(part.text))
          : part.tone === 'small'
            ? colors.dim(plainLine(part.text))
            : plainLine(part.text),
        width,
        '  ',
      )
    case 'line':
      return lineText(part, sheet, number)
    case 'quotation':
      return quotationText(part, sheet, heading)
    case 'links':
      return linksText(part, sheet)
    case 'difference':
      return [
        hang(plainLine(part.label), width, '  '),
        ...part.citations.map((citation) =>
          hang(`${citedWords(citation)} ${colors.dim(`${originOf(citation, true)} [${placeOf(citation)}]`)}`, width, '  · '),
        ),
      ].join('\n')
    case 'plot':
      return plotText(part, sheet)
    case 'table':
      return tableLines(
        part.columns.map(plainLine),
        part.rows.map((row) => row.map(plainLine)),
        width - 2,
      )
        .map((line) => (line === '' ? '' : `  ${line}`))
        .join('\n')
  }
}

function linksText({ label, links }: LinksPart, { colors, width }: Sheet): string {
  const lines = links.map((link) => `${plainLine(link.label)}${isLinkable(link.url) ? colors.dim(` ${link.url}`) : ''}`)
  return [...(label === undefined ? [] : [hang(plainLine(label), width, '  ')]), ...lines.map((line) => hang(line, width, '  · '))].join(
    '\n',
  )
}

function lineText(part: LinePart, { colors, width, links }: Sheet, number: number): string {
  const mark = part.isNew ? `${colors.green('new')} ` : ''
  const origin = originOf(part.citation, part.showOrigin)
  const small = colors.dim(`${origin === '' ? '' : `${origin} `}[${placeOf(part.citation)}]`)
  return hang(
    `${mark}${linked(citedWords(part.citation), linkTo(part.citation), links)} ${small}`,
    width,
    number === 0 ? '  ' : `${String(number).padStart(3)}. `,
  )
}

function quotationText(part: QuotationPart, { colors, width, links }: Sheet, heading: string | undefined): string {
  const { who, cue } = introductionOf(part, heading)
  const origin = originOf(part.citation, part.showOrigin)
  const small = [origin, ...remarksOf(part)].filter((words) => words !== '').join(' · ')
  const lines = who === '' ? [] : [hang(colors.bold(who), width, '  ')]
  const lead = `${part.isNew ? `${colors.green('new')} ` : ''}${cue === '' ? '' : colors.dim(`${cue}: `)}`
  const place = colors.dim(`[${placeOf(part.citation)}]`)
  lines.push(hang(`${lead}${linked(citedWords(part.citation), linkTo(part.citation), links)} ${place}`, width, '  │ ', '  │ '))
  if (small !== '') lines.push(hang(colors.dim(small), width, '  │ ', '  │ '))
  return lines.join('\n')
}

function plotText(part: PlotPart, { colors, width }: Sheet): string {
  const most = Math.max(1, ...part.points.map(({ count }) => count))
  const label = Math.max(0, ...part.points.map((point) => point.label.length))
  const room = Math.max(8, Math.min(40, width - label - 10))
  const bars = part.points.map(
    (point) =>
      `  ${plainLine(point.label).padEnd(label)} ${colors.cyan('█'.repeat(Math.round((point.count / most) * room)))} ${point.count}`,
  )
  return [hang(plainLine(part.label), width, '  '), ...bars].join('\n')
}

// OSC 8: terminals that know it make the words a link, others show the words alone.
const linked = (words: string, address: string | undefined, links: boolean): string =>
  links && isLinkable(address) ? `\u001b]8;;${address}\u001b\\${words}\u001b]8;;\u001b\\` : words
