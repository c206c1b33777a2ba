import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
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

/** Discord's own description of its API, where it is at hand: `DISCORD_OPENAPI`, or the data folder beside the project. */
const DESCRIPTION = process.env.DISCORD_OPENAPI ?? '../shared/data/discord/openapi.json'
export const hasDescription = existsSync(DESCRIPTION)

type Check = (method: string, path: string, body: unknown) => string[]

/** Checks request bodies against Discord's own OpenAPI description; checks nothing where that is not at hand. */
export function describedBy(): Check {
  if (!hasDescription) return () => []
  const description = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as {
    paths: Record<string, Record<string, { requestBody?: { content?: Record<string, { schema: { $ref?: string } }> } }>>
  }
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false })
  ajv.addSchema(description, 'discord')
  const routes = Object.keys(description.paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/gu, '[^/]+')}$`, 'u'),
  }))
  const made = new Map<string, ReturnType<typeof ajv.compile>>()
  return (method, path, body) => {
    const exact =
      routes.find((route) => route.path === path) ??
      routes.filter(({ pattern }) => pattern.test(path)).sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0]
    if (exact === undefined) return [`${method} ${path} is not in Discord's API`]
    const operation = description.paths[exact.path]?.[method.toLowerCase()]
    if (operation === undefined) return [`${method} ${exact.path} is not in Discord's API`]
    if (operation.requestBody?.content?.['application/json'] === undefined || body === undefined) return []
    const key = `${method} ${exact.path}`
    const pointer = `discord#/paths/${exact.path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}/requestBody/content/application~1json/schema`
    const check = made.get(key) ?? ajv.compile({ $ref: pointer })
    made.set(key, check)
    return check(body) ? [] : [`${key}: ${ajv.errorsText(check.errors)} in ${JSON.stringify(body).slice(0, 300)}`]
  }
}
