import type { DomDocument, DomElement } from './dom.js'

/**
 * Takes out of a page what is no part of any article: scripts, forms, navigation, pictures with their captions, and boxes whose class or id says
 * what they are (sharing, newsletter, related links, comments, cookie notice). A box with a good part of the page's text in it stays,
 * whatever it is called.
 */
export function cleanPage(document: DomDocument): void {
  for (const element of [...document.querySelectorAll(NEVER)]) element.remove()
  const body = document.body
  const whole = { prose: proseIn(body), text: unlinkedIn(body) }
  // Not every page puts its text into paragraphs, so a box must be small by both measures.
  const isSmall = (element: DomElement, share: number): boolean =>
    proseIn(element) <= Math.max(SMALL, whole.prose * share) && unlinkedIn(element) <= Math.max(SMALL, whole.text * share)
  for (const element of [...document.querySelectorAll('[class], [id], [role], [hidden], [style], [data-component]')]) {
    if (element === body || element === document.documentElement || !isSideMatter(element)) continue
    if (isSmall(element, LARGEST_SHARE)) element.remove()
  }
  for (const element of [...document.querySelectorAll('nav, aside, footer, header, figure, form, details')]) {
    if (isSmall(element, LARGEST_SHARE / 2)) element.remove()
  }
}

const NEVER =
  'script, style, noscript, template, iframe, object, embed, applet, select, button, input, textarea, svg, canvas, audio, video, dialog, link, ' +
  'figcaption, [itemprop="caption"], [role="navigation"], [role="banner"], [role="contentinfo"], [role="search"], [role="dialog"], [role="alert"], [role="menu"]'

/** A box with at most this share of the page's running text may go by its name alone. */
const LARGEST_SHARE = 0.25
const SMALL = 60

/** Characters of running text: what stands in paragraphs, without their links. */
function proseIn(element: DomElement | null): number {
  let length = 0
  for (const paragraph of element?.querySelectorAll('p') ?? []) {
    length += paragraph.textContent?.trim().length ?? 0
    for (const link of paragraph.querySelectorAll('a')) length -= link.textContent?.length ?? 0
  }
  return Math.max(0, length)
}

/** Characters outside links, wherever they stand. */
function unlinkedIn(element: DomElement | null): number {
  let length = element?.textContent?.trim().length ?? 0
  for (const link of element?.querySelectorAll('a') ?? []) length -= link.textContent?.length ?? 0
  return Math.max(0, length)
}

