import { afterEach, describe, expect, it } from 'vitest'
import type { Delivery } from '../../adapters/platform/platform.js'
import { PlatformError } from '../../src/errors.js'
import { wordsOf } from '../../src/text/citation.js'
import type { Post } from '../../src/text/post.js'
import { citationsOf, HOSTILE } from '../simulators/posts.js'
import { cited, SAMPLE_BRIEF, SAMPLE_DIGEST, SAMPLE_STANCE } from '../simulators/sample-posts.js'
import { type PlatformHarness, type PlatformSession, pause, placeOf, type SeenPost, until } from './harness.js'
import { createScriptedDesk, plainPost, type ScriptedDesk } from './scripted-desk.js'

/** What every platform promises the desk and its readers. A platform's test file calls this once with its harness. */
export function platformContract(harness: PlatformHarness): void {
  describe(`${harness.name} keeps the platform contract`, () => {
    let open: PlatformSession[] = []
    const start = async (desk: ScriptedDesk = createScriptedDesk()): Promise<{ desk: ScriptedDesk; session: PlatformSession }> => {
      const session = await harness.open(desk)
      open.push(session)
      return { desk, session }
    }
    // Closing checks the simulator's rules over everything that was sent, so each test ends with them.
    afterEach(async () => {
      const sessions = open
      open = []
      for (const session of sessions) await session.close()
    })

    commandTests(harness, start)
    postTests(harness, start)
    if (harness.has.threads) threadTests(harness, start)
    if (harness.has.buttons) buttonTests(harness, start)
    if (harness.has.faults) deliveryTests(harness, start)
    lifeTests(harness, start)
  })
}

type Start = (desk?: ScriptedDesk) => Promise<{ desk: ScriptedDesk; session: PlatformSession }>

