import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord.js'
import { wordsOf } from '../../src/text/citation.js'
import type { Button, Post, QuotationPart, Section } from '../../src/text/post.js'
import { LIMITS } from './limits.js'
import { safeUrl } from './links.js'
import { cut } from './plain-text.js'

/** Makes a button's custom id (at most 100 characters) from what it asks for; long values are kept elsewhere by whoever hands this in. */
export type CustomId = (action: string, value: string) => string

/** Buttons, and where quotations are shown a menu "Wrong speaker?" with a line for each. */
export function componentRows(post: Post, customId: CustomId): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const owners = post.sections.filter((section) => (section.buttons ?? []).length > 0)
  // Discord shows all buttons below the message: those of one section stand for themselves, those of several go into a menu that names each.
  const own = owners.length === 1 ? (owners[0]?.buttons ?? []) : []
  const buttons = withoutTwins([...own, ...(post.buttons ?? [])], (button) =>
    'url' in button ? button.url : customId(button.action, button.value),
  ).slice(0, (LIMITS.rows - 2) * LIMITS.buttonsInRow)
  const rows: APIActionRowComponent<APIComponentInMessageActionRow>[] = []
  for (let i = 0; i < buttons.length; i += LIMITS.buttonsInRow) {
    rows.push({ type: 1, components: buttons.slice(i, i + LIMITS.buttonsInRow).map((button) => buttonOf(button, customId)) })
  }
  if (owners.length > 1) rows.push(...sectionMenu(owners, customId))
  const seen = new Set<string>()
  const quotations = post.sections
    .flatMap((section) => section.parts)
    .filter(
      (part): part is QuotationPart & { statementId: string } =>
        part.type === 'quotation' && part.statementId !== undefined && part.statementId.length <= LIMITS.selectText,
    )
    .filter(({ statementId }) => !seen.has(statementId) && seen.add(statementId))
    .slice(0, LIMITS.selectOptions)
  if (quotations.length > 0) {
    const options = quotations.map((part) => ({
      label: cut(wordsOf(part.citation).toWellFormed() || '…', LIMITS.selectText),
      value: part.statementId,
    }))
    rows.push({
      type: 1,
      components: [{ type: 3, custom_id: customId('wrong-speaker', ''), placeholder: 'Wrong speaker? Choose the line', options }],
    })
  }
  return rows
}

function sectionMenu(owners: readonly Section[], customId: CustomId): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const choices = owners.flatMap((section) =>
    (section.buttons ?? []).flatMap((button) =>
      'url' in button
        ? []
        : [
            {
              label: cut(`${button.label}: ${section.heading ?? ''}`.toWellFormed(), LIMITS.selectText),
              value: customId(button.action, button.value),
            },
          ],
    ),
  )
  const options = withoutTwins(choices, ({ value }) => value).slice(0, LIMITS.selectOptions)
  return options.length === 0
    ? []
    : [
        {
          type: 1,
          components: [{ type: 3, custom_id: customId('menu', ''), placeholder: 'Who said what, and sources, by story', options }],
        },
      ]
}

const withoutTwins = <T>(list: readonly T[], key: (one: T) => string): T[] => [...new Map(list.map((one) => [key(one), one])).values()]

function buttonOf(button: Button, customId: CustomId): APIComponentInMessageActionRow {
  const label = cut(button.label, LIMITS.buttonLabel)
  const url = 'url' in button ? safeUrl(button.url) : undefined
  if (url !== undefined) return { type: 2, style: 5, label, url }
  if ('url' in button) return { type: 2, style: 2, label, custom_id: customId('nothing', label), disabled: true }
  return {
    type: 2,
    style: button.style === 'primary' ? 1 : button.style === 'danger' ? 4 : 2,
    label,
    custom_id: customId(button.action, button.value),
  }
}
