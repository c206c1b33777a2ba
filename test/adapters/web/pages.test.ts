import { afterEach, describe, expect, test } from 'vitest'
import { memoryLog } from '../../../adapters/web/memory-log.js'
import { createWeb, type WebDesk, type WebOptions } from '../../../adapters/web/web.js'
import { ConfigError } from '../../../src/errors.js'
import type { Document } from '../../../src/text/document.js'
import { createScriptedDesk, type ScriptedDesk } from '../../contracts/scripted-desk.js'
import { HOSTILE } from '../../simulators/posts.js'

let web: WebDesk | undefined
afterEach(async () => {
  await web?.stop()
})

async function start(options: Partial<WebOptions> = {}, desk: ScriptedDesk = createScriptedDesk()) {
  web = createWeb({ host: '127.0.0.1', port: 0, log: memoryLog(), channel: 'newsroom', isSample: async () => false, ...options })
  await web.start(desk)
  const base = web.address()
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(base + path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: base, ...headers }, redirect: 'manual' })
  return { base, post, get: (path: string, headers: Record<string, string> = {}) => fetch(base + path, { headers, redirect: 'manual' }) }
}

describe('who may reach the desk', () => {
  test('beyond loopback it refuses to be made without an access token', () => {
    expect(() => createWeb({ host: '0.0.0.0', port: 0, log: memoryLog(), channel: 'x', isSample: async () => false })).toThrow(ConfigError)
  })

  test('with a token: pages lead to signing in, calls are refused, the right token lets in', async () => {
    const { get, post } = await start({ token: 'a-token-of-the-desk' })
    expect((await get('/', { accept: 'text/html' })).headers.get('location')).toBe('/login')
    expect((await post('/messages', { text: 'hello' })).status).toBe(401)
    expect((await post('/login', { token: 'wrong' })).status).toBe(401)
    const cookie = (await post('/login', { token: 'a-token-of-the-desk' })).headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).not.toContain('a-token-of-the-desk')
    expect((await get('/', { cookie: cookie.split(';')[0] as string })).status).toBe(200)
    expect((await get('/', { authorization: 'Bearer a-token-of-the-desk' })).status).toBe(200)
  })

  test('forms of other sites and names that are not the desk’s are refused', async () => {
    const { post, get, base } = await start()
    expect((await post('/messages', { text: 'x' }, { origin: 'https://elsewhere.example' })).status).toBe(403)
    const port = new URL(base).port
    const { request } = await import('node:http')
    const status = await new Promise((resolve) =>
      request({ port, host: '127.0.0.1', headers: { host: 'rebound.example' } }, (answer) => resolve(answer.statusCode)).end(),
    )
    expect(status).toBe(421)
    expect((await get('/')).headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  test('a client that sends too much is asked to wait', async () => {
    const { post } = await start({ ratePerMinute: 3 })
    const states = []
    for (let i = 0; i < 5; i++) states.push((await post('/messages', { text: `question ${i}` })).status)
    expect(states).toEqual([303, 303, 303, 429, 429])
  })
})

describe('what is typed', () => {
  const LINES = 'Council rejects tram line\n\nORBY, 3 June - The city council of Orby rejected a tram line to its airport on Wednesday. '
  const SAID = '“We cannot pay for it,” said Lena Marsk, who leads its finances.'

  test.each([
    ['a short article of several lines', LINES + SAID, 'brief'],
    ['a long one in one line', `${SAID} `.repeat(8), 'brief'],
    ['a long question in one line', `Who said that ${'the very '.repeat(20)}line was not to be paid for`, 'question'],
    ['lines that end in a question', `${LINES}Who pays for the line?`, 'question'],
    ['two short lines', 'And the council?\nWhat of it', 'question'],
  ])('%s', async (_, text, kind) => {
    const desk = createScriptedDesk()
    const { post } = await start({}, desk)
    await post('/messages', { text })
    expect(desk.record.calls.map(({ command }) => command).concat(desk.record.questions.map(() => 'question'))).toEqual([kind])
  })
})

describe('what the pages hold', () => {
  test('hostile words of posts, messages and articles stay words', async () => {
    const desk = createScriptedDesk()
    const hostile = [...HOSTILE, '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "javascript:alert('x')"]
    desk.script.command = () => ({
      kind: 'brief',
      audience: 'channel',
      title: hostile.join(' '),
      titleUrl: 'javascript:alert(1)',
      sections: [{ heading: hostile.join(' '), headingUrl: 'data:text/html,x', parts: [{ type: 'note', text: hostile.join('\n') }] }],
    })
    const { get, post } = await start({}, desk)
    await post('/messages', { text: `/brief ${hostile.join(' ')}` })
    const page = await (await get('/')).text()
    expect(page).not.toMatch(/<script>|<img|href="(javascript|data:text)/)
    expect(page).toContain('&lt;script&gt;alert(1)')
  })

  test('the page is light: all of it, style and script included, under 150 KB', async () => {
    const { get } = await start()
    const sizes = await Promise.all(['/', '/desk.css', '/desk.js'].map(async (path) => (await (await get(path)).arrayBuffer()).byteLength))
    expect(sizes.reduce((a, b) => a + b)).toBeLessThan(150_000)
  })

  test('the reading view lights statements and the cited words, and loses no letter of the article', async () => {
    const text = 'The harbour <b>closed</b> on Monday.\n\n“It opens tomorrow,” said Ada Lorn, who runs it.'
    const start41 = text.indexOf('“')
    const document: Document = {
      article: { id: 'a', text, title: 'Harbour' },
      paragraphs: [
        { start: 0, end: text.indexOf('\n') },
        { start: start41, end: text.length },
      ],
      sentences: [],
      tokens: [],
      quotations: [],
      mentions: [],
      entities: [],
      statements: [
        {
          content: [{ start: start41, end: start41 + 21 }],
          source: [{ start: text.indexOf('Ada'), end: text.indexOf(', who') }],
          cue: [],
          speaker: { name: 'Ada Lorn', role: null, actor: null },
          entity: 0,
          manner: 'direct',
          confidence: 0.9,
        },
      ],
    }
    const desk = { ...createScriptedDesk(), reading: async (id: string) => (id === 'a' ? document : null) }
    const { get } = await start({}, desk as ScriptedDesk)
    const page = await (await get(`/articles/a?at=${start41 + 1}-${start41 + 9}`)).text()
    expect(page).toContain('id="st0"')
    expect(page).toMatch(/<mark class="cited" id="here">It opens<\/mark>/)
    const body = (page.match(/<article[\s\S]*<\/article>/u)?.[0] ?? '')
      .replace(/<span class="hidden">[^<]*<\/span>/gu, '')
      .replace(/<[^>]*>/gu, '')
    for (const line of ['The harbour &lt;b&gt;closed&lt;/b&gt; on Monday.', '“It opens tomorrow,” said Ada Lorn, who runs it.'])
      expect(body).toContain(line)
    expect((await get('/articles/none')).status).toBe(404)
  })

  test('completion offers commands, then what the desk knows', async () => {
    const { get } = await start()
    const lines = async (line: string) =>
      ((await (await get(`/complete?line=${encodeURIComponent(line)}`)).json()) as { line: string }[]).map((one) => one.line)
    expect(await lines('/st')).toEqual(['/stance '])
    expect(await lines('/sources a')).toEqual(['/sources add '])
    expect(await lines('/stance nor')).toEqual(['/stance nor-1 '])
    expect(await lines('/stance norvia about po')).toEqual(['/stance norvia about po-1 '])
    expect(await lines('plain words')).toEqual([])
  })

  test('a window hears of what another one sends', async () => {
    const { base, post } = await start()
    const controller = new AbortController()
    const stream = await fetch(`${base}/events?channel=newsroom&thread=`, { signal: controller.signal })
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
    await reader.read()
    await post('/messages', { text: 'when does it open?' })
    let heard = ''
    for (let i = 0; i < 20 && !heard.includes('Reply to'); i++) heard += new TextDecoder().decode((await reader.read()).value)
    controller.abort()
    expect(heard).toContain('when does it open?')
    expect(heard).toContain('Reply to when does it open?')
  })
})
