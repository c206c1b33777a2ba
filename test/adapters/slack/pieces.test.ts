import { describe, expect, it } from 'vitest'
import { escaped, linkable, plain, shortened, typedText } from '../../../adapters/slack/inert.js'
import { ChannelPace } from '../../../adapters/slack/pace.js'

describe('what people type', () => {
  it.each([
    ['what did &lt;Reyl&gt; say &amp; when?', 'what did <Reyl> say & when?'],
    ['<https://news.example.org/a?b=1&amp;c=2>', 'https://news.example.org/a?b=1&c=2'],
    ['<https://news.example.org|news.example.org> please', 'https://news.example.org please'],
    ['ask <@U1|bo> in <#C1|news> or <@U2>', 'ask @bo in #news or @U2'],
    ['<!here> look', '@here look'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['&amp;lt; stays an entity', '&lt; stays an entity'],
  ])('%s', (markup, text) => expect(typedText(markup)).toBe(text))
})

describe('inert text', () => {
  it('breaks up what looks like a mention, and drops only what nobody sees', () => {
    expect(plain('<!channel> & <@U1> <b>')).toBe('<\u2060!channel> & <\u2060@U1> <b>')
    expect(plain('a\u0000b\r\nc\uD800')).toBe('ab\nc\uFFFD')
    expect(escaped('<!channel> & x')).toBe('&lt;\u2060!channel&gt; &amp; x')
  })

  it('links to web addresses only', () => {
    expect(linkable('javascript:alert(1)', 3000)).toBeUndefined()
    expect(linkable('https://a.example/x|y>z', 3000)).toBe('https://a.example/x%7Cy%3Ez')
    expect(linkable(`https://a.example/${'x'.repeat(3000)}`, 3000)).toBeUndefined()
  })

  it('shortens labels at the end of a character', () => {
    expect(shortened('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 13)).toBe('👩‍👩‍👧‍👦…')
    expect(shortened('short', 5)).toBe('short')
  })
})

describe('pace', () => {
  it('gives editions one turn a second and answers a burst, each channel by itself', () => {
    let now = 0
    const pace = new ChannelPace(1000, () => now)
    expect([pace.turn('a', 'steady'), pace.turn('a', 'steady'), pace.turn('b', 'steady')]).toEqual([0, 1000, 0])
    expect(Array.from({ length: 10 }, () => pace.turn('c', 'answer'))).toEqual(Array.from({ length: 10 }, () => 0))
    expect(pace.turn('c', 'answer')).toBeGreaterThan(0)
    now = 30_000
    pace.block('a', 5000)
    expect([pace.turn('a', 'answer'), pace.turn('a', 'steady'), pace.turn('b', 'answer')]).toEqual([5000, 6000, 0])
  })
})
