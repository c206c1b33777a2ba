/**
 * Words whose full stop belongs to them. Our own lists, by what they say of a sentence's end.
 * Lower case, without the stop.
 */

const listOf = (...lines: string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(' ')))

/** Titles and the like: what follows belongs to them, so that no sentence ends here. */
export const TITLE_ABBREVIATIONS = listOf(
  'mr mrs ms mx dr prof rev fr sr.a msgr hon pres gov govs lt gen sen sens rep reps amb sec atty supt det insp capt cpl cmdr comdr col maj adm brig sgt',
  'pvt st ste ft mt mme mlle messrs rt ald asst assoc vs v fig vol pp approx est dept natl intl gens drs profs',
)

/** Months, states, firms and others that may end a sentence as well as stand within one. */
export const OTHER_ABBREVIATIONS = listOf(
  'jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri',
  'inc corp co ltd llc plc bros cos jr sr esq etc ave blvd rd hwy ph.d phd m.d b.a m.a d.d.s al mfg',
  'ala ariz ark calif colo conn del fla ga ill ind kan kans ky la md mass mich minn miss mo mont neb nebr nev okla ore pa penn tenn tex va vt wash wis wisc wyo',
)

/** Abbreviations only before a number ("No. 3", "p. 12", "Art. 5"). */
export const NUMBER_ABBREVIATIONS = listOf('no nos p art ch sect para')

/** Capitalised words that open a sentence far more often than they follow "U.S." or "Inc." within one. */
export const SENTENCE_OPENERS = listOf(
  'the a an this that these those it its he his she her they their we our i my you your there here in on at for from with by after before',
  'but and or so if when while as although though because since however meanwhile still now then what who why how where not no one some many most',
  'all both each another other such under over during despite according among between until instead also yet last next early late mr mrs ms dr',
)
