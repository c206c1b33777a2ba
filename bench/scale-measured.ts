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
  idle: { ms: 10, databaseMs: 1, roundTrips: 3.6 },
  article: { ms: 17.5, databaseMs: 6.8, roundTrips: 22.3, bytes: 27_399 },
  poll: { ms: 1.5, databaseMs: 0.4, roundTrips: 4.5 },
  placing: { ms: 14.8 },
  story: { bytes: 5_936, anArticle: 0.59 },
  editions: {
    slack: { ms: 126, databaseMs: 86.5, roundTrips: 261.3, messages: 9 },
    discord: { ms: 82, databaseMs: 81.5, roundTrips: 244.9, messages: 9.15 },
  },
  command: { ms: 52.3, databaseMs: 15.8, roundTrips: 44.1 },
}
