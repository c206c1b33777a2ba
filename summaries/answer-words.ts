import { stemOf } from '../src/language/terms.js'

/** Word knowledge for matching questions with sentences: our own lists of everyday English, in no way tied to a subject. */

const pairs = (rows: readonly string[]): ReadonlyMap<string, string> => {
  const table = new Map<string, string>()
  for (const row of rows) {
    const [lemma, ...forms] = row.split(' ')
    for (const form of forms) table.set(form, lemma as string)
  }
  return table
}

/** Irregular forms to dictionary form ("fought" → "fight"): what a stemmer cannot join. */
export const IRREGULAR: ReadonlyMap<string, string> = pairs([
  'arise arose arisen',
  'awake awoke awoken',
  'bear bore borne born',
  'beat beaten',
  'become became',
  'begin began begun',
  'bind bound',
  'bite bit bitten',
  'blow blew blown',
  'break broke broken',
  'bring brought',
  'build built',
  'buy bought',
  'catch caught',
  'choose chose chosen choice',
  'cling clung',
  'deal dealt',
  'draw drew drawn',
  'drink drank drunk',
  'drive drove driven',
  'eat ate eaten',
  'fall fell fallen',
  'feed fed',
  'feel felt',
  'fight fought',
  'find found',
  'flee fled',
  'fly flew flown flight',
  'forbid forbade forbidden',
  'forget forgot forgotten',
  'forgive forgave forgiven',
  'freeze froze frozen',
  'give gave given',
  'grow grew grown growth',
  'hang hung',
  'hear heard',
  'hide hid hidden',
  'hold held',
  'keep kept',
  'know knew known knowledge',
  'lay laid',
  'lead led',
  'leave left',
  'lend lent',
  'lie lay lain',
  'lose lost loss losses',
  'mean meant',
  'meet met',
  'pay paid',
  'prove proven proof',
  'ride rode ridden',
  'ring rang rung',
  'rise rose risen',
  'run ran',
  'see saw seen',
  'seek sought',
  'sell sold sale sales',
  'send sent',
  'shake shook shaken',
  'shine shone',
  'shoot shot',
  'shrink shrank shrunk',
  'sing sang sung',
  'sink sank sunk',
  'sit sat',
  'speak spoke spoken speech',
  'spend spent',
  'spring sprang sprung',
  'stand stood',
  'steal stole stolen',
  'stick stuck',
  'strike struck stricken',
  'strive strove striven',
  'swear swore sworn',
  'sweep swept',
  'swim swam swum',
  'take took taken',
  'teach taught',
  'tear tore torn',
  'think thought',
  'throw threw thrown',
  'understand understood',
  'wake woke woken',
  'wear wore worn',
  'weave wove woven',
  'win won',
  'withdraw withdrew withdrawn withdrawal',
  'write wrote written',
  'man men',
  'woman women',
  'child children',
  'foot feet',
  'person people persons',
  'life lives',
  'wife wives',
  'leaf leaves',
  'die dead death deaths dying',
  'live alive',
  'high height heights higher highest',
  'long length longer longest',
  'wide width wider widest',
  'deep depth',
  'strong strength',
  'decide decision decisions',
  'destroy destruction',
  'receive reception receipt',
  'defend defence defense',
  'respond response responses',
  'expand expansion',
  'divide division divisions',
  'invade invasion invasions',
  'succeed success',
  'persuade persuasion',
  'include inclusion',
  'conclude conclusion',
  'permit permission',
  'admit admission',
  'describe description',
  'produce production',
  'reduce reduction reductions',
  'believe belief beliefs',
  'poor poverty',
  'good better best',
  'bad worse worst',
  'marry marriage married',
  'arrive arrival',
  'refuse refusal',
  'propose proposal proposals',
  'approve approval',
  'analyse analyze analysis',
  'criticise criticize criticism critical critic critics',
  'oppose opposition opponent opponents',
  'explode explosion explosions blast blasts',
  'elect election elections electoral',
  'compare comparison',
  'one first',
  'two second twice',
  'three third',
  'four fourth',
  'five fifth',
  'six sixth',
  'seven seventh',
  'eight eighth',
  'nine ninth',
  'ten tenth',
])

