import type { SaidGroup } from '../../summaries/said-groups.js'
import type { Button, Post } from '../text/post.js'
import { moreValue } from './press.js'

/**
 * One page of speakers with what they said: every speaker's first lines come before anybody's second ones. `page` counts from 1; `speakers` a
 * page, `each` lines a speaker.
 */
export function pageOf<G extends SaidGroup>(
  groups: readonly G[],
  page: number,
  speakers: number,
  each: number,
): { groups: G[]; hasMore: boolean } {
  const rounds = Math.max(0, ...groups.map(({ lines }) => Math.ceil(lines.length / each)))
  const chunks = Array.from({ length: rounds }, (_, round) =>
    groups.flatMap((group) => {
      const lines = group.lines.slice(round * each, (round + 1) * each)
      return lines.length === 0 ? [] : [{ ...group, lines }]
    }),
  ).flat()
  return { groups: joined(chunks.slice((page - 1) * speakers, page * speakers)), hasMore: chunks.length > page * speakers }
}

// A speaker's first and second lines on one page stand under one heading.
function joined<G extends SaidGroup>(chunks: readonly G[]): G[] {
  const groups = new Map<string | null, G>()
  for (const chunk of chunks) {
    const before = groups.get(chunk.name)
    groups.set(chunk.name, before === undefined ? chunk : { ...before, lines: [...before.lines, ...chunk.lines] })
  }
  return [...groups.values()]
}

/** The page that a "Show more" button asks for; 1 where it is a first answer. */
export const pageAsked = (options: Readonly<Record<string, string>>): number =>
  Math.min(200, Math.max(1, Math.floor(Number(options.page ?? 1)) || 1))

/** A post with a button that shows the next page of the same answer. */
export function withMore(post: Post, command: string, options: Readonly<Record<string, string>>, page: number): Post {
  const { page: _, ...plain } = options
  const more: Button = { label: 'Show more', action: 'more', value: moreValue(command, plain, page + 1) }
  return { ...post, buttons: [...(post.buttons ?? []), more] }
}
