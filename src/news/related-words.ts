import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { packageFolder } from './term-counts.js'

const NONE: readonly string[] = []
let loaded: ReadonlyMap<string, readonly string[]> | undefined

/**
 * Keys of words that mean nearly the same as the word of `key`, or one kind more general or special; from WordNet 3.1 by
 * `train/related-words.ts`. The file, `weights/related-words.txt.gz`, is read at the first call.
 */
export function relatedWords(key: string): readonly string[] {
  loaded ??= parseRelated(gunzipSync(readFileSync(new URL('weights/related-words.txt.gz', packageFolder()))).toString('utf8'))
  return loaded.get(key) ?? NONE
}

/** Reads lines of a key and its related keys; what is related one way is related the other way too. */
export function parseRelated(text: string): ReadonlyMap<string, readonly string[]> {
  const related = new Map<string, string[]>()
  const add = (key: string, other: string): void => {
    const list = related.get(key)
    if (list === undefined) related.set(key, [other])
    else list.push(other)
  }
  for (const line of text.split('\n')) {
    const [key, ...others] = line.split(' ')
    if (key === undefined || key === '') continue
    for (const other of others) {
      add(key, other)
      add(other, key)
    }
  }
  return related
}
