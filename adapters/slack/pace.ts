import { PACE } from './limits.js'

/** How fast a message may go out: editions one a second; answers to people at once, as long as the channel has a few turns to spare. */
export type Haste = 'steady' | 'answer'

interface Channel {
  /** When the next steady message may go. */
  next: number
  /** Turns left for answers, as of `counted`. */
  spare: number
  counted: number
  /** Until when Slack asked to wait. */
  blocked: number
}

/**
 * One message a second a channel, each channel by itself. Slack tolerates short bursts: answers may use up to ten turns at once, which come
 * back one a second, so that ten people who ask together do not wait for each other.
 */
export class ChannelPace {
  readonly #channels = new Map<string, Channel>()
  readonly #messageMs: number
  readonly #now: () => number
  #swept = 0

  constructor(messageMs: number = PACE.messageMs, now: () => number = Date.now) {
    this.#messageMs = messageMs
    this.#now = now
  }

  /** Takes a turn in `channel`, and tells how many milliseconds to wait for it. */
  turn(channel: string, haste: Haste): number {
    const now = this.#now()
    const state = this.#stateOf(channel, now)
    const from = Math.max(now, state.blocked)
    let at = Math.max(from, state.next)
    if (haste === 'answer' && state.spare >= 1) {
      state.spare -= 1
      at = from
    }
    // An answer pushes the steady messages back by its own turn, so that the channel's average stays one a second.
    state.next = Math.max(state.next, at) + this.#messageMs
    if (haste === 'answer' && at === from) state.next = Math.min(state.next, from + this.#messageMs * PACE.burst)
    return at - now
  }

  /** A message was taken: the next steady one comes a whole turn after that, however long this one was on its way. */
  taken(channel: string): void {
    const now = this.#now()
    const state = this.#stateOf(channel, now)
    state.next = Math.max(state.next, now + this.#messageMs)
  }

  /** Nothing goes to `channel` for `milliseconds`: Slack has asked for it. */
  block(channel: string, milliseconds: number): void {
    const now = this.#now()
    const state = this.#stateOf(channel, now)
    state.blocked = Math.max(state.blocked, now + milliseconds)
    state.spare = 0
  }

  #stateOf(channel: string, now: number): Channel {
    this.#forgetOld(now)
    let state = this.#channels.get(channel)
    if (state === undefined) {
      state = { next: now, spare: PACE.burst, counted: now, blocked: 0 }
      this.#channels.set(channel, state)
    }
    state.spare = Math.min(PACE.burst, state.spare + (now - state.counted) / this.#messageMs)
    state.counted = now
    return state
  }

  // A channel that has been quiet for a minute is as good as new; without this, every channel ever posted to would be kept.
  #forgetOld(now: number): void {
    if (this.#channels.size < 1000 || now - this.#swept < 10_000) return
    this.#swept = now
    for (const [channel, state] of this.#channels) if (Math.max(state.next, state.blocked) < now - 60_000) this.#channels.delete(channel)
  }
}
