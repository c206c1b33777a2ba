/** An international body that speaks as an actor of its own. */
export interface InternationalBody {
  /** Standard name, as answers print it. */
  readonly name: string
  /** Short forms and parts that speak for it; a seat only where its name stands for the body. */
  readonly aliases: readonly string[]
}

/** International bodies with their short forms, organs and metonyms. Ours. */
export const INTERNATIONAL_BODIES: readonly InternationalBody[] = [
  {
    name: 'European Union',
    aliases: [
      'EU',
      'E.U.',
      'European Commission',
      'European Council',
      'European Parliament',
      'Council of the European Union',
      'Brussels',
      'European Community',
      'European External Action Service',
      'Eurogroup',
      'Frontex',
      'Europol',
    ],
  },
  {
    name: 'United Nations',
    aliases: [
      'UN',
      'U.N.',
      'UNO',
      'UN Security Council',
      'U.N. Security Council',
      'United Nations Security Council',
      'Security Council',
      'UN General Assembly',
      'U.N. General Assembly',
      'United Nations General Assembly',
      'UN Secretariat',
      'UNHCR',
      'UNICEF',
      'UNESCO',
      'UNRWA',
      'OCHA',
      'UNDP',
      'UNEP',
      'UNODC',
      'UNAIDS',
      'World Food Programme',
      'World Food Program',
      'WFP',
      'UN Human Rights Council',
      'UN Human Rights Office',
      'UN Refugee Agency',
      'U.N. refugee agency',
      'OHCHR',
      'Food and Agriculture Organization',
      'FAO',
    ],
  },
  {
    name: 'NATO',
    aliases: ['Nato', 'N.A.T.O.', 'North Atlantic Treaty Organization', 'North Atlantic Treaty Organisation', 'North Atlantic Council'],
  },
  { name: 'World Health Organization', aliases: ['WHO', 'W.H.O.', 'World Health Organisation'] },
  { name: 'International Monetary Fund', aliases: ['IMF', 'I.M.F.'] },
  { name: 'World Bank', aliases: ['World Bank Group', 'International Bank for Reconstruction and Development'] },
  { name: 'World Trade Organization', aliases: ['WTO', 'W.T.O.', 'World Trade Organisation'] },
  { name: 'African Union', aliases: ['AU', 'A.U.', 'African Union Commission'] },
  { name: 'Arab League', aliases: ['League of Arab States'] },
  { name: 'ASEAN', aliases: ['Asean', 'Association of Southeast Asian Nations'] },
  {
    name: 'OPEC',
    aliases: ['Opec', 'OPEC+', 'Organization of the Petroleum Exporting Countries', 'Organisation of the Petroleum Exporting Countries'],
  },
  {
    name: 'OECD',
    aliases: [
      'O.E.C.D.',
      'Organisation for Economic Co-operation and Development',
      'Organization for Economic Cooperation and Development',
    ],
  },
  {
    name: 'OSCE',
    aliases: ['O.S.C.E.', 'Organization for Security and Co-operation in Europe', 'Organization for Security and Cooperation in Europe'],
  },
  { name: 'International Criminal Court', aliases: ['ICC', 'I.C.C.'] },
  { name: 'International Court of Justice', aliases: ['ICJ', 'I.C.J.', 'World Court'] },
  { name: 'International Atomic Energy Agency', aliases: ['IAEA', 'I.A.E.A.', 'UN nuclear watchdog', 'U.N. nuclear watchdog'] },
  { name: 'International Energy Agency', aliases: ['IEA'] },
  { name: 'International Labour Organization', aliases: ['ILO', 'International Labor Organization'] },
  { name: 'European Central Bank', aliases: ['ECB', 'E.C.B.'] },
  { name: 'European Court of Human Rights', aliases: ['ECHR'] },
  { name: 'Council of Europe', aliases: [] },
  { name: 'G7', aliases: ['G-7', 'Group of Seven'] },
  { name: 'G20', aliases: ['G-20', 'Group of 20', 'Group of Twenty'] },
  { name: 'BRICS', aliases: ['Brics'] },
  { name: 'Mercosur', aliases: ['Mercosul'] },
  { name: 'ECOWAS', aliases: ['Ecowas', 'Economic Community of West African States'] },
  { name: 'Gulf Cooperation Council', aliases: ['GCC'] },
  { name: 'Shanghai Cooperation Organisation', aliases: ['SCO', 'Shanghai Cooperation Organization'] },
  { name: 'Commonwealth of Nations', aliases: [] },
  { name: 'Organization of American States', aliases: ['OAS', 'Organisation of American States'] },
  { name: 'International Organization for Migration', aliases: ['IOM', 'International Organisation for Migration'] },
  { name: 'International Committee of the Red Cross', aliases: ['ICRC', 'Red Cross'] },
  { name: 'Interpol', aliases: ['INTERPOL'] },
  { name: 'Asian Development Bank', aliases: ['ADB'] },
  { name: 'African Development Bank', aliases: ['AfDB'] },
  { name: 'Organisation of Islamic Cooperation', aliases: ['OIC', 'Organization of Islamic Cooperation'] },
  { name: 'Intergovernmental Panel on Climate Change', aliases: ['IPCC'] },
] // prettier-ignore

/** Nouns that end the name of a body, or name one by themselves with a country or a name before them. Lower-case, singular. */
export const BODY_NOUNS: ReadonlySet<string> = new Set(
  (
    'academy administration agency airline airlines alliance army assembly association authority bank board brigade broadcaster bureau cabinet campaign center centers centre centres chamber ' +
    'charity church city club coalition college commission committee company confederation conference congress consortium consulate consultancy corporation corp council county court ' +
    'coalition department directorate division embassy enterprise federation firm force forces forum foundation fund gazette government group guard herald hospital inc inspectorate institute ' +
    'institution journal junta laboratory lab league magazine ministry mission monitor movement museum navy network news newspaper observatory office ombudsman organisation organization ' +
    'panel parliament partnership party police post press project prosecution radio regiment regulator school secretariat senate service services society squad staff ' +
    'startup store studio syndicate task team television theatre times treasury tribunal troupe trust union university watchdog watch website white workers wing'
  ).split(/\s+/u),
)

/** Nouns of the state's own bodies: with a country's name or demonym before them they speak for it. Lower-case. */
export const STATE_BODY_NOUNS: ReadonlySet<string> = new Set(
  (
    'administration agency armed army authorities authority cabinet command consulate defence defense department directorate embassy executive forces foreign government guard intelligence ' +
    'interior junta military ministry mission navy office parliament police premiership presidency regime regulator secretariat security senate service state treasury troops'
  ).split(/\s+/u),
)

/** Documents and programmes of a body that "say" in its stead: "a Bloomberg poll", "the ministry's statement". Lower-case, singular. */
export const DOCUMENT_NOUNS: ReadonlySet<string> = new Set(
  (
    'account advert advertisement affidavit analysis announcement article assessment average blog book briefing brief bulletin bylaws call clip column communique communiqué complaint data database ' +
    'declaration dispatch dossier documentary document editorial email e-mail essay estimate feature figures filing finding findings forecast guide headline indictment interview investigation ' +
    'judgment lawsuit letter manifesto memo memorandum message minutes newsletter note notice opinion page paper petition piece poll post posting publication reading readout record records release ' +
    'report reporting research review ruling segment series site spot statement statistics story study submission suit summary survey tally testimony text transcript tweet verdict video website words'
  ).split(/\s+/u),
)
