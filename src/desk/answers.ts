import type { Post } from '../text/post.js'
import type { CommandName } from './catalogue.js'
import { ask } from './commands/ask.js'
import { brief } from './commands/brief.js'
import { digest } from './commands/digest.js'
import { onrecord } from './commands/onrecord.js'
import { schedule } from './commands/schedule.js'
import { sources } from './commands/sources.js'
import { stance } from './commands/stance.js'
import { who } from './commands/who.js'
import type { CommandContext } from './services.js'

/** What each command of the catalogue answers; a command without an answer does not compile. */
export const ANSWERS = { brief, stance, who, ask, digest, sources, schedule, onrecord } as const satisfies Record<
  CommandName,
  (context: CommandContext) => Promise<Post>
>
