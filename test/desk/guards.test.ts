import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createGuards, tooLong } from '../../src/desk/guards.js'
import { openNewsroom } from './newsroom.js'

const place = (team: string) => ({ platform: 'slack', team, channel: 'C1' })
let newsroom: Awaited<ReturnType<typeof openNewsroom>>
beforeAll(async () => {
  newsroom = await openNewsroom()
}, 60_000)
afterAll(() => newsroom.close())

test('a person has 30 turns a minute, a team 240; others are not held up, and a minute later all is well', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  try {
    const guards = createGuards()
    const ask = async (team: string, id: string): Promise<boolean> => (await guards.tooMany(place(team), { id })) === null
    const times = async (count: number, one: (i: number) => Promise<boolean>): Promise<number> => {
      let answered = 0
      for (let i = 0; i < count; i++) if (await one(i)) answered++
      return answered
    }
    expect(await times(40, () => ask('T1', 'ada'))).toBe(30)
    expect(await ask('T1', 'bo')).toBe(true)
    expect((await guards.tooMany(place('T1'), { id: 'ada' }))?.title).toMatch(/^That is a lot at once\. Ask again in \d+ seconds\.$/u)
    // Of whoever the 240 are: the same person on another team is somebody else.
    expect(await times(400, (i) => ask('T2', `person-${i}`))).toBe(240)
    expect(await ask('T1', 'person-1')).toBe(true)
    vi.advanceTimersByTime(61_000)
    expect([await ask('T1', 'ada'), await ask('T2', 'person-1')]).toEqual([true, true])
  } finally {
    vi.useRealTimers()
  }
})

test('commands, questions, presses and corrections count together; who has to wait is told so, and nobody else', async () => {
  const { desk } = newsroom
  const person = { id: 'busy', mayManage: false }
  const where = { platform: 'web', team: 'local', channel: 'newsroom' }
  const call = () => desk.command({ command: 'onrecord', options: {}, place: where, person, callId: 'c' })
  for (let i = 0; i < 30; i++) expect((await call()).kind).not.toBe('error')
  const refused = [
    await call(),
    await desk.press({ action: 'more', value: '', place: where, person, callId: 'p' }),
    await desk.correct({ statementId: 'none', speaker: null, place: where, person }),
    await desk.question({ text: 'who said what?', place: where, person, addressed: true, callId: 'q' }),
  ]
  expect(refused.map((post) => post?.title.slice(0, 22))).toEqual(refused.map(() => 'That is a lot at once.'))
  expect(await desk.question({ text: 'just talk', place: where, person, addressed: false, callId: 'q' })).toBeNull()
})

test('every input has a size: articles in megabytes, all else in a few thousand characters', async () => {
  const long = 'word '.repeat(2_000)
  expect(tooLong({ command: 'brief', options: { article: long } })).toBeNull()
  expect(tooLong({ command: 'brief', options: {}, line: long })).toBeNull()
  expect(tooLong({ command: 'sources', options: {}, attachment: { name: 'a.opml', text: long } })).toBeNull()
  const huge = 'x'.repeat(10_000_001)
  for (const call of [
    { command: 'ask', options: { question: long } },
    { command: 'stance', options: { who: 'China', about: long } },
    { command: 'who', options: {}, line: long },
    { command: 'brief', options: { article: huge } },
    { command: 'brief', options: {}, line: huge },
    { command: 'brief', options: { file: long } },
    { command: 'sources', options: {}, attachment: { name: 'a.opml', text: huge } },
  ])
    expect(tooLong(call)?.kind).toBe('error')
  const began = performance.now()
  const { desk } = newsroom
  const asked = { place: { platform: 'web', team: 'local', channel: 'newsroom' }, person: { id: 'long', mayManage: true } }
  const answers = [
    await desk.command({ command: 'ask', options: { question: huge }, ...asked, callId: 'a' }),
    await desk.command({ command: 'schedule', options: {}, line: huge, ...asked, callId: 'b' }),
    await desk.question({ text: huge, addressed: true, ...asked, callId: 'c' }),
    await desk.press({ action: huge, value: huge, ...asked, callId: 'd' }),
    await desk.correct({ statementId: huge, speaker: huge, ...asked }),
  ]
  expect(answers.every((post) => post !== null && JSON.stringify(post).length < 20_000)).toBe(true)
  expect(await desk.complete({ command: 'who', option: 'name', typed: huge, place: asked.place })).toBeDefined()
  expect(performance.now() - began).toBeLessThan(5_000)
})
