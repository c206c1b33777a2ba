import { html } from 'hono/html'
import type { CorrectionForm } from '../platform/desk.js'
import type { Markup } from './markup.js'

/** The "Wrong speaker?" form: the words, who is named now, and who it could be instead. */
export function correctionPage(form: CorrectionForm, message: string, back: string): Markup {
  return html`<h1>Wrong speaker?</h1>
  <blockquote dir="auto">${form.words}</blockquote>
  <p>Shown as said by: <strong>${form.speaker ?? 'speaker unclear'}</strong></p>
  <form method="post" action="/correct" class="choices">
    <input type="hidden" name="statement" value="${form.statementId}"><input type="hidden" name="message" value="${message}"><input type="hidden" name="back" value="${back}">
    <fieldset><legend>Who said it?</legend>
      ${form.candidates.slice(0, 12).map((name, i) => html`<label><input type="radio" name="speaker" value="${name}" ${i === 0 ? 'checked' : ''}> ${name}</label>`)}
      <label><input type="radio" name="speaker" value="" ${form.candidates.length === 0 ? 'checked' : ''}> Nobody of these: withdraw the line</label>
      <label for="other">Somebody else</label><input type="text" id="other" name="other" maxlength="200" placeholder="Name as the article gives it">
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
