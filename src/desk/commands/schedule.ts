import { DateTime } from 'luxon'
import type { Post } from '../../text/post.js'
import { errorPost, note, noticePost } from '../posts.js'
import { clock, nextSlots, type QuietHours, type Schedule } from '../schedule.js'
import { readQuietHours, readSchedule, scheduleInWords } from '../schedule-words.js'
import type { CommandContext } from '../services.js'

/** Schedules of one channel, at most. */
const MOST = 10

/** `/schedule`: sets, lists and ends the times at which a channel's digest comes. */
export async function schedule(context: CommandContext): Promise<Post> {
  const words = (context.call.options.when ?? '').trim()
  if (!context.call.person.mayManage && words !== '' && words !== 'list')
    return errorPost('Only people who may manage this server or workspace can change its schedule.')
  if (words === '' || /^(list|show)$/iu.test(words)) return list(context)
  if (/^(off|stop|none|never)$/iu.test(words)) return off(context)
  const quiet = words.match(/^quiet\s*(.*)$/iu)
  if (quiet !== null) return setQuiet(context, quiet[1] as string)
  return add(context, words)
}

async function add({ services, channel, call, now }: CommandContext, words: string): Promise<Post> {
  const read = readSchedule(words, services.timeZone)
  if ('problem' in read) return errorPost(read.problem)
  const there = await services.store.schedules.list(channel)
  const inWords = scheduleInWords(read.schedule)
  if (there.some((one) => scheduleInWords(one.schedule as Schedule) === inWords)) return errorPost(`The digest comes ${inWords} already.`)
  if (there.length >= MOST) return errorPost(`This channel has ${MOST} schedules already. Take one off first: /schedule off.`)
  await services.store.channels.ensure(channel, now)
  await services.store.channels.setSettings(channel, { setUpBy: call.person.id })
  await services.store.channels.pause(channel, null)
  await services.store.schedules.add(channel, read.schedule, now)
  await services.store.wake('editions')
  const follows = await services.store.feeds.followedBy(channel)
  const parts = [note(nextThree(read.schedule, now))]
  if (follows.length === 0) parts.push(note('This channel follows no source yet: /sources add https://… says what to read.', 'warning'))
  return noticePost(`The digest comes ${inWords}.`, parts)
}

async function list({ services, channel, now }: CommandContext): Promise<Post> {
  const there = await services.store.schedules.list(channel)
  if (there.length === 0) return errorPost('No digest is scheduled here yet. Say when, for example: /schedule weekdays 8:30 Berlin.')
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
    footer: '/schedule off ends them all.',
  }
}

async function off({ services, channel }: CommandContext): Promise<Post> {
  const removed = await services.store.schedules.remove(channel)
  return removed === 0
    ? errorPost('No digest was scheduled here.')
    : noticePost(
        `No more digests here (${removed} ${removed === 1 ? 'schedule' : 'schedules'} ended). /digest still shows one at any time.`,
      )
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
  return noticePost(`Quiet hours: ${clock(quiet.from)} to ${clock(quiet.to)} ${quiet.zone}. What falls into them comes at their end.`)
}

/** "Next: Tue 24 Nov 08:30, Wed 25 Nov 08:30, Thu 26 Nov 08:30 (Europe/Berlin)." */
const nextThree = (one: Schedule, now: number): string =>
  `Next: ${nextSlots(one, now, 3)
    .map(({ at }) => DateTime.fromMillis(at, { zone: one.zone }).setLocale('en-GB').toFormat('ccc d LLL HH:mm'))
    .join(', ')} (${one.zone}).`

const capital = (text: string): string => (text[0] ?? '').toUpperCase() + text.slice(1)
