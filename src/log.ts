import { type DestinationStream, type Logger, pino } from 'pino'

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

/**
 * A structured log, one JSON object a line on standard error. Values of `secrets`, and whatever looks like a platform token, are masked in
 * every line before it is written.
 */
export function createLog(level: string, secrets: readonly string[] = [], destination?: DestinationStream): Logger {
  const known = secrets.filter((secret) => secret.length >= 4)
  const mask = (line: string): string => {
    let masked = line.replace(SECRET_SHAPES, '[secret]')
    for (const secret of known) masked = masked.replaceAll(secret, '[secret]').replaceAll(JSON.stringify(secret).slice(1, -1), '[secret]')
    return masked
  }
  const out = destination ?? { write: (line: string) => process.stderr.write(line) }
  return pino(
    { level, redact: { paths: SECRET_PATHS, censor: '[secret]' }, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => out.write(mask(line)) },
  )
}
