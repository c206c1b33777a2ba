import { IRREGULAR_NOUNS } from './words/irregular-nouns.js'
import { IRREGULAR_VERBS } from './words/irregular-verbs.js'
import { E_ENDINGS, E_LESS } from './words/verb-stems.js'

const LONGEST = 30
const KNOWN_LEMMAS = 50_000
const known = new Map<string, string>()

/**
 * The dictionary form of `word`, in small letters, given its Penn tag: verbs to the infinitive, nouns to the singular, "n't" to "not".
 * Names and what is neither stay as they are. An irregular table first, then rules of spelling.
 */
export function lemmaOf(word: string, tag: string): string {
  const group = tag.startsWith('VB') || tag === 'MD' ? 'v' : tag === 'NNS' ? 'n' : tag.startsWith('JJ') || tag.startsWith('RB') ? 'a' : ''
  const lower = word.toLowerCase().replace(/’/gu, "'")
  if (lower === "n't" || lower === "n't") return 'not'
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
  const last = stem.at(-1) as string
  if (last === stem.at(-2) && !'aeiouylsz'.includes(last)) return stem.slice(0, -1)
  if (last === 'l' && stem.endsWith('ll')) return /(?:ell|oll|all|ill|ull)$/u.test(stem) && !DOUBLED_L.test(stem) ? stem : stem.slice(0, -1)
  if (/[aeiou]$/u.test(last))
    return last === 'u' || last === 'e' || last === 'o' ? (stem.endsWith('ee') || stem.endsWith('o') ? withE(stem) : `${stem}e`) : stem
  if (E_LESS.some((end) => stem.endsWith(end) && !E_EXCEPTIONS.has(stem))) return stem
  if (/[^aeiou][aeiouy][^aeiouwxy]$/u.test(stem) || /[aeiou](?:[cgsvz]|rg|nc|ng|rs|ns|lv|rv|ps|uc)$/u.test(stem))
    return E_ENDINGS.some((end) => stem.endsWith(end)) ? `${stem}e` : stem
  return /[^aeiour][lr]$/u.test(stem) && !stem.endsWith('rl') && stem.length > 3 ? `${stem}e` : stem
}

// 'cancelled', 'travelled', 'controlled', 'compelled': the second l came with the ending.
const DOUBLED_L =
  /(?:ncell|avell|bell|odell|evell|annell|trollm|ntroll|atroll|mpell|xpell|opell|spell(?=x)|xcell|ignall|otall|quall|ivall|ulfill|instill|distill)$/u
const E_EXCEPTIONS = new Set([
  'compar',
  'declar',
  'prepar',
  'shar',
  'car',
  'dar',
  'scor',
  'stor',
  'explor',
  'ignor',
  'restor',
  'ador',
  'bor',
])

// 'freeing' → 'free', 'agreed' has lost an e to the ending, 'going' and 'vetoed' have not.
const withE = (stem: string): string => (stem.endsWith('ee') || stem.endsWith('oo') || stem.endsWith('o') ? stem : `${stem}e`)

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
  return /(?:[^aeiou][aeiou](?:[cgsvz]|r|t|d)|[^aeiou]l|rg|nc)$/u.test(stem) && !/(?:ow|ew|eat|oud|ick|ard|ong|old|ast)$/u.test(stem)
    ? `${stem}e`
    : stem
}
