import { join } from 'node:path'
import { runBrief } from './brief.js'
import { packageRoot } from './package-root.js'
import type { Streams } from './streams.js'

/** The article that is briefed where nothing is configured: our own writing, every person in it made up. */
export const sampleFile = (): string => join(packageRoot(), 'samples', 'harbour-bridge.txt')

/** `onrecord start`: briefs the sample article in the terminal. */
export async function runStart(streams: Streams): Promise<void> {
  await runBrief(sampleFile(), { outlet: 'The Harbour Gazette (sample)', date: '2026-03-12' }, streams)
}
