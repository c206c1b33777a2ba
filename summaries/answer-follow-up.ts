/** Question words that can stand alone as a follow-up ("Why?", "When?", "How many?"). */
const BARE =
  /^(?:and |but |so )?(why|when|where|who|how|how many|how much|how long|since when|says who|by whom)(?: (?:not|so|exactly|is that|was that))?\s*[?.!]*$/iu
const ALSO =
  /^(?:and|but|or)\s+(?!(?:who|what|when|where|why|how|which|does|do|did|is|are|was|were|has|have|will|would|can|could)\b)(.+?)\s*[?.!]*$/iu
const WHAT_ABOUT = /^(?:and |but |so |ok |okay )?(?:what|how) about\s+(.+?)\s*[?.!]*$/iu
const TOPIC_ONLY = /^(?:about|on|regarding|concerning|of)\s+(.+)$/iu
const NAME = /\p{Lu}[\p{L}\p{N}.’'-]*(?:\s+(?:of\s+|the\s+|de\s+|van\s+|von\s+|al-|el-)?\p{Lu}[\p{L}\p{N}.’'-]*)*/gu
const TOPIC = /\b(about|on|regarding|concerning)\s+([^?]+?)\s*\?*$/iu
const OPENING =
  /^\W*(?:(?:in |on |by |since |at |from |for |to )?(?:what|which)(?:\s+(?:year|date|day|month|time|place|country|city|reason|kind of \w+|sort of \w+))?|who|whom|when|where|why|how(?:\s+(?:many|much|long|often|far|old)(?:\s+(?!(?:do|does|did|is|are|was|were|will|would|has|have|had|can|could|should)\b)\p{L}+)?)?)\b/iu
const OPENER_WORD =
  /^(?:who|what|when|where|why|which|how|whom|whose|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|and|but|so|the|a|an)$/iu
const POINTS_BACK = /\b(?:he|she|they|him|them|it|his|her|their|its)\b/iu

/**
 * A question as it was meant: a follow-up ("and Glaser?", "why?", "what about energy?", "what did she say on trade?") is filled up from the
 * last question of the thread; any other question comes back as it is. Pure.
 */
export function mergeFollowUp(last: string | undefined, asked: string): string {
  const question = asked.trim()
  if (last === undefined || last.trim() === '') return question
  const bare = BARE.exec(question)
  if (bare !== null) return withOpening(last, bare[1] as string)
  const instead = (WHAT_ABOUT.exec(question) ?? ALSO.exec(question) ?? onlyName(question))?.[1]
  if (instead !== undefined && instead.split(/\s+/u).length <= 8) return withInstead(last, instead)
  return withNames(last, question)
}

// "Glaser?", "Bonnie Glaser"
const onlyName = (question: string): RegExpExecArray | null => /^((?:\p{Lu}[\p{L}.’'-]*\s*){1,4})\?*$/u.exec(question)

function withOpening(last: string, opening: string): string {
  const word = opening.toLowerCase() === 'says who' || opening.toLowerCase() === 'by whom' ? 'who' : opening
  const capital = word[0]?.toUpperCase() + word.slice(1).toLowerCase()
  const rest = last.trim().replace(OPENING, '').trim().replace(/\?*$/u, '')
  return `${capital} ${rest}?`
}

function withInstead(last: string, instead: string): string {
  const plain = last.trim().replace(/\?*$/u, '')
  const topic = TOPIC_ONLY.exec(instead)?.[1]
  const anything = topic === undefined && /^the /iu.test(instead) ? SAYS_ANYTHING.exec(plain) : null
  if (anything !== null) return `${anything[1]}${instead}${anything[2]}?`
  if (topic !== undefined || !startsCapital(instead)) return `${withTopic(plain, topic ?? instead)}?`
  const names = namesIn(plain)
  const first = names[0]
  const didSo = first === undefined ? WHO_DID.exec(plain)?.[1] : undefined
  if (didSo !== undefined) return `Has ${instead} ${didSo}?`
  if (first === undefined) return `${plain} ${instead}?`
  return `${plain.slice(0, first.start)}${instead}${plain.slice(first.end)}?`
}

// "and Somalia?" after "who disputed the figures?"; "and the regulator?" after "what did Falk say?"
const WHO_DID = /^\W*who(?: else)? (?!(?:is|are|was|were|will|would|can|could|does|did|do)\b)(.+)$/iu
const SAYS_ANYTHING = /^(what (?:did|does|has|have|do) )(?:the |an? )?[^?]*?( (?:say|said|think|want|do))$/iu

const withTopic = (plain: string, topic: string): string =>
  TOPIC.test(plain) ? plain.replace(TOPIC, (_, joint: string) => `${joint} ${topic}`) : `${plain} about ${topic}`

// "What did she say on trade?" after "What did Nuland say about energy?": the name goes in for the pronoun.
function withNames(last: string, question: string): string {
  const name = namesIn(last)[0]
  if (name === undefined || namesIn(question).length > 0) return question
  let done = false
  return question.replace(new RegExp(POINTS_BACK.source, 'giu'), (word) => {
    if (done) return word
    done = true
    return /^(?:his|its|their)$/iu.test(word) ? `${name.words}’s` : name.words
  })
}

interface NamePlace {
  readonly words: string
  readonly start: number
  readonly end: number
}

function namesIn(text: string): NamePlace[] {
  const names: NamePlace[] = []
  for (const match of text.matchAll(NAME)) {
    const words = match[0].split(/\s+/u)
    const skipped = words.length > 0 && OPENER_WORD.test(words[0] as string) ? (words[0] as string).length : 0
    const start = match.index + skipped + (skipped > 0 ? (/^\s*/u.exec(match[0].slice(skipped))?.[0].length ?? 0) : 0)
    const end = match.index + match[0].replace(/[’']s$/u, '').length
    if (end > start) names.push({ words: text.slice(start, end), start, end })
  }
  return names
}

const startsCapital = (text: string): boolean => /^["“]?(?:the )?\p{Lu}/u.test(text)
