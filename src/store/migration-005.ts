import type { Engine } from './engine.js'

/**
 * Schema step: what editions say is kept once for all channels to which it says the same; and who holds a lease is named by the session that
 * PostgreSQL knows, so that it tells at once when the holder is gone (presence.ts).
 */
export const sharedDigests = (kind: Engine['kind']): readonly string[] => [
  `create table digests (key text primary key, post_json text not null, written_at ${kind === 'sqlite' ? 'integer' : 'bigint'} not null)`,
  'alter table editions add column digest text',
  'create index editions_digest on editions (digest)',
  'alter table editions add column lease_session integer',
]
