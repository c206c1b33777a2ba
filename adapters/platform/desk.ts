import type { Document } from '../../src/text/document.js'
import type { Post, Subject } from '../../src/text/post.js'
import type { Choice, CommandSpec } from './command.js'

/** Where something happens: a channel of a team on a platform, and the thread within it where there is one. Ids are the platform's own. */
export interface Place {
  readonly platform: string
  /** Workspace, guild; "local" for terminal and web desk. */
  readonly team: string
  readonly channel: string
  readonly thread?: string
}

/** Who asks. `mayManage`: may change sources and schedules here. */
export interface Person {
  readonly id: string
  readonly name?: string
  readonly mayManage: boolean
}

/** A command as a person called it: options by name, all plain strings. A platform that has only one line of text passes it as `line`. */
export interface Call {
  readonly command: string
  readonly options: Readonly<Record<string, string>>
  readonly line?: string
  /** Text of an attached or pasted file. */
  readonly attachment?: { readonly name: string; readonly text: string }
  readonly place: Place
  readonly person: Person
  /** One id through all logs of this call. */
  readonly callId: string
}

/** A message in a thread, a mention or a direct message. */
export interface Question {
  readonly text: string
  readonly place: Place
  readonly person: Person
  /** True where the bot itself is addressed: a mention, a direct message, a reply to one of its messages. */
  readonly addressed: boolean
  readonly callId: string
}

/** A button pressed. `messageId` is the message that carries it. */
export interface Press {
  readonly action: string
  readonly value: string
  readonly place: Place
  readonly person: Person
  readonly messageId?: string
  readonly callId: string
}

/** What the "Wrong speaker?" form asks, so that a platform can show it. */
export interface CorrectionForm {
  readonly statementId: string
  /** The statement's words, verbatim. */
  readonly words: string
  readonly speaker: string | null
  /** Other people and bodies of the article, likeliest first. */
  readonly candidates: readonly string[]
}

/** `speaker` null: withdraw the line. */
export interface Correction {
  readonly statementId: string
  readonly speaker: string | null
  readonly place: Place
  readonly person: Person
}

/** Small things a platform must find again after a restart or on another replica (paging state, installations). Values are JSON strings. */
export interface Memory {
  get(key: string): Promise<string | undefined>
  /** `seconds`: how long it is kept; absent for good. */
  set(key: string, value: string, seconds?: number): Promise<void>
  delete(key: string): Promise<void>
  /** True the first time `key` is seen within `seconds`, across restarts and replicas: for events delivered twice. */
  once(key: string, seconds: number): Promise<boolean>
}

/** What the desk offers to platforms. No method rejects for bad input: what is wrong comes back as a post of kind "error". */
export interface Desk {
  readonly commands: readonly CommandSpec[]
  command(call: Call): Promise<Post>
  /** Suggestions for an option while it is typed, at most 25; empty where none or too slow. */
  complete(request: { command: string; option: string; typed: string; place: Place }): Promise<readonly Choice[]>
  /** Answer to a thread message, a mention or a direct message; null where it is talk that is not for the bot. */
  question(question: Question): Promise<Post | null>
  press(press: Press): Promise<Post>
  correctionForm(statementId: string, place: Place): Promise<CorrectionForm | null>
  correct(correction: Correction): Promise<Post>
  /** Remembers what a posted message is about, so that its thread can be answered from the store alone. */
  posted(place: Place, about: Subject): Promise<void>
  /** Whether the bot has posted something with a subject at this place's thread. */
  knowsThread(place: Place): Promise<boolean>
  /** A team installed the bot, or came back. */
  joined(platform: string, team: string, name?: string): Promise<void>
  /** Teams of a platform that the bot was in when it last heard of them. */
  teams(platform: string): Promise<readonly string[]>
  /** A team removed the bot: everything of it is deleted. */
  left(platform: string, team: string): Promise<void>
  readonly memory: Memory
  /** The whole reading of a stored article, for a reading view. */
  reading(articleId: string): Promise<Document | null>
}
