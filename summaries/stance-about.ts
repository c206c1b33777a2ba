import type { Document, Statement } from '../src/text/document.js'
import { contains, hull, type Span, sliceOf } from '../src/text/span.js'

/** Which actor (country or international body, by standard name) a name means; undefined for everything else. */
export type NameSense = (name: string) => string | undefined

const NAME = /\p{Lu}[\p{L}\p{M}.]*(?:\s\p{Lu}[\p{L}\p{M}.]*){0,3}/gu

/**
 * The actors that a statement is about, by standard name: those that its content names, by any of their names or by one who speaks for them,
 * and the one it is addressed to ("called on Beijing to …"). Pronouns are not followed: to be silent is better than to be wrong.
 */
export function actorsAbout(document: Document, statement: Statement, sense: NameSense): string[] {
  const { text } = document.article
  const found = new Set<string>()
  const spans = [...statement.content, ...addressed(document, statement)]
  for (const span of spans) for (const actor of namedIn(text, span, sense)) found.add(actor)
  for (const mention of document.mentions) {
    if (mention.form === 'pronoun' || !spans.some((span) => contains(span, mention))) continue
    const entity = document.entities[mention.entity]
    if (entity === undefined) continue
    const actor = entity.actor ?? sense(entity.name)
    if (actor !== undefined) found.add(actor)
  }
  return [...found]
}

// The cue and what stands between it and the content, where the content is what somebody is asked to do: "called on China to …".
function addressed({ article: { text } }: Document, statement: Statement): Span[] {
  const cue = hull(statement.cue)
  const content = statement.content[0]
  if (cue === undefined || content === undefined || cue.end > content.start || content.start - cue.start > WIDEST_ADDRESS) return []
  const isAsking = /^to\s/u.test(text.slice(content.start, content.start + 4))
  const opening = { start: cue.start, end: content.start }
  return isAsking && !/[.!?]\s/u.test(sliceOf(text, opening)) ? [opening] : []
}

const WIDEST_ADDRESS = 160

// Runs of capital words, the longest that means an actor first: "European Union Commission", "European Union", "Union".
function namedIn(text: string, span: Span, sense: NameSense): string[] {
  const found: string[] = []
  for (const match of sliceOf(text, span).matchAll(NAME)) {
    const words = match[0].replace(/[’']s\b/gu, '').split(/\s/u)
    for (let from = 0; from < words.length; ) {
      let taken = 0
      for (let to = words.length; to > from && taken === 0; to--) {
        const actor = sense(words.slice(from, to).join(' '))
        if (actor === undefined) continue
        found.push(actor)
        taken = to - from
      }
      from += Math.max(1, taken)
    }
  }
  return found
}
