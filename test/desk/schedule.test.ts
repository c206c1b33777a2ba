import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { afterQuiet, nextSlots, type Schedule, slotsBetween, slotToDeliver } from '../../src/desk/schedule.js'
import { readQuietHours, readSchedules, scheduleInWords } from '../../src/desk/schedule-words.js'

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
    expect(readSchedules(words, 'UTC')).toEqual({ schedules: [schedule] })
    expect(readSchedules(scheduleInWords(schedule), 'Asia/Kolkata')).toEqual({ schedules: [schedule] })
  })

  // As people say it; read back in the desk's own words.
  test.each([
    ['Mon to Fri at 8', 'weekdays 08:00 UTC'],
    ['Mo–Fr 8 o’clock', 'weekdays 08:00 UTC'],
    ['from Monday through Thursday, 9am Eastern time', 'Monday, Tuesday, Wednesday, Thursday 09:00 America/New_York'],
    ['every weekday at half past eight', 'weekdays 08:30 UTC'],
    ['business days, quarter to nine', 'weekdays 08:45 UTC'],
    ['quarter to twelve pm', 'every day 11:45 UTC'],
    ['every morning at 7 and every evening at 6', 'every day 07:00 and 18:00 UTC'],
    ['9 in the evening', 'every day 21:00 UTC'],
    ['8h30 São Paulo', 'every day 08:30 America/Sao_Paulo'],
    ['tue/thu 16:45 Europe/Paris', 'Tuesday, Thursday 16:45 Europe/Paris'],
    ['8am/5pm', 'every day 08:00 and 17:00 UTC'],
    ['every day but Sunday 8:00', 'Monday, Tuesday, Wednesday, Thursday, Friday, Saturday 08:00 UTC'],
    ['7:30 except on weekends', 'weekdays 07:30 UTC'],
    ['weekly on Monday at 9', 'Monday 09:00 UTC'],
    ['8:30 every day Kolkata', 'every day 08:30 Asia/Kolkata'],
    ['Monday 8am, Friday 5pm', 'Monday 08:00 UTC + Friday 17:00 UTC'],
    ['8:00 weekdays and 10:00 weekends Zürich', 'weekdays 08:00 Europe/Zurich + weekends 10:00 Europe/Zurich'],
  ])('%s: %s', (words, says) => {
    const read = readSchedules(words, 'UTC')
    expect('schedules' in read && read.schedules.map(scheduleInWords).join(' + ')).toBe(says)
  })

  test.each([
    ['', /Say when/],
    ['weekdays', /At what time/],
    ['weekdays 25:00', /“25:00” is not a time/],
    ['13pm', /is not a time/],
    ['someday 8:30', /“someday”/],
    ['weekdays 8:30 Atlantis', /“atlantis”/],
    ['8:30 Berlin London', /One time zone/],
    ['8:3000', /is not a time/],
    ['constructor 8:00', /“constructor” is neither/],
    ['every 3 days at 8', /“3 days” is something else/],
    ['every 2 hours', /“hours” is something else/],
    ['first Monday of the month 9:00', /“first” is something else/],
    ['the 5th at 8', /“5th” is something else/],
    ['twice a day', /Say the times themselves/],
    ['weekly at 9', /On which day/],
    ['weekdays except 8:00', /Except on which days/],
    ['weekends except Saturday and Sunday 9:00', /No day is left/],
    ['2 at night', /am or pm/],
    ['Monday 8am, Friday 5pm, Sunday', /one schedule at a time/],
    ['8:30 IST', /several time zones/],
    ['8:30 UTC+2', /name a city/],
    ['0 8 * * 1-5', /cron/],
  ])('“%s” is refused in a sentence', (words, says) => {
    const read = readSchedules(words, 'UTC')
    expect('problem' in read && read.problem).toMatch(says)
    expect('problem' in read && read.problem).toMatch(/[.?]$/)
  })

  test('quiet hours', () => {
    expect(readQuietHours('22:00-7:00', 'UTC')).toEqual({ from: 1320, to: 420, zone: 'UTC' })
    expect(readQuietHours('from 10pm to 7 am Berlin', 'UTC')).toEqual({ from: 1320, to: 420, zone: 'Europe/Berlin' })
    expect(readQuietHours('between 10pm and half past six São Paulo', 'UTC')).toEqual({ from: 1320, to: 390, zone: 'America/Sao_Paulo' })
    expect(readQuietHours('never', 'UTC')).toBeNull()
    expect(readQuietHours('8:00-8:00', 'UTC')).toBeNull()
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
