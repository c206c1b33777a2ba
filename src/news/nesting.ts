import { Parser } from 'htmlparser2'

/** Deepest nesting of elements that is parsed; real pages and feeds stay far below, and deep trees cost every parser dearly. */
const DEEPEST = 300

/** Whether markup is nested no deeper than a parser can bear. Reads it once, holding nothing. */
export function isShallow(markup: string, xmlMode: boolean): boolean {
  let depth = 0
  let tooDeep = false
  const parser = new Parser(
    {
      onopentagname: () => {
        if (++depth <= DEEPEST) return
        tooDeep = true
        parser.pause()
      },
      onclosetag: () => {
        depth--
      },
    },
    { xmlMode, decodeEntities: false },
  )
  parser.write(markup)
  return !tooDeep
}
