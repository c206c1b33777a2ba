import { createRequire } from 'node:module'
import { getCountryDataList } from 'countries-list'
import { lowerHashOf } from '../src/language/grammar/word-columns.js'

/** Bits of the lists a word may be in. */
const COUNTRY = 1
const CAPITAL = 2
const DEMONYM = 4
const CONTINENT = 8

const CONTINENTS = ['Africa', 'Asia', 'Europe', 'America', 'Oceania', 'Antarctica']
const CONTINENT_DEMONYMS = ['African', 'Asian', 'European', 'American', 'Arab', 'Western']
// Words within names of countries that are no names by themselves.
const PLAIN = new Set([
  'and',
  'of',
  'the',
  'island',
  'islands',
  'saint',
  'republic',
  'democratic',
  'city',
  'new',
  'north',
  'south',
  'east',
  'united',
  'states',
])

/**
 * Names of countries, capitals and peoples as hashes with list bits, one word each: what every reader of news knows
 * and a training corpus does not hold in full. Sources: countries-list, i18n-nationality (both MIT).
 */
export function gazetteerTable(): [number, number][] {
  const nationalities = createRequire(import.meta.url)('i18n-nationality/langs/en.json') as { nationalities: Record<string, string> }
  const bits = new Map<number, number>()
  const add = (text: string, bit: number): void => {
    for (const word of text.split(/[\s,()/-]+/u)) {
      if (word.length < 3 || PLAIN.has(word.toLowerCase())) continue
      const hash = lowerHashOf(word)
      bits.set(hash, (bits.get(hash) ?? 0) | bit)
    }
  }
  for (const { name, capital } of getCountryDataList()) {
    add(name, COUNTRY)
    add(capital, CAPITAL)
  }
  for (const people of Object.values(nationalities.nationalities)) add(people, DEMONYM)
  for (const continent of CONTINENTS) add(continent, CONTINENT)
  for (const people of CONTINENT_DEMONYMS) add(people, DEMONYM)
  return [...bits]
}
