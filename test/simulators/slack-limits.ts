/**
 * Checks whatever is sent to Slack against what Slack takes, from the shapes alone: written apart from the adapter's own limits, so that a
 * slip there does not hide itself. Sources: docs.slack.dev, reference/block-kit and reference/methods; the message total is the lowest
 * figure at which `msg_blocks_too_long` has been seen, less a margin.
 */

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value)
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : [])

/** What is wrong with a message's payload; empty where nothing is. */
export function messageFaults(payload: Json): readonly string[] {
  const faults: string[] = []
  const say = (fault: string): void => {
    faults.push(fault)
  }
  const text = payload.text
  if (text !== undefined && typeof text !== 'string') say('text is no string')
  if (typeof text === 'string') {
    if (text.length > 40_000) say(`text of ${text.length} characters`)
    if (/<(?!https?:|mailto:)/u.test(text)) say(`fallback text holds an unescaped "<": ${text.slice(0, 80)}`)
  }
  const blocks = payload.blocks
  if (blocks !== undefined) {
    if (!Array.isArray(blocks)) say('blocks is no list')
    else blocksFaults(blocks, 50, say)
    if (typeof text !== 'string' || text.trim() === '') say('blocks without a fallback text')
    const total = charactersIn(blocks)
    if (total > 11_000) say(`${total} characters over all blocks`)
  } else if ((typeof text !== 'string' || text === '') && payload.delete_original !== true) say('neither text nor blocks')
  if (
    payload.unfurl_links !== false &&
    payload.response_type !== 'ephemeral' &&
    payload.delete_original !== true &&
    payload.ts === undefined &&
    payload.user === undefined
  )
    say('links may unfurl')
  if (payload.metadata !== undefined) metadataFaults(payload.metadata, say)
  return faults
}

/** What is wrong with a view. */
export function viewFaults(view: Json): readonly string[] {
  const faults: string[] = []
  const say = (fault: string): void => {
    faults.push(fault)
  }
  if (view.type !== 'modal') say(`view of type ${String(view.type)}`)
  for (const key of ['title', 'submit', 'close']) {
    const text = view[key]
    if (text === undefined ? key === 'title' : !isObject(text) || text.type !== 'plain_text') say(`view ${key} is no plain text`)
    else if (isObject(text)) length(text.text, 1, 24, `view ${key}`, say)
  }
  if (typeof view.private_metadata === 'string' && view.private_metadata.length > 3000) say('private_metadata too long')
  if (typeof view.callback_id === 'string') length(view.callback_id, 1, 255, 'callback_id', say)
  blocksFaults(listOf(view.blocks), 100, say)
  return faults
}

type Say = (fault: string) => void

function length(value: unknown, least: number, most: number, what: string, say: Say): void {
  if (typeof value !== 'string') say(`${what} is no string`)
  else if (value.length < least || value.length > most) say(`${what} of ${value.length} characters (${least} to ${most})`)
}

function blocksFaults(blocks: readonly unknown[], most: number, say: Say): void {
  if (blocks.length > most) say(`${blocks.length} blocks`)
  const ids = new Set<string>()
  for (const block of blocks) {
    if (!isObject(block)) {
      say('a block is no object')
      continue
    }
    if (block.block_id !== undefined) {
      length(block.block_id, 1, 255, 'block_id', say)
      if (ids.has(String(block.block_id))) say(`block_id ${String(block.block_id)} twice`)
      ids.add(String(block.block_id))
    }
    const check = BLOCKS[String(block.type)]
    if (check === undefined) say(`unknown block ${String(block.type)}`)
    else check(block, say)
  }
}

const BLOCKS: Readonly<Record<string, (block: Json, say: Say) => void>> = {
  header: (block, say) => textObject(block.text, 150, 'header', say, ['plain_text']),
  divider: () => {},
  context: (block, say) => {
    const elements = listOf(block.elements)
    if (elements.length < 1 || elements.length > 10) say(`context of ${elements.length} elements`)
    for (const element of elements) textObject(element, 3000, 'context', say)
  },
  section: (block, say) => {
    if (block.text !== undefined) textObject(block.text, 3000, 'section', say)
    const fields = listOf(block.fields)
    if (block.text === undefined && fields.length === 0) say('section without text or fields')
    if (fields.length > 10) say(`${fields.length} fields`)
    for (const field of fields) textObject(field, 2000, 'field', say)
    if (isObject(block.accessory)) control(block.accessory, say)
  },
  actions: (block, say) => {
    const elements = listOf(block.elements)
    if (elements.length < 1 || elements.length > 25) say(`actions of ${elements.length} elements`)
    const ids = elements.map((element) => element.action_id).filter((id) => id !== undefined)
    if (new Set(ids).size !== ids.length) say('an action_id twice in a block')
    for (const element of elements) control(element, say)
  },
  input: (block, say) => {
    textObject(block.label, 2000, 'label', say, ['plain_text'])
    if (block.hint !== undefined) textObject(block.hint, 2000, 'hint', say, ['plain_text'])
    if (isObject(block.element)) control(block.element, say)
    else say('input without an element')
  },
  rich_text: (block, say) => {
    const parts = listOf(block.elements)
    if (parts.length === 0) say('empty rich text')
    for (const part of parts) richPart(part, say)
    const shown = charactersIn(parts, ['text'])
    if (shown > 4000) say(`rich text of ${shown} characters`)
  },
}

