import type { APIEmbed } from 'discord.js'
import { LIMITS } from './limits.js'

/** A section while it is rendered: embeds are opened as parts come, so that no part is cut by a limit. */
export class EmbedDraft {
  readonly embeds: APIEmbed[] = []
  readonly #color: number

  constructor(color: number) {
    this.#color = color
  }

  /** Opens an embed; with a title where a section begins. */
  open(title?: string, url?: string): APIEmbed {
    // Discord refuses empty titles, and an address without one.
    const named = title !== undefined && title.trim() !== ''
    const embed: APIEmbed = { color: this.#color, ...(named ? { title } : {}), ...(named && url !== undefined ? { url } : {}) }
    this.embeds.push(embed)
    return embed
  }

  /** Adds a line of text below what is there; after fields it stands in an embed of its own, so that the order holds. */
  line(text: string): void {
    if (text.trim() === '') return
    const last = this.embeds.at(-1)
    const description = last?.description === undefined ? text : `${last.description}\n${text}`
    const fits =
      last !== undefined &&
      (last.fields ?? []).length === 0 &&
      description.length <= LIMITS.description &&
      sizeOf(last) + text.length + 1 <= LIMITS.embedTotal
    const target = fits ? last : this.open()
    target.description = fits ? description : text
  }

  /** Adds a named field (a speaker and what was said). */
  field(name: string, value: string): void {
    const last = this.embeds.at(-1)
    const fits =
      last !== undefined && (last.fields ?? []).length < LIMITS.fields && sizeOf(last) + name.length + value.length <= LIMITS.embedTotal
    const target = fits ? last : this.open()
    target.fields = [...(target.fields ?? []), { name, value, inline: false }]
  }
}

/** What Discord counts towards 6,000: titles, descriptions, field names and values, footers. */
export const sizeOf = (embed: APIEmbed): number =>
  (embed.title?.length ?? 0) +
  (embed.description?.length ?? 0) +
  (embed.footer?.text.length ?? 0) +
  (embed.fields ?? []).reduce((sum, { name, value }) => sum + name.length + value.length, 0)
