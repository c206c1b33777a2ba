import { LIMITS } from '../../adapters/discord/limits.js'

interface Embed {
  title?: string
  description?: string
  footer?: { text: string }
  fields?: { name: string; value: string }[]
}

/** A message body as the bot sends it. */
export interface SentBody {
  content?: string
  embeds?: Embed[]
  components?: {
    components: {
      type: number
      label?: string
      custom_id?: string
      url?: string
      options?: { label: string; value: string }[]
      placeholder?: string
    }[]
  }[]
  allowed_mentions?: { parse?: string[]; replied_user?: boolean }
  flags?: number
  nonce?: string
  enforce_nonce?: boolean
}

/** What Discord refuses of a message, or what we promise never to send; empty where all is well. Source: Discord's documentation of limits. */
export function brokenRules(body: SentBody): string[] {
  const broken: string[] = []
  const most = (what: string, text: string | undefined, limit: number): void => {
    if ((text?.length ?? 0) > limit) broken.push(`${what}: ${text?.length} characters, at most ${limit}`)
    if (text === '') broken.push(`${what} is empty`)
  }
  const embeds = body.embeds ?? []
  if ((body.content ?? '') === '' && embeds.length === 0) broken.push('the message is empty')
  most('content', body.content === '' ? undefined : body.content, LIMITS.content)
  if (embeds.length > LIMITS.embeds) broken.push(`${embeds.length} embeds`)
  let total = 0
  for (const embed of embeds) {
    most('title', embed.title, LIMITS.title)
    most('description', embed.description, LIMITS.description)
    most('footer', embed.footer?.text, LIMITS.footer)
    if ((embed.fields ?? []).length > LIMITS.fields) broken.push('too many fields')
    for (const field of embed.fields ?? []) {
      most('field name', field.name, LIMITS.fieldName)
      most('field value', field.value, LIMITS.fieldValue)
      total += field.name.length + field.value.length
    }
    total += (embed.title ?? '').length + (embed.description ?? '').length + (embed.footer?.text ?? '').length
    if (embed.title === undefined && embed.description === undefined && (embed.fields ?? []).length === 0 && embed.footer === undefined)
      broken.push('an embed is empty')
  }
  if (total > LIMITS.embedTotal) broken.push(`${total} characters over all embeds`)
  checkComponents(body, most, broken)
  if (body.allowed_mentions?.parse?.length !== 0) broken.push('allowed_mentions does not switch mentions off')
  if (body.nonce !== undefined) most('nonce', body.nonce, LIMITS.nonce)
  return broken
}

function checkComponents(body: SentBody, most: (what: string, text: string | undefined, limit: number) => void, broken: string[]): void {
  const rows = body.components ?? []
  if (rows.length > LIMITS.rows) broken.push(`${rows.length} rows of components`)
  const ids = rows.flatMap((row) => row.components.map(({ custom_id }) => custom_id)).filter((id) => id !== undefined)
  if (new Set(ids).size !== ids.length) broken.push('two components have one custom id')
  for (const { components } of rows) {
    if (components.length === 0 || components.length > LIMITS.buttonsInRow) broken.push(`${components.length} components in a row`)
    for (const one of components) {
      most('button label', one.label, LIMITS.buttonLabel)
      most('custom id', one.custom_id, LIMITS.customId)
      most('placeholder', one.placeholder, LIMITS.placeholder)
      if ((one.options ?? []).length > LIMITS.selectOptions) broken.push('too many options in a menu')
      for (const option of one.options ?? []) {
        most('option label', option.label, LIMITS.selectText)
        most('option value', option.value, LIMITS.selectText)
      }
    }
  }
}

interface Written {
  readonly name: string
  readonly description?: string
  readonly description_localizations?: Readonly<Record<string, string>> | null
  readonly options?: readonly (Written & { readonly required?: boolean; readonly choices?: readonly { name: string; value: string }[] })[]
}

/** What Discord refuses of a registration. Source: discord.com/developers/docs/interactions/application-commands. */
export function brokenCommands(commands: readonly unknown[]): string[] {
  const broken: string[] = []
  const described = ({ name, description = '', description_localizations: translations }: Written): number => {
    if (!/^[-_'\p{L}\p{N}]{1,32}$/u.test(name) || name !== name.toLowerCase()) broken.push(`name ${name}`)
    const all = [description, ...Object.values(translations ?? {})]
    for (const text of all) if (text.length < 1 || text.length > LIMITS.commandDescription) broken.push(`description of ${name}: ${text}`)
    return name.length + Math.max(...all.map(({ length }) => length))
  }
  for (const command of commands as readonly (Written & { readonly type?: number })[]) {
    // Commands of context menus have a name with spaces and no description.
    if (command.type === 2 || command.type === 3) continue
    let total = described(command)
    const options = command.options ?? []
    if (options.length > LIMITS.choices) broken.push(`${options.length} options of ${command.name}`)
    const optional = options.findIndex(({ required }) => !required)
    if (optional >= 0 && options.slice(optional).some(({ required }) => required)) broken.push(`${command.name}: required after optional`)
    for (const option of options) {
      total += described(option)
      if ((option.choices ?? []).length > LIMITS.choices) broken.push(`${option.choices?.length} choices of ${option.name}`)
      for (const { name, value } of option.choices ?? []) total += name.length + value.length
    }
    if (total > 8000) broken.push(`${command.name}: ${total} characters`)
  }
  if (commands.length > 100) broken.push(`${commands.length} commands`)
  return broken
}
