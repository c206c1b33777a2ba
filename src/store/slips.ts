import { distance } from 'fastest-levenshtein'

/** Letters that a slip of the pen has put wrong: changed, left out, too many; two that stand the wrong way round ("Chnia") are one slip. */
export function slips(typed: string, meant: string): number {
  const letters = distance(typed, meant)
  if (letters !== 2 || typed.length !== meant.length) return letters
  const at = [...typed].findIndex((letter, i) => letter !== meant[i])
  const isTurned = typed[at] === meant[at + 1] && typed[at + 1] === meant[at] && typed.slice(at + 2) === meant.slice(at + 2)
  return isTurned ? 1 : 2
}
