import { existsSync, readFileSync } from 'node:fs'

/** In how many articles of a fixed collection each stem occurs. */
export interface TermCounts {
  readonly articles: number
  readonly countOf: (stem: string) => number
}

let loaded: TermCounts | undefined

/** The shipped counts (`weights/term-counts.txt`; its first line is the number of articles). Read once. */
export function termCounts(): TermCounts {
  loaded ??= parseCounts(readFileSync(new URL('weights/term-counts.txt', packageFolder()), 'utf8'))
  return loaded
}

/** Reads counts as `train/term-counts.ts` writes them. */
export function parseCounts(text: string): TermCounts {
  const [first = '0', ...lines] = text.split('\n')
  const counts = new Map<string, number>()
  for (const line of lines) {
    const gap = line.lastIndexOf(' ')
    if (gap > 0) counts.set(line.slice(0, gap), Number(line.slice(gap + 1)))
  }
  return { articles: Number(first), countOf: (stem) => counts.get(stem) ?? 0 }
}

/** The folder that holds this package, weights and all. */
export function packageFolder(): URL {
  let folder = new URL('.', import.meta.url)
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/') folder = new URL('..', folder)
  return folder
}
