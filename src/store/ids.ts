import { createHash } from 'node:crypto'
import { fold, indexable } from './words.js'

/** Sentences and statements of an article are numbered within it: row = article × ROOM + number. */
const ROOM = 131_072

/** Row of the sentence or statement `index` of an article; undefined beyond what is numbered. */
export const rowOf = (articleSeq: number, index: number): number | undefined => (index < ROOM ? articleSeq * ROOM + index : undefined)
/** First row of an article; those of the next begin where this one's end. */
export const firstRowOf = (articleSeq: number): number => articleSeq * ROOM
/** The article of a row. */
export const articleSeqOf = (row: number): number => Math.floor(row / ROOM)
/** The number within its article. */
export const indexOf = (row: number): number => row % ROOM
/** `ROOM`, for arithmetic within queries. */
export const ROWS_PER_ARTICLE = ROOM

const digest = (text: string): Buffer => createHash('sha256').update(text.toWellFormed()).digest()

/**
 * Id of an article, the same wherever and whenever it is taken in: made of its canonical address, else of the words of its text. 16 letters
 * and digits (95 bits): among a hundred million articles the chance of two alike is about one in ten million million.
 */
export function articleId(article: { readonly url?: string; readonly text: string }): string {
  const source = article.url === undefined ? `text ${indexable(article.text)}` : `url ${article.url}`
  const number = BigInt(`0x${digest(source).subarray(0, 16).toString('hex')}`)
  return number.toString(36).padStart(25, '0').slice(-16)
}

/** Hash of a text's words, by which a copy is known whatever its title, address or white space. */
export const fingerprint = (text: string): string => shortHash(indexable(text))

/** 22 characters, URL-safe. */
export const shortHash = (text: string): string => digest(text).subarray(0, 16).toString('base64url')

/** An actor as a key of the index. */
export const actorKey = (actor: string): string => digest(fold(actor)).subarray(0, 6).toString('hex')

/** Id of a statement, from its article's. */
export const statementId = (article: string, index: number): string => `${article}.${index}`

/** The parts of a statement's id; undefined where it is none. */
export function statementParts(id: string): { article: string; index: number } | undefined {
  const match = /^([0-9a-z]{1,64})\.(\d{1,6})$/u.exec(id)
  return match === null ? undefined : { article: match[1] as string, index: Number(match[2]) }
}
