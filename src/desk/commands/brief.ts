import { DateTime } from 'luxon'
import { briefOf, briefPost } from '../../../summaries/brief.js'
import { InputError } from '../../errors.js'
import type { Post } from '../../text/post.js'
import { errorPost } from '../posts.js'
import { withKept } from '../quotation.js'
import type { CommandContext } from '../services.js'

/** Texts shorter than this are no article: a headline, a stray word. */
const SHORTEST = 80

/** `/brief`: one article, by its address, pasted, or attached. */
export async function brief({ services, call, channel, team, now }: CommandContext): Promise<Post> {
  const given = (call.options.article ?? '').trim()
  const address = given.match(/^<?(https?:\/\/[^\s<>|]+)(?:\|[^>]*)?>?$/iu)?.[1]
  const text = call.attachment?.text ?? (address === undefined ? given : undefined)
  if (text === '') return errorPost('Which article? Give its address, paste its text, or attach it as a .txt or .html file.')
  if (text !== undefined && text.length < SHORTEST) {
    return errorPost(
      looksLikeAddress(text)
        ? `Give the whole address, with https://: https://${text}`
        : 'That is too short for an article. Paste its whole text, or give its address.',
    )
  }
  const id =
    address === undefined
      ? await services.intake.readText(text as string, channel, call.attachment?.name)
      : await services.intake.readAddress(address, channel)
  const document = await services.store.articles.document(id)
  if (document === undefined) throw new InputError('article-gone', 'The article was read but is no longer kept. Try again.')
  const kept = await services.store.statements.ofArticles([id], team)
  const brief = briefOf(document, { points: await services.store.articles.keyPoints(id) })
  const post = withKept(briefPost(brief, kept.length > brief.whoSaidWhat.shown ? { more: 'See all: “Who said what”.' } : {}), kept)
  const read = address === undefined ? '' : readBefore(document.article.readAt, now, services.timeZone)
  const subtitle = [post.subtitle, read].filter(Boolean).join(' · ')
  return {
    ...post,
    ...(subtitle === '' ? {} : { subtitle }),
    ...(kept.length === 0 ? {} : { buttons: [{ label: 'Who said what', action: 'who-said-what' as const, value: `article:${id}` }] }),
  }
}

/** How long after it was read an article may be taken for what its page says now. */
const AN_HOUR = 3_600_000

/** "as read on 23 Nov, 05:30 UTC" where that was a while ago: its page may say something else by now. */
function readBefore(readAt: string | undefined, now: number, zone: string): string {
  const at = Date.parse(readAt ?? '')
  if (Number.isNaN(at) || now - at < AN_HOUR) return ''
  return `as read on ${DateTime.fromMillis(at, { zone }).setLocale('en-GB').toFormat('d LLL, HH:mm ZZZZ')}`
}

const looksLikeAddress = (text: string): boolean => /^[\w-]+(\.[\w-]+)+(\/\S*)?$/u.test(text)
