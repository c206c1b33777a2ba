import { setTimeout as sleep } from 'node:timers/promises'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics } from '../desk/metrics.js'
import type { PollCount } from '../news/poll-feeds.js'
import type { Store } from '../store/store.js'

/** How long the store may take to answer, and for how long its counts hold, in milliseconds. */
const ANSWER_MS = 2_000
const FRESH_MS = 2_000
/** Kinds of commands, questions and buttons that are counted apart; there are about thirty. */
const MOST_NAMES = 100

/** What is counted while the newsroom runs, and what its health endpoints say. */
export interface Watch extends Metrics {
  readonly article: (kept: { isNew: boolean; milliseconds: number }) => void
  readonly edition: (outcome: string, edition: unknown, lateMs: number) => void
  /** A call on an edition's way that failed, by kind; "clock-jump" where the clock was set. */
  readonly fault: (kind: string) => void
  /** Editions that have come due. */
  readonly due: (count: number) => void
  /** The store could not be used for a round of "editions" or "sources". */
  readonly trouble: (what: string) => void
  readonly polled: (count: PollCount) => void
  /** Looks at the store's own counts each time that metrics are asked for. */
  follow(
    store: Store,
    now: () => number,
    platforms?: () => Promise<readonly { readonly name: string; readonly connected: boolean }[]>,
  ): void
  ready(store: Store): Promise<{ ok: boolean; problems: string[] }>
  metrics(): Promise<string>
  stop(): void
}

