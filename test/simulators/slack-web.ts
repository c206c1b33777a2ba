import { createEmulator, type Emulator } from 'emulate'

export const BOT_TOKEN = 'xoxb-simulated-bot-token'
export const APP_TOKEN = 'xapp-1-simulated-app-token'
export const SIGNING_SECRET = 'simulated-signing-secret'
export const CLIENT_ID = '111.222'
export const CLIENT_SECRET = 'simulated-client-secret'
export const BOT_USER = 'U0ONRECORD'
export const BOT_ID = 'B0ONRECORD'
const APP_ID = 'A0ONRECORD'

export const ALL_SCOPES = [
  'commands',
  'chat:write',
  'chat:write.public',
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'groups:history',
  'im:history',
  'im:write',
  'users:read',
]

/** The stateful Web API that the simulator stands in front of, with ids of what it was seeded with. */
export interface SlackWeb {
  readonly emulator: Emulator
  readonly team: string
  readonly channels: Readonly<Record<string, string>>
  readonly users: Readonly<Record<string, string>>
}

/** Starts `emulate`, an implementation of Slack's Web API that is not ours, with a newsroom's channels and people. */
export async function startSlackWeb(): Promise<SlackWeb> {
  const port = await freePort()
  const emulator = await createEmulator({
    service: 'slack',
    port,
    seed: {
      slack: {
        team: { name: 'Newsroom', domain: 'newsroom' },
        users: [{ name: 'ada', real_name: 'Ada Vale' }, { name: 'bo' }],
        channels: [{ name: 'news' }, { name: 'desk' }, ...Array.from({ length: 10 }, (_, i) => ({ name: `room-${i}` }))],
        oauth_apps: [
          {
            app_id: APP_ID,
            client_id: CLIENT_ID,
            client_secret: CLIENT_SECRET,
            name: 'On Record',
            // Any: the install pages listen on a port that is free at the time.
            redirect_uris: [],
            scopes: ALL_SCOPES,
            bot_id: BOT_ID,
            bot_user_id: BOT_USER,
            bot_name: 'onrecord',
          },
        ],
        tokens: [
          {
            token: BOT_TOKEN,
            type: 'bot',
            user_id: BOT_USER,
            bot_id: BOT_ID,
            bot_user_id: BOT_USER,
            app_id: APP_ID,
            client_id: CLIENT_ID,
            scopes: ALL_SCOPES,
          },
        ],
        strict_scopes: false,
      },
    },
  })
  const ask = async (method: string): Promise<Record<string, unknown>> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${BOT_TOKEN}`, 'content-type': 'application/json' },
      body: '{"limit":200}',
    })
    return (await response.json()) as Record<string, unknown>
  }
  const named = (list: unknown, id = 'id'): Record<string, string> =>
    Object.fromEntries((list as Record<string, string>[]).map((one) => [one.name, one[id]]))
  const test = await ask('auth.test')
  return {
    emulator,
    team: String(test.team_id),
    channels: named((await ask('conversations.list')).channels),
    users: named((await ask('users.list')).members),
  }
}

/** A port that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
