import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { messageHtml } from './channel-page.js'
import type { MessageLog } from './message-log.js'

/** How often a quiet stream says that it is still there, so that proxies do not close it. */
const HEARTBEAT = 20_000

/** A stream of server-sent events: each message of a channel, or of a thread, that comes or changes, as the markup to put in. */
export function liveUpdates(context: Context, log: MessageLog, channel: string, thread: string | null): Response {
  return streamSSE(context, async (stream) => {
    const changed: string[] = []
    let wake: () => void = () => {}
    const end = log.watch((change) => {
      if (change.channel !== channel) return
      // A reply also changes its head's count of replies, which the channel shows.
      const id = change.thread === thread ? change.id : thread === null ? change.thread : null
      if (id !== null && !changed.includes(id)) changed.push(id)
      wake()
    })
    stream.onAbort(() => {
      end()
      wake()
    })
    await stream.write(': open\n\n')
    while (!stream.aborted) {
      const id = changed.shift()
      if (id === undefined) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, HEARTBEAT)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        if (changed.length === 0 && !stream.aborted) await stream.write(': still here\n\n')
        continue
      }
      const message = await log.get(id)
      if (message === null) continue
      const counts = thread === null ? await log.replyCounts([id]) : new Map<string, number>()
      await stream.writeSSE({
        data: JSON.stringify({ id, markup: String(await messageHtml(message, counts.get(id) ?? 0, thread !== null)) }),
      })
    }
  })
}
