import type { Message } from 'discord.js'

/** A message as far as it can carry links: its words, its embeds, its link buttons, messages forwarded with it. */
export type LinkCarrier = Pick<Message, 'content' | 'embeds' | 'components'> & Partial<Pick<Message, 'messageSnapshots'>>

// Links within Discord (other messages, invitations, files, moving pictures) lead to no article.
const NO_ARTICLE =
  /^https?:\/\/(?:[\w-]+\.)*(?:discord\.com|discord\.gg|discordapp\.com|discordapp\.net|tenor\.com|giphy\.com)(?:[/:?#]|$)/iu

/** The first address in a message that may be an article; undefined where there is none. */
export function articleLinkOf(message: LinkCarrier): string | undefined {
  for (const text of textsOf(message)) {
    for (const [found] of text.matchAll(/https?:\/\/[^\s<>"|\\]+/giu)) {
      const address = trimmed(found)
      if (URL.canParse(address) && !NO_ARTICLE.test(address)) return address
    }
  }
  return undefined
}

/** What follows an address in a sentence is not part of it: full stops, closing brackets that were not opened in it. */
function trimmed(address: string): string {
  let rest = address
  for (;;) {
    const last = rest.at(-1) ?? ''
    const isLoose = /[.,;:!?'’”*_~]/u.test(last) || (last === ')' && !rest.includes('(')) || (last === ']' && !rest.includes('['))
    if (!isLoose) return rest
    rest = rest.slice(0, -1)
  }
}

function* textsOf(message: LinkCarrier): Iterable<string> {
  // Markdown's own link is cut out first: "[label](address)" ends where the bracket closes.
  yield message.content.replace(/\]\(<?(https?:\/\/[^\s<>]+?)>?\)/giu, ' $1 ')
  for (const { data } of message.embeds) {
    yield data.url ?? ''
    for (const text of [data.description, ...(data.fields ?? []).map(({ value }) => value)])
      yield (text ?? '').replace(/\]\(<?(https?:\/\/[^\s<>]+?)>?\)/giu, ' $1 ')
  }
  for (const row of message.components) yield JSON.stringify(row.toJSON())
  for (const forwarded of message.messageSnapshots?.values() ?? []) yield* textsOf(forwarded as LinkCarrier)
}
