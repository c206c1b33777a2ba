import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { postMarkdown } from '../../adapters/terminal/post-markdown.js'
import { postText } from '../../adapters/terminal/post-text.js'
import { readConfig } from '../config.js'
import { CATALOGUE, commandNamed, saysTooLittle } from '../desk/catalogue.js'
import { createDesk } from '../desk/desk.js'
import { readLine } from '../desk/line.js'
import { InputError } from '../errors.js'
import type { Post } from '../text/post.js'
import { WEB_CHANNEL } from './channel.js'
import { openWorkshop } from './desk-services.js'
import { type Streams, styleOf, write } from './streams.js'

const FAILED = 1
const USAGE = 2

/** How a command's answer is written. */
export interface CommandOutput {
  /** The post as JSON. */
  readonly json?: boolean
  readonly markdown?: boolean
  /** A file that goes with the command (OPML). */
  readonly file?: string
}

/**
 * Answers one of the desk's commands in the terminal, on the same store and for the same channel as the web desk.
 * What is wrong is said on standard error.
 * @returns exit status: 1 where something is wrong, 2 where the call says too little or an unknown action.
 */
export async function runDeskCommand(
  name: string,
  words: readonly string[],
  options: Readonly<Record<string, string>>,
  output: CommandOutput,
  streams: Streams,
): Promise<number> {
  const config = readConfig()
  const attachment = output.file === undefined ? undefined : await fileText(output.file)
  const spec = commandNamed(name)
  const line = words.join(' ')
  const workshop = await openWorkshop({ ...config, logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel })
  try {
    const desk = createDesk(workshop.services)
    const post = await desk.command({
      command: name,
      options,
      line,
      place: WEB_CHANNEL,
      person: { id: 'terminal', mayManage: true },
      callId: randomUUID(),
      ...(attachment === undefined ? {} : { attachment }),
    })
    const said = inTerminalWords(post)
    const text = output.json
      ? JSON.stringify(post, null, 2)
      : output.markdown
        ? postMarkdown(said)
        : (listIn(post) ?? postText(said, styleOf(streams)))
    const isError = post.kind === 'error'
    await write(isError && !output.json ? streams.stderr : streams.stdout, `${text.trimEnd()}\n`)
    if (!isError) return 0
    return saysTooLittle(spec, spec === undefined ? options : { ...readLine(spec, line), ...options }) ? USAGE : FAILED
  } finally {
    await workshop.close()
  }
}

const OWN_WORDS: ReadonlySet<Post['kind']> = new Set(['error', 'notice', 'schedule', 'status'])

/** The desk says "/sources add"; here that is "onrecord sources add" (`brief` is another here: it reads a file). Only what the desk itself has written, never an article's words. */
function inTerminalWords(post: Post): Post {
  if (!OWN_WORDS.has(post.kind)) return post
  const said = (text: string): string =>
    text.replaceAll(COMMAND, (_, before: string, name: string) => `${before}onrecord ${name}`).replaceAll('onrecord onrecord', 'onrecord')
  return {
    ...post,
    title: said(post.title),
    ...(post.footer === undefined ? {} : { footer: said(post.footer) }),
    sections: post.sections.map((section) => ({
      ...section,
      parts: section.parts.map((part) => (part.type === 'note' ? { ...part, text: said(part.text) } : part)),
    })),
  }
}

const COMMAND = new RegExp(
  `(^|[\\s(“:])/(${CATALOGUE.map(({ name }) => name)
    .filter((name) => name !== 'brief')
    .join('|')})\\b`,
  'gu',
)

/** The list that `sources export` gives: written as it is, so that it can be sent into a file. */
function listIn({ sections }: Post): string | undefined {
  const parts = sections.flatMap((section) => section.parts)
  return parts.flatMap((part) => (part.type === 'note' && part.text.startsWith('<?xml') ? part.text : []))[0]
}

async function fileText(path: string): Promise<{ name: string; text: string }> {
  try {
    return { name: path, text: await readFile(path, 'utf8') }
  } catch (cause) {
    throw new InputError('no-file', `${path} cannot be read: check its name and permissions.`, { cause })
  }
}
