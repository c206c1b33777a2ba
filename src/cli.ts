import { Command, CommanderError, Option } from 'commander'
import type { CommandSpec } from '../adapters/platform/command.js'
import { BATCH_TASKS } from './cli/batch-tasks.js'
import type { BriefOptions } from './cli/brief.js'
import { completionFor, SHELLS } from './cli/completion.js'
import { EXAMPLES } from './cli/examples.js'
import { packageVersion } from './cli/package-root.js'
import type { StartOptions } from './cli/serve.js'
import type { SetupOptions } from './cli/setup.js'
import type { Streams } from './cli/streams.js'
import { CATALOGUE } from './desk/catalogue.js'

const FAILED = 1
const USAGE = 2
/** Errors of the call, not of what it reads. */
const USAGE_CODES: ReadonlySet<string> = new Set([
  'unknown-task',
  'unknown-shell',
  'not-a-number',
  'bad-date',
  'bad-url',
  'bad-option',
  'no-question',
])

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
    streams.stderr.write(
      known ? `${error.message}${causeOf(error)}\n` : `Something went wrong that should not: ${(error as Error).stack ?? error}\n`,
    )
    return known && USAGE_CODES.has(error.code) ? USAGE : FAILED
  }
}

// Where the sentence can only say that something failed, and no log is written that would tell why.
const causeOf = (error: Error & { readonly code: string }): string =>
  error.code === 'failed' && error.cause instanceof Error ? ` (${error.cause.message})` : ''

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
  addDeskCommands(program, streams, setStatus)
  program
    .command('start')
    .description('run the desk: web page, sources, digests, and the chat platforms whose tokens are set')
    .option('--roles <list>', 'what this process does: all, or some of web, poll, deliver, slack, discord, with commas')
    .action(async (options: StartOptions) => (await import('./cli/serve.js')).serve(options, streams))
  program
    .command('completion')
    .description('print a completion script for a shell')
    .argument('<shell>', SHELLS.join(', '))
    .action((shell: string) => void streams.stdout.write(completionFor(shell, program, FOLLOWING)))
  dress(program)
  return program
}

