import { createRequire } from 'node:module'
import type { PageMeta } from './page-meta.js'

/** Why a page gives no article that can be read. `sentence` is for the reader: what is wrong and what to do. */
export interface PageTrouble {
  readonly kind: 'paywall' | 'login' | 'consent' | 'robots' | 'empty' | 'language'
  readonly sentence: string
}

type Detector = typeof import('tinyld')
let detector: Detector | undefined

/**
 * ISO 639-1 code of the language that `text` is in; undefined where there is too little of it to tell. English is told by its commonest words;
 * the detector, which takes 40 MB and some milliseconds a text, is loaded for what is left.
 */
export function languageOf(text: string): string | undefined {
  const sample = text.slice(0, 2000)
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < 60) return undefined
  if (isPlainEnglish(sample)) return 'en'
  detector ??= createRequire(import.meta.url)('tinyld') as Detector
  return detector.detectAll(sample)[0]?.lang
}

/** No other language has all of these words, and so often. */
const ENGLISH = new Set(['the', 'of', 'and', 'to', 'that', 'is', 'was', 'for', 'with', 'said', 'it', 'by', 'from', 'which', 'have', 'has'])
const ENGLISH_KINDS = 5
const ENGLISH_SHARE = 0.15

function isPlainEnglish(sample: string): boolean {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  const found = words.filter((word) => ENGLISH.has(word))
  const the = found.filter((word) => word === 'the').length
  return the >= words.length * 0.02 && found.length >= words.length * ENGLISH_SHARE && new Set(found).size >= ENGLISH_KINDS
}

// Without scripts and styles; one that is never closed stays. Each closing tag is looked for once, so that a page of nothing but opening ones costs no more.
function withoutScripts(html: string): string {
  const opening = /<(script|style)\b/giu
  const closing = { script: /<\/script>/giu, style: /<\/style>/giu }
  const unclosed = new Set<string>()
  let kept = ''
  let from = 0
  for (let found = opening.exec(html); found !== null && unclosed.size < 2; found = opening.exec(html)) {
    const name = (found[1] as string).toLowerCase() as keyof typeof closing
    if (unclosed.has(name)) continue
    closing[name].lastIndex = opening.lastIndex
    if (closing[name].exec(html) === null) unclosed.add(name)
    else {
      kept += `${html.slice(from, found.index)} `
      from = opening.lastIndex = closing[name].lastIndex
    }
  }
  return kept + html.slice(from)
}

/**
 * Looks for what stands between the reader and an article: a wall of some kind, no article at all, a language that is not read.
 *
 * @param html The page as it came; walls often stand in parts that are no article.
 */
export function troubleOf(html: string, text: string, meta: PageMeta, language: string | undefined): PageTrouble | undefined {
  const words = text === '' ? 0 : text.split(/\s+/u).length
  const where = meta.url === undefined ? 'The page' : new URL(meta.url).host
  const say = (kind: PageTrouble['kind'], sentence: string): PageTrouble => ({ kind, sentence })
  if (words < THIN) {
    const page = withoutScripts(html)
    if (words < BARE && ROBOTS.test(page))
      return say('robots', `${where} asks to prove that no robot is reading; open it in a browser and paste the text.`)
    if (meta.free === false || PAYWALL.test(page))
      return say('paywall', `${where} shows this article to subscribers only; paste its text to have it read.`)
    if (LOGIN.test(page)) return say('login', `${where} asks for a login before it shows this article; paste its text to have it read.`)
    if (words < BARE && CONSENT.test(page))
      return say('consent', `${where} shows a notice on cookies in place of the article; open it in a browser and paste the text.`)
  }
  if (words < BARE || !/[.!?…。！？]/u.test(text)) {
    return say('empty', `No article was found at ${meta.url ?? 'this page'}; give the address of one article, or paste its text.`)
  }
  if (language !== undefined && language !== 'en') {
    return say('language', `This article is in ${nameOf(language)}; On Record reads English only.`)
  }
  return undefined
}

/** Below so many words an article may be no more than what a wall leaves over; below the other, none. */
const THIN = 150
const BARE = 30

const ROBOTS =
  /verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|unusual (?:traffic|activity)|checking your browser|complete the captcha|enable javascript and cookies to continue|ddos protection|pardon our interruption|access denied|request (?:was )?blocked/iu
const PAYWALL =
  /(?:subscribe|become a (?:subscriber|member)|start your (?:free )?trial|buy a subscription|upgrade) (?:now |today )?(?:to|and|for) (?:continue|keep|read|unlock|access|view|get (?:full|unlimited))|(?:article|content|story) is (?:only |exclusively )?(?:available )?(?:for|to|reserved for) (?:our )?(?:paying )?(?:subscribers|members)|for subscribers only|subscriber[- ]only|already (?:a|an) (?:\w+ )?(?:subscriber|member)\?|reached your (?:\w+ )?(?:free )?(?:article )?limit|(?:free )?articles? (?:left|remaining) this month|continue reading (?:with|for)|unlock (?:this|the full) (?:article|story)/iu
const LOGIN =
  /(?:log ?in|sign ?in|register|create (?:a free|an) account)(?: or (?:register|subscribe|sign up))? (?:now |for free )?(?:to|and) (?:continue|read|view|keep|access|see)|please (?:log|sign) ?in|you (?:must|need to) (?:be logged in|log in|sign in|register)/iu
const CONSENT =
  /we (?:value|care about|respect) your privacy|(?:accept|allow) (?:all )?cookies|before you continue|(?:we|this (?:web)?site) uses? cookies|consent to (?:the use|cookies|our)|manage (?:your )?(?:privacy|cookie) (?:settings|preferences|choices)/iu

function nameOf(language: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}
