import type { QuotationPart, Section } from '../src/text/post.js'
import { keysOf } from './answer-question.js'
import { recordPart, type StatementRecord, speakerName } from './statement-record.js'
import { isDeed, speakerLine } from './who-said-what.js'

/** A statement to be shown, its repeats folded into it. */
export interface SaidLine<R extends StatementRecord = StatementRecord> {
  readonly record: R
  /** Other outlets with the same words. */
  readonly alsoIn: readonly string[]
  /** Came in since the reader last asked. */
  readonly isNew: boolean
}

/** All that one speaker is shown to say, newest first. */
export interface SaidGroup<R extends StatementRecord = StatementRecord> {
  /** Whole name, the words of the text where there is none ("two officials"), or null where nobody can be told. */
  readonly name: string | null
  readonly lines: readonly SaidLine<R>[]
}

interface Repeats<R> {
  best: R
  keys: ReadonlySet<string>
  readonly outlets: Set<string>
  first: number
}

/** Folds repeats: the same speaker's same words in several outlets are one line, the fullest wording, with the other outlets named. */
export function foldRepeats<R extends StatementRecord>(records: readonly R[], seenUntil?: number): SaidLine<R>[] {
  const groups: Repeats<R>[] = []
  // Only what one speaker says is compared, so that many speakers cost no more than one.
  const bySpeakers = new Map<string, Repeats<R>[]>()
  for (const record of [...records].sort((a, b) => b.at - a.at)) {
    const keys = new Set(keysOf(record.citation.words.join(' ')).map(({ key }) => key))
    const speaker = speakerKey(record)
    const known = bySpeakers.get(speaker) ?? []
    bySpeakers.set(speaker, known)
    const same = known.find((group) => isRepeat(group.keys, keys))
    const outlet = record.citation.outlet
    if (same === undefined) {
      const group = { best: record, keys, outlets: new Set(outlet === undefined ? [] : [outlet]), first: record.at }
      groups.push(group)
      known.push(group)
      continue
    }
    if (outlet !== undefined) same.outlets.add(outlet)
    same.first = Math.min(same.first, record.at)
    if (keys.size > same.keys.size) {
      same.best = record
      same.keys = keys
    }
  }
  return groups.map(({ best, outlets, first }) => ({
    record: best,
    alsoIn: [...outlets].filter((outlet) => outlet !== best.citation.outlet),
    isNew: seenUntil !== undefined && first > seenUntil,
  }))
}

// One speaker: names that end alike, or, without names, the same words of the text.
function speakerKey(record: StatementRecord): string {
  const name = speakerName(record)
  return name === null ? `words ${record.source?.toLowerCase() ?? ''}` : `name ${lastWord(name)}`
}

const lastWord = (name: string): string => name.toLowerCase().split(/\s+/u).at(-1) ?? ''

// The shorter one's words are nearly all in the longer one: outlets cut the same quotation differently.
function isRepeat(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size < 3) return small.size === large.size && [...small].every((key) => large.has(key))
  let shared = 0
  for (const key of small) if (large.has(key)) shared++
  return shared / small.size >= 0.85
}

/** Lines by speaker: the one who spoke last comes first, and each one's newest line first. */
export function bySpeaker<R extends StatementRecord>(lines: readonly SaidLine<R>[]): SaidGroup<R>[] {
  const groups = new Map<string, { name: string | null; lines: SaidLine<R>[] }>()
  for (const line of [...lines].sort((a, b) => b.record.at - a.record.at)) {
    const name = speakerName(line.record) ?? line.record.source ?? null
    const key = (name ?? '').toLowerCase()
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { name, lines: [line] })
    else group.lines.push(line)
  }
  return [...groups.values()]
}

/** Whether a record touches `topic`: its words, or its article's headline, hold the topic's words in any form. */
export function touches(record: StatementRecord, topic: readonly string[]): boolean {
  if (topic.length === 0) return true
  const keys = new Set(keysOf(`${record.citation.words.join(' ')} ${record.citation.title ?? ''}`).map(({ key }) => key))
  return topic.every((key) => keys.has(key))
}

/**
 * Whether a statement's words say something where they stand alone: "backed him" and "dismissed it" do not, a quoted "No." does; and whether it is
 * said at all: "did not respond to a request", "vetoed a resolution" are silence and deeds.
 */
export const saysSomething = ({ citation, manner, cue = '' }: StatementRecord): boolean =>
  manner === 'direct' || (!(manner === 'indirect' && isDeed(cue)) && citation.words.some((words) => keysOf(words).length > 0))

/** The words of a topic, to be matched in any form. */
export const topicKeys = (topic: string | undefined): string[] => keysOf((topic ?? '').slice(0, 200)).map(({ key }) => key)

/** What a line of a section shows besides the statement. */
export type LineExtra = (line: SaidLine) => Partial<Pick<QuotationPart, 'mark'>>

/** A section a speaker, headed by name and role, at most `most` lines each. */
export function groupSections(groups: readonly SaidGroup[], most: number, extra: LineExtra = () => ({})): Section[] {
  return groups.map((group) => ({
    heading: headingOf(group),
    parts: group.lines.slice(0, most).map((line) =>
      recordPart(line.record, {
        ...(line.isNew ? { isNew: true } : {}),
        ...(line.alsoIn.length === 0 ? {} : { alsoIn: line.alsoIn }),
        ...extra(line),
      }),
    ),
  }))
}

// The newest role that any article gives.
function headingOf({ name, lines }: SaidGroup): string {
  if (name === null) return 'Speaker unclear'
  const records = lines.map(({ record }) => record)
  const known =
    records.find(({ speaker, correctedTo }) => correctedTo === undefined && speaker?.role != null)?.speaker ?? records[0]?.speaker
  const isCorrected = records.some(({ correctedTo }) => correctedTo === name)
  if (isCorrected || known == null) return speakerLine({ speaker: { name, role: null, actor: null } })
  return speakerLine({ speaker: known.name === null ? known : { ...known, name }, source: name })
}
