import { readConfig } from '../config.js'
import { backupStore, restoreStore } from '../store/backup.js'
import type { Streams } from './streams.js'

/** `onrecord backup FILE`: writes everything that is kept into a file, while the desk runs. */
export async function runBackup(file: string, streams: Streams): Promise<void> {
  const report = await backupStore(readConfig().databaseUrl, file)
  streams.stdout.write(`${file}: ${report.articles.toLocaleString('en')} articles saved.\n`)
}

/** `onrecord restore FILE`: puts a backup back, into the store that the configuration names. */
export async function runRestore(file: string, streams: Streams): Promise<void> {
  const report = await restoreStore(readConfig().databaseUrl, file)
  streams.stdout.write(`${report.articles.toLocaleString('en')} articles restored from ${file}.\n`)
}
