import { createScriptedDesk } from '../test/contracts/scripted-desk.js'
import { SAMPLE_BRIEF, SAMPLE_STANCE } from '../test/simulators/sample-posts.js'
import { openSlack } from '../test/simulators/slack-harness.js'
import { commandLoad, quantile } from '../test/simulators/slack-load.js'

/**
 * How soon Slack's commands are acknowledged and answered when ten people ask at once, over the real SDK and the simulator. The desk is
 * scripted: what is measured is the adapter, rendering and sending included, without the search.
 *
 *   npx tsx bench/slack-commands.ts [rounds]
 */
const rounds = Number(process.argv[2] ?? 30)
const LINES = [
  { name: 'stance', line: 'norvia' },
  { name: 'brief', line: 'https://meridian-post.example/ports-reopen' },
]
for (const mode of ['socket', 'http'] as const) {
  const desk = createScriptedDesk()
  desk.script.command = ({ command }) => (command === 'brief' ? SAMPLE_BRIEF : SAMPLE_STANCE)
  const session = await openSlack(mode, desk, { messageMs: 1000 })
  const figures = await commandLoad(session, { rounds, lines: LINES, spread: true })
  const oneRoom = await commandLoad(session, { rounds: 1, lines: LINES, spread: false })
  await session.close()
  const line = (name: string, values: readonly number[]): string =>
    `${name}: p50 ${quantile(values, 0.5)} ms, p95 ${quantile(values, 0.95)} ms, p99 ${quantile(values, 0.99)} ms, worst ${values.at(-1)} ms`
  console.log(`${mode}, ${rounds} × 10 commands at once, each in its own channel`)
  console.log(`  ${line('acknowledged', figures.acknowledged)}`)
  console.log(`  ${line('answered    ', figures.answered)}`)
  console.log(`  ten at once in one channel, ${line('answered', oneRoom.answered)}`)
}