function richPart(part: Json, say: Say): void {
  const elements = listOf(part.elements)
  if (elements.length === 0) say(`empty ${String(part.type)}`)
  if (part.type === 'rich_text_list') {
    if (part.style !== 'bullet' && part.style !== 'ordered') say('list without a style')
    for (const item of elements) {
      if (item.type !== 'rich_text_section') say(`${String(item.type)} in a list`)
      else richPart(item, say)
    }
    return
  }
  if (!['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'].includes(String(part.type)))
    say(`unknown rich text part ${String(part.type)}`)
  for (const element of elements) {
    if (element.type === 'text') length(element.text, 1, 4000, 'rich text', say)
    else if (element.type === 'link') address(element.url, 3000, say)
    else if (element.type === 'emoji') length(element.name, 1, 100, 'emoji', say)
    else say(`rich text element ${String(element.type)}, which may notify somebody`)
    if (typeof element.text === 'string' && /<[!@#]/u.test(element.text))
      say(`rich text holds what looks like a mention: ${element.text.slice(0, 60)}`)
  }
}

function textObject(text: unknown, most: number, what: string, say: Say, types: readonly string[] = ['plain_text', 'mrkdwn']): void {
  if (!isObject(text) || !types.includes(String(text.type))) {
    say(`${what} is no ${types.join(' or ')}`)
    return
  }
  length(text.text, 1, most, what, say)
  if (text.type !== 'mrkdwn') return
  const bare = String(text.text).replace(/<https?:[^<>|\s]+(?:\|[^<>|]*)?>/gu, '')
  if (/[<>*_~`]|&(?!amp;|lt;|gt;)/u.test(bare)) say(`${what} holds markup: ${String(text.text).slice(0, 60)}`)
}

function control(element: Json, say: Say): void {
  if (element.action_id !== undefined) length(element.action_id, 1, 255, 'action_id', say)
  switch (element.type) {
    case 'button':
      textObject(element.text, 75, 'button', say, ['plain_text'])
      if (element.value !== undefined) length(element.value, 1, 2000, 'button value', say)
      if (element.url !== undefined) address(element.url, 3000, say)
      if (element.style !== undefined && element.style !== 'primary' && element.style !== 'danger') say('unknown style')
      break
    case 'static_select':
    case 'radio_buttons': {
      const options = listOf(element.options)
      const most = element.type === 'radio_buttons' ? 10 : 100
      if (options.length < 1 || options.length > most) say(`${options.length} options`)
      if (element.placeholder !== undefined) textObject(element.placeholder, 150, 'placeholder', say, ['plain_text'])
      for (const option of options) {
        textObject(option.text, 75, 'option', say)
        length(option.value, 1, 150, 'option value', say)
      }
      if (new Set(options.map((option) => option.value)).size !== options.length) say('an option value twice')
      break
    }
    case 'plain_text_input':
      if (element.placeholder !== undefined) textObject(element.placeholder, 150, 'placeholder', say, ['plain_text'])
      if (typeof element.max_length === 'number' && (element.max_length < 1 || element.max_length > 3000)) say('max_length')
      break
    default:
      say(`unknown control ${String(element.type)}`)
  }
}

function address(url: unknown, most: number, say: Say): void {
  length(url, 1, most, 'address', say)
  if (typeof url === 'string' && !/^https?:\/\//u.test(url)) say(`address ${url.slice(0, 40)}`)
}

function metadataFaults(metadata: unknown, say: Say): void {
  if (!isObject(metadata) || typeof metadata.event_type !== 'string' || !isObject(metadata.event_payload)) {
    say('metadata without type and payload')
    return
  }
  if (!/^[a-z0-9_]{1,255}$/iu.test(metadata.event_type)) say('metadata event_type')
  if (JSON.stringify(metadata.event_payload).length > 15_000) say('metadata too long')
}

function charactersIn(value: unknown, keys: readonly string[] = ['text', 'url', 'value']): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + charactersIn(one, keys), 0)
  if (!isObject(value)) return 0
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (typeof one === 'string' ? (keys.includes(key) ? one.length : 0) : charactersIn(one, keys)),
    0,
  )
}
