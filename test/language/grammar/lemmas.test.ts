import { describe, expect, it } from 'vitest'
import { lemmaOf } from '../../../src/language/grammar/lemmas.js'

const table: [tag: string, pairs: string][] = [
  // Verbs: irregular, with a lost e, with a doubled letter, with y.
  [
    'VBD',
    'said say|told tell|wrote write|thought think|argued argue|denied deny|stopped stop|planned plan|hoped hope|pledged pledge|conceded concede',
  ],
  [
    'VBD',
    'warned warn|insisted insist|urged urge|quoted quote|judged judge|whispered whisper|explored explore|acquired acquire|added add|persuaded persuade',
  ],
  [
    'VBD',
    'agreed agree|vetoed veto|focused focus|cancelled cancel|controlled control|rolled roll|visited visit|invited invite|opened open|analysed analyse',
  ],
  [
    'VBG',
    'saying say|making make|dying die|fleeing flee|running run|changing change|bringing bring|putting put|according accord|hoping hope',
  ],
  ['VBZ', 'says say|denies deny|believes believe|watches watch|goes go|uses use|’s be|has have'],
  ['MD', 'ca can|wo will|could can'],
  // Nouns.
  [
    'NNS',
    'ministers minister|countries country|women woman|crises crisis|houses house|churches church|boxes box|attorneys attorney|media media|prices price',
  ],
  // Degrees.
  ['JJR', 'larger large|happier happy|better good|bigger big|older old'],
  ['JJS', 'strongest strong|finest fine'],
  // Names and all else stay as they are, in small letters.
  ['NNP', 'Brussels brussels|Quist quist'],
  ['RB', "n't not|n’t not|quickly quickly"],
]

describe('lemmaOf', () => {
  it.each(table.flatMap(([tag, pairs]) => pairs.split('|').map((pair) => [tag, ...pair.split(' ')] as [string, string, string])))(
    '%s %s is %s',
    (tag, word, lemma) => {
      expect(lemmaOf(word, tag)).toBe(lemma)
    },
  )
})
