import { isIP } from 'node:net'

/*
 * How settings are read from what is written. Each parser throws an Error whose message completes "KEY …": "should be a whole number".
 */

const fail = (reason: string): never => {
  throw new Error(reason)
}

/** Any text. */
export const text = (written: string): string => written

/** Text that begins in one of some ways; `what` says what it is. */
export const startingWith =
  (what: string, ...beginnings: string[]) =>
  (written: string) =>
    beginnings.some((beginning) => written.startsWith(beginning))
      ? written
      : fail(`should be ${what}, which begins with ${beginnings.join(' or ')}`)

/** One of some words, in either case. */
export const oneOf =
  <const T extends string>(...allowed: readonly T[]) =>
  (written: string): T =>
    allowed.find((value) => value === written.toLowerCase()) ?? fail(`should be one of ${allowed.join(', ')}`)

/** A whole number within bounds. */
export const whole = (from: number, to: number) => (written: string) => {
  const value = Number(written)
  return Number.isInteger(value) && value >= from && value <= to ? value : fail(`should be a whole number from ${from} to ${to}`)
}

/** An address of the web, without slashes at its end. */
export const httpAddress = (written: string): string => {
  const url = URL.canParse(written) ? new URL(written) : fail('should be an address such as https://news.example.org')
  return ['http:', 'https:'].includes(url.protocol) ? written.replace(/\/+$/u, '') : fail('should begin with http:// or https://')
}

/** What stands between commas. */
const list = (written: string): readonly string[] =>
  written
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)

/** Shards of Discord that a process runs, of how many in all; "auto": all, as many as Discord advises. */
export type Shards = 'auto' | { readonly ids: readonly number[]; readonly count: number }

/** Shards: "auto", a number, "0-3/8". */
export const shards = (written: string): Shards => {
  if (written === 'auto') return 'auto'
  const [from, to, count] = (/^(\d{1,5})-(\d{1,5})\/(\d{1,5})$/u.exec(written)?.slice(1) ?? []).map(Number)
  if (from !== undefined && to !== undefined && count !== undefined) {
    if (from > to || to >= count) return fail('should count from 0, such as 0-3/8 for the first four of eight')
    return { ids: Array.from({ length: to - from + 1 }, (_, i) => from + i), count }
  }
  const all = whole(1, 10_000)(written)
  return { ids: Array.from({ length: all }, (_, i) => i), count: all }
}

/** 32 bytes, in hex or base64. */
export const key32 = (written: string): Buffer => {
  const bytes = /^[0-9a-f]{64}$/iu.test(written) ? Buffer.from(written, 'hex') : Buffer.from(written, 'base64')
  return bytes.length === 32 ? bytes : fail('should be 32 bytes in hex or base64 (openssl rand -base64 32)')
}

/** An IANA time zone, in its proper spelling. */
export const timeZone = (written: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone
  } catch {
    return fail('should be an IANA time zone such as Europe/Berlin')
  }
}

/** Some of a list of words, or all of them by "all". */
export const someOf =
  <const T extends string>(...allowed: readonly T[]) =>
  (written: string): readonly T[] => {
    if (written.toLowerCase() === 'all') return allowed
    const named = list(written).map((item) => oneOf(...allowed)(item))
    return named.length > 0 ? named : fail(`should be all, or some of ${allowed.join(', ')}`)
  }

/** Where a database is: `file:` and a path, or an address of PostgreSQL. */
export const databaseAddress = (written: string): string => {
  const address = startingWith('a file or PostgreSQL address', 'file:', 'postgres://', 'postgresql://')(written)
  // SQLite would take no name for a database that is gone at the end.
  return /^file:(?:\/\/)?$/u.test(address) ? fail('should name a file, such as file:./data/onrecord.db') : address
}

/** A number by which Discord names something. */
export const snowflake =
  (where: string) =>
  (written: string): string =>
    /^\d{5,25}$/u.test(written) ? written : fail(`should be the number ${where}`)

/** Addresses, ranges and host names, with commas. What is none of these would admit nothing, and nobody would know why. */
export const hosts = (written: string): readonly string[] =>
  list(written).map((item) => (isAddress(item) || isRange(item) || isName(item) ? item : fail(`cannot take “${item}”: ${HOSTS}`)))

const HOSTS = 'it takes addresses (10.1.2.3), ranges (10.1.0.0/16) and names (intranet.example), without scheme, port or *'
const isAddress = (item: string): boolean => isIP(item.replace(/^\[|\]$/gu, '')) !== 0
const isName = (item: string): boolean => /^\.?(?:[a-z0-9_-]+\.)*[a-z0-9_-]*[a-z_-][a-z0-9_-]*\.?$/iu.test(item)
function isRange(item: string): boolean {
  const [address, bits, more] = item.split('/')
  const longest = isIP(address ?? '') === 4 ? 32 : isIP(address ?? '') === 6 ? 128 : -1
  return more === undefined && /^\d{1,3}$/u.test(bits ?? '') && Number(bits) <= longest
}

/** Text of so many characters or more. */
export const atLeast =
  (characters: number) =>
  (written: string): string =>
    written.length >= characters ? written : fail(`should have at least ${characters} characters`)
