import type { Platform } from '../../adapters/platform/platform.js'
import type { Edition } from '../store/editions.js'

/** What came of a try: folded editions were too late to be of use, what they would have held comes with the next. */
export type EditionOutcome = 'sent' | 'retried' | 'refused' | 'lost' | 'folded'

/** What delivering needs beside the desk's services. */
export interface DeliveryOptions {
  /** Platforms that are connected in this process, by name: only their editions are claimed. Read anew at each claim. */
  readonly platforms: { keys(): Iterable<string>; get(name: string): Platform | undefined }
  /** Names this process in leases. */
  readonly owner: string
  /** Editions on their way at the same time. */
  readonly atOnce?: number
  readonly leaseMs?: number
  /** Hears of each call to a platform, or to the store, that failed on an edition's way, by kind ("rate-limited", "timeout", "disk-full"). */
  readonly onFault?: (kind: string) => void
  /** `lateMs`: how long after its time. */
  readonly onOutcome?: (outcome: EditionOutcome, edition: Edition, lateMs: number) => void
}

/** Kept up every third of it; what a process that died held is taken up by another after it. */
export const LEASE_MS = 15_000
