import { articleId } from '../store/ids.js'
import type { Article } from '../text/article.js'
import { addressKey, stripTracking } from './address.js'
import { cleanLine, cleanText } from './clean.js'
import type { FeedEntry } from './feed.js'
import type { Fetcher } from './fetch.js'
import type { Page } from './page.js'
import { languageOf, type PageTrouble } from './page-trouble.js'
import type { OwnText, Parser } from './parser.js'
import { fetchPage } from './source.js'

/** What an entry became: an article, or a sentence on why it is none. */
export type EntryArticle = { readonly article: Article } | { readonly trouble: string }

/** Where an entry comes from. */
export interface EntryOrigin {
  readonly feedTitle?: string
  readonly feedUrl: string
}

/** Longest article that is read, in characters: some 150,000 words. What is longer is no article. */
const LONGEST = 1_000_000
/** An entry's own text stands in for a page that cannot be read where it has so many words. */
const WORTH_READING = 40

/**
 * Makes the article of an entry: of its own text where that is whole, else of its page; where the page shows none (a wall), of its own text if
 * that says enough.
 * @param lastTry The page has failed before: what the entry brings along will have to do.
 * @throws FetchError where the page cannot be fetched and it is not the last try.
 */
export async function articleOfEntry(
  { fetcher, parser }: { readonly fetcher: Fetcher; readonly parser: Parser },
  entry: FeedEntry,
  origin: EntryOrigin,
  now: number,
  lastTry: boolean,
): Promise<EntryArticle> {
  const own = entry.html === undefined && entry.text === undefined ? NO_TEXT : await parser.own(entry)
  if (entry.url === undefined || own.isWhole) return fromOwnText(entry, own, origin, now)
  const isEnough = own.text.split(/\s+/u).length >= WORTH_READING
  let page: Page
  try {
    page = await fetchPage(fetcher, entry.url, parser)
  } catch (error) {
    if (lastTry && isEnough) return fromOwnText(entry, own, origin, now)
    throw error
  }
  if (page.trouble !== undefined && page.trouble.kind !== 'language' && isEnough) return fromOwnText(entry, own, origin, now)
  return articleOfPage(page, now, {
    url: entry.url,
    ...(entry.title === '' ? {} : { title: entry.title }),
    ...(entry.publishedAt === undefined ? {} : { publishedAt: entry.publishedAt }),
    ...(entry.author === undefined ? {} : { byline: entry.author }),
    ...(origin.feedTitle === undefined ? {} : { outlet: origin.feedTitle }),
  })
}

const NO_TEXT: OwnText = { text: '', isWhole: false }

type Known = Partial<Pick<Article, 'url' | 'title' | 'publishedAt' | 'byline' | 'outlet'>>

/** The article of a page; what the entry says of title and date goes before what the page says, the page's own address before the entry's. */
export function articleOfPage(page: Page, now: number, known: Known = {}): EntryArticle {
  if (page.trouble !== undefined) return { trouble: page.trouble.sentence }
  const url = page.url ?? known.url
  return finish(
    {
      text: page.text,
      title: known.title ?? page.title,
      url,
      outlet: page.outlet ?? known.outlet,
      byline: known.byline ?? page.byline,
      publishedAt: known.publishedAt ?? page.publishedAt,
      language: page.language,
    },
    now,
  )
}

function fromOwnText(entry: FeedEntry, { text, language }: OwnText, { feedTitle, feedUrl }: EntryOrigin, now: number): EntryArticle {
  const { title, url, author: byline, publishedAt } = entry
  const outlet = feedTitle || (URL.canParse(feedUrl) ? new URL(feedUrl).host : undefined)
  return finish({ text, title, url, byline, publishedAt, outlet, language }, now)
}

/** Text that was pasted or came as a file, as an article; its first line is its title where it is short and stands alone. */
export function articleOfText(written: string, now: number): EntryArticle {
  const text = cleanText(written)
  const [first = '', ...rest] = text.split('\n\n')
  const isTitled = rest.length > 0 && first.length <= 160 && !/[.!?…][”"’']?$/u.test(first)
  return finish({ text: isTitled ? rest.join('\n\n') : text, title: isTitled ? first : '', language: languageOf(text) }, now)
}

interface Raw {
  readonly text: string
  readonly title: string
  readonly url?: string | undefined
  readonly outlet?: string | undefined
  readonly byline?: string | undefined
  readonly publishedAt?: string | undefined
  readonly language?: string | undefined
}

const DAY = 86_400_000

/** Cleans, names and checks an article. A date from the future is taken for no date. */
function finish(raw: Raw, now: number): EntryArticle {
  const text = cleanText(raw.text)
  if (text === '') return { trouble: 'It brings no text, and has no page to be read; the source may publish headlines only.' }
  if (text.length > LONGEST) return { trouble: `With ${text.length.toLocaleString('en')} characters it is too long for an article.` }
  if (raw.language !== undefined && raw.language !== 'en') return { trouble: languageTrouble(raw.language).sentence }
  const url = raw.url === undefined ? undefined : stripTracking(raw.url)
  const time = raw.publishedAt === undefined ? Number.NaN : Date.parse(raw.publishedAt)
  const line = (key: 'title' | 'outlet' | 'byline'): Partial<Article> => {
    const value = cleanLine(raw[key] ?? '').slice(0, 500)
    return value === '' ? {} : { [key]: value }
  }
  return {
    article: {
      id: articleId({ text, ...(url === undefined ? {} : { url: addressKey(url) }) }),
      text,
      ...line('title'),
      ...line('outlet'),
      ...line('byline'),
      ...(url === undefined ? {} : { url }),
      ...(Number.isNaN(time) || time > now + DAY ? {} : { publishedAt: new Date(time).toISOString() }),
      readAt: new Date(now).toISOString(),
      language: 'en',
    },
  }
}

const languageTrouble = (language: string): PageTrouble => ({
  kind: 'language',
  sentence: `This article is in ${new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language}; On Record reads English only.`,
})
