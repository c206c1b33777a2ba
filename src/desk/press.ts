import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import type { Press } from '../../adapters/platform/desk.js'
import { recordPart } from '../../summaries/statement-record.js'
import type { ArticleCard } from '../store/articles.js'
import { counted } from '../text/counted.js'
import type { Part, Post } from '../text/post.js'
import { answerTo } from './answers.js'
import { CATALOGUE } from './catalogue.js'
import { digestStory } from './digest-builder.js'
import { errorPost, note } from './posts.js'
import { channelOf, type DeskServices, teamOf } from './services.js'

/** Statements that one press shows, at most. */
const MOST = 40

/** Answers a pressed button. Buttons carry plain values, so that they work after a restart and on any replica. */
export async function press(services: DeskServices, pressed: Press): Promise<Post> {
  if (pressed.action === 'more') return more(services, pressed)
  if (pressed.action === 'who-said-what') return whoSaidWhat(services, pressed)
  if (pressed.action === 'sources') return sourcesOf(services, pressed)
  return errorPost('This button is from an older version of the desk. Ask again with a command.')
}

/** What a "Show more" button carries: the command, its options and the page to show. */
export const moreValue = (command: string, options: Readonly<Record<string, string>>, page: number): string =>
  new URLSearchParams({ ...options, '/command': command, '/page': String(page) }).toString()

async function more(services: DeskServices, pressed: Press): Promise<Post> {
  const given = Object.fromEntries(new URLSearchParams(pressed.value))
  const name = CATALOGUE.find((spec) => spec.name === given['/command'])?.name
  if (name === undefined) return errorPost('This button is from an older version of the desk. Ask again with a command.')
  const { '/command': _, '/page': page = '2', ...options } = given
  const channel = channelOf(pressed.place)
  const call = {
    command: name,
    options: { ...options, page },
    place: pressed.place,
    person: pressed.person,
    callId: pressed.callId || randomUUID(),
  }
  return answerTo(name, { services, call, channel, team: teamOf(pressed.place), now: services.now() })
}

async function whoSaidWhat({ store }: DeskServices, { value, place }: Press): Promise<Post> {
  const ids = await articlesOf(store, value)
  const statements = await store.statements.ofArticles(ids, teamOf(place))
  if (statements.length === 0) return errorPost('No statement was found in these articles.')
  const [card] = await store.articles.cards(ids.slice(0, 1))
  return {
    kind: 'who',
    audience: 'channel',
    title: 'Who said what',
    // Pressed under one of a digest's stories, and answered apart from it.
    ...(card?.title === undefined ? {} : { subtitle: card.title }),
    sections: [
      {
        parts: [
          ...statements.slice(0, MOST).map((statement) => recordPart(statement)),
          ...(statements.length > MOST
            ? [note(`${statements.length - MOST} more ${statements.length - MOST === 1 ? 'is' : 'are'} in the articles.`, 'small')]
            : []),
        ],
      },
    ],
    about: { stories: [], articles: ids },
  }
}

async function sourcesOf(services: DeskServices, { value, place }: Press): Promise<Post> {
  const { store } = services
  const [kind, id = ''] = split(value)
  const story = kind === 'story' ? await store.stories.get(id) : await store.stories.ofArticle(id)
  if (story === undefined) {
    const cards = kind === 'article' ? await store.articles.cards([id]) : []
    if (cards.length === 0) return errorPost('This story is no longer kept.')
    return {
      kind: 'sources',
      audience: 'person',
      title: 'Source',
      sections: [{ parts: cards.map(articlePart) }],
    }
  }
  const members = await store.stories.members(story.id, { channel: channelOf(place) })
  const told = await digestStory(services, channelOf(place), story, members)
  return {
    kind: 'sources',
    audience: 'person',
    title: `${counted(told.outlets.length, 'outlet')}, ${counted(members.length, 'article')}`,
    sections: [
      {
        parts: [
          ...members.slice(0, MOST).map(articlePart),
          ...(members.length > MOST ? [note(`${members.length - MOST} more are kept.`, 'small')] : []),
        ],
      },
      ...(told.differences.length === 0 ? [] : [{ heading: 'Where they differ', parts: told.differences.slice(0, 8) }]),
    ],
  }
}

async function articlesOf(store: DeskServices['store'], value: string): Promise<string[]> {
  const [kind, id = ''] = split(value)
  if (kind === 'article') return [id]
  const members = await store.stories.members(id)
  return members
    .filter(({ foldedInto }) => foldedInto === undefined)
    .slice(0, 12)
    .map((member) => member.id)
}

const split = (value: string): string[] => {
  const at = value.indexOf(':')
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 1)]
}

/** "Kestrel Post, 23 Nov, 07:00 UTC" and the headline, which leads to the article. */
function articlePart({ outlet, title = 'Untitled', url, publishedAt, readAt }: ArticleCard): Part {
  const when = DateTime.fromISO(publishedAt ?? readAt, { zone: 'utc', locale: 'en-GB' }).toFormat("d LLL, HH:mm 'UTC'")
  return {
    type: 'links',
    label: [outlet, when].filter(Boolean).join(', '),
    links: [{ label: title, ...(url === undefined ? {} : { url }) }],
  }
}
