import { constants } from 'node:buffer'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from '../errors.js'

/** Longest file, and longest article of a batch, in bytes. */
export const LONGEST_INPUT = Math.min(10 * 1024 * 1024, constants.MAX_STRING_LENGTH)

/** What was read, with the name to speak of it by ("ferry.txt", "standard input"). */
export interface Input {
  readonly name: string
  readonly bytes: Buffer
}

/**
 * Reads a file, or standard input for "-". Reads no more than the limit, whatever a file's size claims (devices, pipes).
 * @throws InputError: no such file, a folder, not permitted, empty, over 10 MB.
 */
export async function readInput(file: string, stdin: AsyncIterable<Buffer | string>): Promise<Input> {
  const name = file === '-' ? 'standard input' : basename(file)
  const bytes = file === '-' ? await gather(stdin, name) : await readFile(file, name)
  if (bytes.length === 0) throw new InputError('empty', `${capital(name)} is empty; give a file that holds an article.`)
  return { name, bytes }
}

async function readFile(file: string, name: string): Promise<Buffer> {
  try {
    const handle = await open(file)
    try {
      return await gather(handle.createReadStream({ autoClose: false }), name)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError('unreadable', sentenceFor(file, (error as NodeJS.ErrnoException).code), { cause: error })
  }
}

function sentenceFor(file: string, code: string | undefined): string {
  if (file === '') return 'Give the name of a file, or - for standard input.'
  if (/^https?:\/\//iu.test(file))
    return `${file} is an address, not a file; hand its page in (curl -sL ${file} | onrecord brief - --url ${file}), or ask the desk with /brief.`
  switch (code) {
    case 'ENOENT':
      return `There is no file ${file}; check the path.`
    case 'EISDIR':
      return `${file} is a folder; give one file, or pipe articles into onrecord batch brief.`
    case 'EACCES':
    case 'EPERM':
      return `${file} may not be read by this user; change its permissions.`
    default:
      return `${file} cannot be read (${code ?? 'unknown reason'}); check the path and the disk.`
  }
}

async function gather(stream: AsyncIterable<Buffer | string>, name: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of stream) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    length += bytes.length
    if (length > LONGEST_INPUT) throw new InputError('too-long', `${capital(name)} is over 10 MB; give one article at a time.`)
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

const capital = (name: string): string => (name === 'standard input' ? 'Standard input' : name)
