import type { Post } from '../src/text/post.js'
import { type KnownName, matchName, type NameMatch } from './name-match.js'
import { bySpeaker, foldRepeats, groupSections, type SaidGroup, saysSomething, topicKeys, touches } from './said-groups.js'
import { isSameName } from './stance.js'
import { isNear, voicesOf } from './stance-voices.js'
import { isSure, type StatementRecord, speakerName } from './statement-record.js'

/** What narrows it. Times are milliseconds since 1970. */
export interface WhoOptions {
  readonly topic?: string
  readonly since?: number
  readonly lastAsked?: number
}

/** What one speaker said. */
export interface Who<R extends StatementRecord = StatementRecord> {
  readonly asked: string
  readonly match: NameMatch
  readonly topic?: string
  readonly since?: number
  /** Who is most spoken of, to name somebody where nobody is like the one asked for. */
  readonly mostNamed?: readonly string[]
  /** One group, or none where nothing fits. */
  readonly said: readonly SaidGroup<R>[]
}

/** What a person or body said, newest first: found by any part of the name among those who speak in `records`. Pure. */
export function whoSaid<R extends StatementRecord>(asked: string, records: readonly R[], options: WhoOptions = {}): Who<R> {
  const match = matchName(asked, speakersOf(records))
  const topic = topicKeys(options.topic)
  const base = {
    asked: asked.trim().slice(0, 100),
    match,
    ...(options.topic === undefined || topic.length === 0 ? {} : { topic: options.topic }),
    ...(options.since === undefined ? {} : { since: options.since }),
  }
  if (match.kind !== 'one') return { ...base, said: [] }
  const voices = voicesOf({ name: match.name, aliases: [], isPerson: true }, records)
  const theirs = records.filter((record) => {
    const name = speakerName(record)
    return (
      name !== null &&
      isSure(record) &&
      (isSameName(name, match.name) || isNear(voices, record)) &&
      match.forms.some((form) => isSameName(form, name)) &&
      record.at >= (options.since ?? Number.NEGATIVE_INFINITY) &&
      saysSomething(record) &&
      touches(record, topic)
    )
  })
  const lines = bySpeaker(foldRepeats(theirs, options.lastAsked)).flatMap((group) => group.lines)
  if (lines.length === 0) return { ...base, said: [] }
  return { ...base, said: [{ name: match.name, lines: [...lines].sort((a, b) => b.record.at - a.record.at) }] }
}

/** Everybody who speaks in `records`, with how often. */
export function speakersOf(records: readonly StatementRecord[]): KnownName[] {
  const counts = new Map<string, number>()
  for (const record of records) {
    const name = speakerName(record)
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => ({ name, count }))
}

const MOST_LINES = 8

/** It as a message: the speaker with the newest role, newest statements first; or whom else the name may mean. */
export function whoPost(who: Who): Post {
  const { match, asked, topic, since } = who
  if (match.kind === 'none') {
    const quoted = who.mostNamed ?? []
    const others = quoted.length === 0 ? 'Try a surname.' : `Most spoken of here: ${listed(quoted)}.`
    const hint = match.suggestions.length === 0 ? others : `Did you mean ${list(match.suggestions)}?`
    return notFound(
      asked === '' ? 'Name a person or body, such as “who central bank”.' : `Nobody called “${asked}” is quoted here. ${hint}`,
    )
  }
  if (match.kind === 'several') return notFound(`“${asked}” may be ${list(match.names)}. Give more of the name.`)
  const group = who.said[0]
  if (group === undefined) {
    const hints = [
      ...(topic === undefined ? [] : ['Try another topic, or leave it out.']),
      ...(since === undefined ? [] : ['Leave out “since” to look further back.']),
    ]
    return notFound([`${match.name} is not quoted${topic === undefined ? '' : ` on ${topic}`} here.`, ...hints].join(' '))
  }
  const left = group.lines.length - MOST_LINES
  return {
    kind: 'who',
    audience: 'channel',
    title: topic === undefined ? `What ${match.name} said` : `What ${match.name} said on ${topic}`,
    sections: groupSections(who.said, MOST_LINES),
    ...(left > 0 ? { footer: `${left} more. Narrow it with a topic (“about …”) or a date (“since …”).` } : {}),
    about: { stories: [], articles: [...new Set(group.lines.map(({ record }) => record.citation.articleId))] },
  }
}

const notFound = (sentence: string): Post => ({
  kind: 'who',
  audience: 'person',
  title: 'Not found',
  sections: [{ parts: [{ type: 'note', text: sentence }] }],
})

function list(names: readonly string[], joint = 'or'): string {
  const shown = names.slice(0, 5)
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} ${joint} ${shown.at(-1)}`
}

const listed = (names: readonly string[]): string => list(names.slice(0, 3), 'and')
