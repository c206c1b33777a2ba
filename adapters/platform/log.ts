/** Where a platform writes what an operator may want to know. A pino logger fits as it is; secrets are masked by the log itself. */
export interface PlatformLog {
  debug(details: object, message: string): void
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** A log that keeps nothing. */
export const SILENT_LOG: PlatformLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
