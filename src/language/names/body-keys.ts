import { actorSense } from './actors.js'

/** What a body's name goes by: lower-case, without full stops and apostrophes, so that "S.E.C." is "SEC". */
export const keyOf = (text: string): string => text.toLowerCase().replace(/[.’']/gu, '')

/** The initials of a name's words, lower-case, with its small words and without; none for a name of fewer than two capital words. */
export function initialsOf(parts: readonly string[]): string[] {
  const capitals = parts.filter((word) => /^\p{Lu}/u.test(word))
  if (capitals.length < 2) return []
  const all = parts.filter((word) => !/^(?:the|of|and|for|in|on|&)$/iu.test(word)).map((word) => (word[0] as string).toLowerCase())
  const withSmall = parts.map((word) => (word[0] as string).toLowerCase()).join('')
  return [...new Set([all.join(''), withSmall])].filter((short) => short.length >= 2)
}

/** Whether a name is another word for the actor itself, as a country's or body's other names are; a palace's or an organ's are not ("White House", "European Commission"). */
export function isSameThing(text: string, actor: string): boolean {
  const sense = actorSense(text)
  if (sense?.link === 'capital' || sense?.link === 'seat') return false
  return (
    keyOf(text) === keyOf(actor) ||
    !/\b(?:Council|Commission|Parliament|Assembly|Secretariat|Authority|Organization|Agency|Programme|Program|Office|UN\w+|Eurogroup|Frontex|Europol|OCHA|OHCHR|FAO|WFP)\b/u.test(
      text,
    ) ||
    initialsOf(actor.split(' ')).includes(keyOf(text))
  )
}
