import type { NamePiece } from './name-pieces.js'
import type { Passage } from './passage.js'

/** Whether a piece is no name but what somebody is called by: "the Scot fumed". */
export const isEpithet = (p: Passage, { kind, parts, first, titleFirst }: NamePiece): boolean =>
  parts.length === 1 && titleFirst === first && p.words[first - 1] === 'the' && (kind === 'person' || NATIVE.test(parts[0] as string))

const NATIVE =
  /^(?:Scot|Dane|Swede|Finn|Pole|Spaniard|Turk|Briton|Serb|Croat|Czech|Slovak|(?:Scots|Welsh|Irish|English|French|Dutch)(?:man|woman))$/u
