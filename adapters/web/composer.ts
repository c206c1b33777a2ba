import { html } from 'hono/html'
import type { Markup } from './markup.js'

/** Where a reader types: into the channel, or into a thread. `tries` are whole lines that one press sends. */
export function composer(channel: string, thread: string | null, tries: readonly string[]): Markup {
  const where = html`<input type="hidden" name="channel" value="${channel}"><input type="hidden" name="thread" value="${thread ?? ''}">`
  const label = thread === null ? 'Paste an article or its address, ask a question, or type / for commands' : 'Ask about these articles'
  const hint = thread === null ? 'Paste an article, ask, or type /' : 'Ask about these articles'
  return html`<div class="composer">
    ${tries.length === 0 ? '' : html`<div class="tries"><span class="small">Try</span> ${tries.map((line) => tryForm(line, where))}</div>`}
    <form class="typing" method="post" action="/messages" data-live>
      ${where}
      <label class="hidden" for="text">${label}</label>
      <div class="suggestions" id="suggestions" role="listbox" aria-label="Suggestions" hidden></div>
      <textarea id="text" name="text" rows="1" maxlength="400000" placeholder="${hint}" autocomplete="off" aria-autocomplete="list" aria-controls="suggestions" required></textarea>
      <button class="button primary">Send</button>
    </form>
    <p class="status small" role="status" aria-live="polite"></p>
  </div>`
}

const tryForm = (line: string, where: Markup): Markup =>
  html`<form method="post" action="/messages" data-live>${where}<input type="hidden" name="text" value="${line}"><button class="button try">${line}</button></form> `
