/**
 * Draws Slack messages as Slack's desktop client does, from their blocks: block by block after docs.slack.dev, reference/block-kit, with the
 * client's measures (15 px Lato, 46.66 % line spacing, grey context, blue links, a bar beside quotations).
 */

type Json = Record<string, unknown>
interface Message {
  readonly blocks: readonly object[]
  readonly text: string
}

/** A page with one message and the replies in its thread; `count`: how many there are, where not all of them are drawn. */
export function slackPage(head: Message, replies: readonly Message[], count = replies.length): string {
  const thread =
    count === 0
      ? ''
      : `<div class="replies"><span class="face small">R</span><a>${count} ${count === 1 ? 'reply' : 'replies'}</a></div>
         ${replies.length === 0 ? '' : `<aside><div class="rule"><b>Thread</b></div>${replies.map((reply) => messageHtml(reply)).join('')}</aside>`}`
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Slack</title><style>${STYLE}</style>
    <main><div class="bar"># news</div>${messageHtml(head)}${thread}</main></html>`
}

const messageHtml = (message: Message): string => `<article><span class="face">R</span><div class="body">
  <div class="who"><b>On Record</b> <i class="app">APP</i> <time>8:30 AM</time></div>
  ${message.blocks.length === 0 ? `<p>${escapeHtml(message.text)}</p>` : message.blocks.map((block) => blockHtml(block as Json)).join('')}
</div></article>`

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : [])

function blockHtml(block: Json): string {
  switch (block.type) {
    case 'header':
      return `<h2>${textHtml(block.text as Json)}</h2>`
    case 'context':
      return `<div class="context">${list(block.elements)
        .map((element) => `<span>${textHtml(element)}</span>`)
        .join('')}</div>`
    case 'actions':
      return `<div class="actions">${list(block.elements).map(controlHtml).join('')}</div>`
    case 'rich_text':
      return `<div class="rich">${list(block.elements).map(partHtml).join('')}</div>`
    case 'divider':
      return '<hr>'
    default:
      return `<p>${textHtml((block.text ?? {}) as Json)}</p>`
  }
}

function partHtml(part: Json): string {
  if (part.type === 'rich_text_list') {
    const items = list(part.elements).map((item) => `<li>${inlineHtml(item.elements)}</li>`)
    return `<ul>${items.join('')}</ul>`
  }
  const inner = inlineHtml(part.elements)
  if (part.type === 'rich_text_quote') return `<blockquote>${inner}</blockquote>`
  if (part.type === 'rich_text_preformatted') return `<pre>${inner}</pre>`
  return `<div>${inner}</div>`
}

const inlineHtml = (elements: unknown): string =>
  list(elements)
    .map((element) => {
      if (element.type === 'emoji') return element.name === 'new' ? '<span class="new">NEW</span>' : `:${escapeHtml(String(element.name))}:`
      const style = (element.style ?? {}) as Record<string, boolean>
      let inner = escapeHtml(String(element.text ?? element.url ?? ''))
      if (element.type === 'link') inner = `<a>${inner}</a>`
      if (style.bold) inner = `<b>${inner}</b>`
      if (style.italic) inner = `<i>${inner}</i>`
      return inner
    })
    .join('')

function controlHtml(element: Json): string {
  if (element.type === 'button')
    return `<button class="${escapeHtml(String(element.style ?? ''))}">${textHtml(element.text as Json)}</button>`
  return `<button class="menu">${textHtml((element.placeholder ?? {}) as Json)} <span>⌄</span></button>`
}

function textHtml(text: Json): string {
  const shown = escapeHtml(String(text.text ?? ''))
  // Text that is parsed comes with its control characters escaped; after escaping for the page, a link is what is left of "<address|label>".
  return text.type === 'mrkdwn' ? shown.replace(/&lt;https?:[^|]+\|(.*?)&gt;/gu, '<a>$1</a>').replace(/&amp;(amp|lt|gt);/gu, '&$1;') : shown
}

const escapeHtml = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;')

const STYLE = `
  * { box-sizing: border-box }
  body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.4667 Lato, "Helvetica Neue", "Liberation Sans", "DejaVu Sans", sans-serif }
  main { width: 740px; padding-bottom: 14px }
  .bar { font-weight: 900; font-size: 17px; padding: 12px 20px; border-bottom: 1px solid #ddd }
  article { display: flex; gap: 8px; padding: 10px 20px }
  .face { flex: none; width: 36px; height: 36px; border-radius: 8px; background: #1f2d3d; color: #fff; font-weight: 700; display: grid; place-items: center }
  .face.small { width: 22px; height: 22px; border-radius: 5px; font-size: 12px }
  .body { flex: 1; min-width: 0 }
  .app { font: 700 10px/1 sans-serif; background: #e8e8e8; color: #616061; padding: 2px 4px; border-radius: 2px }
  time { color: #616061; font-size: 12px; margin-left: 4px }
  h2 { font-size: 18px; line-height: 1.33; font-weight: 900; margin: 8px 0 4px }
  .context { color: #616061; font-size: 13px; line-height: 1.38; display: flex; gap: 8px; flex-wrap: wrap; margin: 4px 0 6px }
  .rich { margin: 4px 0 8px; overflow-wrap: anywhere }
  ul { margin: 0; padding-left: 26px } li { padding-left: 2px }
  a { color: #1264a3 } b a { font-weight: 900 }
  blockquote { margin: 4px 0; padding: 0 0 0 16px; position: relative }
  blockquote::before { content: ""; position: absolute; left: 0; top: 0; bottom: 0; width: 4px; border-radius: 8px; background: #ddd }
  pre { background: #f8f8f8; border: 1px solid #ddd; border-radius: 4px; padding: 8px; margin: 4px 0; font: 12px/1.5 Monaco, Menlo, "DejaVu Sans Mono", monospace; white-space: pre-wrap }
  .actions { display: flex; gap: 8px; flex-wrap: wrap; margin: 4px 0 12px }
  button { font: 700 13px/1 inherit; font-family: inherit; font-weight: 700; font-size: 13px; background: #fff; color: #1d1c1d; border: 1px solid #bbb; border-radius: 4px; padding: 6px 12px }
  button.primary { background: #007a5a; color: #fff; border-color: #007a5a } button.menu { font-weight: 400; color: #454447; min-width: 160px; text-align: left }
  button.menu span { float: right; margin-left: 16px }
  .new { background: #2f6fd0; color: #fff; font: 700 9px/1 sans-serif; padding: 3px; border-radius: 3px; vertical-align: 2px }
  .replies { display: flex; gap: 8px; align-items: center; padding: 0 64px 8px; font-size: 13px; font-weight: 700 }
  aside { margin: 6px 20px 0 64px; border-left: 2px solid #ddd } .rule { padding: 2px 20px; font-size: 13px; color: #616061 }
`
