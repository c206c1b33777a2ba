import type { CommandSpec, OptionSpec } from '../../adapters/platform/command.js'

const topic: OptionSpec = {
  name: 'about',
  description: 'Only what touches this topic',
  type: 'text',
  required: false,
  keyword: 'about',
  completes: true,
}
const since: OptionSpec = {
  name: 'since',
  description: 'From when on: “monday”, “2 weeks ago”, “2026-11-01”',
  type: 'text',
  required: false,
  keyword: 'since',
}

/**
 * Every command, once. Registration on each platform, help, completion, the terminal's sub-commands and the README's table are made from
 * this list; what each answers is in `commands/`, checked against these names when it is compiled.
 */
export const CATALOGUE = [
  {
    name: 'brief',
    description: 'One article: its key points, and who said what',
    options: [
      { name: 'article', description: 'Address of the article, or its pasted text', type: 'text', required: false },
      { name: 'file', description: 'The article as a .txt or .html file', type: 'file', required: false },
    ],
    access: 'everyone',
    examples: ['brief https://news.example.org/harbour-talks'],
  },
  {
    name: 'stance',
    description: 'What a country, body or person says in its own words, and what others say of it',
    options: [
      { name: 'who', description: 'Country, body, company or person', type: 'text', required: true, completes: true },
      topic,
      since,
    ],
    access: 'everyone',
    examples: ['stance china', 'stance eu about tariffs since monday'],
  },
  {
    name: 'who',
    description: 'What one person or body said, newest first',
    options: [
      { name: 'name', description: 'Person or body, by any part of the name', type: 'text', required: true, completes: true },
      topic,
      since,
    ],
    access: 'everyone',
    examples: ['who wang yi', 'who central bank about rates'],
  },
  {
    name: 'ask',
    description: 'A question, answered with the articles’ own sentences, or an honest “don’t say”',
    options: [{ name: 'question', description: 'The question, in plain words', type: 'text', required: true }],
    access: 'everyone',
    examples: ['ask when do the talks resume?', 'ask who criticised the ferry plan?'],
  },
  {
    name: 'digest',
    description: 'Today’s stories for this channel, now or on one topic',
    options: [{ name: 'topic', description: '“now”, or a topic', type: 'text', required: false, completes: true }, since],
    access: 'everyone',
    examples: ['digest', 'digest energy since yesterday'],
  },
  {
    name: 'sources',
    description: 'The feeds and pages that this channel follows',
    options: [
      {
        name: 'action',
        description: 'What to do',
        type: 'choice',
        required: true,
        choices: ['list', 'add', 'remove', 'import', 'export', 'check'],
      },
      { name: 'address', description: 'Address of a site, a feed or an OPML list', type: 'text', required: false, completes: true },
      { name: 'file', description: 'An OPML file, for import', type: 'file', required: false },
    ],
    access: 'managers',
    examples: ['sources add https://news.example.org', 'sources remove news.example.org', 'sources check'],
  },
  {
    name: 'schedule',
    description: 'When this channel’s digest comes',
    options: [{ name: 'when', description: '“weekdays 8:30 Berlin”, “quiet 22:00-7:00”, “list” or “off”', type: 'text', required: false }],
    access: 'managers',
    examples: ['schedule weekdays 8:30 Berlin', 'schedule every day 7am and 5pm', 'schedule off'],
  },
  {
    name: 'onrecord',
    description: 'Help, and how things stand',
    options: [{ name: 'action', description: 'help or status', type: 'choice', required: false, choices: ['help', 'status'] }],
    access: 'everyone',
    examples: ['onrecord help', 'onrecord status'],
  },
] as const satisfies readonly CommandSpec[]

/** Names of the commands. */
export type CommandName = (typeof CATALOGUE)[number]['name']

/** Whether a call lacks an option that its command cannot do without. */
export const saysTooLittle = (spec: CommandSpec | undefined, options: Readonly<Record<string, string | undefined>>): boolean =>
  spec?.options.some(({ name, required }) => required && (options[name] ?? '').trim() === '') ?? false

/** The command of that name; undefined where there is none. */
export const commandNamed = (name: string): CommandSpec | undefined => CATALOGUE.find((spec) => spec.name === name)
