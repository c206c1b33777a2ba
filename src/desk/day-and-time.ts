import { DateTime } from 'luxon'

/** "Fri 27 Nov, 18:36": a time (milliseconds) as people of `zone` read it; with the year where that is another than `now`'s, if told. */
export function dayAndTime(at: number, zone: string, now = at): string {
  const [then, today] = [DateTime.fromMillis(at, { zone }), DateTime.fromMillis(now, { zone })]
  return then.setLocale('en-GB').toFormat(then.hasSame(today, 'year') ? 'ccc d LLL, HH:mm' : 'ccc d LLL yyyy, HH:mm')
}
