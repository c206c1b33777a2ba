/** `link` as an absolute http(s) address, resolved against `base`; undefined where it is none. */
export function resolveAddress(link: string | undefined, base?: string): string | undefined {
  const text = link?.trim().replace(/\s/gu, '%20')
  if (!text || !URL.canParse(text, base)) return undefined
  const url = new URL(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  // An address written as feeds write it stays as it is ("http://example.org" gets no slash), unless it had to be resolved.
  return /^https?:\/\//iu.test(text) ? text : url.href
}

/**
 * The address without what only counts readers: tracking parameters and the fragment out, host without default port. What is left
 * opens the same page. An address that cannot be read comes back as it is.
 */
export function stripTracking(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair && !TRACKING.test(pair.split('=', 1)[0] as string))
  // With its mark: the setter would take a query that begins with another for its own.
  url.search = kept.length === 0 ? '' : `?${kept.join('&')}`
  // "#!/story" is part of the address on old sites built in the browser.
  if (!url.hash.startsWith('#!')) url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}

/**
 * A key under which every way of writing an article's address falls together: scheme, `www.`, `m.` and `amp.`, letter case of the host, tracking
 * parameters, their order, the fragment and a closing slash do not count. To compare with, not to fetch.
 */
export function addressKey(address: string): string {
  if (!URL.canParse(address)) return address.trim()
  const url = new URL(stripTracking(address))
  const host = url.host.replace(/^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)/u, '')
  const path = url.pathname
    .replace(/\/(?:amp\/?|index\.(?:html?|php))$/u, '/')
    .replace(/\/{2,}/gu, '/')
    .replace(/(?<=.)\/$/u, '')
  const query = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair && !/^(?:amp|outputType=amp)(?:=1?)?$/iu.test(pair))
    .sort()
    .join('&')
  return `${host}${path}${query ? `?${query}` : ''}${url.hash}`
}

// Parameters of campaign counters, mail tools, social networks and referrers. Sources: ClearURLs' and browsers' published lists, by kind.
const TRACKING = new RegExp(
  `^(?:${[
    'utm_.*',
    'hsa_.*',
    'mtm_.*',
    'pk_.*',
    'piwik_.*',
    'matomo_.*',
    'at_(?:campaign|medium|custom\\d|bbc_team|link.*|format|ptr.*|send.*)',
    'fbclid',
    'gclid',
    'gclsrc',
    'dclid',
    'gbraid',
    'wbraid',
    'msclkid',
    'yclid',
    'twclid',
    'ttclid',
    'li_fat_id',
    'igshid?',
    'mc_[ce]id',
    'mkt_tok',
    '_hs(?:enc|mi)',
    'vero_(?:id|conv)',
    'oly_(?:anon|enc)_id',
    'wickedid',
    'rb_clickid',
    's_cid',
    's_kwcid',
    'cmpid',
    'cmp',
    'icid',
    'ito',
    'ns_.*',
    'xtor',
    'ocid',
    'ncid',
    'sr_share',
    'ref_?(?:src|url)',
    'smid',
    'smtyp',
    'spm',
    '__twitter_impression',
    'guccounter',
    'guce_.*',
    'rss(?:feed)?',
    'ftag',
    'trk(?:campaign)?',
  ].join('|')})$`,
  'iu',
)
