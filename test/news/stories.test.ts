import { describe, expect, it } from 'vitest'
import { createStoriesTask, feedTask, pageTask } from '../../src/news/batch.js'
import { resemblance, sketchOf } from '../../src/news/story-copies.js'
import { createStoryIndex, type Placement, type StoryIndex, type StoryState } from '../../src/news/story-index.js'
import { rankStories, storyWeight } from '../../src/news/story-rank.js'

const FERRY = [
  'The ferry between Port Lira and Sande sank on Monday after it struck a rock near the Varn lighthouse. Harbour chief Ines Halvorsen said that all 41 passengers had been taken off the Solveig before it went down.',
  'All 41 people aboard the ferry Solveig were rescued on Monday when it hit a rock off the Varn lighthouse and sank, Port Lira harbour chief Ines Halvorsen said. The boat had been on its way to Sande.',
  'Divers will look at the wreck of the Solveig near the Varn lighthouse this week, said Ines Halvorsen of the Port Lira harbour authority. The ferry sank on its way to Sande with 41 passengers, who were all saved.',
]
const FIRE = [
  'A fire destroyed the Kestrel paper mill in Osmark on Tuesday night. Fire chief Rolf Tamm said that 12 engines had fought the flames until morning and that nobody was in the building.',
  'The Kestrel mill in Osmark burned down in the night to Wednesday. Twelve fire engines came, Rolf Tamm of the Osmark fire service said, but the paper store could not be saved.',
]
/** Another ferry, another year, the same kind of event. */
const OTHER_FERRY =
  'The ferry Margit ran aground off Dunholm on Friday with 87 aboard. Nobody was hurt, said Tova Lindqvist, who leads the Dunholm coast guard. Tugs will try to free the boat at the next high water.'

const at = (day: number): string => new Date(Date.UTC(2025, 2, day)).toISOString()

/** Places an article and lets it count. */
const take = (index: StoryIndex, article: Parameters<StoryIndex['place']>[0], newId: () => string): Placement => {
  const placement = index.place(article, newId)
  index.put(placement.state())
  return placement
}

describe('gathering stories', () => {
  const ids = (): (() => string) => {
    let n = 0
    return () => `s${++n}`
  }
  it('puts articles on one event together and others apart', () => {
    const index = createStoryIndex()
    const newId = ids()
    const placed = [FERRY[0], FIRE[0], FERRY[1], OTHER_FERRY, FIRE[1], FERRY[2]].map(
      (text, i) => take(index, { id: `a${i}`, text: text as string }, newId).storyId,
    )
    expect(placed).toEqual(['s1', 's2', 's1', 's3', 's2', 's1'])
    expect(index.size()).toBe(3)
  })
  it('goes on after a restart as if there had been none', () => {
    const whole = createStoryIndex()
    const kept = new Map<string, StoryState>()
    const newId = ids()
    const texts = [FERRY[0], FIRE[0], FERRY[1], OTHER_FERRY] as string[]
    texts.forEach((text, i) => {
      const { storyId, state } = take(whole, { id: `a${i}`, text }, newId)
      kept.set(storyId, JSON.parse(JSON.stringify(state())) as StoryState)
    })
    const restarted = createStoryIndex()
    for (const state of kept.values()) restarted.put(state)
    for (const text of [FERRY[2], FIRE[1]] as string[]) {
      const one = take(whole, { id: 'x', text }, newId)
      const other = take(restarted, { id: 'x', text }, newId)
      expect(other.storyId).toBe(one.storyId)
      expect(other.similarity).toBeCloseTo(one.similarity, 2)
    }
  })
  it('changes nothing until a placement is put', () => {
    const index = createStoryIndex()
    const article = { id: 'a', text: FERRY[0] as string }
    const first = index.place(article, () => 's1')
    expect(index.size()).toBe(0)
    expect(index.place(article, () => 's2')).toMatchObject({ storyId: 's2', similarity: first.similarity })
    index.put(first.state())
    expect(index.size()).toBe(1)
  })
  it('takes a changed state in place of the old one', () => {
    const index = createStoryIndex()
    const { state } = take(index, { id: 'a', text: FERRY[0] as string }, () => 's1')
    for (let i = 0; i < 3; i++) index.put(state())
    expect(index.size()).toBe(1)
    expect(take(index, { id: 'b', text: FERRY[1] as string }, () => 's2').storyId).toBe('s1')
  })
  it('holds no more stories than it is told to, the newest', () => {
    const index = createStoryIndex()
    // Each of its own words: no two belong together.
    const textOf = (day: number): string => {
      const own = (ending: string): string => `${'BCDFGHJKLMNPRSTVWXYZ'[day - 1]}or${ending}`
      return `${own('vik')} ${own('dal')} opened the ${own('mar').toLowerCase()} at ${own('sund')}, said ${own('en')} ${own('berg')}. ${own('vik')} ${own('stad')} objected.`
    }
    for (let day = 1; day <= 20; day++) take(index, { id: `a${day}`, text: textOf(day), publishedAt: at(day) }, () => `s${day}`)
    expect(index.size()).toBe(20)
    index.keepNewest(20)
    expect(index.size()).toBe(20)
    index.keepNewest(10)
    expect(index.size()).toBe(9)
    expect(take(index, { id: 'b', text: textOf(20), publishedAt: at(20) }, () => 'new').storyId).toBe('s20')
    expect(take(index, { id: 'c', text: textOf(11), publishedAt: at(20) }, () => 'new').storyId).toBe('new')
  })
  it('does not join what lies weeks apart', () => {
    const index = createStoryIndex()
    take(index, { id: 'a', text: FERRY[0] as string, publishedAt: at(1) }, () => 's1')
    expect(take(index, { id: 'b', text: FERRY[1] as string, publishedAt: at(30) }, () => 's2').storyId).toBe('s2')
    expect(take(index, { id: 'c', text: FERRY[1] as string, publishedAt: at(2) }, () => 's3').storyId).toBe('s1')
    index.forget(Date.UTC(2025, 2, 10))
    expect(index.size()).toBe(1)
  })
  it('folds copies of agency text into the first, whatever stands around them', () => {
    const body = [...FERRY, ...FIRE].join(' ')
    const index = createStoryIndex()
    take(index, { id: 'first', text: body }, () => 's1')
    const copy = take(
      index,
      { id: 'second', text: `PORT LIRA (Coastal Wire) — ${body} Read on tomorrow.`, title: 'Ferry sinks' },
      () => 's2',
    )
    expect(copy).toMatchObject({ storyId: 's1', opened: false, foldedInto: 'first' })
    expect(take(index, { id: 'third', text: FERRY[1] as string }, () => 's3')).not.toHaveProperty('foldedInto')
  })
  it('takes any text', () => {
    const index = createStoryIndex()
    const newId = ids()
    for (const text of ['', '???', 'a', '日本語のニュース', '1 2 3', 'x'.repeat(100_000)]) {
      const { storyId, similarity } = take(index, { id: 'odd', text, publishedAt: 'no date' }, newId)
      expect(storyId).toMatch(/^s\d+$/u)
      expect(similarity).toBeGreaterThanOrEqual(0)
    }
  })
  it('keeps its cost and its states flat', () => {
    const index = createStoryIndex()
    const newId = ids()
    const place = (i: number): number => {
      const began = process.cpuUsage()
      const text = Array.from({ length: 200 }, (_, w) =>
        w % 9 === 0 ? `Name${(i * 31 + w * 7) % 5000}` : `word${(i * 17 + w * 13) % 3000}`,
      ).join(' ')
      take(index, { id: `a${i}`, text }, newId)
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1000
    }
    for (let i = 0; i < 600; i++) place(i)
    const costs = Array.from({ length: 50 }, (_, i) => place(600 + i)).sort((a, b) => a - b)
    expect(costs[25]).toBeLessThan(40)
    const long = createStoryIndex()
    let size = 0
    for (let i = 0; i < 150; i++)
      size = JSON.stringify(
        take(long, { id: `a${i}`, text: `${FERRY[i % 3]} Detail${i} came to light, and witness Number${i} spoke.` }, newId).state(),
      ).length
    expect(size).toBeLessThan(120_000)
  })
})

