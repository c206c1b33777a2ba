import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Folder of the package, with package.json, weights and samples: the same whether this runs from sources or from `dist`. */
export function packageRoot(): string {
  let folder = new URL('.', import.meta.url)
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/') folder = new URL('..', folder)
  return fileURLToPath(folder)
}

/** The version in package.json. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(`${packageRoot()}package.json`, 'utf8')) as { version: string }).version
