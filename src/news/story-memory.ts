/** Texts that many hold, each under a small number; a number is given anew once nobody holds its text. */
export interface Numbered {
  /** Number of `text`, held once more. */
  take(text: string): number
  /** Number of `text`; undefined where nobody holds it. */
  find(text: string): number | undefined
  textOf(number: number): string
  /** Held once less. */
  drop(number: number): void
}

/** See {@link Numbered}. */
export function numbered(): Numbered {
  const numbers = new Map<string, number>()
  const texts: string[] = []
  const held: number[] = []
  const free: number[] = []
  return {
    take: (text) => {
      const known = numbers.get(text)
      if (known !== undefined) {
        held[known] = (held[known] as number) + 1
        return known
      }
      const number = free.pop() ?? texts.length
      texts[number] = text
      held[number] = 1
      numbers.set(text, number)
      return number
    },
    find: (text) => numbers.get(text),
    textOf: (number) => texts[number] as string,
    drop: (number) => {
      held[number] = (held[number] as number) - 1
      if (held[number] !== 0) return
      numbers.delete(texts[number] as string)
      texts[number] = ''
      free.push(number)
    },
  }
}

/** Terms of a story with weight and number of articles, packed: a tenth of what maps of objects take, for tens of thousands of stories. */
export interface PackedTerms {
  /** Numbers of the terms, ascending. */
  readonly numbers: Int32Array
  /** Weight and articles of each in turn; exact to the three decimals that are kept (values stay below some thousands). */
  readonly figures: Float32Array
}

/** Packs terms as they are kept, taking a number for each. */
export function packTerms(terms: readonly (readonly [key: string, weight: number, articles: number])[], keys: Numbered): PackedTerms {
  const sorted = terms.map(([key, weight, articles]) => [keys.take(key), weight, articles] as const).sort((a, b) => a[0] - b[0])
  return { numbers: Int32Array.from(sorted, ([number]) => number), figures: Float32Array.from(sorted.flatMap(([, ...figures]) => figures)) }
}

/** The terms as they were before they were packed. */
export function unpackTerms({ numbers, figures }: PackedTerms, keys: Numbered): [key: string, weight: number, articles: number][] {
  return Array.from(numbers, (number, i) => [keys.textOf(number), decimal(figures[2 * i]), decimal(figures[2 * i + 1])])
}

/** Weight of a term by its number; 0 where the story has none of it. */
export function weightOf(terms: PackedTerms, number: number | undefined): number {
  const at = placeOf(terms, number)
  return at < 0 ? 0 : decimal(terms.figures[2 * at])
}

/** In how many of the story's articles a term occurs; 0 where in none. */
export function articlesOf(terms: PackedTerms, number: number | undefined): number {
  const at = placeOf(terms, number)
  return at < 0 ? 0 : decimal(terms.figures[2 * at + 1])
}

const decimal = (value: number | undefined): number => Math.round((value as number) * 1000) / 1000

function placeOf({ numbers }: PackedTerms, number: number | undefined): number {
  if (number === undefined) return -1
  let low = 0
  let high = numbers.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const there = numbers[middle] as number
    if (there === number) return middle
    if (there < number) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Which things have a term. Most terms lead to one thing or a few, for which a set would take many times the room. */
export interface Holders<T> {
  add(number: number, holder: T): void
  delete(number: number, holder: T): void
  of(number: number): Iterable<T>
  count(number: number): number
}

/** From so many on, a set is quicker than a list. */
const MANY = 24

/** See {@link Holders}; `T` must be neither list nor set itself. Nobody may be added twice. */
export function holders<T extends object>(): Holders<T> {
  const held = new Map<number, T | T[] | Set<T>>()
  return {
    add: (number, holder) => {
      const there = held.get(number)
      if (there === undefined) held.set(number, holder)
      else if (there instanceof Set) there.add(holder)
      else if (!Array.isArray(there)) held.set(number, [there, holder])
      else if (there.length < MANY) there.push(holder)
      else held.set(number, new Set([...there, holder]))
    },
    delete: (number, holder) => {
      const there = held.get(number)
      if (there === holder) held.delete(number)
      else if (there instanceof Set) there.delete(holder)
      else if (Array.isArray(there)) {
        const left = there.filter((one) => one !== holder)
        if (left.length > 0) held.set(number, left)
        else held.delete(number)
      }
      if (there instanceof Set && there.size === 0) held.delete(number)
    },
    of: (number) => {
      const there = held.get(number)
      return there === undefined ? [] : there instanceof Set || Array.isArray(there) ? there : [there]
    },
    count: (number) => {
      const there = held.get(number)
      if (there === undefined) return 0
      return there instanceof Set ? there.size : Array.isArray(there) ? there.length : 1
    },
  }
}
