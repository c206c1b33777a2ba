import { DateTime } from 'luxon'
import { OnRecordError } from '../../errors.js'
import { readOpml, writeOpml } from '../../news/opml.js'
import type { EntryTrouble } from '../../store/entries.js'
import type { Feed } from '../../store/feeds.js'
import { counted } from '../../text/counted.js'
import type { Post } from '../../text/post.js'
import { errorPost, note, noticePost, remarkPost } from '../posts.js'
import type { CommandContext } from '../services.js'

/** Sources of one channel, at most; and from one imported list. */
const MOST = 500
const NOTHING_YET = 'This channel follows no source yet. Add one: /sources add https://news.example.org'

/** `/sources`: what a channel follows. */
export async function sources(context: CommandContext): Promise<Post> {
  const { address } = context.call.options
  const action = context.call.options.action ?? 'list'
  if (context.call.options.action === undefined && address !== undefined)
    return errorPost(`What about “${address.slice(0, 100)}”? Say /sources add and its address; or remove, list, import, export, check.`)
  const changes = action !== 'list' && action !== 'export'
  if (changes && !context.call.person.mayManage)
    return errorPost('Only people who may manage this server or workspace can change its sources.')
  switch (action) {
    case 'add':
      return add(context)
    case 'remove':
      return remove(context)
    case 'import':
      return importList(context)
    case 'export':
      return exportList(context)
    case 'check':
      return check(context)
    case 'list':
      return list(context)
    default:
      return errorPost(`“${action}” is not something /sources does. Try add, remove, list, import, export or check.`)
  }
}

async function add({ services, channel, call }: CommandContext): Promise<Post> {
  const address = (call.options.address ?? '').trim()
  if (address === '') return errorPost('Which site or feed? For example: /sources add https://news.example.org')
  const follows = await services.store.feeds.followedBy(channel)
  if (follows.length >= MOST) return errorPost(`This channel follows ${MOST} sources already. Remove one first.`)
  try {
    const { kind, title, url, isNew } = await services.intake.follow(withScheme(address), channel)
    if (kind === 'article')
      return noticePost(`“${title}” is one article: it was read, and can be asked about here.`, [
        note(url, 'small'),
        note('To follow the site, give the address of its front page or of a section.'),
      ])
    if (!isNew) return remarkPost(`This channel follows ${title} already.`)
    await services.store.wake('feeds')
    const scheduled = (await services.store.schedules.list(channel)).length > 0
    return noticePost(`This channel follows ${title} now.`, [
      note(url, 'small'),
      ...(kind === 'page' ? [note('It names no feed, so this page is looked at for new articles.')] : []),
      ...(scheduled ? [] : [note('Its digest comes when you say so, for example: /schedule weekdays 8:30 Berlin')]),
    ])
  } catch (error) {
    return refused(error)
  }
}

async function remove({ services, channel, call }: CommandContext): Promise<Post> {
  const wanted = (call.options.address ?? '').trim()
  if (wanted === '') return errorPost('Which one? Say its address or a part of its name: /sources list shows them.')
  const follows = await services.store.feeds.followedBy(channel)
  const found = matching(follows, wanted)
  if (found.length === 0) return errorPost(`This channel follows no source like “${wanted.slice(0, 100)}”. /sources list shows them.`)
  if (found.length > 1)
    return errorPost(
      `Which one? Say its address: ${found
        .slice(0, 5)
        .map(({ url }) => url)
        .join(' · ')}`,
    )
  const feed = found[0] as Feed
  await services.store.feeds.unfollow(channel, feed.id)
  return noticePost(`This channel no longer follows ${nameOf(feed)}.`)
}

async function list({ services, channel }: CommandContext): Promise<Post> {
  const follows = await services.store.feeds.followedBy(channel)
  if (follows.length === 0) return remarkPost(NOTHING_YET)
  const shown = follows.slice(0, 60)
  const troubles = await services.store.entries.troubles(shown.map(({ id }) => id))
  // A source that answers, but brings nothing that can be read, is not well.
  const stateOf = (feed: Feed): string =>
    feed.lastError === undefined && troubles.get(feed.id)?.kept === 0
      ? 'answers, but nothing of it could be read: /sources check'
      : healthOf(feed)
  return {
    kind: 'sources',
    audience: 'person',
    title: counted(follows.length, 'source'),
    sections: [
      {
        parts: [
          { type: 'table', columns: ['Source', 'Address', 'State'], rows: shown.map((feed) => [nameOf(feed), feed.url, stateOf(feed)]) },
          ...(follows.length > shown.length
            ? [note(`… and ${follows.length - shown.length} more: /sources export gives the whole list.`, 'small')]
            : []),
        ],
      },
    ],
  }
}

