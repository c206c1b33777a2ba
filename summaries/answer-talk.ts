const LONGEST = 300
const ASKS =
  /^(?:(?:and|but|so|ok|okay|hi|hey|hello|please|wait)[,!]?\s+)*(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|in what|in which|on what|by whom|since when)\b/iu
const TELLS = /^(?:please\s+)?(?:tell (?:me|us)|show (?:me|us)|find|look up|give (?:me|us))\b/iu
const FOLLOWS = /^(?:and|what about|how about)\s+\S.{0,60}\?$/iu
const BARE = /^(?:why|when|where|who|how|how many|how much|how so|says who)(?: (?:not|exactly))?\s*\?+$/iu
// People who talk to each other say "you", "we" and "I"; a question about the news does not.
const BETWEEN_PEOPLE =
  /\b(?:you|your|yours|u|ya|we|us(?=[ ?!.,]|$)|our|ours|i|i'm|i’m|my|me|let's|let’s|anyone|anybody|somebody|someone|everyone|everybody|guys|folks|team|lunch|coffee|meeting|standup|lol|haha)\b/u
const TO_SOMEBODY = /^(?:<@|@)\S/u

/**
 * Whether a plain reply in a thread is a question about the news, not talk between colleagues. Made to stay silent when in doubt: who wants
 * to be sure of an answer mentions the bot. Pure.
 */
export function isQuestionForBot(text: string): boolean {
  const line = text.trim()
  if (line === '' || line.length > LONGEST || line.includes('\n') || TO_SOMEBODY.test(line)) return false
  if (BARE.test(line) || FOLLOWS.test(line)) return !BETWEEN_PEOPLE.test(withoutCountry(line))
  const tells = TELLS.test(line)
  const asked = withoutCountry(tells ? line.replace(TELLS, '') : line)
  if (BETWEEN_PEOPLE.test(asked)) return false
  if (tells) return asked.trim().split(/\s+/u).length >= 2
  return ASKS.test(line) && line.endsWith('?') && line.split(/\s+/u).length >= 3
}

const GREETING =
  /^(?:help(?: me)?|\?+|(?:hi|hello|hey|hiya|moin|good (?:morning|afternoon|evening))(?: there| all| on record)?|what can you do|how (?:does (?:this|it)|do you) work)[\s!.?…]*$/iu
const THANKS =
  /^(?:(?:many )?thanks|thank you|thx|ty|cheers|great|perfect|ok(?:ay)?|got it|nice(?: one)?|good (?:bot|job))(?: (?:a lot|so much|very much|everyone|all|on record))?[\s!.…]*$/iu

/** Whether a message to the bot only greets it or asks for help, so that there is nothing to look up. Pure. */
export const isGreeting = (text: string): boolean => GREETING.test(text.trim())

/** Whether a message to the bot only thanks it: that needs no answer. Pure. */
export const isThanks = (text: string): boolean => THANKS.test(text.trim())

// "the US" and "US" are the country; only small letters are people.
const withoutCountry = (line: string): string =>
  line
    .replace(/\bUS\b/gu, '')
    .replace(/\bI\b/gu, 'i')
    .replace(/^\p{Lu}/u, (first) => first.toLowerCase())
