import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FetchError } from '../../src/errors.js'
import { createFetcher, type Fetcher, userAgentFor } from '../../src/news/fetch.js'
import { type HostileServer, startHostileServer } from '../simulators/hostile-server.js'

let server: HostileServer
let fetcher: Fetcher
const userAgent = userAgentFor('1.2.3', 'https://desk.example/contact')

beforeAll(async () => {
  server = await startHostileServer()
  fetcher = createFetcher({ userAgent, allow: ['127.0.0.1'], timeoutMs: 1200 })
})
afterAll(async () => {
  await fetcher.close()
  await server.close()
})

const failure = async (address: string, by: Fetcher = fetcher): Promise<FetchError> => {
  try {
    await by.get(address)
  } catch (error) {
    return error as FetchError
  }
  throw new Error(`${address} was fetched`)
}

describe('what a good server says', () => {
  it('is taken with its marks', async () => {
    const answer = await fetcher.get(`${server.origin}/fine`)
    expect(answer).toMatchObject({ status: 'ok', contentType: 'text/plain', etag: '"one"', freshForMs: 600_000 })
    expect(answer.bytes.toString()).toBe('fine')
    expect(answer.movedTo).toBeUndefined()
  })
  it('says who asks, and where to complain', async () => {
    await fetcher.get(`${server.origin}/fine?who`)
    expect(server.requests.at(-1)?.headers['user-agent']).toBe(
      'OnRecord/1.2.3 (self-hosted news briefing bot; +https://desk.example/contact)',
    )
  })
  it('may be that nothing is new', async () => {
    const first = await fetcher.get(`${server.origin}/conditional`)
    const { etag, lastModified } = first
    const again = await fetcher.get(`${server.origin}/conditional`, { etag })
    const byDate = await fetcher.get(`${server.origin}/conditional`, { lastModified })
    expect([first.status, again.status, byDate.status]).toEqual(['ok', 'unchanged', 'unchanged'])
    expect(again.bytes).toHaveLength(0)
  })
  it.each(['gzip', 'brotli', 'deflate', 'raw-deflate'])('is undone of %s', async (name) => {
    expect((await fetcher.get(`${server.origin}/${name}`)).bytes.toString()).toBe(`told by ${name.replace('-', ' ')}`)
  })
  it('may be a new address for good, or for now', async () => {
    expect(await fetcher.get(`${server.origin}/two-steps`)).toMatchObject({
      url: `${server.origin}/fine`,
      movedTo: `${server.origin}/fine`,
    })
    expect((await fetcher.get(`${server.origin}/for-now`)).movedTo).toBeUndefined()
  })
})

