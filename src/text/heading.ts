import type { Part, Section } from './post.js'

/**
 * Whether a section's heading names that speaker and no other, so that a line below it need not: "Ann Lee", "Ann Lee, minister",
 * "Ann Lee (Norvia)", but not "Ann Lee Smith".
 * @param shown - who is shown as having said it
 * @param isName - whether that is a name; other words ("officials") are repeated only by the same words
 */
export const isNamedBy = (heading: string, shown: string, isName: boolean): boolean =>
  heading.toLowerCase() === shown.toLowerCase() || (isName && (heading.startsWith(`${shown},`) || heading.startsWith(`${shown} (`)))

/**
 * The heading as it speaks for one of a section's parts: none once the team has put a part before it into another's mouth, since a line without
 * a name would then be read as that other's.
 */
export const headingFor = ({ heading, parts }: Section, part: Part): string | undefined =>
  parts.slice(0, parts.indexOf(part)).some((before) => before.type === 'quotation' && before.correctedTo !== undefined)
    ? undefined
    : heading

/** An article's words for somebody without a name ("two officials"), as they stand where a name would: with a capital. */
export const inNamesPlace = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
