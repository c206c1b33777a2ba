import { type Citation, cite } from '../../src/text/citation.js'
import type { Post, QuotationPart } from '../../src/text/post.js'

/** A citation of words in an invented article of an invented outlet. */
export function cited(
  words: string,
  outlet = 'The Harbour Gazette',
  slug = 'harbour-talks',
  publishedAt = '2026-11-23T08:10:00Z',
): Citation {
  const text = `Before it. ${words} After it.`
  return cite(
    {
      id: slug,
      text,
      url: `https://${outlet.toLowerCase().replace(/[^a-z]+/gu, '-')}.example/${slug}`,
      outlet,
      publishedAt,
      title: 'Harbour talks',
    },
    [{ start: 11, end: 11 + words.length }],
  )
}

const said = (name: string | null, role: string | null, citation: Citation, more: Partial<QuotationPart> = {}): QuotationPart => ({
  type: 'quotation',
  citation,
  speaker: name === null ? null : { name, role, actor: null },
  ...(citation.words[0]?.startsWith('“') ? { manner: 'direct' } : { manner: 'indirect', cue: 'said' }),
  statementId: `s-${(name ?? 'x').toLowerCase().replace(/[^a-z]+/gu, '-')}-${citation.words[0]?.length}`,
  ...more,
})

const MERIDIAN = ['Meridian Post', 'ports-reopen', '2026-11-23T07:30:00Z'] as const
const HERALD = ['North Coast Herald', 'ferry-fares', '2026-11-22T17:05:00Z'] as const

/** One article, briefed. */
export const SAMPLE_BRIEF: Post = {
  kind: 'brief',
  audience: 'channel',
  title: 'Norvia reopens its southern ports after three weeks of talks',
  titleUrl: 'https://meridian-post.example/ports-reopen',
  subtitle: 'Meridian Post · 23 Nov 2026 · sample, fictional',
  sections: [
    {
      heading: 'Key points',
      parts: [
        {
          type: 'line',
          citation: cited('The southern ports of Norvia will reopen on Thursday, 21 days after a strike shut them.', ...MERIDIAN),
          emphasis: [{ start: 54, end: 61 }],
        },
        {
          type: 'line',
          citation: cited('About 2,400 dock workers will return under a contract that runs to 2029.', ...MERIDIAN),
          emphasis: [{ start: 6, end: 11 }],
        },
        {
          type: 'line',
          citation: cited('Exporters put the cost of the stoppage at 310 million crowns.', ...MERIDIAN),
          emphasis: [{ start: 42, end: 60 }],
        },
      ],
    },
    {
      heading: 'Who said what',
      parts: [
        said(
          'Ilse Marrow',
          'Norvia’s transport minister',
          cited('“Nobody won these three weeks, and nobody should pretend to have won them.”', ...MERIDIAN),
        ),
        said(
          'Tomas Reyl',
          'head of the Dockers’ Union',
          cited('“We asked for safe cranes and we got safe cranes. The rest is arithmetic.”', ...MERIDIAN),
        ),
        said('Harbour Authority', null, cited('that night shifts would resume only after every crane had been inspected', ...MERIDIAN)),
        said(null, null, cited('“The ferries were never part of the offer,”', ...MERIDIAN), { unclear: true }),
      ],
      buttons: [{ label: 'Sources', action: 'sources', value: 'brief:ports-reopen' }],
    },
  ],
  footer: 'Ask about this article in the thread.',
  about: { stories: [], articles: ['ports-reopen'] },
}

/** What a country says, and what is said of it. */
export const SAMPLE_STANCE: Post = {
  kind: 'stance',
  audience: 'channel',
  title: 'Norvia on the ports',
  subtitle: '6 statements from 3 outlets since 16 Nov 2026 · 2 new',
  sections: [
    { heading: 'In its own words', parts: [] },
    {
      heading: 'Ilse Marrow, transport minister',
      parts: [
        said(
          'Ilse Marrow',
          'transport minister',
          cited('“Nobody won these three weeks, and nobody should pretend to have won them.”', ...MERIDIAN),
          { isNew: true },
        ),
        said('Ilse Marrow', 'transport minister', cited('“The ports belong to the people who work in them.”', ...HERALD), {
          alsoIn: ['The Harbour Gazette', 'Coastline'],
        }),
      ],
    },
    {
      heading: 'Foreign Ministry',
      parts: [said('Foreign Ministry', null, cited('that Norvia would “not discuss its ports with third parties”', ...HERALD))],
    },
    { heading: 'What others say of it', parts: [] },
    {
      heading: 'Edvard Kjell, prime minister of Sundmark',
      parts: [
        said('Edvard Kjell', 'prime minister of Sundmark', cited('“Norvia has treated its neighbours like an afterthought.”'), {
          isNew: true,
          mark: { tone: 'critical', words: ['like an afterthought'] },
        }),
      ],
      buttons: [{ label: 'Show more', action: 'more', value: 'stance:norvia:2', style: 'primary' }],
    },
    {
      parts: [
        {
          type: 'plot',
          label: 'Statements a day',
          points: [
            { label: '19 Nov', count: 1 },
            { label: '20 Nov', count: 0 },
            { label: '21 Nov', count: 2 },
            { label: '22 Nov', count: 5 },
            { label: '23 Nov', count: 3 },
          ],
        },
      ],
    },
  ],
  footer: 'Looked at 212 articles of this channel’s 9 sources.',
  about: { stories: ['ports'], articles: ['ports-reopen', 'ferry-fares'] },
}

