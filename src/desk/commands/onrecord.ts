import { counted } from '../../text/counted.js'
import type { Post, Section } from '../../text/post.js'
import { CATALOGUE } from '../catalogue.js'
import { dayAndTime } from '../day-and-time.js'
import { megabytes, note } from '../posts.js'
import { nextSlots, type Schedule } from '../schedule.js'
import { scheduleInWords } from '../schedule-words.js'
import type { CommandContext } from '../services.js'

/** `/onrecord help` and `/onrecord status`. */
export const onrecord = (context: CommandContext): Promise<Post> =>
  context.call.options.action === 'status' ? status(context) : help(context)

async function help({ services, channel }: CommandContext): Promise<Post> {
  const follows = await services.store.feeds.followedBy(channel)
  const commands: Section[] = CATALOGUE.map((spec) => ({
    heading: `/${spec.name}`,
    parts: [note(spec.description), note(`For example: ${spec.examples.map((example) => `/${example}`).join(' · ')}`, 'small')],
  }))
  const first = follows.length === 0 ? [note('Nothing is followed here yet. Begin with: /sources add https://news.example.org')] : []
  return {
    kind: 'help',
    audience: 'person',
    title: 'On Record: what happened, and who said what',
    sections: [
      {
        parts: [
          note(
            'Every line is verbatim from an article and one click from its place in it. In a thread under a digest or a brief, just ask.',
          ),
          ...first,
        ],
      },
      ...commands,
    ],
  }
}

async function status(context: CommandContext): Promise<Post> {
  const { services, channel } = context
  const { store } = services
  const [platforms, follows, schedules, editions, size, articles, trouble] = await Promise.all([
    services.platforms(),
    store.feeds.followedBy(channel),
    store.schedules.list(channel),
    store.editions.ofChannel(channel, 1),
    store.upkeep.size(),
    store.articles.count({ channel }),
    store.check(),
  ])
  const ill = follows.filter((feed) => feed.lastError !== undefined || feed.gone)
  const paused = (await store.channels.get(channel))?.paused
  const sections: Section[] = [
    {
      heading: 'This channel',
      parts: [
        note(
          `${counted(follows.length, 'source')}${ill.length === 0 ? '' : `, ${ill.length} not answering (/sources check)`}; ${counted(articles, 'article')}.`,
        ),
        ...(follows.length === 0 && articles === 0
          ? [note('Nothing is followed here yet. Begin with: /sources add https://news.example.org')]
          : []),
        note(lastEdition(editions[0], (schedules[0]?.schedule as Schedule | undefined)?.zone ?? services.timeZone)),
        note(
          nextEdition(
            schedules.map((one) => one.schedule as Schedule),
            context.now,
          ),
        ),
        ...(paused === undefined ? [] : [note(`Digests are paused here: ${paused}. /schedule with a time starts them again.`, 'warning')]),
      ],
    },
    // Asked from the terminal, no platform runs in this process.
    ...(platforms.length === 0
      ? []
      : [
          {
            heading: 'Platforms',
            parts: platforms.flatMap(({ name, summary, remarks }) => [
              note(`${name}: ${summary}`),
              ...remarks.map((remark) => note(remark, 'warning')),
            ]),
          },
        ]),
    {
      heading: 'The desk',
      parts: [
        note(
          `On Record ${services.version}; ${counted(size.articles, 'article')}, ${counted(size.statements, 'statement')}, ${megabytes(size.bytes)}.`,
        ),
        ...(trouble === undefined ? [] : [note(trouble, 'warning')]),
      ],
    },
  ]
  return {
    kind: 'status',
    audience: 'person',
    title: ill.length === 0 && trouble === undefined && paused === undefined ? 'All is well' : 'Something needs a look',
    sections,
  }
}

function lastEdition(edition: { state: string; dueAt: number; error?: string } | undefined, zone: string): string {
  if (edition === undefined) return 'No digest has come here yet.'
  const when = `Last digest: ${dayAndTime(edition.dueAt, zone)}, ${zone}`
  return edition.state === 'sent'
    ? `${when}${zone.includes('/') ? ' time' : ''}.`
    : `${when}, ${edition.state}${edition.error === undefined ? '' : ` (${edition.error})`}.`
}

function nextEdition(schedules: readonly Schedule[], now: number): string {
  const next = schedules.flatMap((one) => nextSlots(one, now, 1).map((slot) => ({ ...slot, one }))).sort((a, b) => a.at - b.at)[0]
  if (next === undefined) return 'No digest is scheduled: /schedule weekdays 8:30 Berlin'
  return `Next digest: ${dayAndTime(next.at, next.one.zone)} (${scheduleInWords(next.one)}).`
}
