import type { Engine } from './engine.js'
import type { TeamKey } from './place-key.js'

/** Installed workspaces: bytes sealed by the caller. */
export interface Installations {
  put(team: TeamKey, sealed: Uint8Array, now: number): Promise<void>
  get(team: TeamKey): Promise<Uint8Array | undefined>
  list(platform: string): Promise<readonly { readonly team: string; readonly sealed: Uint8Array }[]>
  delete(team: TeamKey): Promise<void>
}

/** Installations over an open database. */
export function createInstallations({ db }: Engine): Installations {
  return {
    put: async ({ platform, team }, sealed, now) => {
      const values = { sealed: Buffer.from(sealed), updated_at: now }
      await db
        .insertInto('installations')
        .values({ platform, team, ...values })
        .onConflict((conflict) => conflict.columns(['platform', 'team']).doUpdateSet(values))
        .execute()
    },
    get: async ({ platform, team }) => {
      const row = await db
        .selectFrom('installations')
        .select('sealed')
        .where('platform', '=', platform)
        .where('team', '=', team)
        .executeTakeFirst()
      return row?.sealed
    },
    list: (platform) =>
      db.selectFrom('installations').select(['team', 'sealed']).where('platform', '=', platform).orderBy('team').execute(),
    delete: async ({ platform, team }) => {
      await db.deleteFrom('installations').where('platform', '=', platform).where('team', '=', team).execute()
    },
  }
}