describe('what a bad server does', () => {
  it.each([
    ['/missing', 'not-found'],
    ['/gone', 'gone'],
    ['/forbidden', 'forbidden'],
    ['/broken', 'server'],
    ['/no-location', 'status'],
    ['/loop', 'redirects'],
    ['/ping', 'redirects'],
    ['/drip', 'timeout'],
    ['/silent', 'timeout'],
    ['/endless', 'too-large'],
    ['/gzip-bomb', 'too-large'],
    ['/brotli-bomb', 'too-large'],
    ['/double-bomb', 'too-large'],
    ['/not-gzip', 'encoding'],
    ['/odd-encoding', 'encoding'],
    ['/cut-off', 'connect'],
    ['/no-http', 'protocol'],
    ['/to-file', 'address'],
    ['/to-inside', 'address-refused'],
    ['/to-metadata', 'address-refused'],
  ])('%s ends as %s, in a sentence', async (path, code) => {
    const began = Date.now()
    const error = await failure(server.origin + path)
    expect(error.name).toBe('FetchError')
    expect(error.code).toBe(code)
    expect(error.message).toMatch(/^\S.*[.)]$/su)
    expect(error.message).not.toContain('\n')
    expect(Date.now() - began).toBeLessThan(4000)
  })
  it('says of what is no address what was typed', async () => {
    expect((await failure('not a url')).message).toMatch(/^"not a url" is not a web address/u)
  })
  it('does not make memory grow with a bomb', async () => {
    const before = process.memoryUsage().rss
    for (let i = 0; i < 5; i++) await failure(`${server.origin}/gzip-bomb`)
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  })
  it('is asked five redirects deep and no further', async () => {
    const before = server.requests.length
    await failure(`${server.origin}/loop`)
    expect(server.requests.length - before).toBe(6)
  })
  it('may be dead, or have no name', async () => {
    expect((await failure('http://127.0.0.1:9/')).code).toBe('connect')
    const nowhere = createFetcher({ userAgent, lookup: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' })) })
    expect((await failure('http://nowhere.example/', nowhere)).code).toBe('dns')
    await nowhere.close()
  })
})

describe('waiting as asked', () => {
  it.each(['/too-many', '/unavailable'])('%s closes the host for as long as it asks', async (path) => {
    let now = Date.now()
    const own = createFetcher({ userAgent, allow: ['127.0.0.1'], now: () => now })
    const error = await failure(server.origin + path, own)
    expect(error.retryAfterMs).toBeGreaterThan(50_000)
    const before = server.requests.length
    expect((await failure(`${server.origin}/fine`, own)).code).toBe('rate-limited')
    expect(server.requests.length).toBe(before)
    now += 130_000
    expect((await own.get(`${server.origin}/fine`)).status).toBe('ok')
    await own.close()
  })
})

describe('pacing', () => {
  it('asks one thing at a time of a host, with a pause between', async () => {
    const slept: number[] = []
    let now = 1_000_000
    // Named, not on the allow list by name, so the pause holds; the address is allowed for the test's sake.
    const own = createFetcher({
      userAgent,
      allow: ['127.0.0.1'],
      lookup: async () => [{ address: '127.0.0.1', family: 4 }],
      pauseMs: 700,
      now: () => now,
      sleep: async (ms) => {
        slept.push(ms)
        now += ms
      },
    })
    server.load.most = 0
    await Promise.all([1, 2, 3].map((n) => own.get(`http://press.example:${server.port}/fine?${n}`)))
    expect(server.load.most).toBe(1)
    expect(slept).toEqual([700, 700])
    await own.close()
  })
  it('asks no more hosts at once than its limit', async () => {
    const own = createFetcher({ userAgent, allow: ['127.0.0.1'], lookup: async () => [{ address: '127.0.0.1', family: 4 }], limit: 2 })
    server.load.most = 0
    await Promise.all(Array.from({ length: 8 }, (_, n) => own.get(`http://outlet-${n}.example:${server.port}/fine`)))
    expect(server.load.most).toBeLessThanOrEqual(2)
    await own.close()
  })
})

describe('no way inside', () => {
  const strict = createFetcher({ userAgent, pauseMs: 0, lookup: async () => [{ address: '127.0.0.1', family: 4 }] })
  afterAll(() => strict.close())

  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://127.1/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://[64:ff9b::a00:1]/',
    'http://[2002:a00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://169.254.169.254/',
    'http://100.100.100.200/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://172.16.0.1/',
    'http://looks-fine.example/',
    'http://user:secret@127.0.0.1/',
  ])('%s is refused', async (address) => {
    expect((await failure(address, strict)).code).toBe('address-refused')
  })
  it.each([
    'file:///etc/passwd',
    'ftp://press.example/',
    'gopher://press.example/',
    'javascript:alert(1)',
    'data:text/html,hi',
    'not an address',
    '',
  ])('"%s" is no address', async (address) => {
    expect((await failure(address, strict)).code).toBe('address')
  })
  it('refuses a name that stands for an outer and an inner address', async () => {
    const mixed = createFetcher({
      userAgent,
      lookup: async () => [
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ],
    })
    expect((await failure('http://mixed.example/', mixed)).code).toBe('address-refused')
    await mixed.close()
  })
  it('checks a name again when it is resolved again, so that rebinding finds no gap', async () => {
    let asked = 0
    // First an allowed address, then one inside: a new connection must not trust the first answer.
    const rebinding = createFetcher({
      userAgent,
      allow: ['127.0.0.1'],
      lookup: async () => [{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }],
      pauseMs: 0,
    })
    expect((await rebinding.get(`http://rebind.example:${server.port}/fine`)).status).toBe('ok')
    // Another port: the connection cannot be the kept one.
    expect((await failure(`http://rebind.example:${server.port + 1}/`, rebinding)).code).toBe('address-refused')
    await rebinding.close()
  })
  it('refuses a redirect to a name that stands for an inner address', async () => {
    server.serve('/to-rebound', '', { location: `http://rebound.example:${server.port}/fine` }, 302)
    const own = createFetcher({ userAgent, allow: ['outer.example'], lookup: async () => [{ address: '127.0.0.1', family: 4 }] })
    expect((await failure(`http://outer.example:${server.port}/to-rebound`, own)).code).toBe('address-refused')
    await own.close()
  })
})
