/**
 * Errors of the edges: configuration, fetching, feeds, the store, the platforms. Each carries a code for machines and one sentence that a
 * reader can act on. Everything between the edges returns values and throws nothing.
 */
export interface ErrorDetails {
  readonly cause?: unknown
  /** Milliseconds after which trying again makes sense; absent where it never does. */
  readonly retryAfterMs?: number
}

/** Base of all errors that are meant to be read by a person. `message` is one sentence: what is wrong, and what to do. */
export class OnRecordError extends Error {
  readonly code: string
  readonly retryAfterMs: number | undefined

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = new.target.name
    this.code = code
    this.retryAfterMs = details.retryAfterMs
  }
}

/** A setting is missing or cannot be used. */
export class ConfigError extends OnRecordError {}
/** An input (file, option, line) cannot be used as it stands. */
export class InputError extends OnRecordError {}
/** A page or feed could not be fetched. */
export class FetchError extends OnRecordError {}
/** What was fetched is not a feed, or not one that can be read. */
export class FeedError extends OnRecordError {}
/** The database refused or cannot be reached. */
export class StoreError extends OnRecordError {}
/** A chat platform refused or cannot be reached. */
export class PlatformError extends OnRecordError {}
