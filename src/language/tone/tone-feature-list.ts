import { Features } from '../learned/weights.js'

/** Features that remember which word of the sentence each comes from, so that a judgement can show its words. -1: from none alone. */
export class ToneFeatures extends Features {
  owner = -1
  owners: number[] = []

  override clear(): void {
    super.clear()
    this.owner = -1
    this.owners = []
  }

  override add(template: number, a: number, b = 0, c = 0): void {
    super.add(template, a, b, c)
    this.owners.push(this.owner)
  }
}

/** A number cut to steps of `width`, -6 to 6. */
export const bin = (value: number, width = 1): number => Math.max(-6, Math.min(6, Math.round(value / width)))
