import pc from 'picocolors'
import { hang, textWidth } from '../../adapters/terminal/layout.js'
import { plainLine } from '../../adapters/terminal/plain-text.js'
import type { TerminalStyle } from '../../adapters/terminal/post-text.js'
import { speakerLine } from '../../summaries/who-said-what.js'
import { InputError } from '../errors.js'
import type { Reader, Reasons } from '../language/read.js'
import type { Document, Statement } from '../text/document.js'
import { type Span, sliceOf } from '../text/span.js'
import type { ReadArticle } from './article-input.js'

/**
 * Why statements were read as they were: all of them in a line or two each, or one in full.
 * @param wanted true for all, otherwise the number of one, from 1.
 * @throws InputError where there is no such statement.
 */
export function explain({ article, base }: ReadArticle, reader: Reader, wanted: boolean | string, style: TerminalStyle): string {
  const document = reader.read(article)
  const colors = pc.createColors(style.color)
  const width = textWidth(style.columns)
  const { statements } = document
  if (wanted === true || wanted === false) {
    const blocks = statements.map((statement, i) => summaryOf(document, statement, i, width, colors))
    return blocks.length === 0 ? 'No statement was found in this article.\n' : `${blocks.join('\n\n')}\n`
  }
  const number = Number(wanted)
  if (!Number.isInteger(number) || number < 1)
    throw new InputError(
      'not-a-number',
      `--explain takes the number of a statement, such as 1, not “${wanted}”; without a number it lists them all.`,
    )
  const statement = statements[number - 1]
  if (statement === undefined) {
    const known = statements.length === 0 ? 'none was found in this article' : `the article has 1 to ${statements.length}`
    throw new InputError('no-statement', `There is no statement ${wanted}; ${known}.`)
  }
  const reasons = reader.reasons(article)[number - 1]
  const sheet: Sheet = { text: article.text, base, width, colors }
  const blocks = [
    summaryOf(document, statement, number - 1, width, colors),
    placesOf(document, statement, sheet),
    ...(reasons === undefined ? [] : reasonBlocks(reasons, sheet)),
  ]
  return `${blocks.join('\n\n')}\n`
}

interface Sheet {
  readonly text: string
  readonly base: number
  readonly width: number
  readonly colors: Colors
}

type Colors = ReturnType<typeof pc.createColors>

function summaryOf(document: Document, statement: Statement, index: number, width: number, colors: Colors): string {
  const words = wordsOf(document, statement.content)
  const sure = `${Math.round(statement.confidence * 100)} % sure`
  return [
    hang(
      `${colors.bold(plainLine(speakerLine({ speaker: statement.speaker, source: wordsOf(document, statement.source) })))} ${colors.dim(`${statement.manner}, ${sure}`)}`,
      width,
      `${String(index + 1).padStart(3)}. `,
    ),
    hang(words, width, '     '),
  ].join('\n')
}

function placesOf(document: Document, statement: Statement, sheet: Sheet): string {
  const rows: [string, string][] = [
    ['content', placed(statement.content, sheet)],
    ['source', placed(statement.source, sheet)],
    ['cue', placed(statement.cue, sheet)],
    ['speaks for', statement.speaker?.actor ?? 'no country or body'],
    ['known as', namesOf(document, statement)],
  ]
  return rows.map(([label, text]) => row(label, text, sheet)).join('\n')
}

/** What spoke for each decision, weightiest first. */
function reasonBlocks({ cue, contents, sources, noSource, speakers }: Reasons, sheet: Sheet): string[] {
  const { colors } = sheet
  const block = (title: string, lines: readonly string[]): string => [`     ${colors.bold(title)}`, ...lines].join('\n')
  const choice = (chance: number, chosen: boolean, text: string): string =>
    row(share(chance), `${text}${chosen ? colors.green(' chosen') : ''}`, sheet)
  return [
    block(
      `Why “${plainLine(sliceOf(sheet.text, cue.head))}” reports something (${share(cue.chance)} sure)`,
      cue.reasons.map(({ what, words, weight }) =>
        row(signed(weight), `${what}${words.length === 0 ? '' : `: ${words.map(plainLine).join(', ')}`}`, sheet),
      ),
    ),
    block(
      'What is reported',
      contents.slice(0, SHOWN).map(({ spans, chance, chosen }) => choice(chance, chosen, placed(spans, sheet))),
    ),
    block('Which words name the speaker', [
      ...sources.slice(0, SHOWN).map(({ spans, chance, chosen }) => choice(chance, chosen, placed(spans, sheet))),
      row(share(noSource), 'none', sheet),
    ]),
    ...(speakers.length === 0
      ? []
      : [
          block(
            'Who that is',
            speakers
              .slice(0, SHOWN)
              .map(({ kind, text, score, reasons }, i) =>
                row(
                  score.toFixed(2),
                  `${text === '' ? 'nobody' : plainLine(text)} by ${kind}${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}${i === 0 ? colors.green(' chosen') : ''}`,
                  sheet,
                ),
              ),
          ),
        ]),
  ]
}

const SHOWN = 4
const row = (label: string, text: string, { width }: Sheet): string => hang(text, width, `     ${label.padEnd(11)}`)
const share = (chance: number): string => `${Math.round(Math.min(1, Math.max(0, chance)) * 100)} %`
const signed = (weight: number): string => `${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(2)}`

const wordsOf = (document: Document, spans: readonly Span[]): string =>
  plainLine(spans.map((span) => sliceOf(document.article.text, span)).join(' … '))

const placed = (spans: readonly Span[], { text, base }: Sheet): string =>
  spans.length === 0
    ? 'none'
    : spans.map((span) => `“${plainLine(sliceOf(text, span))}” [${span.start + base}–${span.end + base}]`).join(', ')

/** The names and words that the article has for the speaker: how "he" came to mean somebody. */
function namesOf(document: Document, { entity }: Statement): string {
  const known = document.entities[entity]
  if (known === undefined) return 'nobody who is named'
  const mentions = known.mentions.map((mention) => plainLine(sliceOf(document.article.text, document.mentions[mention] as Span)))
  return [known.name, ...new Set(mentions.filter((name) => name !== known.name))].join(', ')
}
