import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** The project as plain JavaScript in a folder of its own: for processes that are started hundreds of times, each in a third of the time. */
export interface Compiled {
  /** Path of what `file`, a path from the project's root, became. */
  pathOf(file: string): string
  remove(): void
}

/** Compiles the project as it stands. */
export function compileProject(): Compiled {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-compiled-'))
  const tsc = join(ROOT, 'node_modules', '.bin', 'tsc')
  const { error } = spawnSync(tsc, ['-p', 'tsconfig.json', '--noEmit', 'false', '--outDir', folder], { cwd: ROOT, stdio: 'ignore' })
  if (error !== undefined) throw error
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
  return {
    pathOf: (file) => join(folder, file.replace(/\.ts$/u, '.js')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
