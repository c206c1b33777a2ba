/**
 * Verbs in -e whose "-ed", "-ing" and "-s" forms look as if the verb ended in a consonant, by the letters before the e.
 * What ends like one of these had an e ("argu|ed", "conclud|ed", "danc|ing"); checked after `E_LESS`. Our own lists.
 */
export const E_ENDINGS: readonly string[] = (
  'at iv iz is us as os uc ac ic oc anc enc inc ounc orc arc erc ag eg ig og ug ang eng ing orang arg erg org urg aud ud od id ad eud ' +
  'ud ur ir ar or er ap ep ip op up yp ab ib ob ub am im om um ym an in on un il ol ul ail al ak ek ik ok uk ev ov av iev eiv elv olv alv erv arv urv ' +
  'bl cl dl fl gl kl pl tl zl ens ins ons ans ers urs ors eas aus ous ois ais uis eez az oz iez ut et ot it qu gu lu su nu ru tu cu du ath eath'
).split(' ')

/** Ends of verbs without an e although one of `E_ENDINGS` fits. */
export const E_LESS: readonly string[] = (
  'visit limit edit credit audit inherit prohibit exhibit inhibit benefit profit merit orbit exit submit commit admit permit omit emit transmit deposit ' +
  'inhabit solicit elicit exploit recruit await wait treat repeat defeat cheat heat seat beat eat threat greet meet market target budget pocket rocket ticket ' +
  'blanket fret interpret regret forget upset offset pilot pivot ballot bigot float boat coat gloat bloat root shoot boot scout shout doubt spout tout rout ' +
  'debut donut bait float sweat format boycott combat question mention function caution station petition position condition commission envision ' +
  'abandon reason season lesson pardon summon reckon beckon poison prison weapon happen open listen threaten strengthen weaken hasten fasten broaden widen tighten ' +
  'lighten frighten brighten shorten soften loosen sharpen worsen lessen deepen harden sadden heighten moisten flatten straighten awaken burden garden ' +
  'explain contain remain maintain obtain retain complain train gain sustain restrain entertain ascertain attain detain abstain rain strain stain drain pain plan ' +
  'span ban scan van can man begin spin win pin join coin ruin turn return learn earn warn burn concern govern adjourn mourn run stun ' +
  'sign design assign resign campaign align reign screen lean clean mean gleam scream dream claim proclaim exclaim aim reclaim maim room zoom loom bloom boom groom ' +
  'deem seem redeem esteem form perform inform transform reform confirm affirm harm arm alarm storm warm film calm whelm custom blossom fathom ransom ' +
  'appear fear hear clear bear tear wear near gear smear sear rear year cheer steer veer peer sneer engineer volunteer pioneer career ' +
  'offer suffer differ prefer refer defer confer infer transfer consider order enter alter counter encounter deliver discover recover cover uncover answer ' +
  'gather whether bother further father mother weather lower power empower tower number remember render surrender wonder ponder wander squander hinder gender ' +
  'murder border administer register minister master foster monitor factor author favor labor honor harbor error mirror tailor censor sponsor ' +
  'sear flatter matter shatter utter mutter batter better letter filter shelter center enter water cater bolster muster cluster layer prayer player ' +
  'pair repair despair impair air chair flair stair pour tour devour sour occur spur blur stir scar star mar bar war spar tear err purr whir ' +
  'develop envelop gallop gossip worship ship slip trip strip drip skip clip flip whip grip tip equip keep sleep sweep creep weep deep peep help stop drop shop ' +
  'top crop chop hop mop prop swap map tap wrap slap trap clap snap cap gap nap rap zap sap jump camp group troop loop stoop scoop whoop swoop soup leap heap reap cheap ' +
  'climb bomb comb numb plumb rob grab stab jab nab club rub snub dub throb sob lob absorb disturb curb probab ' +
  'reveal appeal deal heal steal seal conceal repeal squeal fuel cruel duel travel level counsel cancel label model channel panel tunnel marvel quarrel ' +
  'fail hail mail nail sail tail trail bail jail detail prevail assail avail entail derail wail boil toil spoil foil coil soil recoil roil broil oil control patrol ' +
  'enrol extol fool cool pool school tool haul maul equal signal total rival fulfil instil distil excel propel compel expel rebel dispel impel initial dial trial ' +
  'feel peel kneel reel steel wheel heel ' +
  'look book cook hook crook shook took brook break speak leak weak peak soak cloak seek peek speek mak creak sneak streak freak tweak wreak ' +
  'avoid raid aid afraid add read lead spread load road plead dread thread tread head need feed proceed succeed exceed speed heed bleed breed weed seed exceed ' +
  'flood mood wood brood cloud crowd hoard void embed wed shed bed nod prod plod plod bid forbid skid rid pad fad mud bud thud applaud defraud laud fraud ' +
  'dialog log jog flog blog clog slog bog hog hug tug plug drug mug shrug bug lug unplug flag drag lag tag brag snag wag nag sag gag zigzag dig rig jig beg peg ' +
  'bring ring sing wing fling swing sting string cling spring long belong wrong prolong hang bang gang clang fling throng ping king ' +
  'focus bias discuss process press stress guess pass possess access address dress confess assess express impress oppress suppress miss dismiss kiss cross toss boss ' +
  'discuss fuss canvas caucus gas bus buzz quiz fizz waltz jazz ' +
  'picnic panic mimic traffic frolic'
).split(' ')
