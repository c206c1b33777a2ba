// Runs benches: `npm run bench` those that need nothing but the project, `npm run bench -- NAME [ARGUMENTS]` one of them.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Benches that need no data from outside and take no more than a minute or so. */
const USUAL = ['brief-process', 'brief-speed']

const folder = import.meta.dirname
const [name, ...rest] = process.argv.slice(2)
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.replace(/\.ts$/u, ''))

if (name !== undefined && !existsSync(join(folder, `${name}.ts`))) {
  process.stderr.write(`There is no bench ${name}; there are ${all.join(', ')}.\n`)
  process.exit(2)
}
for (const bench of name === undefined ? USUAL : [name]) {
  process.stdout.write(`\n${bench}\n`)
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(folder, `${bench}.ts`), ...rest], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
