import type { DeskServices } from '../../src/desk/services.js'
import type { Store } from '../../src/store/store.js'

const unavailable = async (): Promise<never> => {
  throw new Error('nothing is read here')
}

/** Services of a desk that only delivers what its store holds, its clock off by `offMs`. */
export const deliveringServices = (store: Store, log: DeskServices['log'], offMs: () => number = () => 0): DeskServices => ({
  store,
  now: () => Date.now() + offMs(),
  log,
  intake: { readAddress: unavailable, readText: unavailable, follow: unavailable, readList: unavailable, fetchNow: unavailable },
  platforms: async () => [],
  rarity: () => 1,
  timeZone: 'UTC',
  version: 'test',
})
