import { setTimeout as sleep } from 'node:timers/promises'
import type { Desk } from '../../adapters/platform/desk.js'
import type { Platform, PlatformStatus } from '../../adapters/platform/platform.js'
import { OnRecordError } from '../errors.js'
import type { Logger } from '../log.js'

/** Codes of a PlatformError at start after which trying again makes sense; wrong tokens, scopes and intents stay wrong. */
const PASSING = new Set(['unreachable', 'unsure', 'rate-limited', 'not-sent'])

/** Waits between tries: doubling, so that a platform that is down is not pestered. */
const FIRST_WAIT = 5_000
const LONGEST_WAIT = 300_000

/** A chat platform that is to be connected; `make` gives a new one for each try. */
export interface Candidate {
  readonly name: string
  readonly make: () => Platform
}

/** Chat platforms that are connected, or that are still tried. */
export interface Connections {
  /** Connected ones by name; grows as more are reached. */
  readonly connected: ReadonlyMap<string, Platform>
  status(): Promise<readonly (PlatformStatus & { readonly name: string })[]>
  stop(): Promise<void>
}

/** Bounds of the waits, for tests. */
export interface ConnectingOptions {
  readonly firstWaitMs?: number
  readonly longestWaitMs?: number
  readonly onConnected?: (name: string) => void
}

/**
 * Starts each platform. One that cannot be reached now is tried again by itself, while the others go on; one that refuses for good while it
 * is tried again is left, its sentence standing in status and log.
 * @throws PlatformError where one refuses for good at the first try: the operator has something to change.
 */
export async function connectPlatforms(
  candidates: readonly Candidate[],
  desk: Desk,
  log: Logger,
  options: ConnectingOptions = {},
): Promise<Connections> {
  const connected = new Map<string, Platform>()
  const troubles = new Map<string, string>()
  const stopping = new AbortController()
  const retries: Promise<void>[] = []

  const attempt = async ({ name, make }: Candidate): Promise<OnRecordError | undefined> => {
    const platform = make()
    try {
      await platform.start(desk)
    } catch (error) {
      await platform.stop().catch(() => undefined)
      if (!(error instanceof OnRecordError)) throw error
      troubles.set(name, error.message)
      return error
    }
    if (stopping.signal.aborted) {
      await platform.stop()
      return undefined
    }
    troubles.delete(name)
    connected.set(name, platform)
    log.info({ platform: name }, 'connected')
    options.onConnected?.(name)
    return undefined
  }
  const keepTrying = async (candidate: Candidate, first: OnRecordError): Promise<void> => {
    let error: OnRecordError | undefined = first
    for (
      let wait = options.firstWaitMs ?? FIRST_WAIT;
      error !== undefined;
      wait = Math.min(options.longestWaitMs ?? LONGEST_WAIT, wait * 2)
    ) {
      if (!PASSING.has(error.code)) return log.error({ platform: candidate.name, code: error.code }, `not tried again: ${error.message}`)
      log.warn({ platform: candidate.name, code: error.code, wait }, `not connected, tried again: ${error.message}`)
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      error = await attempt(candidate)
    }
  }

  const stop = async (): Promise<void> => {
    stopping.abort()
    await Promise.allSettled([...[...connected.values()].map((platform) => platform.stop()), ...retries])
  }
  try {
    for (const candidate of candidates) {
      const error = await attempt(candidate)
      if (error === undefined) continue
      if (!PASSING.has(error.code)) throw error
      const retry = keepTrying(candidate, error).catch((failure: unknown) => log.error({ err: failure }, 'platform given up'))
      retries.push(retry)
    }
  } catch (error) {
    await stop()
    throw error
  }
  return {
    connected,
    status: () =>
      Promise.all(
        candidates.map(async ({ name }) => {
          const platform = connected.get(name)
          if (platform !== undefined) return { name, ...(await platform.status()) }
          return { name, connected: false, summary: troubles.get(name) ?? 'not connected yet', remarks: [] }
        }),
      ),
    stop,
  }
}