function isSideMatter(element: DomElement): boolean {
  const role = element.getAttribute('role') ?? ''
  if (role === 'complementary' || role === 'note') return true
  if (element.hasAttribute('hidden') || /(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(element.getAttribute('style') ?? ''))
    return true
  const name = `${element.getAttribute('class') ?? ''} ${element.id} ${element.getAttribute('data-component') ?? ''}`
  if (!name.trim()) return false
  return splitNames(name).some((word) => SIDE.test(word))
}

/** "ArticleBody__related-links" → whole, and its parts: a name tells by its words, not by letters within a word ("shared" in "unshared"). */
function splitNames(name: string): string[] {
  return name
    .split(/\s+/u)
    .filter(Boolean)
    .map(
      (one) =>
        `-${one
          .replace(/([a-z0-9])([A-Z])/gu, '$1-$2')
          .replace(/[^A-Za-z0-9]+/gu, '-')
          .toLowerCase()}-`,
    )
}

// Words of class names for what stands beside articles, as designers and content systems call it.
const SIDE = new RegExp(
  `-(?:${[
    // sharing and counting
    'share',
    'sharing',
    'shares',
    'sharebar',
    'sharetools',
    'share-?buttons?',
    'sharedaddy',
    'addthis',
    'addtoany',
    'social',
    'socials',
    'social-?(?:links?|media|share|icons?|bar)',
    'follow(?:-us)?',
    'like-?button',
    // letters and offers
    'newsletters?',
    'signup',
    'sign-up',
    'subscribe',
    'subscription',
    'optin',
    'mailchimp',
    'promo',
    'promos',
    'promotion',
    'promobox',
    'cta',
    'donate',
    'donation',
    'membership',
    // other articles
    'related',
    'relateds',
    'related-?(?:links?|articles?|stories|posts?|content|news)',
    'recirc',
    'recirculation',
    'recommend(?:ed|ations?)?',
    'read-?more',
    'read-?next',
    'readalso',
    'also-?read',
    'more-?(?:from|on|news|stories|links)',
    'most-?(?:read|popular|viewed)',
    'trending',
    'popular',
    'outbrain',
    'taboola',
    'zergnet',
    'revcontent',
    'yarpp',
    'jp-relatedposts',
    'teaser',
    'teasers',
    'see-?also',
    'up-?next',
    'next-?up',
    'latest-?(?:news|stories|posts)',
    'topstories',
    'carousel',
    'slider',
    'inline-?(?:related|promo|links?)',
    // advertising
    'ad',
    'ads',
    'advert',
    'adverts',
    'advertisement',
    'advertising',
    'adsense',
    'adslot',
    'ad-?(?:unit|slot|container|wrapper|label|text)',
    'dfp',
    'sponsor',
    'sponsored',
    'affiliate',
    // pictures, films
    'caption',
    'captions',
    'wp-caption-text',
    'image-?caption',
    'photo-?caption',
    'video-?caption',
    'figcaption',
    'credit',
    'credits',
    'photo-?credit',
    'copyright',
    'gallery',
    'slideshow',
    'video-?(?:player|embed|container|wrapper|playlist|headline|title|description)',
    'playlist',
    'lightbox',
    'media-?(?:credit|attribution)',
    // around the text
    'byline',
    'bylines',
    'dateline-?time',
    'timestamp',
    'dates?-?(?:published|posted|updated|time)',
    'publish(?:ed)?-?(?:date|time|at)',
    'post-?(?:meta|date|info|footer|tags|author|nav|navigation)',
    'entry-?(?:meta|footer|date|author)',
    'article-?(?:meta|tags|date|footer|info|author|byline|header-meta)',
    'meta',
    'metadata',
    'author-?(?:bio|box|info|card|meta|description|profile|details|block)',
    'about-?(?:the-?)?author',
    'biography',
    'contributors?',
    'bio',
    'tags',
    'taglist',
    'tag-?(?:list|links|cloud)',
    'topics?-?(?:list|tags)',
    'keywords',
    'categories',
    'cat-links',
    'breadcrumbs?',
    'pagination',
    'pager',
    'page-?links',
    'comments?',
    'comment-?(?:list|form|section|count|area|respond)',
    'commentlist',
    'respond',
    'disqus',
    'livefyre',
    'discussion',
    'rating',
    'ratings',
    'poll',
    'quiz',
    'survey',
    'toc',
    'skip-?(?:link|nav|to)',
    // notices
    'cookies?',
    'consent',
    'gdpr',
    'privacy-?(?:notice|banner)',
    'notification',
    'banner',
    'popup',
    'pop-up',
    'modal',
    'overlay',
    'tooltip',
    'popover',
    'hovercard',
    'flyout',
    'dropdown-?menu',
    'disclaimer',
    'print-?only',
    'visually-?hidden',
    'sr-only',
    'screen-?reader(?:-?text)?',
    'hidden',
    'hide',
    'widget',
    'widgets',
    'sidebar',
    'side-?bar',
    'rail',
    'right-?rail',
    'nav',
    'navbar',
    'navigation',
    'menu',
    'footer',
    'site-?(?:header|footer)',
    'masthead',
    'toolbar',
    'pull-?quotes?',
    'pullquote',
    'factbox',
    'infobox',
    'toolbox',
  ].join('|')})-`,
  'u',
)
