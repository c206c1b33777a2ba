import { describe, expect, it } from 'vitest'
import { ACTORS, actorNamed, actorSense, aliasesOf, resolveActor } from '../../../src/language/names/actors.js'

describe('an actor that somebody types', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['prc', 'China'],
    ['chinese', 'China'],
    ['Beijing', 'China'],
    ['china?', 'China'],
    ['u.s.', 'United States'],
    ['us', 'United States'],
    ['Americans', 'United States'],
    ['the kremlin', 'Russia'],
    ['eu', 'European Union'],
    ['Brussels', 'European Union'],
    ['un', 'United Nations'],
    ['NATO', 'NATO'],
    ['Czechia', 'Czech Republic'],
    ['Côte d’Ivoire', 'Ivory Coast'],
    ['Downing Street', 'United Kingdom'],
    ['Dushanbe', 'Tajikistan'],
    ['Fjordline Vest', undefined],
    ['', undefined],
  ]
  it.each(cases)('%s → %s', (typed, actor) => {
    expect(resolveActor(typed)).toBe(actor)
  })
})

describe('a name in a text', () => {
  it('tells how it points at its actor', () => {
    expect(actorSense('Beijing')).toEqual({ actor: 'China', link: 'capital' })
    expect(actorSense('Chinese')).toEqual({ actor: 'China', link: 'demonym' })
    expect(actorSense('the State Department')).toEqual({ actor: 'United States', link: 'body' })
    expect(actorSense('Whitehall')).toEqual({ actor: 'United Kingdom', link: 'seat' })
  })

  it('takes short forms only in capitals', () => {
    expect(actorSense('US')?.actor).toBe('United States')
    expect(actorSense('us')).toBeUndefined()
    expect(actorSense('WHO')?.actor).toBe('World Health Organization')
    expect(actorSense('who')).toBeUndefined()
  })

  it('leaves capitals alone that are better known as something else', () => {
    expect(actorSense('Kingston')).toBeUndefined()
    expect(actorSense('Singapore')?.link).toBe('name')
  })
})

describe('the list of actors', () => {
  it('names each once, and finds each by its own name', () => {
    const names = ACTORS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(actorNamed(name)?.name).toBe(name)
    for (const name of names) expect(resolveActor(name)).toBe(name)
  })

  it('gives the other names of one', () => {
    expect(aliasesOf('United Kingdom')).toContain('Britain')
    expect(aliasesOf('nowhere')).toEqual([])
  })
})
