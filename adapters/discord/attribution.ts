import { inNamesPlace, isNamedBy } from '../../src/text/heading.js'
import type { QuotationPart } from '../../src/text/post.js'
import { LIMITS } from './limits.js'
import { cut, inert } from './plain-text.js'

/** Stands where a field's name would only repeat what is above it; Discord takes no empty names. */
export const NO_NAME = '\u200b'

/**
 * Who said it, as shown over the words, without markup: "Ann Lee, minister"; the section's heading where that names just this speaker. Who is
 * not named has the words of the text for a role as well; they are shown once.
 */
export function speakerLabel(part: QuotationPart, heading: string | undefined): string {
  if (part.correctedTo !== undefined) return `${cut(part.correctedTo, LIMITS.fieldName / 2)} (corrected by your team)`
  const name = part.unclear ? null : (part.speaker?.name ?? null)
  const words = part.unclear ? undefined : part.source || part.speaker?.role
  const shown = name ?? (inNamesPlace(words ?? '') || 'Speaker unclear')
  if (heading !== undefined && isNamedBy(heading, shown, name !== null)) return heading
  const role = name === null ? null : (part.speaker?.role ?? null)
  return [shown, role].filter(Boolean).join(', ')
}

/** The same as a field's name: inert, within the limit, never empty. */
export const fieldName = (label: string): string => cut(inert(label), LIMITS.fieldName).trim() || NO_NAME
