import type { Statement } from '../text/document.js'
import type { Span } from '../text/span.js'

/** A statement as the batch contract has it: spans as pairs of offsets. */
export const statementLine = ({ content, source, cue, speaker, manner, confidence }: Statement): object => ({
  content: content.map(pairOf),
  source: source.map(pairOf),
  cue: cue.map(pairOf),
  speaker: speaker === null ? null : { name: speaker.name, role: speaker.role, actor: speaker.actor },
  manner,
  confidence: Math.round(confidence * 1000) / 1000,
})

const pairOf = ({ start, end }: Span): [number, number] => [start, end]
