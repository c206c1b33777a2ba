import { html } from 'hono/html'
import { counted } from '../../src/text/counted.js'
import { composer } from './composer.js'
import type { Markup } from './markup.js'
import type { DeskMessage } from './message-log.js'
import { postHtml } from './post-html.js'

/** What the channel's page and a thread's page show. */
export interface ChannelView {
  readonly channel: string
  readonly messages: readonly DeskMessage[]
  readonly replies: ReadonlyMap<string, number>
  /** Id to ask for older messages with; absent where there are none. */
  readonly older?: string
  /** Lines that a newcomer may try with one press; empty once somebody has typed here. */
  readonly tries: readonly string[]
}

/** The channel: messages from old to new, and the composer. */
export function channelPage(view: ChannelView): Markup {
  return html`<div class="column">
    <h1 class="channel-name"># ${view.channel}</h1>
    ${view.older === undefined ? '' : html`<p class="older"><a class="button" href="/?channel=${encodeURIComponent(view.channel)}&before=${view.older}">Older messages</a></p>`}
    <div role="log" aria-label="Messages"><ol class="messages" id="messages">${view.messages.map((message) => messageHtml(message, view.replies.get(message.id) ?? 0))}</ol></div>
    ${view.messages.length === 0 ? html`<p class="empty">Nothing here yet. Paste an article’s address or its text, or type <code>/</code> to see what the desk can do.</p>` : ''}
    <div id="end"></div>
  </div>
  ${composer(view.channel, null, view.tries)}`
}

/** A thread: the message it hangs under, the replies, and a composer for questions. A digest is folded up: its stories follow whole. */
export function threadPage(head: DeskMessage, view: ChannelView): Markup {
  const folded = head.post?.kind === 'digest' && view.messages.length > 0
  const list = html`<ol class="messages">${messageHtml(head, 0, true)}</ol>`
  return html`<div class="column">
    <p><a class="quiet" href="/#m${head.id}">← Back to # ${view.channel}</a></p>
    <h1 class="channel-name">Thread</h1>
    ${folded ? html`<details class="folded"><summary>${head.post?.title}</summary>${list}</details>` : list}
    <div role="log" aria-label="Replies"><ol class="messages replies" id="messages">${view.messages.map((message) => messageHtml(message, 0, true))}</ol></div>
    <div id="end"></div>
  </div>
  ${composer(view.channel, head.id, [])}`
}

/** One message as a list item; also what live updates bring. */
export function messageHtml(message: DeskMessage, replies: number, inThread = false): Markup {
  const back = message.thread === null && !inThread ? `/#m${message.id}` : `/threads/${message.thread ?? message.id}#m${message.id}`
  const name = message.author === 'desk' ? 'On Record' : 'You'
  return html`<li class="message ${message.author}" id="m${message.id}">
    <p class="who"><span class="name">${name}</span> <time datetime="${message.at}">${timeOf(message.at)}</time></p>
    ${message.text === undefined ? '' : html`<p class="typed" dir="auto">${message.text.length > 600 ? `${message.text.slice(0, 600).toWellFormed()} …` : message.text}</p>`}
    ${message.post === undefined ? '' : postHtml(message.post, { messageId: message.id, back })}
    ${inThread || message.author === 'reader' ? '' : html`<p class="thread-link"><a href="/threads/${message.id}">${threadLabel(replies)}<span class="hidden"> (${message.post?.title ?? 'this message'})</span></a></p>`}
  </li>`
}

const threadLabel = (replies: number): string =>
  replies === 0 ? 'Ask in thread' : `${counted(replies, 'reply', 'replies')} in the thread: read them, or ask`

// The page's script turns it into the reader's own time zone.
const timeOf = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(
    new Date(iso),
  )
