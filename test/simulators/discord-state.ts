import type { KeptMessage, KeptThread } from './discord-wire.js'
import { DIRECT, directChannel, textChannel, threadChannel } from './discord-wire.js'

/** What goes wrong with the next message to a channel. */
export type Fault = 'rate-limited' | 'rate-limited-long' | 'accepted-unanswered' | 'lost-unanswered' | 'channel-refused' | 'server-error'

/** How the simulated Discord is set up. */
export interface DiscordSetup {
  /** Whether the Message Content intent is granted. */
  readonly allowContent?: boolean
  /** The bot's permissions over the server, and in interactions. */
  readonly permissions?: string
  readonly inNoServer?: boolean
  /** Two servers, of different shards where there are two. */
  readonly twoServers?: boolean
  /** Bits that the bot is denied, by channel. */
  readonly denied?: Readonly<Record<string, bigint>>
  /** See GatewayOptions. */
  readonly identifyMs?: number
  readonly concurrency?: number
  readonly leastShards?: number
  /** What `/gateway/bot` says how many shards there should be. */
  readonly shards?: number
}

/** An interaction as the simulator keeps it. */
export interface Interaction {
  readonly token: string
  readonly channel: string
  readonly at: number
  answered?: () => void
  /** Id of the message that answers it. */
  original?: string
  callback?: { type: number; data?: unknown }
  /** When it was acknowledged, in milliseconds after it was sent. */
  took?: number
  expired?: boolean
}

/** A file as Discord's servers hand it out. */
export interface HostedFile {
  readonly bytes: Buffer
  readonly status: number
  readonly contentType: string
}

/** Everything the simulator remembers. */
export interface DiscordState {
  readonly setup: DiscordSetup
  readonly id: () => string
  readonly messages: KeptMessage[]
  readonly threads: Map<string, KeptThread>
  readonly interactions: Map<string, Interaction>
  readonly files: Map<string, HostedFile>
  readonly broken: string[]
  readonly requests: { method: string; path: string; body: unknown }[]
  readonly faults: Map<string, Fault[]>
  readonly refused: Set<string>
  readonly nonces: Map<string, string>
  /** Seconds that the next request to any route is told to wait, for everybody. */
  globalLimits: number
  /** Status with which everything is refused from now on: 401, 403. */
  refuseAll?: number
  readonly channelJson: (id: string) => ReturnType<typeof textChannel> | ReturnType<typeof directChannel> | ReturnType<typeof threadChannel>
}

/** A state without messages. */
export function emptyState(setup: DiscordSetup): DiscordState {
  let counter = 200000000000000000n
  const threads = new Map<string, KeptThread>()
  return {
    setup,
    id() {
      counter += 1000n
      return String(counter)
    },
    messages: [],
    threads,
    interactions: new Map(),
    files: new Map(),
    broken: [],
    requests: [],
    faults: new Map(),
    refused: new Set(),
    nonces: new Map(),
    globalLimits: 0,
    channelJson(of) {
      const thread = threads.get(of)
      if (thread !== undefined) return threadChannel(of, thread)
      return of === DIRECT ? directChannel() : textChannel(of, setup.denied?.[of])
    },
  }
}
