/** Irregular verbs: dictionary form, then every other form that rules would not lead back to it. Our own list. */
const ROWS = `be am is are was were been being 'm 're 's ain ai
have has had having 've 'd
do does did done
go goes went gone
say said says
make made
take took taken
come came
see saw seen
know knew known
get got gotten
give gave given
find found
think thought
tell told
become became
show shown
leave left
feel felt
put
bring brought
begin began begun
keep kept
hold held
write wrote written
stand stood
hear heard
let
mean meant
set
meet met
run ran
pay paid
sit sat
speak spoke spoken
lie lay lain lying
lead led
read
grow grew grown
lose lost
fall fell fallen
send sent
build built
understand understood
draw drew drawn
break broke broken
spend spent
cut
rise rose risen
drive drove driven
buy bought
wear wore worn
choose chose chosen
seek sought
throw threw thrown
catch caught
deal dealt
win won
forget forgot forgotten
teach taught
fight fought
eat ate eaten
sell sold
sing sang sung
sleep slept
strike struck stricken
swear swore sworn
swim swam swum
tear tore torn
wake woke woken
weep wept
withdraw withdrew withdrawn
arise arose arisen
bear bore borne born
beat beaten
bend bent
bet
bind bound
bite bit bitten
bleed bled
blow blew blown
breed bred
burn burnt
burst
cling clung
cost
creep crept
dig dug
dream dreamt
drink drank drunk
feed fed
flee fled
fling flung
fly flew flown
forbid forbade forbidden
forgive forgave forgiven
freeze froze frozen
grind ground
hang hung
hide hid hidden
hit
hurt
kneel knelt
lay laid
lean leant
leap leapt
learn learnt
lend lent
light lit
mistake mistook mistaken
overcome overcame
oversee oversaw overseen
overthrow overthrew overthrown
prove proven
quit
rebuild rebuilt
retell retold
ride rode ridden
ring rang rung
rid
seize seized
shake shook shaken
shed
shine shone
shoot shot
shrink shrank shrunk
shut
sink sank sunk
slay slew slain
slide slid
spell spelt
spill spilt
spin spun
spit spat
split
spoil spoilt
spread
spring sprang sprung
steal stole stolen
stick stuck
sting stung
stride strode stridden
strive strove striven
sweep swept
swing swung
thrust
tread trod trodden
undergo underwent undergone
undertake undertook undertaken
undo undid undone
uphold upheld
upset
weave wove woven
wind wound
wring wrung
foresee foresaw foreseen
foretell foretold
rewrite rewrote rewritten
misunderstand misunderstood
mislead misled
outgrow outgrew outgrown
override overrode overridden
overtake overtook overtaken
partake partook partaken
resell resold
retake retook retaken
unwind unwound
withhold withheld
withstand withstood
die died dying dies
tie tied tying ties
vie vied vying vies
can ca could
will wo would 'll
shall sha should
may might
must
ought`

/** Dictionary form by irregular form; lower case. */
export const IRREGULAR_VERBS: ReadonlyMap<string, string> = new Map(
  ROWS.split('\n').flatMap((row) => {
    const [base = '', ...forms] = row.split(' ')
    return [base, ...forms].map((form) => [form, base] as const)
  }),
)
