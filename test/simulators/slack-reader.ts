/** Reads a Slack message as a person sees it: markup and escapes undone, one part a line. */

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value)
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** All words of the message's blocks; of its text where it has no blocks. Invisible joiners are dropped. */
export function readMessage(payload: Json): string {
  const blocks = list(payload.blocks)
  const text = blocks.length === 0 ? unescaped(String(payload.text ?? '')) : blocks.flatMap(blockLines).join('\n')
  return text.replace(/\u2060/gu, '')
}

/** Words within quotations only, in order. */
export const readQuotations = (payload: Json): readonly string[] =>
  list(payload.blocks).flatMap((block) =>
    list(block.elements).flatMap((part) => (part.type === 'rich_text_quote' ? [inlineText(part.elements).replace(/\u2060/gu, '')] : [])),
  )

/** Labels of buttons and menus. */
export const readControls = (payload: Json): readonly string[] =>
  list(payload.blocks).flatMap((block) =>
    block.type === 'actions' ? list(block.elements).map((element) => textOf(element.text ?? element.placeholder)) : [],
  )

function blockLines(block: Json): readonly string[] {
  switch (block.type) {
    case 'header':
    case 'section':
      return [textOf(block.text), ...list(block.fields).map(textOf)]
    case 'context':
      return list(block.elements).map(textOf)
    case 'rich_text':
      return list(block.elements).flatMap((part) =>
        part.type === 'rich_text_list' ? list(part.elements).map((item) => `• ${inlineText(item.elements)}`) : [inlineText(part.elements)],
      )
    default:
      return []
  }
}

const inlineText = (elements: unknown): string =>
  list(elements)
    .map((element) => (typeof element.text === 'string' ? element.text : element.type === 'emoji' ? `:${String(element.name)}:` : ''))
    .join('')

function textOf(text: unknown): string {
  if (!isObject(text)) return ''
  return text.type === 'mrkdwn' ? unescaped(String(text.text)) : String(text.text)
}

const unescaped = (text: string): string =>
  text
    .replace(/<(https?:[^|>]+)\|([^>]*)>/gu, '$2')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&')

/** What in a message would notify somebody: mention elements in rich text, and mention markup where Slack parses it. */
export function pingsIn(payload: Json): readonly string[] {
  const pings: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one)
    else if (isObject(value)) {
      if (['user', 'usergroup', 'broadcast', 'channel', 'team'].includes(String(value.type)) && value.elements === undefined)
        pings.push(String(value.type))
      if (value.type === 'mrkdwn') pings.push(...(String(value.text).match(/<[!@#][^>]*>/gu) ?? []))
      for (const one of Object.values(value)) visit(one)
    }
  }
  visit(payload.blocks)
  pings.push(...(String(payload.text ?? '').match(/<[!@#][^>]*>/gu) ?? []))
  if (payload.link_names === true || payload.parse === 'full') pings.push('names are linked')
  return pings
}
