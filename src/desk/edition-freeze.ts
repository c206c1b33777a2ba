import type { Edition } from '../store/editions.js'
import type { Post } from '../text/post.js'
import type { EditionWriter, Written } from './edition-digests.js'
import { LATEST_USE } from './schedule.js'
import type { DeskServices } from './services.js'

/** Whether an edition is too late: the platform was away for too long. What may stand in the channel already is completed however late. */
export const isOfNoUse = (edition: Edition, now: number): boolean =>
  now - edition.dueAt > LATEST_USE && !edition.unsure && edition.posted.messageId === undefined

/**
 * Writes down what editions say before any is sent, so that every try sends the same. @returns what each is to send; null where its lease was
 * lost. What kept one from being written is thrown for that one only.
 */
export async function freezeEditions(
  services: DeskServices,
  owner: string,
  writer: EditionWriter,
  editions: readonly Edition[],
): Promise<(edition: Edition) => Post | null> {
  const fresh = editions.filter((edition) => edition.post === undefined && !isOfNoUse(edition, services.now()))
  const outcome = await (async () => {
    const written = await writer.write(fresh)
    const whole = [...written.values()].filter((one): one is Written => !(one instanceof Error))
    return { written, held: await services.store.editions.write(owner, whole) }
  })().catch((error: unknown) => ({ error }))
  return (edition) => {
    if (edition.post !== undefined) return edition.post as Post
    if ('error' in outcome) throw outcome.error
    const one = outcome.written.get(edition.id)
    if (one === undefined || one instanceof Error) throw one ?? new Error('The edition was not written.')
    return outcome.held.has(edition.id) ? one.post : null
  }
}
