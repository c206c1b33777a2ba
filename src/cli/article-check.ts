import { InputError } from '../errors.js'
import { LONGEST_INPUT } from './input.js'

// Less than this is not enough to tell a language by: names alone mislead.
const FEWEST_LETTERS = 80
// Where most of them are of another script, a few are enough.
const FEWEST_OF_ANOTHER_SCRIPT = 10
const SAMPLE = 3000

/**
 * Whether `text` can be read as an article; `name` is what to call it ("ferry.txt", "the text").
 * @throws InputError: empty, a headline only, over 10 MB, not in English.
 */
export async function checkArticleText(text: string, name: string): Promise<void> {
  if (text.trim() === '') throw new InputError('empty', `${name} is empty; give the text of an article.`)
  if (Buffer.byteLength(text) > LONGEST_INPUT) throw new InputError('too-long', `${name} is over 10 MB; give one article at a time.`)
  const language = await foreignLanguage(text)
  if (language !== undefined) throw new InputError('not-english', `${name} looks like ${language}; On Record reads English only.`)
  if (isHeadline(text)) throw new InputError('headline-only', `${name} holds a headline only; give the text of the article with it.`)
}

/** One short line without a sentence in it. */
const isHeadline = (text: string): boolean => {
  const words = text.trim().split(/\s+/u)
  return words.length < 6 || (words.length <= 25 && !/[.!?…。！？]["”’'»)\]]*\s*$/u.test(text) && !/[.!?]["”’']?\s+\p{Lu}/u.test(text))
}

/** The English name of the language that `text` looks like; undefined for English, and where too little is there to tell. */
async function foreignLanguage(text: string): Promise<string | undefined> {
  const sample = text.slice(0, SAMPLE)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const isOtherScript = letters >= FEWEST_OF_ANOTHER_SCRIPT && (sample.match(/\p{Script=Latin}/gu)?.length ?? 0) < letters / 2
  if (letters < FEWEST_LETTERS && !isOtherScript) return undefined
  if (englishShare(sample) > CLEARLY) return undefined
  // Loaded only where it is needed: it takes a tenth of a second.
  const { detectAll } = await import('tinyld')
  const language = detectAll(sample)[0]?.lang
  if (englishShare(sample) > PERHAPS && (language === undefined || language.length > 2)) return undefined
  if (language === undefined && isOtherScript) return 'another language'
  return language === undefined || language === 'en' ? undefined : new Intl.DisplayNames(['en'], { type: 'language' }).of(language)
}

const ENGLISH = new Set([
  'the',
  'of',
  'and',
  'to',
  'that',
  'was',
  'is',
  'for',
  'with',
  'by',
  'said',
  'from',
  'has',
  'had',
  'have',
  'were',
  'will',
  'not',
])

// Above the first, English for sure; lists of names and scores come lower. Other languages stay under the second.
const CLEARLY = 1 / 8
const PERHAPS = 1 / 30

/** Share of words that are among English's commonest. */
function englishShare(sample: string): number {
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  return words.filter((word) => ENGLISH.has(word)).length / Math.max(1, words.length)
}
