import type { Config } from '../config.js'
import { platformsSet } from './platforms-set.js'
import type { Newsroom } from './serve.js'

/** What is said on standard output once the desk runs, to whoever started it. */
export function welcome(config: Config, running: Pick<Newsroom, 'webAddress' | 'samples' | 'platforms'>): string {
  const { webAddress, samples } = running
  const lines = [webAddress === undefined ? 'On Record is running.' : `On Record is open at ${webAddress}`]
  if (samples > 0)
    lines.push(
      `A sample newsroom of ${samples} made-up articles is read: try /stance sweden, or ask “how many ferries has Norway ordered?” in the digest’s thread.`,
    )
  const { names, halves } = platformsSet(config)
  const wanted = names.filter((name) => config.roles.includes(name))
  const connected = running.platforms().filter((name) => name !== 'web')
  const waiting = wanted.filter((name) => !connected.includes(name))
  if (connected.length > 0) lines.push(`Connected: ${connected.join(', ')}.`)
  if (waiting.length > 0) lines.push(`Not connected yet: ${waiting.join(', ')}. It is tried again; the log says why.`)
  lines.push(...halves)
  if (names.length === 0 && halves.length === 0 && (config.roles.includes('slack') || config.roles.includes('discord')))
    lines.push('No chat platform is set up yet: onrecord setup leads you through it.')
  if (config.databaseUrl.startsWith('file:')) lines.push(`Everything is kept in ${config.databaseUrl.slice('file:'.length)}`)
  return [...lines, 'Ctrl+C stops.'].join('\n')
}
