import { AsyncLocalStorage } from 'node:async_hooks'

const ids = new AsyncLocalStorage<string>()

/**
 * Does `work` under an id that every line of the log carries which is written on its way, whoever writes it: the desk, the store, a platform's
 * SDK. One id names one command, question, button or edition; without an id, work goes on under the one it has.
 */
export const underCallId = <T>(id: string, work: () => T): T => (id === '' ? work() : ids.run(id, work))

/** The id under which this is being done; undefined where it is for nobody in particular. */
export const callIdNow = (): string | undefined => ids.getStore()
