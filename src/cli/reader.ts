import type { Reader } from '../language/read.js'

let reader: Promise<Reader> | undefined

/** Loads weights and reader when first needed, so that commands that read nothing start at once; the same one from then on. */
export function loadReader(): Promise<Reader> {
  reader ??= import('../weights.js').then((weights) => weights.loadReader())
  return reader
}
