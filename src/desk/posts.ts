import type { Part, Post } from '../text/post.js'

/** A sentence on what is wrong and what to do, for the one who asked alone. */
export const errorPost = (sentence: string, parts: readonly Part[] = []): Post => ({
  kind: 'error',
  audience: 'person',
  title: sentence.length <= 150 ? sentence : 'That did not work',
  sections:
    sentence.length <= 150 && parts.length === 0 ? [] : [{ parts: [...(sentence.length <= 150 ? [] : [note(sentence)]), ...parts] }],
})

/** A short message of our own to the whole channel. */
export const noticePost = (sentence: string, parts: readonly Part[] = []): Post => ({
  kind: 'notice',
  audience: 'channel',
  title: sentence.length <= 150 ? sentence : 'From your news desk',
  sections:
    sentence.length <= 150 && parts.length === 0 ? [] : [{ parts: [...(sentence.length <= 150 ? [] : [note(sentence)]), ...parts] }],
})

export const note = (text: string, tone: 'plain' | 'small' | 'warning' = 'plain'): Part => ({ type: 'note', text, tone })
