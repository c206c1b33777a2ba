import type { ChannelKey } from '../store/place-key.js'
import type { Store } from '../store/store.js'
import { counted } from '../text/counted.js'
import type { Post } from '../text/post.js'
import { remarkPost } from './posts.js'

/** How old, in milliseconds, the number of articles looked through may be: it is told, nothing hangs on it. */
export const A_MINUTE = 60_000

/** What was looked through where all of a channel was: "all 2,400 articles of this channel". */
export async function wholeChannel({ articles }: Pick<Store, 'articles'>, channel: ChannelKey): Promise<string> {
  const count = await articles.count({ channel }, A_MINUTE)
  return count === 1 ? 'the one article of this channel' : `all ${counted(count, 'article')} of this channel`
}

/** Where a channel has no article yet, so that nothing can be answered from it: what to do, for the one who asks. Undefined where there are some. */
export async function nothingYet({ articles, feeds }: Pick<Store, 'articles' | 'feeds'>, channel: ChannelKey): Promise<Post | undefined> {
  if ((await articles.list({ channel }, 1)).length > 0) return undefined
  const follows = await feeds.followedBy(channel)
  return remarkPost(
    follows.length === 0
      ? 'Nothing has been read here yet. Say what to follow: /sources add https://news.example.org'
      : `Nothing has been read from this channel’s ${counted(follows.length, 'source')} yet. /sources check says how they are.`,
  )
}
