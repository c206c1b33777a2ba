import fc from 'fast-check'
import type { Citation } from '../../src/text/citation.js'
import type { Button, Part, Post, PostKind, QuotationPart, Section } from '../../src/text/post.js'

/** Fragments that have broken chat messages before: mentions, markup, links, entities, emoji, direction marks, control characters. */
export const HOSTILE = [
  '<!channel>',
  ':fire: and :+1:',
  '<!here|here>',
  '<!everyone>',
  '<@U123ABC>',
  '<#C123ABC|general>',
  '<!subteam^S123>',
  '@everyone',
  '@here',
  '@channel',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '</brief:123456789012345678>',
  '<https://evil.example|your bank>',
  '[your bank](https://evil.example)',
  '&lt;!channel&gt;',
  '&amp;',
  '*bold* _it_ ~gone~ `code` ```block```',
  '**bold** __u__ ||spoiler|| > quote',
  '# heading',
  '- item',
  ':tada: :smile:',
  '<:blob:123456789012345678>',
  '<t:1700000000:R>',
  '\u202Eright to left\u202C',
  'e\u0301\u0302\u0303 zalgo',
  '👩‍👩‍👧‍👦🇩🇪',
  '\u0000\u0007 control',
  '\\ \\* backslash',
  'https://plain.example/a_b_c?x=1&y=*2*',
  'mailto:a@b.example',
  '   ',
] as const

const id = fc.stringMatching(/^[0-9a-f]{1,16}$/u)
const word = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('the', 'minister', 'ferry', 'harbour', 'said', 'Norvia', '2,400', 'Größe', 'peace', 'talks.', 'Then'),
  },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }) },
)
/** Words of an article: mostly ordinary, some hostile, now and then far longer than any platform takes in one piece. */
export const wordsArbitrary = (most: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 8, arbitrary: fc.array(word, { minLength: 1, maxLength: 30 }) },
      { weight: 1, arbitrary: fc.array(word, { minLength: 200, maxLength: 400 }) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: most }).map((count) => ['x'.repeat(count)]) },
    )
    .map((words) => words.join(' '))
    .filter((text) => text.trim() !== '')

const short = wordsArbitrary(90).map((text) => [...text].slice(0, 120).join(''))
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined })
/** Leaves out keys whose value is undefined, as exact optional properties ask. */
const whole = <T>(value: object): T => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T

const address = fc.oneof(
  fc.constantFrom('https://news.example.org/a?b=1&c=2', 'http://news.example.org/ü/<x>|y', 'javascript:alert(1)', 'not an address'),
  fc.integer({ min: 1, max: 4000 }).map((count) => `https://news.example.org/${'p'.repeat(count)}`),
)

const citation = (most: number): fc.Arbitrary<Citation> =>
  fc
    .record({
      words: fc.array(wordsArbitrary(most), { minLength: 1, maxLength: 3 }),
      articleId: id,
      url: maybe(address),
      outlet: maybe(short),
      publishedAt: fc.constantFrom(undefined, '2026-11-23T08:00:00Z', 'nonsense'),
    })
    .map(({ words, ...rest }) =>
      whole<Citation>({ ...rest, words, spans: words.map((text, i) => ({ start: i * 10_000, end: i * 10_000 + text.length })) }),
    )

const speaker = fc.record({ name: fc.option(short), role: fc.option(short), actor: fc.constant(null) })

const quotation = (most: number): fc.Arbitrary<QuotationPart> =>
  fc
    .record({
      type: fc.constant('quotation' as const),
      citation: citation(most),
      speaker: fc.option(speaker),
      source: maybe(short),
      cue: maybe(fc.constantFrom('said', 'according to')),
      manner: fc.constantFrom('direct' as const, 'indirect' as const, 'mixed' as const),
      unclear: maybe(fc.boolean()),
      showOrigin: maybe(fc.boolean()),
      isNew: maybe(fc.boolean()),
      alsoIn: maybe(fc.array(short, { maxLength: 4 })),
      mark: maybe(
        fc.record({
          tone: fc.constantFrom('critical' as const, 'supportive' as const),
          words: fc.array(short, { minLength: 1, maxLength: 2 }),
        }),
      ),
      statementId: maybe(fc.stringMatching(/^[a-z0-9:-]{1,60}$/u)),
      correctedTo: maybe(short),
    })
    .map((part) => whole<QuotationPart>(part))

