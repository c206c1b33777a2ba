import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { articleId } from '../store/ids.js'
import type { ChannelKey } from '../store/place-key.js'
import type { Article } from '../text/article.js'
import type { Workshop } from './desk-services.js'
import { packageRoot } from './package-root.js'

/** Remembers in the store that what it holds is the sample newsroom. */
const MARK = 'sample-newsroom'

/** What a newcomer may ask the sample newsroom: an actor, a question, a speaker, and something that it does not say. */
export const SAMPLE_TRIES = [
  '/stance sweden',
  'How many ferries has Norway ordered?',
  '/who Gunnar Hesselby',
  'Who won the chess tournament?',
] as const

interface SampleFile {
  readonly outlet: string
  readonly title: string
  readonly byline: string | null
  readonly hoursAgo: number
  readonly text: string
}

/** Whether the sample newsroom is what is read here, and still all there is. */
export async function isSample({ store }: Pick<Workshop, 'store'>): Promise<boolean> {
  if ((await store.memory.get(MARK)) === undefined) return false
  return (await store.feeds.all()).every(({ kind }) => kind === 'desk')
}

/** Reads the sample newsroom into a channel, once. @returns how many articles it has; 0 where it was there before. */
export async function readSampleNewsroom(
  { store, readings, intake }: Pick<Workshop, 'store' | 'readings' | 'intake'>,
  channel: ChannelKey,
  now: number,
): Promise<number> {
  if ((await store.memory.get(MARK)) !== undefined) return 0
  const folder = join(packageRoot(), 'samples', 'newsroom')
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  const samples = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as SampleFile)
  const desk = await store.channels.deskOf(channel, now)
  // Oldest first, as news comes in.
  for (const sample of samples.sort((a, b) => b.hoursAgo - a.hoursAgo)) {
    const publishedAt = new Date(now - sample.hoursAgo * 3_600_000).toISOString()
    const { outlet, title, text } = sample
    const article: Article = {
      id: articleId({ text }),
      text,
      title,
      outlet: `${outlet} (sample)`,
      publishedAt,
      readAt: new Date(now).toISOString(),
      language: 'en',
      ...(sample.byline === null ? {} : { byline: sample.byline }),
    }
    const claim = await store.entries.put(desk, { keys: [`sample:${article.id}`], entry: { title, text } }, now)
    await store.entries.keep(claim, await readings.read(article), intake.place)
  }
  await store.memory.set(MARK, new Date(now).toISOString())
  return samples.length
}
