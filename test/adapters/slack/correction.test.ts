import { afterEach, describe, expect, it } from 'vitest'
import type { CorrectionForm } from '../../../adapters/platform/desk.js'
import { correctedBlocks } from '../../../adapters/slack/correction-view.js'
import { messagesOf } from '../../../adapters/slack/message.js'
import { cite } from '../../../src/text/citation.js'
import type { QuotationPart } from '../../../src/text/post.js'
import { pause, placeOf, until } from '../../contracts/harness.js'
import { createScriptedDesk, type ScriptedDesk } from '../../contracts/scripted-desk.js'
import { SAMPLE_BRIEF } from '../../simulators/sample-posts.js'
import { openSlack, type SlackSession } from '../../simulators/slack-harness.js'

const open: SlackSession[] = []
afterEach(async () => {
  for (const session of open.splice(0)) await session.close()
})

async function briefed(): Promise<{ desk: ScriptedDesk; session: SlackSession; messageId: string; channel: string }> {
  const desk = createScriptedDesk()
  const session = await openSlack('socket', desk)
  open.push(session)
  const channel = session.channels[0]
  const { messageId } = await session.platform.post(placeOf(session, channel), SAMPLE_BRIEF)
  return { desk, session, messageId, channel }
}

const chosen = (value: string | null, written: string | null) => ({
  speaker: { speaker: { type: 'static_select', selected_option: value === null ? null : { value } } },
  other: { other: { type: 'plain_text_input', value: written } },
})

describe('a corrected message', () => {
  const line = (id: string, words: string): QuotationPart => ({
    type: 'quotation',
    citation: cite({ id: 'a', text: words, url: 'https://news.example.org/a', outlet: 'Meridian Post' }, [{ start: 0, end: words.length }]),
    speaker: { name: 'Tomas Reyl', role: null, actor: null },
    manner: 'direct',
    statementId: id,
  })
  const [message] = messagesOf({
    kind: 'brief',
    audience: 'channel',
    title: 'Cranes',
    sections: [
      { heading: 'Tomas Reyl, crane driver', parts: [line('s1', '“One.”'), line('s2', '“Two.”'), line('s3', '“Three.”')] },
      { heading: 'Lena Osk', parts: [{ ...line('s4', '“Four.”'), speaker: { name: 'Lena Osk', role: null, actor: null } }] },
    ],
  })
  const over = (blocks: readonly object[], id: string): string =>
    JSON.stringify(blocks.find((block) => 'block_id' in block && block.block_id === `statement:${id}`))

  it('names the line below the corrected one again, and no other', () => {
    const once = correctedBlocks(message?.blocks ?? [], 's1', 'Harbour Authority')
    expect(over(once, 's1')).toContain('Harbour Authority')
    expect(over(once, 's2')).toContain('Tomas Reyl, crane driver')
    expect(over(once, 's3')).not.toContain('Tomas Reyl')
    expect(correctedBlocks(once, 's1', 'Harbour Authority')).toEqual(once)
    const twice = correctedBlocks(once, 's3', 'Harbour Authority')
    expect(over(twice, 's4')).toBe(over(once, 's4'))
  })

  it('names nobody again below a line that was withdrawn', () => {
    expect(over(correctedBlocks(message?.blocks ?? [], 's1', null), 's2')).not.toContain('Tomas Reyl')
  })
})

