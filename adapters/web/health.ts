import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { PlatformError } from '../../src/errors.js'

/** What `/healthz`, `/readyz` and `/metrics` answer. */
export interface Health {
  ready(): Promise<{ readonly ok: boolean; readonly problems: readonly string[] }>
  metrics(): Promise<string>
}

/** Adds the three addresses to an app; they ask for no token and show nothing of articles or people. */
export function mountHealth(app: Hono, health: Health): void {
  app.get('/healthz', (context) => context.json({ ok: true }))
  app.get('/readyz', async (context) => {
    const state = await health.ready()
    return context.json(state, state.ok ? 200 : 503)
  })
  app.get('/metrics', async (context) =>
    context.text(await health.metrics(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  )
}

/** A server of these addresses alone, for a process without the web desk. */
export interface HealthServer {
  /** "http://127.0.0.1:3000" */
  readonly address: string
  stop(): Promise<void>
}

/** Starts it; port 0 takes any free one. @throws PlatformError where it cannot listen. */
export async function serveHealth({ host, port, health }: { host: string; port: number; health: Health }): Promise<HealthServer> {
  const app = new Hono()
  mountHealth(app, health)
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(starting))
    starting.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new PlatformError(
          'cannot-listen',
          `Health and metrics cannot be served at ${host}:${port} (${cause.code}); set PORT to a free port.`,
          { cause },
        ),
      ),
    )
  })
  const bound = server.address()
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${typeof bound === 'object' && bound !== null ? bound.port : port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
