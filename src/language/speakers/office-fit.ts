import { type Passage, plain } from '../names/passage.js'
import type { RoleMention } from '../names/roles.js'

const list = (names: string): ReadonlySet<string> => new Set(names.split(', '))

/** Monarchies, by standard name: they have no president of the state. */
const NO_PRESIDENT = list(
  'Australia, Bahrain, Belgium, Bhutan, Brunei, Cambodia, Canada, Denmark, Eswatini, Jamaica, Japan, Jordan, Kuwait, Lesotho, Luxembourg, Malaysia, Monaco, Morocco, Netherlands, New Zealand, Norway, Oman, Papua New Guinea, Qatar, Saudi Arabia, Spain, Sweden, Thailand, Tonga, United Kingdom, Vatican City',
)
/** States whose government has no prime minister. */
const NO_PRIME_MINISTER = list(
  'Argentina, Bolivia, Brazil, Chile, Colombia, Costa Rica, Dominican Republic, Ecuador, El Salvador, Ghana, Guatemala, Honduras, Indonesia, Iran, Kenya, Liberia, Malawi, Mexico, Nicaragua, Nigeria, Panama, Paraguay, Philippines, Sierra Leone, South Africa, Switzerland, Turkey, Turkmenistan, United States, Uruguay, Venezuela, Zambia',
)

/** Whether a state, by its standard name, has the office that a role names at all; true where nothing speaks against it. */
export function hasOffice(p: Passage, role: RoleMention, state: string): boolean {
  const words = role.ranges.flatMap(({ first, last }) => p.words.slice(first, last).map(plain)).join(' ')
  if (state === 'United States' && /\bminist(?:er|ry)\b/u.test(words)) return false
  if (/\bprime minister\b|\bpremier\b/u.test(words)) return !NO_PRIME_MINISTER.has(state)
  return !(/\bpresident\b/u.test(words) && NO_PRESIDENT.has(state))
}
