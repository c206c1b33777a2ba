/** Short forms of the United States' states as newspapers print them behind a politician's name ("R-Fla.", "D-NY"). Ours. */
export const US_STATES: Readonly<Record<string, readonly string[]>> = {
  alabama: ['Ala', 'AL'], alaska: ['Alaska', 'AK'], arizona: ['Ariz', 'AZ'], arkansas: ['Ark', 'AR'], california: ['Calif', 'CA'], colorado: ['Colo', 'CO'], connecticut: ['Conn', 'CT'], delaware: ['Del', 'DE'], florida: ['Fla', 'FL'],
  georgia: ['Ga', 'GA'], hawaii: ['Hawaii', 'HI'], idaho: ['Idaho', 'ID'], illinois: ['Ill', 'IL'], indiana: ['Ind', 'IN'], iowa: ['Iowa', 'IA'], kansas: ['Kan', 'KS'], kentucky: ['Ky', 'KY'], louisiana: ['La', 'LA'], maine: ['Maine', 'ME'],
  maryland: ['Md', 'MD'], massachusetts: ['Mass', 'MA'], michigan: ['Mich', 'MI'], minnesota: ['Minn', 'MN'], mississippi: ['Miss', 'MS'], missouri: ['Mo', 'MO'], montana: ['Mont', 'MT'], nebraska: ['Neb', 'NE'], nevada: ['Nev', 'NV'],
  'new hampshire': ['N.H', 'NH'], 'new jersey': ['N.J', 'NJ'], 'new mexico': ['N.M', 'NM'], 'new york': ['N.Y', 'NY'], 'north carolina': ['N.C', 'NC'], 'north dakota': ['N.D', 'ND'], ohio: ['Ohio', 'OH'], oklahoma: ['Okla', 'OK'],
  oregon: ['Ore', 'OR'], pennsylvania: ['Pa', 'PA'], 'rhode island': ['R.I', 'RI'], 'south carolina': ['S.C', 'SC'], 'south dakota': ['S.D', 'SD'], tennessee: ['Tenn', 'TN'], texas: ['Texas', 'TX'], utah: ['Utah', 'UT'], vermont: ['Vt', 'VT'],
  virginia: ['Va', 'VA'], washington: ['Wash', 'WA'], 'west virginia': ['W.Va', 'WV'], wisconsin: ['Wis', 'WI'], wyoming: ['Wyo', 'WY'],
} // prettier-ignore