const part = (most: number): fc.Arbitrary<Part> =>
  fc.oneof(
    { weight: 5, arbitrary: quotation(most) },
    {
      weight: 3,
      arbitrary: fc
        .record({
          type: fc.constant('line' as const),
          citation: citation(most),
          showOrigin: maybe(fc.boolean()),
          isNew: maybe(fc.boolean()),
          emphasis: maybe(fc.array(fc.record({ start: fc.nat(40), end: fc.nat(60) }), { maxLength: 3 })),
        })
        .map((one) => whole<Part>(one)),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({
          type: fc.constant('note' as const),
          text: wordsArbitrary(most),
          tone: fc.constantFrom(undefined, 'plain', 'small', 'warning'),
        })
        .map((one) => whole<Part>(one)),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('links' as const),
        links: fc.array(fc.record({ label: short, url: address }), { maxLength: 30 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('difference' as const),
        label: short,
        citations: fc.array(citation(most), { minLength: 1, maxLength: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('plot' as const),
        label: short,
        points: fc.array(fc.record({ label: short, count: fc.nat(5000) }), { maxLength: 60 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('table' as const),
        columns: fc.array(short, { minLength: 1, maxLength: 5 }),
        rows: fc.array(fc.array(short, { maxLength: 6 }), { maxLength: 40 }),
      }),
    },
  )

const button: fc.Arbitrary<Button> = fc.oneof(
  fc
    .record({
      label: short,
      action: fc.constantFrom('more' as const, 'who-said-what' as const, 'sources' as const, 'ask' as const),
      value: fc.stringMatching(/^[a-z0-9:-]{0,60}$/u),
      style: fc.constantFrom(undefined, 'primary', 'danger'),
    })
    .map((one) => whole<Button>(one)),
  fc.record({ label: short, url: address }),
)

const section = (most: number): fc.Arbitrary<Section> =>
  fc
    .record({
      heading: maybe(short),
      headingUrl: maybe(address),
      parts: fc.array(part(most), { maxLength: 12 }),
      buttons: maybe(fc.array(button, { maxLength: 6 })),
    })
    .map((one) => whole<Section>(one))

const KINDS: readonly PostKind[] = [
  'brief',
  'digest',
  'story',
  'stance',
  'who',
  'answer',
  'sources',
  'schedule',
  'help',
  'status',
  'notice',
  'error',
]

/**
 * Any post, within what its type promises: long, odd and hostile text in every string, 0 to 12 sections, replies one level deep.
 * `longest` bounds a single unbroken word.
 */
export function postArbitrary(longest = 7000, replies = true): fc.Arbitrary<Post> {
  return fc
    .record({
      kind: fc.constantFrom(...KINDS),
      audience: fc.constantFrom('channel' as const, 'person' as const),
      title: fc.oneof({ weight: 9, arbitrary: wordsArbitrary(400) }, { weight: 1, arbitrary: fc.constant('') }),
      titleUrl: maybe(address),
      subtitle: maybe(wordsArbitrary(400)),
      sections: fc.array(section(longest), { maxLength: 12 }),
      buttons: maybe(fc.array(button, { maxLength: 30 })),
      footer: maybe(wordsArbitrary(2500)),
      replies: replies ? maybe(fc.array(postArbitrary(longest, false), { maxLength: 2 })) : fc.constant(undefined),
      about: maybe(fc.record({ stories: fc.array(id, { maxLength: 2 }), articles: fc.array(id, { maxLength: 2 }) })),
    })
    .map((post) => whole<Post>(post))
}

/** Every citation of a post and its replies, in reading order. */
export function citationsOf(post: Post): readonly Citation[] {
  const own = post.sections.flatMap((one) =>
    one.parts.flatMap((piece) => {
      if (piece.type === 'line' || piece.type === 'quotation') return [piece.citation]
      return piece.type === 'difference' ? piece.citations : []
    }),
  )
  return [...own, ...(post.replies ?? []).flatMap(citationsOf)]
}
