/**
 * Discord's limits, in UTF-16 units as discord.js and the API count them.
 * Sources: Discord developer documentation, "Embed Limits", "Create Message", "Application Command Structure", "Message Components",
 * "Start Thread from Message".
 */
export const LIMITS = {
  content: 2000,
  embeds: 10,
  embedTotal: 6000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  rows: 5,
  buttonsInRow: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  selectText: 100,
  placeholder: 150,
  threadName: 100,
  choices: 25,
  choiceText: 100,
  commandDescription: 100,
  modalTitle: 45,
  inputLabel: 45,
  input: 4000,
  nonce: 25,
  /** topics/rate-limits: all requests of one bot together. */
  requestsPerSecond: 50,
} as const
