// Escape sequences in an article's text would be obeyed by the terminal; direction marks would turn a line around.
const CONTROLS = /\p{Cc}+/gu
const UNSHOWN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** `text` on one line with nothing in it that a terminal or page would act on: controls become a space, direction marks nothing. */
export const plainLine = (text: string): string =>
  text.replace(CONTROLS, ' ').replace(UNSHOWN, '').replace(/\s+/gu, ' ').trim().toWellFormed()

/** Whether an address may be linked to: http and https only, nothing that could break out of an escape sequence. */
export const isLinkable = (address: string | undefined): address is string =>
  address !== undefined && /^https?:\/\/[^\s\p{Cc}"<>]+$/iu.test(address)

/** "23 Nov 2026" for an ISO date in UTC; empty where there is none. */
export function dateOf(iso: string | undefined): string {
  const date = iso === undefined ? Number.NaN : Date.parse(iso)
  if (Number.isNaN(date)) return ''
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date)
}
