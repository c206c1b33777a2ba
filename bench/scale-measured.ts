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
  idle: { ms: 9, databaseMs: 1, roundTrips: 3.9 },
  article: { ms: 23.7, databaseMs: 8.9, roundTrips: 25.9, bytes: 26_918 },
  poll: { ms: 3, databaseMs: 1, roundTrips: 8 },
  placing: { ms: 12 },
  story: { bytes: 9_000, anArticle: 0.35 },
  editions: {
    slack: { ms: 161.5, databaseMs: 97, roundTrips: 261.3, messages: 9 },
    discord: { ms: 89.5, databaseMs: 81, roundTrips: 246.3, messages: 9.1 },
  },
  command: { ms: 55.8, databaseMs: 19.2, roundTrips: 43.4 },
}
