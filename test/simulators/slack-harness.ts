import type { Desk } from '../../adapters/platform/desk.js'
import { createSlack, type SlackOptions } from '../../adapters/slack/slack.js'
import type { PlatformHarness, PlatformSession } from '../contracts/harness.js'
import { SlackSimulator } from './slack.js'
import { messageFaults } from './slack-limits.js'
import { pingsIn, readControls, readMessage } from './slack-reader.js'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET } from './slack-web.js'

/** Options for a bot that talks to the simulator, in either mode. Messages follow each other faster than in earnest. */
export const slackOptions = (simulator: SlackSimulator, mode: 'socket' | 'http'): SlackOptions => ({
  botToken: BOT_TOKEN,
  ...(mode === 'socket' ? { appToken: APP_TOKEN } : { signingSecret: SIGNING_SECRET, port: 0 }),
  apiUrl: simulator.apiUrl,
  clientPingTimeout: 900,
  timeout: 4000,
  messageMs: 40,
})

/** Slack for the contract suite, over Socket Mode or signed HTTP. */
export const slackHarness = (mode: 'socket' | 'http'): PlatformHarness => ({
  name: mode === 'socket' ? 'Slack (Socket Mode)' : 'Slack (signed HTTP)',
  has: { privateAnswers: true, threads: true, buttons: true, faults: true },
  open: (desk) => openSlack(mode, desk),
})

/** A running simulator with a bot on it. */
export interface SlackSession extends PlatformSession {
  readonly simulator: SlackSimulator
}

export async function openSlack(mode: 'socket' | 'http', desk: Desk, more: Partial<SlackOptions> = {}): Promise<SlackSession> {
  const simulator = await SlackSimulator.start()
  const begin = async () => {
    const platform = createSlack({ ...slackOptions(simulator, mode), ...more })
    await platform.start(desk)
    if (mode === 'http') simulator.endpoint = `http://127.0.0.1:${platform.port}/slack/events`
    return platform
  }
  let platform = await begin()
  const news = simulator.channel('news')
  return {
    simulator,
    get platform() {
      return platform
    },
    team: simulator.team,
    channels: [news, simulator.channel('desk')],
    direct: simulator.direct,
    person: simulator.user,
    async sendCommand({ name, line, channel }) {
      await simulator.command(name, line, channel)
    },
    type: ({ channel, text, thread, mention }) =>
      simulator.type(channel, text, { ...(thread === undefined ? {} : { thread }), mention: mention ?? false }),
    repeat: (id) => simulator.repeat(id),
    async noise(channel, thread) {
      const about = { channel, ...(thread === undefined ? {} : { thread_ts: thread }) }
      await simulator.event({
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        ts: '9.1',
        ...about,
        message: { text: 'what did Reyl say?' },
      })
      await simulator.event({ type: 'message', subtype: 'bot_message', bot_id: 'B0OTHER', ts: '9.2', text: 'what did Reyl say?', ...about })
      await simulator.event({ type: 'message', bot_id: 'B0OTHER', user: 'U0OTHER', ts: '9.3', text: 'what did Reyl say?', ...about })
      await simulator.event({ type: 'message', subtype: 'channel_join', user: simulator.user, ts: '9.4', text: 'joined', ...about })
    },
    async pressButton({ messageId, label }) {
      await simulator.press(messageId, label)
    },
    async correctSpeaker({ messageId, name }) {
      const before = simulator.views.length
      await simulator.press(messageId, 'Wrong speaker?')
      for (let waited = 0; simulator.views.length === before && waited < 3000; waited += 10)
        await new Promise((resolve) => setTimeout(resolve, 10))
      await simulator.submit(
        name === null
          ? {
              speaker: { speaker: { type: 'static_select', selected_option: { value: 'withdraw' } } },
              other: { other: { type: 'plain_text_input', value: null } },
            }
          : {
              speaker: { speaker: { type: 'static_select', selected_option: null } },
              other: { other: { type: 'plain_text_input', value: name } },
            },
      )
    },
    visiblePosts: (channel) =>
      simulator.messages
        .filter((one) => one.channel === channel && one.by === 'bot')
        .map(({ ts, thread, onlyFor, payload }) => ({
          id: ts,
          channel,
          text: readMessage(payload),
          buttons: readControls(payload),
          ...(thread === undefined ? {} : { thread }),
          ...(onlyFor === undefined ? {} : { onlyFor }),
        })),
    pings: () => simulator.sent.flatMap(({ body }) => pingsIn(body)),
    fail(channel, fault) {
      if (fault === 'rate-limited') simulator.fail(channel, { kind: '429', seconds: 1 })
      else if (fault === 'channel-refused') simulator.refuse(channel, 'is_archived')
      else simulator.fail(channel, { kind: 'lost', accepted: fault === 'accepted-unanswered' })
    },
    ...(mode === 'socket' ? { disconnect: async () => simulator.disconnect('broken') } : {}),
    async restart() {
      await platform.stop()
      platform = await begin()
    },
    async close() {
      await platform.stop()
      await simulator.close()
      const faults = simulator.sent.flatMap(({ method, body }) =>
        /^(?:chat\.(?:post|update)|response_url)/u.test(method) ? messageFaults(body) : [],
      )
      const broken = [...simulator.violations, ...faults]
      if (broken.length > 0) throw new Error(`Rules of Slack were broken:\n${broken.join('\n')}`)
    },
  }
}
