import { detectAll } from 'tinyld'
import type { PageMeta } from './page-meta.js'

/** Why a page gives no article that can be read. `sentence` is for the reader: what is wrong and what to do. */
export interface PageTrouble {
  readonly kind: 'paywall' | 'login' | 'consent' | 'robots' | 'empty' | 'language'
  readonly sentence: string
}

/** ISO 639-1 code of the language that `text` is in; undefined where there is too little of it to tell. */
export function languageOf(text: string): string | undefined {
  const sample = text.slice(0, 2000)
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < 60) return undefined
  return detectAll(sample)[0]?.lang
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
    const page = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/giu, ' ')
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
