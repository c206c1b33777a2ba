import type { Document } from '../src/text/document.js'
import { sliceOf } from '../src/text/span.js'

/**
 * What stands around an article without being of it, told by how it begins or what it asks for: captions, bylines, credits, invitations
 * to read, watch, share or subscribe, corrections, copyright. Ours, from the habits of many outlets.
 */
const BEGINNINGS: readonly RegExp[] = [
  /^(?:read|watch|listen|hear|click|tap|scroll|swipe|subscribe|sign up|download)\b.{0,60}\b(?:more|here|also|live|below|above|now|videos?|photos?|gallery|pictures?|newsletter|app|podcast|alerts|full|updates|page|link|website|site)\b/iu,
  /^(?:like|follow|join|share|visit|find|get|see|check|tune|stay)\b.{0,20}\b(?:us|our|out more|more|here|latest|updates|this (?:story|article|page)|facebook|twitter|instagram|whatsapp)\b.{0,60}$/iu,
  /^(?:related|see also|read (?:more|next|also|on)|more (?:on|from|about)|most (?:read|popular|viewed)|also (?:read|in)|recommended|trending|editor[’']s (?:note|picks?)|advertisement|sponsored|breaking|live|exclusive|video|photos?|pictures?|pictured|image|images|caption|gallery|graphic|infographic|file (?:photo|picture|image)|credit|source|sources|watch|listen|corrections?|clarifications?|amendment|note|updated?|published|posted|last (?:updated|modified))\b\s*[:|\-–—(]/iu,
  /^(?:photo(?:graph)?|picture|image|video|illustration|graphic|footage|file photo|archive)s?(?: (?:by|courtesy|credit|source|caption)\b|:)/iu,
  /^(?:image|media|picture|photo) (?:caption|copyright|source)\b/iu,
  /^(?:pictured|above|below|left|right|from left|clockwise|top|bottom|inset|caption)\b\s*(?:[:,(]|(?:is|are|left|right|above|here|with)\b)/iu,
  /^(?:by|reporting by|additional reporting|edited by|editing by|writing by|written by|compiled by|translated by|words by|text by|from our)\b/iu,
  /^(?:©|\(c\)|copyright\b|all rights reserved|terms (?:of|and)|privacy policy|this (?:article|story|post|interview|transcript|material|report) (?:was|has been|is|may|originally|first|appeared|contains)\b|an earlier version of this\b|not for syndication)/iu,
  /^(?:the )?(?:associated press|reuters|afp|press association|.{2,40})(?: and .{2,40})? contributed to this (?:report|story|article)/iu,
  /^(?:please|for (?:more|further|full|confidential)|to (?:read|see|watch|subscribe|find out|contact|comment|report|support|donate))\b.{0,80}\b(?:click|tap|visit (?:our|the|www)|log on|go to|e-?mail|details|information|subscribe|sign up|enable|here\b|www|https?)/iu,
  /^(?:do you|have you|are you|did you|what do you|would you|got a)\b.{0,80}\b(?:story|think|affected|witness|know|tip|photo|video|share|comment|e-?mail|contact|get in touch|view)\b/iu,
  /^(?:e-?mail|contact|tel|phone|twitter|facebook|instagram|website|web)\b\s*[:@]/iu,
]
// 'Good impression: Bruno Zanetti scored twice …': a caption's label.
const LABELLED = /^(?:\p{Lu}[\p{L}'’-]*(?: [\p{L}'’-]+){0,3}:|[QA]\.) ["“'‘]?\p{Lu}/u
const WITHIN =
  /\b(?:all rights reserved|may not be published, broadcast|contributed to this (?:report|story|article)|scroll down|click here|sign up (?:for|to)|https?:\/\/|www\.|getty images|shutterstock|cookies? (?:policy|settings))/iu
const ADDRESS = /^\S*@\S+$|^\S+@\S+\.\S+/u

// 'By Mara Lindqvist, political correspondent' is a byline; 'By Friday the water had reached the bridge.' is a sentence.
const isByline = (words: string): boolean => /^by\b/iu.test(words)

/** Whether `words`, the sentence numbered `sentence`, is page furniture, a heading or a caption rather than a sentence of the article. */
export function isFurniture(words: string, document: Document, sentence: number): boolean {
  if (!/[.!?…]["”’'»)\]]*$/u.test(words)) return true
  if (!/\p{Ll}{2}/u.test(words)) return true
  if (WITHIN.test(words) || ADDRESS.test(words) || LABELLED.test(words)) return true
  if (BEGINNINGS.some((beginning) => beginning.test(words))) return !(isByline(words) && hasVerb(document, sentence))
  return !hasVerb(document, sentence)
}

function hasVerb(document: Document, sentence: number): boolean {
  const { first, last } = document.sentences[sentence] as { first: number; last: number }
  for (let i = first; i < last; i++) {
    const token = document.tokens[i]
    if (token === undefined) continue
    if (/^(?:VB|MD)/u.test(token.tag)) return true
    if (i > first && !/^(?:NN|DT|JJ|IN)/u.test(document.tokens[i - 1]?.tag.replace(/^NNP.*/u, '') ?? '')) {
      if (UNCHANGING.test(sliceOf(document.article.text, token))) return true
    }
  }
  return false
}

// Past tenses that look like nouns or prepositions, and are tagged so behind a name: 'Calder United beat Harrow Rovers 2-1.'
const UNCHANGING =
  /^(?:beat|bid|bet|cost|cut|hit|hurt|put|quit|set|shed|shut|split|spread|won|lost|drew|thrash(?:ed)?|edged|sank|stun(?:ned)?)$/u