describe('copies', () => {
  it('are told from articles on the same event', () => {
    expect(resemblance(sketchOf(FERRY[0] as string), sketchOf(FERRY[0] as string))).toBe(1)
    expect(resemblance(sketchOf(FERRY[0] as string), sketchOf(FERRY[1] as string))).toBeLessThan(0.3)
    expect(resemblance(sketchOf('too short'), sketchOf('too short'))).toBe(0)
  })
})

describe('ranking', () => {
  const hour = 3_600_000
  const now = Date.UTC(2025, 2, 3)
  const story = (part: Partial<Parameters<typeof storyWeight>[0]>) => ({
    outlets: 2,
    articles: 3,
    unseen: 3,
    newestAt: now - hour,
    ...part,
  })
  it('puts first what many carry, what is fresh, what is new', () => {
    const plain = story({})
    expect(storyWeight(story({ outlets: 6 }), now)).toBeGreaterThan(storyWeight(plain, now))
    expect(storyWeight(story({ newestAt: now - 20 * hour }), now)).toBeLessThan(storyWeight(plain, now))
    expect(storyWeight(story({ unseen: 1 }), now)).toBeLessThan(storyWeight(plain, now))
    expect(storyWeight(story({ unseen: 0 }), now)).toBe(0)
    const [old, wide] = [story({ newestAt: now - 40 * hour }), story({ outlets: 9 })]
    expect(rankStories([old, plain, wide], now)).toEqual([wide, plain, old])
  })
})

describe('batch', () => {
  it('stories: one line out for one in, ids as they came', () => {
    const task = createStoriesTask()
    expect([...FERRY, FIRE[0]].map((text, id) => task({ id, text }))).toEqual([
      { id: 0, story: 'story-1' },
      { id: 1, story: 'story-1' },
      { id: 2, story: 'story-1' },
      { id: 3, story: 'story-2' },
    ])
  })
  it('page and feed: from text or bytes', () => {
    const html = `<title>Ferry sinks</title><p>${FERRY[0]}</p>`
    expect(pageTask({ id: 'p', html, url: 'https://gazette.example/1' })).toMatchObject({
      id: 'p',
      title: 'Ferry sinks',
      text: FERRY[0],
      language: 'en',
    })
    expect(pageTask({ id: 1, bytes: Buffer.from(html).toString('base64') })).toMatchObject({ id: 1, text: FERRY[0] })
    const xml = '<rss version="2.0"><channel><title>A &amp; B</title><item><guid>7</guid><title>One</title></item></channel></rss>'
    expect(feedTask({ id: 'f', xml })).toEqual({ id: 'f', title: 'A & B', entries: [{ guid: '7', title: 'One' }] })
  })
  it.each([{}, null, 'text', { id: 'x' }, { id: 'x', html: 3 }, { html: '<p>' }])(
    'a line that holds nothing is refused in a sentence: %j',
    (line) => {
      for (const task of [pageTask, feedTask, createStoriesTask()]) expect(() => task(line)).toThrow(/line needs/u)
    },
  )
})
