import type { Kysely, Migration } from 'kysely'
import { sql } from 'kysely'
import type { Engine } from './engine.js'
import { messageTable } from './messages.js'
import { firstTables } from './migration-001.js'

/** A step of the schema: SQL for each engine, statement by statement. Steps are never changed once released; new ones are added. */
export interface SchemaStep {
  readonly name: string
  readonly statements: (kind: Engine['kind']) => readonly string[]
}

/** All steps, in order. */
export const STEPS: readonly SchemaStep[] = [
  { name: '001-first-tables', statements: firstTables },
  { name: '002-messages', statements: messageTable },
]

/** The steps as Kysely's migrator takes them. */
export const migrationsFor = (kind: Engine['kind']): Record<string, Migration> =>
  Object.fromEntries(
    STEPS.map(({ name, statements }) => [
      name,
      {
        up: async (db: Kysely<unknown>) => {
          for (const statement of statements(kind)) await sql.raw(statement).execute(db)
        },
      },
    ]),
  )
