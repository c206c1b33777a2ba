import { beforeAll, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.js'
import { onBothEngines } from './engines.js'
import { readingOf } from './readings.js'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const DAY = 86_400_000
const harbour = { platform: 'web', team: 'local', channel: 'harbour' }
const other = { platform: 'web', team: 'elsewhere', channel: 'valley' }

const ferry = readingOf(
  'The harbour council approved the ferry plan on Monday. Mayor Ines Calder said the talks with Norway would resume in spring. “Nobody will lose a job,” Calder added. Critics were not convinced.',
  {
    url: 'https://gazette.example/ferry',
    title: 'Council approves ferry plan',
    at: '2026-11-19T08:00:00Z',
    statements: [
      { words: 'the talks with Norway would resume in spring', name: 'Ines Calder', role: 'Mayor', actor: 'Velmark', about: ['Norway'] },
      { words: '“Nobody will lose a job,”', name: 'Ines Calder', role: 'Mayor', actor: 'Velmark' },
      { words: 'Critics were not convinced', role: 'Critics' },
    ],
  },
)
const prices = readingOf(
  'Fish prices rose by 2,400 crowns a tonne. The ministry in Oslo said quotas would stay. Analyst Tom Wexley doubts that the ferry helps.',
  {
    url: 'https://ledger.example/fish',
    title: 'Fish prices rise',
    at: '2026-11-20T08:00:00Z',
    outlet: 'The Ledger',
    statements: [
      { words: 'quotas would stay', name: 'Ministry of Fisheries', actor: 'Norway' },
      { words: 'the ferry helps', name: 'Tom Wexley', role: 'Analyst', about: ['Norway'], confidence: 0.4 },
    ],
  },
)

onBothEngines('the store', (engines) => {
  let store: Store
  let gazette: number
  let ledger: number
  beforeAll(async () => {
    store = await engines.open()
    gazette = (await store.feeds.add({ url: 'https://gazette.example/feed', title: 'Gazette' }, NOW)).id
    ledger = (await store.feeds.add({ url: 'https://ledger.example/feed' }, NOW)).id
    await store.feeds.follow(harbour, gazette, NOW)
    await store.feeds.follow(other, ledger, NOW)
    await store.articles.keep(ferry, [gazette])
    await store.articles.keep(prices, [ledger])
  })

  it('keeps an article once and gives back the same text and reading', async () => {
    const again = await store.articles.keep(ferry, [gazette])
    expect(again.isNew).toBe(false)
    expect(await store.articles.count()).toBe(2)
    const article = await store.articles.get(ferry.document.article.id)
    expect(article?.text).toBe(ferry.document.article.text)
    expect(article?.publishedAt).toBe('2026-11-19T08:00:00.000Z')
    expect(await store.articles.keyPoints(ferry.document.article.id)).toEqual(ferry.keyPoints)
    const document = await store.articles.document(ferry.document.article.id)
    expect(document?.statements).toEqual(ferry.document.statements)
    expect(document?.sentences).toEqual(ferry.document.sentences)
    expect(document?.entities.map((entity) => entity.name)).toContain('Ines Calder')
  })

  it('refuses a reading that does not fit its text', async () => {
    const broken = { ...ferry, keyPoints: [{ start: 5, end: 100_000 }] }
    await expect(store.articles.keep(broken, [])).rejects.toMatchObject({ name: 'StoreError', code: 'bad-reading' })
  })

  it('finds sentences by any form of a word, best first, with their exact words', async () => {
    const hits = await store.search.sentences({ words: ['ferries', 'plans'] })
    expect(hits[0]?.words).toBe('The harbour council approved the ferry plan on Monday.')
    expect(hits.map((hit) => hit.article.title)).toContain('Fish prices rise')
    for (const hit of hits) {
      const article = await store.articles.get(hit.article.id)
      expect(article?.text.slice(hit.span.start, hit.span.end)).toBe(hit.words)
    }
    expect(await store.search.sentences({ words: ['ferry', 'plan'], match: 'all' })).toHaveLength(1)
    expect(await store.search.sentences({ words: ['fish prices'] })).toHaveLength(1)
    expect(await store.search.sentences({ words: ['prices fish'] })).toHaveLength(0)
    expect((await store.search.sentences({ words: ['2,400'] }))[0]?.words).toContain('2,400')
    expect((await store.search.articles({ words: ['ferry'] })).map((card) => card.outlet).sort()).toEqual([
      'The Harbour Gazette',
      'The Ledger',
    ])
  })

  it('searches only within the scope', async () => {
    const count = async (scope: object): Promise<number> => (await store.search.sentences({ words: ['ferry'], scope })).length
    expect(await count({ channel: harbour })).toBe(1)
    expect(await count({ channel: other })).toBe(1)
    expect(await count({ channel: { ...harbour, channel: 'nobody' } })).toBe(0)
    expect(await count({ feeds: [gazette, ledger] })).toBe(2)
    expect(await count({ articles: [ferry.document.article.id] })).toBe(1)
    expect(await count({ articles: [] })).toBe(0)
    expect(await count({ since: Date.parse('2026-11-20T00:00:00Z') })).toBe(1)
    expect(await count({ until: Date.parse('2026-11-20T00:00:00Z') })).toBe(1)
  })

  it.each([
    '"',
    'ferry"',
    'ferry OR 1=1 --',
    "'; drop table articles; --",
    'ferry*',
    'NEAR(ferry plan, 5)',
    '{keys}: f1',
    'ferry & ! | <-> plan',
    '(((',
    'words : ferry',
    '-ferry',
    '^ferry',
    'a\u0000b\ud800',
    '\\',
    "~f1'",
  ])('takes %j as words alone', async (hostile) => {
    await expect(store.search.sentences({ words: [hostile] })).resolves.toBeInstanceOf(Array)
    await expect(store.statements.find({ speaker: hostile, words: [hostile], actors: [hostile], about: [hostile] })).resolves.toEqual([])
    await expect(store.names.complete(hostile, 5)).resolves.toBeInstanceOf(Array)
    expect(await store.articles.count()).toBe(2)
  })

  it('finds nothing for keys of the index written as words', async () => {
    expect(await store.search.sentences({ words: [`f${gazette}`] })).toEqual([])
    expect(await store.search.sentences({ words: ['the', 'of'] })).toEqual([])
    expect(await store.search.sentences({ words: [] })).toEqual([])
  })

  it('finds statements by speaker, actor, actor spoken of, words and time, newest first', async () => {
    const words = async (query: Parameters<Store['statements']['find']>[0]): Promise<string[]> =>
      (await store.statements.find(query)).map((one) => one.citation.words.join(' … '))
    expect(await words({ speaker: 'calder' })).toHaveLength(2)
    expect(await words({ speaker: 'INES CALDER' })).toHaveLength(2)
    expect(await words({ speaker: 'Ines Wexley' })).toEqual([])
    expect(await words({ speaker: 'cald' })).toEqual([])
    expect(await words({ actors: ['Norway'] })).toEqual(['quotas would stay'])
    expect(await words({ about: ['Norway'] })).toEqual(['the ferry helps', 'the talks with Norway would resume in spring'])
    expect(await words({ about: ['Norway'], notBy: ['Velmark'] })).toEqual(['the ferry helps'])
    expect(await words({ about: ['Norway'], minConfidence: 0.5 })).toEqual(['the talks with Norway would resume in spring'])
    expect(await words({ speaker: 'calder', words: ['talk'] })).toEqual(['the talks with Norway would resume in spring'])
    expect(await words({ words: ['ferry', 'jobs'] })).toEqual(['the ferry helps', '“Nobody will lose a job,”'])
    expect(await words({ scope: { since: Date.parse('2026-11-20T00:00:00Z') } })).toEqual(['the ferry helps', 'quotas would stay'])
    expect(await words({ scope: { channel: harbour }, about: ['Norway'] })).toEqual(['the talks with Norway would resume in spring'])
    expect(await words({ scope: { channel: harbour }, words: ['ferry'] })).toEqual([])
    expect(await words({ limit: 1 })).toHaveLength(1)
    const [found] = await store.statements.find({ speaker: 'wexley' })
    expect(found).toMatchObject({ speaker: { name: 'Tom Wexley', role: 'Analyst', actor: null }, source: 'Tom Wexley', about: ['Norway'] })
    expect(found?.citation).toMatchObject({ outlet: 'The Ledger', url: 'https://ledger.example/fish' })
    expect((await store.statements.ofArticles([ferry.document.article.id])).map((one) => one.id)).toEqual(
      [0, 1, 2].map((i) => `${ferry.document.article.id}.${i}`),
    )
  })

  it('counts statements by week', async () => {
    const until = Date.parse('2026-11-21T00:00:00Z')
    expect((await store.statements.survey({}, 3, until)).byWeek).toEqual([0, 0, 5])
    expect((await store.statements.survey({ about: ['Norway'] }, 2, until + 7 * DAY)).byWeek).toEqual([2, 0])
  })

  it('leaves out a statement whose words no longer equal the text', async () => {
    const damage: string[] = []
    const url = await engines.url()
    const own = await engines.openAt(url, { onDamage: (what) => damage.push(what) })
    await own.articles.keep(ferry, [])
    const { openEngine } = await import('../../src/store/open.js')
    const engine = await openEngine(url)
    await engine.db
      .updateTable('articles')
      .set({ text: ferry.document.article.text.replace('Nobody', 'Anybody').replace('Anybody', 'Nobodyx').slice(0, -1) })
      .execute()
    await engine.close()
    const kept = await own.statements.find({ speaker: 'calder' })
    expect(kept.map((one) => one.citation.words)).toEqual([['the talks with Norway would resume in spring']])
    expect(damage[0]).toContain('no longer equals')
  })

  it('applies corrections for their team alone', async () => {
    const id = `${ferry.document.article.id}.1`
    expect(await store.corrections.set(harbour, { statementId: id, speaker: 'Olaf Brandt', person: 'U1' }, NOW)).toBe(true)
    expect(await store.corrections.set(harbour, { statementId: `${ferry.document.article.id}.99`, speaker: null }, NOW)).toBe(false)
    const ours = await store.statements.find({ speaker: 'brandt', scope: { channel: harbour } })
    expect(ours.map((one) => [one.id, one.correctedTo])).toEqual([[id, 'Olaf Brandt']])
    expect((await store.statements.find({ speaker: 'calder', scope: { channel: harbour } })).map((one) => one.id)).not.toContain(id)
    expect((await store.statements.find({ speaker: 'calder' })).map((one) => one.id)).toContain(id)
    await store.corrections.set(harbour, { statementId: id, speaker: null }, NOW)
    expect(await store.statements.get(id, harbour)).toBeUndefined()
    expect(await store.statements.get(id)).toBeDefined()
    expect(await store.corrections.list(harbour, 10)).toEqual([{ statementId: id, speaker: null, at: NOW }])
    expect(await store.corrections.remove(harbour, id)).toBe(true)
    expect(await store.statements.get(id, harbour)).toBeDefined()
  })

  it('completes names, most talked of first, and offers near ones', async () => {
    expect((await store.names.complete('ca', 5)).map((one) => one.name)).toEqual(['Ines Calder'])
    expect((await store.names.complete('ines c', 5)).map((one) => one.name)).toEqual(['Ines Calder'])
    expect((await store.names.complete('', 5))[0]).toEqual({ name: 'Ines Calder', kind: 'person', weight: 3 })
    expect(await store.names.complete('calder', 5, { channel: other })).toEqual([])
    expect((await store.names.holding('wexley', 5)).map((one) => one.name)).toEqual(['Tom Wexley'])
    expect((await store.names.similar('Ines Caldre', 3)).map((one) => one.name)).toEqual(['Ines Calder'])
    expect((await store.names.similar('wexlay', 3)).map((one) => one.name)).toEqual(['Tom Wexley'])
    expect(await store.names.similar('zzzzzz', 3)).toEqual([])
    expect(await store.names.similar('Ines Caldre', 3, { channel: other })).toEqual([])
    expect((await store.names.similar('Ines Caldre', 3, { channel: harbour })).map((one) => one.name)).toEqual(['Ines Calder'])
    expect((await store.names.inArticles([prices.document.article.id])).map((one) => [one.name, one.actor])).toEqual([
      ['Ministry of Fisheries', 'Norway'],
      ['Tom Wexley', null],
    ])
  })
})
