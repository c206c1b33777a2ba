import { underCallId } from '../../adapters/platform/call-id.js'
import type { CommandSpec } from '../../adapters/platform/command.js'
import type { Call, Desk, Place, Press, Question } from '../../adapters/platform/desk.js'
import { OnRecordError } from '../errors.js'
import type { Post } from '../text/post.js'
import { answerTo } from './answers.js'
import { CATALOGUE, commandNamed } from './catalogue.js'
import { complete } from './complete.js'
import { correct, correctionForm } from './corrections.js'
import { createGuards, questionText, tooLong } from './guards.js'
import { readLine } from './line.js'
import type { Metrics } from './metrics.js'
import { errorPost } from './posts.js'
import { press } from './press.js'
import { type CommandContext, channelOf, type DeskServices, teamOf, threadOf } from './services.js'
import { answerInThread } from './thread-question.js'

/** The longest that an answer may take before the asker is told that it failed. */
const LONGEST_MS = 60_000

/** The news desk: answers whatever the platforms bring in, from the store. */
export function createDesk(services: DeskServices, metrics?: Metrics): Desk {
  const { store, log } = services
  const guards = createGuards()
  // Teams that left, until they are back: an answer still on its way to one must not note anything of it after its data is deleted.
  const leftTeams = new Set<string>()
  const underWay = new Map<Promise<unknown>, string>()
  const teamKey = ({ platform, team }: { readonly platform: string; readonly team: string }): string => `${platform} ${team}`
  const tracked = <T>(place: Place, work: Promise<T>): Promise<T> => {
    const done: Promise<unknown> = work.then(
      () => underWay.delete(done),
      () => underWay.delete(done),
    )
    underWay.set(done, teamKey(place))
    return work
  }

  /** Whether it is the person's turn; one who has to wait is counted. */
  const refusal = async (what: string, place: Place, person: { id: string }): Promise<Post | null> => {
    const refused = await guards.tooMany(place, person)
    if (refused !== null) metrics?.command(what, 'limited', 0)
    return refused
  }

  /** Runs an answer: bounded in time, logged with its id, never rejecting: what goes wrong becomes a sentence for the asker. */
  const safely = async <T>(what: string, callId: string, answer: () => Promise<T>, otherwise: (post: Post) => T): Promise<T> => {
    const began = performance.now()
    let outcome = 'answered'
    try {
      return await within(underCallId(callId, answer), LONGEST_MS)
    } catch (error) {
      outcome = error instanceof OnRecordError ? 'refused' : 'failed'
      if (error instanceof OnRecordError) {
        log.info({ callId, what, code: error.code }, 'refused')
        return otherwise(errorPost(error.message))
      }
      log.error({ callId, what, err: error }, 'failed')
      return otherwise(
        errorPost('The desk stumbled over this one. Try again in a moment; if it stays so, the log of whoever runs the desk says why.'),
      )
    } finally {
      metrics?.command(what, outcome, performance.now() - began)
      log.info({ callId, what, outcome, ms: Math.round(performance.now() - began) }, 'command')
    }
  }

  return {
    commands: CATALOGUE as readonly CommandSpec[],
    async command(call) {
      const name = CATALOGUE.find((spec) => spec.name === call.command)?.name
      if (name === undefined) return errorPost(`There is no command /${call.command.slice(0, 40)}. /onrecord help shows what there is.`)
      const refused = (await refusal(name, call.place, call.person)) ?? tooLong(call)
      if (refused !== null) return refused
      return tracked(
        call.place,
        safely<Post>(
          name,
          call.callId,
          () => answerTo(name, contextOf(services, call)),
          (post) => post,
        ),
      )
    },
    complete: (request) =>
      safely(
        `complete ${request.command}`,
        '',
        async () => ((await guards.maySuggest(request.place)) ? complete(services, request) : []),
        () => [],
      ),
    async question(question: Question) {
      const refused = await refusal('question', question.place, question.person)
      if (refused !== null) return question.addressed ? refused : null
      return tracked(
        question.place,
        safely<Post | null>(
          'question',
          question.callId,
          () => answerInThread(services, { ...question, text: questionText(question.text) }),
          (post) => post,
        ),
      )
    },
    async press(pressed: Press) {
      const what = `press ${pressed.action.slice(0, 40)}`
      const refused = await refusal(what, pressed.place, pressed.person)
      if (refused !== null) return refused
      return tracked(
        pressed.place,
        safely<Post>(
          what,
          pressed.callId,
          () => press(services, pressed),
          (post) => post,
        ),
      )
    },
    correctionForm: (statementId, place) =>
      safely(
        'correction form',
        '',
        () => correctionForm(services, statementId, place),
        () => null,
      ),
    async correct(correction) {
      const refused = await refusal('correct', correction.place, correction.person)
      if (refused !== null) return refused
      return safely<Post>(
        'correct',
        '',
        () => correct(services, correction),
        (post) => post,
      )
    },
    async posted(place, about) {
      const thread = threadOf(place)
      if (thread === undefined || leftTeams.has(teamKey(place))) return
      await tracked(place, store.threads.note(thread, about, services.now()))
    },
    async knowsThread(place) {
      const thread = threadOf(place)
      return thread !== undefined && (await store.threads.get(thread)) !== undefined
    },
    async joined(platform, team, name) {
      leftTeams.delete(teamKey({ platform, team }))
      await store.teams.join({ platform, team }, services.now(), name)
    },
    teams: async (platform) => (await store.teams.list(platform)).map(({ team }) => team),
    async left(platform, team) {
      const key = teamKey({ platform, team })
      leftTeams.add(key)
      let gone = await store.teams.delete({ platform, team })
      // What was asked before it left may have written since.
      const late = [...underWay].filter(([, of]) => of === key).map(([work]) => work)
      await Promise.all(late)
      if (late.length > 0 && leftTeams.has(key)) gone += await store.teams.delete({ platform, team })
      log.info({ platform, team, articles: gone }, 'team left; its data is deleted')
    },
    memory: {
      get: (key) => store.memory.get(key),
      set: (key, value, seconds) => store.memory.set(key, value, seconds),
      delete: (key) => store.memory.delete(key),
      once: (key, seconds) => store.memory.once(key, seconds),
    },
    async reading(articleId) {
      return (await store.articles.document(articleId)) ?? null
    },
  }
}

/** A call with the options of its plain line read, those given by name going before. */
function contextOf(services: DeskServices, call: Call): CommandContext {
  const spec = commandNamed(call.command) as CommandSpec
  const fromLine = call.line === undefined ? {} : readLine(spec, call.line)
  const options = { ...fromLine, ...Object.fromEntries(Object.entries(call.options).filter(([, value]) => value.trim() !== '')) }
  return { services, call: { ...call, options }, channel: channelOf(call.place), team: teamOf(call.place), now: services.now() }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new OnRecordError('too-slow', 'This took too long and was given up. Try again, or ask for less at once.')),
      ms,
    )
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
