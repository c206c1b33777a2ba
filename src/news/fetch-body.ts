import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { FetchError } from '../errors.js'

type Undo = (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const undoGzip: Undo = promisify(gunzip)
const undoBrotli: Undo = promisify(brotliDecompress)
const undoZlib: Undo = promisify(inflate)
const undoRaw: Undo = promisify(inflateRaw)

/**
 * Reads an answer's body, undone of gzip, br and deflate, and never holds more than `maxBytes` of it at either stage: a bomb or an
 * endless body is stopped as soon as it passes the limit. The body is always done with afterwards.
 *
 * @throws FetchError `too-large`, or `encoding` for compressed data that is broken or of an unknown kind.
 */
export async function readBody(body: Readable, contentEncoding: string | undefined, maxBytes: number, host: string): Promise<Buffer> {
  const encodings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name && name !== 'identity')
  let data = await collect(body, maxBytes, host)
  // More than two layers is no server's habit, but a bomb's.
  if (encodings.length > 2) throw broken(host, encodings.join(', '))
  for (const name of encodings.reverse()) {
    const undo = undoOf(name, data)
    if (!undo) throw broken(host, name)
    if (data.length === 0) break
    data = await undo(data, { maxOutputLength: maxBytes }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(host, maxBytes) : broken(host, name, error)
    })
  }
  return data
}

function undoOf(encoding: string, data: Buffer): Undo | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return undoGzip
  if (encoding === 'br') return undoBrotli
  // "deflate" is zlib by the standard and raw deflate by some servers' habit; the first byte tells.
  if (encoding === 'deflate') return ((data[0] ?? 0) & 0x0f) === 8 ? undoZlib : undoRaw
  return undefined
}

async function collect(body: Readable, maxBytes: number, host: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // Leaving the loop, also by an error, destroys the stream and with it the connection.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(host, maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

const tooLarge = (host: string, maxBytes: number): FetchError =>
  new FetchError('too-large', `${host} sent more than ${Math.round(maxBytes / 1e6)} MB, which no article or feed needs; check the address.`)

const broken = (host: string, encoding: string, cause?: unknown): FetchError =>
  new FetchError('encoding', `${host} sent data compressed in a way that cannot be undone (${encoding.slice(0, 40)}); try again later.`, {
    cause,
  })
