import { html } from 'hono/html'
import type { Markup } from './markup.js'

/** What every page of the desk shares. */
export interface PageFrame {
  readonly title: string
  /** Shown on every view while the sample newsroom is what is read. */
  readonly sample: boolean
  /** Class of the body: which layout. */
  readonly layout: 'channel' | 'thread' | 'reading' | 'plain'
  /** Thread whose changes the page follows; absent where it follows none. */
  readonly live?: { readonly channel: string; readonly thread: string | null }
}

/** A whole page around `content`. Nothing is loaded from anywhere but this desk. */
export function page(frame: PageFrame, content: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${frame.title} · On Record</title>
<link rel="stylesheet" href="/desk.css">
<link rel="icon" href="data:,">
<script src="/desk.js" defer></script>
</head>
<body class="${frame.layout}" ${frame.live === undefined ? '' : html`data-channel="${frame.live.channel}" data-thread="${frame.live.thread ?? ''}"`}>
<a class="skip" href="#main">Skip to content</a>
<header class="top"><div class="bar"><a class="brand" href="/">On Record</a>
<nav aria-label="Desk"><a href="/">Channel</a> <a href="/stance">Stance</a> <a href="/help">Help</a></nav></div>
${frame.sample ? html`<p class="sample">Sample newsroom: everything here is made up<span class="more">, articles, people and outlets. <a href="/help">Follow your own sources</a> and it makes way</span>.</p>` : ''}</header>
<main id="main">${content}</main>
</body>
</html>`
}