describe('“Wrong speaker?”', () => {
  it('asks with the words, who is shown now, and the people of the article', async () => {
    const { desk, session, messageId } = await briefed()
    desk.script.form = (statementId) => ({
      statementId,
      words: '“Not <!channel> me.”',
      speaker: null,
      candidates: ['Tomas Reyl', 'x'.repeat(200)],
    })
    await session.simulator.press(messageId, 'Wrong speaker?', 'Tomas Reyl')
    await until('the form is open', () => session.simulator.views.length === 1)
    const view = JSON.stringify(session.simulator.views[0]?.view)
    for (const words of ['Not <\u2060!channel> me.', 'Shown as: speaker unclear', 'Tomas Reyl', 'Nobody: withdraw this line'])
      expect(view).toContain(words)
  })

  it('takes a chosen name, shows the line corrected, keeps its link, and thanks quietly', async () => {
    const { desk, session, messageId, channel } = await briefed()
    await session.simulator.press(messageId, 'Wrong speaker?', 'Tomas Reyl')
    await until('the form is open', () => session.simulator.views.length === 1)
    expect(await session.simulator.submit(chosen(null, '  '))).toMatchObject({ payload: { response_action: 'errors' } })
    await session.simulator.submit(chosen('1', null))
    await until(
      'the line is corrected',
      () => session.visiblePosts(channel)[0]?.text.includes('Harbour Authority · corrected by your team · Meridian Post') ?? false,
    )
    expect(desk.record.corrections).toMatchObject([{ speaker: 'Harbour Authority' }])
    const [brief] = session.visiblePosts(channel)
    expect(brief?.text).not.toContain('Tomas Reyl')
    expect(brief?.text).toContain('“We asked for safe cranes')
    // Who hears the message instead of seeing it still hears all of it.
    const heard = String(session.simulator.messages.find((one) => one.ts === messageId)?.payload.text)
    expect(heard.split('\n')[0]).toBe(SAMPLE_BRIEF.title)
    expect(heard).toContain('Harbour Authority')
    expect(heard).toContain('“We asked for safe cranes')
    expect(
      session
        .visiblePosts(channel)
        .filter((post) => post.text.includes('Thank you'))
        .map((post) => post.onlyFor),
    ).toEqual([session.person])
  })

  it('keeps two corrections of one message, and withdraws a line', async () => {
    const { session, messageId, channel } = await briefed()
    await session.correctSpeaker?.({ messageId, name: 'Lena Osk' })
    await session.simulator.press(messageId, 'Wrong speaker?', 'Tomas Reyl')
    await until('the form is open again', () => session.simulator.views.length === 2)
    await session.simulator.submit(chosen('withdraw', null))
    await until('the line is withdrawn', () => session.visiblePosts(channel)[0]?.text.includes('Withdrawn by your team') ?? false)
    const text = session.visiblePosts(channel)[0]?.text ?? ''
    expect(text).toContain('Lena Osk · corrected by your team')
    expect(text).not.toContain('safe cranes')
  })

  it('opens in time where the desk is slow, and says so where the line is gone', async () => {
    const { desk, session, messageId, channel } = await briefed()
    const slow = async (form: CorrectionForm | null): Promise<CorrectionForm | null> => {
      await pause(1500)
      return form
    }
    const form = desk.script.form('s1')
    desk.correctionForm = async () => slow(form)
    await session.simulator.press(messageId, 'Wrong speaker?')
    await until('the form is filled', () => JSON.stringify(session.simulator.views[0]?.view ?? '').includes('Who said it?'))
    desk.correctionForm = async () => null
    await session.simulator.press(messageId, 'Wrong speaker?')
    await until('it says so', () =>
      session.visiblePosts(channel).some((post) => post.onlyFor !== undefined && post.text.includes('no longer kept')),
    )
  })

  it('notes the correction in the thread where the message cannot be changed', async () => {
    const { session, messageId, channel } = await briefed()
    const standing = session.simulator.messages.find((one) => one.ts === messageId)
    await session.simulator.press(messageId, 'Wrong speaker?')
    await until('the form is open', () => session.simulator.views.length === 1)
    session.simulator.updateRefusal = 'edit_window_closed'
    await session.simulator.submit(chosen(null, 'Lena Osk'))
    await until('a note is in the thread', () =>
      session.visiblePosts(channel).some((post) => post.thread === standing?.ts && post.text.includes('Corrected by your team')),
    )
  })
})
