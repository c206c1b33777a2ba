import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'

/** A web server that behaves as badly as the web does, on 127.0.0.1 only. */
export interface HostileServer {
  /** "http://127.0.0.1:PORT" */
  readonly origin: string
  readonly port: number
  /** Paths asked for, in order, with the time of each and the headers sent. */
  readonly requests: readonly { readonly path: string; readonly at: number; readonly headers: IncomingMessage['headers'] }[]
  /** Requests being answered right now, and the most there ever were at once. */
  readonly load: { now: number; most: number }
  /** Answers `path` so from now on. */
  readonly serve: (path: string, body: string | Buffer, headers?: Record<string, string>, status?: number) => void
  readonly close: () => Promise<void>
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const MEGABYTE = 1_000_000
/** Nothing here goes on for longer, whatever the client does. */
const LONGEST_MS = 15_000

/** Starts the server. Paths: see the table within. */
export async function startHostileServer(): Promise<HostileServer> {
  const requests: HostileServer['requests'][number][] = []
  const load = { now: 0, most: 0 }
  const own = new Map<string, Answer>()
  const table = answers()
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push({ path, at: Date.now(), headers: request.headers })
    load.now++
    load.most = Math.max(load.most, load.now)
    response.on('close', () => load.now--)
    const name = path.split('?')[0] as string
    const answer = own.get(path) ?? own.get(name) ?? table[name] ?? table['/missing']
    answer?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    load,
    serve: (path, body, headers = { 'content-type': 'text/html; charset=utf-8' }, status = 200) =>
      own.set(path, (_, response) => response.writeHead(status, headers).end(body)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const send =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end(body)

const redirect = (location: string, status = 302): Answer => send('', { location }, status)

function answers(): Record<string, Answer> {
  return {
    '/fine': send('fine', { 'content-type': 'text/plain', etag: '"one"', 'cache-control': 'max-age=600' }),
    '/missing': send('nothing here', {}, 404),
    '/gone': send('', {}, 410),
    '/too-many': send('', { 'retry-after': '120' }, 429),
    '/unavailable': send('', { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }, 503),
    '/forbidden': send('', {}, 403),
    '/broken': send('', {}, 500),
    '/conditional': (request, response) => {
      const known = request.headers['if-none-match'] === '"two"' || request.headers['if-modified-since'] === 'Mon, 06 Jan 2025 10:00:00 GMT'
      response
        .writeHead(known ? 304 : 200, { etag: '"two"', 'last-modified': 'Mon, 06 Jan 2025 10:00:00 GMT' })
        .end(known ? undefined : 'news')
    },
    '/loop': redirect('/loop'),
    '/ping': redirect('/pong'),
    '/pong': redirect('/ping'),
    '/to-fine': redirect('/fine', 301),
    '/two-steps': redirect('/to-fine', 308),
    '/for-now': redirect('/to-fine', 302),
    '/to-file': redirect('file:///etc/hostname'),
    '/to-inside': redirect('http://10.1.2.3/'),
    '/to-metadata': redirect('http://169.254.169.254/latest/meta-data/'),
    '/to-odd-spelling': redirect('http://0x7f.1:1/'),
    '/no-location': send('', {}, 302),
    '/drip': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const timer = setInterval(() => response.write('<p>'), 50)
      response.on('close', () => clearInterval(timer))
      setTimeout(() => response.end(), LONGEST_MS).unref()
    },
    '/silent': (_, response) => void setTimeout(() => response.end(), LONGEST_MS).unref(),
    '/endless': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const block = randomBytes(64 * 1024)
      let sent = 0
      const more = (): void => {
        while (sent < 200 * MEGABYTE && !response.destroyed) {
          sent += block.length
          if (!response.write(block)) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    },
    '/gzip': send(gzipSync('told by gzip'), { 'content-encoding': 'gzip' }),
    '/brotli': send(brotliCompressSync('told by brotli'), { 'content-encoding': 'br' }),
    '/deflate': send(deflateSync('told by deflate'), { 'content-encoding': 'deflate' }),
    '/raw-deflate': send(deflateRawSync('told by raw deflate'), { 'content-encoding': 'deflate' }),
    '/gzip-bomb': send(gzipSync(Buffer.alloc(25 * MEGABYTE)), { 'content-encoding': 'gzip' }),
    '/brotli-bomb': send(brotliCompressSync(Buffer.alloc(25 * MEGABYTE)), { 'content-encoding': 'br' }),
    '/double-bomb': send(gzipSync(gzipSync(Buffer.alloc(25 * MEGABYTE))), { 'content-encoding': 'gzip, gzip' }),
    '/not-gzip': send('this is plain', { 'content-encoding': 'gzip' }),
    '/odd-encoding': send('?', { 'content-encoding': 'sdch' }),
    '/cut-off': (_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('half a')
      setTimeout(() => response.destroy(), 20)
    },
    '/no-http': (request) => void request.socket.end('SSH-2.0-OpenSSH_9.0\r\n'),
  }
}
