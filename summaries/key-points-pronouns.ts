import type { Token } from '../src/text/document.js'
import type { Span } from '../src/text/span.js'
import { lower, type View } from './key-points-standing.js'

/** Whether the pronouns of a unit, outside quotations, are explained by what stands in it. */
export type Pronouns = 'explained' | 'unsure' | 'lost'

const SINGULAR = /^(?:he|she|him|his|her|hers|himself|herself)$/u
const PLURAL = /^(?:they|them|their|theirs)$/u
const WRITER = /^(?:i|me|my|mine)$/u
const WRITERS = /^(?:we|us|our|ours)$/u
const LEADS_IN =
  /^(?:after|as|when|while|before|in|on|at|since|because|although|though|if|until|once|despite|with|by|for|during|from|asked|speaking|writing)$/u

/** The worst case of all pronouns among `words`, the unit's words outside quotations. */
export function pronounsOf(view: View, words: readonly Token[]): Pronouns {
  const leadsIn = LEADS_IN.test(lower(view, words[0] as Token))
  let worst: Pronouns = 'explained'
  for (const token of words) {
    const found = pronounAt(view, words, token, leadsIn)
    if (found === 'lost') return 'lost'
    if (found === 'unsure') worst = 'unsure'
  }
  return worst
}

function pronounAt(view: View, words: readonly Token[], token: Token, leadsIn: boolean): Pronouns {
  const word = lower(view, token)
  if (WRITER.test(word)) return 'lost'
  if (WRITERS.test(word)) return isNamedBefore(view, token) ? 'explained' : 'unsure'
  if (PLURAL.test(word)) return words.some(({ tag, end }) => end <= token.start && tag.startsWith('NN')) ? 'explained' : 'lost'
  return SINGULAR.test(word) ? singularAt(view, words, token, leadsIn) : 'explained'
}

function singularAt(view: View, words: readonly Token[], token: Token, leadsIn: boolean): Pronouns {
  const entity = view.mentions.find(({ start, form }) => form === 'pronoun' && start === token.start)?.entity ?? -1
  const others = view.mentions.filter(({ form, kind }) => form !== 'pronoun' && (kind === 'person' || kind === 'body'))
  // 'As she left the court, Duarte said': the name follows.
  const isPlaced = (mention: Span): boolean => mention.end <= token.start || (leadsIn && mention.start > token.end)
  if (entity >= 0 && others.some((mention) => mention.entity === entity && isPlaced(mention))) return 'explained'
  // Somebody with a name who is not spoken of here, whoever else is introduced: 'One convoy had waited, she said.'
  if (entity >= 0 && isSpeaker(view, token)) return 'lost'
  const subject = words.findIndex(({ tag, relation, end }) => end <= token.start && tag.startsWith('NN') && relation.startsWith('nsubj'))
  // 'A senator asked him to go' is about somebody else.
  if (subject >= 0 && !(entity >= 0 && token.relation === 'dobj') && isIntroduced(view, words, subject)) return 'explained'
  if (others.some(isPlaced)) return 'unsure'
  // Where somebody is known to be meant who is not spoken of here, 'the rod is older than she' does not explain it.
  return subject >= 0 && entity < 0 ? 'unsure' : 'lost'
}

// Behind what it reports, at the end of a sentence or before a comma: '…, she said.'
function isSpeaker({ text, unit }: View, { end, start }: Token): boolean {
  return start > unit.start && /^ (?:said|says|added|wrote|told [\p{Ll} ]+)[,.]/u.test(text.slice(end, unit.end))
}

const isNamedBefore = ({ mentions }: View, token: Span): boolean =>
  mentions.some(({ form, end }) => form !== 'pronoun' && end <= token.start)

// 'A trainee lawyer who …': somebody who is introduced here.
const isIntroduced = (view: View, words: readonly Token[], subject: number): boolean =>
  words.slice(Math.max(0, subject - 5), subject).some((token) => /^(?:an?|one)$/u.test(lower(view, token)))
