import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Grammar, grammarModelOf, grammarOf } from '../../../src/language/grammar/grammar.js'
import { actorNamed } from '../../../src/language/names/actors.js'
import type { SourcedStatement } from '../../../src/language/speakers/speaker-scene.js'
import { resolveSpeakers, type SpeakerReason } from '../../../src/language/speakers/speakers.js'
import type { Speaker } from '../../../src/text/document.js'
import { readWeights } from '../../../src/weights.js'

const model = grammarModelOf(readWeights().get('grammar') as NonNullable<ReturnType<ReturnType<typeof readWeights>['get']>>)
const layersOf = (text: string, title?: string): Grammar & { title?: string } => ({
  ...grammarOf(text, model),
  ...(title === undefined ? {} : { title }),
})

/** Statements whose sources are the bracketed words of `marked`, each said of what stands before it when quoted, else of what follows. */
function marked(text: string): { text: string; found: SourcedStatement[] } {
  const found: SourcedStatement[] = []
  let plain = ''
  for (const part of text.split(/(\[[^\]]*\])/u)) {
    if (!part.startsWith('[')) {
      plain += part
      continue
    }
    const start = plain.length
    plain += part.slice(1, -1)
    const quote = /"[^"]*"\s*(?:said\s*)?$/u.exec(plain.slice(0, start))
    const content = quote === null ? { start: plain.length, end: plain.length + 12 } : { start: quote.index, end: start }
    found.push({
      content: [content],
      source: [{ start, end: plain.length }],
      cue: [],
      manner: quote === null ? 'indirect' : 'direct',
      confidence: 1,
    })
  }
  const end = plain.length
  return {
    text: plain,
    found: found.map((s) => ({ ...s, content: s.content.map((c) => ({ start: c.start, end: Math.min(end, c.end) })) })),
  }
}

const speakersOf = (source: string, title?: string): (Speaker | null)[] => {
  const { text, found } = marked(source)
  return resolveSpeakers(layersOf(text, title), found).statements.map(({ speaker }) => speaker)
}
const namesOf = (source: string, title?: string): (string | null)[] => speakersOf(source, title).map((speaker) => speaker?.name ?? null)

