import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const files = ['src', 'summaries', 'adapters'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
)
const textOf = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]))

/** What a file imports, statically or not: paths from the root for our own files, names for packages. */
function importsOf(file: string): string[] {
  const found = (textOf.get(file) as string).matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\()\s*'([^']+)'/gu)
  return [...found].map(([, name]) => {
    const path = name as string
    return path.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), path)).replace(/\.js$/u, '.ts') : path
  })
}

/** Rooms from the top floor down; a file may import its own room and those below. */
const ROOMS: readonly (readonly [string, RegExp])[] = [
  ['cli', /^src\/cli(?:\.ts$|\/)/u],
  ['desk', /^src\/desk\//u],
  ['summaries', /^summaries\//u],
  ['news', /^src\/news\//u],
  ['adapters', /^adapters\//u],
  ['language', /^src\/language\//u],
  ['store', /^src\/store\//u],
  ['text', /^src\/text\//u],
]
const roomOf = (file: string): string | undefined => ROOMS.find(([, pattern]) => pattern.test(file))?.[0]
const floorOf = (room: string): number => ROOMS.findIndex(([name]) => name === room)

const isOurs = (path: string): boolean => /^(?:src|summaries|adapters)\//u.test(path)
const breaches = (inRoom: (file: string) => boolean, allows: (path: string, file: string) => boolean): string[] =>
  files.filter(inRoom).flatMap((file) => importsOf(file).flatMap((path) => (allows(path, file) ? [] : [`${file} imports ${path}`])))
const within = (room: string) => (file: string) => roomOf(file) === room

describe('the walls of the house', () => {
  it('finds the files it is to look at', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(importsOf('summaries/brief.ts')).toContain('src/text/document.ts')
  })

  it('lets a room import rooms below it only', () => {
    const upward = breaches(
      (file) => roomOf(file) !== undefined,
      (path, file) => {
        const target = isOurs(path) ? roomOf(path) : undefined
        // A platform's interface speaks of commands and posts; the desk implements it, so it lies below the desk and above nothing.
        return target === undefined || floorOf(target) >= floorOf(roomOf(file) as string)
      },
    )
    expect(upward).toEqual([])
  })

  it('keeps src/text to itself', () => {
    expect(breaches(within('text'), (path) => within('text')(path))).toEqual([])
  })

  it('keeps src/language pure: no input or output, clock, environment, randomness', () => {
    const dataPackages = /^(?:natural\/lib\/|i18n-iso-countries|i18n-nationality|countries-list)/u
    expect(breaches(within('language'), (path) => within('language')(path) || within('text')(path) || dataPackages.test(path))).toEqual([])
    const impure = /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.|\bfetch\(|\bconsole\./u
    expect(files.filter(within('language')).filter((file) => impure.test(textOf.get(file) as string))).toEqual([])
  })

  it('keeps the floors of src/language: grammar, statements, names, speakers; each sees those before it', () => {
    const floors = ['words', 'learned', 'grammar', 'statements', 'names', 'speakers']
    const level = (file: string): number => floors.indexOf(file.split('/')[2] as string)
    expect(floors.map((floor) => files.some((file) => file.startsWith(`src/language/${floor}/`)))).toEqual(floors.map(() => true))
    expect(
      breaches(
        (file) => within('language')(file) && level(file) >= 0,
        (path, file) => !within('language')(path) || (level(path) >= 0 && level(path) <= level(file)),
      ),
    ).toEqual([])
  })

  it('shows summaries the text model and terms, and nothing else', () => {
    expect(
      breaches(within('summaries'), (path) => {
        if (!isOurs(path)) return !path.startsWith('node:')
        return within('summaries')(path) || within('text')(path) || path === 'src/language/terms.ts'
      }),
    ).toEqual([])
  })

  it('shows adapters the text model, the platform interface and their own SDK', () => {
    const folder = (file: string): string => file.split('/')[1] as string
    const allows = (path: string, file: string): boolean =>
      !isOurs(path) ||
      within('text')(path) ||
      path === 'src/errors.ts' ||
      path.startsWith('adapters/platform/') ||
      folder(path) === folder(file)
    expect(
      breaches(
        within('adapters'),
        (path, file) => allows(path, file) && !(isOurs(path) && path.startsWith('adapters/') && !allows(path, file)),
      ),
    ).toEqual([])
  })

  it('reads the environment in src/config.ts only', () => {
    const readers = files.filter((file) => /\bprocess\.env\b|\benv\b[^\n]*from 'node:process'/u.test(textOf.get(file) as string))
    expect(readers.filter((file) => file !== 'src/config.ts')).toEqual([])
  })

  it('joins desk and adapters in the terminal program only', () => {
    const platforms = /^adapters\/(?!platform\/)/u
    expect(
      breaches(
        (file) => !within('cli')(file) && !within('adapters')(file),
        (path) => !platforms.test(path),
      ),
    ).toEqual([])
  })

  it('never imports all of natural', () => {
    expect(
      breaches(
        () => true,
        (path) => path !== 'natural',
      ),
    ).toEqual([])
  })
})

describe('exports', () => {
  it('have a docstring where they are functions or classes', () => {
    const bare = files.flatMap((file) => {
      const lines = (textOf.get(file) as string).split('\n')
      return lines.flatMap((line, i) => (isNamedExport(line) && !isDocumented(lines, i) ? [`${file}:${i + 1} ${line.slice(0, 80)}`] : []))
    })
    expect(bare).toEqual([])
  })
})

const isNamedExport = (line: string): boolean => /^export (?:async )?(?:abstract )?(?:function\*?|class) /u.test(line)

// One docstring may stand over a group of exports that follow each other without a blank line (`OPENS`, `CLOSES`); a type made from the
// table or class right above it is documented there.
function isDocumented(lines: readonly string[], at: number): boolean {
  let above = at - 1
  while (above >= 0 && /^(?:export |\/\/|@)/u.test(lines[above] as string)) above--
  return /\*\/\s*$/u.test(lines[above] ?? '') || /^[\])}]/u.test(lines[above] ?? '')
}
