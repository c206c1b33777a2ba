/** What the desk counts while it works; a metrics client takes it in. */
export interface Metrics {
  /** `what`: name of a command or of what was pressed; `ms`: how long it took. */
  command(what: string, outcome: string, ms: number): void
}