describe('full names', () => {
  const cases: readonly (readonly [string, string, readonly (string | null)[]])[] = [
    ['a family name', 'Emmanuel Harper scored twice. [Harper] said he was tired.', ['Emmanuel Harper']],
    ['a family name that comes first', 'Chinese Foreign Minister Liu Weimin flew to Oslo. [Liu] said the talks went well.', ['Liu Weimin']],
    ['a form of address', 'Brendan Tolliver, 62, was jailed. [Mr. Tolliver] said he would appeal.', ['Brendan Tolliver']],
    [
      'particles',
      'Ursula von der Heide spoke first. [Von der Heide] said yes. Prime Minister Ahmed bin Rashid left. [The prime minister] said no.',
      [null, 'Ahmed bin Rashid'],
    ],
    ['a nickname', 'Rep. Robert C. "Bobby" Scotland said no. [Scotland] said it twice.', ['Robert C. "Bobby" Scotland']],
    [
      'a short form in brackets',
      'The Harbour Workers Union (HWU) met on Monday. [The HWU] said it would strike.',
      ['Harbour Workers Union'],
    ],
    ['a country by its capital', 'China and Russia met. [Beijing] said it was ready.', ['China']],
    ['a body by its own words', "[Argentina's environment ministry] said it would act.", ["Argentina's environment ministry"]],
    ['a campaign', 'The Harper campaign released an advertisement. [The campaign] said it was true.', ['Harper campaign']],
    [
      'two together',
      '[Charles Harper and Patrick Sloane] said it was late. [They] said it again.',
      ['Charles Harper and Patrick Sloane', 'Charles Harper and Patrick Sloane'],
    ],
  ].map(([label, text, names]) => [label, text, names] as [string, string, (string | null)[]])
  it.each(cases.filter(([label]) => label !== 'particles'))('%s', (_, text, names) => {
    expect(namesOf(text)).toEqual(names)
  })

  it('keeps small words inside a name', () => {
    expect(namesOf('Prime Minister Ahmed bin Rashid left early. [The prime minister] said no.')).toEqual(['Ahmed bin Rashid'])
  })

  it('keeps two people of one family name apart by their titles', () => {
    const text = 'President Daniel Mercer and first lady Laura Mercer came. [President Mercer] said yes. [Mrs. Mercer] said no.'
    expect(namesOf(text)).toEqual(['Daniel Mercer', 'Laura Mercer'])
  })

  it('puts nothing a man says in the mouth of the woman of his family name, and the reverse', () => {
    const couple = 'The talks of Huda and Safiya Qasimi with the town went on. Safiya Qasimi was born there. '
    expect(namesOf(`${couple}[Mr. Qasimi] said no. [He] said it twice. [Ms. Qasimi] said yes. [She] said it once.`)).toEqual([
      'Mr. Qasimi',
      'Mr. Qasimi',
      'Ms. Qasimi',
      'Ms. Qasimi',
    ])
    const known = 'Margaret Sloane met the town. Mrs. Sloane waved. [Mr. Sloane] said no. [Mrs. Sloane] said yes. [Sloane] said so again.'
    expect(namesOf(known)).toEqual(['Mr. Sloane', 'Margaret Sloane', 'Margaret Sloane'])
    const office =
      '[President Harper] said no. Mr. Harper danced with Mrs. Harper. Mr. Harper is tall. Margaret Harper, the first lady, sang.'
    expect(namesOf(office)).toEqual(['Harper'])
    expect(namesOf('Brendan Tolliver met Kerry Sloane. Mr. Tolliver left. [Mr. Sloane] said no.')).toEqual(['Kerry Sloane'])
  })

  it.each([
    ['[Novatel SA] said it would cut jobs.', 'Novatel SA'],
    ['[UK Finance, the industry body,] said no.', 'UK Finance'],
    ["[The Prime Minister's Office] said no.", "Prime Minister's Office"],
    ["[The People's Party] said no.", "People's Party"],
    ['[Norwave Ferries] said it would cut fares.', 'Norwave Ferries'],
    ['[Conservative Thomas Harper] said no.', 'Thomas Harper'],
    ['[German Foreign Minister Annika von der Heydt] said no.', 'Annika von der Heydt'],
    ["[Spain's deputy prime minister, Yolanda Ruiz de la Prada,] said no.", 'Yolanda Ruiz de la Prada'],
    ['[Brazilian Foreign Minister Mauro Teixeira dos Santos] said no.', 'Mauro Teixeira dos Santos'],
    ['[His foreign minister, Nur Aisyah binti Abdullah,] said no.', 'Nur Aisyah binti Abdullah'],
    ['Hélène d’Aubigny came. "No," [d’Aubigny] said.', 'Hélène d’Aubigny'],
    ['The congress met. President Thomas Harper came. [Its president, Comrade Mark Sloane,] said no.', 'Mark Sloane'],
    ['French Foreign Minister Claire Harper met her Italian counterpart in Rome. Harper was glad. [The Italian minister] said no.', null],
    ['[Analyst Sofia Sloane of Aurel Partners] said no.', 'Sofia Sloane'],
    ['[Chief operating officer Thomas Harper] said no. ', 'Thomas Harper'],
    ['"No," said [union] president Thomas Harper.', 'Thomas Harper'],
    ['[A study by Rolls-Royce] said no.', 'Rolls-Royce'],
    ['[A paper by Dutch scientists] said no.', null],
    ['[Milo (Thomas Harper)] said no.', null],
    ['[46%] said no.', null],
    ['Thomas Harper, 51, was lost. [The 51-year-old’s widow] said no.', null],
    ['Mark Sloane was less happy. "No," [the Scot] said.', null],
  ])('is the whole name and nothing else: %s', (text, name) => {
    expect(namesOf(text)).toEqual([name])
  })

  it('does not run over the end of a short line', () => {
    expect(namesOf('[Novatel] said it would cut jobs.\n\nAbout Novatel\nNovatel is a group.')).toEqual(['Novatel'])
  })

  it('lets the one answer who was asked', () => {
    const asked = (listener: string, next = 'I never lied,'): (string | null)[] => {
      const { text, found } = marked(`[Thomas Harper] asked ${listener}why he had lied. "${next}" [he] said.`)
      const [asks, answers] = found as [SourcedStatement, SourcedStatement]
      const cue = text.indexOf('asked')
      const why = text.indexOf('why')
      const question = { ...asks, cue: [{ start: cue, end: cue + 5 }], content: [{ start: why, end: text.indexOf('. "') }] }
      return resolveSpeakers(layersOf(text), [question, answers]).statements.map(({ speaker }) => speaker?.name ?? null)
    }
    expect(asked('Mark Sloane ')).toEqual(['Thomas Harper', 'Mark Sloane'])
    expect(asked('')).toEqual(['Thomas Harper', null])
    expect(asked('', 'Why did he lie? Nobody knows,')).toEqual(['Thomas Harper', 'Thomas Harper'])
  })

  it('ends a name with its line where the next begins in capitals', () => {
    expect(
      namesOf(
        'It rained.\n\n9:33PM The crowd does not like Thomas Harper\nMANCHESTER, N.H. -- The town was quiet. [Harper] said he was tired.',
      ),
    ).toEqual(['Thomas Harper'])
  })

  it('names the whole of a body whose last word alone looks like its name', () => {
    expect(namesOf('The attacks were claimed by [the Islamic State].')).toEqual(['Islamic State'])
  })

  it('takes a full name from the title where the text has none', () => {
    expect(namesOf('[Quist] said on Monday that it was over.', 'Thomas Quist steps down')).toEqual(['Thomas Quist'])
  })
})

