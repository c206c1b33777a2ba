import type { Citation } from '../src/text/citation.js'
import type { Part, Post, Section } from '../src/text/post.js'
import { ARTICLE } from '../test/browser/window.js'
import { openNewsroom } from '../test/desk/newsroom.js'

/** What the desk answers over the sample newsroom, for pictures: never a post made up by hand, so that a picture shows what people get. */
export async function picturePosts(): Promise<Readonly<Record<'digest' | 'brief' | 'stance', Post>>> {
  const room = await openNewsroom()
  try {
    return {
      digest: onTheWeb(await room.call('digest', 'Norway since 3 days ago')),
      brief: onTheWeb(await room.call('brief', ARTICLE)),
      stance: onTheWeb(await room.call('stance', 'norway')),
    }
  } finally {
    await room.close()
  }
}

/** The samples stand on no page; in a picture they have addresses, as articles have, so that links are seen to be links. */
function onTheWeb(post: Post): Post {
  const first = post.sections.flatMap((section) => citationsIn(section))[0]
  return {
    ...post,
    ...(post.kind === 'digest' || first === undefined || post.kind === 'stance' ? {} : { titleUrl: addressOf(first.outlet ?? 'news') }),
    sections: post.sections.map((section) => {
      const cited = citationsIn(section)[0]
      return {
        ...section,
        ...(post.kind === 'digest' && cited !== undefined ? { headingUrl: addressOf(cited.outlet ?? 'news') } : {}),
        parts: section.parts.map(linked),
      }
    }),
    ...(post.replies === undefined ? {} : { replies: post.replies.map(onTheWeb) }),
  }
}

const citationsIn = ({ parts }: Section): readonly Citation[] => parts.flatMap((part) => ('citation' in part ? [part.citation] : []))

const addressOf = (outlet: string): string => `https://${outlet.toLowerCase().replace(/\W+/gu, '-').replace(/-+$/u, '')}.example/article`

function linked(part: Part): Part {
  const withAddress = (citation: Citation): Citation => ({ ...citation, url: addressOf(citation.outlet ?? 'news') })
  if (part.type === 'line' || part.type === 'quotation') return { ...part, citation: withAddress(part.citation) }
  if (part.type === 'difference') return { ...part, citations: part.citations.map(withAddress) }
  if (part.type === 'links') return { ...part, links: part.links.map(({ label }) => ({ label, url: addressOf(label) })) }
  return part
}
