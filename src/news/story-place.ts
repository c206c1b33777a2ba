import { randomUUID } from 'node:crypto'
import type { PlaceInStory } from '../store/entries.js'
import { STATES_AT_ONCE } from '../store/story-rows.js'
import { createStoryIndex, type StoryState } from './story-index.js'

const DAY = 86_400_000
/** Stories without a new article for this long are closed: nothing joins them any more. */
const OPEN_FOR = 21 * DAY
/** Stories held in memory, some kilobytes each: where more than 5,000 a day are opened, the oldest are closed before their time. */
const MOST_OPEN = 100_000
/** Stories are forgotten in memory after so many articles, to be looked at again. */
const TIDY_EVERY = 500

/**
 * Says which story a new article joins, from the stories as the store has them: what other processes have added since is taken in first, so
 * that replicas agree. Called within the store's transaction, one article at a time.
 */
export function createStoryPlacer(now: () => number): PlaceInStory {
  const index = createStoryIndex()
  let version = 0
  let placed = 0
  return async ({ document }, articleId, states) => {
    const { text, title, publishedAt } = document.article
    const openSince = now() - OPEN_FOR
    for (let taken = STATES_AT_ONCE; taken === STATES_AT_ONCE; ) {
      const changed = await states(version, openSince)
      for (const state of changed) {
        index.put(state.state as StoryState)
        version = Math.max(version, state.version)
      }
      taken = changed.length
      index.keepNewest(MOST_OPEN)
    }
    if (++placed % TIDY_EVERY === 0) index.forget(openSince)
    const placement = index.place(
      { id: articleId, text, ...(title === undefined ? {} : { title }), ...(publishedAt === undefined ? {} : { publishedAt }) },
      randomUUID,
    )
    const at = publishedAt === undefined ? now() : Date.parse(publishedAt)
    const state = placement.state()
    return {
      story: {
        id: placement.storyId,
        ...(title === undefined ? {} : { title }),
        state,
        at: Number.isNaN(at) ? now() : at,
      },
      onKept: (kept) => {
        // Where others have written in between, all of it is read in its order the next time.
        if (kept !== version + 1) return
        index.put(state)
        version = kept
      },
      ...(placement.foldedInto === undefined ? {} : { foldedInto: placement.foldedInto }),
    }
  }
}