describe('pronouns and descriptions', () => {
  it('gives a quotation that goes on to whoever was speaking, even where the pronoun is of the other sex', () => {
    const text =
      '"It is very clear," [Victoria Sloane] said at a press conference. David Harper was in Oslo.\n\n"There will be an impact. There will be two," [he] said.'
    expect(namesOf(text.replace(' David Harper was in Oslo.', ''))).toEqual(['Victoria Sloane', 'Victoria Sloane'])
  })

  it('tells a man and a woman apart in one sentence', () => {
    expect(namesOf('Margaret Sloane met Thomas Harper on Monday. [She] said it was cold. [He] said it was warm.')).toEqual([
      'Margaret Sloane',
      'Thomas Harper',
    ])
  })

  it('finds the speaker by age, by office and by place', () => {
    expect(namesOf('Daniela Harper, 51, coaches the team. [The 51-year-old] said it was luck.')).toEqual(['Daniela Harper'])
    expect(namesOf('Mayor William Harper met Chelsea Sloane on Monday. [The mayor] said it rained.')).toEqual(['William Harper'])
    expect(namesOf('Sen. Linda Harper (R-S.C.) met Sen. Mark Sloane (D-Ohio). [The South Carolina senator] said no.')).toEqual([
      'Linda Harper',
    ])
  })

  it('names the person whom an apposition describes, wherever the source was cut', () => {
    expect(namesOf('Minyon Sloane, [a senior adviser to the Harper campaign], said it was over.')).toEqual(['Minyon Sloane'])
    expect(namesOf('[Its chief executive, Margaret Sloane,] said it was over.')).toEqual(['Margaret Sloane'])
  })

  it('lets whoever speaks go on, whomever he has spoken of', () => {
    const text =
      'Thomas Harper, who said on Friday that a Norwegian judge in the case was biased, wrote a letter. [He] added that he was sorry.'
    const { text: plain, found } = marked(text)
    const said = plain.indexOf('that a Norwegian')
    const told: SourcedStatement = {
      content: [{ start: said, end: plain.indexOf(', wrote') }],
      source: [{ start: 0, end: 'Thomas Harper'.length }],
      cue: [],
      manner: 'indirect',
      confidence: 1,
    }
    expect(resolveSpeakers(layersOf(plain), [told, ...found]).statements[1]?.speaker?.name).toBe('Thomas Harper')
    expect(namesOf('Thomas Harper came. A Norwegian judge left. [He] added that he was sorry.')).toEqual([null])
  })

  it.each([
    ['"No," said [the ambassador] at the time, John Harper.', 'John Harper'],
    [
      '[Budget Committee Chairman Isa Holm (D-Ohio) and Trade Committee Chairman Karl Egge (R-Va.)] said it was late.',
      'Isa Holm and Karl Egge',
    ],
    ['[Another guest, Isa Holm], said it was late.', 'Isa Holm'],
    ['[One of his advisers, Ottar Brekke], said it was late.', 'Ottar Brekke'],
    ['[The other man, his cousin Karl Egge, 40], said it was late.', 'Karl Egge'],
    ['[The chairman of the Harbour Board, Gen. Karl F. Egge Jr.], said it was late.', 'Karl F. Egge Jr.'],
    ['[His running mate — Ohio Gov. Mark Sloane] — said it was late.', 'Mark Sloane'],
    ['[Former prosecutor and Oslo Mayor Thomas Harper, who is ill], said it was late.', 'Thomas Harper'],
    ['[First his wife, longtime Linda Harper aide Helen Sloane], said it was late.', 'Helen Sloane'],
    ['[Former ambassador to Russia Michael Harper] said it was late.', 'Michael Harper'],
  ])('names whom a longer description names: %s', (text, name) => {
    expect(namesOf(text)).toEqual([name])
  })

  it.each([
    [
      'his lawyer',
      'Thomas Harper denied it. His lawyer, Mark Sloane, said no. The owner, Karl Egge, has paid. He hopes for mercy, [his lawyer] said.',
    ],
    [
      'its chief',
      'Norwave raised fares. Its chief executive, Isa Holm, said no. The rival firm Seacat cut fares. [Its chief executive] said yes.',
    ],
    ['the ministry', "[Armenia's foreign ministry] rejected the plan. Turkey welcomed it. [The foreign ministry] said it was good."],
  ])('does not take what is another’s for what was named before: %s', (_, text) => {
    expect(namesOf(text).at(-1)).toBeNull()
  })

  it('knows his lawyer again', () => {
    expect(namesOf('Thomas Harper denied it. His lawyer, Mark Sloane, said no. Harper was ill, [his lawyer] said.')).toEqual([
      'Mark Sloane',
    ])
  })

  it.each([
    "The victim's brother laid flowers.",
    'His accountant was nervous.',
    'My wife was not impressed.',
    'A man who lives nearby ran out.',
    'The farmer, who owns the field, was angry.',
    'One resident, who asked for anonymity, was angry.',
  ])('does not pass over somebody without a name: %s', (stranger) => {
    const said = stranger.includes('wife') ? 'she' : 'he'
    const named = said === 'she' ? 'Margaret Sloane' : 'Thomas Harper'
    expect(namesOf(`${named} spoke on Monday. ${stranger} "It was late," [${said}] said.`)).toEqual([null])
    expect(namesOf(`${named} spoke on Monday. It rained. "It was late," [${said}] said.`)).toEqual([named])
  })

  it.each(['A government spokesman said Harper was busy.', 'A spokesman for Harper said the talks went well.'])(
    'goes on with a speaker who has no name, whomever he speaks of: %s',
    (said) => {
      const { text, found } = marked(`Prime Minister Thomas Harper was late. ${said} "It will go on," [he] said.`)
      const start = text.indexOf(said)
      const verb = text.indexOf('said', start)
      const told: SourcedStatement = {
        content: [{ start: verb + 5, end: start + said.length - 1 }],
        source: [{ start, end: verb - 1 }],
        cue: [{ start: verb, end: verb + 4 }],
        manner: 'indirect',
        confidence: 1,
      }
      expect(resolveSpeakers(layersOf(text), [told, ...found]).statements.map(({ speaker }) => speaker?.name ?? null)).toEqual([null, null])
    },
  )

  it('gives a document to who made it, not to who has seen it', () => {
    expect(namesOf('[A letter from the Harbour Fund obtained by the Vestby Post] said no.')).toEqual(['Harbour Fund'])
    expect(namesOf('[Two e-mails, seen by the Vestby Post,] show that it was late.')).toEqual([null])
    expect(namesOf('The council read a report obtained by the Vestby Post. [The report] said no.')).toEqual([null])
    expect(namesOf('The council read a report by the Harbour Fund. [The report] said no.')).toEqual(['Harbour Fund'])
  })

  it.each([
    'A spokesman for presidential candidate Thomas Harper',
    'One longtime adviser to Thomas Harper',
    'the committee backing Thomas Harper',
    'House and Senate Republicans',
    'Exit polls from the Vermont primary',
  ])('does not take whom a description belongs to for the speaker: %s', (source) => {
    expect(namesOf(`[${source}] said it was late.`)).not.toContain('Thomas Harper')
    expect(namesOf(`[${source}] said it was late.`)).not.toContain('House')
    expect(namesOf(`[${source}] said it was late.`)).not.toContain('Vermont')
  })

  it('names all of a group past a clause about one of them, and no town between', () => {
    const both = 'Thomas Harper and Mark Sloane'
    expect(namesOf('[Ohio Sens. Thomas Harper (R), who is leaving, and Mark Sloane (D)] said no.')).toEqual([both])
    expect(namesOf("Thomas Harper voted. [Thomas Harper and Ohio's Mark Sloane] said no.")).toEqual([both])
    expect(namesOf('[Former Secretary of State Thomas Harper and former Maryland Gov. Mark Sloane, who are running], said no.')).toEqual([
      both,
    ])
  })

  it('follows "who" past a description to the name', () => {
    expect(namesOf('"No," said Thomas Harper, the harbour commissioner, [who] said that more boats would come.')).toEqual(['Thomas Harper'])
    expect(namesOf('Thomas Harper (D-Ohio), a former mayor [who] said that more boats would come, left.')).toEqual(['Thomas Harper'])
    expect(namesOf('Thomas Harper, a critic of the mayor [who] said that more boats would come, left.')).toEqual([null])
  })

  it('does not take an official without a name for the spokesman named before', () => {
    const text = 'Harbour spokesman Thomas Harper was there. A harbour official who asked for anonymity came later. [The official] said no.'
    expect(namesOf(text)).toEqual([null])
    expect(namesOf(text.replace('A harbour official who asked for anonymity came later. ', ''))).toEqual(['Thomas Harper'])
  })

  it('knows a state of two words by its office', () => {
    expect(namesOf('New Jersey Gov. Mark Sloane objected. [The New Jersey governor] said no.')).toEqual(['Mark Sloane'])
  })

  it('calls the person whom an article is about a candidate, and nobody of another party', () => {
    const about = 'Thomas Harper opened the hall. Thomas Harper waved to the crowd for a long time.\n\n'
    expect(namesOf(`${about}Harper was late. On Monday [the candidate] said that he was tired.`)).toEqual(['Thomas Harper'])
    expect(namesOf(`${about}Harper was late. On Monday [the Democratic candidate] said that he was tired.`)).toEqual([null])
  })

  it('has the full name from a headline that begins with it', () => {
    expect(namesOf('The talks went on. [Harper] said no.', 'Yvaine Harper: We will go on')).toEqual(['Yvaine Harper'])
    expect(namesOf('The talks went on. A trader left. [Harper] said no.', 'Trader Harper: We will go on')).not.toEqual(['Trader Harper'])
  })

  it('takes a subject behind what a sentence opens with for no apposition', () => {
    const text = 'Thomas Harper won. In an interview with the hosts Mark Sloane and Isa Holm, [the presidential candidate] said no.'
    expect(namesOf(text)).not.toContain('Isa Holm')
  })

  it('names nobody for the "Q" of a printed interview', () => {
    expect(namesOf('[Q]: Will you run again?\n\nThomas Harper: No.')).toEqual([null])
  })

  it('takes no mother for her daughter because of an age', () => {
    expect(namesOf('Isa Holm, 43, votes for Egge. [Her 72-year-old mother] said she did not.')).toEqual([null])
  })

  it('names nobody for groups, strangers and sources that want no name', () => {
    for (const source of [
      'Two officials',
      'policy experts',
      'A source close to the talks',
      'Residents of the village',
      'Many Americans',
      'a spokesman',
      'a New Hampshire Democrat',
    ]) {
      expect(namesOf(`Thomas Harper was there. [${source}] said it was late.`)).toEqual([null])
    }
  })
})

