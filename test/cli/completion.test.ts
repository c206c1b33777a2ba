import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { call } from './streams.js'

const helpOf = async (...path: string[]): Promise<string> => (await call([...path, '--help'])).out
/** Names of the commands that a help text lists. */
const commandsIn = (help: string): string[] =>
  [...(help.match(/\nCommands:\n([\s\S]*?)(?:\n\n|$)/u)?.[1] ?? '').matchAll(/^ {2}([a-z]+)/gmu)].map(([, name]) => name as string)

describe('help', () => {
  test('every command shows what it does and examples of it', async () => {
    const names = commandsIn(await helpOf()).filter((name) => name !== 'help')
    expect(names).toEqual(expect.arrayContaining(['brief', 'stance', 'start', 'setup', 'doctor', 'completion']))
    for (const path of [[], ...names.map((name) => [name]), ['setup', 'slack'], ['setup', 'discord']]) {
      const help = await helpOf(...path)
      expect(help, path.join(' ')).toMatch(/\nExamples:\n {2}\S/u)
      if (path.length > 0) expect(help, path.join(' ')).toContain(`onrecord ${path.join(' ')}`)
    }
  })
})

describe('completion', () => {
  const completed = (script: string, words: readonly string[]): string[] => {
    const line = words.map((word) => `'${word}'`).join(' ')
    const source = `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _onrecord; printf '%s\\n' "\${COMPREPLY[@]}"`
    return spawnSync('bash', ['-c', source], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean)
  }

  test('bash completes commands, sub-commands and options', async () => {
    const { out } = await call(['completion', 'bash'])
    expect(completed(out, ['onrecord', 'st'])).toEqual(['stance', 'status', 'start'])
    expect(completed(out, ['onrecord', 'setup', ''])).toEqual(['slack', 'discord', '--help'])
    expect(completed(out, ['onrecord', 'setup', 'slack', '--b'])).toEqual(['--bot-token'])
    expect(completed(out, ['onrecord', 'stance', 'china', '--a'])).toEqual(['--about'])
    expect(completed(out, ['onrecord', 'sources', 're'])).toEqual(['remove'])
    expect(completed(out, ['onrecord', 'completion', 'z'])).toEqual(['zsh'])
  })

  test('zsh and fish get scripts of the same words; another shell is told which there are', async () => {
    expect((await call(['completion', 'zsh'])).out).toMatch(/^#compdef onrecord\n/u)
    expect((await call(['completion', 'fish'])).out).toMatch(/__fish_seen_subcommand_from setup.* -a slack /u)
    expect(await call(['completion', 'powershell'])).toMatchObject({ status: 2, err: expect.stringContaining('bash, zsh, fish') })
  })
})
