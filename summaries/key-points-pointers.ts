import type { Token } from '../src/text/document.js'
import { lower, type View } from './key-points-standing.js'

const MEANS = /^(?:den(?:y|ies|ied)|disput(?:es?|ed)|reject(?:s|ed)?|confirm(?:s|ed)?|half|twice|double|doubts?|doubted)$/u
const AGREEING = /^(?:agrees?|agreed|disagrees?|disagreed|concurs?|concurred)$/u

/** 'Egge agrees.', 'Egge denied that.', 'The cost would be half that, the mayor said': with whom, or what "that" means, stands elsewhere. `plain`: tokens outside quotations. */
export function endsOnPointer(view: View, plain: readonly Token[]): boolean {
  return plain.some((token, i) => {
    const isAgreeing = AGREEING.test(lower(view, token)) && i === plain.length - 2
    const isMeant = /^(?:that|this)$/u.test(lower(view, token)) && i > 0 && MEANS.test(lower(view, plain[i - 1] as Token))
    if (!isAgreeing && !isMeant) return false
    const next = plain[i + 1]
    return i > 0 && next !== undefined && /^[.,;]$/u.test(lower(view, next))
  })
}

/** 'What do they want from a map?' is not told by the article; nor is what it says to its reader or to whom it asks: 'You write that …'. */
export function asks(view: View, plain: readonly Token[]): boolean {
  const last = plain.at(-1)
  const first = plain[0]
  return (last !== undefined && lower(view, last) === '?') || (first !== undefined && /^(?:you|your)$/u.test(lower(view, first)))
}
