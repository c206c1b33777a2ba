import { FetchError } from '../errors.js'

/** Turns what the client or the network threw into one sentence with the next step; a FetchError passes as it is. */
export function explainFailure(error: unknown, url: URL, timeoutMs: number): FetchError {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if (cause instanceof FetchError) return cause
  }
  const code = codeOf(error)
  const host = url.host
  const say = (kind: string, sentence: string): FetchError => new FetchError(kind, sentence, { cause: error })
  if (code === 'ENOTFOUND' || code === 'EAI_NODATA') return say('dns', `No site answers to the name ${host}; check its spelling.`)
  if (code === 'EAI_AGAIN') return say('dns', `The name ${host} could not be looked up just now; check the network and try again.`)
  if (code === 'ECONNREFUSED') return say('connect', `${host} refused the connection; check the address, or try again later.`)
  if (TIMEOUTS.has(code)) return say('timeout', `${host} took longer than ${Math.round(timeoutMs / 1000)} s to answer; try again later.`)
  if (NO_TLS.test(code)) return say('certificate', `${host} does not speak https (${code}); check the address, or try it with http.`)
  if (TLS.test(code)) {
    const sentence = `${host} shows a certificate that cannot be trusted (${code}); its owner has to mend it, or, if it is yours, name your authority in NODE_EXTRA_CA_CERTS.`
    return say('certificate', sentence)
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || /^HPE_|HTTPParserError/u.test(code)) {
    return say('protocol', `${host} does not answer as a web server should; check the address.`)
  }
  return say('connect', `The connection to ${host} broke off${code ? ` (${code})` : ''}; try again later.`)
}

/** The error for an answer whose status is no success. 429 and 503 carry how long to wait. */
export function explainStatus(status: number, url: URL, retryAfterMs: number | undefined): FetchError {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
  const at = url.host + (url.pathname === '/' ? '' : url.pathname)
  const say = (code: string, sentence: string, details = {}): FetchError => new FetchError(code, sentence, details)
  if (status === 410) return say('gone', `${at} is gone for good (410); remove it, or look for its new address.`)
  if (status === 404) return say('not-found', `${at} does not exist (404); check the address.`)
  if (status === 401 || status === 403) return say('forbidden', `${at} does not let On Record in (${status}); it may need a login.`)
  if (status === 402) return say('forbidden', `${at} is behind a paywall (402).`)
  if (status === 429) return say('rate-limited', `${url.host} asks for a pause (429); it will be tried again later.`, wait)
  if (status === 451) return say('forbidden', `${at} is withheld for legal reasons (451).`)
  if (status >= 500) return say('server', `${url.host} has trouble of its own (${status}); it will be tried again later.`, wait)
  return say('status', `${at} answered with status ${status}; check the address.`, wait)
}

const TIMEOUTS = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_ABORTED',
  'ABORT_ERR',
])
/** What answers is no TLS, or none that is still spoken. */
const NO_TLS = /^(?:ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNSUPPORTED_PROTOCOL)|EPROTO)$/u
const TLS = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_|ALTNAME/u

function codeOf(error: unknown): string {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const { code, name } = cause as NodeJS.ErrnoException
    if (name === 'AbortError' || name === 'TimeoutError') return 'ABORT_ERR'
    if (typeof code === 'string') return code
    if (name === 'HTTPParserError') return name
    // Several addresses tried in vain: the first one's reason stands for all.
    if (cause instanceof AggregateError && cause.errors[0]) return codeOf(cause.errors[0])
  }
  return ''
}