/** Gives each command below the settings of the one above (they are made before settings are inherited), and its examples. */
function dress(command: Command, path: readonly string[] = []): void {
  const examples = EXAMPLES[path.join(' ')]
  if (examples !== undefined) command.addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`)
  for (const sub of command.commands) {
    sub.copyInheritedSettings(command)
    dress(sub, [...path, sub.name()])
  }
}

const small = (sentence: string): string => `${sentence[0]?.toLowerCase()}${sentence.slice(1)}`

/** What the words of a desk command may be: its actions, then its text. */
function wordsOf({ options }: CommandSpec): string {
  const actions = options[0]?.choices?.join(', ')
  const text = small(options.find(({ type }) => type === 'text')?.description ?? 'what to do')
  return actions === undefined ? text : `${actions}; then the ${text}`
}

/** Words that may follow a command besides its options, for completion. */
const FOLLOWING: Readonly<Record<string, readonly string[]>> = {
  batch: Object.keys(BATCH_TASKS),
  completion: SHELLS,
  sources: (CATALOGUE as readonly CommandSpec[]).find(({ name }) => name === 'sources')?.options[0]?.choices ?? [],
}

/** The desk's own commands, made from the catalogue: the same as in Slack, Discord and the web desk. */
function addDeskCommands(program: Command, streams: Streams, setStatus: (status: number) => void): void {
  for (const spec of CATALOGUE as readonly CommandSpec[]) {
    // `brief` reads a file here; the whole program is `onrecord`.
    if (spec.name === 'brief') continue
    const command = program
      .command(spec.name === 'onrecord' ? 'status' : spec.name)
      .description(spec.name === 'onrecord' ? 'how things stand: sources, digests, platforms' : small(spec.description))
    if (spec.name !== 'onrecord') command.argument('[words...]', wordsOf(spec))
    for (const option of spec.options)
      if (option.keyword !== undefined) command.option(`--${option.keyword} <words>`, small(option.description))
    if (spec.name === 'digest') command.option('--topic <words>', 'only what touches this topic')
    if (spec.options.some(({ type }) => type === 'file')) command.option('--file <path>', 'a file that goes with it (OPML)')
    command.addOption(new Option('--json', 'for programs').conflicts('markdown')).option('--markdown', 'as Markdown')
    command.addHelpText(
      'after',
      `\nExamples:\n${spec.examples
        .filter((example) => example !== 'onrecord help')
        .map((example) => `  onrecord ${example.replace(/^onrecord /u, '')}`)
        .join('\n')}`,
    )
    command.action(async (...given: unknown[]) => {
      const words = spec.name === 'onrecord' ? ['status'] : (given[0] as string[])
      const { json, markdown, file, ...options } = command.opts() as Record<string, string> & {
        json?: boolean
        markdown?: boolean
        file?: string
      }
      const { runDeskCommand } = await import('./cli/desk-command.js')
      setStatus(
        await runDeskCommand(
          spec.name,
          words,
          options as Record<string, string>,
          { ...(json ? { json } : {}), ...(markdown ? { markdown } : {}), ...(file === undefined ? {} : { file }) },
          streams,
        ),
      )
    })
  }
  program
    .command('talk')
    .description('the desk as a conversation in the terminal: commands and questions, line by line')
    .action(async () => (await import('./cli/talk.js')).runTalk(streams))
  program
    .command('doctor')
    .description('check the whole installation, and say what to do')
    .action(async () => setStatus(await (await import('./cli/doctor.js')).runDoctor(streams)))
  addSetup(program, streams, setStatus)
  addTeams(program, streams)
  program
    .command('fetch')
    .description('ask every source that is due now, and read what is new')
    .action(async () => (await import('./cli/fetch.js')).runFetch(streams))
  program
    .command('backup')
    .description('save everything that is kept into a file; the desk may run meanwhile')
    .argument(
      '<file>',
      'a new file: NAME.jsonl.gz for a dump that either database can restore (PostgreSQL makes no other), else a copy of SQLite’s',
    )
    .action(async (file: string) => (await import('./cli/keep.js')).runBackup(file, streams))
  program
    .command('restore')
    .description('put a backup back into the store that DATABASE_URL names; stop the desk first')
    .argument('<file>', 'what onrecord backup has made')
    .action(async (file: string) => (await import('./cli/keep.js')).runRestore(file, streams))
}

function addTeams(program: Command, streams: Streams): void {
  const teams = program
    .command('teams')
    .description('workspaces and servers of which something is kept; delete what is kept of one')
    .action(async () => (await import('./cli/teams.js')).listTeams(streams))
  teams
    .command('delete')
    .description('delete everything of a workspace or server, as its removing the bot does')
    .argument('<team>', 'as onrecord teams lists it: slack/T0123, discord/1234567890')
    .option('--yes', 'do it, rather than say what would go')
    .action(async (team: string, { yes = false }: { yes?: boolean }) => (await import('./cli/teams.js')).deleteTeam(team, yes, streams))
}

function addSetup(program: Command, streams: Streams, setStatus: (status: number) => void): void {
  const setup = program.command('setup').description('lead through setting up Slack or Discord')
  setup
    .command('slack')
    .description('print the app’s manifest, take the tokens, check them, write them to .env')
    .option('--bot-token <token>', 'bot token (xoxb-…)')
    .option('--app-token <token>', 'app-level token (xapp-…)')
    .option('--public-url <address>', 'address for signed HTTP mode; without it Socket Mode')
    .option('--signing-secret <secret>', 'signing secret, for signed HTTP mode')
    .option('--manifest', 'only print the manifest')
    .option('--env <file>', 'where the settings are written', '.env')
    .action(async (options: SetupOptions) => setStatus(await (await import('./cli/setup.js')).setupSlack(options, streams)))
  setup
    .command('discord')
    .description('take the token, print the invite link, check intents, write them to .env')
    .option('--token <token>', 'bot token')
    .option('--channel <id>', 'a channel to post a test message to')
    .option('--env <file>', 'where the settings are written', '.env')
    .action(async (options: SetupOptions) => setStatus(await (await import('./cli/setup.js')).setupDiscord(options, streams)))
}