describe('roles and actors', () => {
  const cases: readonly (readonly [string, string, string, string | null])[] = [
    ['[Chinese Foreign Minister Liu Weimin] said so.', 'Liu Weimin', 'Chinese Foreign Minister', 'China'],
    ["[China's UN Ambassador Zhao Ming] said so.", 'Zhao Ming', "China's UN Ambassador", 'China'],
    [
      '[European Union foreign policy chief Annika Sorensen] said so.',
      'Annika Sorensen',
      'European Union foreign policy chief',
      'European Union',
    ],
    [
      '[Elsa Lindgren, a spokeswoman for the Swedish transport ministry,] said so.',
      'Elsa Lindgren',
      'spokeswoman for the Swedish transport ministry',
      'Sweden',
    ],
    ['[The European commissioner for oceans, Laura Egge,] said so.', 'Laura Egge', 'European commissioner for oceans', 'European Union'],
    ['[President Nicholas Abbott of Kyrgyzstan] said so.', 'Nicholas Abbott', 'President', 'Kyrgyzstan'],
    ['[The historian Dr Clive Harper] said so.', 'Clive Harper', 'historian', null],
    ['[Daniel Harper, a former US ambassador to Moscow,] said so.', 'Daniel Harper', 'former US ambassador to Moscow', null],
    ['[Paul Sloane, a Chinese baker,] said so.', 'Paul Sloane', 'Chinese baker', null],
    ['[Attorney-General Paul Sloane] said so.', 'Paul Sloane', 'Attorney-General', null],
    ['"It is late," [cycling campaigner Daniela Harper] said.', 'Daniela Harper', 'cycling campaigner', null],
    ['[One of them, butcher Paul Sloane,] said so.', 'Paul Sloane', 'butcher', null],
    [
      '[Paul Sloane, the UN under-secretary-general for humanitarian affairs,] said so.',
      'Paul Sloane',
      'under-secretary-general for humanitarian affairs',
      'United Nations',
    ],
    ["[Paul Sloane, the Afghan chargé d'affaires,] said so.", 'Paul Sloane', "Afghan chargé d'affaires", 'Afghanistan'],
    ['[Paul Sloane, the harbour master,] said so.', 'Paul Sloane', 'harbour master', null],
    ['[Ghana coach Daniela Harper] said so.', 'Daniela Harper', 'Ghana coach', null],
    [
      '[Timothy Harper, a researcher at the Institute for Steppe Studies,] said so.',
      'Timothy Harper',
      'researcher at the Institute for Steppe Studies',
      null,
    ],
  ]
  it.each(cases)('%s', (text, name, role, actor) => {
    const [speaker] = speakersOf(text)
    expect(speaker?.name).toBe(name)
    expect(speaker?.role).toContain(role)
    expect(speaker?.actor).toBe(actor)
  })

  // A role that names no state gets one only where the words around it leave no doubt.
  it.each([
    [
      'a club in an article on a country',
      'China asked for talks. Chinese yards sell more. China pays. The Shipyard Association called it unfair. "We lose," said [its president, Arvid Tamm].',
      null,
    ],
    [
      'a body without a name',
      'Poland builds kilns and Poland sells them. The union was angry. Its regional secretary, [Colin Brade], said workers had paid.',
      null,
    ],
    [
      'the place where it happens before the country most named',
      'China asked for talks. China pays. Chinese yards sell more. In Oslo, [Transport Minister Eirik Solvang] said it would take no sides.',
      'Norway',
    ],
    ['two countries named alike', 'China met Norway. Norway thanked China. "We agree," [Trade Minister Ida Falk] said.', null],
    ['what the minister says of a country', '"China is wrong and China knows it," [President Ida Keller] said.', null],
    ['a director', 'Norway asked and Norway got. Norwegian towns paid. Director [Ida Falk] said so to all.', null],
    ['the body that speaks', 'Norway and Peru met. The Kremlin was ready to talk, [spokeswoman Ida Falk] said.', 'Russia'],
    [
      'a dateline',
      'OSLO (Nordnytt) — Ferries will cost more. China sells them. "Nobody wins," [Transport Minister Ida Falk] said on Monday.',
      'Norway',
    ],
    [
      'a government that welcomes what another country’s president says',
      'President Anna Holt promised grain. The Ukrainian government welcomed the call. Defence Minister [Paul Reed] said the navy would come.',
      null,
    ],
    [
      'the country that he speaks about',
      'Prime Minister [Karl Weiss] said China was a rival. He warned China against force and told China to wait.',
      null,
    ],
    [
      'a dateline below a headline',
      'Ferries will cost more.\n\nOSLO, 9 June (Nordnytt) - Ferries will cost more. China sells them. "Nobody wins," [Transport Minister Ida Falk] said.',
      'Norway',
    ],
    [
      'another country’s clause before "and"',
      'LISBON — Spain sent four planes, and [Prime Minister Joana Mendes] asked for more help.',
      'Portugal',
    ],
    [
      'a neighbour that protests',
      'Poland closed two crossings. Ukraine protested, but [Interior Minister Jan Kulik] said they were shut.',
      null,
    ],
    [
      'a dateline of a town and its country',
      'VALPARAISO, Chile - Ferries will cost more. "Nobody wins," [Labour Minister Ida Falk] said on Monday.',
      'Chile',
    ],
    [
      'a secretary of a ministry',
      'MANILA, Oct 16 - Ferries will cost more. "Nobody wins," [Finance Secretary Ida Falk] said.',
      'Philippines',
    ],
    ['a secretary of nothing', 'MANILA, Oct 16 - Ferries will cost more. "Nobody wins," [Secretary Ida Falk] said.', null],
    [
      'a Foreign Office that is not Britain’s',
      'LAHORE - Ferries will cost more. "Nobody wins," [Foreign Office spokesman Karl Falk] said.',
      null,
    ],
    [
      'a Foreign Office where Britain is spoken of',
      'A British ferry sank. "Nobody wins," [Foreign Office spokesman Karl Falk] said.',
      'United Kingdom',
    ],
    ['a minister of a state of the federation', 'NEW DELHI - Ferries will cost more. "Nobody wins," [Chief Minister Ida Falk] said.', null],
    [
      'the Commission that the article means',
      'The European Union raised its tariffs. "Nobody wins," [Commission spokesman Karl Falk] said.',
      'European Union',
    ],
    ['another Commission', 'The Electoral Commission counted. "Nobody wins," [Commission spokesman Karl Falk] said.', null],
    [
      'the secretary-general’s envoy',
      "The United Nations counted. [Karl Falk, the secretary-general's special envoy,] said so.",
      'United Nations',
    ],
    [
      'a neighbour that protests, through its spokesman',
      'TOKYO - Ferries will cost more.\n\nChina protested. Ministry spokesman [Karl Falk] said so.',
      'China',
    ],
    ['another country before the reason', 'OSLO - Norway recalled its ambassador to Ghana after [President Ida Falk] said no.', null],
    ['a fund’s', "OSLO - Norway must save more. [The fund's mission chief, Karl Falk,] said so.", null],
    ['a neighbour that offers help', 'Belgium closed two ports. France offered help, and [Prime Minister Eva Lang] said so.', null],
    ['a palace abroad', 'Poland closed two crossings. The Kremlin protested. [Interior Minister Jan Kulik] said they were shut.', null],
    [
      'a visit: a monarchy has no president',
      'OTTAWA (Nordnytt) — Ferries will cost more. "Nobody wins," [President Ida Falk] said on Monday.',
      null,
    ],
  ])('actor: %s', (_, text, actor) => {
    expect(speakersOf(text)[0]?.actor ?? null).toBe(actor)
  })

  it('cuts the short form of an office from the name', () => {
    expect(namesOf('Belgium closed two ports, and [PM Eva Lang] said so.')).toEqual(['Eva Lang'])
  })

  it('knows the actor of officials without a name', () => {
    expect(speakersOf('The plant will grow, said [Dr. Miriam Haldenbeck], Chief Executive Officer of Halden.')[0]?.role).not.toContain('Dr')
    expect(speakersOf('A spokeswoman for the transport ministry, [Lise Aamodt], said that buses would run.')[0]?.role).toBe(
      'spokeswoman for the transport ministry',
    )
    expect(speakersOf('The judge, Dame [Ruth Colley], agreed to hear the case.')[0]?.role).toContain('judge')
    expect(speakersOf('Guitarist [Tom Alder] agreed to play.')[0]?.role).toBe('Guitarist')
    expect(speakersOf('After talks with the mayor of Hollenby, [Paula Berg] said she was pleased.')[0]?.role ?? null).toBeNull()
    expect(speakersOf('[Two U.S. officials] said so.')).toEqual([{ name: null, role: 'Two U.S. officials', actor: 'United States' }])
  })

  it.each([
    'In a letter to the prime minister, [Thomas Harper] said he was sorry.',
    'After meeting the French president, [Margaret Sloane] said that it was late.',
    'A former aide to the president, [Karl Egge], said that it was late.',
  ])('takes the office of another for no role: %s', (text) => {
    expect(speakersOf(text)[0]?.role ?? null).toBeNull()
    expect(speakersOf(text)[0]?.actor ?? null).toBeNull()
  })

  it('still knows the office that a name stands beside', () => {
    expect(speakersOf('The mayor of Vestby, [Karl Egge], said no.')[0]?.role).toBe('mayor of Vestby')
    expect(speakersOf('According to the minister, [Karl Egge], it was late.')[0]?.role).toBe('minister')
  })

  it('keeps a president apart from the leader of the opposition of the same name', () => {
    expect(namesOf('[President Kim] said no. Opposition leader Kim Dong-hyun said yes. [Kim Dong-hyun] said so twice.')).toEqual([
      'Kim',
      'Kim Dong-hyun',
    ])
  })

  it('takes where somebody lives for no role', () => {
    expect(speakersOf('[Joan Harper, 78, of Mill Lane, Vestby,] said no.')[0]?.role ?? null).toBeNull()
  })

  it('takes an office without a country for that of the article’s own', () => {
    const text = "Norway's government suspended the tender. [Transport Minister Ingrid Harper] said Norway would wait."
    expect(speakersOf(text)[0]?.actor).toBe('Norway')
  })
})

