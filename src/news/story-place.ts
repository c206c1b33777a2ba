import { randomUUID } from 'node:crypto'
import type { PlaceInStory } from '../store/entries.js'
import { createStoryIndex, type StoryState } from './story-index.js'

const DAY = 86_400_000
/** Stories without a new article for this long are closed: nothing joins them any more. */
const OPEN_FOR = 21 * DAY
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
    for (const state of await states(version, openSince)) {
      index.put(state.state as StoryState)
      version = Math.max(version, state.version)
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
