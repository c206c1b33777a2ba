import { MessageFlags, type RepliableInteraction, type StringSelectMenuInteraction } from 'discord.js'
import { acknowledge, answer, asked, payload, problem } from './answering.js'
import { type CorrectedLine, readLineOf, showCorrected, writeLine } from './correction.js'
import { LIMITS } from './limits.js'
import { personOf, placeOf } from './places.js'
import { cut } from './plain-text.js'
import { type DiscordMessage, render } from './render.js'
import type { Sending } from './sending.js'

const WITHDRAW = '-'
const OTHER = '+'

/** "Wrong speaker?": a line was chosen; asks, only the one who chose, who said it. */
export async function chooseSpeaker(sending: Sending, interaction: StringSelectMenuInteraction, statementId: string): Promise<void> {
  await acknowledge(sending, () => interaction.deferReply({ flags: MessageFlags.Ephemeral }))
  const form = await sending.desk.correctionForm(statementId, placeOf(interaction))
  if (form === null)
    return void (await answer(sending, interaction, problem('This line is no longer kept, so there is nothing to correct.')))
  const line = { statementId, channel: interaction.channelId, message: interaction.message.id }
  const ids = sending.ids.open(placeOf(interaction).team)
  const id = ids.make('speaker-is', writeLine(line))
  const named = [...new Set(form.candidates)]
    .slice(0, LIMITS.selectOptions - 2)
    .map((name) => ({ label: cut(name, LIMITS.selectText), value: `=${name.slice(0, LIMITS.selectText - 1)}` }))
  const options = [...named, { label: 'Somebody else …', value: OTHER }, { label: 'Nobody: withdraw the line', value: WITHDRAW }]
  const [shown] = render(
    {
      kind: 'notice',
      audience: 'person',
      title: 'Who said it?',
      sections: [
        {
          parts: [
            { type: 'note', text: form.words },
            { type: 'note', tone: 'small', text: `Now: ${form.speaker ?? 'speaker unclear'}` },
          ],
        },
      ],
    },
    ids.make,
  )
  await ids.flush()
  await interaction.editReply({
    ...payload(shown as DiscordMessage),
    components: [{ type: 1, components: [{ type: 3, custom_id: id, placeholder: 'Who said it?', options }] }],
  })
}

/** A speaker was chosen from the menu: keeps it, or asks for a name that is not in it. */
export async function speakerChosen(sending: Sending, interaction: StringSelectMenuInteraction, written: string): Promise<void> {
  const line = readLineOf(written)
  const value = interaction.values[0] ?? ''
  if (line === undefined) return void (await interaction.deferUpdate())
  if (value === OTHER) {
    const ids = sending.ids.open(placeOf(interaction).team)
    const form = nameForm(ids.make('speaker-named', written))
    await ids.flush()
    return void (await interaction.showModal(form))
  }
  await acknowledge(sending, () => interaction.deferUpdate())
  await correctLine(sending, interaction, line, value === WITHDRAW ? null : value.slice(1))
}

/** Keeps a correction, says so to the one who made it, and shows it in the message. */
export async function correctLine(
  sending: Sending,
  interaction: RepliableInteraction,
  line: CorrectedLine,
  speaker: string | null,
): Promise<void> {
  const place = placeOf(interaction)
  const correction = { statementId: line.statementId, speaker, place, person: personOf(interaction) }
  const post = await asked(sending, interaction.id, () => sending.desk.correct(correction))
  await answer(sending, interaction, { ...post, audience: 'person' })
  if (post.kind !== 'error') await showCorrected(sending, line, speaker)
}

const nameForm = (customId: string) => ({
  custom_id: customId,
  title: 'Who said it?',
  components: [
    {
      type: 1 as const,
      components: [
        {
          type: 4 as const,
          custom_id: 'name',
          label: 'Name; empty withdraws the line',
          style: 1 as const,
          required: false,
          max_length: 200,
        },
      ],
    },
  ],
})