/** A registry of its own, so that several newsrooms can run in one process (tests). */
export function createWatch(): Watch {
  const registry = new Registry()
  const registers = [registry]
  const commands = new Counter({
    name: 'onrecord_commands_total',
    help: 'Commands, questions and buttons answered',
    labelNames: ['what', 'outcome'],
    registers,
  })
  const commandTime = new Histogram({
    name: 'onrecord_command_seconds',
    help: 'Time to answer',
    labelNames: ['what'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const articles = new Counter({ name: 'onrecord_articles_total', help: 'Articles kept', labelNames: ['new'], registers })
  const readingTime = new Histogram({
    name: 'onrecord_reading_seconds',
    help: 'Time from an article to its kept reading',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 20],
    registers,
  })
  const editions = new Counter({
    name: 'onrecord_editions_total',
    help: 'Editions by what came of a try',
    labelNames: ['outcome'],
    registers,
  })
  const lateness = new Histogram({
    name: 'onrecord_edition_late_seconds',
    help: 'How long after its time an edition was sent, to its last message',
    buckets: [5, 15, 30, 60, 120, 300, 900, 3600, 21_600],
    registers,
  })
  const faults = new Counter({
    name: 'onrecord_edition_faults_total',
    help: 'Failed calls on the way of editions, by kind, those that were tried again with them',
    labelNames: ['kind'],
    registers,
  })
  const dueEditions = new Counter({ name: 'onrecord_editions_due_total', help: 'Editions that have come due', registers })
  const troubles = new Counter({
    name: 'onrecord_store_trouble_total',
    help: 'Rounds that the database cut short',
    labelNames: ['what'],
    registers,
  })
  const polls = new Counter({ name: 'onrecord_polls_total', help: 'Polls of feeds by outcome', labelNames: ['outcome'], registers })
  collectDefaultMetrics({ register: registry })
  // A button's name comes from outside: whoever makes names up must not fill the memory.
  const names = new Set<string>()
  const nameOf = (asked: string): string => {
    if (names.size < MOST_NAMES) names.add(asked)
    return names.has(asked) ? asked : 'other'
  }
  return {
    command(asked, outcome, ms) {
      const what = nameOf(asked)
      commands.inc({ what, outcome })
      commandTime.observe({ what }, ms / 1000)
    },
    article: ({ isNew, milliseconds }) => {
      articles.inc({ new: String(isNew) })
      readingTime.observe(milliseconds / 1000)
    },
    edition: (outcome, _, lateMs) => {
      editions.inc({ outcome })
      if (outcome === 'sent') lateness.observe(lateMs / 1000)
    },
    fault: (kind) => faults.inc({ kind }),
    due: (count) => dueEditions.inc(count),
    trouble: (what) => troubles.inc({ what }),
    polled: ({ polled, unchanged, failed }) => {
      polls.inc({ outcome: 'unchanged' }, unchanged)
      polls.inc({ outcome: 'failed' }, failed)
      polls.inc({ outcome: 'fresh' }, Math.max(0, polled - unchanged - failed))
    },
    follow(store, now, platforms) {
      new Gauge({
        name: 'onrecord_platform_connected',
        help: '1 where the platform is connected',
        labelNames: ['platform'],
        registers,
        async collect() {
          for (const { name, connected } of (await platforms?.()) ?? []) this.set({ platform: name }, connected ? 1 : 0)
        },
      })
      const seen = looks(store, now)
      const gauge = (name: string, help: string, read: (look: Look) => number): void => {
        new Gauge({
          name,
          help,
          registers,
          async collect() {
            // A store that does not answer leaves no value; readiness says that it is gone.
            const look = await seen()
            this.set(look === undefined ? Number.NaN : read(look))
          },
        })
      }
      gauge('onrecord_feeds', 'Feeds known', ({ size }) => size.feeds)
      gauge('onrecord_feeds_failing', 'Feeds whose last poll failed', ({ failing }) => failing)
      gauge('onrecord_articles_kept', 'Articles kept', ({ size }) => size.articles)
      gauge('onrecord_store_bytes', 'Size of the database', ({ size }) => size.bytes)
      gauge('onrecord_entries_waiting', 'Entries waiting to be read', ({ entries }) => entries.count)
      gauge('onrecord_queue_age_seconds', 'Age of the oldest entry that waits', ({ entries, at }) => ageOf(entries.oldestAt, at))
      gauge('onrecord_editions_waiting', 'Editions in the outbox', ({ editions }) => editions.waiting)
      gauge('onrecord_editions_overdue', 'Editions that should have come', ({ editions }) => editions.overdue)
      gauge('onrecord_edition_age_seconds', 'How long the oldest edition is overdue', ({ editions, at }) => ageOf(editions.oldestDueAt, at))
    },
    async ready(store) {
      const late = sleep(ANSWER_MS, `The database has not answered for ${ANSWER_MS / 1000} seconds.`, { ref: false })
      const problem = await Promise.race([store.check(), late])
      return { ok: problem === undefined, problems: problem === undefined ? [] : [problem] }
    },
    metrics: () => registry.metrics(),
    stop: () => registry.clear(),
  }
}

/** What the store says of itself at one moment. */
interface Look {
  readonly at: number
  readonly size: Awaited<ReturnType<Store['upkeep']['size']>>
  readonly failing: number
  readonly entries: Awaited<ReturnType<Store['entries']['waiting']>>
  readonly editions: Awaited<ReturnType<Store['editions']['counts']>>
}

/** Looks at the store, once for all gauges, and not more often than every few seconds however many ask. Undefined: it does not answer. */
function looks(store: Store, now: () => number): () => Promise<Look | undefined> {
  let last: { readonly at: number; readonly look: Promise<Look | undefined> } | undefined
  const look = async (): Promise<Look> => {
    const at = now()
    const [size, failing, entries, editions] = await Promise.all([
      store.upkeep.size(),
      store.feeds.failing(),
      store.entries.waiting(),
      store.editions.counts(at),
    ])
    return { at, size, failing, entries, editions }
  }
  return () => {
    if (last === undefined || performance.now() - last.at > FRESH_MS)
      last = { at: performance.now(), look: Promise.race([look().catch(() => undefined), sleep(ANSWER_MS, undefined, { ref: false })]) }
    return last.look
  }
}

const ageOf = (then: number | undefined, now: number): number => (then === undefined ? 0 : Math.max(0, (now - then) / 1000))