/** Groups of words that stand for one another in questions about the news; a match through a group counts for less than the word itself. */
export const ALIKE: readonly string[] = [
  'begin start launch commence open initiate originate onset outbreak',
  'end finish conclude close stop cease expire terminate halt',
  'kill die slay murder casualty fatality victim perish',
  'injure wound hurt harm',
  'build construct erect establish create form set make develop',
  'founded establish',
  'destroy demolish ruin raze wreck',
  'big large huge great major vast biggest largest',
  'small little tiny minor',
  'country nation state land',
  'city town capital municipality',
  'war conflict fighting battle combat',
  'fight battle clash combat',
  'attack assault strike raid invade offensive',
  'agree accept approve consent endorse back',
  'agreement deal accord treaty pact',
  'reject refuse deny decline dismiss',
  'support back endorse favour favor help',
  'oppose resist object against reject',
  'law legislation act bill statute rule',
  'job work employment position post',
  'worker employee staff labourer laborer',
  'company firm business corporation enterprise',
  'buy purchase acquire acquisition',
  'sell trade',
  'cost price worth value expense',
  'money fund cash funding finance',
  'rise increase grow climb surge jump gain raise boost',
  'fall drop decrease decline reduce cut shrink plunge lower',
  'leader head chief ruler president',
  'lead head command govern rule direct run',
  'chief head director boss',
  'politician lawmaker legislator senator',
  'name call know title term dub refer entitle',
  'think believe feel consider view opinion regard',
  'want wish desire hope seek demand',
  'say tell state claim declare announce argue',
  'ask request urge call demand appeal',
  'warn caution alert threat threaten',
  'show demonstrate reveal indicate display',
  'use employ utilize utilise apply',
  'allow permit let enable authorise authorize',
  'ban forbid prohibit bar outlaw block',
  'move relocate migrate transfer shift',
  'go travel journey visit',
  'leave depart flee emigrate exit quit withdraw',
  'arrive reach come enter',
  'send dispatch deploy',
  'sick ill illness disease',
  'doctor physician',
  'teacher professor instructor',
  'child kid youth',
  'pupil student schoolchild kid child',
  'executive ceo',
  'homeowner owner householder',
  'casualty victim',
  'succeed replace',
  'house home dwelling residence',
  'live reside inhabit dwell',
  'people population inhabitant resident citizen',
  'member participant',
  'car vehicle automobile',
  'ship vessel boat',
  'soldier troop army military force',
  'police officer',
  'prison jail',
  'reason cause motive why',
  'cause lead result trigger prompt bring',
  'result consequence outcome effect impact',
  'important significant key main principal chief crucial major',
  'part portion share section',
  'kind type sort form',
  'way method means manner',
  'goal aim purpose objective target intend',
  'problem issue difficulty trouble',
  'plan scheme proposal intend',
  'money pay salary wage',
  'situate locate lie place position site',
  'near close nearby next adjacent',
  'win victory defeat beat triumph',
  'lose defeat loss',
  'choose select elect pick appoint',
  'appoint name nominate',
  'resign quit step',
  'own possess have belong',
  'get obtain receive gain acquire',
  'give grant provide offer supply',
  'need require necessary',
  'hold host stage',
  'vote election ballot poll',
  'write author compose pen',
  'book novel work',
  'language tongue speak',
  'religion faith church religious',
  'science scientific scientist',
  'economy economic',
  'year annual annually yearly',
  'day daily',
  'month monthly',
  'week weekly',
  'happen occur take place',
  'change alter modify shift transform',
  'consist comprise include contain compose',
  'amount number quantity total',
  'percent percentage proportion share',
  'fast quick rapid speed',
  'old age ancient',
  'young youth',
  'new recent modern',
  'rich wealth wealthy',
  'danger risk threat hazard',
  'safe secure security safety',
  'crisis emergency impasse',
  'delay postpone',
  'injury wound hurt',
  'fire blaze burn',
  'flood water',
  'storm hurricane',
  'protest demonstrate demonstration rally',
  'strike walkout stoppage',
  'union labour labor',
  'court judge tribunal trial',
  'guilty convict conviction',
  'accuse charge allege blame',
  'money budget spend spending',
  'implement enforce carry apply execute',
  'impose sanction restrict',
]

/** Number words, so that "two" answers "how many". */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(
  (
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty ' +
    'fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half third quarter ' +
    'double twice both none several'
  ).split(' '),
)

/** Words that make a date or a time. */
export const TIME_WORDS: ReadonlySet<string> = new Set(
  (
    'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday ' +
    'yesterday today tomorrow tonight morning afternoon evening noon midnight century centuries decade decades spring summer autumn winter'
  ).split(' '),
)

/** Units of time: with a number, a length of time. */
export const TIME_UNITS: ReadonlySet<string> = new Set(
  'second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades century centuries'.split(
    ' ',
  ),
)

/** Words that give a reason. */
export const REASON_WORDS: ReadonlySet<string> = new Set(
  'because due since therefore thus hence consequently cause caused causes causing reason reasons led result resulted resulting owing thanks'.split(
    ' ',
  ),
)

const stems = (words: string): ReadonlySet<string> => new Set(words.split(' ').map((word) => stemOf(word)))

/** Verbs that ask for somebody's words or mind, by stem. */
export const SPEECH_VERBS: ReadonlySet<string> = stems(
  'say tell state claim warn think believe argue announce declare demand want urge ask call insist deny admit promise propose suggest predict expect ' +
    'support oppose back endorse reject criticise criticize condemn praise welcome accuse blame reply respond react comment tweet write post mention ' +
    'describe explain stress hope fear doubt plan threaten vow pledge agree disagree',
)

/** Those that say no more than that somebody spoke: in a question they narrow nothing. */
export const PLAIN_SPEECH: ReadonlySet<string> = stems('say tell state comment mention statement message')

/** Nouns that ask for it ("China's position on …"), by stem. */
export const SPEECH_NOUNS: ReadonlySet<string> = stems(
  'view position stance opinion take reaction response attitude comment statement message answer',
)

/** Of those, what asks for nothing but words and opinions: not for deeds, as a response may be. */
export const SAYING: ReadonlySet<string> = stems(
  'say tell think believe argue claim comment mention warn insist predict view position stance opinion attitude',
)

/** Words of taking sides, by stem: against something, and for it. */
export const OPPOSING: ReadonlySet<string> = stems(
  'oppose opposition reject resist object criticise criticize condemn denounce protest attack dismiss refuse veto disagree block fight',
)
export const SUPPORTING: ReadonlySet<string> = stems('support back welcome favour favor endorse praise approve agree accept backing')

/** Names of money, as part of a pattern. */
export const CURRENCIES =
  'dollars?|euros?|pounds?|crowns?|kron(?:er?|or|ur)|cents?|pence|pennies|yen|yuan|rupees?|ro?ubles?|francs?|pesos?|shekels?|lira|won|marks?|USD|EUR|GBP'
