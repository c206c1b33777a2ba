import type { Part, Post } from '../text/post.js'

/** A sentence on what is wrong and what to do, for the one who asked alone. */
export const errorPost = (sentence: string, parts: readonly Part[] = []): Post =>
  said('error', 'person', 'That did not work', sentence, parts)

/** A short message of our own to the whole channel. */
export const noticePost = (sentence: string, parts: readonly Part[] = []): Post =>
  said('notice', 'channel', 'From your news desk', sentence, parts)

/** How things stand, for the one who asked alone, where nothing is wrong ("nothing is followed yet"). */
export const remarkPost = (sentence: string): Post => said('notice', 'person', 'From your news desk', sentence, [])

/** Long sentences stand below a heading of ours. */
function said(kind: Post['kind'], audience: Post['audience'], heading: string, sentence: string, parts: readonly Part[]): Post {
  const isShort = sentence.length <= 150
  const all = [...(isShort ? [] : [note(sentence)]), ...parts]
  return { kind, audience, title: isShort ? sentence : heading, sections: all.length === 0 ? [] : [{ parts: all }] }
}

export const note = (text: string, tone: 'plain' | 'small' | 'warning' = 'plain'): Part => ({ type: 'note', text, tone })

/** "0.4 MB", "27 MB", "1,204 MB". */
export const megabytes = (bytes: number): string => {
  const size = bytes / 1_048_576
  return `${size < 10 ? size.toFixed(1) : Math.round(size).toLocaleString('en')} MB`
}
