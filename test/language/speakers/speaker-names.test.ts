import { describe, expect, it } from 'vitest'
import { mayBeCalled } from '../../../src/language/names/body-fit.js'
import { isMisspelt } from '../../../src/language/names/person-names.js'
import { createReader } from '../../../src/language/read.js'
import { pronounCertainty } from '../../../src/language/speakers/name-certainty.js'
import { readWeights } from '../../../src/weights.js'

const reader = createReader(readWeights())

// Speakers' names by the statement's source words, as the whole reading gives them.
function speakersIn(text: string): Record<string, string | null> {
  const { statements } = reader.read({ id: 'a', text })
  return Object.fromEntries(
    statements.map(({ source, speaker }) => [source.map(({ start, end }) => text.slice(start, end)).join(' … '), speaker?.name ?? null]),
  )
}

describe('interviews printed as questions and answers', () => {
  const turns = (q: string, a: string): string =>
    `${q} When did you hear of it?\n\n${a} From the newspaper. I was angry.\n\n${q} And now?\n\n${a} Now we wait for Ottar Brekke.`
  const answers = (intro: string, q = 'Q:', a = 'A:', title?: string): (string | null)[] => {
    const text = `${intro}\n\n${turns(q, a)}`
    const { statements } = reader.read({ id: 'a', text, ...(title === undefined ? {} : { title }) })
    const said = statements.filter(
      ({ source }) => source[0] !== undefined && /^(?:A|Answer|Q|Question)$/u.test(text.slice(source[0].start, source[0].end)),
    )
    expect(said.map(({ content }) => text.slice(content[0]?.start, content[0]?.end))).toEqual([
      'When did you hear of it?',
      'From the newspaper. I was angry',
      'And now?',
      'Now we wait for Ottar Brekke',
    ])
    return said.map(({ speaker }) => speaker?.name ?? null)
  }
  const intro = 'Karin Solvang has guided ships into Vestby for 22 years.'

  it.each([
    ['Q:', 'A:'],
    ['Q.', 'A.'],
    ['Question:', 'Answer:'],
  ])('%s %s: answers are those of the only person named before', (q, a) => {
    expect(answers(intro, q, a)).toEqual([null, 'Karin Solvang', null, 'Karin Solvang'])
  })

  it('of several named before, the one named clearly oftener, the headline among it', () => {
    const several = `${intro} She knows Mayor Ida Lunde. Solvang met the Gazette at the quay.`
    expect(answers(several, 'Q:', 'A:', 'Karin Solvang on the bridge')[1]).toBe('Karin Solvang')
  })

  it('knows initials, and asks in nobody’s name', () => {
    const turns = (asks: string, answers: string): (string | null)[] => {
      const text = `Karin Solvang met Lukas Bauer at the quay.\n\n${asks}: Why now?\n\n${answers}: I was angry.\n\n${asks}: And then?\n\n${answers}: I left.`
      return reader
        .read({ id: 'a', text })
        .statements.flatMap(({ cue, speaker }) => (text[cue[0]?.start ?? -1] === ':' ? [speaker?.name ?? null] : []))
    }
    expect(turns('KS', 'LB')).toEqual(['Karin Solvang', 'Lukas Bauer', 'Karin Solvang', 'Lukas Bauer'])
    expect(turns('MODERATOR', 'LB')).toEqual([null, 'Lukas Bauer', null, 'Lukas Bauer'])
  })

  it('nobody in the record of a court, where witnesses take turns', () => {
    expect(answers('Trial of Karin Solvang, day 3. DIRECT EXAMINATION')).toEqual([null, null, null, null])
  })

  it('nobody, where two are named alike', () => {
    expect(answers('Karin Solvang and Ida Lunde met the Gazette at the quay.')).toEqual([null, null, null, null])
  })
})

describe('fullest names', () => {
  it.each([
    [
      'a family name spelt with a letter less',
      'Harbour master Oskar Lindqvist spoke on Monday. "The quay will be closed until spring," Lindqist said.',
      'Lindqist',
      'Oskar Lindqvist',
    ],
    [
      'a family name that is a title as well',
      'The fisherman Jonas Prince lost two boats in the storm. "Nobody has called us," Mr. Prince said.',
      'Mr. Prince',
      'Jonas Prince',
    ],
    [
      'a name torn by a wrong character set',
      'The mayor, Enrique MuÃ±oz, came to the harbour. "The quay will be closed until spring," Mr. MuÃ±oz said.',
      /oz$/u,
      'Enrique MuÃ±oz',
    ],
    [
      'two members with their states between',
      'Sens. Karl Egge of Ohio and Isa Holm of Maine said they would vote no.',
      /Egge/u,
      'Karl Egge and Isa Holm',
    ],
    ['two bodies joined by a stroke', 'A CNN/ORC poll released Friday found that most voters wanted a new bridge.', /poll/u, 'CNN and ORC'],
  ])('%s', (_, text, source, name) => {
    const found = Object.entries(speakersIn(text)).find(([words]) => (typeof source === 'string' ? words === source : source.test(words)))
    expect(found?.[1]).toBe(name)
  })

  it('keeps a body apart from longer names that only begin or end like it', () => {
    const text =
      'The White House sent a letter on Monday. The House said it would vote on Friday. Fjordline Flight 20 was late. Fjordline said the fog was to blame.'
    expect(Object.values(speakersIn(text))).not.toContain('Fjordline Flight 20')
    expect(speakersIn(text)['The House']).not.toBe('White House')
  })

  it('does not take a son for his father', () => {
    const text = 'Walter J. Brekke built the yard in 1950. His son, Walter Jr., said the yard would close.'
    expect(Object.values(speakersIn(text))).not.toContain('Walter J. Brekke')
  })
})

