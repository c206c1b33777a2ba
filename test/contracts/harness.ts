import type { Desk, Place } from '../../adapters/platform/desk.js'
import type { Platform } from '../../adapters/platform/platform.js'

/** One message as people in the channel see it. */
export interface SeenPost {
  readonly id: string
  readonly channel: string
  /** The thread it stands in; absent at the top of a channel. */
  readonly thread?: string
  /** The only person who sees it; absent where all do. */
  readonly onlyFor?: string
  /** All words a reader sees, platform markup and escapes undone, parts one a line. */
  readonly text: string
  readonly buttons: readonly string[]
}

/** What goes wrong with the next message sent to a channel. */
export type Fault =
  /** Refused for going too fast; may be tried again after a second. */
  | 'rate-limited'
  /** Accepted and shown, but the answer is lost on the way. */
  | 'accepted-unanswered'
  /** Lost before it was accepted, in a way that the sender cannot tell from the one above. */
  | 'lost-unanswered'
  /** The channel is archived, or the bot was removed from it: from now on. */
  | 'channel-refused'

/** A message typed by a person. `id` sends the same event again where given. */
export interface Typed {
  readonly channel: string
  readonly text: string
  readonly thread?: string
  readonly mention?: boolean
}

/** A platform connected to its simulator, with hands for a person and eyes for a reader. */
export interface PlatformSession {
  readonly platform: Platform
  readonly team: string
  /** Two ordinary channels, and a direct conversation with the bot (undefined where the platform has none). */
  readonly channels: readonly [string, string]
  readonly direct?: string
  readonly person: string
  /** Calls a command as a person would: `line` is what stands behind its name. Resolves when the platform has acknowledged it. */
  sendCommand(command: { readonly name: string; readonly line: string; readonly channel: string }): Promise<void>
  /** Types a message; resolves, when it was taken, with the id of the event, for `repeat`. */
  type(message: Typed): Promise<string>
  /** Delivers an event once more, as a platform does when it is not sure that it was heard. */
  repeat(eventId: string): Promise<void>
  /** Someone edits a message, and another bot writes one: neither is a question. */
  noise?(channel: string, thread: string | undefined): Promise<void>
  pressButton(press: { readonly messageId: string; readonly label: string }): Promise<void>
  /** Chooses "Wrong speaker?" for the first statement of a message, fills in `name` and sends the form; null withdraws the line. */
  correctSpeaker?(correction: { readonly messageId: string; readonly name: string | null }): Promise<void>
  visiblePosts(channel: string): readonly SeenPost[]
  /** Notifications that any message so far would have set off beyond its thread: mentions, broadcasts, formatted user references. */
  pings(): readonly string[]
  fail(channel: string, fault: Fault): void
  /** Cuts the connection over which calls come in; the platform is expected to come back by itself. */
  disconnect?(): Promise<void>
  /** Stops the platform and starts a new one on the same simulator and desk, as after a crash. */
  restart(): Promise<void>
  /** Stops everything. Rejects where a rule of the platform was broken at any time (limits, deadlines, unknown tokens). */
  close(): Promise<void>
}

/** What a test file hands to the contract suite. */
export interface PlatformHarness {
  readonly name: string
  /** What the platform has, so that tests of what it has not are left out. */
  readonly has: {
    /** Messages that only one person sees. */
    readonly privateAnswers: boolean
    /** Threads under messages. */
    readonly threads: boolean
    /** True where whatever is typed is meant for the bot (terminal, web desk), so that there is no talk to leave alone. */
    readonly onlyTheBot?: boolean
    readonly buttons: boolean
    /** Sending that can fail on the way (anything with a network in between). */
    readonly faults: boolean
    /** True where the platform itself takes a message that is sent again for the one it has (Discord's nonce). */
    readonly knowsRepeats?: boolean
  }
  /** Connects a new platform to a new simulator. */
  open(desk: Desk): Promise<PlatformSession>
}

/** A place on the session's platform. */
export const placeOf = (session: PlatformSession, channel: string, thread?: string): Place => ({
  platform: session.platform.name,
  team: session.team,
  channel,
  ...(thread === undefined ? {} : { thread }),
})

/** Waits until `check` is true; rejects with what was waited for. */
export async function until(what: string, check: () => boolean | Promise<boolean>, milliseconds = 15_000): Promise<void> {
  const end = Date.now() + milliseconds
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Waited ${milliseconds} ms in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Waits a while, for tests that something does not happen. */
export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
