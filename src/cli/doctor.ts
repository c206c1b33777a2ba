import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { bad, type Finding, good, remark } from '../../adapters/platform/finding.js'
import { type Config, misspeltSettings, readConfig } from '../config.js'
import { megabytes } from '../desk/posts.js'
import { OnRecordError } from '../errors.js'
import { openStore } from '../store/open.js'
import type { Store } from '../store/store.js'
import { platformsSet } from './platforms-set.js'
import type { Streams } from './streams.js'

const GIGABYTE = 1024 ** 3
/** A clock before this program was made is wrong. */
const BUILT = Date.UTC(2026, 0, 1)

/** What was checked, by part of the installation. */
export interface Report {
  readonly part: string
  readonly findings: readonly Finding[]
}

/** `onrecord doctor`: checks a whole installation. @returns exit status: 0 where all is well, 1 where something is not. */
export async function runDoctor(streams: Streams): Promise<number> {
  const reports = await examine()
  streams.stdout.write(`${reportText(reports)}\n`)
  return reports.some(({ findings }) => findings.some(({ state }) => state === 'bad')) ? 1 : 0
}

/** What doctor asks the machine. */
export interface Machine {
  readonly now: () => number
  /** Free room where `folder` is, in bytes. */
  readonly freeBytes: (folder: string) => Promise<number>
}

const THIS_MACHINE: Machine = {
  now: Date.now,
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
}

/** The same as data. `environment` and `machine` stand in for the process's own. */
export async function examine(environment?: Readonly<Record<string, string>>, machine: Machine = THIS_MACHINE): Promise<Report[]> {
  let config: Config
  try {
    config = readConfig(environment)
  } catch (error) {
    return [{ part: 'Configuration', findings: [bad('settings', (error as Error).message)] }]
  }
  const { names, halves } = platformsSet(config)
  const reports: Report[] = [
    {
      part: 'Configuration',
      findings: [
        good('settings', 'Every setting can be read.'),
        ...misspeltSettings(environment).map(({ key, meant }) =>
          bad('settings', `.env sets ${key}, which is no setting: is ${meant} meant?`),
        ),
        ...webFindings(config),
        ...halves.map((sentence) => bad('settings', sentence)),
      ],
    },
  ]
  const { findings, channels } = await storeFindings(config)
  reports.push({ part: 'Database', findings })
  reports.push({ part: 'Machine', findings: await machineFindings(config, machine) })
  if (names.includes('slack')) {
    const { checkSlack } = await import('../../adapters/slack/check.js')
    const { slackBotToken: botToken, slackAppToken: appToken, slackSigningSecret: signingSecret } = config
    reports.push({
      part: 'Slack',
      findings: await checkSlack({
        apiUrl: config.slackApiUrl,
        channels: channels.slack ?? [],
        ...(botToken === undefined ? {} : { botToken }),
        ...(appToken === undefined ? {} : { appToken }),
        ...(signingSecret === undefined ? {} : { signingSecret }),
      }),
    })
  }
  if (config.discordToken !== undefined) {
    const { checkDiscord } = await import('../../adapters/discord/check.js')
    reports.push({
      part: 'Discord',
      findings: await checkDiscord({
        token: config.discordToken,
        apiUrl: config.discordApiUrl,
        messageContent: config.discordMessageContent === 'on',
        channels: channels.discord ?? [],
        ...(config.discordApplicationId === undefined ? {} : { applicationId: config.discordApplicationId }),
      }),
    })
  }
  if (names.length === 0) {
    reports.push({
      part: 'Platforms',
      findings: [remark('tokens', 'No chat platform is set up yet: onrecord setup slack, or onrecord setup discord.')],
    })
  }
  return reports
}

function webFindings(config: Config): Finding[] {
  const isLocal = /^(localhost|127\.|\[?::1\]?$)/u.test(config.host)
  if (config.web === 'off' || isLocal || config.webToken !== undefined) return []
  return [
    bad('web desk', `HOST ${config.host} can be reached from other machines: set WEB_TOKEN (16 characters or more), or HOST=127.0.0.1.`),
  ]
}

async function storeFindings(config: Config): Promise<{ findings: Finding[]; channels: Record<string, string[]> }> {
  let store: Store | undefined
  try {
    store = await openStore(config.databaseUrl)
    const size = await store.upkeep.size()
    const findings = [
      good('database', `${store.where}: tables are up to date; ${size.articles.toLocaleString('en')} articles, ${megabytes(size.bytes)}.`),
      ...(await sourceFindings(store)),
    ]
    const channels: Record<string, string[]> = {}
    for (const { channel } of await store.schedules.list()) {
      const list = channels[channel.platform] ?? []
      channels[channel.platform] = list
      if (!list.includes(channel.channel)) list.push(channel.channel)
      const paused = (await store.channels.get(channel))?.paused
      if (paused !== undefined)
        findings.push(bad(`digest of ${channel.channel}`, `Paused: ${paused} Mend that, then set its schedule again.`))
    }
    return { findings, channels }
  } catch (error) {
    return { findings: [bad('database', error instanceof OnRecordError ? error.message : String(error))], channels: {} }
  } finally {
    await store?.close()
  }
}

async function sourceFindings(store: Store): Promise<Finding[]> {
  const feeds = (await store.feeds.all()).filter(({ kind }) => kind !== 'desk')
  if (feeds.length === 0)
    return [remark('sources', 'Nothing is followed yet: /sources add https://… in a channel, or onrecord sources add https://…')]
  const ill = feeds.filter((feed) => feed.gone || feed.lastError !== undefined)
  if (ill.length === 0) return [good('sources', feeds.length === 1 ? 'The one that is followed answers.' : `All ${feeds.length} answer.`)]
  return ill
    .slice(0, 10)
    .map((feed) =>
      (feed.gone ? bad : remark)(
        `source ${feed.title ?? feed.url}`,
        feed.gone ? 'It is gone for good: remove it, or add its new address.' : (feed.lastError ?? ''),
      ),
    )
}

async function machineFindings(config: Config, machine: Machine): Promise<Finding[]> {
  const time = new Date(machine.now()).toISOString()
  const findings = [
    machine.now() < BUILT
      ? bad('clock', `The clock says ${time.slice(0, 10)}: set it (timedatectl set-ntp true), or digests come at the wrong time.`)
      : good('clock', `${time.slice(0, 16).replace('T', ' ')} UTC.`),
  ]
  if (!config.databaseUrl.startsWith('file:')) return findings
  try {
    const free = (await machine.freeBytes(dirname(config.databaseUrl.slice('file:'.length)) || '.')) / GIGABYTE
    findings.push(
      free < 0.2
        ? bad('disk', `${free.toFixed(2)} GB are free: make room, or lower RETENTION_DAYS.`)
        : free < 2
          ? remark('disk', `${free.toFixed(1)} GB are free.`)
          : good('disk', `${free.toFixed(0)} GB are free.`),
    )
  } catch {
    findings.push(remark('disk', 'The free room on the disk is not known.'))
  }
  return findings
}

const MARKS = { good: '✓', remark: '·', bad: '✗' } as const

/** Findings as lines, a part a block. */
export const reportText = (reports: readonly Report[]): string =>
  reports
    .map(({ part, findings }) =>
      [part, ...findings.map(({ name, state, sentence }) => `  ${MARKS[state]} ${name}: ${sentence}`)].join('\n'),
    )
    .join('\n\n')
