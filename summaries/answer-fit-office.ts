import type { FitOf } from './answer-fit.js'
import { beside, lineText, pointsBack } from './answer-fit-line.js'
import type { PassageIndex } from './answer-index.js'
import type { Passage } from './answer-passage.js'
import { keysOf, type Question, stemKey } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'

const WHO_IS =
  /^\W*who(?:['’]s| is| was| are| were| will be)\s+(?:now |currently )?(?:the |an? )?(?:(?:current|new|former|first|last|final|acting|next)\s)?/iu
const OF = /^\s+of\s/iu
const OFFICE =
  /^(?:[\p{L}-]+\s){0,3}(?:president|minister|chancellor|mayor|governor|king|queen|chair(?:man|woman|person)?|director|secretary|executive|ambassador|commissioner|spokes(?:man|woman|person)|mediator|coach|captain|judge|bishop|pope|ceo|lawyer|prosecutor|leader|head|boss|chief|owner|founder|author|successor|envoy|negotiator|researcher|candidate)\b/iu

const ONE_PERSON =
  '(?:suspect|victim|man|woman|boy|girl|driver|pilot|nurse|doctor|officer|teacher|soldier|lawyer|judge|player|worker|passenger)'
const NAME_OF = new RegExp(
  `^\\W*what(?:['’]s| is| was) (?:the name of (?:the |an? )?(?:(?:[\\p{Ll}-]+ )?(?=${ONE_PERSON}\\W*$))?([\\p{Ll}-]+)\\W*$|(?:the |an? )?([\\p{Ll}-]+)['’]s name\\b)`,
  'iu',
)
const REACH = 40

/** "What is the name of the driver?": a line that names the driver, not the driver's lawyer. */
export function nameFit(index: PassageIndex, question: Question): FitOf | undefined {
  const found = NAME_OF.exec(question.text)
  const thing = found?.[1] ?? found?.[2]
  if (thing === undefined || /\p{Lu}/u.test(thing)) return undefined
  const key = stemKey(thing)
  return (id) => {
    const text = lineText(index, id)
    if (/\b(?:named|identified) (?:as|him|her|them)\b/iu.test(text)) {
      const before = beside(index, id, -1)
      return before?.places.has(key) || (index.passages[id] as Passage).places.has(key) ? 2 : 0
    }
    const isNamed = keysOf(text).some((one) => {
      if (one.key !== key || /^['’]s/u.test(text.slice(one.end, one.end + 2))) return false
      const around = `${text.slice(Math.max(0, one.start - REACH), one.start)}\n${text.slice(one.end, one.end + REACH)}`
      return /\p{Lu}[\p{L}\p{M}.’'-]+,? (?:\d+, )?(?:who|an?|the|his|her|their)[^\n]*\n|\n,? ?(?:named |called |known as |is |was )?["“]?\p{Lu}/u.test(
        around,
      )
    })
    return isNamed ? 2 : 0
  }
}

/** "Who is the prime minister?": a line that names that very office, its words side by side, not another minister's. */
export function officeFit(index: PassageIndex, question: Question, terms: readonly WeighedTerm[]): FitOf | undefined {
  const start = WHO_IS.exec(question.text)?.[0].length
  const words = start === undefined ? undefined : OFFICE.exec(question.text.slice(start))?.[0]
  if (start === undefined || words === undefined || /^ (?:who|that|to|under|behind)\b/u.test(question.text.slice(start + words.length)))
    return undefined
  const office = terms.filter((term) => term.start >= start && term.end <= start + words.length)
  const pairs = question.pairs.filter(([a, b]) => {
    const [one, two] = [terms[a] as WeighedTerm, terms[b] as WeighedTerm]
    return office.includes(one) && office.includes(two) && /^\s$/u.test(question.text.slice(one.end, two.start))
  })
  const asked = new Set(terms.flatMap(({ forms }) => [...forms.keys()]))
  const of = terms.filter(
    (term) => term.start > start + words.length && !term.isFocus && OF.test(question.text.slice(start + words.length)),
  )
  return (id) => {
    const passage = index.passages[id] as Passage
    const near = pointsBack(lineText(index, id)) ? [0, -1, -2] : [0]
    const isThere = (term: WeighedTerm): boolean => near.some((step) => isNamed(beside(index, id, step) ?? passage, term))
    if (of.length > 0 && !of.some(isThere)) return 0
    if (!office.every((term) => isNamed(passage, term)) || !namesSomebody(lineText(index, id), office, asked)) return 0
    return pairs.every(([a, b]) => areTogether(passage, terms[a] as WeighedTerm, terms[b] as WeighedTerm)) ? 2 : 0
  }
}

// 'Mr Maina thanked Chad’s president' does not say who that is: a name must stand at the office ("the lawyer, Fatime Abakar", "Ms Rey, the
// new minister", "Ms Rey will be minister"), and none that the question has.
function namesSomebody(text: string, office: readonly WeighedTerm[], asked: ReadonlySet<string>): boolean {
  const last = office.at(-1)
  const isPast = asked.has(FORMER)
  const keys = keysOf(text)
  return keys
    .filter(({ key, start }) => last?.forms.has(key) && (isPast || !PAST.test(text.slice(0, start))))
    .some((title) =>
      keys.some(({ key, start, end }) => {
        if (!/^\p{Lu}/u.test(text.slice(start, end)) || asked.has(key)) return false
        return start > title.end
          ? BEHIND.test(text.slice(title.end, start))
          : end < title.start && BEFORE.test(text.slice(end, title.start))
      }),
    )
}
// "Former defence minister": who was it, is it no more.
const PAST = /\b(?:former|ex|then|late)[ -](?:\p{Ll}+ ){0,2}$/iu
const FORMER = stemKey('former')
const BEHIND =
  /^(?:['’]s)?(?: (?:of|for|at|in) [^,;:.]{1,50}?)?,? \(?(?:(?:is|was|will be|named|currently|now) )?(?:\p{Ll}+ )?(?:(?:Mr|Mrs|Ms|Dr|Judge|General|Sir|Lady)\.? )?(?:\p{Lu}\S* )*$/u
const BEFORE = /^(?:,| \(|(?: \p{L}+)*? (?:is|was|as|be|been|became|becomes|become|named|appointed|elected|remains?)\b)[^,;:.]{0,60}$/u

const isNamed = ({ places, inherited, speakers }: Passage, { forms }: WeighedTerm): boolean =>
  [...forms.keys()].some((form) => places.has(form) || inherited.has(form) || speakers.has(form))

function areTogether({ places }: Passage, a: WeighedTerm, b: WeighedTerm): boolean {
  const second = new Set([...b.forms.keys()].flatMap((form) => places.get(form) ?? []))
  return [...a.forms.keys()].some((form) => places.get(form)?.some((at) => second.has(at + 1)))
}
