import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { postMarkdown } from '../../adapters/terminal/post-markdown.js'
import { postText } from '../../adapters/terminal/post-text.js'
import { readConfig } from '../config.js'
import { createDesk } from '../desk/desk.js'
import { InputError } from '../errors.js'
import type { Post } from '../text/post.js'
import { WEB_CHANNEL } from './channel.js'
import { openWorkshop } from './desk-services.js'
import { type Streams, styleOf, write } from './streams.js'

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
 * @returns exit status: 1 where the answer says that something is wrong.
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
  const workshop = await openWorkshop({ ...config, logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel })
  try {
    const desk = createDesk(workshop.services)
    const post = await desk.command({
      command: name,
      options,
      line: words.join(' '),
      place: WEB_CHANNEL,
      person: { id: 'terminal', mayManage: true },
      callId: randomUUID(),
      ...(attachment === undefined ? {} : { attachment }),
    })
    const text = output.json
      ? JSON.stringify(post, null, 2)
      : output.markdown
        ? postMarkdown(post)
        : (listIn(post) ?? postText(post, styleOf(streams)))
    await write(streams.stdout, `${text.trimEnd()}\n`)
    return post.kind === 'error' ? 1 : 0
  } finally {
    await workshop.close()
  }
}

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
