import { bySpeaker, foldRepeats, type SaidGroup, saysSomething, topicKeys, touches } from './said-groups.js'
import { isNear, mayBeOwn, plainName, speaksFor, type Voices, voicesOf } from './stance-voices.js'
import { type StatementRecord, speakerName } from './statement-record.js'

/** Whom a stance is asked of. */
export interface StanceActor {
  /** Standard name of a country or body, or the whole name of a person or company. */
  readonly name: string
  /** Other names, as printed ("Beijing", "Chinese"). */
  readonly aliases: readonly string[]
  /** Other names under which it speaks: a person's family name alone, where nobody else here has it. */
  readonly forms?: readonly string[]
  readonly isPerson?: boolean
  /** A country. */
  readonly isState?: boolean
}

/** What narrows a stance. Times are milliseconds since 1970. */
export interface StanceOptions {
  readonly topic?: string
  readonly since?: number
  /** When the channel last asked: what came in later is marked as new. */
  readonly lastAsked?: number
  /** Least confidence of statements that are taken. */
  readonly leastSure?: number
  /** Who speaks for the actor; told from the statements themselves where absent. */
  readonly voices?: Voices
}

/** What an actor says, and what others say of it. */
export interface Stance<R extends StatementRecord = StatementRecord> {
  readonly actor: StanceActor
  readonly topic?: string
  readonly since?: number
  /** In its own words: statements of those who speak for it. */
  readonly own: readonly SaidGroup<R>[]
  /** What others say of it: statements about it by those who do not speak for it. */
  readonly others: readonly SaidGroup<R>[]
  readonly newCount: number
}

/** Sorts statements into what the actor says and what others say of it; folded, by speaker, newest first. Pure. */
export function stanceOf<R extends StatementRecord>(actor: StanceActor, records: readonly R[], options: StanceOptions = {}): Stance<R> {
  const topic = topicKeys(options.topic)
  const voices = options.voices ?? voicesOf(actor, records)
  const taken = records.filter(
    (record) =>
      record.at >= (options.since ?? Number.NEGATIVE_INFINITY) &&
      record.confidence >= (options.leastSure ?? 0) &&
      saysSomething(record) &&
      touches(record, topic),
  )
  const fold = (list: readonly R[]): SaidGroup<R>[] => bySpeaker(foldRepeats(list, options.lastAsked))
  const own = fold(taken.filter((record) => isBy(actor, record, voices)))
  const others = fold(taken.filter((record) => isAbout(actor, record, voices)))
  const newCount = [...own, ...others].reduce((sum, group) => sum + group.lines.filter(({ isNew }) => isNew).length, 0)
  return {
    actor,
    own,
    others,
    newCount,
    ...(options.topic === undefined || topic.length === 0 ? {} : { topic: options.topic }),
    ...(options.since === undefined ? {} : { since: options.since }),
  }
}

/**
 * Whether a statement is the actor's own: made by it, or by one who speaks for it, also where this article gives the same full name without the
 * office. An analyst speaks for nobody, whatever they say the actor will do; and whose speaker the team has corrected counts only where the name
 * given is the actor's.
 */
export function isBy(actor: StanceActor, record: StatementRecord, voices: Voices): boolean {
  const name = speakerName(record)
  if (name !== null && isSameName(name, actor.name)) return true
  if (name !== null && actor.forms?.some((form) => isSameName(form, name))) return isNear(voices, record)
  const { speaker, correctedTo } = record
  if (speaker == null || correctedTo !== undefined) return false
  if (speaksFor(actor, speaker)) return true
  return name !== null && speaker.actor === null && speaker.role === null && voices.full.has(plainName(name))
}

/** Whether a statement by somebody else is about the actor; not where it may be the actor's own. */
export function isAbout(actor: StanceActor, record: StatementRecord, voices: Voices): boolean {
  if (isBy(actor, record, voices) || mayBeOwn(actor, record, voices)) return false
  return record.about.includes(actor.name) || record.citation.words.some((words) => names(words, actor))
}

/** One and the same, titles and case aside. */
export const isSameName = (a: string, b: string): boolean => plainName(a) === plainName(b)

// Whole words only, capitals as printed: "US" is not "us", "Chad" not "chad".
function names(words: string, { name, aliases }: StanceActor): boolean {
  return [name, ...aliases].some((alias) => {
    for (let at = words.indexOf(alias); at >= 0 && alias !== ''; at = words.indexOf(alias, at + 1)) {
      if (!/[\p{L}\p{N}]/u.test(words[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(words[at + alias.length] ?? ' ')) return true
    }
    return false
  })
}

const WEEK = 7 * 86_400_000

/** How many of `records` fall into each of the `weeks` weeks before `until` (milliseconds), oldest first. */
export function countsByWeek(records: readonly StatementRecord[], weeks: number, until: number): number[] {
  const counts = new Array<number>(weeks).fill(0)
  for (const { at } of records) {
    const back = Math.floor((until - at) / WEEK)
    if (at <= until && back < weeks) counts[weeks - 1 - back] = (counts[weeks - 1 - back] as number) + 1
  }
  return counts
}
