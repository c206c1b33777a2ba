/** Words before and about people: how they are addressed, what they are. All lower-case, abbreviations without their point. */

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u))

/** Forms of address that say "he". */
export const MALE_ADDRESS = list(
  'mr mister sir lord king prince duke baron fr father monsignor imam rabbi pope sheikh sheik señor monsieur herr brother uncle don',
)
/** Forms of address that say "she". */
export const FEMALE_ADDRESS = list('mrs ms miss mme madam madame lady dame queen princess duchess baroness sister señora frau aunt')
/** Nouns that say "he". */
export const MALE_NOUNS = list(
  'spokesman chairman congressman councilman businessman salesman policeman fireman statesman frontman father son husband brother boy man men uncle nephew grandfather grandson boyfriend fiancé widower gentleman actor king prince stepfather stepson groom lord duke lawman cameraman craftsman fisherman sportsman ombudsman assemblyman alderman anchorman crewman dad grandpa',
)
/** Nouns that say "she". */
export const FEMALE_NOUNS = list(
  'spokeswoman chairwoman congresswoman councilwoman businesswoman saleswoman policewoman mother daughter wife sister girl woman women aunt niece grandmother granddaughter girlfriend fiancée widow lady actress queen princess stepmother stepdaughter bride duchess nun hostess heiress sportswoman assemblywoman alderwoman first-lady waitress midwife mom mum grandma comedienne',
)

/** Forms of address and rank before a name that are no part of a role worth showing. */
export const ADDRESS = list('mr mister mrs ms miss mme madam madame sir lady lord dame monsieur señor señora herr frau')

/** Titles that stand directly before a name; abbreviations included. They are cut from the name and kept in the role. */
export const TITLES = list(
  'president vice-president premier chancellor king queen prince princess emperor empress pope cardinal archbishop bishop reverend rev pastor father fr sister brother rabbi imam ayatollah sheikh sheik ' +
    'minister ministers secretary undersecretary ambassador envoy consul governor gov lieutenant lt mayor senator sen sens representative representatives rep reps congressman congresswoman assemblyman assemblywoman ' +
    'councilman councilwoman councillor councilor cllr alderman commissioner speaker deputy chief justice judge magistrate attorney prosecutor solicitor sheriff marshal general gen admiral adm vice-admiral rear commander cmdr ' +
    'colonel col major maj captain capt sergeant sgt corporal private officer detective inspector superintendent constable agent trooper lt-gen maj-gen brig brigadier commodore commandant doctor dr professor prof ' +
    'director chairman chairwoman chair chairperson chief ceo cfo coach manager captain spokesman spokeswoman spokesperson spokespeople adviser advisor aide strategist analyst economist author writer columnist reporter correspondent ' +
    'editor host anchor journalist actor actress singer rapper comedian director producer photographer activist lawyer attorney pollster professor historian researcher scientist striker defender midfielder goalkeeper referee ' +
    'candidate nominee leader congressmen lawmaker first lady former ex-president then-president president-elect vice deputy acting interim retired late sir dame lord lady mr mrs ms miss mr. dr. billionaire mogul businessman businesswoman tycoon ' +
    'democrat republican gop democratic hon honorable lead co-author co-founder founder treasurer comptroller controller legislator delegate chancellor taoiseach premier superstar comrade datuk seri alhaji attorney-general under-secretary-general undersecretary-general chargé solicitor-general auditor-general lieutenant-general major-general brigadier-general director-general secretary-general governor-general commander-in-chief editor-in-chief vice-chairman vice-chairwoman vice-chancellor maulana mullah haji shri smt engr lt.-gov quarterback pitcher forward winger brigade mp mep msp pm',
)

/** Offices in which one speaks for a state (or for an international body), where one is named. Heads of roles, lower-case, singular. */
export const OFFICIAL_NOUNS = list(
  'president vice-president premier chancellor king queen prince princess emperor sultan emir minister secretary undersecretary ambassador envoy consul attaché diplomat negotiator spokesman spokeswoman spokesperson ' +
    'commander general admiral colonel official governor-general taoiseach pope nuncio commissioner secretary-general chief director director-general head deputy representative adviser advisor president-elect ' +
    'general-secretary leader ayatollah premier-designate czar chairman chairwoman attaché undersecretary-general under-secretary-general chargé foreign-minister pm delegate rapporteur prosecutor counterpart',
)

/** Offices that need no other word to be the state's own: the head of it, or of a ministry of it. */
export const STATE_OFFICES = list(
  'president vice-president premier chancellor king queen sultan emir minister ambassador envoy taoiseach emperor consul diplomat undersecretary pm negotiator',
)

