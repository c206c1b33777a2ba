import type { types } from '@slack/bolt'
import type { CorrectionForm } from '../platform/desk.js'
import { plain, plainLine, shortened } from './inert.js'
import { LIMITS } from './limits.js'
import { STATEMENT } from './parts.js'
import { type Block, type Inline, piecesOf, quoteOf, type RichPart, richText, sectionOf, textOf } from './rich-text.js'

/** Names of the form, of its two fields, and of the choice that withdraws the line. */
export const FORM = 'correction'
export const CHOICE = 'speaker'
export const OTHER = 'other'
export const WITHDRAW = 'withdraw'

/** The message's blocks with the statement by its new speaker, or without its words where it was withdrawn. */
export function correctedBlocks(blocks: readonly Block[], statementId: string, speaker: string | null): readonly Block[] {
  return blocks.map((block) => {
    if (block.type !== 'rich_text' || block.block_id !== `${STATEMENT}${statementId}`) return block
    if (speaker === null) return { ...block, elements: [sectionOf(textOf('Withdrawn by your team', { italic: true }))] }
    const name = sectionOf(
      textOf(plainLine(speaker), { bold: true }),
      textOf(' · '),
      textOf('corrected by your team', { italic: true }),
      linksIn(block.elements[0]),
      // The lines below stay under the section's own heading.
      textOf(' · this line only'),
    )
    const quote = block.elements.findIndex((part) => part.type === 'rich_text_quote')
    return { ...block, elements: [name, ...block.elements.slice(Math.max(0, quote))] }
  })
}

// The link to the source stays in the corrected line.
function linksIn(part: RichPart | undefined): readonly Inline[] {
  if (part?.type !== 'rich_text_section') return []
  const links = part.elements.filter((element) => element.type === 'link')
  return links.length === 0 ? [] : [...textOf(' · '), ...links]
}

const plainText = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false })

/** A form that is still being filled, or what is said in its place. */
export function waitingView(text = 'Reading…'): types.ModalView {
  return {
    type: 'modal',
    title: plainText('Wrong speaker?'),
    close: plainText('Close'),
    blocks: [{ type: 'context', elements: [plainText(text)] }],
  }
}

/** The form: the words, who is shown now, the people of the article to choose from, and room for another name. `id` comes back with it. */
export function formView(form: CorrectionForm, names: readonly string[], id: string): types.ModalView {
  const now = form.speaker === null ? 'Shown as: speaker unclear' : `Shown as said by: ${plainLine(form.speaker)}`
  const words = piecesOf(plain(form.words), LIMITS.richText).flatMap((piece) => richText([quoteOf(piece)]) ?? [])
  const options = [
    ...names.map((name, i) => ({ text: plainText(shortened(plainLine(name), LIMITS.optionText) || '…'), value: String(i) })),
    { text: plainText('Nobody: withdraw this line'), value: WITHDRAW },
  ]
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: id,
    title: plainText('Wrong speaker?'),
    submit: plainText('Correct'),
    close: plainText('Leave as it is'),
    blocks: [
      ...words,
      { type: 'context', elements: [plainText(shortened(now, LIMITS.text))] },
      {
        type: 'input',
        block_id: CHOICE,
        optional: true,
        label: plainText('Who said it?'),
        element: { type: 'static_select', action_id: CHOICE, placeholder: plainText('People and bodies of the article'), options },
      },
      {
        type: 'input',
        block_id: OTHER,
        optional: true,
        label: plainText('Somebody else'),
        hint: plainText('The correction holds for this workspace, and is shown as yours.'),
        element: { type: 'plain_text_input', action_id: OTHER, max_length: 200 },
      },
    ],
  }
}
