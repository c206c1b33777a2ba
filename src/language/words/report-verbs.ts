/** Verbs that follow a quoted question or exclamation and report it ('"Why now?" Ms. Duarte asked.'), past and present. Our own list. */
export const REPORT_VERBS: ReadonlySet<string> = new Set(
  [
    'said says asked asks wrote writes tweeted tweets replied replies added adds shouted shouts exclaimed exclaims wondered wonders told tells',
    'cried yelled joked quipped responded responds answered recalled demanded declared chanted whispered concluded continued remarked posted',
    'snapped mused retorted laughed insisted pleaded urged warned noted explained inquired screamed roared',
  ].flatMap((line) => line.split(' ')),
)
