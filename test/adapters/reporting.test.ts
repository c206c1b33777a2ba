import { describe, expect, it } from 'vitest'
import { render } from '../../adapters/discord/render.js'
import { messagesOf } from '../../adapters/slack/message.js'
import { postText } from '../../adapters/terminal/post-text.js'
import { postHtml } from '../../adapters/web/post-html.js'
import { cite } from '../../src/text/citation.js'
import type { Manner } from '../../src/text/document.js'
import type { Post } from '../../src/text/post.js'

const WORDS = 'that the port had paid a ransom'
const postOf = (cue: string, manner: Manner = 'indirect'): Post => ({
  kind: 'who',
  audience: 'channel',
  title: 'What Ann Lee said',
  sections: [
    {
      heading: 'Ann Lee, port director',
      parts: [
        {
          type: 'quotation',
          citation: cite({ id: 'a', text: WORDS, outlet: 'The Gazette' }, [{ start: 0, end: WORDS.length }]),
          speaker: { name: 'Ann Lee', role: 'port director', actor: null },
          cue,
          manner,
        },
      ],
    },
  ],
})

/** Every surface's post as the words that a reader sees, without markup. */
const surfaces: Readonly<Record<string, (post: Post) => string>> = {
  slack: (post) => messagesOf(post)[0]?.text ?? '',
  discord: (post) => JSON.stringify(render(post, (action, value) => `${action}:${value}`)).replaceAll('*', ''),
  web: (post) => String(postHtml(post, { back: '/' })).replace(/<[^>]*>/gu, ''),
  terminal: (post) => postText(post, { columns: 200, color: false }),
}

describe.each(Object.entries(surfaces))('a statement on %s', (name, shown) => {
  it.each(['denied', 'accused the mayor of saying', 'declined to say', 'said'])('keeps the word that says how it was meant: %s', (cue) => {
    expect(shown(postOf(cue))).toContain(`${cue}: ${WORDS}`)
  })

  it('needs no word for plain speech in quotation marks, and has none that says nothing', () => {
    if (name !== 'terminal') expect(shown(postOf('said', 'direct'))).not.toContain('said:')
    expect(shown(postOf('denied', 'direct'))).toContain(`denied: ${WORDS}`)
    for (const mute of [':', 'According to', 'told']) expect(shown(postOf(mute))).not.toMatch(/(?:told|to|:): that the port/iu)
  })
})
