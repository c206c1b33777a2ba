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

/**
 * All figures of a story in one list: a fifth of the room that a list for each kind takes, as each list costs some hundreds of bytes beside what it
 * holds, and a tenth of maps of objects, for tens of thousands of stories. In turn: numbers of its terms, ascending; the terms' weights and numbers of
 * articles, in thousandths (what is kept has three decimals, and stays below some thousands); numbers of the terms it is found by; its members'
 * sketches, one after another.
 */
export interface PackedStory {
  readonly figures: Int32Array
  readonly terms: number
  readonly leads: number
  /** Where each member's sketch ends, counted from where the first one begins. */
  readonly sketchEnds: readonly number[]
}

/** Packs a story's terms as they are kept, taking a number for each; `leads` are keys of such terms. */
export function packStory(
  terms: readonly (readonly [key: string, weight: number, articles: number])[],
  leads: readonly string[],
  sketches: readonly (readonly number[])[],
  keys: Numbered,
): PackedStory {
  const sorted = terms.map(([key, weight, articles]) => [keys.take(key), weight, articles] as const).sort((a, b) => a[0] - b[0])
  const sketchEnds: number[] = []
  for (const sketch of sketches) sketchEnds.push((sketchEnds.at(-1) ?? 0) + sketch.length)
  const figures = new Int32Array(3 * sorted.length + leads.length + (sketchEnds.at(-1) ?? 0))
  sorted.forEach(([number, weight, articles], i) => {
    figures[i] = number
    figures[sorted.length + i] = Math.round(weight * 1000)
    figures[2 * sorted.length + i] = Math.round(articles * 1000)
  })
  let at = 3 * sorted.length
  for (const key of leads) figures[at++] = keys.find(key) as number
  for (const sketch of sketches) {
    for (const hash of sketch) figures[at++] = hash
  }
  return { figures, terms: sorted.length, leads: leads.length, sketchEnds }
}

/** The terms as they were before they were packed. */
export function unpackTerms({ figures, terms }: PackedStory, keys: Numbered): [key: string, weight: number, articles: number][] {
  return Array.from({ length: terms }, (_, i) => [
    keys.textOf(figures[i] as number),
    (figures[terms + i] as number) / 1000,
    (figures[2 * terms + i] as number) / 1000,
  ])
}

/** Numbers of all of a story's terms, or of those by which it is found. */
export const numbersOf = ({ figures, terms }: PackedStory): Int32Array => figures.subarray(0, terms)
export const leadsOf = ({ figures, terms, leads }: PackedStory): Int32Array => figures.subarray(3 * terms, 3 * terms + leads)

/** The sketch of the member at `index`. */
export function sketchAt({ figures, terms, leads, sketchEnds }: PackedStory, index: number): Uint32Array {
  const from = 3 * terms + leads
  const start = from + (index === 0 ? 0 : (sketchEnds[index - 1] as number))
  return new Uint32Array(figures.buffer, 4 * start, from + (sketchEnds[index] as number) - start)
}

/** Weight of a term by its number; 0 where the story has none of it. */
export function weightOf(story: PackedStory, number: number | undefined): number {
  const at = placeOf(story, number)
  return at < 0 ? 0 : (story.figures[story.terms + at] as number) / 1000
}

/** In how many of the story's articles a term occurs; 0 where in none. */
export function articlesOf(story: PackedStory, number: number | undefined): number {
  const at = placeOf(story, number)
  return at < 0 ? 0 : (story.figures[2 * story.terms + at] as number) / 1000
}

function placeOf({ figures, terms }: PackedStory, number: number | undefined): number {
  if (number === undefined) return -1
  let low = 0
  let high = terms - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const there = figures[middle] as number
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

/** From so many on, looking through a list would take longer than a set, which takes four times its room, is worth. */
const MANY = 2048

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
        const at = there.indexOf(holder)
        if (at >= 0) there.splice(at, 1)
        if (there.length === 0) held.delete(number)
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
