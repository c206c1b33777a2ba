import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  articlesOf,
  holders,
  leadsOf,
  numbered,
  numbersOf,
  packStory,
  sketchAt,
  unpackTerms,
  weightOf,
} from '../../src/news/story-memory.js'

const figure = fc.integer({ min: 1, max: 4_000_000 }).map((thousandths) => thousandths / 1000)
const terms = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 6 }), figure, figure), {
  selector: ([key]) => key,
  maxLength: 40,
})

const sketches = fc.array(fc.array(fc.nat(2 ** 32 - 1), { maxLength: 8 }), { maxLength: 4 })

test('packed terms come back to the last of the three decimals that are kept, each found by its number, sketches and leads beside them', () => {
  fc.assert(
    fc.property(terms, terms, sketches, (first, second, members) => {
      const keys = numbered()
      packStory(first, [], [], keys)
      const leads = second.slice(0, 5).map(([key]) => key)
      const packed = packStory(second, leads, members, keys)
      const byKey = (list: readonly (readonly [string, number, number])[]) => [...list].sort((a, b) => (a[0] < b[0] ? -1 : 1))
      expect(byKey(unpackTerms(packed, keys))).toEqual(byKey(second))
      for (const [key, weight, articles] of second)
        expect([weightOf(packed, keys.find(key)), articlesOf(packed, keys.find(key))]).toEqual([weight, articles])
      expect([...numbersOf(packed)].map(keys.textOf).sort()).toEqual(second.map(([key]) => key).sort())
      expect([...leadsOf(packed)].map(keys.textOf)).toEqual(leads)
      members.forEach((sketch, i) => {
        expect([...sketchAt(packed, i)]).toEqual(sketch)
      })
      const absent = first.find(([key]) => !second.some(([other]) => other === key))
      if (absent !== undefined) expect(weightOf(packed, keys.find(absent[0]))).toBe(0)
    }),
  )
})

test('numbers that nobody holds any more are given anew, so that what is forgotten takes no room', () => {
  const keys = numbered()
  const [a, b] = [keys.take('a'), keys.take('b')]
  keys.take('a')
  keys.drop(a)
  expect(keys.find('a')).toBe(a)
  keys.drop(a)
  expect(keys.find('a')).toBeUndefined()
  expect(keys.take('c')).toBe(a)
  expect([keys.textOf(a), keys.textOf(b)]).toEqual(['c', 'b'])
})

test('holders are what a map of sets would be', () => {
  const many = Array.from({ length: 40 }, (_, id) => ({ id }))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(2), fc.nat(39)), { maxLength: 200 }), (steps) => {
      const held = holders<{ id: number }>()
      const model = new Map<number, Set<{ id: number }>>()
      for (const [isAdded, number, who] of steps) {
        const one = many[who] as { id: number }
        const there = model.get(number) ?? new Set()
        model.set(number, there)
        if (!isAdded) {
          held.delete(number, one)
          there.delete(one)
        } else if (!there.has(one)) {
          held.add(number, one)
          there.add(one)
        }
        expect(held.count(number)).toBe(there.size)
        expect(new Set(held.of(number))).toEqual(there)
      }
    }),
  )
})
