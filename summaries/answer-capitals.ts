import { isStopWord } from '../src/language/terms.js'
import type { Document } from '../src/text/document.js'

const WORD = /(?<![\p{L}\p{N}])\p{Ll}[\p{L}\p{M}]+/gu

/**
 * A question typed without capitals, with the names that `documents` hold written as they write them ("what did haddad say" → "what did Haddad
 * say"): rules for names go by their capitals. `names` is what `capitalNames` gives. A word that stands without a capital anywhere is left
 * alone, and so is a question that has capitals of its own. Lengths do not change. Pure.
 */
export function withCapitals(documents: readonly Document[], names: ReadonlyMap<string, string>, asked: string): string {
  if (/\p{Lu}/u.test(asked.slice(asked.search(/\p{L}/u) + 1))) return asked
  return asked.replace(WORD, (word) => {
    const name = names.get(word)
    return name === undefined || isStopWord(word) || standsPlain(documents, word) ? word : name
  })
}

/** The words of all names in `documents` as written there, by their small letters. */
export function capitalNames(documents: readonly Document[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { entities } of documents)
    for (const { name } of entities)
      for (const word of name.split(/[^\p{L}\p{M}]+/u)) {
        const lower = word.toLowerCase()
        if (/^\p{Lu}/u.test(word) && lower.length === word.length) names.set(lower, word)
      }
  return names
}

const LETTER = /\p{L}/u

function standsPlain(documents: readonly Document[], word: string): boolean {
  return documents.some(({ article: { text } }) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      if (!LETTER.test(text.charAt(at - 1)) && !LETTER.test(text.charAt(at + word.length))) return true
    return false
  })
}
