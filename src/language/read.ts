import type { Article } from '../text/article.js'
import type { Document } from '../text/document.js'
import { grammarModelOf, grammarOf } from './grammar/grammar.js'
import type { Pack } from './learned/weights-format.js'
import { resolveSpeakers, type SpeakerReason } from './speakers/speakers.js'
import { type StatementModels, statementModels } from './statements/statement-models.js'
import { type StatementReasons, statementReasons } from './statements/statement-reasons.js'
import { findStatements } from './statements/statements.js'

/** Packs of weights by the name of their file, without its ending ("grammar"). */
export type Packs = ReadonlyMap<string, Pack>

/** Why a statement was read as it was: how it was found, and who was weighed as its speaker, the chosen one first. */
export interface Reasons extends StatementReasons {
  readonly speakers: readonly SpeakerReason[]
}

/** Reads articles. Pure: the same article gives the same document, and no text makes it throw. */
export interface Reader {
  read(article: Article): Document
  /** The layers that grammar alone gives: paragraphs, sentences, tokens, quotations. For who said what, `read`, which takes twice as long. */
  readGrammar(article: Article): Document
  /** The reasons for each of the document's statements, in the same order. */
  reasons(article: Article): Reasons[]
}

/** Makes a reader of the weights it needs: "grammar" and "attribution". Throws a TypeError where one is missing. */
export function createReader(packs: Packs): Reader {
  const grammarModel = grammarModelOf(packOf(packs, 'grammar'))
  const attribution = attributionOf(packs)
  return {
    // The stages in their order; each takes the layers it needs and gives the next.
    read(article) {
      const grammar = grammarOf(article.text, grammarModel)
      const found = findStatements(grammar, attribution)
      const { mentions, entities, statements } = resolveSpeakers(withTitle(grammar, article), found)
      const { paragraphs, sentences, tokens, quotations } = grammar
      return { article, paragraphs, sentences, tokens, quotations, mentions, entities, statements }
    },
    readGrammar(article) {
      const { paragraphs, sentences, tokens, quotations } = grammarOf(article.text, grammarModel)
      return { article, paragraphs, sentences, tokens, quotations, mentions: [], entities: [], statements: [] }
    },
    reasons(article) {
      const grammar = grammarOf(article.text, grammarModel)
      const reasons = statementReasons(grammar, attribution)
      const speakers = reasons.map((): readonly SpeakerReason[] => [])
      resolveSpeakers(
        withTitle(grammar, article),
        reasons.map((reason) => reason.statement),
        (statement, candidates) => {
          speakers[statement] = candidates
        },
      )
      return reasons.map((reason, i) => ({ ...reason, speakers: speakers[i] ?? [] }))
    },
  }
}

const withTitle = <T extends object>(layers: T, { title }: Article): T & { title?: string } =>
  title === undefined ? layers : { ...layers, title }

function attributionOf(packs: Packs): StatementModels {
  const models = statementModels(packOf(packs, 'attribution'))
  if (models === undefined) throw new TypeError('the weights "attribution" are incomplete')
  return models
}

function packOf(packs: Packs, name: string): Pack {
  const pack = packs.get(name)
  if (pack === undefined) throw new TypeError(`there are no weights "${name}"`)
  return pack
}
