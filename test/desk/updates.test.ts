import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildDigest } from '../../src/desk/digest-builder.js'
import { articleId } from '../../src/store/ids.js'
import type { Post } from '../../src/text/post.js'
import { CHANNEL, openNewsroom, saysAll } from './newsroom.js'

const DAY = 86_400_000
let room: Awaited<ReturnType<typeof openNewsroom>>
beforeAll(async () => {
  room = await openNewsroom()
  room.later(40 * DAY)
}, 60_000)
afterAll(() => room.close())

/** Takes an article of an outlet in, as a feed brings it. */
async function read(outlet: string, title: string, ...paragraphs: string[]): Promise<void> {
  const { store, readings, place } = room.intake
  const now = room.services.now()
  const at = new Date(now).toISOString()
  const text = paragraphs.join('\n\n')
  const article = { id: articleId({ text }), text, title, outlet, publishedAt: at, readAt: at, language: 'en' }
  const desk = await store.channels.deskOf(CHANNEL, now)
  const claim = await store.entries.put(desk, { keys: [article.id], entry: { title, text } }, now)
  await store.entries.keep(claim, await readings.read(article), place)
}

async function edition(shown: ReadonlyMap<string, number>): Promise<{ post: Post; shown: ReadonlyMap<string, number> }> {
  room.later(60_000)
  const now = room.services.now()
  const post = await buildDigest(room.services, CHANNEL, { since: now - DAY, now, shown, zone: 'UTC' })
  return { post, shown: new Map([...shown, ...(post.about?.stories ?? []).map((id) => [id, now] as const)]) }
}

const LEAD = 'The Lindmoor dam lost a third of its water on Thursday after two of its gates had jammed, the river board said.'
const FARMER = '"I have never seen the bottom of it before," said Greta Holm, a farmer in the Lindmoor valley.'
const BOARD = 'River board president Emil Sorge said that the gates of the Lindmoor dam had been inspected in May.'
const REPAIR = 'Divers freed the first gate of the Lindmoor dam on Friday. "The second gate will take a week," Emil Sorge said.'

test('an update tells what is new: not what another outlet repeats, nor anything at all where all is repeated', async () => {
  await read('The Harbour Gazette', 'Lindmoor dam loses a third of its water', LEAD, FARMER, BOARD, 'Nobody was hurt.')
  const first = await edition(new Map())
  expect(saysAll(first.post)).toContain('I have never seen the bottom')
  room.later(DAY / 2)
  await read('The Valley Ledger', 'Lindmoor dam loses water after gates jam', LEAD, FARMER)
  const second = await edition(first.shown)
  expect(saysAll(second.post)).not.toContain('Lindmoor')
  await read('The Coast Courier', 'Divers free first gate of Lindmoor dam', LEAD, REPAIR, BOARD)
  const third = await edition(first.shown)
  const told = third.post.replies?.map(saysAll).join('\n') ?? ''
  expect(third.post.sections[0]?.heading).toBe('Divers free first gate of Lindmoor dam')
  expect(told).toContain('The second gate will take a week')
  expect(told).not.toContain('lost a third')
  expect(told).not.toContain('never seen the bottom')
  expect(told).not.toContain('inspected in May')
  expect(told).not.toContain('Valley Ledger')
}, 60_000)

test('an agency that only signs an article, and the town it writes from, are offered to nobody', async () => {
  await read(
    'The Coast Courier',
    'Grain ships leave Ostby',
    'TARNVIK (Brackwater Wire) - Four grain ships left Ostby on Sunday, harbour master Nils Torp said.',
  )
  const typed = async (words: string) =>
    (await room.desk.complete({ command: 'stance', option: 'who', typed: words, place: CHANNEL })).map(({ value }) => value)
  expect(await typed('torp')).toEqual(['Nils Torp'])
  expect(await typed('brackw')).toEqual([])
  expect(await typed('wire')).toEqual([])
  expect(await typed('tarn')).toEqual([])
})
