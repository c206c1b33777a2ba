/** One thing that was checked, by `onrecord doctor` and `onrecord setup`. */
export interface Finding {
  /** What was checked: "bot token". */
  readonly name: string
  readonly state: 'good' | 'remark' | 'bad'
  /** How it stands; where it is bad, what to do. One sentence. */
  readonly sentence: string
}

export const good = (name: string, sentence: string): Finding => ({ name, state: 'good', sentence })
export const remark = (name: string, sentence: string): Finding => ({ name, state: 'remark', sentence })
export const bad = (name: string, sentence: string): Finding => ({ name, state: 'bad', sentence })
