/** Ways of writing the same name or word: accents, initials, one word or two. */

const PLAIN_LETTERS: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' }

/** `lower` without its accents ("céloron" → "celoron"); letters that have none to lose go by their nearest ("ø" → "o"). */
export const withoutAccents = (lower: string): string =>
  /^[\0-\x7f]*$/u.test(lower)
    ? lower
    : lower
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .replace(/[øłđðßæœı]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter)

const NAME = /\p{Lu}\p{Ll}+(?:[ -](?:(?:of|for|and|the|on|in) )*\p{Lu}\p{Ll}+){1,5}/gu

/** The key of whatever has these initials ("^PO"). */
export const initialsKey = (letters: string): string => `^${letters}`

/** Whether `word` may be the initials of a name: "PO", "AAA". */
export const isInitials = (word: string): boolean => /^\p{Lu}{2,6}$/u.test(word)

/** Keys of the initials of the names in `text` and of their parts: "Presiding Officer" may be asked for as "PO". */
export function initialsIn(text: string): string[] {
  return [...text.matchAll(NAME)].flatMap(([name]) => {
    const letters = (name.match(/\p{Lu}/gu) ?? []).join('')
    return [...letters].flatMap((_, from) => {
      const rest = letters.slice(from)
      return [...rest].slice(1).map((__, i) => initialsKey(rest.slice(0, i + 2)))
    })
  })
}

interface Placed {
  readonly start: number
  readonly end: number
}

/** `one` and `two` written as one word, where only a space or a hyphen parts them: "gun powder", "cease-fire". */
export const asOneWord = (text: string, one: Placed | undefined, two: Placed | undefined): string | undefined =>
  one === undefined || two === undefined || !/^[ -]$/u.test(text.slice(one.end, two.start))
    ? undefined
    : text.slice(one.start, one.end) + text.slice(two.start, two.end)
