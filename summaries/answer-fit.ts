import { kindFit } from './answer-fit-kind.js'
import { nameFit, officeFit } from './answer-fit-office.js'
import { reasonFit } from './answer-fit-reason.js'
import { speechFit } from './answer-fit-speech.js'
import { stanceFit } from './answer-fit-stance.js'
import { verbFit } from './answer-fit-verb.js'
import type { PassageIndex } from './answer-index.js'
import type { Question } from './answer-question.js'
import type { WeighedTerm } from './answer-rank.js'

/** How a line meets what is asked: 2 it does, 1 it lacks what another line may have, 0 it is no answer whatever else it holds. */
export type Fit = 0 | 1 | 2

/** Tells how a passage, by its index, meets what a question asks for. */
export type FitOf = (passage: number) => Fit

/** What a rule about a kind of question looks at; undefined where it has nothing to say of this question. */
export type FitRule = (index: PassageIndex, question: Question, terms: readonly WeighedTerm[]) => FitOf | undefined

const RULES: readonly FitRule[] = [speechFit, stanceFit, reasonFit, kindFit, officeFit, nameFit, verbFit]

/** All rules that speak to the question; a line is as good as the strictest of them says. */
export function fitOf(index: PassageIndex, question: Question, terms: readonly WeighedTerm[]): FitOf {
  const rules = RULES.flatMap((rule) => rule(index, question, terms) ?? [])
  return (passage) => rules.reduce<Fit>((least, rule) => Math.min(least, rule(passage)) as Fit, 2)
}
