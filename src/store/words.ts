/**
 * Words as the indexes see them: lower case, without accents, letters and digits only. The engines' own stemmers ("porter" in FTS5, "english"
 * in PostgreSQL) do the rest. Both sides of every comparison go through here, so that the two engines find the same.
 */

// Words that stand in every other sentence; FTS5 would read long lists for them and PostgreSQL's dictionary leaves them out. Closed classes of
// English: articles, pronouns, auxiliaries, prepositions, conjunctions.
const STOP_WORDS = new Set(
  `a an the this that these those i me my mine we us our ours you your yours he him his she her hers it its they them their theirs
  who whom whose which what am is are was were be been being do does did doing have has had having will would shall should can could may might must
  and or but nor so if because as until while of at by for with about against between into through during before after above below to from up down in
  out on off over under again further then once here there when where why how all any both each few more most other some such no not only own same than
  too very just s t d m o re ve y don`
    .split(/\s+/u)
    .filter((word) => word !== 'us' && word !== ''),
)

/** Lower case without accents: "Müller" and "MULLER" are one. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

/** The words of a text, folded, in order: "2,400" is one word, "Xi's" two. */
export const wordsIn = (text: string): string[] =>
  fold(text)
    .replace(/(?<=\d),(?=\d{3})/gu, '')
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** A text as it is handed to the index. */
export const indexable = (text: string): string => wordsIn(text).join(' ')

/** A name as it is compared. */
export const nameKey = (name: string): string => wordsIn(name).join(' ').slice(0, 200)

/** Most words of one query that count; what is longer is no better question. */
const MOST_TERMS = 24

/**
 * Terms to look for: each a word, or a phrase where what was written holds several. Stop words alone are left out; whatever else the writing
 * holds (quotation marks, operators, SQL) is gone, as only letters and digits pass.
 */
export function termsOf(written: readonly string[]): string[][] {
  const terms = new Map<string, string[]>()
  for (const piece of written) {
    const words = wordsIn(piece.slice(0, 2_000))
    if (words.length === 0 || (words.length === 1 && STOP_WORDS.has(words[0] as string))) continue
    // A phrase of stop words alone ("to be") would read half the index.
    if (words.every((word) => STOP_WORDS.has(word))) continue
    const term = words.slice(0, 12).map((word) => word.slice(0, 60))
    terms.set(term.join(' '), term)
    if (terms.size === MOST_TERMS) break
  }
  return [...terms.values()]
}
