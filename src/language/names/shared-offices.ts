import { actorSense } from './actors.js'
import type { Passage } from './passage.js'

/** Names that a British body shares with those of other states. */
const SHARED = /^(?:the )?(?:Foreign Office|Home Office|Cabinet Office|Ministry of Defence|MoD)$/u
const BRITISH =
  /\b(?:Britain|British|UK|U\.K\.|United Kingdom|London|Whitehall|Downing Street|Westminster|England|Scotland|Scottish|Wales|Welsh|Royal Navy)\b/u
const known = new WeakMap<Passage, boolean>()

/** What a name means as an actor in this article: as `actorSense`, but "the Foreign Office" is Britain's only where Britain is spoken of. */
export function senseHere(p: Passage, name: string): ReturnType<typeof actorSense> {
  return SHARED.test(name) && !isBritish(p) ? undefined : actorSense(name)
}

function isBritish(p: Passage): boolean {
  const found = known.get(p) ?? BRITISH.test(p.text)
  known.set(p, found)
  return found
}
