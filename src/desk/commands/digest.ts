import type { Post } from '../../text/post.js'
import { buildDigest } from '../digest-builder.js'
import { errorPost } from '../posts.js'
import type { CommandContext } from '../services.js'
import { readSince } from '../since.js'

const DAY = 86_400_000

/** `/digest`: today's stories for this channel, now or on a topic. What scheduled editions showed counts for nothing here: all is shown. */
export async function digest({ services, channel, call, now }: CommandContext): Promise<Post> {
  const topic = (call.options.topic ?? '').trim()
  const since = call.options.since === undefined ? undefined : readSince(call.options.since, new Date(now))
  if (call.options.since !== undefined && since === undefined)
    return errorPost(
      `“${call.options.since.slice(0, 60)}” is not a time in the past that I can read. Try “monday”, “2 weeks ago” or “2026-11-01”.`,
    )
  const isNow = topic === '' || /^now$/iu.test(topic)
  return buildDigest(services, channel, {
    since: since?.getTime() ?? now - (isNow ? DAY : 7 * DAY),
    now,
    shown: new Map(),
    zone: services.timeZone,
    ...(isNow ? {} : { topic }),
  })
}
