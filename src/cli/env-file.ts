import { chmod, readFile, rename, writeFile } from 'node:fs/promises'

/**
 * Writes settings into an env file (mode 0600) without destroying what is there: a setting that is there gets its new value in its place,
 * others are added at the end, comments and all other lines stay. The file is replaced at once, never half written.
 */
export async function writeSettings(path: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const left = new Map(Object.entries(settings))
  const lines = before.split('\n').map((line) => {
    const key = line.match(/^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=/u)?.[1]
    const value = key === undefined ? undefined : left.get(key)
    if (key === undefined || value === undefined) return line
    left.delete(key)
    return `${key}=${quoted(value)}`
  })
  while (lines.at(-1) === '') lines.pop()
  for (const [key, value] of left) lines.push(`${key}=${quoted(value)}`)
  const part = `${path}.part`
  await writeFile(part, `${lines.join('\n')}\n`, { mode: 0o600 })
  await chmod(part, 0o600)
  await rename(part, path)
}

const quoted = (value: string): string => (/^[\w./:@+=,-]*$/u.test(value) ? value : `"${value.replace(/["\\\n]/gu, '\\$&')}"`)
