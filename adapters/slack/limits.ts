/**
 * What Slack takes, as data. Characters are UTF-16 units. Each row names the page of docs.slack.dev it is from; rows marked "own" are not
 * documented and set with a margin.
 */
export const LIMITS = {
  /** reference/block-kit/blocks: blocks in a message. */
  blocks: 50,
  /** reference/block-kit/blocks: blocks in a modal. */
  modalBlocks: 100,
  /** own: a message whose blocks hold more than about 11,000 to 13,000 characters is refused as `msg_blocks_too_long`. */
  messageText: 10_000,
  /** own: one rich text block, as a section's text. */
  richText: 2900,
  /** reference/block-kit/composition-objects/text-object. */
  text: 3000,
  /** reference/block-kit/blocks/header-block. */
  header: 150,
  /** reference/block-kit/blocks/context-block. */
  contextElements: 10,
  /** reference/block-kit/blocks/section-block: fields, and the text of each. */
  fields: 10,
  fieldText: 2000,
  /** reference/block-kit/blocks/actions-block. */
  actions: 25,
  /** reference/block-kit/block-elements/button-element. */
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  /** reference/block-kit/block-elements: `action_id`. */
  actionId: 255,
  /** reference/block-kit/blocks: `block_id`. */
  blockId: 255,
  /** reference/block-kit/block-elements/select-menu-element. */
  options: 100,
  placeholder: 150,
  /** reference/block-kit/composition-objects/option-object. */
  optionText: 75,
  optionValue: 150,
  /** reference/block-kit/blocks/input-block. */
  inputLabel: 2000,
  inputHint: 2000,
  /** reference/views: title, submit and close of a modal; what it carries along; its name. */
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  callbackId: 255,
  /** own: a link within rich text, as a button's. */
  link: 3000,
  /** reference/methods/chat.postMessage: `text` is cut at 40,000 characters and should stay below 4,000. */
  fallback: 40_000,
  fallbackAdvised: 4000,
} as const

/** How fast, and how soon. */
export const PACE = {
  /** apis/web-api/rate-limits: about one message a second a channel; short bursts are tolerated. */
  messageMs: 1000,
  /** own: answers to people that may go out at once in a channel before they, too, are spaced. */
  burst: 10,
  /** interactivity/handling-user-interaction: an acknowledgement, and the life of a `trigger_id`. */
  acknowledgeMs: 3000,
  /** interactivity/handling-user-interaction: uses of a `response_url`, and how long it lives. */
  responses: 5,
  responseMs: 30 * 60_000,
  /** own: after this, "Reading…" is shown while an answer is made. */
  readingMs: 1200,
  /** own: a longer `Retry-After` is handed to the desk instead of being waited for. */
  longestWaitMs: 60_000,
  /** own: the longest that a call to Slack may take. */
  callMs: 15_000,
} as const
