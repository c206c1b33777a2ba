import type { Block } from './blocks.js'
import { readDate } from './dates.js'

/**
 * Takes out of an article's blocks the lines that are not its own: links to other articles, invitations to subscribe or follow, the
 * headline repeated, byline and date above the text, agency and copyright lines below it, pull quotes, headings that nothing follows.
 */
export function ownLines(blocks: readonly Block[], title: string | undefined): Block[] {
  const inner = blocks.filter((block) => !isPointer(block) && !isInvitation(block) && !isLabel(block))
  const own = withoutRepeats(trimEnd(trimStart(inner, title)))
  return own.filter((block, i) => !isHeading(block) || own.slice(i + 1).some((next) => !isHeading(next)))
}

const isHeading = (block: Block): boolean => /^h[1-6]$/u.test(block.tag)
const endsSentence = (text: string): boolean => /[.!?…]["'”’)\]]*$/u.test(text)
const wordCount = (text: string): number => text.split(' ').length

/** A line that leads elsewhere: all of it a link, or a lead-in ("Related: …") with a link or nothing after it. */
function isPointer({ text, tag, linked }: Block): boolean {
  if (linked >= 0.8 && (!endsSentence(text) || wordCount(text) <= 25) && tag !== 'td') return true
  if (LEAD_IN.test(text)) return linked >= 0.2 || wordCount(text) <= 6
  // "MINISTER RESIGNS [VIDEO] | Storm nears coast [PICTURES]"
  return linked >= 0.6 && !endsSentence(text) && wordCount(text) > 6
}

const LEAD_IN = new RegExp(
  `^[[(>»•*–—-]*\\s*(?:${[
    'related(?: (?:links?|news|stor(?:y|ies)|articles?|posts?|content|coverage|video|topics?|reading))?',
    '(?:read|see|view|find out|learn|discover) more(?: (?:on|about|here|at|from|news|stories)\\b.*)?',
    'more(?: (?:on|from|news|stories|about)\\b.*)?',
    '(?:read|see|watch|listen|check)(?: also| this| next| now| it| out| below)?',
    '(?:also|must|further|recommended|suggested) (?:read|reading|see|watch)(?:ing)?',
    'also(?: on| in)?\\b[^.]{0,40}',
    "don['’]t miss(?: this)?",
    '(?:you )?(?:may|might) (?:also )?like',
    '(?:if you )?(?:liked|enjoyed) this.*',
    "editors?[’']? (?:picks?|choice)",
    'trending(?: now)?',
    'most (?:read|popular|viewed)',
    'popular(?: (?:now|this week|posts|stories))?',
    'recent (?:articles|posts|stories)',
    'latest(?: (?:news|stories|articles))?',
    'top stories',
    'up next',
    'next (?:up|story|article)',
    'previous (?:story|article)',
    'in (?:pictures|photos)',
    'photos?',
    'pictures',
    'videos?',
    'gallery',
    'live updates',
    'just in',
    'breaking',
    'click here',
    'full story',
    'opinion',
    'explainer',
    'analysis',
    'go deeper',
    'background',
  ].join('|')})(?:\\s*[:|»>…\\]-]|\\.{3}|$)`,
  'iu',
)

/** A line that asks the reader for something: to subscribe, follow, share, comment, install, pay. */
function isInvitation({ text, linked, stressed, tag }: Block): boolean {
  const words = wordCount(text)
  if (words > 60) return false
  if (words <= 30 && ASKING_ALONE.test(text)) return true
  if (!ASKING.test(text)) return false
  // These words occur in news as well; what is quoted is news, and so is a sentence that neither links nor asks.
  if (/["“”]/u.test(text) && linked < 0.2) return false
  const isLinked = (linked > 0.05 && words <= 35) || (stressed > 0.5 && (linked > 0 || words <= 30))
  return isLinked || (words <= 16 && (isHeading({ text, linked, stressed, tag }) || PLAINLY.test(text)))
}

const ASKING_ALONE =
  /^(?:(?:please |click here to |to )?(?:subscribe|sign up|follow us|like us|join us on|share this|download (?:our|the) app|leave a (?:comment|reply)|log ?in|register)\b|have a (?:news )?(?:tip|story|question|comment)|got a (?:tip|story)|do you have a (?:tip|story|news)|(?:like|enjoy|love)(?:d|ing)? (?:this|what you)|tell us what you|what do you think\??|let us know|this (?:post|article|page|story) (?:may )?contains? affiliate|we (?:may )?(?:earn|receive) (?:a )?commission|support (?:our|independent|quality) |all rights reserved|advertisement|story continues below|article continues|continue reading|scroll (?:down )?(?:for|to))/iu
const ASKING =
  /\b(?:sign up (?:for|to|now|here|today)|subscribe (?:to|now|here|today)|subscribing|newsletters?|straight to your inbox|(?:in|to) your inbox|follow (?:us|him|her|them|me|\p{Lu}\S+(?: \p{Lu}\S+)?) on|on (?:twitter|facebook|instagram|x) (?:at )?@|like us on facebook|join (?:our|the conversation)|click(?:ing)? here|download (?:our|the) (?:free )?app|get the latest|stay up to date|affiliate links?|our (?:free )?app|be (?:reached|contacted) (?:at|on|via) (?:\S+@|@|\+?\d|twitter)|email (?:him|her|us|the author)|send (?:us|tips)|share (?:this (?:article|story|post|page)|your (?:thoughts|views|story|comments))|leave a comment|comments? (?:are|have been) (?:closed|moderated)|terms (?:of|and) (?:use|service|conditions)|privacy policy|cookie(?:s| policy)|all rights reserved)\b/iu

// Words that no short line of news has.
const PLAINLY =
  /\b(?:our (?:\w+ )?newsletters?|(?:to|in) your inbox|(?:follow|like|join) us on|click here|download our|sign up (?:for our|here|now)|subscribe (?:to our|here|now)|comments? (?:are|have been) (?:closed|moderated)|terms (?:of use|and conditions)|privacy policy|cookie policy|all rights reserved)\b/iu

/** A label of the page's own: "Advertisement", "Comments", "Share", "0 comments". */
const isLabel = ({ text }: Block): boolean => LABEL.test(text)
const LABEL =
  /^(?:[^\p{L}\p{N}]*|advert(?:isement|s|ising)?|ad|sponsored(?: content)?|promoted|\d* ?comments?(?: \(\d+\))?|\d* ?shares?|share(?: this)?|tweet|email|print|save|like|follow|copy link|facebook|twitter|whatsapp|linkedin|pinterest|reddit|loading[.…]*|play video|watch video|close|menu|search|(?:tags?|topics?|categor(?:y|ies)|filed under|posted in)(?:\s*:.{0,80})?|highlights|key points:?|image (?:source|copyright|caption).{0,120}|(?:photo|image|picture|video)(?: credit)?s?\s*[:|/].{0,160}|\((?:photo|image|picture|file|ap|reuters|afp|getty)\b[^)]*\)|(?:getty|reuters|afp|shutterstock|istock|unsplash)(?: images)?|recent articles|popular this week|back to top|view (?:comments|gallery)|transcript|https?:\/\/\S+)$/iu

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'

/** Above the text: the headline again, who wrote it, when, how long it takes to read. Stops at the first line that is none of these. */
function trimStart(blocks: readonly Block[], title: string | undefined): Block[] {
  const headline = lettersOf(title ?? '')
  let first = 0
  for (let i = 0; i < Math.min(blocks.length, 8); i++) {
    const { text } = blocks[i] as Block
    const letters = lettersOf(text)
    const isTitle = headline.length > 10 && (letters === headline || (letters.length > 10 && headline.startsWith(letters)))
    if (isTitle || isCreditLine(text)) first = i + 1
    else if (wordCount(text) > 12) break
  }
  return blocks.slice(first)
}

/** "By A. Writer", "18 NOV 2019", "Updated: 10:15 GMT", "3 min read", "A. WRITER, AGENCY". */
function isCreditLine(text: string): boolean {
  // "By Monday evening, twelve had died." is news.
  if (wordCount(text) > 20 || (endsSentence(text.replace(/\b[ap]\.m\.$/iu, '')) && wordCount(text) > 4)) return false
  return BYLINE.test(text) || WHEN.test(text) || READING_TIME.test(text) || (wordCount(text) <= 6 && readDate(text) !== undefined)
}

const BYLINE =
  /^(?:(?:[Ww]ritten|[Pp]osted|[Rr]eported|[Ww]ords|[Ss]tory|[Tt]ext|[Pp]ublished|[Ee]dited)\s+)?(?:[Bb]y|BY):?(?:\s+\p{Lu}|$)|^(?:\p{Lu}[\p{Lu}.'’-]+,? ){1,4}\p{Lu}[\p{Lu}.'’-]+$/u
const WHEN = new RegExp(
  `^(?:(?:first |last )?(?:published|updated|posted|modified|date|issued|created)(?: (?:on|at))?\\b.{0,60}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? .{0,40}(?:19|20)\\d\\d\\b.{0,30}|${MONTH} \\d{1,2}(?:,? \\d{4})?\\b.{0,30}|\\d{1,2}(?:st|nd|rd|th)? ${MONTH},? \\d{4}.{0,30}|\\d{1,2}[:.]\\d{2}.{0,25}|\\d+ (?:minutes?|hours?|days?) ago)$`,
  'iu',
)
const READING_TIME = /^(?:(?:reading time|estimated reading time|read time)\b.{0,30}|\d+[- ]min(?:ute)?s?(?: read)?)$/iu

/** Below the text: who helped, agency marks, copyright, the author's life. Reads upwards and stops at the first line that is none of these. */
function trimEnd(blocks: readonly Block[]): Block[] {
  let last = blocks.length
  for (let i = blocks.length - 1; i >= Math.max(1, blocks.length - 8); i--) {
    const block = blocks[i] as Block
    if (isClosingLine(block.text) || isHeading(block)) last = i
    else break
  }
  return blocks.slice(0, last)
}

const isClosingLine = (text: string): boolean => (wordCount(text) <= 60 && CLOSING.test(text)) || isCreditLine(text)

const CLOSING = new RegExp(
  `^(?:${[
    '[[(]?(?:additional |with )?(?:reporting|writing|editing|compiled|translation|graphics?|photographs?|research)(?: and (?:writing|editing|reporting))? (?:by|from) .*',
    '.{0,300}\\bcontributed (?:to (?:this|the) (?:report|story|article|post)|reporting|research)\\b.*',
    '(?:the )?associated press (?:writers?|journalists?|reporters?) .*',
    '(?:copyright|©|\\(c\\)) .*',
    '.{0,80}all rights reserved.*',
    '(?:source|credit)s?\\s*: .{0,100}',
    'via [\\p{L}\\p{N}. ]{2,40}',
    '(?:the views|opinions) (?:and opinions )?expressed .*',
    '(?:this|the) (?:article|story|piece|post|report) (?:was|is|has been|first|originally) .{0,40}(?:published|appeared|syndicated|republished|produced|updated|corrected).*',
    "(?:updated|correction|clarification|editor[’']s note)\\s*(?::|at |on ).{0,200}",
    '[^.]{3,60} is an? [^.]{0,80}\\b(?:writer|reporter|correspondent|columnist|contributor|freelancer)\\b.*',
    '-{1,3}\\s*(?:with .{0,60}|(?:ap|afp|reuters|pa|ani|pti|agencies|staff)\\b.{0,30})',
    '\\*+.{0,20}',
    '(?:ap|afp|reuters|pa|ani|pti|ians|xinhua|dpa)',
  ].join('|')})$`,
  'iu',
)

const lettersOf = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')

const SHORTEST_REPEAT = 8
const LONGEST_PULL_QUOTE = 60

/** Numbers of the short blocks whose words stand, one after the other, within another block that is not the same. Linear in the page. */
function containedIn(blocks: readonly (readonly string[])[]): Set<number> {
  const wanted = new Map<string, number[]>()
  const starts = new Set<string>()
  blocks.forEach((words, i) => {
    if (words.length < SHORTEST_REPEAT || words.length > LONGEST_PULL_QUOTE) return
    const opening = words.slice(0, SHORTEST_REPEAT).join(' ')
    const same = wanted.get(opening)
    // Where many blocks begin alike, the page repeats itself; the first few stand for all.
    if (same === undefined) wanted.set(opening, [i])
    else if (same.length < 8) same.push(i)
    starts.add(words[0] as string)
  })
  const found = new Set<number>()
  blocks.forEach((words, holder) => {
    for (let at = 0; at + SHORTEST_REPEAT <= words.length; at++) {
      if (!starts.has(words[at] as string)) continue
      for (const i of wanted.get(words.slice(at, at + SHORTEST_REPEAT).join(' ')) ?? []) {
        const short = blocks[i] as readonly string[]
        if (i === holder || short.length >= words.length || found.has(i)) continue
        if (short.every((word, offset) => word === words[at + offset])) found.add(i)
      }
    }
  })
  return found
}

/**
 * Without lines that stand in another block word for word: repeats, pull quotes. Of two equal ones the first stays. Where repeating is the
 * text's own manner (tables of results, recipes), all stay.
 */
function withoutRepeats(blocks: readonly Block[]): Block[] {
  const keys = blocks.map((block) => lettersOf(block.text))
  const contained = containedIn(keys.map((key) => key.split(' ')))
  const seen = new Set<string>()
  const own = blocks.filter((block, i) => {
    const key = keys[i] as string
    if (wordCount(block.text) < SHORTEST_REPEAT) return true
    if (seen.has(key)) return false
    seen.add(key)
    return !contained.has(i)
  })
  return own.length < blocks.length * 0.9 && blocks.length - own.length > 3 ? [...blocks] : own
}
