import { IRREGULAR_NOUNS } from '../words/irregular-nouns.js'
import { IRREGULAR_VERBS } from '../words/irregular-verbs.js'
import { E_ENDINGS, E_LESS } from '../words/verb-stems.js'

const LONGEST = 30
const KNOWN_LEMMAS = 50_000
const known = new Map<string, string>()

/**
 * The dictionary form of `word`, in small letters, given its Penn tag: verbs to the infinitive, nouns to the singular, "n't" to "not".
 * Names and what is neither stay as they are. An irregular table first, then rules of spelling.
 */
export function lemmaOf(word: string, tag: string): string {
  const group = tag.startsWith('VB') || tag === 'MD' ? 'v' : tag === 'NNS' ? 'n' : tag.startsWith('JJ') || tag.startsWith('RB') ? 'a' : ''
  const small = word.toLowerCase()
  const lower = small.includes('’') ? small.replaceAll('’', "'") : small
  if (lower === "n't") return 'not'
  if (group === '' || lower.length > LONGEST) return lower
  const key = group + (tag.length > 2 ? tag[2] : '') + lower
  const found = known.get(key)
  if (found !== undefined) return found
  const lemma = group === 'v' ? verbLemma(lower, tag) : group === 'n' ? nounLemma(lower) : adjectiveLemma(lower, tag)
  // The table only saves time; it starts anew when it is full, so that no text can make it grow for ever.
  if (known.size >= KNOWN_LEMMAS) known.clear()
  known.set(key, lemma)
  return lemma
}

function verbLemma(word: string, tag: string): string {
  const irregular = IRREGULAR_VERBS.get(word)
  if (irregular !== undefined) return irregular
  const hyphen = word.lastIndexOf('-')
  if (hyphen > 0 && hyphen < word.length - 2) return word.slice(0, hyphen + 1) + verbLemma(word.slice(hyphen + 1), tag)
  if (tag === 'VBZ') return withoutS(word)
  if ((tag === 'VBD' || tag === 'VBN') && word.endsWith('ed')) return fromStem(word.slice(0, -2), word.endsWith('ied'))
  if (tag === 'VBG' && word.endsWith('ing') && word.length > 4) return fromStem(word.slice(0, -3), false)
  return word
}

function withoutS(word: string): string {
  if (!word.endsWith('s') || word.endsWith('ss')) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|zz|o)es$/u.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

/** The infinitive whose past or "-ing" form has this stem: "argu" → "argue", "stopp" → "stop", "carri" → "carry". */
function fromStem(stem: string, ied: boolean): string {
  if (ied) return stem.length > 2 ? `${stem.slice(0, -1)}y` : `${stem}e`
  if (stem.length < 2) return stem
  if (stem === 'quizz') return 'quiz'
  if (/([bdgmnprt])\1$/u.test(stem)) return UNDOUBLED.has(stem) ? stem : stem.slice(0, -1)
  if (stem.endsWith('ll')) return DOUBLED_L.test(stem) ? stem.slice(0, -1) : stem
  return hadE(stem) ? `${stem}e` : stem
}

const UNDOUBLED = new Set(['add', 'err', 'purr', 'butt', 'ebb', 'egg'])

// 'cancelled', 'travelled', 'controlled', 'compelled': the second l came with the ending.
const DOUBLED_L =
  /(?:ncell|avell|bell|odell|evell|annell|ntroll|atroll|mpell|xpell|opell|xcell|ignall|otall|quall|ivall|ulfill|instill|distill)$/u

// Letters before an ending that always had an e behind them ('argu|ed', 'judg|ed', 'danc|ing', 'serv|ed', 'seiz|ed'), and never ('veto|ed').
const ALWAYS_E = /(?:[cvuz]|dg|rg|[aeiou]g|[^aeiou]l|iqu|tiptoe?|[^o]e)$/u
const NEVER_E = /(?:[iowxy]|[^aeiou]h|[aeiou]{2}h|rl|ee|[aeiou]ck|og|quiz|[^c]ut)$/u
// One short syllable would have been doubled ('hopped'), so that a single consonant tells of an e ('hoped', 'quoted', 'scared').
const SHORT_SYLLABLE = /^(?:[^aeiou]*|[^aeiou]*qu)[aeiouy][^aeiouwxy]$/u
const SHORT_ENDING = /(?:[^aeiou]|qu)[aeiouy][^aeiouwxy]$/u
const LONG_ENDING = /(?:[aeiou](?:nc|rs|ns|lv|rv|ps|uc)|(?:ch|r|str)ang|[eu]ng|[ae]ath|ooth|eas|ous|ais|ruis|uad|quir)$/u

