import type { Document, Entity } from '../text/document.js'
import { leadEnd } from '../text/line-leads.js'
import { batches, type Queries, storable, storableOrNull } from './engine.js'
import { nameKey } from './words.js'

interface Named {
  readonly key: string
  readonly name: string
  readonly kind: string
  readonly role: string | null
  readonly actor: string | null
  weight: number
}

/** Writes whom the article names, and how much is heard of them; gives the ids of the names by their key. */
export async function keepNames(tx: Queries, document: Document, articleSeq: number): Promise<ReadonlyMap<string, number>> {
  const named = namedIn(document)
  const ids = new Map<string, number>()
  // Always in the same order, so that two processes that keep articles on the same people cannot wait for each other.
  const rows = [...named.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  for (const batch of batches(rows, 4)) {
    const kept = await tx
      .insertInto('names')
      .values(batch.map(({ key, name, kind, weight }) => ({ key, name, kind, weight })))
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((eb) => ({ weight: eb('names.weight', '+', eb.ref('excluded.weight')) })),
      )
      .returning(['id', 'key', 'weight'])
      .execute()
    for (const { id, key } of kept) ids.set(key, id)
    // A name whose weight is this article's alone is new: its words are not known yet.
    const fresh = kept.filter((row) => row.weight === named.get(row.key)?.weight)
    const parts = fresh.flatMap(({ id, key }) => [...new Set(key.split(' '))].map((part) => ({ part, name_id: id })))
    for (const some of batches(parts, 2))
      await tx
        .insertInto('name_parts')
        .values(some)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
  }
  const links = [...named.values()].flatMap(({ key, role, actor }, ordinal) => {
    const name_id = ids.get(key)
    return name_id === undefined
      ? []
      : [{ article_seq: articleSeq, name_id, role: storableOrNull(role), ordinal, actor: storableOrNull(actor) }]
  })
  for (const batch of batches(links, 5)) await tx.insertInto('article_names').values(batch).execute()
  return ids
}

/** Names of the article by key, in order of appearance: people, bodies and places, and whoever else speaks. Weight: 1, and 1 a statement. */
function namedIn(document: Document): Map<string, Named> {
  const { entities, statements } = document
  const named = new Map<string, Named>()
  const add = (name: string, kind: string, role: string | null, actor: string | null): Named | undefined => {
    const key = nameKey(name)
    if (key === '') return undefined
    const known = named.get(key) ?? { key, name: storable(name).slice(0, 200), kind, role, actor, weight: 1 }
    named.set(key, known)
    return known
  }
  const isSigned = signedIn(document)
  for (const entity of entities) {
    const { name, kind, role, actor } = entity
    if (kind !== 'other' && (actor !== null || !isSigned(entity))) add(name, kind, role, actor)
  }
  for (const { speaker, entity } of statements) {
    if (speaker === null || speaker.name === null) continue
    const found = add(speaker.name, entities[entity]?.kind ?? 'other', speaker.role, speaker.actor)
    if (found !== undefined) found.weight++
  }
  return named
}

/** Whether somebody is named only before the first sentence, as town and agency are in "OSTBY (Nordnytt) -": the news is not about them. */
function signedIn({ article, paragraphs, mentions }: Document): (entity: Entity) => boolean {
  const leads = paragraphs.flatMap(({ start, end }, number) => {
    const leadsTo = leadEnd(article.text, start, end, number)
    return leadsTo > start ? [{ start, end: leadsTo }] : []
  })
  const isLead = (at: number): boolean => leads.some(({ start, end }) => at >= start && at < end)
  return (entity) => entity.mentions.length > 0 && entity.mentions.every((index) => isLead(mentions[index]?.start ?? -1))
}
