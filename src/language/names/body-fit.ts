import { KNOWN_COMPANIES, KNOWN_PRESS } from '../words/known-bodies.js'

const OFFICE =
  /(?:^| )(?:department|ministry|agency|administration|bureau|office|commission|committee|authority|service|court|congress|senate|house|parliament|council|police|government|army|forces?|embassy|treasury|reserve)s?$/iu
const LEARNED =
  /(?:^| )(?:university|college|school|institute|academy|center|centre|foundation|poll|campaign|party|union|federation|association|museum)s?$/iu
const LEARNED_FRONT = /^(?:university|college|institute|department|ministry|office|bureau|house of|committee) /iu
const MEDIA =
  /(?:^| )(?:news|times|post|journal|gazette|herald|tribune|globe|guardian|telegraph|press|tv|television|radio|magazine|broadcasting|bloomberg|politico|reuters|sentinel|register|chronicle|review|cnn|msnbc|abc|cbs|nbc|bbc)$|^\p{Lu}+TV$|^(?:the )?daily /iu
const SHORT = /^(?:\p{Lu}\.?){2,6}$/u

const COMPANY =
  /^(?:company|firm|airline|carrier|manufacturer|maker|retailer|automaker|carmaker|bank|lender|chain|conglomerate|corporation|giant|startup|brewer|insurer|utility)$/u
const STATE = /^(?:agency|department|ministry|commission|committee|bureau|office|panel|administration)$/u
const PRESS = /^(?:newspaper|paper|magazine|network|broadcaster|outlet|publication|station|channel)$/u

/**
 * Whether a body of that name may be called by the noun alone: "the airline" is no university, "the agency" no newspaper. Says only what does
 * not fit; most names tell nothing of their kind.
 */
export function mayBeCalled(noun: string, name: string): boolean {
  const key = name.toLowerCase()
  if (KNOWN_COMPANIES.has(key)) return COMPANY.test(noun) || /^(?:site|website|network|bank)$/u.test(noun)
  if (KNOWN_PRESS.has(key)) return PRESS.test(noun) || /^(?:site|website|agency)$/u.test(noun)
  const office = OFFICE.test(name) || LEARNED_FRONT.test(name)
  const learned = LEARNED.test(name)
  if (COMPANY.test(noun)) return !office && !learned && !MEDIA.test(name)
  if (STATE.test(noun)) return office || SHORT.test(name) || (!learned && !MEDIA.test(name) && / (?:of|for|and) /u.test(name))
  if (PRESS.test(noun)) return !office && !learned
  if (noun === 'group' && /(?:^| )(?:university|college|school|poll)$/iu.test(name)) return false
  return !office && !MEDIA.test(name)
}
