import { whoPost, whoSaid } from '../../../summaries/who.js'
import { resolveActor } from '../../language/names/actors.js'
import type { KeptStatement } from '../../store/statements.js'
import type { Post } from '../../text/post.js'
import { pageAsked, pageOf, withMore } from '../pages.js'
import { errorPost } from '../posts.js'
import type { CommandContext } from '../services.js'
import { readSince } from '../since.js'
import { topicWords } from '../topic.js'
import { cannotRead } from './stance.js'

const MOST = 400
/** Lines on one page. */
const LINES = 8

/** `/who`: what one person or body said, newest first. */
export async function who({ services, call, channel, now }: CommandContext): Promise<Post> {
  const { store } = services
  const asked = (call.options.name ?? '').trim().slice(0, 100)
  if (asked === '') return errorPost('Who? For example: /who wang yi, or /who central bank about rates.')
  const since = call.options.since === undefined ? undefined : readSince(call.options.since, new Date(now))
  if (call.options.since !== undefined && since === undefined) return errorPost(cannotRead(call.options.since))
  const topic = call.options.about?.trim().slice(0, 200)
  const words = topic === undefined ? [] : topicWords(topic)
  const scope = { channel, ...(since === undefined ? {} : { since: since.getTime() }) }
  const narrowed = { scope, limit: MOST, ...(words.length === 0 ? {} : { words }) }
  const subject = `${asked.toLowerCase()}|${topic?.toLowerCase() ?? ''}`
  const [{ name, records }, lastAsked] = await Promise.all([
    statementsOf(store, asked, narrowed),
    store.marks.last(channel, 'who', subject),
  ])
  const said = whoSaid(name, records, {
    ...(topic === undefined ? {} : { topic }),
    ...(since === undefined ? {} : { since: since.getTime() }),
    ...(lastAsked === undefined ? {} : { lastAsked }),
  })
  if (said.said.length > 0 && call.options.page === undefined) await store.marks.touch(channel, 'who', subject, now)
  // Whom the topic or the time leaves nothing of is quoted all the same.
  if (said.match.kind === 'none' && (words.length > 0 || since !== undefined)) {
    const anything = await statementsOf(store, asked, { scope: { channel }, limit: MOST })
    const { match } = whoSaid(anything.name, anything.records)
    if (match.kind !== 'none') return whoPost({ ...said, match })
  }
  if (said.match.kind === 'none' && said.match.suggestions.length === 0) {
    const near = (await store.names.similar(asked, 5, { channel })).map(({ name }) => name).filter((one) => one !== said.asked)
    const most = near.length > 0 ? [] : await store.names.complete('', 12, { channel })
    const mostNamed = most.filter(({ kind }) => kind === 'person').map(({ name }) => name)
    return whoPost({ ...said, match: { kind: 'none', suggestions: near }, mostNamed })
  }
  const page = pageAsked(call.options)
  const shown = pageOf(said.said, page, 1, LINES)
  const post = whoPost({ ...said, said: shown.groups })
  return shown.hasMore ? withMore(post, 'who', call.options, page) : post
}

/**
 * By the name as typed, and by its last word, as other articles may give only the family name; where nobody has it, a country or body by its
 * standard name ("prc" speaks as "China").
 */
async function statementsOf(
  store: CommandContext['services']['store'],
  asked: string,
  query: object,
): Promise<{ name: string; records: readonly KeptStatement[] }> {
  const last = asked.split(/\s+/u).at(-1) as string
  const [whole, short] = await Promise.all([
    store.statements.find({ ...query, speaker: asked }),
    last === asked ? [] : store.statements.find({ ...query, speaker: last }),
  ])
  const typed = whole.length === 0 ? [] : [...new Map([...whole, ...short].map((record) => [record.id, record])).values()]
  const standard = typed.length > 0 ? undefined : resolveActor(asked)
  if (standard === undefined) return { name: asked, records: typed }
  return { name: standard, records: await store.statements.find({ ...query, speaker: standard }) }
}
