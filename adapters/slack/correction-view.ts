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

/**
 * The message's blocks with the statement by its new speaker, or without its words where it was withdrawn. The line below, which had no name
 * because the heading above gave it, gets that name, so that it is not read as the new speaker's.
 */
export function correctedBlocks(blocks: readonly Block[], statementId: string, speaker: string | null): readonly Block[] {
  let heading: readonly Inline[] = []
  let isBelow = false
  return blocks.map((block) => {
    const isStatement = block.type === 'rich_text' && block.block_id?.startsWith(STATEMENT)
    if (!isStatement) {
      heading = headingIn(block) ?? heading
      if (heading.length === 0 || headingIn(block) !== undefined) isBelow = false
      return block
    }
    if (block.block_id !== `${STATEMENT}${statementId}`) {
      const needsName = isBelow && !isNamed(block.elements[0])
      isBelow = false
      return needsName ? { ...block, elements: namedAs(heading, block.elements) } : block
    }
    isBelow = speaker !== null
    if (speaker === null) return { ...block, elements: [sectionOf(textOf('Withdrawn by your team', { italic: true }))] }
    const name = sectionOf(
      textOf(plainLine(speaker), { bold: true }),
      textOf(' · '),
      textOf('corrected by your team', { italic: true }),
      linksIn(block.elements[0]),
    )
    const quote = block.elements.findIndex((part) => part.type === 'rich_text_quote')
    return { ...block, elements: [name, ...block.elements.slice(Math.max(0, quote))] }
  })
}

// A section's heading is a block of its own, all of it bold.
function headingIn(block: Block): readonly Inline[] | undefined {
  if (block.type === 'header' || block.type === 'divider') return []
  if (block.type !== 'rich_text' || block.elements.length !== 1) return undefined
  const [part] = block.elements
  return part?.type === 'rich_text_section' && part.elements.length > 0 && part.elements.every(isBold) ? part.elements : undefined
}

const isBold = (inline: Inline): boolean => 'style' in inline && inline.style?.bold === true

// Who is named stands in bold at the front, behind nothing but the mark of what is new.
const isNamed = (part: RichPart | undefined): boolean =>
  part?.type === 'rich_text_section' && part.elements.slice(0, 3).some((inline) => inline.type === 'text' && isBold(inline))

function namedAs(heading: readonly Inline[], elements: readonly RichPart[]): RichPart[] {
  const [first, ...rest] = elements
  if (first?.type !== 'rich_text_section') return [sectionOf(heading), ...elements]
  return [sectionOf(heading, textOf(' · '), first.elements), ...rest]
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
