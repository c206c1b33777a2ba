import { LogLevel, webApi } from '@slack/bolt'
import { REST } from 'discord.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { underCallId } from '../adapters/platform/call-id.js'
import { readConfig, secretsOf } from '../src/config.js'
import { createLog } from '../src/log.js'
import { openStore } from '../src/store/open.js'

const lines = (secrets: readonly string[], write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string => {
  let out = ''
  write(
    createLog(level, secrets, {
      write: (line: string) => {
        out += line
      },
    }),
  )
  return out
}

test('a line says its level in words, and when it was', () => {
  const [line] = lines([], (log) => log.warn('late')).split('\n')
  expect(JSON.parse(line as string)).toMatchObject({ level: 'warn', msg: 'late', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) })
})

test('configured secrets never reach the log, wherever they stand', () => {
  const secret = 'p"4ss\\word-of-the-desk'
  const out = lines([secret], (log) => {
    log.info({ nested: { note: `before ${secret} after` } }, `connecting with ${secret}`)
    log.error(new Error(`refused: ${secret}`))
  })
  expect(out).not.toContain('4ss')
  expect(out.match(/\[secret\]/g)?.length).toBeGreaterThanOrEqual(3)
})

test('what looks like a platform token or a database password is masked though nobody configured it', () => {
  const discord = `${'M'.repeat(24)}.G1a2b3.${'x'.repeat(38)}`
  const out = lines([], (log) => {
    log.info({ headers: { authorization: 'Bot abc' }, url: 'postgres://desk:hunter2@127.0.0.1/x' }, `xoxb-12-34-abc xapp-1-A-b ${discord}`)
  })
  for (const piece of ['xoxb', 'xapp', 'hunter2', 'MMMM', 'Bot abc']) expect(out).not.toContain(piece)
  expect(JSON.parse(out).msg).toBe('[secret] [secret] [secret]')
})

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

test('no secret stands in any line, at any level, however deep, quoted or put into an address', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme' }), fc.constantFrom(...LEVELS), (secret, level) => {
      // What is only white space or a word of every line could not be told from the line itself.
      fc.pre(secret.trim().length >= 8)
      const out = lines(
        [secret],
        (log) => {
          log[level]({ a: { b: [{ c: secret }] } }, `said ${secret}`)
          log[level]({ body: JSON.stringify({ token_of: secret }), form: new URLSearchParams({ key: secret }).toString() }, 'sent')
          log[level]({ err: new Error(`refused ${secret}`, { cause: new Error(encodeURIComponent(secret)) }) }, 'failed')
          log
            .child({ bound: secret })
            [level]({ error: Object.assign(new Error('no'), { config: { headers: { x: `Bearer ${secret}` } } }) }, 'x')
        },
        'trace',
      )
      for (const line of out.trim().split('\n')) expect(everyTextOf(JSON.parse(line)).filter((text) => text.includes(secret))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

/** All texts in a value, and what they say once more where they are JSON or an address themselves. */
function everyTextOf(value: unknown): string[] {
  if (typeof value === 'string') {
    try {
      return [value, decodeURIComponent(value.replaceAll('+', ' ')), ...(/^[[{]/u.test(value) ? everyTextOf(JSON.parse(value)) : [])]
    } catch {
      return [value]
    }
  }
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(everyTextOf)
}

test('every setting that is a secret is masked in what the libraries themselves throw', async () => {
  const config = readConfig({
    DATABASE_URL: 'postgres://desk:d%40tabase-pass@127.0.0.1:1/desk',
    WEB_TOKEN: 'a-token-of-the-web-desk',
    SLACK_BOT_TOKEN: 'xoxb-no-such-token',
    SLACK_APP_TOKEN: 'xapp-no-such-token',
    SLACK_SIGNING_SECRET: 'a-signing-secret',
    SLACK_CLIENT_SECRET: 'a-client-secret',
    DISCORD_TOKEN: 'a-discord-token',
    ENCRYPTION_KEY: '5a'.repeat(32),
  })
  const secrets = secretsOf(config)
  expect(secrets).toEqual(expect.arrayContaining(['d@tabase-pass', '5a'.repeat(32), 'a-discord-token', 'xoxb-no-such-token']))
  const slack = new webApi.WebClient(config.slackBotToken, {
    slackApiUrl: 'http://127.0.0.1:1/api/',
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
  })
  const discord = new REST({ api: 'http://127.0.0.1:1/api', retries: 0 }).setToken(config.discordToken as string)
  const errors = await Promise.all(
    [
      slack.auth.test(),
      slack.oauth.v2.access({ client_id: '1', client_secret: config.slackClientSecret as string, code: 'c' }),
      discord.get('/users/@me'),
      openStore(config.databaseUrl),
      fetch(`http://127.0.0.1:1/?token=${config.webToken}`, { headers: { authorization: `Bearer ${config.webToken}` } }),
    ].map((call) =>
      call.then(
        () => expect.unreachable(),
        (error: unknown) => error,
      ),
    ),
  )
  const out = lines(
    secrets,
    (log) => {
      for (const err of errors) for (const level of LEVELS) log[level]({ err, error: err }, String((err as Error).stack))
      log.info({ config })
    },
    'trace',
  )
  expect(out.split('\n').length).toBeGreaterThan(LEVELS.length * errors.length)
  for (const secret of secrets) expect(out).not.toContain(secret)
})

test('what is done under an id says so in every line, and what is done beside it does not', async () => {
  const ids: unknown[] = []
  const log = createLog('info', [], { write: (line: string) => void ids.push(JSON.parse(line).callId) })
  const work = async (): Promise<void> => {
    log.info('begun')
    await new Promise((resolve) => setTimeout(resolve, 5))
    log.child({ part: 'deep' }).info('done')
  }
  await Promise.all([underCallId('one', work), underCallId('', work)])
  expect(ids).toEqual(['one', undefined, 'one', undefined])
})
