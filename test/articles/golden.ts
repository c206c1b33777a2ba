// Writes the `reading` of every golden article anew (`npm run golden`); `truth` is by hand and stays. Look at the difference before keeping it.
import { writeFileSync } from 'node:fs'
import { documentOf, expectedOf, expectedPath, readingOf, slugs } from './reading.js'

for (const slug of slugs) {
  const { truth } = expectedOf(slug)
  writeFileSync(expectedPath(slug), `${JSON.stringify({ truth, reading: readingOf(documentOf(slug)) }, null, 1)}\n`)
  process.stdout.write(`${slug}\n`)
}
