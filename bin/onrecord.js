#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../dist/src/cli.js', import.meta.url)
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `On Record needs Node 20.19 or newer, and this is ${process.versions.node}: install a newer one (https://nodejs.org).\n`,
  )
  process.exitCode = 1
} else if (existsSync(built)) {
  const { run } = await import(built.href)
  process.stdout.on('error', (error) => {
    // A closed pipe is no error: whoever read from it has seen enough.
    if (error.code === 'EPIPE') process.exit(0)
    const reason = error.code === 'ENOSPC' ? 'the disk is full' : error.code
    process.stderr.write(`What was found cannot be written (${reason}): write it to another place.\n`)
    process.exit(1)
  })
  process.exitCode = await run(process.argv.slice(2), process)
} else {
  process.stderr.write('On Record is not built yet; run npm run build in its folder first.\n')
  process.exitCode = 1
}
