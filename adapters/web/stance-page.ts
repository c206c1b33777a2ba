import { html } from 'hono/html'
import type { Choice } from '../platform/command.js'
import type { Markup } from './markup.js'

/** How many of those most talked of are offered. */
const OFFERED = 12

/** The stance view: whom and what about, the most talked of as links, and the answer where one was asked for. */
export function stancePage(who: string, about: string, known: readonly Choice[], answer: Markup): Markup {
  return html`<h1>Stance</h1>
  <p class="small">What a country, body or person says in its own words, and what others say of it, as the articles have it.</p>
  <form method="get" action="/stance" class="stance-form"><div><label for="who">Who</label><input id="who" name="who" value="${who}" required maxlength="200" placeholder="a country, body or person" list="known" autocomplete="off"></div>
  <div><label for="about">About (optional)</label><input id="about" name="about" value="${about}" maxlength="200" autocomplete="off"></div><button class="button primary">Show</button></form>
  <datalist id="known">${known.map(({ value }) => html`<option value="${value}"></option>`)}</datalist>
  ${known.length === 0 ? '' : html`<nav class="known" aria-label="Most talked of"><span class="small">Most talked of</span> ${known.slice(0, OFFERED).map((one) => link(one, who))}</nav>`}
  ${answer}`
}

const link = ({ label, value }: Choice, who: string): Markup =>
  html`<a class="button try" href="/stance?who=${encodeURIComponent(value)}" ${value === who ? html`aria-current="page"` : ''}>${label}</a> `
