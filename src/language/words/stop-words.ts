/** Words too common to tell one text from another, in lower case. Our own list, by closed word class. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  [
    // Articles, determiners, quantifiers.
    'a an the this that these those each every either neither some any no none all both half such another other others same own',
    'much many more most few fewer less least several enough',
    // Pronouns and possessives.
    'i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself',
    'they them their theirs themselves one ones oneself who whom whose which what whoever whatever whichever',
    'someone somebody something anyone anybody anything everyone everybody everything nobody nothing',
    // Prepositions.
    'about above across after against along amid among amongst around as at before behind below beneath beside besides between beyond by',
    'despite down during except for from in inside into like near of off on onto out outside over past per since than through throughout',
    'till to toward towards under underneath until unto up upon via with within without',
    // Conjunctions and adverbs of joining.
    'and but or nor so yet if unless because although though while whereas whether when where why how then thus hence also too however',
    'therefore moreover meanwhile instead otherwise nevertheless',
    // Auxiliaries and the plainest verbs.
    'be am is are was were been being do does did doing done have has had having can could may might must shall should will would ought',
    'get gets got getting go goes going went gone come comes came let make makes made',
    // Clitics and their parts.
    "s t d m ll re ve n't 's 'd 'm 'll 're 've don didn doesn isn wasn aren weren hasn haven hadn won wouldn couldn shouldn ain cannot",
    // Adverbs of degree, time and place that carry no topic.
    'not only just even still very quite rather almost again ever never always often sometimes now here there once already soon later ago',
    'well back away further perhaps maybe really',
    // Words of reporting: in news they stand everywhere.
    'say says said saying tell tells told according mr mrs ms',
  ].flatMap((line) => line.split(' ')),
)