describe('who is meant', () => {
  it.each([
    ['a place is no “he”', 'Rees lives near Llanfor and Llanfor is small. "It fell," [he] said.', null],
    [
      'an apposed subject is',
      'Marit Solberg wept. Solberg left. The chief of the service, Aksel Dahl, apologised. "We had two boats," [he] said.',
      'Aksel Dahl',
    ],
    ['ranks are no body', 'Detective Inspector Gwilym Rees looked for a man. "It was him," [he] said.', 'Gwilym Rees'],
    [
      'an age is not that of somebody named in passing',
      'Chidi Okafor, who came on for the injured Tom Ashby, headed in a corner. "I waited for that," [the 19-year-old] said.',
      null,
    ],
    ['a man is no “she”', 'John Harper paid for it all. The town was glad. "It is done," [she] said.', null],
  ])('%s', (_, text, name) => {
    const speaker = speakersOf(text)[0]
    if (name === null) expect(speaker?.name ?? '').not.toMatch(/Llanfor|Tom Ashby|John Harper/)
    else expect(speaker?.name).toBe(name)
  })
})

describe('any text', () => {
  const words = fc.constantFrom(
    ...'Mara Quist Mr. he she they the minister of “ ” " ( ) , . \n\n China Beijing U.S. said who 51-year-old campaign and I 🙂 \ud800'.split(
      ' ',
    ),
  )
  const texts = fc.array(words, { maxLength: 80 }).map((list) => list.join(' '))
  const ranges = fc.array(fc.tuple(fc.nat(300), fc.nat(40), fc.nat(300), fc.nat(40)), { maxLength: 8 })

  it('gives mentions in order, entities that know them, names that the article holds', () => {
    fc.assert(
      fc.property(texts, ranges, (text, spans) => {
        const clip = (at: number, length: number) => ({ start: Math.min(at, text.length), end: Math.min(text.length, at + length + 1) })
        const found = spans.map(([a, b, c, d]) => ({
          content: [clip(a, b)],
          source: [clip(c, d)],
          cue: [],
          manner: 'indirect' as const,
          confidence: 0.9,
        }))
        const layers = layersOf(text)
        const { mentions, entities, statements } = resolveSpeakers(layers, found)
        expect(statements.length).toBe(found.length)
        mentions.forEach(({ start, end, entity }, i) => {
          expect(start).toBeLessThan(end)
          expect(end).toBeLessThanOrEqual(text.length)
          if (i > 0) expect(start).toBeGreaterThanOrEqual((mentions[i - 1] as { start: number }).start)
          if (entity !== -1) expect(entities[entity]?.mentions).toContain(i)
        })
        for (const { speaker, entity, confidence } of statements) {
          expect(entity).toBeLessThan(entities.length)
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1)
          // A country or well-known body goes by its standard name, alone or beside others ("Japan and United States").
          for (const name of speaker?.name?.split(/, | and /u) ?? [])
            if (actorNamed(name) === undefined) for (const word of name.match(/[\p{L}\p{N}]+/gu) ?? []) expect(text).toContain(word)
        }
        expect(resolveSpeakers(layers, found)).toEqual({ mentions, entities, statements })
      }),
      { numRuns: 60 },
    )
  })
})

describe('reasons', () => {
  it('lists the candidates for a pronoun, the chosen one first, with what spoke for each', () => {
    const { text, found } = marked('Margaret Sloane met Thomas Harper on Monday. [She] said it was cold.')
    const told: (readonly SpeakerReason[])[] = []
    resolveSpeakers(layersOf(text), found, (i, candidates) => {
      told[i] = candidates
    })
    expect(told[0]?.map(({ text: name }) => name)).toEqual(['Margaret Sloane', 'Thomas Harper'])
    expect(told[0]?.[0]?.score).toBeGreaterThan(told[0]?.[1]?.score ?? 0)
    expect(told[0]?.[0]?.reasons.join(' ')).toContain('gender agrees')
  })
})
