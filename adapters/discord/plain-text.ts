/**
 * Makes text inert: it shows exactly as written, and formats, links and pings nothing. Discord takes a backslash before any mark as that
 * mark itself. Mentions are switched off on every message as well (`allowed_mentions`).
 */
export function inert(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/[\\*_~`|<>#[\]()@]/gu, '\\$&')
      // A bare address becomes a link unless its scheme is broken up: "https\://".
      .replace(/:(?=\/\/)/gu, '\\:')
      // ":fire:" would become its picture.
      .replace(/:(?=[\w+-]+:)/gu, '\\:')
      // Marks that count only at the start of a line: lists, small print.
      .replace(/^([^\S\n\r]*)([-+])/gmu, '$1\\$2')
      .replace(/^([^\S\n\r]*\d+)([.)])/gmu, '$1\\$2')
  )
}

/** The longest piece of `text` of at most `limit` units that ends between words where it can, and never within a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const room = text.slice(0, limit - 1).toWellFormed()
  const space = room.lastIndexOf(' ')
  return `${space > limit / 2 ? room.slice(0, space) : room.replace(/\uFFFD$/u, '')}…`
}

/** Cuts inert text into pieces of at most `limit` units, between words where it can, losing nothing but the space at a cut. */
export function pieces(text: string, limit: number): string[] {
  const out: string[] = []
  let rest = text
  while (rest.length > limit) {
    const space = rest.lastIndexOf(' ', limit)
    let at = space > limit / 2 ? space : limit
    // Neither a character nor a backslash and its mark is parted.
    while (at > 1 && (/[\uDC00-\uDFFF]/u.test(rest[at] as string) || trailingBackslashes(rest, at) % 2 === 1)) at--
    out.push(rest.slice(0, at))
    rest = rest[at] === ' ' ? rest.slice(at + 1) : rest.slice(at)
  }
  out.push(rest)
  return out
}

const trailingBackslashes = (text: string, end: number): number => text.slice(Math.max(0, end - 64), end).match(/\\+$/u)?.[0].length ?? 0
