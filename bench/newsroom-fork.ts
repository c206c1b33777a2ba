import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { APPLICATION, TOKEN } from '../test/simulators/discord.js'
import { APP_TOKEN, BOT_TOKEN } from '../test/simulators/slack-web.js'

/** A program to be measured. `from`: milliseconds at which its clock begins; `factor`: how many times as fast it runs. */
export interface MeasuredNewsroom {
  readonly from: number
  readonly factor: number
  readonly databaseUrl: string
  readonly port: number
  /** Addresses of the platforms' simulators. */
  readonly slackApi: string
  readonly discordApi: string
  readonly logLevel: string
  /** What becomes of its log; "pipe" to read it. */
  readonly log: 'pipe' | 'inherit'
}

/** Starts the whole program on both platforms in a process of its own (see newsroom-process.ts for what that tells). */
export const forkNewsroom = (newsroom: MeasuredNewsroom): ChildProcess =>
  fork(fileURLToPath(new URL('./newsroom-process.ts', import.meta.url)), [String(newsroom.from), String(newsroom.factor)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', newsroom.log, 'ipc'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: newsroom.databaseUrl,
      PORT: String(newsroom.port),
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: newsroom.slackApi,
      DISCORD_TOKEN: TOKEN,
      DISCORD_APPLICATION_ID: APPLICATION,
      DISCORD_API_URL: newsroom.discordApi,
      DISCORD_MESSAGE_CONTENT: 'on',
      FETCH_ALLOW: '127.0.0.1',
      SAMPLE: 'off',
      LOG_LEVEL: newsroom.logLevel,
    },
  })
