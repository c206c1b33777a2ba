import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Post } from '../../src/text/post.js'
import { CHANNEL, openNewsroom, saysAll } from './newsroom.js'

let room: Awaited<ReturnType<typeof openNewsroom>>
beforeAll(async () => {
  room = await openNewsroom()
}, 60_000)
afterAll(() => room.close())

const quotations = (post: Post) => post.sections.flatMap((section) => section.parts).filter((part) => part.type === 'quotation')
const under = (post: Post, heading: string): string => {
  const from = post.sections.findIndex((section) => section.heading === heading)
  const to = post.sections.findIndex((section, i) => i > from && ['What others say of it', 'Over time'].includes(section.heading ?? ''))
  return from < 0 ? '' : saysAll({ ...post, title: '', sections: post.sections.slice(from, to < 0 ? undefined : to) })
}

test('every line of every answer is verbatim, at its place', async () => {
  const posts = [
    await room.call('digest', 'since 2 days ago'),
    await room.call('stance', 'china'),
    await room.call('who', 'selam desta'),
    await room.call('ask', 'how many hectares are affected?'),
  ]
  const all = posts.flatMap((post) => [post, ...(post.replies ?? [])])
  let lines = 0
  for (const part of all.flatMap((post) => post.sections).flatMap((section) => section.parts)) {
    const citations = part.type === 'difference' ? part.citations : part.type === 'line' || part.type === 'quotation' ? [part.citation] : []
    for (const { articleId, spans, words } of citations) {
      const text = (await room.store.articles.get(articleId))?.text ?? ''
      expect(words).toEqual(spans.map(({ start, end }) => text.slice(start, end)))
      lines++
    }
  }
  expect(lines).toBeGreaterThan(25)
})

