import type { DeskMessage, MessageLog } from './message-log.js'

/** A message log that lasts as long as the process: for tests of the web desk, and as the shortest description of what a log does. */
export function memoryLog(now: () => Date = () => new Date()): MessageLog {
  const messages: DeskMessage[] = []
  const listeners = new Set<Parameters<MessageLog['watch']>[0]>()
  const tell = (message: DeskMessage): void => {
    for (const listener of listeners) listener({ id: message.id, channel: message.channel, thread: message.thread })
  }
  return {
    async append(message) {
      const there = message.deliveryKey === undefined ? undefined : messages.find((one) => one.deliveryKey === message.deliveryKey)
      if (there !== undefined) return there
      const kept = { ...message, id: String(messages.length + 1).padStart(12, '0'), at: now().toISOString() }
      messages.push(kept)
      tell(kept)
      return kept
    },
    async list(channel, thread, { before, limit }) {
      return messages
        .filter((one) => one.channel === channel && one.thread === thread && (before === undefined || one.id < before))
        .slice(-limit)
    },
    async get(id) {
      return messages.find((one) => one.id === id) ?? null
    },
    async replace(id, post) {
      const at = messages.findIndex((one) => one.id === id)
      if (at < 0) return
      messages[at] = { ...(messages[at] as DeskMessage), post }
      tell(messages[at] as DeskMessage)
    },
    async replyCounts(ids) {
      return new Map(ids.map((id) => [id, messages.filter((one) => one.thread === id).length]))
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
