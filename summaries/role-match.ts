import { plainName } from './stance-voices.js'
import { type StatementRecord, speakerName } from './statement-record.js'

const OFFICE =
  /^(?:minister|president|chancellor|premier|ambassador|envoy|secretary-general|spokes(?:man|woman|person)|leader|governor|mayor|commissioner|chief|executive|director|chair(?:man|woman)?|king|queen|pope)$/u
const SMALL = /^(?:the|a|an|of|for|s)$/u
/** Words that make another office of it, unless they are asked for. */
const OTHER = /^(?:former|ex|vice|deputy|late|then|acting|shadow|opposition)$/u

const wordsOf = (text: string): string[] =>
  (
    plainName(text)
      .replace(/'s?\b/gu, ' ')
      .match(/[\p{L}\p{N}-]+/gu) ?? []
  ).filter((word) => !SMALL.test(word))

/**
 * Whole names of those who hold the office that was typed ("australian trade minister", "opposition leader"), by what the articles call the speakers
 * of `records`. `senseOf`: which country a word means. Empty where no office was typed, or nobody holds it.
 */
export function holdersOf(asked: string, records: readonly StatementRecord[], senseOf: (name: string) => string | undefined): string[] {
  const wanted = wordsOf(asked)
  if (wanted.length === 0 || !OFFICE.test(wanted.at(-1) as string)) return []
  const states = wanted.map((word) => senseOf(word.slice(0, 1).toUpperCase() + word.slice(1)))
  const state = states.find((one) => one !== undefined)
  const office = wanted.filter((_, i) => states[i] === undefined)
  const found = new Map<string, string>()
  for (const record of records) {
    const name = speakerName(record)
    const { role = null, actor = null } = record.speaker ?? {}
    if (name === null || role === null || record.correctedTo !== undefined || !name.includes(' ')) continue
    const words = wordsOf(role)
    if (state !== undefined && actor !== state) continue
    if (!office.every((word) => words.includes(word)) || words.some((word) => OTHER.test(word) && !office.includes(word))) continue
    found.set(plainName(name), name)
  }
  return [...found.values()]
}
