#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../dist/src/cli.js', import.meta.url)
if (existsSync(built)) {
  const { run } = await import(built.href)
  // A closed pipe is no error: whoever read from it has seen enough.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  process.exitCode = await run(process.argv.slice(2), process)
} else {
  process.stderr.write('On Record is not built yet; run npm run build in its folder first.\n')
  process.exitCode = 1
}
