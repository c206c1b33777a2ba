/** A word joiner: takes no room, and is no part of any of Slack's control sequences. */
const JOINER = '\u2060'
// Everything that Slack's own escapes for mentions begin with: <!channel>, <@U1>, <#C1|general>, <!subteam^S1>.
const CONTROL_SEQUENCE = /<(?=[!@#])/gu
// C0 and C1 controls but tab and line feed: no reader sees them, and Slack refuses some.
const CONTROLS = /(?![\t\n])\p{Cc}/gu

/**
 * Text for places where Slack parses nothing (rich text, plain text objects). Such text is inert as it stands; what looks like a mention is
 * broken up besides, because clients, exports and forwards turn rich text back into markup. Only invisible characters are added or dropped.
 */
export const plain = (text: string): string =>
  text.toWellFormed().replace(/\r\n?/gu, '\n').replace(CONTROLS, '').replace(CONTROL_SEQUENCE, `<${JOINER}`)

/** `plain` on one line, for titles and labels. */
export const plainLine = (text: string): string => plain(text).replace(/\s+/gu, ' ').trim()

/** Text for places where Slack does parse (the fallback): its three control characters escaped. Source: messaging/formatting-message-text. */
export const escaped = (text: string): string => plain(text).replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')

/** `text` cut to at most `most` UTF-16 units at a character's end, with "…" where something is left out: for labels, never for quotations. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  let cut = ''
  for (const { segment } of GRAPHEMES.segment(text.slice(0, most + 32))) {
    if (cut.length + segment.length > most - 1) break
    cut += segment
  }
  return `${cut.trimEnd()}…`
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** An address that a message may link to: http(s), within Slack's length; undefined otherwise. */
export function linkable(address: string | undefined, most: number): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined
  const { href, protocol } = new URL(address)
  // '|' and '>' would end a link in Slack's markup; they have no business in an address unencoded.
  const safe = href.replace(/[|<>]/gu, (character) => encodeURIComponent(character))
  return (protocol === 'https:' || protocol === 'http:') && safe.length <= most ? safe : undefined
}

/**
 * What a person typed, from Slack's markup: links become their address, mentions "@name", the three escapes their characters.
 * Source: messaging/formatting-message-text#retrieving-messages.
 */
export function typedText(markup: string): string {
  return markup
    .replace(/<(?:mailto:|tel:)([^<|>]+)(?:\|[^<>]*)?>/gu, '$1')
    .replace(/<(https?:[^<|>]+)(?:\|[^<>]*)?>/gu, '$1')
    .replace(/<([@#])([^<|>]+)(?:\|([^<>]*))?>/gu, (_, sign: string, id: string, name: string | undefined) => `${sign}${name || id}`)
    .replace(/<!([^<|>]+)(?:\|([^<>]*))?>/gu, (_, id: string, name: string | undefined) => name || `@${id}`)
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&')
    .trim()
}
