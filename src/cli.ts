import { Command, CommanderError, Option } from 'commander'
import { BATCH_TASKS } from './cli/batch-tasks.js'
import type { BriefOptions } from './cli/brief.js'
import type { StartOptions } from './cli/serve.js'
import { packageVersion } from './cli/package-root.js'
import type { Streams } from './cli/streams.js'

const FAILED = 1
const USAGE = 2

/**
 * The terminal program.
 * @returns exit status: 0 done, 1 the input cannot be used (one sentence on standard error), 2 the call cannot be used.
 */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  let status = 0
  const program = programFor(streams, (value) => {
    status = value
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
    // The reader of a pipe has seen enough ('onrecord batch brief | head').
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return status
    const { OnRecordError } = await import('./errors.js')
    const known = error instanceof OnRecordError
    streams.stderr.write(known ? `${error.message}\n` : `Something went wrong that should not: ${(error as Error).stack ?? error}\n`)
    return known && error.code === 'unknown-task' ? USAGE : FAILED
  }
}

function programFor(streams: Streams, setStatus: (status: number) => void): Command {
  const program = new Command('onrecord')
    .description('What happened and who said what, in the article’s own words.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({ writeOut: (text) => streams.stdout.write(text), writeErr: (text) => streams.stderr.write(text) })
    .showHelpAfterError('(onrecord --help lists the commands)')
  program
    .command('brief')
    .description('brief one article: key points, and who said what')
    .argument('<file>', 'plain text (its first line may be the headline), an HTML page, or JSON with a text; - for standard input')
    .addOption(new Option('--json', 'for programs: offsets and words').conflicts(['markdown', 'html', 'explain']))
    .addOption(new Option('--markdown', 'as Markdown').conflicts(['html', 'explain']))
    .addOption(new Option('--html', 'as a page').conflicts(['explain']))
    .option('--all', 'every statement, the unsure ones too')
    .addOption(new Option('--explain [number]', 'why a statement was read as it was; without a number, all of them in short'))
    .option('--title <words>', 'the headline, where the file does not begin with it')
    .option('--outlet <name>', 'who published it')
    .option('--date <date>', 'when it was published, such as 2026-03-12')
    .option('--url <address>', 'where it stands; citations then link to their place')
    .action(async (file: string, options: BriefOptions) => (await import('./cli/brief.js')).runBrief(file, options, streams))
  program
    .command('batch')
    .description('read JSON Lines on standard input, write JSON Lines on standard output')
    .argument(
      '<task>',
      Object.entries(BATCH_TASKS)
        .map(([name, { meaning }]) => `${name}: ${meaning}`)
        .join('; '),
    )
    .action(async (task: string) => setStatus(await (await import('./cli/batch.js')).runBatch(task, streams)))
  program
    .command('start')
    .description('run the desk: web page, sources, digests, and the chat platforms whose tokens are set')
    .option('--roles <list>', 'what this process does: all, or some of web, poll, deliver, slack, discord, with commas')
    .action(async (options: StartOptions) => (await import('./cli/serve.js')).serve(options, streams))
  // Subcommands are made before settings are inherited.
  for (const command of program.commands) command.copyInheritedSettings(program)
  return program
}
