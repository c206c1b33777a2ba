import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Call, Place } from '../../adapters/platform/desk.js'
import { counted } from '../text/counted.js'
import type { Post } from '../text/post.js'
import { errorPost } from './posts.js'

/** Commands, questions and presses that one person, and one team, may send in a minute; and suggestions for what a team types. */
const PER_PERSON = 30
const PER_TEAM = 240
const SUGGESTIONS = 1200
/** Longest question, name or other option, in characters. */
const LONGEST_OPTION = 4_000
/** Longest article or file, in characters. */
const LONGEST_TEXT = 10_000_000

/** What keeps one person, one team or one input from taking all of the desk. Counted in each process. */
export interface Guards {
  /** Why a person has to wait, as a post; null where it is their turn. */
  tooMany(place: Place, person: { readonly id: string }): Promise<Post | null>
  /** Whether suggestions for a team may be looked up. */
  maySuggest(place: Place): Promise<boolean>
}

/** See {@link Guards}. */
export function createGuards(): Guards {
  const persons = new RateLimiterMemory({ points: PER_PERSON, duration: 60 })
  const teams = new RateLimiterMemory({ points: PER_TEAM, duration: 60 })
  const suggestions = new RateLimiterMemory({ points: SUGGESTIONS, duration: 60 })
  return {
    tooMany: async (place, person) => {
      try {
        await persons.consume(`${place.platform}/${place.team}/${person.id}`)
        await teams.consume(`${place.platform}/${place.team}`)
        return null
      } catch (refused) {
        const wait = Math.ceil(((refused as { msBeforeNext?: number }).msBeforeNext ?? 1000) / 1000)
        return errorPost(`That is a lot at once. Ask again in ${counted(wait, 'second')}.`)
      }
    },
    maySuggest: (place) =>
      suggestions.consume(`${place.platform}/${place.team}`).then(
        () => true,
        () => false,
      ),
  }
}

/** Why a call is too long to be answered, as a post; null where it is not. An article may be long, all else is a few words. */
export function tooLong({
  command,
  options,
  line = '',
  attachment,
}: Pick<Call, 'command' | 'options' | 'line' | 'attachment'>): Post | null {
  const text = Math.max(attachment?.text.length ?? 0, command === 'brief' ? Math.max(line.length, (options.article ?? '').length) : 0)
  if (text > LONGEST_TEXT) return errorPost('That is over 10 MB. Give the address of the article instead, or a part of the text.')
  const words = [...Object.entries(options), ...(command === 'brief' ? [] : [['line', line] as const])]
  const isLong = words.some(([name, value]) => !(command === 'brief' && name === 'article') && value.length > LONGEST_OPTION)
  return isLong ? errorPost(`That is too long. Say it in fewer than ${LONGEST_OPTION} characters.`) : null
}

/** A question in a thread, cut to what can be one. */
export const questionText = (text: string): string => text.slice(0, LONGEST_OPTION)
