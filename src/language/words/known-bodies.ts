/**
 * Bodies that the news of any country names, by names that nobody else bears. Ours. Lower-case, without points and without "the".
 */
const list = (names: string): readonly string[] => names.split(/\s*,\s*/u)

/** Newspapers, broadcasters, agencies and sites that report. */
export const KNOWN_PRESS: ReadonlySet<string> = new Set(
  list(
    'abc news, al jazeera, associated press, ap, agence france-presse, afp, axios, bbc, bbc news, bloomberg news, breitbart, breitbart news, buzzfeed, buzzfeed news, c-span, cbs, cbs news, cnbc, cnn, ' +
      'der spiegel, deutsche welle, espn, euronews, factcheck.org, financial times, fivethirtyeight, fox business, fox news, fox news channel, gawker, haaretz, huffington post, huffpost, ' +
      'interfax, kyodo, le monde, los angeles times, mashable, mother jones, ms. magazine, msnbc, mtv, nbc, nbc news, new york post, new york times, newsmax, newsweek, npr, nyt, pbs, politico, ' +
      'politifact, propublica, realclearpolitics, real clear politics, reuters, ria novosti, rt, sky news, snopes, tass, techcrunch, telemundo, thinkprogress, tmz, univision, usa today, vice news, ' +
      'vox, wall street journal, washington examiner, washington post, washington times, wikileaks, xinhua, zero hedge, zdf',
  ),
)

/** Companies and platforms. */
export const KNOWN_COMPANIES: ReadonlySet<string> = new Set(
  list(
    'airbnb, airbus, alibaba, alphabet, at&t, bmw, boeing, bp, cisco, citigroup, coca-cola, comcast, credit suisse, deutsche bank, disney, dropbox, ebay, equifax, exxon, exxonmobil, facebook, fedex, fiat, foxconn, ' +
      'gazprom, general electric, general motors, glaxosmithkline, goldman sachs, google, hewlett-packard, honda, hsbc, huawei, ibm, ikea, instagram, intel, jpmorgan, jpmorgan chase, kickstarter, linkedin, lockheed martin, ' +
      'lyft, mcdonald’s, microsoft, monsanto, morgan stanley, nestle, netflix, nike, nintendo, nissan, nokia, novartis, nvidia, oracle, paypal, pepsico, pfizer, pinterest, qualcomm, raytheon, reddit, renault, ' +
      'rosneft, ryanair, samsung, siemens, skype, snapchat, sony, spacex, spotify, starbucks, tencent, tesla, theranos, tiktok, toyota, twitter, uber, ubs, unilever, verizon, volkswagen, volvo, walmart, wal-mart, ' +
      'wells fargo, whatsapp, yahoo, youtube',
  ),
)

/** Whether the name is a known body's. */
export const isKnownBody = (name: string): boolean => {
  const key = name.toLowerCase().replace(/^the /u, '')
  return KNOWN_PRESS.has(key) || KNOWN_COMPANIES.has(key)
}
