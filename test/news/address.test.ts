import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressKey, resolveAddress, stripTracking } from '../../src/news/address.js'
import { createAddressGuard } from '../../src/news/address-guard.js'

describe('addresses', () => {
  it.each([
    ['https://press.example/a?utm_source=x&utm_medium=y&id=3#top', 'https://press.example/a?id=3'],
    ['https://press.example/a?fbclid=1', 'https://press.example/a'],
    ['https://press.example/#!/story/9', 'https://press.example/#!/story/9'],
    ['https://reader:secret@press.example/a', 'https://press.example/a'],
    ['not an address', 'not an address'],
  ])('%s without tracking is %s', (address, stripped) => {
    expect(stripTracking(address)).toBe(stripped)
  })
  it.each([
    ['http://www.press.example/news/1/', 'https://press.example/news/1?utm_campaign=x'],
    ['https://m.press.example/news/1', 'https://press.example/news/1#comments'],
    ['https://press.example/news/1/amp/', 'https://press.example/news/1'],
    ['https://press.example/n?a=1&b=2', 'https://PRESS.example/n?b=2&a=1'],
  ])('%s and %s are the same page', (a, b) => {
    expect(addressKey(a)).toBe(addressKey(b))
  })
  it.each([
    ['https://press.example/news/1', 'https://press.example/news/2'],
    ['https://press.example/n?id=1', 'https://press.example/n?id=2'],
    ['https://press.example/a', 'https://other.example/a'],
  ])('%s and %s are not', (a, b) => {
    expect(addressKey(a)).not.toBe(addressKey(b))
  })
  it.each([
    ['/a b', 'https://press.example/x/', 'https://press.example/a%20b'],
    ['javascript:alert(1)', 'https://press.example/', undefined],
    ['mailto:desk@press.example', undefined, undefined],
    [undefined, 'https://press.example/', undefined],
  ])('%s against %s is %s', (link, base, resolved) => {
    expect(resolveAddress(link, base)).toBe(resolved)
  })
  it('stripping twice changes nothing', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        (url) => stripTracking(stripTracking(url)) === stripTracking(url),
      ),
    )
  })
})

describe('the guard', () => {
  it('lets public addresses through and nothing else', () => {
    const guard = createAddressGuard()
    expect(['93.184.216.34', '2606:2800:220:1::1'].every((address) => guard.admits(address, 'press.example'))).toBe(true)
    const inside = [
      '127.0.0.1',
      '0.0.0.0',
      '10.1.1.1',
      '172.31.0.1',
      '192.168.0.1',
      '169.254.169.254',
      '100.64.0.1',
      '168.63.129.16',
      '198.18.0.1',
      '192.0.0.8',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:10.0.0.1',
      '::10.0.0.1',
      'fe80::1%eth0',
      'fec0::1',
      'fc00::1',
      '64:ff9b::10.0.0.1',
      '64:ff9b:1::1',
      '2001::1',
      '2002:a00:1::',
      'ff02::1',
      'garbage',
      '',
    ]
    expect(inside.filter((address) => guard.admits(address, 'press.example'))).toEqual([])
  })
  it('lets through what the operator lists, by address, range or name', () => {
    const guard = createAddressGuard(['10.0.0.0/8', ' 192.168.1.5 ', 'wiki.intern', '.lab.intern', 'fd00::/8', '', 'no/range/99'])
    expect(guard.admits('10.9.9.9', 'x.example')).toBe(true)
    expect(guard.admits('::ffff:10.9.9.9', 'x.example')).toBe(true)
    expect(guard.admits('192.168.1.5', 'x.example')).toBe(true)
    expect(guard.admits('192.168.1.6', 'x.example')).toBe(false)
    expect(guard.admits('192.168.1.6', 'WIKI.intern.')).toBe(true)
    expect(guard.admits('192.168.1.6', 'a.lab.intern')).toBe(true)
    expect(guard.admits('192.168.1.6', 'evil-lab.intern')).toBe(false)
    expect(guard.admits('fd12::1', 'x.example')).toBe(true)
    expect(guard.isOwn('10.2.3.4') && guard.isOwn('wiki.intern') && !guard.isOwn('press.example')).toBe(true)
  })
})
