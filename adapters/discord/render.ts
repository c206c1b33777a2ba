import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord.js'
import { type Citation, linkTo, wordsOf } from '../../src/text/citation.js'
import type { Button, Part, Post, PostKind, QuotationPart, Section, TablePart } from '../../src/text/post.js'
import { EmbedDraft, sizeOf } from './embed-draft.js'
import { LIMITS } from './limits.js'
import { cut, inert, pieces } from './plain-text.js'

/** One message as Discord takes it. Mentions are always off. */
export interface DiscordMessage {
  readonly embeds: readonly APIEmbed[]
  readonly components: readonly APIActionRowComponent<APIComponentInMessageActionRow>[]
  readonly allowed_mentions: { readonly parse: readonly [] }
}

/** Makes a button's custom id (at most 100 characters) from what it asks for; long values are kept elsewhere by whoever hands this in. */
export type CustomId = (action: string, value: string) => string

// What stands in a message that has nothing to show; Discord takes no empty ones.
const EMPTY = '…'

const COLORS: Readonly<Record<PostKind, number>> = {
  brief: 0x0b5cad,
  digest: 0x1c6b3c,
  story: 0x1c6b3c,
  stance: 0x6a3fb5,
  who: 0x6a3fb5,
  answer: 0x0b5cad,
  sources: 0x59616c,
  schedule: 0x59616c,
  help: 0x59616c,
  status: 0x59616c,
  notice: 0xb36b00,
  error: 0xa32020,
}

/**
 * Renders a post as one or more messages within all limits. Messages part at section borders where they can, between parts where they
 * must; a quotation is never cut (one longer than an embed goes on in the next, whole words, nothing lost).
 */
export function render(post: Post, customId: CustomId): DiscordMessage[] {
  const draft = new EmbedDraft(COLORS[post.kind])
  const head = draft.open(cut(inert(post.title), LIMITS.title), safeUrl(post.titleUrl))
  if (post.subtitle !== undefined && post.subtitle.trim() !== '') head.description = small(cut(inert(post.subtitle), 500))
  const groups: APIEmbed[][] = [draft.embeds]
  for (const section of post.sections) groups.push(sectionEmbeds(section, COLORS[post.kind]))
  if (post.footer !== undefined && post.footer.trim() !== '')
    addFooter(groups.at(-1) as APIEmbed[], cut(post.footer.toWellFormed(), 500), COLORS[post.kind])
  const messages = pack(groups.map((group) => group.filter(isFull)).filter((group) => group.length > 0))
  if (messages.length === 0) messages.push([{ color: COLORS[post.kind], description: EMPTY }])
  const rows = componentRows(post, customId)
  const all = messages.map((embeds) => ({
    embeds,
    components: [] as APIActionRowComponent<APIComponentInMessageActionRow>[],
    allowed_mentions: { parse: [] as [] },
  }))
  const last = all.at(-1)
  if (last !== undefined) last.components.push(...rows)
  return all
}

function sectionEmbeds(section: Section, color: number): APIEmbed[] {
  const draft = new EmbedDraft(color)
  draft.open(section.heading === undefined ? undefined : cut(inert(section.heading), LIMITS.title), safeUrl(section.headingUrl))
  for (const part of section.parts) addPart(draft, part, section.heading)
  return draft.embeds
}