/** Words that mark someone as no longer, or not yet, or not quite what follows. */
export const NO_LONGER = list(
  'former ex ex-president ex-minister ex-ambassador ex-diplomat ex-spy retired late onetime one-time erstwhile deposed ousted exiled opposition would-be aspiring shadow then former-president past',
)

/** People who speak for themselves or for a private body, whatever country they are of. */
export const PRIVATE_NOUNS = list(
  'analyst expert economist professor lecturer scholar academic researcher scientist fellow historian author writer columnist journalist reporter editor correspondent commentator pundit critic blogger ' +
    'activist campaigner advocate dissident protester vicar curate rector chaplain headteacher headmaster headmistress lawyer attorney barrister solicitor baker butcher carpenter plumber electrician tailor grocer fishmonger hairdresser barber chef waiter waitress cleaner cook nun priest monk dentist surgeon farmer worker driver teacher student doctor nurse engineer resident shopkeeper owner businessman businesswoman entrepreneur ' +
    'ceo coach manager player striker goalkeeper midfielder defender captain athlete actor actress singer musician artist director pollster strategist consultant executive founder co-founder investor trader ' +
    'broker candidate nominee fan voter supporter witness victim survivor veteran pensioner retiree tourist refugee migrant mother father brother sister son daughter wife husband widow neighbour neighbor',
)

/** Suffixes of a name. Lower-case, without points. */
export const SUFFIXES = list('jr sr ii iii iv v esq md phd')

/** Small words inside names: "Ursula von der Leyen", "Muhammad bin Salman". Lower-case. */
export const PARTICLES = list(
  "de del della der den di da dos das do du la le las los van von zu zur bin ibn bint binti binte dela al el ul ur abu ben y e ter ten af av d' l' st mac",
)

/** Nouns for a person that say nothing else of him, for "the 58-year-old", "the man". */
export const PERSON_NOUNS = list('man woman boy girl person lady gentleman teenager year-old individual')

/** Abbreviated titles with the nouns that later point back at them, and other pairs of words for one office. Lower-case. */
export const SAME_OFFICE: Readonly<Record<string, readonly string[]>> = {
  sen: ['senator', 'lawmaker', 'legislator'],
  senator: ['senator', 'lawmaker', 'legislator'],
  rep: ['representative', 'congressman', 'congresswoman', 'lawmaker', 'legislator'],
  representative: ['representative', 'congressman', 'congresswoman', 'lawmaker', 'legislator'],
  congressman: ['congressman', 'lawmaker', 'legislator', 'representative'],
  congresswoman: ['congresswoman', 'lawmaker', 'legislator', 'representative'],
  gov: ['governor'],
  mp: ['lawmaker', 'legislator', 'parliamentarian', 'politician'],
  dr: ['doctor', 'physician'],
  doctor: ['doctor', 'physician'],
  prof: ['professor', 'academic', 'scholar'],
  professor: ['professor', 'academic', 'scholar'],
  gen: ['general', 'commander'],
  lt: ['lieutenant', 'officer'],
  col: ['colonel', 'officer'],
  capt: ['captain'],
  sgt: ['sergeant', 'officer'],
  premier: ['premier', 'minister', 'leader'],
  chancellor: ['chancellor', 'leader'],
  pm: ['minister', 'premier', 'leader'],
  president: ['president', 'leader'],
  minister: ['minister', 'premier', 'leader', 'politician'],
  king: ['king', 'monarch'],
  queen: ['queen', 'monarch'],
  pope: ['pope', 'pontiff'],
  spokesman: ['spokesman', 'spokesperson', 'official'],
  spokeswoman: ['spokeswoman', 'spokesperson', 'official'],
  attorney: ['attorney', 'lawyer', 'prosecutor'],
  lawyer: ['lawyer', 'attorney', 'barrister'],
  candidate: ['candidate', 'nominee', 'contender', 'hopeful'],
  nominee: ['nominee', 'candidate', 'contender'],
  ambassador: ['ambassador', 'envoy', 'diplomat'],
  envoy: ['envoy', 'diplomat'],
  chairman: ['chairman', 'chair'],
  chairwoman: ['chairwoman', 'chair'],
  ceo: ['ceo', 'executive', 'chief', 'boss'],
  chief: ['chief', 'boss', 'head', 'leader', 'executive'],
  executive: ['executive', 'boss', 'chief'],
  mogul: ['mogul', 'businessman', 'billionaire', 'tycoon', 'developer'],
  coach: ['coach', 'manager', 'boss'],
  manager: ['manager', 'coach', 'boss'],
  striker: ['striker', 'forward', 'player'],
  author: ['author', 'writer'],
  director: ['director', 'filmmaker'],
  judge: ['judge', 'jurist', 'justice'],
  justice: ['justice', 'judge', 'jurist'],
  secretary: ['secretary', 'official', 'diplomat'],
}
