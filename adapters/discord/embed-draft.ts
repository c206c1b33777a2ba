import type { APIEmbed } from 'discord.js'
import { fieldName, NO_NAME } from './attribution.js'
import { LIMITS } from './limits.js'
import { cut, inert } from './plain-text.js'

/** A card, or several where one is full, while it is rendered: embeds are opened as parts come, so that no part is cut by a limit. */
export class EmbedDraft {
  readonly embeds: APIEmbed[] = []
  readonly #color: number
  /** Who is named right above what comes next. */
  #speaker: string | undefined

  constructor(color: number) {
    this.#color = color
  }

  /** Opens an embed; with a title where a section begins. `heading`: the title as it was before it was made inert. */
  open(title?: string, url?: string, heading?: string): APIEmbed {
    // Discord refuses empty titles, and an address without one.
    const named = title !== undefined && title.trim() !== ''
    const embed: APIEmbed = { color: this.#color, ...(named ? { title } : {}), ...(named && url !== undefined ? { url } : {}) }
    this.embeds.push(embed)
    this.#speaker = heading
    return embed
  }

  /** Whether the last embed is still one of lines, before any fields. */
  get takesLines(): boolean {
    return (this.embeds.at(-1)?.fields ?? []).length === 0
  }

  /** Adds a heading within an embed of lines, apart from what stands above it. */
  heading(text: string): void {
    this.line(this.embeds.at(-1)?.description === undefined ? text : `\n${text}`)
  }

  /** Adds a line of text below what is there, behind its `label` in bold; after fields it is a field itself, so that the order holds. */
  line(text: string, label?: string): void {
    if (text.trim() === '') return
    this.#speaker = undefined
    const last = this.embeds.at(-1)
    if (!this.takesLines && text.length <= LIMITS.fieldValue) {
      const before = last?.fields?.at(-1)
      const goesOn =
        label === undefined &&
        before?.name === NO_NAME &&
        !before.value.startsWith('> ') &&
        before.value.length + text.length < LIMITS.fieldValue &&
        sizeOf(last as APIEmbed) + text.length < LIMITS.embedTotal
      if (goesOn) before.value = `${before.value}\n${text}`
      else this.field(label === undefined ? NO_NAME : fieldName(label), text)
      return
    }
    const whole = label === undefined ? text : `**${fieldName(label)}** ${text}`
    const description = last?.description === undefined ? whole : `${last.description}\n${whole}`
    const fits =
      last !== undefined &&
      this.takesLines &&
      description.length <= LIMITS.description &&
      sizeOf(last) + whole.length + 1 <= LIMITS.embedTotal
    const target = fits ? last : this.open()
    target.description = fits ? description : whole.trimStart()
  }

  /**
   * Adds what somebody said, under `speaker`. The name is left out only where it stands right above: in the embed's title, or over the words before.
   */
  quote(speaker: string, value: string): void {
    const isNamed = this.#speaker === speaker && this.#takes(NO_NAME, value)
    this.field(isNamed ? NO_NAME : fieldName(speaker), value)
    this.#speaker = speaker
  }

  /** Adds what somebody said at length: embeds of their own, in order. */
  longQuote(speaker: string, pieces: readonly string[]): void {
    for (const [i, piece] of pieces.entries()) this.open(i === 0 ? cut(inert(speaker), LIMITS.title) : undefined).description = piece
    this.#speaker = speaker
  }

  /** Adds a named field. */
  field(name: string, value: string): void {
    const target = this.#takes(name, value) ? (this.embeds.at(-1) as APIEmbed) : this.open()
    target.fields = [...(target.fields ?? []), { name, value, inline: false }]
    this.#speaker = undefined
  }

  #takes(name: string, value: string): boolean {
    const last = this.embeds.at(-1)
    return (
      last !== undefined && (last.fields ?? []).length < LIMITS.fields && sizeOf(last) + name.length + value.length <= LIMITS.embedTotal
    )
  }
}

/** What Discord counts towards 6,000: titles, descriptions, field names and values, footers. */
export const sizeOf = (embed: APIEmbed): number =>
  (embed.title?.length ?? 0) +
  (embed.description?.length ?? 0) +
  (embed.footer?.text.length ?? 0) +
  (embed.fields ?? []).reduce((sum, { name, value }) => sum + name.length + value.length, 0)