describe('names that are hard to cut', () => {
  it.each([
    ['Bryan English, the harbour director, left early. Mr. English said that it was late.', 'Mr. English', 'Bryan English'],
    ['Lance Brekke, 49, a welder, left early. Brekke said that it was late.', 'Brekke', 'Lance Brekke'],
    ['"It is late," said Hillary Brekke. Mrs. Hilary Brekke left. Mrs. Brekke said that it was cold.', 'Mrs. Brekke', 'Hillary Brekke'],
    ['A Vestby Post/FNT poll found that most people were tired.', 'A Vestby Post/FNT poll', 'Vestby Post and FNT'],
    ['Halvard Brekkestad spoke. Halvard Brekkestads left. Brekkestad said that it was late.', 'Brekkestad', 'Halvard Brekkestad'],
    ['Ramesh Kumar Jha was crossing on his bicycle. Jha said that it was late.', 'Jha', 'Ramesh Kumar Jha'],
    ['Health Minister Siobhán Mac Giolla left early. Mac Giolla said that it was late.', 'Mac Giolla', 'Siobhán Mac Giolla'],
    ['Foreign Minister Badr al-Kindi left early. "It is late," he said.', 'he', 'Badr al-Kindi'],
    ['Nobody chose Milagros Quispe Huamán. Quispe said that it was late. Yolanda Quispe left.', 'Quispe', 'Milagros Quispe Huamán'],
    ['Zoran Holt was tired. His neighbour, shopkeeper Milica Brekke, doubted that anything would change.', 'His', 'Milica Brekke'],
    ['Tomasz Wilczek found the flaw. According to Wilczek, fewer than a third had mended it.', 'Wilczek', 'Tomasz Wilczek'],
    [
      'The operator of six hospitals paid, Health Minister Siobhán Mac Giolla told parliament. Mac Giolla said that it was late.',
      'Mac Giolla',
      'Siobhán Mac Giolla',
    ],
    ['Puertos del Sur, which runs the terminals, said that it was late.', 'Puertos del Sur, which runs the terminals', 'Puertos del Sur'],
    [
      'Whitmore Asset Management, which owns a tenth of it, urged the board to wait.',
      'Whitmore Asset Management, which owns a tenth of it',
      'Whitmore Asset Management',
    ],
    ['Commerce Minister Bertil Osgood said that it was late.', 'Commerce Minister Bertil Osgood', 'Bertil Osgood'],
    ['EU Climate Commissioner Wopke Brandt said that it was late.', 'EU Climate Commissioner Wopke Brandt', 'Wopke Brandt'],
    ['The Commerce Minister Council said that it was late.', 'The Commerce Minister Council', 'Commerce Minister Council'],
    ['At noon Fox News Sean Brekke asked Holm to leave. Brekke said that it was late.', 'Brekke', 'Sean Brekke'],
  ])('%s', (text, source, name) => {
    expect(speakersIn(text)[source]).toBe(name)
  })
})

describe('a family name that is a people’s as well', () => {
  it('means the person of that name where it stands alone', () => {
    const text =
      'Diane French, head of the lido trust, opposed the plan. "It will drown us in debt," French said. French officials disagreed.'
    expect(speakersIn(text)).toMatchObject({ French: 'Diane French' })
    expect(speakersIn('Diane Lund opposed the plan. "It will drown us in debt," French said.').French ?? null).not.toBe('Diane Lund')
  })
})

describe('one of several', () => {
  it('is named behind the comma', () => {
    const text = 'Visitors were divided. "We swam there as children," said one, Maria Costa, outside the gates.'
    expect(Object.values(speakersIn(text))).toEqual(['Maria Costa'])
  })
})

