// A process that delivers editions, with the real desk and adapters, until it is told to stop or ended. Started by those who end it.
import { createDiscord } from '../../adapters/discord/discord.js'
import type { Platform } from '../../adapters/platform/platform.js'
import { createSlack } from '../../adapters/slack/slack.js'
import { createDesk } from '../../src/desk/desk.js'
import { createEditor } from '../../src/desk/editor.js'
import { createLog } from '../../src/log.js'
import { openStore } from '../../src/store/open.js'
import { APPLICATION, TOKEN } from '../simulators/discord.js'
import { BOT_TOKEN, SIGNING_SECRET } from '../simulators/slack-web.js'
import { deliveringServices } from './delivering-services.js'

/** What the process is told. */
export interface ProcessOptions {
  readonly url: string
  readonly owner: string
  readonly leaseMs: number
  readonly slackApi?: string
  readonly discordApi?: string
  /** This process's share of Discord's shards; the only one where absent. */
  readonly discordShards?: { readonly ids: readonly number[]; readonly count: number }
  /** Milliseconds between an edition's messages in a Slack channel. */
  readonly messageMs: number
  /** How long a call to a platform may take. */
  readonly timeoutMs?: number
  /** How far this process's clock is off. */
  readonly clockMs?: number
  readonly logLevel?: string
  /** Begins only when told "go": its start then costs no time. */
  readonly waits?: boolean
  /** Looks that often for what is due, beside the desk's own looks: where leases are shorter than real ones. */
  readonly lookMs?: number
}

/** What the process tells: that it is ready, and what came of each try. */
export type ProcessMessage = { readonly type: 'ready' } | { readonly type: 'outcome'; readonly outcome: string; readonly lateMs: number }

const options = JSON.parse(process.argv[2] as string) as ProcessOptions
const log = createLog(options.logLevel ?? 'silent')
const store = await openStore(options.url)
const services = deliveringServices(store, log, () => options.clockMs ?? 0)
const desk = createDesk(services)
const platforms = new Map<string, Platform>()
const { slackApi: apiUrl, messageMs, discordApi } = options
if (apiUrl !== undefined) {
  const timeout = options.timeoutMs ?? 5_000
  platforms.set('slack', createSlack({ botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, port: 0, apiUrl, messageMs, timeout, log }))
}
if (discordApi !== undefined)
  platforms.set(
    'discord',
    createDiscord({
      token: TOKEN,
      apiUrl: discordApi,
      applicationId: APPLICATION,
      messageContent: false,
      log,
      ...(options.discordShards === undefined ? {} : { shards: options.discordShards }),
    }),
  )
for (const platform of platforms.values()) await platform.start(desk)
const say = (message: ProcessMessage): void => void process.send?.(message)
const editor = createEditor(services, {
  platforms,
  owner: options.owner,
  leaseMs: options.leaseMs,
  onOutcome: (outcome, _, lateMs) => say({ type: 'outcome', outcome, lateMs }),
})
process.once('SIGTERM', async () => {
  await editor.stop()
  await Promise.all([...platforms.values()].map((platform) => platform.stop()))
  await store.close()
  process.exit(0)
})
process.once('disconnect', () => process.exit(1))
const begin = (): void => {
  editor.start()
  if (options.lookMs !== undefined) setInterval(() => void editor.look(), options.lookMs)
}
if (options.waits) process.once('message', begin)
say({ type: 'ready' })
if (!options.waits) begin()
