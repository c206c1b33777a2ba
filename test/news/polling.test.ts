import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterPoll,
  FOR_GOOD_MS,
  freshPollState,
  LONGEST_INTERVAL_MS,
  type PollOutcome,
  type PollState,
  SHORTEST_INTERVAL_MS,
} from '../../src/news/polling.js'

const HOUR = 3_600_000
const now = Date.UTC(2025, 2, 3)
const read = (hours: number[], newEntries = 1): PollOutcome => ({ kind: 'read', entryTimes: hours.map((h) => now - h * HOUR), newEntries })
const failed: PollOutcome = { kind: 'failed', gone: false }

describe('how often a feed is asked', () => {
  it('follows the feed', () => {
    const wait = (hours: number[]): number => afterPoll(freshPollState(now), read(hours), now, 0).state.intervalMs
    expect(wait([0.1, 0.3, 0.5, 0.7, 0.9])).toBe(SHORTEST_INTERVAL_MS)
    expect(wait([1, 3, 5, 7, 9])).toBe(HOUR)
    expect(wait([24, 48, 72, 96])).toBe(LONGEST_INTERVAL_MS)
    expect(wait([20, 20.1, 20.2, 20.3])).toBe(2.5 * HOUR)
  })
  it('grows while nothing comes and never passes its bounds', () => {
    let state = freshPollState(now)
    for (let i = 0; i < 30; i++) state = afterPoll(state, { kind: 'unchanged' }, now, 0).state
    expect(state.intervalMs).toBe(LONGEST_INTERVAL_MS)
  })
  it('heeds ttl and max-age', () => {
    const { state } = afterPoll(freshPollState(now), { kind: 'read', entryTimes: [], newEntries: 3, ttlMinutes: 90 }, now, 0)
    expect(state.nextAt).toBe(now + 1.5 * HOUR)
    expect(afterPoll(state, { kind: 'unchanged', freshForMs: 5 * HOUR }, now, 0).state.nextAt).toBe(now + 5 * HOUR)
  })
  it('is never below the shortest wait, whatever happens', () => {
    const outcome = fc.oneof(
      fc.record({ kind: fc.constant('read' as const), entryTimes: fc.array(fc.integer({ min: 0, max: now * 2 })), newEntries: fc.nat(50) }),
      fc.record({ kind: fc.constant('unchanged' as const) }),
      fc.record({ kind: fc.constant('failed' as const), gone: fc.boolean() }),
    )
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 20 }), fc.double({ min: 0, max: 1, noNaN: true }), (outcomes, jitter) => {
        let state: PollState = freshPollState(now)
        for (const one of outcomes) {
          state = afterPoll(state, one, now, jitter).state
          expect(state.nextAt - now).toBeGreaterThanOrEqual(SHORTEST_INTERVAL_MS)
          expect(state.nextAt - now).toBeLessThanOrEqual(1.1 * 24 * HOUR)
        }
      }),
    )
  })
})

describe('a failing feed', () => {
  it('is asked ever less often, told of once after a day, and once when it is back', () => {
    let state = freshPollState(now)
    const notices: unknown[] = []
    const waits: number[] = []
    for (let at = now; at < now + 3 * FOR_GOOD_MS; at = state.nextAt) {
      const after = afterPoll(state, failed, at, 0)
      waits.push(after.state.nextAt - at)
      notices.push(after.notice)
      state = after.state
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits.at(-1)).toBe(24 * HOUR)
    expect(notices.filter(Boolean)).toEqual(['failing'])
    const back = afterPoll(state, { kind: 'unchanged' }, state.nextAt, 0)
    expect(back.notice).toBe('recovered')
    expect(back.state).toMatchObject({ failures: 0, told: false })
    expect(afterPoll(back.state, { kind: 'unchanged' }, back.state.nextAt, 0).notice).toBeUndefined()
  })
  it('is told of at once when it is gone for good', () => {
    expect(afterPoll(freshPollState(now), { kind: 'failed', gone: true }, now, 0).notice).toBe('failing')
  })
  it('says nothing when it was down for an hour', () => {
    const { state, notice } = afterPoll(freshPollState(now), failed, now, 0)
    expect(notice).toBeUndefined()
    expect(afterPoll(state, { kind: 'unchanged' }, now + HOUR, 0).notice).toBeUndefined()
  })
  it('is left alone for as long as it asks', () => {
    expect(afterPoll(freshPollState(now), { kind: 'failed', gone: false, retryAfterMs: 7 * HOUR }, now, 0).state.nextAt).toBe(
      now + 7 * HOUR,
    )
  })
})
