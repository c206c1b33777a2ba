import { beforeAll, describe, expect, it } from 'vitest'
import { read } from '../../src/cli/reading-module.js'
import { newsRarity, stanceTask } from '../../src/desk/batch-questions.js'
import { createDesk } from '../../src/desk/desk.js'
import type { DeskServices } from '../../src/desk/services.js'
import { createLog } from '../../src/log.js'
import { articleId } from '../../src/store/ids.js'
import type { Article } from '../../src/text/article.js'
import type { Post } from '../../src/text/post.js'
import { loadReader } from '../../src/weights.js'
import { onBothEngines } from '../store/engines.js'
import { saysAll } from './newsroom.js'

const NOW = Date.parse('2026-11-23T12:00:00Z')
const CHANNEL = { platform: 'web', team: 'local', channel: 'newsroom' }
const TEXTS: readonly (readonly [day: string, text: string])[] = [
  [
    '2026-11-01',
    'VELM — Prime Minister Viktor Hlavan called an early vote. "I would rather ask the voters," Mr Hlavan said on Monday.\n\nChina\'s trade spokesman, Gao Linwei, urged Sweden to wait.',
  ],
  ['2026-11-08', '"I am ready," Hlavan said in Velm.\n\nThe council met. Gao Linwei said the plan was "protection dressed up".'],
  ['2026-11-09', 'Mr Linwei said nothing would change in China.'],
  ['2026-11-10', 'Analyst Paul Okoye said that Hlavan would lose and that China would win.'],
  [
    '2026-11-12',
    '"We have held prices for years," said Norwick\'s chief executive, Marta Elling. She said Norwick had lost money.\n\nPassenger Ida Moss said Norwick was dear.',
  ],
  ['2026-11-14', 'Two ferries stopped. Marta Elling told reporters that Norwick would "never run old boats".'],
]
const articles: Article[] = TEXTS.map(([day, text]) => ({ id: articleId({ text }), text, title: 'News', publishedAt: `${day}T08:00:00Z` }))

interface Placed {
  readonly articleId: string
  readonly content: readonly [number, number][]
}
const stance = stanceTask(loadReader())
function batch(actor: string): { name: string; by: string; about: string } {
  const [line] = stance({ id: 1, articles, actor }) as { actor: { name: string }; by: Placed[]; about: Placed[] }[]
  const words = (list: readonly Placed[] = []): string =>
    list
      .flatMap(({ articleId, content }) => content.map(([a, b]) => articles.find(({ id }) => id === articleId)?.text.slice(a, b)))
      .join('\n')
  return { name: line?.actor.name ?? '', by: words(line?.by), about: words(line?.about) }
}

const half = (post: Post, heading: RegExp): string => {
  const from = post.sections.findIndex((section) => heading.test(section.heading ?? ''))
  const to = post.sections.findIndex((section, i) => i > from && /^(?:What others say of|Over time)/u.test(section.heading ?? ''))
  return from < 0 ? '' : saysAll({ ...post, title: '', sections: post.sections.slice(from, to < 0 ? undefined : to) })
}

onBothEngines('people over several articles', (engines) => {
  let call: (command: string, line: string) => Promise<Post>
  beforeAll(async () => {
    const store = await engines.open()
    const desk = await store.channels.deskOf(CHANNEL, NOW)
    for (const article of articles) {
      const claim = await store.entries.put(desk, { keys: [article.id], entry: { title: 'News', text: article.text } }, NOW)
      await store.entries.keep(claim, read(article), () => undefined as never)
    }
    const services = {
      store,
      now: () => NOW,
      log: createLog('silent'),
      rarity: newsRarity(),
      timeZone: 'UTC',
      version: 'test',
      platforms: async () => [],
    }
    const room = createDesk(services as unknown as DeskServices)
    let calls = 0
    call = (command, line) =>
      room.command({ command, options: {}, line, place: CHANNEL, person: { id: `p${calls++}`, mayManage: true }, callId: 'test' })
  }, 60_000)

  const both = async (actor: string): Promise<{ by: string; about: string }[]> => {
    const post = await call('stance', actor)
    return [{ by: half(post, /^In (?:its|their) own words$/u), about: half(post, /^What others say of (?:it|them)$/u) }, batch(actor)]
  }

  it.each(['Hlavan', 'viktor hlavan'])('%s: a family name alone is found too', async (asked) => {
    for (const { by, about } of await both(asked)) {
      expect(by).toContain('I would rather ask the voters')
      expect(by).toContain('I am ready')
      expect(about).toContain('would lose')
    }
    const said = saysAll(await call('who', asked))
    expect(said).toContain('I would rather ask the voters')
    expect(said).toContain('I am ready')
  })

  it.each(['the prime minister', 'Prime Minister', 'Hlavam'])('%s is whom the articles call so', async (asked) => {
    expect(batch(asked).name).toBe('Viktor Hlavan')
    expect(saysAll(await call('stance', asked))).toContain('Viktor Hlavan')
  })

  it('an office with a country, and a country’s government', async () => {
    for (const { by } of await both('chinese trade spokesman')) expect(by).toContain('Sweden to wait')
    for (const { by } of await both('the Chinese government')) expect(by).toContain('Sweden to wait')
    expect(batch('swedish trade spokesman').by).toBe('')
  })

  it('a full name without its office still speaks for the country; a family name alone is on neither side', async () => {
    for (const { by, about } of await both('china')) {
      expect(by).toContain('protection dressed up')
      expect(about).toContain('would win')
      expect(about).not.toContain('protection')
      expect(`${by}${about}`).not.toContain('nothing would change')
    }
  })

  it('who leads a firm speaks for it, under their own name', async () => {
    for (const { by, about } of await both('norwick')) {
      expect(by).toContain('We have held prices for years')
      expect(by).toContain('had lost money')
      expect(by).toContain('never run old boats')
      expect(about).toContain('was dear')
      expect(about).not.toContain('lost money')
    }
    expect(half(await call('stance', 'norwick'), /^In its own words$/u)).toContain('Marta Elling:')
  })
})

describe('batch alone', () => {
  it('gives no statement twice', () => {
    const { by, about } = batch('china')
    for (const line of by.split('\n')) expect(about).not.toContain(line)
  })
})
