/**
 * Texts that are hard on a reader, each of about `size` characters: our own prose, and texts with no end to their sentences, words, quotations
 * or brackets. For benches and tests of linear time.
 */
export const HOSTILE_TEXTS: Readonly<Record<string, (size: number) => string>> = {
  prose: (size) => repeated(PROSE, size),
  'all quotations': (size) => repeated('“No,” he said. "Yes," said Mara Quist. ‘Perhaps,’ ', size),
  'quotation marks only': (size) => repeated('“"‘', size),
  'no full stop': (size) => repeated('the minister said the harbour would close and the town agreed that it must ', size),
  'one sentence, one paragraph': (size) =>
    repeated('Mara Quist of the Harbour Board, who met Rui Paz in Lisbon, said that she hoped, ', size),
  'names and open brackets': (size) => repeated('Mara Quist ( and Rui Paz ( met. ', size),
  'one long word': (size) => 'x'.repeat(size),
  'nested brackets': (size) => repeated('([{(', size / 2) + repeated(')}])', size / 2),
  'open paragraphs': (size) => repeated('“It goes on and on\n\n', size),
  'stops only': (size) => repeated('. ? ! ', size),
  'initials and apostrophes': (size) => repeated("J. 's U.S. n't 'em. ", size),
  'lines without end': (size) => repeated('a line of a table\n', size),
}

const PROSE = `The strait between the two islands was closed on Tuesday after a ferry ran aground near Port Almeida, the harbour board said. Mara Quist, its
chairwoman, told reporters that nobody had been hurt. “We were lucky,” she said. “The captain, Mr. Oduya, did everything right.”

Foreign Minister Rui Paz, who had flown in from Lisbon, denied that the government had ignored warnings about the channel. “That is simply not
true,” he said, adding that a report of 2,400 pages would be published in June. According to two officials who asked not to be named, the report says
that repairs would cost $3.5 million.

Opposition lawmakers urged him to resign. “How many ships must sink?” asked Ines Tavares, the leader of the Coast Party.

`

function repeated(text: string, size: number): string {
  return text.repeat(Math.ceil(size / text.length)).slice(0, size)
}
