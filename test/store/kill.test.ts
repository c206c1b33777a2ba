import { expect, it } from 'vitest'
import { onBothEngines } from './engines.js'
import { killIntake } from './kill.js'

onBothEngines('intake that is killed', (engines) => {
  it('loses nothing and keeps nothing twice', async () => {
    let turn = 0
    const moments = [0.2, 0.5]
    const report = await killIntake(await engines.url(), 2, () => moments[turn++ % 2] as number, { feeds: 2, entries: 10 })
    expect(report.wrong).toEqual([])
    expect(report.kills).toBe(2)
  }, 120_000)
})
