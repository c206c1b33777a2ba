import { DateTime } from 'luxon'
import { counted } from '../../text/counted.js'
import type { Post } from '../../text/post.js'
import { errorPost, note, noticePost, remarkPost } from '../posts.js'
import { clock, nextSlots, type QuietHours, type Schedule } from '../schedule.js'
import { readQuietHours, readSchedules, scheduleInWords } from '../schedule-words.js'
import type { CommandContext } from '../services.js'

/** Schedules of one channel, at most. */
const MOST = 10

/** `/schedule`: sets, lists and ends the times at which a channel's digest comes. */
export async function schedule(context: CommandContext): Promise<Post> {
  const words = (context.call.options.when ?? '').trim()
  if (!context.call.person.mayManage && words !== '' && words !== 'list')
    return errorPost('Only people who may manage this server or workspace can change its schedule.')
  if (words === '' || /^(list|show)$/iu.test(words)) return list(context)
  const ended = words.match(/^(?:off|stop|none|never|remove)\b\s*(.*)$/iu)
  if (ended !== null) return off(context, ended[1] as string)
  const quiet = words.match(/^quiet\s*(.*)$/iu)
  if (quiet !== null) return setQuiet(context, quiet[1] as string)
  return add(context, words)
}

async function add({ services, channel, call, now }: CommandContext, words: string): Promise<Post> {
  const read = readSchedules(words, services.timeZone)
  if ('problem' in read) return errorPost(read.problem)
  const there = await services.store.schedules.list(channel)
  const known = new Set(there.map(({ schedule: one }) => scheduleInWords(one as Schedule)))
  const fresh = read.schedules.filter((one) => !known.has(scheduleInWords(one)))
  if (fresh.length === 0) return remarkPost(`The digest comes ${inWords(read.schedules)} already.`)
  if (there.length + fresh.length > MOST) return errorPost(`A channel has ${MOST} schedules at most. Take one off first: /schedule list.`)
  await services.store.channels.ensure(channel, now)
  await services.store.channels.setSettings(channel, { setUpBy: call.person.id })
  await services.store.channels.pause(channel, null)
  for (const one of fresh) await services.store.schedules.add(channel, one, now)
  await services.store.wake('editions')
  const follows = await services.store.feeds.followedBy(channel)
  const parts = fresh.map((one) => note(nextThree(one, now)))
  if (follows.length === 0) parts.push(note('This channel follows no source yet: /sources add https://… says what to read.', 'warning'))
  return noticePost(`The digest comes ${inWords(fresh)}.`, parts)
}

async function list({ services, channel, now }: CommandContext): Promise<Post> {
  const there = await services.store.schedules.list(channel)
  if (there.length === 0) return remarkPost('No digest is scheduled here yet. Say when, for example: /schedule weekdays 8:30 Berlin.')
  const settings = (await services.store.channels.get(channel))?.settings ?? {}
  const quiet = settings.quiet as QuietHours | undefined
  return {
    kind: 'schedule',
    audience: 'person',
    title: 'When the digest comes here',
    sections: [
      {
        parts: [
          ...there.map(({ schedule: one }) => note(`${capital(scheduleInWords(one as Schedule))}. ${nextThree(one as Schedule, now)}`)),
          ...(quiet === undefined
            ? []
            : [note(`Quiet hours: ${clock(quiet.from)} to ${clock(quiet.to)} ${quiet.zone}. What falls into them comes at their end.`)]),
        ],
      },
    ],
    footer:
      there.length === 1
        ? '/schedule off ends it.'
        : `/schedule off ends them all; /schedule off ${scheduleInWords(there[0]?.schedule as Schedule)}, that one.`,
  }
}

/** Ends all schedules of the channel, or the one that `words` say. */
async function off({ services, channel }: CommandContext, words: string): Promise<Post> {
  const there = await services.store.schedules.list(channel)
  if (there.length === 0) return remarkPost('No digest was scheduled here.')
  if (words === '' || /^all$/iu.test(words)) {
    const removed = await services.store.schedules.remove(channel)
    return noticePost(`No more digests here (${counted(removed, 'schedule')} ended). /digest still shows one at any time.`)
  }
  const read = readSchedules(words, services.timeZone)
  if ('problem' in read) return errorPost(read.problem)
  const wanted = new Set(read.schedules.map(scheduleInWords))
  const ended = there.filter(({ schedule: one }) => wanted.has(scheduleInWords(one as Schedule)))
  if (ended.length === 0) return errorPost(`No digest comes ${inWords(read.schedules)}; /schedule list shows when one does.`)
  for (const { id } of ended) await services.store.schedules.remove(channel, id)
  return noticePost(`No more digest ${inWords(ended.map(({ schedule: one }) => one as Schedule))}.`)
}

async function setQuiet({ services, channel, now }: CommandContext, words: string): Promise<Post> {
  await services.store.channels.ensure(channel, now)
  if (/^(off|none)$/iu.test(words.trim())) {
    await services.store.channels.setSettings(channel, { quiet: null })
    return noticePost('No quiet hours here any more.')
  }
  const quiet = readQuietHours(words, services.timeZone)
  if (quiet === null) return errorPost('Say from when to when, for example: /schedule quiet 22:00-7:00 Berlin.')
  await services.store.channels.setSettings(channel, { quiet })
  return noticePost(
    `Quiet hours: ${clock(quiet.from)} to ${clock(quiet.to)} ${quiet.zone}. What falls into them comes at their end. /schedule quiet off ends them.`,
  )
}

/** "weekdays 08:00 Europe/London and weekends 10:00 Europe/London". */
const inWords = (schedules: readonly Schedule[]): string => schedules.map(scheduleInWords).join(' and ')

/** "Next: Tue 24 Nov 08:30, Wed 25 Nov 08:30, Thu 26 Nov 08:30 (Europe/Berlin)." */
const nextThree = (one: Schedule, now: number): string =>
  `Next: ${nextSlots(one, now, 3)
    .map(({ at }) => DateTime.fromMillis(at, { zone: one.zone }).setLocale('en-GB').toFormat('ccc d LLL HH:mm'))
    .join(', ')} (${one.zone}).`

const capital = (text: string): string => (text[0] ?? '').toUpperCase() + text.slice(1)
