import { html } from 'hono/html'
import type { CommandSpec } from '../platform/command.js'
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
  readonly commands: readonly CommandSpec[]
}

/** The channel: messages from old to new, and the composer. */
export function channelPage(view: ChannelView): Markup {
  return html`<div class="column">
    <h1 class="channel-name"># ${view.channel}</h1>
    ${view.older === undefined ? '' : html`<p class="older"><a class="button" href="/?channel=${encodeURIComponent(view.channel)}&before=${view.older}">Older messages</a></p>`}
    <ol class="messages" id="messages">${view.messages.map((message) => messageHtml(message, view.replies.get(message.id) ?? 0))}</ol>
    ${view.messages.length === 0 ? html`<p class="empty">Nothing here yet. Paste an article’s address or its text, or type <code>/</code> to see what the desk can do.</p>` : ''}
    <div id="end"></div>
  </div>
  ${composer(view.channel, null, view.commands)}`
}

/** A thread: the message it hangs under, the replies, and a composer for questions. */
export function threadPage(head: DeskMessage, view: ChannelView): Markup {
  return html`<div class="column">
    <p><a class="quiet" href="/#m${head.id}">← Back to # ${view.channel}</a></p>
    <h1 class="channel-name">Thread</h1>
    <ol class="messages">${messageHtml(head, 0, true)}</ol>
    <ol class="messages replies" id="messages">${view.messages.map((message) => messageHtml(message, 0, true))}</ol>
    <div id="end"></div>
  </div>
  ${composer(view.channel, head.id, view.commands)}`
}

/** One message as a list item; also what live updates bring. */
export function messageHtml(message: DeskMessage, replies: number, inThread = false): Markup {
  const back = message.thread === null && !inThread ? `/#m${message.id}` : `/threads/${message.thread ?? message.id}#m${message.id}`
  const name = message.author === 'desk' ? 'On Record' : 'You'
  return html`<li class="message ${message.author}" id="m${message.id}">
    <p class="who"><span class="name">${name}</span> <time datetime="${message.at}">${timeOf(message.at)}</time></p>
    ${message.text === undefined ? '' : html`<p class="typed" dir="auto">${message.text.length > 600 ? `${message.text.slice(0, 600).toWellFormed()} …` : message.text}</p>`}
    ${message.post === undefined ? '' : postHtml(message.post, { messageId: message.id, back })}
    ${inThread || message.author === 'reader' ? '' : html`<p class="thread-link"><a href="/threads/${message.id}">${replies === 0 ? 'Ask in thread' : replies === 1 ? '1 reply' : `${replies} replies`}</a></p>`}
  </li>`
}

function composer(channel: string, thread: string | null, commands: readonly CommandSpec[]): Markup {
  const hint = thread === null ? 'Paste an article or its address, ask a question, or type / for commands' : 'Ask about these articles'
  return html`<form class="composer" method="post" action="/messages" data-live>
    <input type="hidden" name="channel" value="${channel}"><input type="hidden" name="thread" value="${thread ?? ''}">
    <label class="hidden" for="text">${hint}</label>
    <div class="suggestions" id="suggestions" role="listbox" aria-label="Suggestions" hidden></div>
    <textarea id="text" name="text" rows="1" maxlength="400000" placeholder="${hint}" autocomplete="off" aria-controls="suggestions" required></textarea>
    <button class="button primary">Send</button>
    <p class="status small" role="status" aria-live="polite"></p>
    ${thread === null ? html`<details class="small"><summary>Commands</summary><dl>${commands.map((command) => html`<dt><code>/${command.name}</code></dt><dd>${command.description}</dd>`)}</dl></details>` : ''}
  </form>`
}

const timeOf = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(
    new Date(iso),
  )
