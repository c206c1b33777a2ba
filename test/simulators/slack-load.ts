import type { SlackSession } from './slack-harness.js'

/** What was measured over all commands, in milliseconds, ascending. */
export interface LoadFigures {
  readonly acknowledged: readonly number[]
  readonly answered: readonly number[]
}

/** The value below which `share` (0 to 1) of ascending `values` lie. */
export const quantile = (values: readonly number[], share: number): number =>
  values[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN

/**
 * Sends ten commands at once, `rounds` times, and measures how long each took to be acknowledged and to be answered in its channel.
 * `lines`: what is asked, in turn. All in one channel, or each in its own.
 */
export async function commandLoad(
  session: SlackSession,
  {
    rounds,
    lines,
    spread,
  }: { readonly rounds: number; readonly lines: readonly { readonly name: string; readonly line: string }[]; readonly spread: boolean },
): Promise<LoadFigures> {
  const { simulator } = session
  const acknowledged: number[] = []
  const answered: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = simulator.sent.length
    const began = Date.now()
    const rooms = Array.from({ length: 10 }, (_, i) => simulator.channel(spread ? `room-${i}` : 'news'))
    const acks = rooms.map((room, i) => {
      const { name, line } = lines[(round * 10 + i) % lines.length] as (typeof lines)[number]
      return simulator.command(name, line, room)
    })
    for (const { milliseconds } of await Promise.all(acks)) acknowledged.push(milliseconds)
    const answers = () => simulator.sent.slice(before).filter(({ method, body }) => isAnswer(method, body))
    while (answers().length < 10 && Date.now() - began < 20_000) await new Promise((resolve) => setTimeout(resolve, 5))
    const times = answers()
      .slice(0, 10)
      .map(({ at }) => at - began)
    answered.push(...times, ...Array.from({ length: 10 - times.length }, () => Number.POSITIVE_INFINITY))
    // A burst is for people who happen to ask together: between rounds each channel has its turns back.
    if (round < rounds - 1) await new Promise((resolve) => setTimeout(resolve, spread ? 1000 : 10_500))
  }
  const ascending = (values: number[]): readonly number[] => values.sort((a, b) => a - b)
  return { acknowledged: ascending(acknowledged), answered: ascending(answered) }
}

// The answer itself, not "Reading…" and not a reply in its thread.
const isAnswer = (method: string, body: Record<string, unknown>): boolean =>
  (method === 'chat.postMessage' && body.thread_ts === undefined && body.text !== 'Reading…') ||
  method === 'chat.update' ||
  method === 'response_url'