/** Whether the verb with this stem is written with an e at its end. */
function hadE(stem: string): boolean {
  if (SHORT_SYLLABLE.test(stem)) return !WITHOUT_E.has(stem)
  if (KNOWN_E.has(stem)) return true
  if (NEVER_E.test(stem) && !stem.endsWith('breath')) return stem.endsWith('but') || stem.endsWith('cut') || stem.endsWith('mut')
  if (ALWAYS_E.test(stem)) return !WITHOUT_E.has(stem)
  if (E_LESS.some((end) => end.length > 3 && stem.endsWith(end))) return false
  if (stem.endsWith('er') || stem.endsWith('en')) return WITH_E_ENDS.test(stem)
  if (SHORT_ENDING.test(stem)) return E_ENDINGS.some((end) => stem.endsWith(end))
  return LONG_ENDING.test(stem)
}

const WITH_E_ENDS = /(?:adher|interfer|persever|coher|revers|conven|interven|contraven|superven)$/u
const WITHOUT_E = new Set(['bus', 'gas', 'ski', 'dialog', 'catalog', 'picnic', 'panic', 'mimic', 'frolic', 'be', 'do', 'go'])
const KNOWN_E = new Set(
  [
    'ach breath sooth loath seeth bath wreath tipto creat recreat procreat persuad dissuad conced explod imped escap requir acquir inquir enquir',
    'chang exchang arrang rang estrang cring challeng aveng reveng scaveng loung plung analys paralys increas decreas releas leas purchas prais rais',
    'appeas teas unit invit excit incit ignit recit compet complet delet deplet explor restor ignor ador deplor implor postpon condon dethron aton welcom elop',
    'hous rous arous caus paus abus accus confus refus amus excus diagnos clos enclos disclos propos oppos expos impos suppos compos dispos',
    'advis devis revis supervis televis promis compromis surmis exercis practis franchis surpris compris',
  ].flatMap((line) => line.split(' ')),
)

function nounLemma(word: string): string {
  const irregular = IRREGULAR_NOUNS.get(word)
  if (irregular !== undefined) return irregular
  const hyphen = word.lastIndexOf('-')
  if (hyphen > 0 && hyphen < word.length - 2) return word.slice(0, hyphen + 1) + nounLemma(word.slice(hyphen + 1))
  if (!word.endsWith('s') || word.endsWith('ss') || word.length < 4) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|zz)es$/u.test(word) || /[^aeiou]oes$/u.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

const IRREGULAR_DEGREES: ReadonlyMap<string, string> = new Map([
  ['better', 'good'],
  ['best', 'good'],
  ['worse', 'bad'],
  ['worst', 'bad'],
  ['more', 'more'],
  ['most', 'most'],
  ['less', 'less'],
  ['least', 'least'],
  ['further', 'far'],
  ['farther', 'far'],
  ['earlier', 'early'],
])

function adjectiveLemma(word: string, tag: string): string {
  if (tag.length < 3) return word
  const irregular = IRREGULAR_DEGREES.get(word)
  if (irregular !== undefined) return irregular
  const ending = tag.endsWith('R') ? 'er' : 'est'
  if (!word.endsWith(ending) || word.length < ending.length + 3) return word
  const stem = word.slice(0, -ending.length)
  if (stem.endsWith('i')) return `${stem.slice(0, -1)}y`
  if (/([bdgmnpt])\1$/u.test(stem)) return stem.slice(0, -1)
  return /(?:[^aeiou][aeiou](?:[cfgsvzrtdn])|[^aeiou]l|rg|nc)$/u.test(stem) && !/(?:ow|ew|eat|oud|ick|ard|ong|old|ast)$/u.test(stem)
    ? `${stem}e`
    : stem
}
