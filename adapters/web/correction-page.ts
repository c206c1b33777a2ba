import { html } from 'hono/html'
import type { CorrectionForm } from '../platform/desk.js'
import type { Markup } from './markup.js'

/** What the form sends where the name is typed; no name is written like this. */
export const ELSE = '?'

/** The "Wrong speaker?" form: the words, who is named now, and who it could be instead. */
export function correctionPage(form: CorrectionForm, message: string, back: string, problem?: string): Markup {
  return html`<h1>Wrong speaker?</h1>
  <blockquote class="corrected" dir="auto">${form.words}</blockquote>
  <p>Shown as said by: <strong>${form.speaker ?? 'speaker unclear'}</strong></p>
  ${problem === undefined ? '' : html`<p role="alert" class="note warning">${problem}</p>`}
  <form method="post" action="/correct" class="choices">
    <input type="hidden" name="statement" value="${form.statementId}"><input type="hidden" name="message" value="${message}"><input type="hidden" name="back" value="${back}">
    <fieldset><legend>Who said it?</legend>
      ${form.candidates.slice(0, 12).map((name) => html`<label><input type="radio" name="speaker" value="${name}" required> ${name}</label>`)}
      <label><input type="radio" name="speaker" id="else" value="${ELSE}" required> Somebody else</label>
      <label class="hidden" for="other">Name of somebody else</label><input type="text" id="other" name="other" maxlength="200" placeholder="Name as the article gives it" autocomplete="off">
      <label><input type="radio" name="speaker" value="" required> It is not clear: withdraw the line</label>
    </fieldset>
    <p><button class="button primary">Save for this team</button> <a class="button" href="${back}">Cancel</a></p>
  </form>
  <p class="small">The correction counts for your team from now on. The article’s words stay as they are.</p>`
}

/** The form to sign in with the access token. */
export const loginPage = (problem?: string): Markup => html`<h1>On Record</h1>
  <form method="post" action="/login" class="login"><label for="token">Access token (WEB_TOKEN of this desk)</label>
  <input type="password" id="token" name="token" autocomplete="current-password" required>
  <p><button class="button primary">Sign in</button></p>${problem === undefined ? '' : html`<p role="alert">${problem}</p>`}</form>`
