import { generateOpml, parseOpml } from 'feedsmith'
import { FeedError } from '../errors.js'
import { resolveAddress } from './address.js'

/** A source as reading lists carry it. */
export interface ListedSource {
  readonly url: string
  readonly title: string
  readonly siteUrl?: string
  /** Folders it stands in, outermost first. */
  readonly folders: readonly string[]
  /** Set where it is a page that lists articles (an outline of type "link"), and no feed. */
  readonly kind?: 'page'
}

interface Outline {
  text?: string | undefined
  title?: string | undefined
  xmlUrl?: string | undefined
  htmlUrl?: string | undefined
  url?: string | undefined
  type?: string | undefined
  outlines?: Outline[] | undefined
}

/**
 * Reads the feeds out of an OPML file, folders flattened, each address once.
 *
 * @throws FeedError `not-opml` where it is none or holds no feed.
 */
export function readOpml(xml: string): ListedSource[] {
  const found = new Map<string, ListedSource>()
  const walk = (outlines: readonly Outline[] | undefined, folders: readonly string[]): void => {
    for (const outline of outlines ?? []) {
      const name = (outline.title ?? outline.text ?? '').trim()
      const url = resolveAddress(outline.xmlUrl ?? (/^(?:rss|atom|link)$/iu.test(outline.type ?? '') ? outline.url : undefined))
      if (url !== undefined && !found.has(url)) {
        const siteUrl = resolveAddress(outline.htmlUrl)
        const isPage = outline.xmlUrl === undefined && outline.type?.toLowerCase() === 'link'
        found.set(url, {
          url,
          title: name || new URL(url).host,
          folders,
          ...(siteUrl === undefined ? {} : { siteUrl }),
          ...(isPage ? { kind: 'page' } : {}),
        })
      }
      if (folders.length < DEEPEST) walk(outline.outlines, name && url === undefined ? [...folders, name] : folders)
    }
  }
  walk(outlinesOf(xml), [])
  if (found.size === 0) throw new FeedError('not-opml', 'This OPML file lists no feeds; export the list again from your reader, as OPML.')
  return [...found.values()]
}

const DEEPEST = 20

function outlinesOf(xml: string): readonly Outline[] | undefined {
  try {
    return parseOpml(xml).body?.outlines as readonly Outline[] | undefined
  } catch (cause) {
    throw new FeedError('not-opml', 'This is not an OPML file; export the list from your reader as OPML and try again.', { cause })
  }
}

/** Writes sources as OPML 2.0 that other readers take; folders by each source's first one. */
export function writeOpml(sources: readonly ListedSource[], title: string, createdAt: string): string {
  const outline = ({ url, title, siteUrl, kind }: ListedSource): Outline & { text: string } => ({
    text: title,
    title,
    ...(kind === 'page' ? { type: 'link', url } : { type: 'rss', xmlUrl: url }),
    ...(siteUrl === undefined ? {} : { htmlUrl: siteUrl }),
  })
  const folders = [...new Set(sources.map(({ folders }) => folders[0] ?? ''))]
  const outlines = folders.flatMap((folder) => {
    const within = sources.filter((source) => (source.folders[0] ?? '') === folder).map(outline)
    return folder ? [{ text: folder, title: folder, outlines: within }] : within
  })
  return generateOpml({ head: { title, dateCreated: new Date(createdAt) }, body: { outlines } } as never)
}
