import { readConfig } from '../config.js'
import { InputError } from '../errors.js'
import { openStore } from '../store/open.js'
import type { TeamKey } from '../store/place-key.js'
import type { Store } from '../store/store.js'
import { counted } from '../text/counted.js'
import type { Streams } from './streams.js'

/** `onrecord teams`: the workspaces and servers of which something is kept, one a line: "slack/T0123 Newsroom: 3 channels, since 2026-11-02". */
export async function listTeams(streams: Streams): Promise<void> {
  await withStore(async (store) => {
    const teams = await store.teams.list()
    if (teams.length === 0) streams.stdout.write('Nothing of any workspace or server is kept yet.\n')
    for (const team of teams) {
      const channels = counted((await store.channels.list(team)).length, 'channel')
      const name = team.name === undefined ? '' : ` ${team.name}`
      streams.stdout.write(`${nameOf(team)}${name}: ${channels}, since ${new Date(team.joinedAt).toISOString().slice(0, 10)}\n`)
    }
  })
}

/**
 * `onrecord teams delete PLATFORM/TEAM`: deletes everything of a workspace or server, as its removing the bot does; for where nobody told the
 * desk of that.
 * @throws InputError "unknown-team"; "not-confirmed" without `yes`, saying what would go.
 */
export async function deleteTeam(wanted: string, yes: boolean, streams: Streams): Promise<void> {
  await withStore(async (store) => {
    const team = (await store.teams.list()).find((one) => nameOf(one) === wanted)
    if (team === undefined)
      throw new InputError('unknown-team', `Nothing is kept of ${wanted}; onrecord teams lists what is, such as slack/T0123.`)
    const channels = counted((await store.channels.list(team)).length, 'channel')
    if (!yes)
      throw new InputError(
        'not-confirmed',
        `This deletes ${channels} of ${wanted} with sources, schedules, digests and corrections, and articles that only they follow; add --yes to do it.`,
      )
    await store.teams.delete(team)
    streams.stdout.write(`Everything of ${wanted} is deleted. Where the bot is still there, it begins anew.\n`)
  })
}

async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore(readConfig().databaseUrl)
  try {
    await work(store)
  } finally {
    await store.close()
  }
}

const nameOf = ({ platform, team }: TeamKey): string => `${platform}/${team}`
