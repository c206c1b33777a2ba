import { ensureTeam, teamRow } from './channel-row.js'
import { type Engine, storableOrNull } from './engine.js'
import { indexOf, statementId } from './ids.js'
import type { TeamKey } from './place-key.js'
import { statementRow } from './statements.js'
import { nameKey } from './words.js'

/** What a team says of a statement's speaker; `speaker` null: withdrawn. */
export interface KeptCorrection {
  readonly statementId: string
  readonly speaker: string | null
  readonly person?: string
  readonly at: number
}

/** What teams say of speakers; it holds for that team alone. */
export interface Corrections {
  /** False where there is no such statement. */
  set(
    team: TeamKey,
    correction: { readonly statementId: string; readonly speaker: string | null; readonly person?: string },
    now: number,
  ): Promise<boolean>
  remove(team: TeamKey, statementId: string): Promise<boolean>
  list(team: TeamKey, limit: number): Promise<readonly KeptCorrection[]>
}

/** Corrections over an open database. */
export function createCorrections(engine: Engine): Corrections {
  const { db } = engine
  return {
    set: async (team, correction, now) => {
      const statement_seq = await statementRow(engine, correction.statementId)
      if (statement_seq === undefined) return false
      const { speaker } = correction
      const values = {
        speaker_name: storableOrNull(speaker),
        speaker_key: speaker === null ? null : nameKey(speaker),
        person: storableOrNull(correction.person),
        corrected_at: now,
      }
      await engine.write(async (tx) => {
        const team_id = await ensureTeam(tx, team, now)
        await tx
          .insertInto('corrections')
          .values({ team_id, statement_seq, ...values })
          .onConflict((conflict) => conflict.columns(['team_id', 'statement_seq']).doUpdateSet(values))
          .execute()
      })
      return true
    },
    remove: async (team, id) => {
      const seq = await statementRow(engine, id)
      const teamId = await teamRow(db, team)
      if (seq === undefined || teamId === undefined) return false
      const gone = await db.deleteFrom('corrections').where('team_id', '=', teamId).where('statement_seq', '=', seq).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },
    list: async (team, limit) => {
      const teamId = await teamRow(db, team)
      if (teamId === undefined) return []
      const rows = await db
        .selectFrom('corrections')
        .innerJoin('statements', 'statements.seq', 'corrections.statement_seq')
        .innerJoin('articles', 'articles.seq', 'statements.article_seq')
        .select(['articles.id', 'statement_seq', 'corrections.speaker_name', 'person', 'corrected_at'])
        .where('team_id', '=', teamId)
        .orderBy('corrected_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        statementId: statementId(row.id, indexOf(row.statement_seq)),
        speaker: row.speaker_name,
        ...(row.person === null ? {} : { person: row.person }),
        at: row.corrected_at,
      }))
    },
  }
}
