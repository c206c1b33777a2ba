import { expect, it } from 'vitest'
import { createScriptedDesk } from '../../contracts/scripted-desk.js'
import { SAMPLE_STANCE } from '../../simulators/sample-posts.js'
import { openSlack } from '../../simulators/slack-harness.js'
import { commandLoad, quantile } from '../../simulators/slack-load.js'

it('acknowledges ten commands at once within 300 ms and answers them within 1.5 s, in one channel too', async () => {
  const desk = createScriptedDesk()
  desk.script.command = () => SAMPLE_STANCE
  const session = await openSlack('socket', desk, { messageMs: 1000 })
  const lines = [{ name: 'stance', line: 'norvia' }]
  for (const spread of [true, false]) {
    const { acknowledged, answered } = await commandLoad(session, { rounds: spread ? 3 : 1, lines, spread })
    expect(quantile(acknowledged, 0.99)).toBeLessThan(300)
    expect(quantile(answered, 0.95)).toBeLessThan(1500)
  }
  await session.close()
}, 30_000)
