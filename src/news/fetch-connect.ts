import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import { FetchError } from '../errors.js'
import type { AddressGuard } from './address-guard.js'

/** All addresses that a host name stands for. */
export type Lookup = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>

/** The system's own resolver, all addresses. */
export const lookupBySystem: Lookup = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true, verbatim: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })

/**
 * A dispatcher whose every new connection is checked by `guard` at the moment it is made: literal addresses before connecting, names by all the
 * addresses they resolve to, and the socket's far end once more when it stands. A name that is resolved again (DNS rebinding) is
 * checked again, because the checked answer is the one that is connected to.
 */
export function guardedDispatcher(guard: AddressGuard, lookup: Lookup, timeoutMs: number): Dispatcher {
  const connect = buildConnector({ lookup: guardedLookup(guard, lookup), timeout: timeoutMs, allowH2: false })
  return new Agent({
    connections: 2,
    keepAliveTimeout: 4000,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: 32 * 1024,
    connect: (options, callback) => {
      const host = options.hostname.replace(/^\[|\]$/gu, '')
      // Node connects to a literal address without asking the lookup.
      if (isIP(host) && !guard.admits(host, host)) return callback(refusal(host), null)
      connect(options, (error, socket) => {
        if (error) return callback(error, null)
        if (socket.remoteAddress !== undefined && !guard.admits(socket.remoteAddress, host)) {
          socket.destroy()
          return callback(refusal(host), null)
        }
        callback(null, socket)
      })
    },
  })
}

function guardedLookup(guard: AddressGuard, lookup: Lookup): LookupFunction {
  return (host, options, callback) => {
    lookup(host).then(
      (addresses) => {
        const usable = addresses.filter(({ family }) => !options.family || options.family === family || options.family === `IPv${family}`)
        const first = usable[0]
        if (!first) return callback(Object.assign(new Error(`no address for ${host}`), { code: 'ENOTFOUND' }), '')
        // One address inside is enough to refuse the name: a mixed answer is how rebinding begins.
        if (!addresses.every(({ address }) => guard.admits(address, host))) return callback(refusal(host), '')
        if (options.all) callback(null, [...usable])
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    )
  }
}

/** The error for an address inside; also what the redirect check throws before any connection is tried. */
export const refusal = (host: string): FetchError =>
  new FetchError(
    'address-refused',
    `${host} leads to a private or reserved address, which On Record does not open; if it is yours, add it to FETCH_ALLOW.`,
  )
