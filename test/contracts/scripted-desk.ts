import type { Choice } from '../../adapters/platform/command.js'
import type { Call, Correction, CorrectionForm, Desk, Memory, Place, Press, Question } from '../../adapters/platform/desk.js'
import { CATALOGUE } from '../../src/desk/catalogue.js'
import type { Post, Subject } from '../../src/text/post.js'

/** Everything a platform has asked of the desk, in order. */
export interface DeskRecord {
  readonly calls: Call[]
  readonly questions: Question[]
  readonly presses: Press[]
  readonly corrections: Correction[]
  readonly posted: { readonly place: Place; readonly about: Subject }[]
  readonly joined: string[]
  readonly left: string[]
}

/** What a scripted desk answers; each can be replaced while a test runs. */
export interface Script {
  command: (call: Call) => Promise<Post> | Post
  question: (question: Question) => Promise<Post | null> | Post | null
  press: (press: Press) => Promise<Post> | Post
  correct: (correction: Correction) => Promise<Post> | Post
  form: (statementId: string) => CorrectionForm | null
  complete: (typed: string) => readonly Choice[]
}

/** A desk whose answers are written by the test, and that keeps a record of what it was asked. Its memory outlives a platform's restart. */
export interface ScriptedDesk extends Desk {
  readonly record: DeskRecord
  readonly script: Script
  /** Ends every thread's being known, as a new installation would start. */
  forgetThreads(): void
}

/** A short post of one note. */
export const plainPost = (title: string, more: Partial<Post> = {}): Post => ({
  kind: 'notice',
  audience: 'channel',
  title,
  sections: [{ parts: [{ type: 'note', text: `${title}, in full.` }] }],
  ...more,
})

/** A scripted desk that, unless told otherwise, answers everything with a short post that names what was asked. */
export function createScriptedDesk(): ScriptedDesk {
  const record: DeskRecord = { calls: [], questions: [], presses: [], corrections: [], posted: [], joined: [], left: [] }
  const threads = new Set<string>()
  const script: Script = {
    command: (call) => plainPost(`Answer to ${call.command}`),
    question: (question) => plainPost(`Reply to ${question.text}`),
    press: (press) => plainPost(`Pressed ${press.action}`),
    correct: () => plainPost('Thank you, corrected', { audience: 'person' }),
    form: (statementId) => ({
      statementId,
      words: '“The harbour stays open,” she said.',
      speaker: 'Mara Lindqvist',
      candidates: ['Tomas Reyl', 'Harbour Authority'],
    }),
    complete: (typed) => [{ label: `${typed} one`, value: `${typed}-1` }],
  }
  return {
    record,
    script,
    forgetThreads: () => threads.clear(),
    commands: CATALOGUE,
    memory: createMapMemory(),
    async command(call) {
      record.calls.push(call)
      return script.command(call)
    },
    complete: async ({ typed }) => script.complete(typed),
    async question(question) {
      record.questions.push(question)
      return script.question(question)
    },
    async press(press) {
      record.presses.push(press)
      return script.press(press)
    },
    correctionForm: async (statementId) => script.form(statementId),
    async correct(correction) {
      record.corrections.push(correction)
      return script.correct(correction)
    },
    async posted(place, about) {
      record.posted.push({ place, about })
      threads.add(keyOf(place))
    },
    knowsThread: async (place) => threads.has(keyOf(place)),
    async joined(platform, team) {
      record.joined.push(`${platform}/${team}`)
    },
    teams: async (platform) =>
      [...new Set(record.joined)].filter((one) => one.startsWith(`${platform}/`)).map((one) => one.slice(platform.length + 1)),
    async left(platform, team) {
      record.left.push(`${platform}/${team}`)
    },
    reading: async () => null,
  }
}

const keyOf = (place: Place): string => [place.platform, place.team, place.channel, place.thread ?? ''].join('/')

/** A memory that keeps everything in a map, with expiry, as the store's does. */
export function createMapMemory(): Memory & { readonly entries: ReadonlyMap<string, { value: string; until: number }> } {
  const entries = new Map<string, { value: string; until: number }>()
  const live = (key: string): string | undefined => {
    const entry = entries.get(key)
    return entry !== undefined && entry.until > Date.now() ? entry.value : undefined
  }
  const put = (key: string, value: string, seconds = Number.POSITIVE_INFINITY): void => {
    entries.set(key, { value, until: Date.now() + seconds * 1000 })
  }
  return {
    entries,
    get: async (key) => live(key),
    set: async (key, value, seconds) => put(key, value, seconds),
    async delete(key) {
      entries.delete(key)
    },
    async once(key, seconds) {
      if (live(`once:${key}`) !== undefined) return false
      put(`once:${key}`, '1', seconds)
      return true
    },
  }
}