function addPart(draft: EmbedDraft, part: Part, heading: string | undefined): void {
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
      for (const piece of packLines(links, ' · ', 3800 - (part.label?.length ?? 0)))
        draft.line(`${part.label === undefined ? '' : `**${inert(part.label)}** `}${piece}`)
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
      for (const { label, count } of part.points.slice(-26))
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
  const name = part.correctedTo ?? part.speaker?.name ?? null
  const shown = part.unclear ? 'Speaker unclear' : (name ?? part.source ?? 'Speaker unclear')
  const role = part.correctedTo === undefined && !part.unclear ? (part.speaker?.role ?? null) : null
  const repeats = heading !== undefined && name !== null && heading.startsWith(name)
  const label = cut(
    inert([repeats ? '' : shown, repeats || role === null ? '' : role].filter(Boolean).join(', ')) || '\u200b',
    LIMITS.fieldName - 40,
  )
  const named = `${label}${part.correctedTo === undefined ? '' : ' (corrected by your team)'}`
  const also = part.alsoIn === undefined || part.alsoIn.length === 0 ? '' : ` · also in ${cut(inert(part.alsoIn.join(', ')), 120)}`
  const mark = part.mark === undefined ? '' : ` · ${part.mark.tone}: ${cut(inert(part.mark.words.join(', ')), 80)}`
  const tail = `\n-# ${originLink(part.citation, part.showOrigin ?? true)}${also}${mark}`
  const words = `${part.isNew ? '`new` ' : ''}${inert(wordsOf(part.citation))}`
  if (words.length + tail.length + 2 <= LIMITS.fieldValue) {
    draft.field(named, `> ${words}${tail}`)
    return
  }
  const parts = pieces(words, LIMITS.description - 900)
  parts.forEach((piece, i) => {
    const embed = draft.open(i === 0 ? cut(named, LIMITS.title) : undefined)
    embed.description = `> ${piece}${i === parts.length - 1 ? tail : ''}`
  })
}

function addTable(draft: EmbedDraft, part: TablePart): void {
  for (const row of part.rows) {
    const [first = '', ...rest] = row
    const cells = rest.map((cell, i) => (cell === '' ? '' : `${part.columns[i + 1] ?? ''}: ${cell}`)).filter(Boolean)
    draft.line(cut(`**${inert(first)}** ${inert(cells.join(' · '))}`, 1500))
  }
}

/** Footers count towards the limits; where there is no room left the footer has an embed of its own. */
function addFooter(group: APIEmbed[], text: string, color: number): void {
  const last = group.at(-1)
  if (last !== undefined && sizeOf(last) + text.length <= LIMITS.embedTotal && isFull(last)) last.footer = { text }
  else group.push({ color, footer: { text } })
}

const isFull = (embed: APIEmbed): boolean => sizeOf(embed) > 0

/** Packs groups of embeds into messages: a group stays whole where it fits into one message. */
function pack(groups: readonly APIEmbed[][]): APIEmbed[][] {
  const messages: APIEmbed[][] = []
  const fits = (a: readonly APIEmbed[], b: readonly APIEmbed[]): boolean =>
    a.length + b.length <= LIMITS.embeds && total(a) + total(b) <= LIMITS.embedTotal
  for (const group of groups) {
    const last = messages.at(-1)
    if (last !== undefined && fits(last, group)) {
      last.push(...group)
      continue
    }
    let open: APIEmbed[] = []
    messages.push(open)
    for (const embed of group) {
      if (open.length > 0 && !fits(open, [embed])) {
        open = []
        messages.push(open)
      }
      open.push(embed)
    }
  }
  return messages
}

const total = (embeds: readonly APIEmbed[]): number => embeds.reduce((sum, embed) => sum + sizeOf(embed), 0)

