import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import { callIdNow } from '../adapters/platform/call-id.js'

export type { Logger } from 'pino'

// Keys under which a secret could reach a log by way of an SDK's error or a request.
const SECRET_PATHS = ['token', 'authorization', 'secret', 'password', 'cookie', 'apiKey'].flatMap((key) => [
  key,
  `*.${key}`,
  `*.*.${key}`,
  `*.headers.${key}`,
])
// Tokens as the platforms write them, wherever they stand in a text; and passwords in database addresses.
const SECRET_SHAPES = /xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=:\/\/[^\s:/@]+:)[^\s@/]+(?=@)|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/gu
const MASK = '[secret]'

/**
 * A structured log, one JSON object a line on standard error. Values of `secrets`, and whatever looks like a platform token, are masked in
 * every line before it is written. What is done for a command or an edition carries its `callId` (see `underCallId`).
 */
export function createLog(level: string, secrets: readonly string[] = [], destination?: DestinationStream): Logger {
  const mask = maskFor(secrets)
  const out = destination ?? { write: (line: string) => process.stderr.write(line) }
  return pino(
    {
      level,
      redact: { paths: SECRET_PATHS, censor: MASK },
      base: null,
      // "error" rather than 50: whoever greps the log knows the word.
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: stdSerializers.err, error: errorOrText },
      mixin: () => {
        const callId = callIdNow()
        return callId === undefined ? {} : { callId }
      },
    },
    { write: (line: string) => out.write(mask(line)) },
  )
}

/** Masks secrets in a text, in the spellings in which a library may have put them there; and whatever looks like a platform token. */
export function maskFor(secrets: readonly string[]): (text: string) => string {
  const known = [...new Set(secrets.filter((secret) => secret.length >= 4).flatMap(spellingsOf))].sort((a, b) => b.length - a.length)
  return (text) => {
    let masked = text.replace(SECRET_SHAPES, MASK)
    for (const secret of known) masked = masked.replaceAll(secret, MASK)
    return masked
  }
}

/** As it is; within JSON, and within JSON that is itself quoted; within an address or a form. */
function spellingsOf(secret: string): readonly string[] {
  const quoted = (text: string): string => JSON.stringify(text).slice(1, -1)
  const inForm = new URLSearchParams([['', secret]]).toString().slice(1)
  return [secret, quoted(secret), quoted(quoted(secret)), encodeURIComponent(secret), inForm]
}

const errorOrText = (error: unknown): unknown => (error instanceof Error ? stdSerializers.err(error) : error)
