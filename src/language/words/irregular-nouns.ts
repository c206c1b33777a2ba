/** Plurals that rules would not lead back to their singular, as "plural singular"; words that are the same in both. Our own list. */
const PAIRS = `men man|women woman|children child|people people|feet foot|teeth tooth|geese goose|mice mouse|lives life|wives wife|knives knife|leaves leaf
halves half|selves self|shelves shelf|thieves thief|wolves wolf|calves calf|loaves loaf|scarves scarf|hooves hoof|elves elf|oxen ox|dice die|pence penny
criteria criterion|phenomena phenomenon|data data|media media|analyses analysis|crises crisis|theses thesis|bases basis|hypotheses hypothesis|diagnoses diagnosis
oases oasis|parentheses parenthesis|emphases emphasis|indices index|vertices vertex|matrices matrix|alumni alumnus|stimuli stimulus|nuclei nucleus|fungi fungus
cacti cactus|syllabi syllabus|memoranda memorandum|referenda referendum|bacteria bacterium|strata stratum|errata erratum|series series|species species|means means
headquarters headquarters|news news|politics politics|economics economics|mathematics mathematics|physics physics|ethics ethics|athletics athletics|aircraft aircraft
sheep sheep|deer deer|fish fish|troops troops|police police|congressmen congressman|congresswomen congresswoman|businessmen businessman|policemen policeman
spokesmen spokesman|spokeswomen spokeswoman|chairmen chairman|fishermen fisherman|gunmen gunman|servicemen serviceman|lawmen lawman|statesmen statesman
passersby passerby|attorneys attorney|shoes shoe|toes toe|foes foe|movies movie|cookies cookie|zombies zombie|ties tie|pies pie|lies lie|calories calorie|rookies rookie
axes axe|gases gas|buses bus|bonuses bonus|viruses virus|campuses campus|caucuses caucus|statuses status|choruses chorus|surpluses surplus|censuses census
consensuses consensus|focuses focus|lenses lens|minuses minus|aliases alias|canvases canvas|houses house|causes cause|cases case|uses use|clauses clause|purposes purpose
responses response|expenses expense|promises promise|courses course|nurses nurse|horses horse|licenses license|excuses excuse|premises premise|phases phase|databases database
purchases purchase|releases release|increases increase|decreases decrease|bruises bruise|cruises cruise|diseases disease|leases lease|noses nose|roses rose|exercises exercise
enterprises enterprise|franchises franchise|surprises surprise|verses verse|universes universe|corpses corpse|glimpses glimpse|collapses collapse|lapses lapse|senses sense
defenses defense|offenses offense|abuses abuse|spouses spouse|warehouses warehouse|pauses pause|phrases phrase|bases basis|doses dose|hoses hose|poses pose|proses prose
aches ache|headaches headache|psyches psyche|caches cache|avalanches avalanche|niches niche`

/** Singular by irregular plural; lower case. */
export const IRREGULAR_NOUNS: ReadonlyMap<string, string> = new Map(
  PAIRS.split(/[|\n]/u).map((pair) => {
    const [plural = '', singular = ''] = pair.split(' ')
    return [plural, singular] as const
  }),
)
