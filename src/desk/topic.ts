import { isStopWord } from '../language/terms.js'

/** Words of a topic worth looking for, at most eight; signs mean nothing in them. */
export const topicWords = (topic: string): string[] =>
  (topic.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []).filter((word) => !isStopWord(word.toLowerCase())).slice(0, 8)
