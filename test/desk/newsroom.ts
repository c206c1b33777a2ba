import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read } from '../../src/cli/reading-module.js'
import { readSampleNewsroom } from '../../src/cli/sample-newsroom.js'
import { newsRarity } from '../../src/desk/batch-questions.js'
import { createDesk } from '../../src/desk/desk.js'
import type { DeskServices } from '../../src/desk/services.js'
import { createLog } from '../../src/log.js'
import { createFetcher } from '../../src/news/fetch.js'
import { createIntake } from '../../src/news/intake.js'
import type { ReadingPool } from '../../src/news/reading-pool.js'
import { createStoryPlacer } from '../../src/news/story-place.js'
import { openStore } from '../../src/store/open.js'
import type { Post } from '../../src/text/post.js'

export const NOW = Date.parse('2026-11-23T12:00:00Z')
export const CHANNEL = { platform: 'web', team: 'local', channel: 'newsroom' }

/** Reads in this thread: tests need no pool. */
const readings: ReadingPool = { read: async (article) => read(article), busy: 0, close: async () => undefined }

/** A desk over a store of its own that has read the sample newsroom, its clock at `NOW`, or at `at`. */
export async function openNewsroom(url?: string, at = NOW) {
  const folder = mkdtempSync(join(tmpdir(), 'newsroom-'))
  const store = await openStore(url ?? `file:${join(folder, 'desk.db')}`)
  let now = at
  const fetcher = createFetcher({ userAgent: 'test', allow: ['127.0.0.1'], pauseMs: 0 })
  const intake = { store, fetcher, readings, place: createStoryPlacer(() => now), owner: 'test', now: () => now }
  const services: DeskServices = {
    store,
    now: () => now,
    log: createLog('silent'),
    intake: createIntake(intake),
    platforms: async () => [],
    rarity: newsRarity(),
    timeZone: 'UTC',
    version: 'test',
  }
  await readSampleNewsroom({ store, readings, intake }, CHANNEL, at)
  const desk = createDesk(services)
  let calls = 0
  return {
    desk,
    store,
    services,
    intake,
    later(ms: number): void {
      now += ms
    },
    /** Calls a command with a plain line. */
    call: (
      command: string,
      line = '',
      more: { thread?: string; attachment?: { name: string; text: string }; mayManage?: boolean } = {},
    ): Promise<Post> =>
      desk.command({
        command,
        options: {},
        line,
        place: { ...CHANNEL, ...(more.thread === undefined ? {} : { thread: more.thread }) },
        // Everybody asks little: the limit a person is not what is tested here.
        person: { id: `person-${calls++}`, mayManage: more.mayManage ?? true },
        callId: 'test',
        ...(more.attachment === undefined ? {} : { attachment: more.attachment }),
      }),
    async close(): Promise<void> {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Everything that a post says, a part a line. */
export function saysAll(post: Post): string {
  const lines = [post.title, post.subtitle ?? '', post.footer ?? '']
  for (const section of post.sections) {
    lines.push(section.heading ?? '')
    for (const part of section.parts) {
      if (part.type === 'note') lines.push(part.text)
      if (part.type === 'line') lines.push(part.citation.words.join(' '))
      if (part.type === 'quotation')
        lines.push(`${part.correctedTo ?? part.speaker?.name ?? part.source ?? 'unclear'}: ${part.citation.words.join(' ')}`)
      if (part.type === 'links') lines.push(part.links.map(({ label }) => label).join(', '))
      if (part.type === 'table') lines.push(...part.rows.map((row) => row.join(' | ')))
      if (part.type === 'difference') lines.push(part.label, ...part.citations.map(({ words }) => words.join(' ')))
    }
  }
  return lines.filter(Boolean).join('\n')
}
