import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../../contracts/harness.js'
import { createScriptedDesk } from '../../contracts/scripted-desk.js'
import { CHANNELS, type DiscordSimulator } from '../../simulators/discord.js'
import { openDiscord, wordsIn } from '../../simulators/discord-harness.js'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})
const channel = CHANNELS[0]

type Attached = ReturnType<DiscordSimulator['attach']>

/** Connects the bot, and gives hands that attach files to commands: what the desk was called with, or what the person was told in private. */
async function attaching() {
  const desk = createScriptedDesk()
  const session = await openDiscord(desk)
  open.push(session)
  const { simulator } = session
  const give = async (file: Attached, command = 'brief'): Promise<string> => {
    const [calls, told] = [desk.record.calls.length, simulator.messages.length]
    const options = [
      ...(command === 'sources' ? [{ name: 'action', type: 3, value: 'import' }] : []),
      { name: 'file', type: 11, value: file.id },
    ]
    await simulator.interact(2, { id: '1', name: command, type: 1, options, resolved: { attachments: { [file.id]: file } } }, channel)
    const news = () => simulator.messages.slice(told).filter((message) => message.thinking !== true)
    await until('it is answered', () => desk.record.calls.length > calls || news().some(({ onlyFor }) => onlyFor !== undefined))
    await until('the answer is there', () => news().length > 0)
    const call = desk.record.calls[calls]
    if (call !== undefined) return `${call.command} ${call.attachment?.name}: ${call.attachment?.text}`
    expect(news().map(({ onlyFor }) => onlyFor !== undefined)).toEqual([true])
    return wordsIn(news()[0] as never)
  }
  return { desk, simulator, give }
}

describe('an attached file', () => {
  test('reaches the desk as its text: .txt and .html, in UTF-8, with a mark, in UTF-16, and in Windows-1252', async () => {
    const { simulator, give } = await attaching()
    const text = '“Größer als 1 €”, said Žofie.'
    expect(await give(simulator.attach('article.txt', Buffer.from(text)))).toBe(`brief article.txt: ${text}`)
    expect(await give(simulator.attach('marked.TXT', Buffer.from(`\ufeff${text}`)))).toBe(`brief marked.TXT: ${text}`)
    expect(await give(simulator.attach('wide.txt', Buffer.from(`\ufeff${text}`, 'utf16le')))).toBe(`brief wide.txt: ${text}`)
    const old = Buffer.from([0x93, 0x47, 0x72, 0xf6, 0xdf, 0x65, 0x94, 0x20, 0x80])
    expect(await give(simulator.attach('old.txt', old))).toBe('brief old.txt: “Größe” €')
    const page = Buffer.concat([Buffer.from('<meta charset="iso-8859-2"><p>'), Buffer.from([0xae]), Buffer.from('ofie</p>')])
    expect(await give(simulator.attach('page.html', page, { contentType: 'text/html' }))).toBe(
      'brief page.html: <meta charset="iso-8859-2"><p>Žofie</p>',
    )
    // What a page says of itself may be wrong.
    const belied = Buffer.concat([Buffer.from('<meta charset="utf-8"><p>'), Buffer.from([0xe9]), Buffer.from('t\xe9</p>', 'latin1')])
    expect(await give(simulator.attach('belied.htm', belied))).toContain('<p>été</p>')
    expect(await give(simulator.attach('list.opml', Buffer.from('<opml/>')), 'sources')).toBe('sources list.opml: <opml/>')
  })

  test('that cannot be read is answered in private, with one sentence on what to do', async () => {
    const { desk, simulator, give } = await attaching()
    const words = Buffer.from('words')
    expect(await give(simulator.attach('large.txt', words, { size: 11 * 1024 * 1024 }))).toBe(
      'large.txt is over 10 MB: attach a smaller file, or give the article’s address.',
    )
    expect(await give(simulator.attach('photo.png', words))).toMatch(/^photo\.png cannot be read here: attach .* \.txt or \.html file\.$/u)
    expect(await give(simulator.attach('article.txt', words), 'onrecord')).toContain('takes no file')
    expect(await give(simulator.attach('empty.txt', Buffer.from(' \n\t ')))).toBe(
      'empty.txt is empty: attach a file that holds the article.',
    )
    for (const bytes of [Buffer.from('%PDF-1.7 …'), Buffer.from([0x50, 0x4b, 3, 4, 20, 0]), Buffer.alloc(600)])
      expect(await give(simulator.attach('binary.txt', bytes))).toMatch(/^binary\.txt is not text: save it as /u)
    expect(await give(simulator.attach('gone.txt', words, { status: 404 }))).toBe(
      'Discord did not hand gone.txt over (404): attach it once more.',
    )
    expect(desk.record.calls).toEqual([])
  })

  test('that turns out larger than Discord said is not read to its end', async () => {
    const { simulator, give } = await attaching()
    const file = simulator.attach('liar.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), { size: 20 })
    expect(await give(file)).toContain('over 10 MB')
  })

  test.each([
    ['https://news.example.org/article.txt'],
    ['https://cdn.discordapp.com.example.org/article.txt'],
    ['http://cdn.discordapp.com/article.txt'],
    ['file:///etc/hosts.txt'],
    ['not an address'],
  ])('is fetched from Discord alone: not from %s', async (url) => {
    const { simulator, give } = await attaching()
    expect(await give(simulator.attach('article.txt', Buffer.from('words'), { url }))).toBe(
      'article.txt does not lie with Discord: attach it to the command itself.',
    )
  })

  test('is not followed to another place', async () => {
    const { simulator, give } = await attaching()
    expect(await give(simulator.attach('moved.txt', Buffer.from(''), { status: 302 }))).toMatch(/^Discord did not hand moved\.txt over/u)
  })
})

describe('pasted text', () => {
  const paste = async (simulator: DiscordSimulator, text: string): Promise<void> => {
    const asked = await simulator.interact(2, { id: '1', name: 'brief', type: 1, options: [] }, channel)
    const form = simulator.interactions.get(asked)?.callback as { type: number; data: { custom_id: string; components: unknown[] } }
    expect(form.type).toBe(9)
    const fields = [{ type: 1, components: [{ type: 4, custom_id: 'text', value: text }] }]
    await simulator.interact(5, { custom_id: form.data.custom_id, components: fields }, channel)
  }

  test('is briefed as it was pasted; an error is told in private', async () => {
    const { desk, simulator } = await attaching()
    await paste(simulator, 'A whole article.\n\nIts second paragraph, with “quotes” & <marks>.')
    await until('it is answered', () => desk.record.calls.length === 1)
    expect(desk.record.calls[0]?.options).toEqual({ article: 'A whole article.\n\nIts second paragraph, with “quotes” & <marks>.' })
    desk.script.command = () => ({ kind: 'error', audience: 'person', title: 'Too short.', sections: [] })
    await paste(simulator, 'Too short')
    await until('it is told', () =>
      simulator.messages.some((message) => wordsIn(message) === 'Too short.' && message.onlyFor !== undefined),
    )
  })

  test('that fills the form is probably cut: the person is told of the other way', async () => {
    const { desk, simulator } = await attaching()
    await paste(simulator, 'x'.repeat(4000))
    await until('it is briefed and told', () => simulator.messages.some((message) => wordsIn(message).includes('attach it as a .txt file')))
    expect(desk.record.calls.length).toBe(1)
    expect(simulator.messages.find((message) => wordsIn(message).includes('.txt'))?.onlyFor).toBeDefined()
  })
})
