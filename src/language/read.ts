import type { Article } from '../text/article.js'
import type { Document } from '../text/document.js'
import { grammarModelOf, grammarOf } from './grammar.js'
import type { Pack } from './weights-format.js'

/** Packs of weights by the name of their file, without its ending ("grammar"). */
export type Packs = ReadonlyMap<string, Pack>

/** Reads articles. Pure: the same article gives the same document, and no text makes it throw. */
export interface Reader {
  read(article: Article): Document
}

/** Makes a reader of the weights it needs: "grammar". Throws a TypeError where one is missing. */
export function createReader(packs: Packs): Reader {
  const grammarModel = grammarModelOf(packOf(packs, 'grammar'))
  return {
    read(article) {
      const { paragraphs, sentences, tokens, quotations } = grammarOf(article.text, grammarModel)
      return { article, paragraphs, sentences, tokens, quotations, mentions: [], entities: [], statements: [] }
    },
  }
}

function packOf(packs: Packs, name: string): Pack {
  const pack = packs.get(name)
  if (pack === undefined) throw new TypeError(`there are no weights "${name}"`)
  return pack
}