describe('descriptions', () => {
  it('remembers whose the poll was, and forgets it where another one is spoken of', () => {
    const text =
      'A Vestby University poll was published on Monday. It had asked 900 people.\n\nThe survey found that most people wanted a new bridge.'
    expect(speakersIn(text)['The survey']).toBe('Vestby University')
    const other = text.replace('It had asked 900 people.', 'Another poll had asked 900 people.')
    expect(speakersIn(other)['The survey'] ?? null).toBeNull()
  })

  it('keeps a poll of two bodies for later, and takes a primary for none', () => {
    const text = 'An FNT/Vestby Post poll was out on Monday. It had asked 900 people.\n\nThe poll found that most people were tired.'
    expect(speakersIn(text)['The poll']).toBe('FNT and Vestby Post')
    const exit = 'Most people voted. Exit polls from the New Hampshire primary found that most people were tired.'
    expect(Object.values(speakersIn(exit))).not.toContain('New Hampshire')
  })

  it('calls a body the group, and several people no body', () => {
    const text = 'The Harbour Alliance met on Monday. The Harbour Alliance said that it was late. "We will go on," the group said.'
    expect(speakersIn(text)['the group']).toBe('Harbour Alliance')
    expect(speakersIn(text.replace('the group said', 'the group of friends said'))['the group of friends'] ?? null).toBeNull()
  })

  it('takes a statement for that of whoever issued it, or has just spoken', () => {
    const issued = 'The Harbour Alliance issued a statement on Monday. "We will go on," the statement said.'
    expect(speakersIn(issued)['the statement']).toBe('Harbour Alliance')
    const spoke = 'Mayor Halvard Brekke said that he would go on. "We have a plan for that," the statement said.'
    expect(speakersIn(spoke)['the statement']).toBe('Halvard Brekke')
  })

  it('calls whoever is speaking by what he is', () => {
    const text =
      'Halvard Brekke presented his plan on Monday. "We will build the bridge within two years," Brekke said. "And we will pay for it ourselves," the businessman said.'
    expect(speakersIn(text)['the businessman']).toBe('Halvard Brekke')
  })

  it('leaves a report’s author without a name unnamed', () => {
    const text = 'Politico was first. "Will you resign this week?" a Politico reporter asked.'
    expect(Object.values(speakersIn(text))).not.toContain('Politico')
  })
})

describe('pronouns', () => {
  it('do not mean whoever has a name where somebody without one stands nearer', () => {
    const text = 'Mayor Halvard Brekke opened the hall. One delegate said he had waited for two hours in the rain.'
    expect(speakersIn(text).he ?? null).not.toBe('Halvard Brekke')
  })

  it('mean a new subject before the last speaker', () => {
    const text =
      '"The bridge is too dear," said Karl Egge, the treasurer. Daniel Brekke strongly disagreed. "We have saved for ten years for this bridge," he said.'
    expect(speakersIn(text).he).toBe('Daniel Brekke')
  })
})

describe('whom a statement must not be given to', () => {
  const speakersOf = (text: string): (string | null)[] =>
    reader.read({ id: 'a', text }).statements.map(({ speaker }) => speaker?.name ?? null)

  it('is the holder of the same office elsewhere', () => {
    const text =
      'United manager Stella Crane praised her team. Her opposite number, Rob Vane, was less cheerful. "It was a disgrace and everybody saw it," the Rovers boss said.'
    expect(speakersIn(text)['the Rovers boss']).toBeNull()
    expect(speakersIn(text.replace('Rovers boss', 'United boss'))['the United boss']).toBe('Stella Crane')
  })

  it('is who was asked', () => {
    const text = 'Ragna Solheim leads the union. Asked whether the union would accept a mediator, Solheim said: "If he is honest, yes."'
    expect(speakersOf(text)).toEqual([null, 'Ragna Solheim'])
    expect(speakersOf('Ragna Solheim asked whether the council would accept a mediator.')).toEqual(['Ragna Solheim'])
  })

  it('is, for "he" in a transcript, one of those who talk', () => {
    const text = [
      'The novelist Odil Marchetti spoke to Tam Okafor.',
      'Tam Okafor: Your brother told a newspaper that he does not like the book.',
      'Odil Marchetti: He has not read it. He told me so himself. "I\'ll wait for the film," he said.',
      'Tam Okafor: Will there be a film?',
      'Odil Marchetti: I sold the rights in March.',
    ].join('\n\n')
    const { statements } = reader.read({ id: 'a', text })
    const quoted = statements.find(({ content }) => text.startsWith('"I\'ll wait', content[0]?.start))
    expect(quoted).toBeDefined()
    expect(quoted?.speaker?.name ?? null).toBeNull()
  })
})

describe('what names can stand for', () => {
  it.each([
    ['airline', 'University of Vestby', false],
    ['agency', 'Harbour Safety Administration', true],
    ['company', 'Vestby Gazette', false],
    ['company', 'Fjordline', true],
    ['newspaper', 'Reuters', true],
    ['company', 'Reuters', false],
  ])('%s: %s %s', (noun, name, fits) => {
    expect(mayBeCalled(noun, name)).toBe(fits)
  })

  it.each([
    ['lindqvist', 'lindqist', true],
    ['lindqvist', 'lindqvits', true],
    ['lindqvist', 'lindstrom', false],
    ['holm', 'holt', false],
    ['harris', 'morris', false],
  ])('%s and %s are one word misspelt: %s', (a, b, is) => {
    expect(isMisspelt(a, b)).toBe(is)
    expect(isMisspelt(b, a)).toBe(is)
  })

  it('is surer the surer the ranker is, and never wholly', () => {
    const shares = [0, 0.2, 0.5, 0.6, 0.7, 0.85, 0.9, 0.97, 1]
    const chances = shares.map(pronounCertainty)
    expect(chances).toEqual([...chances].sort((a, b) => a - b))
    expect(Math.max(...chances)).toBeLessThan(1)
    expect(Math.min(...chances)).toBeGreaterThan(0)
  })
})
