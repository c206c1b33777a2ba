import type { DiscordMessage } from '../../adapters/discord/render.js'

/**
 * Draws Discord messages as Discord's desktop client does in its dark theme, from what is sent: embeds with their bar of colour, the Markdown
 * that the bot uses (bold, links, quotations, small print, escapes), buttons and menus. Source: discord.com/developers/docs/resources/message.
 */
export function discordPage(messages: readonly DiscordMessage[]): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Discord</title><style>${STYLE}</style>
    <main><div class="bar"><span>#</span> news</div>${messages.map(messageHtml).join('')}</main></html>`
}

const messageHtml = (message: DiscordMessage, i: number): string => `<article>
  ${i === 0 ? '<span class="face">R</span>' : '<span class="face none"></span>'}<div>
  ${i === 0 ? '<p class="who"><b>On Record</b><i>APP</i><time>Today at 08:30</time></p>' : ''}
  ${message.embeds.map(embedHtml).join('')}${message.components.map((row) => rowHtml(row.components as readonly Component[])).join('')}</div></article>`

type Embed = DiscordMessage['embeds'][number]
function embedHtml(embed: Embed): string {
  const colour = `#${(embed.color ?? 0).toString(16).padStart(6, '0')}`
  const title =
    embed.title === undefined ? '' : `<h2>${embed.url === undefined ? marked(embed.title) : `<a>${marked(embed.title)}</a>`}</h2>`
  const fields = (embed.fields ?? []).map(({ name, value }) => `<h3>${marked(name)}</h3><div>${marked(value)}</div>`).join('')
  const footer = embed.footer === undefined ? '' : `<footer>${escaped(embed.footer.text)}</footer>`
  return `<section style="border-color: ${colour}">${title}${embed.description === undefined ? '' : `<div>${marked(embed.description)}</div>`}${fields}${footer}</section>`
}

interface Component {
  readonly type: number
  readonly label?: string
  readonly style?: number
  readonly placeholder?: string
}
const rowHtml = (components: readonly Component[]): string =>
  `<div class="row">${components
    .map(({ type, label, style, placeholder }) =>
      type === 2
        ? `<button class="style${style ?? 2}">${escaped(label ?? '')}</button>`
        : `<span class="menu">${escaped(placeholder ?? '')}<b>⌄</b></span>`,
    )
    .join('')}</div>`

const escaped = (text: string): string => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')

/** The bot's own Markdown as markup, line by line. */
function marked(text: string): string {
  const lines = text.split('\n').map((line) => {
    const kind = line.startsWith('> ') ? 'quote' : line.startsWith('-# ') ? 'small' : 'line'
    const rest = kind === 'line' ? line : line.replace(/^(?:> |-# )/u, '')
    const small = kind === 'quote' && rest.startsWith('-# ')
    return { kind, markup: inline(small ? rest.slice(3) : rest), small }
  })
  return lines.map(({ kind, markup, small }) => `<p class="${kind}${small ? ' small' : ''}">${markup || '&nbsp;'}</p>`).join('')
}

const inline = (text: string): string =>
  escaped(text)
    .replace(/\\([^\p{L}\p{N}\s&])/gu, (_, sign: string) => `&#${sign.codePointAt(0)};`)
    .replace(/\\(&[a-z]+;)/gu, '$1')
    .replace(/\[([^\]]*)\]\(&lt;?[^)]*\)/gu, '<a>$1</a>')
    .replace(/\[([^\]]*)\]\(https?:[^)]*\)/gu, '<a>$1</a>')
    .replace(/\*\*(.+?)\*\*/gu, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/gu, '<i>$1</i>')
    .replace(/`([^`]*)`/gu, '<code>$1</code>')

const STYLE = `
  * { box-sizing: border-box } body { margin: 0; background: #313338; color: #dbdee1; font: 15px/1.375 "gg sans", "Noto Sans", "Helvetica Neue", "DejaVu Sans", sans-serif }
  main { width: 700px; padding-bottom: 16px } .bar { padding: 12px 16px; border-bottom: 1px solid #26272b; font-weight: 600; color: #f2f3f5 } .bar span { color: #80848e; margin-right: 6px }
  article { display: flex; gap: 16px; padding: 10px 16px 0 } .face { flex: none; width: 40px; height: 40px; border-radius: 50%; background: #0b5cad; color: #fff; font-weight: 700; display: grid; place-items: center } .face.none { background: none; height: 0 }
  .who { margin: 0 0 2px } .who b { color: #f2f3f5; font-weight: 500; font-size: 16px } .who i { background: #5865f2; color: #fff; font: 500 10px/15px sans-serif; padding: 1px 5px; border-radius: 4px; margin: 0 6px; vertical-align: 2px } time { color: #949ba4; font-size: 12px }
  section { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 8px 16px 12px 12px; margin: 4px 0; max-width: 520px; font-size: 14px; overflow-wrap: anywhere }
  h2 { font-size: 16px; margin: 6px 0 4px; color: #f2f3f5 } h3 { font-size: 14px; margin: 8px 0 2px; color: #f2f3f5 } a { color: #00a8fc } p { margin: 0 }
  .quote { border-left: 4px solid #4e5058; padding-left: 12px } .small { color: #949ba4; font-size: 12px } footer { font-size: 12px; margin-top: 8px; color: #dbdee1 }
  code { background: #1e1f22; padding: 0 4px; border-radius: 4px; white-space: pre-wrap } .row { display: flex; gap: 8px; margin: 6px 0; flex-wrap: wrap } button { border: 0; border-radius: 3px; padding: 7px 14px; font: 500 14px/16px inherit; font-family: inherit; color: #fff; background: #4e5058 } .style1 { background: #5865f2 } .style4 { background: #da373c }
  .menu { background: #1e1f22; border-radius: 4px; padding: 8px 12px; width: 400px; color: #949ba4; display: flex; justify-content: space-between }
`
