import type { html } from 'hono/html'

/** A piece of a page, with everything put into it escaped. */
export type Markup = ReturnType<typeof html>
