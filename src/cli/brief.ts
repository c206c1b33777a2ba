import { type Brief, briefOf, briefPost } from '../../summaries/brief.js'
import { type ArticleDetails, type ReadArticle, readArticle } from './article-input.js'
import { briefJson } from './brief-json.js'
import { movedPost } from './places.js'
import { loadReader } from './reader.js'
import { type Streams, styleOf, write } from './streams.js'

/** Options of `onrecord brief`. */
export interface BriefOptions extends ArticleDetails {
  readonly json?: boolean
  readonly markdown?: boolean
  readonly html?: boolean
  readonly all?: boolean
  /** True for all statements, a number for one. */
  readonly explain?: boolean | string
}

/** `onrecord brief FILE|-`. @throws InputError, one sentence on what is wrong and what to do. */
export async function runBrief(file: string, options: BriefOptions, streams: Streams): Promise<void> {
  const [input, reader] = await Promise.all([readArticle(file, streams.stdin, options), loadReader()])
  for (const note of input.notes) await write(streams.stderr, `${note}\n`)
  if (options.explain !== undefined) {
    const { explain } = await import('./explain.js')
    return write(streams.stdout, explain(input, reader, options.explain, styleOf(streams)))
  }
  const brief = briefOf(reader.read(input.article), { all: options.all === true })
  await write(streams.stdout, await rendered(brief, input, file, options, streams))
}

async function rendered(brief: Brief, input: ReadArticle, file: string, options: BriefOptions, streams: Streams): Promise<string> {
  if (options.json) return `${JSON.stringify(briefJson(brief, input), null, 2)}\n`
  const more = options.markdown || options.html ? {} : { more: `See all of them: onrecord brief ${file} --all` }
  const post = movedPost(briefPost(brief, more), input.base)
  if (options.markdown) return (await import('../../adapters/terminal/post-markdown.js')).postMarkdown(post)
  if (options.html) return (await import('../../adapters/terminal/post-html.js')).postHtml(post)
  return (await import('../../adapters/terminal/post-text.js')).postText(post, styleOf(streams))
}