const flat = (text: string): string =>
  text
    // Letters with marks may be written either way.
    .normalize()
    // Marks without width, which a platform may leave out.
    .replace(/[\u2060\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
const allText = (posts: readonly SeenPost[]): string => flat(posts.map((post) => post.text).join('\n'))
const shows = (session: PlatformSession, channel: string, words: string): boolean =>
  allText(session.visiblePosts(channel)).includes(flat(words))
const timesShown = (session: PlatformSession, channel: string, words: string): number =>
  allText(session.visiblePosts(channel)).split(flat(words)).length - 1

function commandTests(harness: PlatformHarness, start: Start): void {
  it('brings every command to the desk, once, with its words and its place, and shows the answer', async () => {
    const { desk, session } = await start()
    const channel = session.channels[0]
    const lines: Record<string, string> = {
      sources: 'list',
      onrecord: 'help',
      stance: 'norvia about “ports & tides”',
      brief: 'https://news.example.org/a?b=1&c=2',
    }
    for (const spec of desk.commands) await session.sendCommand({ name: spec.name, line: lines[spec.name] ?? 'norvia', channel })
    await until(
      'all commands are answered',
      () => desk.commands.every((spec) => shows(session, channel, `Answer to ${spec.name}, in full.`)),
      15_000,
    )
    expect(desk.record.calls.map((call) => call.command).sort()).toEqual(desk.commands.map((spec) => spec.name).sort())
    for (const call of desk.record.calls) {
      expect(call.place).toEqual(placeOf(session, channel))
      expect(call.person.id).toBe(session.person)
      expect(call.callId).not.toBe('')
      const given = call.line ?? Object.values(call.options).join(' ')
      for (const piece of (lines[call.command] ?? 'norvia').split(' about ')) expect(given).toContain(piece)
    }
    for (const spec of desk.commands) expect(timesShown(session, channel, `Answer to ${spec.name}, in full.`)).toBe(1)
  })

  it.runIf(harness.has.privateAnswers)('shows an answer that is for one person to that person alone', async () => {
    const { desk, session } = await start()
    desk.script.command = () => plainPost('Nothing like that here', { kind: 'error', audience: 'person' })
    await session.sendCommand({ name: 'stance', line: 'nrvia', channel: session.channels[0] })
    await until('the answer is there', () => shows(session, session.channels[0], 'Nothing like that here'))
    const seen = session.visiblePosts(session.channels[0]).filter((post) => post.text.includes('Nothing like that here'))
    expect(seen.map((post) => post.onlyFor)).toEqual([session.person])
  })

  it('says that it is reading where an answer takes long, and leaves only the answer', async () => {
    const { desk, session } = await start()
    const channel = session.channels[0]
    desk.script.command = async () => {
      await pause(2200)
      return plainPost('Late but whole')
    }
    const began = Date.now()
    await session.sendCommand({ name: 'brief', line: 'https://news.example.org/slow', channel })
    expect(Date.now() - began).toBeLessThan(2000)
    await until('the answer is there', () => shows(session, channel, 'Late but whole, in full.'))
    expect(timesShown(session, channel, 'Late but whole, in full.')).toBe(1)
    await pause(100)
    expect(session.visiblePosts(channel).filter((post) => /^\s*reading/iu.test(post.text))).toEqual([])
  })

  it('turns a slow answer for one person into a private one', async () => {
    const { desk, session } = await start()
    const channel = session.channels[0]
    desk.script.command = async () => {
      await pause(1600)
      return plainPost('Behind a wall', { kind: 'error', audience: 'person' })
    }
    await session.sendCommand({ name: 'brief', line: 'https://news.example.org/wall', channel })
    await until('the answer is there', () => shows(session, channel, 'Behind a wall, in full.'))
    await until('nothing else is left', () => session.visiblePosts(channel).every((post) => post.text.includes('Behind a wall')))
  })

  it('says so in plain words where the desk itself fails', async () => {
    const { desk, session } = await start()
    desk.script.command = () => {
      throw new Error('secret detail of the store')
    }
    await session.sendCommand({ name: 'who', line: 'marrow', channel: session.channels[0] })
    await until('something is said', () => session.visiblePosts(session.channels[0]).length > 0)
    expect(allText(session.visiblePosts(session.channels[0]))).not.toContain('secret detail')
  })
}

function postTests(harness: PlatformHarness, start: Start): void {
  it('posts a digest with its replies in a thread, everything in it visible, and tells what it posted', async () => {
    const { desk, session } = await start()
    const channel = session.channels[0]
    const posted = await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST)
    const seen = session.visiblePosts(channel)
    for (const citation of citationsOf(SAMPLE_DIGEST)) expect(allText(seen)).toContain(flat(wordsOf(citation)))
    expect(allText(seen)).toContain('Monday, 23 November 2026')
    expect(seen.some((post) => post.id === posted.messageId)).toBe(true)
    if (!harness.has.threads) return
    expect(posted.thread).toBeDefined()
    expect(posted.replyIds.length).toBeGreaterThanOrEqual(2)
    for (const id of posted.replyIds) expect(seen.find((post) => post.id === id)?.thread).toBe(posted.thread)
    await until('the desk knows the thread', () =>
      desk.record.posted.some(({ place, about }) => place.thread === posted.thread && about.stories.includes('ports')),
    )
  })

  it('shows brief and stance with every quotation, speaker, role, mark and outlet', async () => {
    const { session } = await start()
    const channel = session.channels[0]
    for (const post of [SAMPLE_BRIEF, SAMPLE_STANCE]) await session.platform.post(placeOf(session, channel), post)
    const text = allText(session.visiblePosts(channel))
    for (const citation of [...citationsOf(SAMPLE_BRIEF), ...citationsOf(SAMPLE_STANCE)]) expect(text).toContain(flat(wordsOf(citation)))
    for (const words of ['Tomas Reyl', 'head of the Dockers’ Union', 'Meridian Post', 'like an afterthought', 'Coastline', 'Key points'])
      expect(text).toContain(words)
    expect(text.toLowerCase()).toContain('speaker unclear')
  })

  it('splits what is too long, never within a quotation, and loses none', async () => {
    const { session } = await start()
    const channel = session.channels[0]
    const quotations = Array.from({ length: 60 }, (_, i) =>
      cited(`“Number ${i}: ${'the tide comes in and the tide goes out, '.repeat(8)}and that is all.”`),
    )
    const post: Post = {
      ...plainPost('A long day'),
      sections: Array.from({ length: 6 }, (_, i) => ({
        heading: `Speaker ${i}`,
        parts: quotations.slice(i * 10, i * 10 + 10).map((citation) => ({
          type: 'quotation' as const,
          citation,
          speaker: { name: `Speaker ${i}`, role: null, actor: null },
          manner: 'direct' as const,
        })),
      })),
    }
    await session.platform.post(placeOf(session, channel), post)
    const seen = session.visiblePosts(channel).map((one) => flat(one.text))
    for (const citation of quotations) expect(seen.filter((text) => text.includes(flat(wordsOf(citation)))).length).toBe(1)
  })

  it('shows a single quotation that is longer than a message, in order, without losing a word', async () => {
    const { session } = await start()
    const channel = session.channels[0]
    const words = Array.from({ length: 3000 }, (_, i) => `w${i}`)
    const post = {
      ...plainPost('One voice'),
      sections: [
        { parts: [{ type: 'quotation' as const, citation: cited(`“${words.join(' ')}”`), speaker: null, manner: 'direct' as const }] },
      ],
    }
    await session.platform.post(placeOf(session, channel), post)
    const seen = allText(session.visiblePosts(channel))
    expect(seen.match(/\bw\d+\b/gu)).toEqual(words)
  })

  it('lets nothing in an article ping, link or format', async () => {
    const { session } = await start()
    const channel = session.channels[0]
    const hostile = HOSTILE.filter((text) => text.trim() !== '' && !/[\p{Cc}]/u.test(text))
    const post: Post = {
      kind: 'brief',
      audience: 'channel',
      title: hostile.slice(0, 6).join(' '),
      subtitle: hostile.slice(6, 12).join(' '),
      footer: hostile.join(' '),
      sections: [
        {
          heading: hostile.slice(3, 9).join(' '),
          parts: hostile.map((text, i) => ({
            type: 'quotation' as const,
            citation: cited(`“${text}” he wrote`, text),
            speaker: { name: text, role: hostile[(i + 1) % hostile.length] as string, actor: null },
            manner: 'mixed' as const,
          })),
        },
      ],
    }
    await session.platform.post(placeOf(session, channel), post)
    for (const text of hostile) expect(allText(session.visiblePosts(channel)), text).toContain(flat(`“${text}” he wrote`))
    expect(session.pings()).toEqual([])
  })
}

function threadTests(harness: PlatformHarness, start: Start): void {
  it('answers in the thread what is asked in a thread that the desk knows, and nothing elsewhere', async () => {
    const { desk, session } = await start()
    const channel = session.channels[0]
    const { thread } = await session.platform.post(placeOf(session, channel), SAMPLE_BRIEF)
    await until('the thread is known', () => desk.record.posted.length > 0)
    await session.type({ channel, thread: thread as string, text: 'what did Reyl say about cranes & ropes?' })
    await until('the answer is there', () => shows(session, channel, 'Reply to what did Reyl say about cranes & ropes?, in full.'))
    expect(session.visiblePosts(channel).find((post) => flat(post.text).includes('cranes & ropes?, in full.'))?.thread).toBe(thread)
    expect(desk.record.questions).toEqual([
      expect.objectContaining({ text: 'what did Reyl say about cranes & ropes?', place: placeOf(session, channel, thread) }),
    ])
    if (harness.has.onlyTheBot) return
    desk.script.question = () => null
    const before = session.visiblePosts(channel).length
    await session.type({ channel, text: 'lunch, anybody?' })
    await session.type({ channel, thread: thread as string, text: 'agreed, thanks' })
    if (session.noise !== undefined) await session.noise(channel, thread)
    await until('the talk reached the desk', () => desk.record.questions.length >= 2)
    await pause(150)
    expect(desk.record.questions.map((question) => question.text)).not.toContain('lunch, anybody?')
    expect(desk.record.questions.length).toBe(2)
    expect(
      session.visiblePosts(channel).filter((post) => post.onlyFor === undefined && !/lunch|agreed|cranes/u.test(post.text)).length,
    ).toBeLessThanOrEqual(before)
  })

  it('hears a mention anywhere, without its own name in the question, and answers once', async () => {
    const { desk, session } = await start()
    await session.type({ channel: session.channels[1], text: 'what did Marrow say?', mention: true })
    await until('the answer is there', () => shows(session, session.channels[1], 'Reply to what did Marrow say?, in full.'))
    await pause(100)
    expect(desk.record.questions.map(({ text, addressed }) => ({ text, addressed }))).toEqual([
      { text: 'what did Marrow say?', addressed: true },
    ])
    expect(timesShown(session, session.channels[1], 'Reply to what did Marrow say?, in full.')).toBe(1)
  })

  it('hears direct messages', async () => {
    const { desk, session } = await start()
    if (session.direct === undefined) return
    await session.type({ channel: session.direct, text: 'who is Tomas Reyl?' })
    await until('the answer is there', () => shows(session, session.direct as string, 'Reply to who is Tomas Reyl?, in full.'))
    expect(desk.record.questions[0]?.addressed).toBe(true)
  })

  it('answers an event that comes twice once, after a restart too', async () => {
    const { desk, session } = await start()
    const channel = session.channels[0]
    const event = await session.type({ channel, text: 'and the ferries?', mention: true })
    await until('the answer is there', () => shows(session, channel, 'Reply to and the ferries?, in full.'))
    await session.repeat(event)
    await session.restart()
    await session.repeat(event)
    await pause(300)
    expect(desk.record.questions.length).toBe(1)
    expect(timesShown(session, channel, 'Reply to and the ferries?, in full.')).toBe(1)
  })
}

function buttonTests(_harness: PlatformHarness, start: Start): void {
  it('brings a pressed button to the desk with its value, and shows the answer', async () => {
    const { desk, session } = await start()
    const channel = session.channels[0]
    const { messageId } = await session.platform.post(placeOf(session, channel), SAMPLE_BRIEF)
    expect(session.visiblePosts(channel).find((post) => post.id === messageId)?.buttons).toContain('Sources')
    await session.pressButton({ messageId, label: 'Sources' })
    await until('the answer is there', () => shows(session, channel, 'Pressed sources, in full.'))
    expect(desk.record.presses).toEqual([
      expect.objectContaining({
        action: 'sources',
        value: 'brief:ports-reopen',
        messageId,
        person: expect.objectContaining({ id: session.person }),
      }),
    ])
    expect(desk.record.presses[0]?.place).toMatchObject({ team: session.team, channel })
  })

  it('takes a correction of a speaker, and shows the line corrected', async () => {
    const { desk, session } = await start()
    if (session.correctSpeaker === undefined) return
    const channel = session.channels[0]
    const { messageId } = await session.platform.post(placeOf(session, channel), SAMPLE_BRIEF)
    await session.correctSpeaker({ messageId, name: 'Lena Osk' })
    await until('the correction arrives', () => desk.record.corrections.length === 1)
    const statementId = SAMPLE_BRIEF.sections[1]?.parts[0]?.type === 'quotation' ? SAMPLE_BRIEF.sections[1].parts[0].statementId : undefined
    expect(desk.record.corrections[0]).toMatchObject({ statementId, speaker: 'Lena Osk', person: { id: session.person } })
    await until('the line is shown corrected', () => shows(session, channel, 'Lena Osk'))
    await session.correctSpeaker({ messageId, name: null })
    await until('the withdrawal arrives', () => desk.record.corrections.length === 2)
    expect(desk.record.corrections[1]?.speaker).toBeNull()
  })
}

/** A delivery that keeps what was marked, as the desk's ledger does. */
export function ledger(key: string, unsure = false, done: Delivery['done'] = { replyIds: [] }): Delivery & { readonly marks: string[] } {
  const marks: string[] = []
  return {
    key,
    done,
    unsure,
    marks,
    async mark(step) {
      if (step.messageId !== undefined) marks.push(`message ${step.messageId}`)
      if (step.replyId !== undefined) marks.push(`reply ${step.replyId}`)
    },
  }
}

const HEAD = 'Monday, 23 November 2026'
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'posted',
    (error: unknown) => String((error as { code?: unknown }).code),
  )