describe('stance', () => {
  test('prc, chinese and Beijing are China; its own words are its own', async () => {
    const posts = await Promise.all(['prc', 'chinese', 'Beijing', 'china'].map((name) => room.call('stance', name)))
    for (const post of posts) expect(post.title).toBe('China')
    const own = under(posts[0] as Post, 'In its own words')
    expect(own).toContain('We have put a serious offer on the table')
    expect(own).not.toMatch(/Brattvik|Tamm|Nurminen/)
    expect(under(posts[0] as Post, 'What others say of it')).not.toContain('Gao Wenlin:')
  })

  test('what is new since the channel last asked is marked, a topic narrows', async () => {
    const first = await room.call('stance', 'sweden about cranes')
    expect(quotations(first).some(({ isNew }) => isNew)).toBe(false)
    const second = await room.call('stance', 'sweden about cranes')
    expect(second.subtitle ?? '').not.toContain('new')
  })

  test('a topic on which it is not heard: who does speak of it, and that there is more without the topic', async () => {
    const post = saysAll(await room.call('stance', 'norway about cranes'))
    expect(post).toContain('On cranes Gunnar Hesselby is quoted: /who Gunnar Hesselby about cranes.')
    expect(post).toMatch(/Without the topic there are \d+ statements by or about Norway\./)
  })

  test('a topic in the headline counts where few statements hold its words', async () => {
    const own = under(await room.call('stance', 'prc about ferries'), 'In its own words')
    expect(own).toContain('We have put a serious offer on the table')
  })

  test('a person is “they”', async () => {
    const headings = (await room.call('stance', 'gunnar hesselby')).sections.map(({ heading }) => heading)
    expect(headings).toEqual(expect.arrayContaining(['In their own words', 'What others say of them']))
  })
  test('letters that stand the wrong way round are one slip', async () => {
    expect(saysAll(await room.call('stance', 'Chnia'))).toContain('China')
  })
  test('one actor is offered once, by its standard name', async () => {
    expect(saysAll(await room.call('stance', 'bejing'))).toContain('Did you mean China?')
  })

  test('words that say nothing alone are no line, and a speaker has one heading a page', async () => {
    for (const name of ['sweden', 'association', 'hesselby', 'tuladhar']) {
      const post = await room.call('stance', name)
      for (const { citation } of quotations(post)) expect(citation.words.join(' ')).not.toMatch(/^(?:him|it|them|her)$/u)
      const headings = post.sections.map(({ heading }) => heading).filter((heading) => heading !== undefined)
      expect(new Set(headings.map((heading) => heading.toLowerCase())).size).toBe(headings.length)
    }
  })

  test.each(['nrway', '%%%', '"; drop table statements; --', 'x'.repeat(5000), '* OR words:*', '<script>', '   '])(
    '“%.30s” gets a helpful sentence',
    async (name) => {
      const post = await room.call('stance', name)
      expect(saysAll(post)).toMatch(/[.?]/)
      expect(saysAll(post)).not.toMatch(/stack|SQL|undefined|NaN|\[object/)
      if (name === 'nrway') expect(saysAll(post)).toContain('Norway')
    },
  )
})

describe('who', () => {
  test('by any part of the name, with role, newest first', async () => {
    const post = await room.call('who', 'desta')
    expect(post.title).toContain('Selam Desta')
    expect(saysAll(post)).toContain('early is not the same as small')
  })
  test('whoever is quoted, but not on that topic, is not called unknown', async () => {
    const post = saysAll(await room.call('who', 'hesselby about astronomy'))
    expect(post).toContain('Gunnar Hesselby is not quoted on astronomy here. Try another topic')
    expect(post).not.toContain('Did you mean')
  })
  test('nobody like it: who is most spoken of is named', async () => {
    expect(saysAll(await room.call('who', 'smith'))).toMatch(/Nobody called “smith” is quoted here\. Most spoken of here: .+ and .+\./)
  })
  test('nobody of that name: the nearest ones are offered', async () => {
    expect(saysAll(await room.call('who', 'selam dexta'))).toContain('Selam Desta')
  })
})

test('an answer too long for one page goes on where its button says, without repeats', async () => {
  const seen: string[] = []
  let post = await room.call('stance', 'china')
  for (let page = 1; page < 9; page++) {
    seen.push(...quotations(post).map(({ statementId }) => statementId as string))
    const more = post.buttons?.find((button) => 'action' in button && button.action === 'more')
    if (more === undefined || !('action' in more)) break
    post = await room.desk.press({ action: 'more', value: more.value, place: CHANNEL, person: { id: 'p', mayManage: false }, callId: 'm' })
  }
  expect(seen.length).toBeGreaterThan(3)
  expect(new Set(seen).size).toBe(seen.length)
})

describe('ask, and threads', () => {
  test('answers from the articles, and says so when they don’t say', async () => {
    expect(saysAll(await room.call('ask', 'how much does the bell weigh?'))).toContain('310 kilograms')
    const none = await room.call('ask', 'who won the chess championship in Lima?')
    expect(none.title).toBe('The articles don’t say')
    expect(none.footer).toContain('all 12 articles')
  })

  const ask = (text: string, thread: string, addressed = false) =>
    room.desk.question({ text, place: { ...CHANNEL, thread }, person: { id: 'reader', mayManage: false }, addressed, callId: 't' })

  test('a thread looks at its own stories first; follow-ups keep their question; talk is left alone', async () => {
    const digest = await room.call('digest', 'since 2 days ago')
    const port = digest.replies?.find((reply) => reply.title.includes('Kolvika'))
    await room.desk.posted({ ...CHANNEL, thread: 'port' }, port?.about ?? { stories: [], articles: [] })
    const first = await ask('What did Hesselby say about the ransom?', 'port')
    expect(saysAll(first as Post)).toMatch(/not going to pay|no ransom would be paid/)
    expect(first?.footer).toMatch(/this thread/)
    expect(saysAll((await ask('and Börjesdotter?', 'port')) as Post)).toMatch(/Somebody had left a key|change passwords|19 days|supplier/)
    expect(await ask('lunch at one?', 'port')).toBeNull()
    expect(await ask('thanks, that helps', 'port')).toBeNull()
    const wider = await ask('How much does the temple bell weigh?', 'port')
    expect(saysAll(wider as Post)).toContain('310 kilograms')
    expect(wider?.footer).toContain('elsewhere')
  })

  test('a thread about nothing yet looks at the whole channel, again and again', async () => {
    for (const text of ['Who won the chess championship in Lima?', 'How much does the temple bell weigh?'])
      expect((await ask(text, 'empty', true))?.footer).toContain('all 12 articles')
    expect(saysAll((await ask('How much does the temple bell weigh?', 'empty', true)) as Post)).toContain('310 kilograms')
  })

  test('whoever greets the bot or asks for help is told what it can do; thanks need no answer', async () => {
    for (const text of ['hello', 'Hi there!', 'help', 'What can you do?']) expect((await ask(text, 'empty', true))?.kind, text).toBe('help')
    expect(await ask('Thanks a lot!', 'empty', true)).toBeNull()
    expect((await ask('Hello Nepal?', 'empty', true))?.kind).toBe('answer')
  })

  test('a command spelt out to the bot in a thread is that command; “who said” is a question', async () => {
    expect((await ask('stance china', 'port', true))?.kind).toBe('stance')
    expect((await ask('who said somebody had left a key in it?', 'port', true))?.kind).toBe('answer')
  })
})

describe('corrections', () => {
  test('count for the team alone, and a withdrawn line is gone', async () => {
    const post = await room.call('who', 'gunnar hesselby')
    const [first, second] = quotations(post)
    const form = await room.desk.correctionForm(first?.statementId as string, CHANNEL)
    expect(form?.candidates.length).toBeGreaterThan(1)
    const person = { id: 'reader', mayManage: false }
    await room.desk.correct({ statementId: first?.statementId as string, speaker: 'Felix Aumann', place: CHANNEL, person })
    await room.desk.correct({ statementId: second?.statementId as string, speaker: null, place: CHANNEL, person })
    const after = saysAll(await room.call('who', 'gunnar hesselby'))
    for (const line of [first, second]) expect(after).not.toContain(line?.citation.words[0])
    expect(saysAll(await room.call('who', 'felix aumann'))).toContain(first?.citation.words[0])
    expect(await room.desk.correctionForm('nothing.0', CHANNEL)).toBeNull()
  })
})

describe('brief, digest, sources, schedule, help', () => {
  test('a pasted article is briefed; a headline is refused in a sentence', async () => {
    const text =
      'Mayor Odalys Brenner of Tarn opened the new bridge on Monday.\n\n“We built it in a year, and it will stand for a hundred,” Brenner said. The bridge cost 12 million euros, according to the council.'
    const post = await room.call('brief', text)
    expect(post.kind).toBe('brief')
    expect(saysAll(post)).toMatch(/Odalys Brenner: “We built it in a year/)
    expect(quotations(post).every(({ statementId }) => statementId !== undefined)).toBe(true)
    expect((await room.call('brief', 'Mayor opens bridge')).kind).toBe('error')
    expect(saysAll(await room.call('brief', 'news.example.org/bridge'))).toContain('https://news.example.org/bridge')
  })

  test('addresses on the inside are not fetched', async () => {
    for (const address of [
      'http://169.254.169.254/latest/meta-data/',
      'http://0x7f.1/',
      'http://[::ffff:10.0.0.1]/',
      'http://localhost:1/',
    ]) {
      expect((await room.call('brief', address)).kind).toBe('error')
    }
  })

  test('a digest ranks stories, folds copies, and shows where outlets differ', async () => {
    const post = await room.call('digest', 'since 2 days ago')
    expect(post.sections.length).toBeGreaterThanOrEqual(4)
    const coffee = post.replies?.find((reply) => saysAll(reply).includes('Desta'))
    expect(saysAll(coffee as Post)).toMatch(/12,000[\s\S]*20,000|20,000[\s\S]*12,000/)
    expect(saysAll(coffee as Post).match(/early is not the same as small/g)?.length).toBe(1)
    expect((await room.call('digest', 'volcanoes')).sections[0]?.parts[0]).toMatchObject({ type: 'note' })
  })

  test('the buttons of a story name it: its articles with outlet and time, and who said what', async () => {
    const digest = await room.call('digest', 'since 2 days ago')
    const story = digest.sections.find(({ heading }) => /bell/iu.test(heading ?? ''))
    const pressed = (label: string): Promise<Post> => {
      const button = story?.buttons?.find((one) => one.label === label)
      if (button === undefined || 'url' in button) throw new Error(`no button ${label}`)
      return room.desk.press({ ...button, place: CHANNEL, person: { id: label, mayManage: false }, callId: 'test' })
    }
    const links = (await pressed('Sources')).sections.flatMap(({ parts }) => parts).filter((part) => part.type === 'links')
    expect(links.length).toBeGreaterThan(1)
    for (const { label } of links) expect(label).toMatch(/ \(sample\), \d+ Nov, \d\d:\d\d UTC$/u)
    expect(links.flatMap((part) => part.links.map(({ label }) => label))).toContain(story?.heading)
    expect((await pressed('Who said what')).subtitle).toMatch(/bell/iu)
  })

  test('sources and schedules are for those who may manage', async () => {
    for (const [command, line] of [
      ['sources', 'add https://x.example'],
      ['schedule', 'weekdays 8:30'],
    ] as const) {
      expect((await room.call(command, line, { mayManage: false })).kind).toBe('error')
    }
    expect(saysAll(await room.call('schedule', 'weekdays 8:30 Berlin'))).toContain(
      'Tue 24 Nov 08:30, Wed 25 Nov 08:30, Thu 26 Nov 08:30 (Europe/Berlin)',
    )
    expect(saysAll(await room.call('schedule', 'list'))).toContain('Weekdays 08:30 Europe/Berlin')
    expect(saysAll(await room.call('onrecord', 'status'))).toContain('Next digest: Tue 24 Nov, 08:30')
    expect(saysAll(await room.call('schedule', 'off'))).toContain('No more digests')
    expect((await room.call('schedule', 'at the usual time')).kind).toBe('error')
  })

  test('OPML goes in and comes out', async () => {
    const opml =
      '<opml version="2.0"><body><outline text="Gazette" type="rss" xmlUrl="https://gazette.example/feed"/><outline text="Courier" type="rss" xmlUrl="https://courier.example/rss"/></body></opml>'
    expect(saysAll(await room.call('sources', 'import', { attachment: { name: 'x.opml', text: opml } }))).toContain(
      '2 of 2 sources are new',
    )
    expect(saysAll(await room.call('sources', 'export'))).toContain('https://courier.example/rss')
    expect(saysAll(await room.call('sources', 'remove courier'))).toContain('Courier')
    expect(saysAll(await room.call('sources', 'list'))).not.toContain('Courier')
  })

  test('a list of sources comes by its address as well, where no file can be attached', async () => {
    const server = createServer((_, answer) =>
      answer.end('<opml version="2.0"><body><outline text="Herald" type="rss" xmlUrl="https://herald.example/rss"/></body></opml>'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.opml`
    expect(saysAll(await room.call('sources', `import ${address}`))).toContain('One source is new')
    server.close()
    expect(saysAll(await room.call('sources', 'list'))).toContain('https://herald.example/rss')
    expect(await room.call('sources', 'import')).toMatchObject({ kind: 'error', title: expect.stringContaining('or give its address') })
    expect(saysAll(await room.call('sources', 'remove herald'))).toContain('no longer follows Herald')
  })

  test('what is asked of sources is said back where it is not clear, and never taken for a list', async () => {
    const opml =
      '<opml version="2.0"><body><outline text="Post" xmlUrl="https://post.example/a"/><outline text="Post" xmlUrl="https://post.example/b"/></body></opml>'
    await room.call('sources', 'import', { attachment: { name: 'x.opml', text: opml } })
    expect(saysAll(await room.call('sources', 'remove post'))).toContain('https://post.example/a · https://post.example/b')
    await room.call('sources', 'remove https://post.example/a')
    await room.call('sources', 'remove https://post.example/b')
    expect(saysAll(await room.call('sources', 'https://post.example'))).toContain('Say /sources add')
    expect(saysAll(await room.call('sources', 'remove'))).toContain('Which one?')
  })

  test('days with times of their own become schedules of their own, each of which can be ended', async () => {
    expect(saysAll(await room.call('schedule', 'weekdays 8:00 and weekends 10:00'))).toContain(
      'The digest comes weekdays 08:00 UTC and weekends 10:00 UTC.',
    )
    expect(saysAll(await room.call('schedule', 'weekends 10:00 UTC'))).toContain('already')
    expect(saysAll(await room.call('schedule', 'off Sunday 9:00'))).toContain('No digest comes Sunday 09:00 UTC')
    expect(saysAll(await room.call('schedule', 'off weekdays 8:00'))).toContain('No more digest weekdays 08:00 UTC')
    expect(saysAll(await room.call('schedule', 'list'))).toContain('Weekends 10:00 UTC')
    expect(saysAll(await room.call('schedule', 'list'))).not.toContain('Weekdays')
    expect(saysAll(await room.call('schedule', 'off'))).toContain('1 schedule ended')
    expect(await room.call('schedule', 'list')).toMatchObject({ kind: 'notice', audience: 'person' })
  })

  test('help names every command; an unknown one is a sentence', async () => {
    const help = saysAll(await room.call('onrecord', 'help'))
    for (const { name } of room.desk.commands) expect(help).toContain(`/${name}`)
    expect((await room.call('dance')).kind).toBe('error')
  })

  test('completion knows the names of the articles', async () => {
    const choices = await room.desk.complete({ command: 'who', option: 'name', typed: 'des', place: CHANNEL })
    expect(choices.map(({ value }) => value)).toContain('Selam Desta')
  })
})

test('a source that answers but brings nothing that can be read is not listed as well', async () => {
  const place = { ...CHANNEL, channel: 'zeitung' }
  const { store } = room
  const now = room.services.now()
  const { id } = await store.feeds.add({ url: 'https://zeitung.example/rss', title: 'Die Zeitung' }, now)
  await store.feeds.follow(place, id, now)
  const claim = await store.entries.put(id, { keys: ['z1'], entry: { title: 'Fähre', text: 'Die Fähre' } }, now)
  await store.entries.fail(claim, 'This article is in German; On Record reads English only.')
  const call = (line: string) =>
    room.desk.command({ command: 'sources', options: {}, line, place, person: { id: `z ${line}`, mayManage: true }, callId: 'test' })
  expect(saysAll(await call('list'))).toContain('nothing of it could be read: /sources check')
})

test('a channel that has read nothing says what to do, to the one who asks, and offers no names that others read of', async () => {
  const place = { ...CHANNEL, channel: 'fresh' }
  const call = (command: string, line: string) =>
    room.desk.command({ command, options: {}, line, place, person: { id: `fresh ${command} ${line}`, mayManage: true }, callId: 'test' })
  for (const [command, line] of [
    ['stance', 'china'],
    ['who', 'selam dexta'],
    ['ask', 'Who won?'],
    ['digest', ''],
    ['onrecord', 'status'],
  ] as const) {
    const post = await call(command, line)
    expect(post.audience, command).toBe('person')
    expect(saysAll(post), command).toContain('/sources add https://')
  }
  const question = { text: 'Who won the chess final?', place, person: { id: 'fresh', mayManage: true }, addressed: true, callId: 'test' }
  expect(saysAll((await room.desk.question(question)) as Post)).toContain('/sources add https://')
  expect(saysAll(await call('sources', 'remove'))).toContain('Which one?')
  expect(saysAll(await call('sources', 'https://news.example.org'))).toContain('/sources add')
})

test('one person who asks without end is asked to wait, others are not', async () => {
  const flood = async (id: string) =>
    room.desk.command({
      command: 'onrecord',
      options: { action: 'help' },
      place: { ...CHANNEL, team: 'flooded' },
      person: { id, mayManage: false },
      callId: 'f',
    })
  const posts = []
  for (let i = 0; i < 35; i++) posts.push(await flood('noisy'))
  expect(posts.filter(({ kind }) => kind === 'error').length).toBe(5)
  expect((await flood('calm')).kind).toBe('help')
})

test('a team that leaves takes its data with it', async () => {
  const other = { platform: 'slack', team: 'T1', channel: 'C1' }
  await room.desk.joined('slack', 'T1', 'Somewhere')
  await room.services.intake.readText(
    `The ferry to Lund sank at its pier on Friday, nobody was hurt. ${'“It was old,” said Captain Ruth Vane. '.repeat(3)}`,
    other,
  )
  expect(await room.store.articles.count({ channel: other })).toBe(1)
  const before = await room.store.articles.count()
  await room.desk.left('slack', 'T1')
  expect(await room.store.articles.count({ channel: other })).toBe(0)
  expect(await room.store.articles.count()).toBe(before - 1)
})

test('what a team asked just before it left leaves nothing behind either', async () => {
  const place = { platform: 'slack', team: 'T2', channel: 'C1', thread: '1.1' }
  const person = { id: 'u', mayManage: true }
  const asked = room.desk.command({ command: 'schedule', options: {}, line: 'weekdays 8:30 Berlin', place, person, callId: 'c' })
  const left = room.desk.left('slack', 'T2')
  await asked
  await left
  // The answer is posted, and says so, when the team is gone already.
  await room.desk.posted(place, { stories: [], articles: ['a'] })
  expect(await room.store.channels.get(place)).toBeUndefined()
  await room.desk.joined('slack', 'T2', 'Back again')
  await room.desk.posted(place, { stories: [], articles: ['a'] })
  expect(await room.store.channels.get(place)).toBeDefined()
})
