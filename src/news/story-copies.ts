/** Numbers kept of a text; the standard error of a likeness read from them is about 1 / √64. */
const SKETCH_SIZE = 64
const SHINGLE = 4

/**
 * A sketch of a text by which near-identical copies are told: the smallest of the hashes of its word shingles. Copies with another headline,
 * a cut end or a changed word keep most of them. Empty where the text has too few words to tell.
 * Source: Broder, "On the resemblance and containment of documents", 1997 (bottom-k sketches).
 */
export function sketchOf(text: string): number[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length < 20) return []
  const hashes = new Set<number>()
  for (let i = 0; i + SHINGLE <= words.length; i++) hashes.add(hashOf(words.slice(i, i + SHINGLE).join(' ')))
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH_SIZE)
}

/** Share of shingles that two texts have in common, 0 to 1, estimated from their sketches. */
export function resemblance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const size = Math.min(SKETCH_SIZE, Math.max(a.length, b.length))
  let common = 0
  let seen = 0
  // Both are sorted: one walk over the smallest of both together.
  for (let i = 0, j = 0; seen < size && i < a.length && j < b.length; seen++) {
    const difference = (a[i] as number) - (b[j] as number)
    if (difference === 0) common++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return seen === 0 ? 0 : common / size
}

/** FNV-1a with a final mix, so that small hashes are a fair sample. */
function hashOf(text: string): number {
  let h = 0x811c9dc5 | 0
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
