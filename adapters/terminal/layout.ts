import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** Narrower terminals get lines of this width all the same; wider ones are not filled, long lines being hard to read. */
const NARROWEST = 24
const WIDEST = 96

/** Columns that text is set in on a terminal of `columns`. */
export const textWidth = (columns: number): number => Math.max(NARROWEST, Math.min(WIDEST, columns))

/** `text` (may hold colours) broken at words to `width` columns, the first line after `first`, the others after as much space as `rest`. */
export function hang(text: string, width: number, first: string, rest = ' '.repeat(stringWidth(first))): string {
  const room = Math.max(8, width - Math.max(stringWidth(first), stringWidth(rest)))
  return wrapAnsi(text, room, { hard: true, trim: true })
    .split('\n')
    .map((line, i) => `${i === 0 ? first : rest}${line}`.trimEnd())
    .join('\n')
}

/** A table in columns as wide as their widest cell, or one row a block where that is too wide. */
export function tableLines(columns: readonly string[], rows: readonly (readonly string[])[], width: number): string[] {
  const widths = columns.map((column, i) => Math.max(stringWidth(column), ...rows.map((row) => stringWidth(row[i] ?? ''))))
  const total = widths.reduce((sum, one) => sum + one + 2, -2)
  if (total > width) return rows.flatMap((row) => [...columns.map((column, i) => hang(`${column}: ${row[i] ?? ''}`, width, '', '  ')), ''])
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - stringWidth(cell))))
      .join('  ')
      .trimEnd()
  return [line(columns), line(widths.map((one) => '─'.repeat(one))), ...rows.map(line)]
}
