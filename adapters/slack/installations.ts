import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt'
import { PlatformError } from '../../src/errors.js'
import type { Memory } from '../platform/desk.js'
import { seal, unseal } from './seal.js'

type AnyInstallation = Installation<'v1' | 'v2', boolean>

const INDEX = 'slack:installations'
const keyOf = (team: string): string => `slack:installation:${team}`

/**
 * Installations of the app by OAuth, kept in the desk's memory and encrypted with a key from the configuration. Slack's own installer writes
 * and reads them through this.
 */
export class Installations implements InstallationStore {
  readonly #memory: Memory
  readonly #key: Buffer
  readonly #installed: (team: string, name: string | undefined) => Promise<void>
  /** Writes one after the other, so that the list of teams is never written from an old state within a process. */
  #turn: Promise<unknown> = Promise.resolve()

  /** `key`: 32 bytes. `installed` is told of each workspace after it was stored. */
  constructor(memory: Memory, key: Buffer, installed: (team: string, name: string | undefined) => Promise<void>) {
    this.#memory = memory
    this.#key = key
    this.#installed = installed
  }

  async storeInstallation<V extends 'v1' | 'v2'>(installation: Installation<V, boolean>): Promise<void> {
    const team = installation.team?.id ?? installation.enterprise?.id
    if (team === undefined)
      throw new PlatformError('refused', 'Slack’s installation names neither a workspace nor an organization; install again.')
    const name = keyOf(team)
    await this.#memory.set(name, JSON.stringify(seal(JSON.stringify(installation), this.#key, name)))
    await this.#index((teams) => [...new Set([...teams, team])])
    await this.#installed(team, installation.team?.name)
  }

  async fetchInstallation(query: InstallationQuery<boolean>): Promise<Installation<'v1' | 'v2', boolean>> {
    const installation = await this.find(query.teamId ?? '', query.enterpriseId)
    if (installation === undefined)
      throw new PlatformError('bad-token', `Workspace ${query.teamId ?? query.enterpriseId} has not installed On Record.`)
    return installation
  }

  async deleteInstallation(query: InstallationQuery<boolean>): Promise<void> {
    const team = query.teamId ?? query.enterpriseId
    if (team === undefined) return
    await this.#memory.delete(keyOf(team))
    await this.#index((teams) => teams.filter((one) => one !== team))
  }

  /** The installation of a workspace, or of the organization that it belongs to; undefined where there is none. */
  async find(team: string, enterprise?: string): Promise<AnyInstallation | undefined> {
    const name = keyOf(team)
    const kept = await this.#memory.get(name)
    if (kept === undefined) return enterprise === undefined || enterprise === team ? undefined : this.find(enterprise)
    const opened = unseal(String(JSON.parse(kept)), this.#key, name)
    if (opened !== undefined) return JSON.parse(opened) as AnyInstallation
    const sentence = `The token of workspace ${team} cannot be decrypted; set ENCRYPTION_KEY to the key it was stored with, or install the app there again.`
    throw new PlatformError('bad-key', sentence)
  }

  /** Ids of the workspaces that have the app. */
  async teams(): Promise<readonly string[]> {
    return JSON.parse((await this.#memory.get(INDEX)) ?? '[]') as string[]
  }

  #index(change: (teams: readonly string[]) => readonly string[]): Promise<void> {
    const turn = this.#turn.then(async () => {
      await this.#memory.set(INDEX, JSON.stringify(change(await this.teams())))
    })
    this.#turn = turn.catch(() => {})
    return turn
  }
}