/** A day's edition: the head, and one reply a story. */
export const SAMPLE_DIGEST: Post = {
  kind: 'digest',
  audience: 'channel',
  title: 'Monday, 23 November 2026',
  subtitle: '3 stories from 9 sources',
  sections: [
    {
      heading: 'Norvia reopens its southern ports after three weeks of talks',
      headingUrl: 'https://meridian-post.example/ports-reopen',
      parts: [
        {
          type: 'line',
          citation: cited('The southern ports of Norvia will reopen on Thursday, 21 days after a strike shut them.', ...MERIDIAN),
        },
        said(
          'Ilse Marrow',
          'Norvia’s transport minister',
          cited('“Nobody won these three weeks, and nobody should pretend to have won them.”', ...MERIDIAN),
          {
            alsoIn: ['The Harbour Gazette'],
          },
        ),
        { type: 'note', text: '4 outlets · differs on the number of workers', tone: 'small' },
      ],
    },
    {
      heading: 'Ferry fares in the north to rise by a tenth',
      headingUrl: 'https://north-coast-herald.example/ferry-fares',
      parts: [
        {
          type: 'line',
          citation: cited('Fares on all northern lines will rise by 10 percent in January.', ...HERALD),
          emphasis: [{ start: 41, end: 51 }],
        },
        said('Passenger Council', null, cited('“People on the islands have no other road.”', ...HERALD)),
      ],
    },
    {
      heading: 'Glacier survey finds a lake that no map shows',
      headingUrl: 'https://the-harbour-gazette.example/glacier-lake',
      parts: [
        {
          type: 'line',
          citation: cited(
            'A survey flight over the Ostra glacier has found a lake two kilometres long.',
            'The Harbour Gazette',
            'glacier-lake',
          ),
        },
      ],
    },
  ],
  footer: 'Reply in the thread to ask about these stories.',
  about: { stories: ['ports', 'ferries', 'glacier'], articles: ['ports-reopen', 'ferry-fares', 'glacier-lake'] },
  replies: [
    {
      kind: 'story',
      audience: 'channel',
      title: 'Norvia reopens its southern ports after three weeks of talks',
      sections: [
        {
          heading: 'Differs',
          parts: [
            {
              type: 'difference',
              label: 'How many return to work',
              citations: [
                cited('About 2,400 dock workers will return under a contract that runs to 2029.', ...MERIDIAN),
                cited('More than 2,600 dockers are expected back on Thursday.'),
              ],
            },
          ],
        },
        {
          parts: [
            {
              type: 'links',
              label: 'Outlets',
              links: [
                { label: 'Meridian Post', url: 'https://meridian-post.example/ports-reopen' },
                { label: 'The Harbour Gazette', url: 'https://the-harbour-gazette.example/harbour-talks' },
              ],
            },
          ],
          buttons: [{ label: 'Who said what', action: 'who-said-what', value: 'story:ports' }],
        },
      ],
    },
    {
      kind: 'story',
      audience: 'channel',
      title: 'Ferry fares in the north to rise by a tenth',
      sections: [{ parts: [said('Passenger Council', null, cited('“People on the islands have no other road.”', ...HERALD))] }],
    },
  ],
}

/** The sources of a channel, as a table. */
export const SAMPLE_SOURCES: Post = {
  kind: 'sources',
  audience: 'person',
  title: 'Sources of this channel',
  sections: [
    {
      parts: [
        {
          type: 'table',
          columns: ['Source', 'State', 'Last read'],
          rows: [
            ['Meridian Post', 'well', '4 minutes ago'],
            ['North Coast Herald', 'well', '11 minutes ago'],
            ['Coastline', 'broken since 21 Nov: the address answers “not found”', '2 days ago'],
          ],
        },
      ],
    },
  ],
}