/** Buttons, and where quotations are shown a menu "Wrong speaker?" with a line for each. */
function componentRows(post: Post, customId: CustomId): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const owners = post.sections.filter((section) => (section.buttons ?? []).length > 0)
  // Discord shows all buttons below the message: those of one section stand for themselves, those of several go into a menu that names each.
  const own = owners.length === 1 ? (owners[0]?.buttons ?? []) : []
  const buttons = withoutTwins([...own, ...(post.buttons ?? [])], (button) =>
    'url' in button ? button.url : customId(button.action, button.value),
  ).slice(0, (LIMITS.rows - 2) * LIMITS.buttonsInRow)
  const rows: APIActionRowComponent<APIComponentInMessageActionRow>[] = []
  for (let i = 0; i < buttons.length; i += LIMITS.buttonsInRow) {
    rows.push({ type: 1, components: buttons.slice(i, i + LIMITS.buttonsInRow).map((button) => buttonOf(button, customId)) })
  }
  if (owners.length > 1) rows.push(...sectionMenu(owners, customId))
  const seen = new Set<string>()
  const quotations = post.sections
    .flatMap((section) => section.parts)
    .filter(
      (part): part is QuotationPart & { statementId: string } =>
        part.type === 'quotation' && part.statementId !== undefined && part.statementId.length <= LIMITS.selectText,
    )
    .filter(({ statementId }) => !seen.has(statementId) && seen.add(statementId))
    .slice(0, LIMITS.selectOptions)
  if (quotations.length > 0) {
    const options = quotations.map((part) => ({
      label: cut(wordsOf(part.citation).toWellFormed() || '…', LIMITS.selectText),
      value: part.statementId,
    }))
    rows.push({
      type: 1,
      components: [{ type: 3, custom_id: customId('wrong-speaker', ''), placeholder: 'Wrong speaker? Choose the line', options }],
    })
  }
  return rows
}

function sectionMenu(owners: readonly Section[], customId: CustomId): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const choices = owners.flatMap((section) =>
    (section.buttons ?? []).flatMap((button) =>
      'url' in button
        ? []
        : [
            {
              label: cut(`${button.label}: ${section.heading ?? ''}`.toWellFormed(), LIMITS.selectText),
              value: customId(button.action, button.value),
            },
          ],
    ),
  )
  const options = withoutTwins(choices, ({ value }) => value).slice(0, LIMITS.selectOptions)
  return options.length === 0
    ? []
    : [
        {
          type: 1,
          components: [{ type: 3, custom_id: customId('menu', ''), placeholder: 'Who said what, and sources, by story', options }],
        },
      ]
}

const withoutTwins = <T>(list: readonly T[], key: (one: T) => string): T[] => [...new Map(list.map((one) => [key(one), one])).values()]

function buttonOf(button: Button, customId: CustomId): APIComponentInMessageActionRow {
  const label = cut(button.label, LIMITS.buttonLabel)
  const url = 'url' in button ? safeUrl(button.url) : undefined
  if (url !== undefined) return { type: 2, style: 5, label, url }
  if ('url' in button) return { type: 2, style: 2, label, custom_id: customId('nothing', label), disabled: true }
  return {
    type: 2,
    style: button.style === 'primary' ? 1 : button.style === 'danger' ? 4 : 2,
    label,
    custom_id: customId(button.action, button.value),
  }
}

const small = (text: string): string =>
  text
    .split('\n')
    .map((line) => `-# ${line}`)
    .join('\n')

/** "Outlet, 23 Nov 2026" as a link that lands on the sentence; just "source" where the origin need not be named. */
function originLink(citation: Citation, show: boolean): string {
  const when = citation.publishedAt === undefined ? Number.NaN : Date.parse(citation.publishedAt)
  const date = Number.isNaN(when)
    ? ''
    : new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(when)
  const label = show ? [citation.outlet, date].filter(Boolean).join(', ') : ''
  const url = safeUrl(linkTo(citation))
  return url === undefined ? inert(cut(label, 80)) : link(label === '' ? 'source' : cut(label, 80), url)
}

function link(label: string, url: string | undefined): string {
  const text = inert(cut(label.replace(/\s+/gu, ' '), 200))
  return url === undefined ? text : `[${text}](<${url}>)`
}

/** Addresses that a message may carry: http(s), no marks that would end the link early, not overlong. */
function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || !/^https?:\/\//iu.test(url) || !URL.canParse(url)) return undefined
  const clean = new URL(url).href.replace(/[<>()\s\\]/gu, (mark) => encodeURIComponent(mark).replace('(', '%28').replace(')', '%29'))
  return clean.length <= 512 ? clean : shorter(clean)
}

const shorter = (url: string): string | undefined => {
  const base = url.split('#')[0] as string
  return base.length <= 512 ? base : undefined
}

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
