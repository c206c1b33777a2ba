import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { PlatformStatus } from '../../adapters/platform/platform.js'
import type { Config } from '../config.js'
import { secretsOf } from '../config.js'
import { newsRarity } from '../desk/batch-questions.js'
import type { DeskServices } from '../desk/services.js'
import { markTone } from '../desk/stance-marks.js'
import { createLog, type Logger } from '../log.js'
import { createFetcher, userAgentFor } from '../news/fetch.js'
import { createIntake, type IntakeServices } from '../news/intake.js'
import { createReadingPool, type ReadingPool } from '../news/reading-pool.js'
import { createStoryPlacer } from '../news/story-place.js'
import { openStore } from '../store/open.js'
import type { Store } from '../store/store.js'
import type { Document } from '../text/document.js'
import { loadToneModel } from '../weights.js'
import { packageVersion } from './package-root.js'
import { loadReader } from './reader.js'

/** Everything that the desk of one process works with, made from the configuration. */
export interface Workshop {
  readonly services: DeskServices
  readonly intake: IntakeServices
  readonly readings: ReadingPool
  readonly store: Store
  readonly log: Logger
  /** Names this process in leases and logs. */
  readonly owner: string
  close(): Promise<void>
}

/** What a process may add to its workshop. */
export interface WorkshopOptions {
  readonly now?: () => number
  readonly platforms?: () => Promise<readonly (PlatformStatus & { readonly name: string })[]>
  readonly onArticle?: NonNullable<IntakeServices['onArticle']>
}

/** Opens the store and makes the tools. Close it when done. */
export async function openWorkshop(config: Config, options: WorkshopOptions = {}): Promise<Workshop> {
  const log = createLog(config.logLevel, secretsOf(config))
  const now = options.now ?? Date.now
  const store = await openStore(config.databaseUrl, { onDamage: (what) => log.warn(what) })
  const owner = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`
  const fetcher = createFetcher({ userAgent: userAgentFor(packageVersion(), config.fetchContact), allow: config.fetchAllow })
  const readings = createReadingPool({
    module: new URL(import.meta.url.replace(/desk-services\.(ts|js)$/u, 'reading-module.$1')),
    threads: config.readers,
  })
  const intake: IntakeServices = {
    store,
    fetcher,
    readings,
    place: createStoryPlacer(now),
    owner,
    now,
    onTrouble: (what, error) => log.warn({ err: error }, what),
    ...(options.onArticle === undefined ? {} : { onArticle: options.onArticle }),
  }
  const services: DeskServices = {
    store,
    now,
    log,
    intake: createIntake(intake),
    platforms: options.platforms ?? (async () => []),
    rarity: newsRarity(),
    markTone: async (actor, groups) => markTone(actor, groups, (id) => readAgain(store, id), await toneModel()),
    timeZone: config.timeZone,
    version: packageVersion(),
  }
  return {
    services,
    intake,
    readings,
    store,
    log,
    owner,
    async close() {
      await readings.close()
      await store.close()
    },
  }
}

let tone: Promise<ReturnType<typeof loadToneModel>> | undefined
const toneModel = (): Promise<ReturnType<typeof loadToneModel>> => {
  tone ??= Promise.resolve().then(() => loadToneModel())
  return tone
}

/** Tone needs the grammar of a sentence, which is not kept: the article is read again, and the last few readings are remembered. */
const readAgainLately = new Map<string, Document>()
const REMEMBERED = 60

async function readAgain(store: Store, id: string): Promise<Document | undefined> {
  const known = readAgainLately.get(id)
  if (known !== undefined) return known
  const article = await store.articles.get(id)
  if (article === undefined) return undefined
  const document = (await loadReader()).read(article)
  readAgainLately.set(id, document)
  if (readAgainLately.size > REMEMBERED) readAgainLately.delete(readAgainLately.keys().next().value as string)
  return document
}
