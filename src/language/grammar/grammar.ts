import type { Quotation, Sentence, Token } from '../../text/document.js'
import type { Span } from '../../text/span.js'
import { paired } from '../learned/paired-model.js'
import type { LinearModel } from '../learned/weights.js'
import type { Pack } from '../learned/weights-format.js'
import { lemmaOf } from './lemmas.js'
import { type Gazetteer, type Name, type NameModel, namesOf } from './names.js'
import { paragraphsOf } from './paragraphs.js'
import { arcsOf, type ParseModel } from './parse.js'
import { RELATIONS } from './parse-state.js'
import { quotationMarks } from './quotation-marks.js'
import { quotationsOf } from './quotations.js'
import { sentencesOf } from './sentences.js'
import { TAGS, type TagModel, tagsOf } from './tags.js'
import { type TokenSpans, tokenize } from './tokens.js'
import { wordColumns } from './word-columns.js'

/** What the words of a text are to each other: the layers that who-said-what and who-is-who are read from. */
export interface Grammar {
  readonly text: string
  readonly paragraphs: readonly Span[]
  readonly sentences: readonly Sentence[]
  readonly tokens: readonly Token[]
  readonly quotations: readonly Quotation[]
  readonly names: readonly Name[]
}

/** The learned parts of grammar. */
export interface GrammarModel {
  readonly tags: TagModel
  readonly names: NameModel
  readonly parse: ParseModel
}

/** Reads the grammar of `text`: paragraphs, tokens, quotations, sentences, tags, names, parse, in this order. */
export function grammarOf(text: string, model: GrammarModel): Grammar {
  const paragraphs = paragraphsOf(text)
  const spans = tokenize(text)
  const marks = quotationMarks(text, spans)
  const quotations = quotationsOf(text, paragraphs, spans, marks)
  const sentences = sentencesOf(text, paragraphs, spans, marks)
  const words = wordColumns(text, spans, marks)
  const tags = tagsOf(sentences, words, marks, model.tags)
  const names = namesOf(sentences, spans, words, tags, model.names)
  const { heads, relations } = arcsOf(sentences, words, tags, model.parse)
  return { text, paragraphs, sentences, tokens: tokensOf(text, spans, tags, heads, relations), quotations, names }
}

function tokensOf(text: string, { count, starts, ends }: TokenSpans, tags: Uint8Array, heads: Int32Array, relations: Uint8Array): Token[] {
  const tokens = new Array<Token>(count)
  for (let i = 0; i < count; i++) {
    const start = starts[i] as number
    const end = ends[i] as number
    const tag = TAGS[tags[i] as number] as string
    const lemma = lemmaOf(text.slice(start, end), tag)
    tokens[i] = { start, end, tag, lemma, head: heads[i] as number, relation: RELATIONS[relations[i] as number] as string }
  }
  return tokens
}

/** The grammar's models out of their pack; throws a TypeError where the pack lacks one. */
export function grammarModelOf(pack: Pack): GrammarModel {
  const model = (name: string): LinearModel => {
    const found = pack.models.get(name)
    if (found === undefined) throw new TypeError(`the pack of weights has no model "${name}"`)
    return found
  }
  const table = (name: string): Gazetteer => new Map((pack.tables.get(name) as [number, number][] | undefined) ?? [])
  const actions = pack.models.sideBySide('actions')
  if (actions === undefined) throw new TypeError('the pack of weights has no model "actions"')
  return {
    tags: { model: model('tags'), certain: table('certain') },
    names: { first: paired(model('names-first')), second: paired(model('names-second')), gazetteer: table('gazetteer') },
    parse: { actions, labels: model('labels') },
  }
}