function deliveryTests(harness: PlatformHarness, start: Start): void {
  it('marks each message as it is accepted, and on a second try posts only what is missing', async () => {
    const { session } = await start()
    const channel = session.channels[0]
    const first = ledger('edition-1')
    const posted = await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST, first)
    expect(first.marks).toEqual([`message ${posted.messageId}`, ...posted.replyIds.map((id) => `reply ${id}`)])
    const before = session.visiblePosts(channel).length
    const again = ledger('edition-1', false, {
      messageId: posted.messageId,
      replyIds: posted.replyIds.slice(0, -1),
      ...(posted.thread === undefined ? {} : { thread: posted.thread }),
    })
    const second = await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST, again)
    expect(second.messageId).toBe(posted.messageId)
    expect(again.marks.filter((mark) => mark.startsWith('reply')).length).toBe(1)
    expect(session.visiblePosts(channel).length).toBe(harness.has.knowsRepeats ? before : before + 1)
  })

  for (const fault of ['accepted-unanswered', 'lost-unanswered'] as const) {
    it(`sends an edition exactly once where its message was ${fault}`, async () => {
      const { session } = await start()
      const channel = session.channels[0]
      session.fail(channel, fault)
      const place = placeOf(session, channel)
      const result = await codeOf(session.platform.post(place, SAMPLE_DIGEST, ledger('edition-2')))
      if (result !== 'posted') expect(await codeOf(session.platform.post(place, SAMPLE_DIGEST, ledger('edition-2', true)))).toBe('posted')
      expect(session.visiblePosts(channel).filter((post) => post.thread === undefined && post.text.includes(HEAD)).length).toBe(1)
      expect(session.visiblePosts(channel).filter((post) => post.text.includes('How many return to work')).length).toBe(1)
    })
  }

  it('looks before it posts after a crash that lost the mark', async () => {
    const { desk, session } = await start()
    const channel = session.channels[0]
    await session.platform.post(placeOf(session, channel), SAMPLE_DIGEST, ledger('edition-3'))
    await session.restart()
    await session.platform.post(placeOf(session, channel), { ...SAMPLE_DIGEST, replies: [] }, ledger('edition-3', true))
    expect(session.visiblePosts(channel).filter((post) => post.thread === undefined && post.text.includes(HEAD)).length).toBe(1)
    expect(desk.record.posted.length).toBeGreaterThan(0)
  })

  it('posts nothing more where a mark is refused, and passes the refusal on', async () => {
    const { session } = await start()
    const channel = session.channels[0]
    const delivery = {
      ...ledger('edition-4'),
      mark: async () => {
        throw new PlatformError('lease-lost', 'Another process has taken this edition over.')
      },
    }
    expect(await codeOf(session.platform.post(placeOf(session, channel), SAMPLE_DIGEST, delivery))).toBe('lease-lost')
    await pause(150)
    expect(session.visiblePosts(channel).length).toBe(1)
  })

  it('waits where it is told to slow down, and loses nothing', async () => {
    const { session } = await start()
    const channel = session.channels[0]
    session.fail(channel, 'rate-limited')
    const other = session.platform.post(placeOf(session, session.channels[1]), plainPost('Elsewhere'))
    const result = await codeOf(session.platform.post(placeOf(session, channel), plainPost('Patience')))
    if (result === 'rate-limited') await session.platform.post(placeOf(session, channel), plainPost('Patience'))
    await other
    expect(timesShown(session, channel, 'Patience, in full.')).toBe(1)
    expect(timesShown(session, session.channels[1], 'Elsewhere, in full.')).toBe(1)
  })

  it('says which channel refuses, while the others go on', async () => {
    const { session } = await start()
    session.fail(session.channels[0], 'channel-refused')
    const [refused, fine] = await Promise.all([
      codeOf(session.platform.post(placeOf(session, session.channels[0]), plainPost('No entry'))),
      codeOf(session.platform.post(placeOf(session, session.channels[1]), plainPost('Come in'))),
    ])
    expect([refused, fine]).toEqual(['channel-refused', 'posted'])
    expect(shows(session, session.channels[1], 'Come in, in full.')).toBe(true)
  })

  it(`still answers where the connection of ${harness.name} breaks in mid-command`, async () => {
    const { desk, session } = await start()
    if (session.disconnect === undefined) return
    const channel = session.channels[0]
    desk.script.command = async () => {
      await pause(400)
      return plainPost('Unbroken')
    }
    await session.sendCommand({ name: 'ask', line: 'still there?', channel })
    await session.disconnect()
    await until('the answer is there', () => shows(session, channel, 'Unbroken, in full.'))
    desk.script.command = () => plainPost('Back again')
    await session.sendCommand({ name: 'ask', line: 'and now?', channel })
    await until('it is connected again', () => shows(session, channel, 'Back again, in full.'))
  })
}

function lifeTests(_harness: PlatformHarness, start: Start): void {
  it('tells how it is connected, and brings nothing in after it has stopped', async () => {
    const { session } = await start()
    const status = await session.platform.status()
    expect(status.connected).toBe(true)
    expect(status.summary).not.toBe('')
    await session.platform.stop()
    expect((await session.platform.status()).connected).toBe(false)
    await session.platform.stop()
  })
}
