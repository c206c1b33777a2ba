import type { KeptStatement } from '../store/statements.js'
import type { QuotationPart } from '../text/post.js'

/** Below this confidence a statement is shown only where everything is asked for, and then as "speaker unclear". Calibrated: docs/quality.md. */
export const SURE = 0.5

/** A kept statement as a post shows it. */
export function quotationOf(
  statement: KeptStatement,
  extra: Partial<Pick<QuotationPart, 'isNew' | 'alsoIn' | 'mark' | 'showOrigin'>> = {},
): QuotationPart {
  const unclear = statement.correctedTo === undefined && statement.confidence < SURE
  return {
    type: 'quotation',
    citation: statement.citation,
    speaker: statement.speaker,
    ...(statement.source === undefined ? {} : { source: statement.source }),
    ...(statement.cue === undefined ? {} : { cue: statement.cue }),
    manner: statement.manner,
    ...(unclear ? { unclear } : {}),
    showOrigin: extra.showOrigin ?? true,
    statementId: statement.id,
    ...(statement.correctedTo === undefined ? {} : { correctedTo: statement.correctedTo }),
    ...(extra.isNew === undefined ? {} : { isNew: extra.isNew }),
    ...(extra.alsoIn === undefined ? {} : { alsoIn: extra.alsoIn }),
    ...(extra.mark === undefined ? {} : { mark: extra.mark }),
  }
}

/**
 * How much a statement weighs beside others of its story: sure ones, in the speaker's own words, of a length to be read, by somebody named
 * with a role or speaking for a country or body.
 */
export function weightOf(statement: KeptStatement): number {
  const words = statement.citation.words.join(' ').split(/\s+/u).length
  const length = words < 5 ? -0.5 : words <= 40 ? 0.2 : words <= 60 ? 0 : -0.3
  const named = statement.speaker?.name == null ? -0.4 : 0.1
  const standing = (statement.speaker?.role == null ? 0 : 0.1) + (statement.speaker?.actor == null ? 0 : 0.15)
  const own = statement.manner === 'direct' ? 0.25 : statement.manner === 'mixed' ? 0.1 : 0
  return statement.confidence + length + named + standing + own
}
