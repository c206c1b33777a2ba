import type { Choice } from '../../adapters/platform/command.js'
import type { Place } from '../../adapters/platform/desk.js'
import { channelOf, type DeskServices } from './services.js'

/** Suggestions, at most: what Discord takes. */
const MOST = 25

/** Suggestions for an option being typed: names from the channel's own articles, most talked of first; its sources for an address. */
export async function complete(
  services: DeskServices,
  request: { command: string; option: string; typed: string; place: Place },
): Promise<readonly Choice[]> {
  const channel = channelOf(request.place)
  const typed = request.typed.trim().slice(0, 100)
  if (request.command === 'sources') {
    const follows = await services.store.feeds.followedBy(channel)
    return follows
      .filter((feed) => `${feed.title ?? ''} ${feed.url}`.toLowerCase().includes(typed.toLowerCase()))
      .slice(0, MOST)
      .map((feed) => ({ label: (feed.title ?? feed.url).slice(0, 100), value: feed.url.slice(0, 100) }))
  }
  const names = await services.store.names.complete(typed, MOST, { channel })
  return names.map(({ name }) => ({ label: name.slice(0, 100), value: name.slice(0, 100) }))
}
