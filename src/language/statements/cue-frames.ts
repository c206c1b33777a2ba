import { relationId, tagId, type WordGrid, wordHash } from './word-grid.js'

/**
 * What stands around a word that may report something: who does it, what follows, and how. Token indexes are -1 where there is none;
 * one frame is filled over and over, so that reading makes no garbage.
 */
export interface CueFrame {
  token: number
  /** The word that does the saying: the verb's own subject, or the one it inherits (conjunct, infinitive, relative clause). */
  subject: number
  /** 0 none, 1 own subject, 2 own passive subject, 3 from a conjunct, 4 from the governing verb, 5 the noun a clause hangs on, 6 possessor. */
  subjectKind: number
  object: number
  clause: number
  infinitive: number
  /** First nominal modifier after the word, and the preposition that leads it. */
  modifier: number
  preposition: number
  /** "that", "whether", "to" … that leads the clause, as a word hash; 0 for none. */
  complementiser: number
  auxiliary: number
  negated: boolean
  passive: boolean
  copular: boolean
  expletive: boolean
  particle: number
  adverb: number
  /** Tokens of the word's subtree after it. */
  after: number
  /** Bits of the above, for features that join it with a word. */
  bits: number
}

const REL = Object.fromEntries(
  [
    'nsubj',
    'nsubjpass',
    'csubj',
    'dobj',
    'iobj',
    'ccomp',
    'xcomp',
    'nmod',
    'mark',
    'aux',
    'auxpass',
    'cop',
    'neg',
    'expl',
    'case',
    'advmod',
    'conj',
    'acl',
    'acl:relcl',
    'advcl',
    'compound:prt',
    'nmod:poss',
    'dep',
    'parataxis',
    'appos',
  ].map((name) => [name, relationId(name)]),
) as Record<string, number>

/** Ids of the relations that the statement stage asks for, by name. */
export const relation = (name: string): number => REL[name] ?? relationId(name)

const NSUBJ = relation('nsubj')
const NSUBJPASS = relation('nsubjpass')
const DOBJ = relation('dobj')
const CCOMP = relation('ccomp')
const XCOMP = relation('xcomp')
const NMOD = relation('nmod')
const MARK = relation('mark')
const AUX = relation('aux')
const AUXPASS = relation('auxpass')
const COP = relation('cop')
const NEG = relation('neg')
const EXPL = relation('expl')
const CASE = relation('case')
const ADVMOD = relation('advmod')
const CONJ = relation('conj')
const ACL = relation('acl')
const RELCL = relation('acl:relcl')
const ADVCL = relation('advcl')
const PRT = relation('compound:prt')
const POSS = relation('nmod:poss')
const DEP = relation('dep')
const TO = tagId('TO')

/** An empty frame to be filled by `fillFrame`. */
export const emptyFrame = (): CueFrame => ({
  token: -1,
  subject: -1,
  subjectKind: 0,
  object: -1,
  clause: -1,
  infinitive: -1,
  modifier: -1,
  preposition: -1,
  complementiser: 0,
  auxiliary: -1,
  negated: false,
  passive: false,
  copular: false,
  expletive: false,
  particle: -1,
  adverb: -1,
  after: 0,
  bits: 0,
})

/** Fills `frame` for the token `t`; looks at its children and at most six words above it. */
export function fillFrame(grid: WordGrid, t: number, frame: CueFrame): void {
  frame.token = t
  frame.subject = frame.object = frame.clause = frame.infinitive = frame.modifier = frame.preposition = -1
  frame.auxiliary = frame.particle = frame.adverb = -1
  frame.subjectKind = frame.complementiser = 0
  frame.negated = frame.passive = frame.copular = frame.expletive = false
  for (let child = grid.firstChild[t] as number; child >= 0; child = grid.nextSibling[child] as number) addChild(grid, t, child, frame)
  if (frame.subject < 0) inherit(grid, t, frame)
  frame.after = (grid.right[t] as number) - t
  frame.bits =
    (frame.subject >= 0 ? 1 : 0) |
    (frame.object >= 0 ? 2 : 0) |
    (frame.clause >= 0 ? 4 : 0) |
    (frame.infinitive >= 0 ? 8 : 0) |
    (frame.modifier >= 0 ? 16 : 0) |
    (frame.complementiser === THAT ? 32 : 0) |
    (frame.passive ? 64 : 0) |
    (frame.copular ? 128 : 0)
}

