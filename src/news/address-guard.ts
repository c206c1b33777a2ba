import ipaddr from 'ipaddr.js'

/** Which addresses may be reached. Made once from the allow list; pure after that. */
export interface AddressGuard {
  /** Whether a connection to this address (as text, IPv4 or IPv6) may be made for a page of `host`. */
  readonly admits: (address: string, host: string) => boolean
  /** Whether `host` itself (a name or an address) stands on the allow list, so that it is the operator's own. */
  readonly isOwn: (host: string) => boolean
}

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Range = [Address, number]

/**
 * Guards against being sent inside: only public unicast addresses are admitted, besides those on the allow list.
 *
 * @param allow Addresses (`10.0.0.5`), ranges (`10.0.0.0/8`, `fd00::/8`) and host names (`wiki.intern`, `.intern` for all names below it).
 *   Entries that are none of these admit nothing.
 */
export function createAddressGuard(allow: readonly string[] = []): AddressGuard {
  const ranges: Range[] = []
  const names: string[] = []
  for (const entry of allow.map((item) => item.trim().toLowerCase()).filter(Boolean)) {
    const range = parseRange(entry)
    if (range) ranges.push(range)
    else names.push(entry)
  }
  const listed = (address: Address): boolean => ranges.some((range) => within(address, range))
  const named = (host: string): boolean => {
    const name = host.toLowerCase().replace(/\.$/u, '')
    return names.some((entry) => (entry.startsWith('.') ? name.endsWith(entry) : name === entry))
  }
  return {
    admits: (address, host) => {
      const parsed = parseAddress(address)
      return parsed !== undefined && (named(host) || listed(parsed) || isPublic(parsed))
    },
    isOwn: (host) => {
      const parsed = parseAddress(host)
      return named(host) || (parsed !== undefined && listed(parsed))
    },
  }
}

/** Text of an address without brackets and zone, read; an IPv4 address inside IPv6 (`::ffff:10.0.0.1`) is read as the IPv4 address. */
function parseAddress(text: string): Address | undefined {
  const bare = text.replace(/^\[|\]$/gu, '').replace(/%.*$/u, '')
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : undefined
}

function parseRange(text: string): Range | undefined {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text) as Range
    const address = parseAddress(text)
    return address && [address, address.kind() === 'ipv4' ? 32 : 128]
  } catch {
    return undefined
  }
}

const within = (address: Address, [network, bits]: Range): boolean =>
  address.kind() === network.kind() && (address as ipaddr.IPv4).match(network as ipaddr.IPv4, bits)

/**
 * Only what the registries call global unicast. IPv6 forms that carry an IPv4 address (NAT64, 6to4, Teredo) have ranges of their own in
 * ipaddr.js and are therefore refused as a whole: a public site never needs them. So are cloud metadata addresses: 169.254.169.254 is
 * link-local, fd00:ec2::254 unique local, 100.100.100.200 carrier-grade NAT; 168.63.129.16 (Azure's host) is public by number alone.
 */
function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false
  if (address.kind() === 'ipv4') return !IPV4_REFUSED.some((range) => within(address, range))
  // Global unicast is 2000::/3; what lies outside (site-local fec0::/10, IPv4-compatible ::/96, local NAT64 64:ff9b:1::/48) is not public.
  return within(address, GLOBAL_IPV6) && !IPV6_REFUSED.some((range) => within(address, range))
}

const ranges = (...texts: string[]): Range[] => texts.map((text) => ipaddr.parseCIDR(text) as Range)
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as Range
// Ranges that older tables count as unicast. Source: IANA special-purpose address registries.
const IPV4_REFUSED = ranges(
  '0.0.0.0/8',
  '100.64.0.0/10',
  '168.63.129.16/32',
  '192.0.0.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '240.0.0.0/4',
)
const IPV6_REFUSED = ranges('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20')
