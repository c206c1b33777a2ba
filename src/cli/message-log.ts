import type { DeskMessage, MessageLog } from '../../adapters/web/message-log.js'
import type { KeptMessage } from '../store/messages.js'
import type { Store } from '../store/store.js'
import type { Post } from '../text/post.js'

const TOPIC = 'messages'
/** Wake-ups may be missed, so changes are also looked for this often, in milliseconds, while somebody watches. */
const LOOK_MS = 2_000

/** The web desk's messages on the store: they outlive restarts, and windows on other replicas see them too. */
export function createMessageLog(store: Store, now: () => number): MessageLog {
  const place = (channel: string) => ({ platform: 'web', team: 'local', channel })
  const number = (id: string): number => (/^\d{1,15}$/u.test(id) ? Number(id) : -1)
  return {
    async append({ channel, thread, author, text, post, deliveryKey }) {
      const kept = await store.messages.append({
        channel: place(channel),
        thread: thread === null ? null : number(thread),
        author,
        at: now(),
        ...(text === undefined ? {} : { text }),
        ...(post === undefined ? {} : { post }),
        ...(deliveryKey === undefined ? {} : { deliveryKey }),
      })
      await store.wake(TOPIC)
      return toDesk(kept)
    },
    async list(channel, thread, { before, limit }) {
      const list = await store.messages.list(
        place(channel),
        thread === null ? null : number(thread),
        limit,
        before === undefined ? undefined : number(before),
      )
      return list.map(toDesk)
    },
    async get(id) {
      const kept = await store.messages.get(number(id))
      return kept === undefined ? null : toDesk(kept)
    },
    async replace(id, post) {
      await store.messages.replace(number(id), post)
      await store.wake(TOPIC)
    },
    async replyCounts(ids) {
      const counts = await store.messages.replyCounts(ids.map(number))
      return new Map([...counts].map(([id, count]) => [String(id), count]))
    },
    watch: (listener) => watch(store, listener),
  }
}

/** Tells `listener` of every message that comes or changes from now on, in order. */
function watch(store: Store, listener: Parameters<MessageLog['watch']>[0]): () => void {
  let seen: number | undefined
  let looking = false
  let ended = false
  const look = async (): Promise<void> => {
    if (looking || ended) return
    looking = true
    try {
      const { revision, changed } = await store.messages.changes(seen)
      seen = revision
      // More than one answer holds: go on until all is seen.
      if (changed.length === 200) setImmediate(() => void look())
      if (!ended)
        for (const message of changed)
          listener({
            id: String(message.id),
            channel: message.channel.channel,
            thread: message.thread === null ? null : String(message.thread),
          })
    } catch {
      // The store says itself what is wrong with it; the next look tries again.
    } finally {
      looking = false
    }
  }
  void look()
  const end = store.onWake(TOPIC, () => void look())
  const timer = setInterval(() => void look(), LOOK_MS)
  timer.unref()
  return () => {
    ended = true
    end()
    clearInterval(timer)
  }
}

const toDesk = (kept: KeptMessage): DeskMessage => ({
  id: String(kept.id),
  channel: kept.channel.channel,
  thread: kept.thread === null ? null : String(kept.thread),
  author: kept.author === 'desk' ? 'desk' : 'reader',
  at: new Date(kept.at).toISOString(),
  ...(kept.text === undefined ? {} : { text: kept.text }),
  ...(kept.post === undefined ? {} : { post: kept.post as Post }),
  ...(kept.deliveryKey === undefined ? {} : { deliveryKey: kept.deliveryKey }),
})
