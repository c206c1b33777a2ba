import { type Logger, LogLevel } from '@slack/bolt'
import type { PlatformLog } from '../platform/log.js'

/** The SDK's log, written to ours. Its debug lines hold whole payloads, so they are dropped. */
export function boltLog(log: PlatformLog): Logger {
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (...messages: readonly unknown[]): void =>
      log[level]({ sdk: 'slack' }, messages.map((message) => (message instanceof Error ? message.message : String(message))).join(' '))
  return {
    debug: () => {},
    // What is news to the SDK (starting, retrying) is detail here.
    info: (...messages) => log.debug({ sdk: 'slack' }, messages.map(String).join(' ')),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}
