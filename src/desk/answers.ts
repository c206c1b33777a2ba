import type { Post } from '../text/post.js'
import { type CommandName, commandNamed, saysTooLittle } from './catalogue.js'
import { ask } from './commands/ask.js'
import { brief } from './commands/brief.js'
import { digest } from './commands/digest.js'
import { onrecord } from './commands/onrecord.js'
import { schedule } from './commands/schedule.js'
import { sources } from './commands/sources.js'
import { stance } from './commands/stance.js'
import { who } from './commands/who.js'
import { nothingYet } from './searched.js'
import type { CommandContext } from './services.js'

/** What each command of the catalogue answers; a command without an answer does not compile. */
const ANSWERS = { brief, stance, who, ask, digest, sources, schedule, onrecord } as const satisfies Record<
  CommandName,
  (context: CommandContext) => Promise<Post>
>

/** Commands that are answered from a channel's articles, where there are any. */
const FROM_ARTICLES: ReadonlySet<CommandName> = new Set(['stance', 'who', 'ask', 'digest'])

/** What a command answers; where it needs articles and the channel has none yet, what to do about that. A call that says too little is told so first. */
export async function answerTo(name: CommandName, context: CommandContext): Promise<Post> {
  const isWhole = !saysTooLittle(commandNamed(name), context.call.options)
  const nothing = FROM_ARTICLES.has(name) && isWhole ? await nothingYet(context.services.store, context.channel) : undefined
  return nothing ?? ANSWERS[name](context)
}