const THAT = wordHash('that')

function addChild(grid: WordGrid, t: number, child: number, frame: CueFrame): void {
  switch (grid.relation[child]) {
    case NSUBJ:
      if (frame.subject < 0 || frame.subjectKind !== 1) frame.subject = child
      frame.subjectKind = 1
      break
    case NSUBJPASS:
      frame.subject = child
      frame.subjectKind = 2
      frame.passive = true
      break
    case POSS:
      if (frame.subject < 0) {
        frame.subject = child
        frame.subjectKind = 6
      }
      break
    case DOBJ:
      if (frame.object < 0) frame.object = child
      break
    case CCOMP:
      if (frame.clause < 0 || child > t) frame.clause = child
      frame.complementiser = markOf(grid, child) || frame.complementiser
      break
    case DEP:
    case ACL:
      if (frame.clause < 0 && child > t) {
        frame.clause = child
        frame.complementiser = markOf(grid, child) || frame.complementiser
      }
      break
    case XCOMP:
      frame.infinitive = child
      break
    case NMOD:
      if (child > t && frame.modifier < 0) {
        frame.modifier = child
        frame.preposition = caseOf(grid, child)
      }
      break
    case AUX:
      frame.auxiliary = child
      break
    case AUXPASS:
      frame.passive = true
      break
    case COP:
      frame.copular = true
      break
    case NEG:
      frame.negated = true
      break
    case EXPL:
      frame.expletive = true
      break
    case PRT:
      frame.particle = child
      break
    case ADVMOD:
      frame.adverb = child
      break
  }
}

/** Hash of the word that leads the clause headed by `head` ("that", "if", "to"); 0 where none does. */
export function markOf(grid: WordGrid, head: number): number {
  for (let child = grid.firstChild[head] as number; child >= 0 && child < head; child = grid.nextSibling[child] as number) {
    if (grid.relation[child] === MARK || grid.tag[child] === TO) return grid.word[child] as number
  }
  return 0
}

/** The preposition that leads a nominal, -1 for none. */
export function caseOf(grid: WordGrid, head: number): number {
  for (let child = grid.firstChild[head] as number; child >= 0; child = grid.nextSibling[child] as number) {
    if (grid.relation[child] === CASE) return child
  }
  return -1
}

function ownSubject(grid: WordGrid, t: number): number {
  for (let child = grid.firstChild[t] as number; child >= 0; child = grid.nextSibling[child] as number) {
    if (grid.relation[child] === NSUBJ || grid.relation[child] === NSUBJPASS) return child
  }
  return -1
}

// "He came and said", "wants to say", "a report saying", "Ms. X, who said": who says it stands higher up.
function inherit(grid: WordGrid, t: number, frame: CueFrame): void {
  let node = t
  for (let steps = 0; steps < 6; steps++) {
    const head = grid.head[node] as number
    if (head < 0) return
    const link = grid.relation[node] as number
    if (link === ACL || link === RELCL) {
      setSubject(frame, head, 5)
      return
    }
    if (link !== CONJ && link !== XCOMP && link !== ADVCL && link !== DEP && link !== CCOMP) return
    const subject = ownSubject(grid, head)
    if (subject >= 0) {
      setSubject(frame, subject, link === CONJ ? 3 : 4)
      return
    }
    node = head
  }
}

function setSubject(frame: CueFrame, subject: number, kind: number): void {
  frame.subject = subject
  frame.subjectKind = kind
}
