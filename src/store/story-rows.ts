import { batches, type Queries, storable, storableOrNull } from './engine.js'
import type { StoryChange, StoryState } from './stories.js'

/** States handed over at a time where a process takes them all in, so that not all of them are in memory twice. */
export const STATES_AT_ONCE = 2_000

/** States of stories changed since `version` and still open, oldest change first; at most `limit` of them. */
export async function storyStates(db: Queries, version: number, openSince: number, limit?: number): Promise<readonly StoryState[]> {
  const query = db
    .selectFrom('stories')
    .select(['id', 'state_json', 'updated_at', 'version'])
    .where('version', '>', version)
    .where('updated_at', '>=', openSince)
    .orderBy('version')
  const rows = await (limit === undefined ? query : query.limit(limit)).execute()
  return rows.map((row) => ({
    id: row.id,
    state: JSON.parse(row.state_json ?? 'null') as unknown,
    updatedAt: row.updated_at,
    version: row.version,
  }))
}

/**
 * Writes what placing an article changed. Callers see to it that one article is placed at a time.
 * @returns the version under which the story stands now.
 */
export async function placeInStory(tx: Queries, articleSeq: number, { story, foldedInto, differences }: StoryChange): Promise<number> {
  const { version: last } = await tx
    .selectFrom('stories')
    .select((eb) => eb.fn.coalesce(eb.fn.max('version'), eb.lit(0)).as('version'))
    .executeTakeFirstOrThrow()
  const version = last + 1
  const values = {
    title: storableOrNull(story.title),
    version,
    state_json: storable(JSON.stringify(story.state)),
  }
  const { seq } = await tx
    .insertInto('stories')
    .values({ id: story.id, opened_at: story.at, updated_at: story.at, ...values })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        ...values,
        // Articles come in late: a story changed last when its newest article came.
        opened_at: eb.case().when('stories.opened_at', '>', story.at).then(story.at).else(eb.ref('stories.opened_at')).end(),
        updated_at: eb.case().when('stories.updated_at', '<', story.at).then(story.at).else(eb.ref('stories.updated_at')).end(),
      })),
    )
    .returning('seq')
    .executeTakeFirstOrThrow()
  const folded =
    foldedInto === undefined ? undefined : await tx.selectFrom('articles').select('seq').where('id', '=', foldedInto).executeTakeFirst()
  await tx
    .insertInto('story_members')
    .values({ article_seq: articleSeq, story_seq: seq, joined_at: story.at, folded_into: folded?.seq ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  if (differences === undefined) return version
  await tx.deleteFrom('story_differences').where('story_seq', '=', seq).execute()
  const rows = differences.map((one, ordinal) => ({ story_seq: seq, ordinal, difference_json: storable(JSON.stringify(one)) }))
  for (const batch of batches(rows, 3)) await tx.insertInto('story_differences').values(batch).execute()
  return version
}
