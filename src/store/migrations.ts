import type { Engine } from './engine.js'
import { messageTable } from './messages.js'
import { firstTables } from './migration-001.js'
import { statementLookups } from './migration-004.js'
import { sharedDigests } from './migration-005.js'
import { nextSlots } from './schedules.js'

/** A step of the schema: SQL for each engine, statement by statement. Steps are never changed once released; new ones are added. */
export interface SchemaStep {
  readonly name: string
  readonly statements: (kind: Engine['kind']) => readonly string[]
}

/** All steps, in order. */
export const STEPS: readonly SchemaStep[] = [
  { name: '001-first-tables', statements: firstTables },
  { name: '002-messages', statements: messageTable },
  { name: '003-next-slots', statements: nextSlots },
  { name: '004-statement-lookups', statements: statementLookups },
  { name: '005-shared-digests', statements: sharedDigests },
]
