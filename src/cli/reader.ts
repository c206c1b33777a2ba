import type { Reader } from '../language/read.js'

/** Loads weights and reader when first needed, so that commands that read nothing start at once. */
export async function loadReader(): Promise<Reader> {
  const weights = await import('../weights.js')
  return weights.loadReader()
}
