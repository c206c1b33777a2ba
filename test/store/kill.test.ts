import { expect, it } from 'vitest'
import { onBothEngines } from './engines.js'
import { killIntake } from './kill.js'

onBothEngines('intake that is killed', (engines) => {
  it('loses nothing and keeps nothing twice', async () => {
    let turn = 0
    // Steps and milliseconds by turns: early in reading, then nearly at its end.
    const moments = [0.1, 0.5, 0.5, 0]
    const report = await killIntake(await engines.url(), 2, () => moments[turn++ % 4] as number, { feeds: 2, entries: 10 })
    expect(report.wrong).toEqual([])
    expect(report.kills).toBe(2)
  }, 120_000)
})
