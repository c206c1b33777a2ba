import type { types } from '@slack/bolt'
import type { Button } from '../../src/text/post.js'
import { linkable, plainLine, shortened } from './inert.js'
import { LIMITS } from './limits.js'
import type { Candidate } from './parts.js'
import type { Block } from './rich-text.js'

/** What a control asks for is read from the beginning of its `action_id`: "press:sources:0", "wrong:2", "open:1". */
export const PRESS = 'press:'
export const WRONG = 'wrong:'
const OPEN = 'open:'

const plainText = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false })

/**
 * Buttons in rows of at most 25, and "Wrong speaker?": one button where there is one statement, else a menu of the statements above it.
 * Buttons whose value or address Slack does not take are left out.
 */
export function controlsOf(buttons: readonly Button[], candidates: readonly Candidate[]): readonly Block[] {
  const elements: types.ActionsBlockElement[] = [...buttons.flatMap(buttonOf), ...wrongSpeaker(candidates)]
  const blocks: Block[] = []
  for (let at = 0; at < elements.length; at += LIMITS.actions)
    blocks.push({ type: 'actions', elements: elements.slice(at, at + LIMITS.actions) })
  return blocks
}

function buttonOf(button: Button, index: number): readonly types.Button[] {
  const text = plainText(shortened(plainLine(button.label), LIMITS.buttonText) || '…')
  if ('url' in button) {
    const url = linkable(button.url, LIMITS.buttonUrl)
    return url === undefined ? [] : [{ type: 'button', text, url, action_id: `${OPEN}${index}` }]
  }
  if (button.value.length > LIMITS.buttonValue) return []
  const style = button.style === undefined ? {} : { style: button.style }
  // An empty value is refused.
  const value = button.value === '' ? {} : { value: button.value }
  return [{ type: 'button', text, action_id: `${PRESS}${button.action}:${index}`, ...value, ...style }]
}

function wrongSpeaker(all: readonly Candidate[]): readonly types.ActionsBlockElement[] {
  const candidates = [...new Map(all.map((one) => [one.statementId, one])).values()]
  const [only] = candidates
  if (only === undefined) return []
  if (candidates.length === 1)
    return [{ type: 'button', text: plainText('Wrong speaker?'), action_id: `${WRONG}0`, value: only.statementId }]
  const menus: types.StaticSelect[] = []
  for (let at = 0; at < candidates.length; at += LIMITS.options) {
    menus.push({
      type: 'static_select',
      action_id: `${WRONG}${at}`,
      placeholder: plainText('Wrong speaker?'),
      options: candidates.slice(at, at + LIMITS.options).map(({ statementId, label }) => ({ text: plainText(label), value: statementId })),
    })
  }
  return menus
}
