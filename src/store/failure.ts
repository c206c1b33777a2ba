import { OnRecordError, StoreError } from '../errors.js'

/** Codes of StoreError, each with its sentence; `{where}` is the file or server, never a password. */
const SENTENCES = {
  'disk-full': 'The disk that holds {where} is full. Free some space; nothing that was kept is lost.',
  locked: '{where} is locked by another program. Close it, or try again in a moment.',
  unreachable: 'The database at {where} cannot be reached. Check that it runs and that DATABASE_URL is right.',
  refused: 'The database at {where} refused the user or password. Check DATABASE_URL.',
  'no-database': 'The database named in DATABASE_URL does not exist at {where}. Create it, or correct the name.',
  'not-a-database': '{where} is not an On Record database, or it is damaged. Restore a backup, or choose another file.',
  'cannot-open': '{where} cannot be opened. Check that its folder exists and may be written to.',
  'read-only': '{where} may only be read. Give the program leave to write to it.',
  newer: '{where} was written by a newer version of On Record. Update this installation.',
  closed: 'The store is closed. This program is stopping.',
  damaged: '{where} is damaged. Restore a backup with “onrecord restore FILE”.',
  'bad-build': 'SQLite’s library is not there, or was built for another version of Node. Run npm ci in the program’s folder.',
  failed: 'The database at {where} failed. See the log for the cause.',
} as const

/** What can be wrong with the store. */
export type StoreFailure = keyof typeof SENTENCES

const BY_CODE: Readonly<Record<string, StoreFailure>> = {
  ERR_DLOPEN_FAILED: 'bad-build',
  SQLITE_FULL: 'disk-full',
  SQLITE_BUSY: 'locked',
  SQLITE_LOCKED: 'locked',
  SQLITE_CANTOPEN: 'cannot-open',
  SQLITE_NOTADB: 'not-a-database',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_READONLY: 'read-only',
  SQLITE_PERM: 'read-only',
  '53100': 'disk-full',
  '55P03': 'locked',
  '28P01': 'refused',
  '28000': 'refused',
  '3D000': 'no-database',
  '25006': 'read-only',
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  '53300': 'unreachable',
  XX001: 'damaged',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ENOTFOUND: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EPIPE: 'unreachable',
  ENOENT: 'cannot-open',
  ENOTDIR: 'cannot-open',
  EEXIST: 'cannot-open',
  EISDIR: 'cannot-open',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
}

/** Failures that pass by themselves, with when trying again makes sense. */
const RETRY_MS: Partial<Record<StoreFailure, number>> = { locked: 1_000, unreachable: 2_000, 'disk-full': 60_000 }

/** A StoreError of that kind; `where` is a file or server. */
export function storeError(failure: StoreFailure, where: string, cause?: unknown): StoreError {
  const retryAfterMs = RETRY_MS[failure]
  return new StoreError(failure, SENTENCES[failure].replace('{where}', where), {
    ...(cause === undefined ? {} : { cause }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** What a driver threw, as a StoreError with one sentence to act on. StoreErrors pass as they are. */
export function failureOf(error: unknown, where: string): StoreError {
  if (error instanceof StoreError) return error
  return storeError(kindOf(error), where, error)
}

function kindOf(error: unknown): StoreFailure {
  if (!(error instanceof Error)) return 'failed'
  const code = String((error as { code?: unknown }).code ?? '')
  const known = BY_CODE[code] ?? BY_CODE[code.split('_').slice(0, 2).join('_')]
  if (known !== undefined) return known
  // PostgreSQL's class 08 are connection failures; the driver words some without any code.
  if (
    /^08/u.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|not queryable|Connection ended|Client was closed/u.test(error.message)
  )
    return 'unreachable'
  if (/is not open|driver has already been destroyed|Cannot use a pool after calling end/u.test(error.message)) return 'closed'
  if (/Could not locate the bindings file/u.test(error.message)) return 'bad-build'
  if (/directory does not exist/u.test(error.message)) return 'cannot-open'
  return 'failed'
}

/** The methods of `part`, each rejecting with a StoreError only. */
export function guarded<T extends object>(part: T, where: string): T {
  const wrap =
    (method: (...args: unknown[]) => unknown) =>
    async (...args: unknown[]) => {
      try {
        return await method.apply(part, args)
      } catch (error) {
        // Errors that are already meant for people (of a callback within a transaction) pass.
        throw error instanceof OnRecordError ? error : failureOf(error, where)
      }
    }
  const entries = Object.entries(part).map(([name, value]) => [name, typeof value === 'function' ? wrap(value) : value])
  return Object.fromEntries(entries) as T
}
