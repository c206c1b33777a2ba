import { afterEach, beforeEach, expect, it } from 'vitest'
import { createStoryPlacer } from '../../src/news/story-place.js'
import type { PlaceInStory } from '../../src/store/entries.js'
import { articleId } from '../../src/store/ids.js'
import { openStore } from '../../src/store/open.js'
import type { Store } from '../../src/store/store.js'
import { STATES_AT_ONCE } from '../../src/store/story-rows.js'
import { read } from '../simulators/tiny-reading.js'

const NOW = Date.parse('2026-11-20T08:00:00Z')
let store: Store
beforeEach(async () => {
  store = await openStore('file::memory:')
})
afterEach(() => store.close())

const FERRY = 'Ines Calder said the Sande ferry would sail again in spring once the Harbour Office had mended the northern quay.'
const TUNNEL = 'Olaf Brandt said the Valley tunnel had cost twice as much as the Treasury of Nordmark had planned for in its budget.'
let count = 0
async function keep(words: string, place: PlaceInStory): Promise<string> {
  const text = `${words} Report ${++count} has more on what was said after the meeting of the council. ${words}`
  const { id: feed } = await store.feeds.add({ url: `https://paper${count}.example/feed` }, NOW)
  const claim = await store.entries.put(feed, { keys: [`text:${count}`], entry: {} }, NOW)
  const article = { id: articleId({ text }), text, title: words.slice(0, 40), publishedAt: '2026-11-20T07:00:00Z' }
  const { id } = await store.entries.keep(claim, read(article), place)
  return (await store.stories.ofArticle(id))?.id ?? 'none'
}

it('never reads back what it has placed itself', async () => {
  const placer = createStoryPlacer(() => NOW)
  const readBack: number[] = []
  const watched: PlaceInStory = (reading, id, states) =>
    placer(reading, id, async (version, openSince) => {
      const found = await states(version, openSince)
      readBack.push(found.length)
      return found
    })
  const ferry = await keep(FERRY, watched)
  const tunnel = await keep(TUNNEL, watched)
  expect(await keep(FERRY, watched)).toBe(ferry)
  expect(await keep(TUNNEL, watched)).toBe(tunnel)
  expect(readBack).toEqual([0, 0, 0, 0])
})

it('takes in what other processes have placed in between', async () => {
  const [one, two] = [createStoryPlacer(() => NOW), createStoryPlacer(() => NOW)]
  const ferry = await keep(FERRY, one)
  expect(await keep(FERRY, two)).toBe(ferry)
  const tunnel = await keep(TUNNEL, two)
  expect(await keep(TUNNEL, one)).toBe(tunnel)
  expect(await keep(FERRY, one)).toBe(ferry)
  expect(await keep(TUNNEL, two)).toBe(tunnel)
})

it('forgets a placement that was not kept', async () => {
  const placer = createStoryPlacer(() => NOW)
  const failing: PlaceInStory = async (...given) => {
    await placer(...given)
    throw new Error('the disk is full')
  }
  await expect(keep(FERRY, failing)).rejects.toThrow()
  const ferry = await keep(FERRY, placer)
  expect(await keep(FERRY, placer)).toBe(ferry)
  expect(await store.stories.list({}, 10)).toHaveLength(1)
})

it('takes in very many stories in parts', async () => {
  const ferry = await keep(
    FERRY,
    createStoryPlacer(() => NOW),
  )
  const [kept] = await store.stories.states(0, 0)
  const empty = { id: 'x', size: 1, newestAt: NOW, terms: [], members: [] }
  const asked: number[] = []
  const placer = createStoryPlacer(() => NOW)
  const inParts: PlaceInStory = (reading, id) =>
    placer(reading, id, async (version) => {
      asked.push(version)
      if (version > STATES_AT_ONCE) return []
      if (version === STATES_AT_ONCE) return kept === undefined ? [] : [{ ...kept, version: STATES_AT_ONCE + 1 }]
      return Array.from({ length: STATES_AT_ONCE }, (_, i) => ({
        id: `x${i}`,
        state: { ...empty, id: `x${i}` },
        updatedAt: NOW,
        version: i + 1,
      }))
    })
  expect(await keep(FERRY, inParts)).toBe(ferry)
  expect(asked).toEqual([0, STATES_AT_ONCE])
})
