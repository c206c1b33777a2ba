/** What bench/scale-costs.ts found; times in milliseconds of processor time, `placing.ms` of time that passes. */
export interface MeasuredCosts {
  readonly idle: Cost
  readonly article: Cost & { readonly bytes: number }
  readonly poll: Cost
  readonly placing: { readonly ms: number }
  /** Memory of an open story; how many stories are opened an article. */
  readonly story: { readonly bytes: number; readonly anArticle: number }
  readonly editions: Readonly<Record<'slack' | 'discord', Cost & { readonly messages: number }>>
  readonly command: Cost
}

interface Cost {
  readonly ms: number
  readonly databaseMs: number
  readonly roundTrips: number
}

/** Measured on two cores of a shared machine; recorded in docs/scale.md. `idle` is a second. */
export const MEASURED: MeasuredCosts = {
  idle: { ms: 9, databaseMs: 2, roundTrips: 3.6 },
  article: { ms: 19.8, databaseMs: 7.9, roundTrips: 22.3, bytes: 27_348 },
  poll: { ms: 2.5, databaseMs: 0.8, roundTrips: 4.5 },
  placing: { ms: 17.6 },
  story: { bytes: 4_892, anArticle: 0.59 },
  editions: {
    slack: { ms: 132.5, databaseMs: 95.5, roundTrips: 261.1, messages: 9 },
    discord: { ms: 73, databaseMs: 77, roundTrips: 242.6, messages: 9.1 },
  },
  command: { ms: 66, databaseMs: 20, roundTrips: 43.3 },
}
