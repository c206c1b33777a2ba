import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

/** Discord's own description of its API, where it is at hand: `DISCORD_OPENAPI`, or the data folder beside the project. */
const DESCRIPTION = process.env.DISCORD_OPENAPI ?? '../shared/data/discord/openapi.json'

/** Whether it is at hand. */
export const hasDescription = existsSync(DESCRIPTION)

interface Schema {
  [key: string]: unknown
  readonly properties?: Record<string, unknown>
  readonly allOf?: readonly { $ref?: string }[]
  additionalProperties?: unknown
}
interface Operation {
  readonly requestBody?: { readonly content?: Record<string, unknown> }
  readonly responses: Record<string, { readonly $ref?: string; readonly content?: Record<string, unknown> }>
}
interface Description {
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, Schema> }
}

/** Checks against Discord's own OpenAPI description; each says what is wrong, and nothing where the description is not at hand. */
export interface Described {
  request(method: string, path: string, body: unknown): string[]
  answer(method: string, path: string, status: number, body: unknown): string[]
  /** A value against one of the description's named schemas: "MessageResponse". */
  value(schema: string, value: unknown): string[]
}

let known: Described | undefined

/** The description, read once. Where it is not at hand (a fresh clone) nothing is checked against it; all other rules are. */
export function describedBy(): Described {
  known ??= readDescription()
  return known
}

function readDescription(): Described {
  if (!hasDescription) return { request: () => [], answer: () => [], value: () => [] }
  const description = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as Description
  close(description)
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false })
  ajv.addSchema(description, 'discord')
  const made = new Map<string, ValidateFunction>()
  const against = (pointer: string, what: string, value: unknown): string[] => {
    const check = made.get(pointer) ?? ajv.compile({ $ref: `discord#/${pointer}` })
    made.set(pointer, check)
    return check(value) ? [] : [`${what}: ${ajv.errorsText(check.errors)} in ${JSON.stringify(value).slice(0, 300)}`]
  }
  const find = routesOf(description)
  return {
    request(method, path, body) {
      const route = find(path)
      const operation = route === undefined ? undefined : description.paths[route]?.[method.toLowerCase()]
      if (operation === undefined) return [`${method} ${path} is not in Discord's API`]
      if (operation.requestBody?.content?.['application/json'] === undefined || body === undefined) return []
      return against(
        `${pointerTo(route as string, method)}/requestBody/content/application~1json/schema`,
        `${method} ${route}`,
        withoutSdkFields(body),
      )
    },
    answer(method, path, status, body) {
      const route = find(path)
      const responses = route === undefined ? undefined : description.paths[route]?.[method.toLowerCase()]?.responses
      // What is no part of the API is told of its request; Discord does not describe its own failures.
      if (responses === undefined || status >= 500) return []
      const what = `answer ${status} to ${method} ${route}`
      const key = [String(status), `${Math.floor(status / 100)}XX`].find((one) => responses[one] !== undefined)
      if (key === undefined) return [`${what}: Discord gives no such answer`]
      const shared = responses[key]?.$ref?.replace('#/', '')
      const isBare = shared === undefined && responses[key]?.content === undefined
      if (isBare) return body === undefined ? [] : [`${what}: has a body`]
      const place = shared ?? `${pointerTo(route as string, method)}/responses/${key}`
      return against(`${place}/content/application~1json/schema`, what, body ?? null)
    },
    value: (schema, value) => against(`components/schemas/${schema}`, schema, value),
  }
}

/** The description lets everything pass that it does not name; here nothing does, so that a misspelt or made-up field is found. */
function close({ components: { schemas } }: Description): void {
  const joined = new Set(
    Object.values(schemas).flatMap(({ allOf }) =>
      (allOf ?? []).flatMap(({ $ref }) => ($ref === undefined ? [] : [$ref.split('/').at(-1)])),
    ),
  )
  for (const [name, schema] of Object.entries(schemas)) {
    const isOpen = schema.properties === undefined || schema.additionalProperties !== undefined || schema.allOf !== undefined
    if (!isOpen && !joined.has(name)) schema.additionalProperties = false
  }
}

// discord.js writes these two into every message it makes, where Discord's description has no place for them too. They change nothing.
function withoutSdkFields(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => !(['tts', 'enforce_nonce'].includes(name) && value === false)))
}

const pointerTo = (route: string, method: string): string =>
  `paths/${route.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}`

/** Finds the described route of a path: the one with the fewest blanks. */
function routesOf(description: Description): (path: string) => string | undefined {
  const routes = Object.keys(description.paths)
    .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{[^}]+\}/gu, '[^/]+')}$`, 'u') }))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)
  return (path) => routes.find((route) => route.path === path || route.pattern.test(path))?.path
}
