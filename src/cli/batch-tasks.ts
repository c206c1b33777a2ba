import { loadReader } from './reader.js'

/** A task of `onrecord batch`. Errors thrown for a line become an error line in its place, and the run goes on. */
export interface BatchTask {
  /** Lines out for one line in. */
  run(value: Record<string, unknown>): Promise<readonly object[]> | readonly object[]
  /** Lines out once all lines are in, for tasks that need the whole set. */
  finish?(): Promise<readonly object[]> | readonly object[]
}

/** Every task by name, each loaded only when asked for, so that none slows the others' start. */
export const BATCH_TASKS: Readonly<Record<string, { readonly meaning: string; load(): Promise<BatchTask> }>> = {
  brief: { meaning: 'key points and statements of each article', load: async () => (await import('./batch-brief.js')).briefTask() },
  page: { meaning: 'the article in each web page', load: async () => each((await import('../news/batch.js')).pageTask) },
  feed: { meaning: 'the entries of each feed', load: async () => each((await import('../news/batch.js')).feedTask) },
  stories: {
    meaning: 'which story each article belongs to, in the order they come',
    load: async () => each((await import('../news/batch.js')).createStoriesTask()),
  },
  ask: {
    meaning: 'the sentences that answer questions',
    load: async () => {
      const [questions, reader] = await Promise.all([import('../desk/batch-questions.js'), loadReader()])
      return { run: questions.askTask(reader, questions.newsRarity()) }
    },
  },
  stance: {
    meaning: 'what an actor said, and what others said of it',
    load: async () => {
      const [{ stanceTask }, { loadToneModel }, reader] = await Promise.all([
        import('../desk/batch-questions.js'),
        import('../weights.js'),
        loadReader(),
      ])
      return { run: stanceTask(reader, loadToneModel()) }
    },
  },
  tone: {
    meaning: 'how a sentence speaks of a target',
    load: async () => {
      const [{ toneTask }, { loadToneModel }, reader] = await Promise.all([
        import('../desk/batch-questions.js'),
        import('../weights.js'),
        loadReader(),
      ])
      return { run: toneTask(reader, loadToneModel()) }
    },
  },
}

const each = (task: (value: Record<string, unknown>) => object): BatchTask => ({ run: (value) => [task(value)] })
