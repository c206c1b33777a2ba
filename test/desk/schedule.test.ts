import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { afterQuiet, nextSlots, type Schedule, slotsBetween, slotToDeliver } from '../../src/desk/schedule.js'
import { readQuietHours, readSchedule, scheduleInWords } from '../../src/desk/schedule-words.js'

const at = (iso: string, zone = 'UTC'): number => DateTime.fromISO(iso, { zone }).toMillis()
const everyDay = [1, 2, 3, 4, 5, 6, 7]

describe('a schedule in plain words', () => {
  const cases: [string, Schedule][] = [
    ['weekdays 8:30 Berlin', { days: [1, 2, 3, 4, 5], times: [510], zone: 'Europe/Berlin' }],
    ['every day 7am and 5pm', { days: everyDay, times: [420, 1020], zone: 'UTC' }],
    ['mon, wed and fri at 09:00 Europe/London', { days: [1, 3, 5], times: [540], zone: 'Europe/London' }],
    ['Tues-Thurs 12:15 pm New York', { days: [2, 3, 4], times: [735], zone: 'America/New_York' }],
    ['fri-mon 0630 tokyo', { days: [1, 5, 6, 7], times: [390], zone: 'Asia/Tokyo' }],
    ['weekends noon', { days: [6, 7], times: [720], zone: 'UTC' }],
    ['daily 12 a.m. ET', { days: everyDay, times: [0], zone: 'America/New_York' }],
    ['18.45', { days: everyDay, times: [1125], zone: 'UTC' }],
  ]
  test.each(cases)('%s', (words, schedule) => {
    expect(readSchedule(words, 'UTC')).toEqual({ schedule })
    expect(readSchedule(scheduleInWords(schedule), 'Asia/Kolkata')).toEqual({ schedule })
  })

  test.each(['', 'weekdays', 'weekdays 25:00', '13pm', 'someday 8:30', 'weekdays 8:30 Atlantis', '8:30 Berlin London', '8:3000'])(
    '“%s” is refused in a sentence',
    (words) => {
      const read = readSchedule(words, 'UTC')
      expect('problem' in read && read.problem).toMatch(/[.?]$/)
    },
  )

  test('quiet hours', () => {
    expect(readQuietHours('22:00-7:00', 'UTC')).toEqual({ from: 1320, to: 420, zone: 'UTC' })
    expect(readQuietHours('from 10pm to 7 am Berlin', 'UTC')).toEqual({ from: 1320, to: 420, zone: 'Europe/Berlin' })
    expect(readQuietHours('never', 'UTC')).toBeNull()
  })
})

describe('slots', () => {
  const berlin: Schedule = { days: everyDay, times: [150], zone: 'Europe/Berlin' }

  test('the hour that does not exist comes an hour later, once', () => {
    const slots = slotsBetween(berlin, at('2026-03-28T12:00Z'), at('2026-03-30T12:00Z'))
    expect(slots.map((slot) => slot.key)).toEqual(['2026-03-29T02:30 Europe/Berlin', '2026-03-30T02:30 Europe/Berlin'])
    expect(slots[0]?.at).toBe(at('2026-03-29T03:30', 'Europe/Berlin'))
  })

  test('the hour that comes twice is taken at the first, once', () => {
    const slots = slotsBetween(berlin, at('2026-10-24T12:00Z'), at('2026-10-26T12:00Z'))
    expect(slots.map((slot) => slot.at)).toEqual([at('2026-10-25T00:30Z'), at('2026-10-26T01:30Z')])
  })

  test('windows that meet share no slot and miss none', () => {
    const hourly: Schedule = { days: everyDay, times: [0, 30, 90, 150, 210, 1439], zone: 'Australia/Lord_Howe' }
    const from = at('2026-03-20T00:00Z')
    const until = at('2026-04-20T00:00Z')
    const whole = slotsBetween(hourly, from, until)
    const pieces: string[] = []
    for (let t = from; t < until; t += 61 * 60_000)
      pieces.push(...slotsBetween(hourly, t, Math.min(until, t + 61 * 60_000)).map((slot) => slot.key))
    expect(pieces).toEqual(whole.map((slot) => slot.key))
    expect(new Set(pieces).size).toBe(pieces.length)
  })

  test('a sparse schedule still has its next three', () => {
    expect(nextSlots({ days: [3], times: [600], zone: 'UTC' }, at('2026-11-23T00:00Z'), 3).map((slot) => slot.key)).toEqual([
      '2026-11-25T10:00 UTC',
      '2026-12-02T10:00 UTC',
      '2026-12-09T10:00 UTC',
    ])
  })
})

describe('missed slots', () => {
  const daily: Schedule = { days: everyDay, times: [480], zone: 'UTC' }
  const missed = slotsBetween(daily, at('2026-11-19T09:00Z'), at('2026-11-23T09:00Z'))

  test('only the newest comes, late and marked', () => {
    expect(slotToDeliver(daily, missed, at('2026-11-23T09:00Z'))).toEqual({
      slot: { key: '2026-11-23T08:00 UTC', at: at('2026-11-23T08:00Z') },
      late: true,
    })
  })
  test('too late to be of use: folded into the next', () => {
    expect(slotToDeliver(daily, missed, at('2026-11-23T15:00Z'))).toBeNull()
  })
  test('within a hasty schedule, patience is half the gap', () => {
    const hasty: Schedule = { days: everyDay, times: [480, 540], zone: 'UTC' }
    const slots = slotsBetween(hasty, at('2026-11-23T07:00Z'), at('2026-11-23T08:40Z'))
    expect(slotToDeliver(hasty, slots, at('2026-11-23T08:40Z'))).toBeNull()
  })
})

test('quiet hours move a post to their end', () => {
  const night = { from: 1320, to: 420, zone: 'Europe/Berlin' }
  expect(afterQuiet(night, at('2026-11-23T23:00', 'Europe/Berlin'))).toBe(at('2026-11-24T07:00', 'Europe/Berlin'))
  expect(afterQuiet(night, at('2026-11-24T06:59', 'Europe/Berlin'))).toBe(at('2026-11-24T07:00', 'Europe/Berlin'))
  expect(afterQuiet(night, at('2026-11-24T07:00', 'Europe/Berlin'))).toBe(at('2026-11-24T07:00', 'Europe/Berlin'))
  expect(afterQuiet(null, 5)).toBe(5)
})