async function importList({ services, channel, call }: CommandContext): Promise<Post> {
  const address = (call.options.address ?? '').trim()
  if (call.attachment === undefined && address === '')
    return errorPost('Which list? Attach an OPML file, as feed readers export it, or give its address: /sources import https://…')
  try {
    const text = call.attachment?.text ?? (await services.intake.readList(withScheme(address)))
    const outlines = readOpml(text).slice(0, MOST)
    if (outlines.length === 0) return errorPost('That OPML file names no feed.')
    const { length: before } = await services.store.feeds.followedBy(channel)
    let added = 0
    for (const { url, title, kind = 'feed' } of outlines) {
      const feed = await services.store.feeds.add({ url, title, kind }, services.now())
      if (await services.store.feeds.follow(channel, feed.id, services.now())) added++
      if (before + added >= MOST) break
    }
    await services.store.wake('feeds')
    return noticePost(
      outlines.length === 1
        ? `${added === 1 ? 'One source is' : 'That one source is not'} new to this channel${added === 1 ? ' and followed now' : ''}.`
        : `${added} of ${outlines.length} sources are new to this channel and followed now.`,
    )
  } catch (error) {
    return refused(error)
  }
}

async function exportList({ services, channel, now }: CommandContext): Promise<Post> {
  const follows = await services.store.feeds.followedBy(channel)
  if (follows.length === 0) return remarkPost('This channel follows no source yet, so there is nothing to export.')
  const listed = follows.map((feed) => ({
    url: feed.url,
    title: nameOf(feed),
    folders: [],
    ...(feed.kind === 'page' ? { kind: 'page' as const } : {}),
    ...(feed.siteUrl === undefined ? {} : { siteUrl: feed.siteUrl }),
  }))
  const opml = writeOpml(listed, 'On Record', new Date(now).toISOString())
  return {
    kind: 'sources',
    audience: 'person',
    title: `${counted(follows.length, 'source')} as OPML`,
    sections: [{ parts: [note(opml)] }],
    footer: 'Save this text as sources.opml.',
  }
}

async function check({ services, channel, now }: CommandContext): Promise<Post> {
  const follows = await services.store.feeds.followedBy(channel)
  if (follows.length === 0) return remarkPost(NOTHING_YET)
  const troubles = await services.store.entries.troubles(follows.map(({ id }) => id))
  const ill = follows.filter((feed) => feed.lastError !== undefined || feed.gone)
  const stale = follows.filter((feed) => !ill.includes(feed) && (feed.lastSuccessAt === undefined || now - feed.lastSuccessAt > 86_400_000))
  // A source answers, but what it brings cannot be read: a wall, another language.
  const unread = follows.filter((feed) => !ill.includes(feed) && !stale.includes(feed) && troubles.has(feed.id))
  const rows = [
    ...[...ill, ...stale].map((feed) => [nameOf(feed), healthOf(feed)]),
    ...unread.map((feed) => [nameOf(feed), unreadOf(troubles.get(feed.id) as EntryTrouble)]),
  ].slice(0, 40)
  return {
    kind: 'sources',
    audience: 'person',
    title: healthTitle(ill.length, follows.length),
    sections: rows.length === 0 ? [] : [{ parts: [{ type: 'table', columns: ['Source', 'State'], rows }] }],
  }
}

/** Feeds that match an address or a part of a title. */
function matching(follows: readonly Feed[], wanted: string): readonly Feed[] {
  const plain = wanted
    .toLowerCase()
    .replace(/^https?:\/\//u, '')
    .replace(/\/+$/u, '')
  if (plain === '') return []
  const exact = follows.filter(
    (feed) =>
      feed.url
        .toLowerCase()
        .replace(/^https?:\/\//u, '')
        .replace(/\/+$/u, '') === plain || feed.title?.toLowerCase() === plain,
  )
  return exact.length > 0
    ? exact
    : follows.filter((feed) => feed.url.toLowerCase().includes(plain) || (feed.title ?? '').toLowerCase().includes(plain))
}

function healthTitle(ill: number, all: number): string {
  if (all === 1) return ill === 0 ? 'The one source answers' : 'The one source does not answer'
  return ill === 0 ? `All ${all} sources answer` : `${ill} of ${all} sources ${ill === 1 ? 'does' : 'do'} not answer`
}

const nameOf = (feed: Feed): string => feed.title ?? feed.url

function healthOf(feed: Feed): string {
  if (feed.gone) return 'gone for good (410): remove it, or add its new address'
  if (feed.lastError !== undefined) return feed.lastError
  if (feed.lastSuccessAt === undefined) return 'not read yet'
  return `read ${DateTime.fromMillis(feed.lastSuccessAt, { zone: 'utc' }).setLocale('en-GB').toFormat('d LLL, HH:mm')} UTC`
}

const unreadOf = ({ kept, failed, error }: EntryTrouble): string =>
  kept === 0
    ? `answers, but ${failed === 1 ? 'its one article could not' : `none of its ${failed} articles could`} be read. The last: ${error}`
    : `answers; ${failed} of its ${kept + failed} articles could not be read. The last: ${error}`

const withScheme = (address: string): string => (/^[a-z][a-z0-9+.-]*:/iu.test(address) ? address : `https://${address}`)

function refused(error: unknown): Post {
  if (error instanceof OnRecordError) return errorPost(error.message)
  throw error
}
