import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFetcher } from '../../src/news/fetch.js'
import { createIntake, type IntakeServices, takeEntries } from '../../src/news/intake.js'
import { pollFeeds } from '../../src/news/poll-feeds.js'
import { openStore } from '../../src/store/open.js'
import type { Store } from '../../src/store/store.js'
import { selfSignedCertificate } from '../simulators/certificate.js'
import { type HostileServer, startHostileServer } from '../simulators/hostile-server.js'
import { read } from '../simulators/tiny-reading.js'

const channel = { platform: 'web', team: 'local', channel: 'harbour' }
let server: HostileServer
let secure: Server
let store: Store
let services: IntakeServices
let secureOrigin = ''
beforeAll(async () => {
  server = await startHostileServer()
  secure = createServer(selfSignedCertificate(), (_, response) => response.end('<rss/>'))
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve))
  secureOrigin = `https://127.0.0.1:${(secure.address() as AddressInfo).port}`
  store = await openStore('file::memory:')
  const lookup = async (host: string) => {
    if (host.endsWith('.dead.example')) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    return [{ address: '127.0.0.1', family: 4 }]
  }
  const fetcher = createFetcher({ userAgent: 'test', allow: ['127.0.0.1'], pauseMs: 0, lookup })
  const readings = { read: async (article: Parameters<typeof read>[0]) => read(article), busy: 0, close: async () => undefined }
  services = { store, fetcher, readings, owner: 'test', now: Date.now }
})
afterAll(async () => {
  await server.close()
  await new Promise((resolve) => secure.close(resolve))
})

const GERMAN =
  'Der Rat der Hafenstadt hat am Montag über die neue Fähre zu den Inseln beraten, und die Fischer verlangten mehr Platz am Kai. Eine Entscheidung wird erst im Frühjahr erwartet, sagte die Bürgermeisterin nach der Sitzung. '
const ENGLISH =
  'The council of the harbour town met on Monday to decide on the new ferry line to the islands. Ines Calder said the line would open in spring if the budget held. '
const rss = (items: string): string => `<rss version="2.0"><channel><title>The Gazette</title>${items}</channel></rss>`
const item = (guid: string, words: string): string =>
  `<item><title>${guid}</title><guid>${guid}</guid><description>${words.repeat(8)}</description></item>`

it('names what is wrong with each source in a sentence, keeps it listed, and goes on with the others', async () => {
  server.serve('/not-a-feed', '{"hello": "world"', { 'content-type': 'application/json' })
  server.serve('/page', '<!doctype html><html><body><p>A page.</p></body></html>')
  server.serve('/good.xml', rss(item('good', ENGLISH) + item('german', GERMAN)), { 'content-type': 'application/rss+xml' })
  const wrong: [string, RegExp][] = [
    [`${server.origin}/not-a-feed`, /is not a feed; check the address\./u],
    [`${server.origin}/page`, /is a web page, not a feed; give the site's address/u],
    ['http://www.dead.example/feed', /No site answers to the name www\.dead\.example; check its spelling\./u],
    ['http://127.0.0.1:9/feed', /refused the connection; check the address, or try again later\./u],
    [`${secureOrigin}/feed`, /shows a certificate that cannot be trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\); its owner has to mend it/u],
    [`${server.origin}/missing`, /does not exist \(404\); check the address\./u],
    [`${server.origin}/forbidden`, /does not let On Record in \(403\)/u],
  ]
  for (const url of [...wrong.map(([address]) => address), `${server.origin}/good.xml`])
    await store.feeds.follow(channel, (await store.feeds.add({ url }, 0)).id, 0)
  expect(await pollFeeds(services)).toMatchObject({ polled: 8, failed: 7, entries: 2 })
  expect(await takeEntries(services)).toBe(1)
  const listed = await store.feeds.followedBy(channel)
  expect(listed).toHaveLength(8)
  for (const [url, sentence] of wrong) expect(listed.find((source) => source.url === url)?.lastError).toMatch(sentence)
  expect(listed.at(-1)).toMatchObject({ title: 'The Gazette', failures: 0 })
  expect(listed.at(-1)).not.toHaveProperty('lastError')
})

it('says of a certificate, a language and an empty page what a person can do, when asked for one article', async () => {
  const intake = createIntake(services)
  server.serve('/german', `<title>Fähre</title><article><p>${GERMAN.repeat(3)}</p></article>`)
  server.serve('/empty', '<title>Nothing</title><p>Nothing.</p>')
  await expect(intake.readAddress(`${secureOrigin}/a`, channel)).rejects.toMatchObject({ name: 'FetchError', code: 'certificate' })
  await expect(intake.readAddress(`${server.origin}/german`, channel)).rejects.toThrow(
    'This article is in German; On Record reads English only.',
  )
  await expect(intake.readAddress(`${server.origin}/empty`, channel)).rejects.toThrow(
    /^No article was found at .*\/empty; give the address of one article, or paste its text\.$/u,
  )
})
