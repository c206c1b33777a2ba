import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { PlatformStatus } from '../../adapters/platform/platform.js'
import type { Config } from '../config.js'
import { secretsOf } from '../config.js'
import { newsRarity } from '../desk/batch-questions.js'
import type { DeskServices } from '../desk/services.js'
import { type MarkSources, markTone } from '../desk/stance-marks.js'
import { createLog, type Logger } from '../log.js'
import { createFetcher, userAgentFor } from '../news/fetch.js'
import { createIntake, type IntakeServices } from '../news/intake.js'
import { withinRoom } from '../news/intake-room.js'
import { createReadingPool, type ReadingPool } from '../news/reading-pool.js'
import { createStoryPlacer } from '../news/story-place.js'
import { openStore } from '../store/open.js'
import type { Store } from '../store/store.js'
import { loadToneModel } from '../weights.js'
import { followClock } from './clock.js'
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
  const store = await openStore(config.databaseUrl, { onDamage: (what) => log.warn(what) })
  const clock =
    options.now === undefined && store.engine === 'postgres'
      ? await followClock(() => store.clock(), log)
      : { now: Date.now, stop: () => undefined }
  const now = options.now ?? clock.now
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
  const judged: NonNullable<MarkSources['judged']> = new Map()
  const services: DeskServices = {
    store,
    now,
    log,
    intake: withinRoom(createIntake(intake)),
    platforms: options.platforms ?? (async () => []),
    rarity: newsRarity(),
    markTone: async (actor, groups) =>
      markTone(actor, groups, {
        articles: store.articles,
        reader: await loadReader(),
        model: await toneModel(),
        judged,
      }),
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
      clock.stop()
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
