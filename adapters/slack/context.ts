import type { Desk, Person, Place } from '../platform/desk.js'
import type { PlatformLog } from '../platform/log.js'
import type { Answers, Respond } from './answers.js'
import type { Evidence } from './evidence.js'
import type { Sender } from './sender.js'
import { mayManage } from './teams.js'

/** What the listeners work with. */
export interface Context {
  readonly desk: Desk
  readonly sender: Sender
  readonly answers: Answers
  readonly evidence: Evidence
  readonly managers: 'members' | 'admins'
  readonly log: PlatformLog
  /** Tells work under way, so that stopping waits for it. */
  track<T>(work: Promise<T>): Promise<T>
}

/**
 * Lets what else has arrived be acknowledged first: answers are made of synchronous work (searching, rendering), and of ten people who ask
 * at once the last must not wait for the first one's answer to be acknowledged.
 */
export async function afterAcknowledging(): Promise<void> {
  const began = performance.now()
  arrivedAt = began
  do await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
  while (performance.now() - arrivedAt < QUIET_MS && performance.now() - began < LONGEST_MS)
}

/** So long nothing else may have arrived before work on an answer begins, and so long that is waited for at most, in milliseconds. */
const QUIET_MS = 15
const LONGEST_MS = 150
let arrivedAt = 0

/** Who asks; their standing is looked up only where it matters. */
export async function personOf(
  context: Context,
  team: string,
  id: string,
  name: string | undefined,
  needsStanding: boolean,
): Promise<Person> {
  const named = name === undefined ? {} : { name }
  if (!needsStanding) return { id, ...named, mayManage: false }
  const client = await context.sender.client(team)
  return { id, ...named, mayManage: await mayManage(client, context.desk.memory, team, id, context.managers) }
}

export const placeOf = (team: string, channel: string, thread?: string): Place => ({
  platform: 'slack',
  team,
  channel,
  ...(thread === undefined ? {} : { thread }),
})

/** True the first time `key` is seen, and for what has none; where the memory fails, an answer twice is better than none. */
export async function isFirst(context: Context, key: string | undefined): Promise<boolean> {
  if (!key) return true
  try {
    return await context.desk.memory.once(key, 6 * 3600)
  } catch (error) {
    context.log.error({ error }, 'the memory of events cannot be read; an event may be answered twice')
    return true
  }
}

/** The `respond` that Bolt hands out, where the payload came with a response_url. */
export const respondOf = (args: { readonly respond?: unknown }): { readonly respond?: Respond } =>
  typeof args.respond === 'function' ? { respond: args.respond as Respond } : {}
