/**
 * First names that news from anywhere is full of, for weak evidence of "he" and "she". Names borne by both sexes are left out.
 * Ours, from general knowledge; an unlisted name is no evidence.
 */

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/u))

export const MALE_NAMES = list(`
aaron abdul abdullah abdulrahman abraham adam adolfo adrian ahmad ahmed akira alan albert alberto alejandro aleksandr aleksei alessandro alex alexander alexandre alexei alfonso alfred ali allan allen álvaro alvaro amir
amit anders andre andré andreas andrei andrew andriy andrzej angelo anibal anil antoine anton antonio antony anthony anwar arjun armando arnold arthur arturo arun ashraf asif augusto austin bashar barack barry bart benedict benedikt benjamin
ben bernard bernie bilal bill billy björn bjorn bob bobby boris brad bradley brandon brendan brent brian bruce bruno bryan byron caleb carl carlos carsten cesar césar chad charles charlie chester christian
christoph christophe christopher chuck clarence claude claudio claus clay clayton cliff clifford clint clive colin conor corey craig curtis cyril dale damian damon dan daniel daniele darren darryl dave david dean
dennis denis derek desmond dick diego dieter dimitri dirk dmitri dmitry dominic dominique don donald doug douglas duncan dustin dwayne dwight earl ed eddie edgar edmund eduardo edward edwin ehud elijah elliot emil emmanuel emmanuel enrique
eric erik ernest ernesto esteban ethan eugene evan fabio faisal farid felipe felix ferdinand fernando florian francesco francis francisco franco frank franz fred frederick frederik friedrich fyodor gabriel gareth gary gavin
gaston gennady geoff geoffrey george georges gerald gerard gerhard giles giorgio giovanni giuseppe glen glenn gonzalo gordon graham grant greg gregory grigory guido guillermo guillaume gunnar gustav gustavo guy hamid hamza hans
harald harold harry haruto haruki hassan hector henri henrik henry herbert herman hernan hiroshi hossein howard hubert hugh hugo humberto hussein hussain iain ian ibrahim idris ignacio igor ildefonso imran isaac ismail ivan jack jackson jacob
jacques jaime jair jake jakob jamal james jared jaroslaw jason javier jay jeb jeff jeffrey jeremy jerome jerry jesse jesus jesús jim jimmy joachim joao joão joe joel johan johann john johnny jon jonas jonathan jorge jose josé
josef joseph josh joshua juan julian julio jürgen jurgen justin karim karl kaspar keith ken kenji kenneth kent kevin khaled khalid klaus kofi konstantin kurt kyle kwame lance lars larry laurence laurent lawrence leo leon leonard
leonardo leonid leroy lionel lloyd loïc louis luca lucas luigi luis luiz lukas luke magnus mahmoud mahmud malcolm manuel marc marcel marcelo marco marcos marcus mario mark marko markus martin marvin mateusz matt matteo matthew matthias matthieu
maurice mauricio max maxim maximilian mehmet melvin michael michal michel miguel mihail mikael mike mikhail milan mitch mitchell mitt mohamed mohammad mohammed mohsen moshe muhammad murat mustafa mykola nabil naftali narendra nathan nathaniel neil
nelson nicholas nick nicolas nigel nikolai nikolas nikos noah norman oleg oleksandr oleksii oliver olivier omar oscar osama osman otto owen pablo paolo patrice patrick paul paulo pavel pedro pedr pekka per percy pervez peter petr petro petros phil philip philippe phillip
pierre pieter pietro piotr prakash pravin quentin rafael rafiq rahul raj rajesh ralph ramon ramón randall randy raoul raphael rashid raul raúl ray raymond recep reginald reinhard rené renato ricardo richard rick ricky rob robert roberto robin
rodney rodrigo roger roland rolf roman ronald ronnie ross roy ruben rudolf rudolph rudy rupert russell ryan sadiq saeed salman salvador sam samir samuel sanjay santiago scott sean sebastian sebastián serge sergei sergey sergio seth shane shaun shinzo silvio simon spencer
stanislav stanley stefan stefano stephan stephen stephane steve steven stewart stuart sunil sven tariq ted terrence theo theodore thierry thomas tim timothy timur tobias todd tom tomas tomasz tommy toni tony travis trevor troy tyler ulrich umberto
vadim valentin valery viktor vincent vincenzo vinod vitali vitaly vladimir volodymyr walter warren wayne werner wesley wilfried wilhelm william winston wolfgang xavier yasser yassine yevgeny yitzhak yuri yusuf yves zachary zoran torstein farrukh nurlan aibek ousmane
aksel arvid bjarne egil einar eirik geir gwilym haakon håkon halvor hywel ivar knut leif ragnar rhys sigurd sverre terje torbjørn torsten trond ulf
abdi abdirahman abdoulaye abebe adebayo adewale ahmet ajay akinwumi alasdair alejo alessio alhassan alistair amadou amadu amjad anatoly
antanas arash aristide arkady arne arsene arvind asghar ashok atiku atsushi attila aurelio axel ayman aziz babatunde badr bakyt balazs
balint baltasar bartolome bartosz bekele bernardo birger bogdan boubacar brahim branko bulent burak cahal cathal cedric chaim chaminda
chandan charbel cheikh chinedu chukwuemeka ciaran cillian ciro clemens cormac cornelis cosmin costas cristian cristobal cuauhtemoc daisuke
dalibor danilo darragh davide davor declan deepak demetrio denys dermot devendra dilip dilshod domenico donal dougal dragan drazen eamon
eamonn edgardo edson efrain egidio eitan ekrem elhadj emeka emin emre enzo erhan ermias evaristo ezequiel fadi fahad ferenc fergus fermin
fernand filip finlay fintan flavio fouad fumio gabor gaetano ganesh georgi georgios gerardo germain giancarlo gianluca gianni gilberto
giorgi girish giulio godfrey gopal goran gregorio gunther gyorgy habib hashim hassane hideki hilario hisham horacio horst hrvoje ibrahima
ilya imre ioannis irakli isaias ismael istvan ivica ivo iwan jacek jakub janos jari jarl jaroslav javad jens jeronimo jesper jiri joaquin
jochen johannes jorgen joris josue jozef jukka junichi juris justinas kabir kamal karel kasper katsuya kazuo kemal koichi kostas kristof
krzysztof kunle kwabena kwadwo kwaku kwasi kwesi lamine laszlo leandro lennart leopold levan lorcan lothar luciano ludovic lukasz maarten
maciej magomed mahamadou mahesh mamadou mamoru manoj marcin marcio marek massimo mateo matias matti mauro maxime mehdi mehran mesut mihai
mikko milos miroslav mladen modibo moises moussa mukesh munir nachman naoki naresh nasir navid niall niels nikola nikolaos nils nuno
obinna oisin oleh oluwaseun omid osvaldo otavio ousseynou padraig pascal pavlo pavlos pawel petar pier pierluigi piers piet predrag radek
radoslaw rafal raimundo rainer rajiv rajnath ramesh ramzi ravi reza rinaldo rodolfo romain ronaldo ronan rory ruairi rustam ryszard saif
sanjeev saul seamus sebastien seiji selim serhii serhiy severino shahzad shashi shehzad shigeru shinji shunsuke siegfried simao simeon
slobodan sokol soren spyros stanislaw stefanos stelios sudhir suresh svein szymon tadashi tadeusz takashi takeshi tamas tapio taras tarek
tareq tendai teodoro tesfaye thabo thapelo theodoros thorsten tiago tibor tommaso toomas tshepo tuomas turki vaclav valdis valerio vasile
vasily vasyl venkat veselin vicente vijay vikram viktoras vinay virgilio vittorio vladan vladislav waleed walid willem wojciech yannick
yannis yaroslav yasuo yaw yiannis yohannes yosef yousef youssef youssouf yuichi zbigniew zdenek zeljko ziad zlatko zoltan
`)

export const FEMALE_NAMES = list(`
abigail ada adele adriana agnes aisha alejandra alessandra alexandra alexandria alice alicia alison allison alyssa amanda amelia amina amy ana anastasia andrea angela angelica angelina anita anja ann anna annabel anne annalena annette annie annika antonia anya aparna
april ariana astrid audrey aung ayesha barbara beata beatrice beatriz becky belinda bernadette beth bethany betsy betty bianca birgit bonnie brenda bridget brigitte brittany camila camilla candace carla carly carmen carol carole carolina caroline carolyn carrie catalina catherine
cathy cecilia celia celine charlene charlotte chelsea cheryl chiara chloe chrissy christina christine christy cindy claire clara claudia colleen constance cordelia cristina cynthia daisy daniela danielle daphne darlene dawn deborah debbie debra deirdre delia
denise diana diane dilma dina dolores dominika donna dora doris dorothy edith eileen elaine eleanor elena elisa elisabeth elise eliza elizabeth ella ellen elsa emilia emily emma erica erika erin esther eugenia eva evelyn fatima faye felicia fiona florence florencia frances francesca
francine freya gabriela gabrielle gail galina genevieve georgia georgina geraldine gertrude gina giorgia giulia gladys gloria golda grace greta gretchen guadalupe gwen gwendolyn hanna hannah harriet hatice hazel heather heidi helen helena helene helga henrietta hilary hillary
holly huma ida ilse imelda indira ines ingrid ingunn irena irene irina iris irma isabel isabella isabelle ivanka ivy jacinda jacqueline jana jane janet janice janine jasmine jeanne jeannette jelena jenna jennifer jenny jessica jill joan joanna joanne jocelyn jodi josephine joy joyce juana judith judy
julia juliana julianna julie juliet julieta june justine kamala karen karin karina karla katarina kate katherine kathleen kathryn kathy katie katrina kayla keiko kellyanne kerstin khadija kimberly kirsten kirstin kristen kristin kristina kristalina larisa latoya laura lauren
leah leila lena leonor leticia leyla liana lidia lila lilian liliana lillian lily linda lisa liz liza lola loretta lori lorraine louisa louise lourdes lucia lucía lucie lucille lucy ludmila luisa lydia lynn lynne mabel madeleine madeline magda magdalena maggie malala malia marcia margaret margarita
margot maria maría mariam marian mariana marie marilyn marina marion marissa marit marjorie marlene marta martha martina mary maryam matilda maureen maya megan meghan melania melanie melezia melinda melissa mercedes meredith mia michelle michele mildred mina minerva miranda miriam mona monica monika muriel myra myriam
nadia nadine nancy naomi natalia natalie natasha nicola nicole nikki nina noor nora norah norma octavia olena olga olivia oksana paige pamela paola patricia patty paula pauline penelope petra phoebe phyllis pilar polly priya rachel raquel rebecca regina renata renate rhonda rita roberta rosa rosalind rosalie rose rosemary
roxanne ruth sabine sabrina sadia sally salma samantha sandra sangeeta sanna sara sarah sasha-ann saoirse selma serena shakira sharon sheila shelly sheryl shirley sigrid silvia simone siobhan sofia sonia sonya sophia sophie stella stephanie sue susan susana susanne suzanne svetlana svitlana sylvia tamara tania tanya tara
tatiana tatyana teresa tess thelma theresa tiffany tina trudy uma ursula valentina valeria valerie vanessa vera verónica veronica vicky victoria viktoria viola violet virginia wanda wendy wilma wanjiru xiomara yasmin yolanda yoko yulia yvette yvonne zainab zara zoe zsuzsanna florencia amara kaja mette helle ursula megawati sheikh-hasina benazir
bodil gerda gudrun hedda hilde ingeborg maren margit ragnhild randi signe sigrún solveig sólveig torunn turid tuva ylva bronwen cerys mair nerys
aanya abena adaeze adelina adjoa adwoa afua agata agnieszka aicha aida aikaterini ainhoa aino akosua akua aleksandra alena alessia alexia
alina aliona almudena amalia amparo anahit ananya anastasiya anca aneta angeliki angharad anika anjali anke anneke anneli annelise anni
antje antonella antonina anusha aoife apolline ariane arjeta assunta astou asuncion ayaka ayelet aylin aysegul aysel barbora basak basma
beatrix berit birgitta birgitte bogdana bozena bronagh bronwyn brunhilde caitlin caoimhe carina carlotta carme carmela carolien caterina
cathrine catriona cecile chantal charlotta chiamaka chimamanda chinwe chipo cinzia clarissa claudette concepcion concetta consuelo cosima
dagmar dagny danica danuta daria delphine demet deniza despina dimitra djamila dolors dorota dorte dragana dubravka ebba edda edyta efua
eglantine eilidh eilis eimear ekaterina eleni eleonora eliane elif elin elizabete elke elodie elzbieta emanuela emine emmanuelle eniko
erzsebet esme esperanza esra estela estelle eszter etsuko eulalia ewa ewelina fabienne fabiola faiza farah fatimah fatou fatoumata
federica femke fernanda filippa fiorella flavia francoise franziska frederike friederike funmilayo gabriella gemma georgette gerlinde
ghislaine giovanna gisela giuliana grainne graziella habiba hadiza haifa halina hania hanne haruka hatidze hawa heba hege heike hela
heleen heli henriette hiba hildegard hiroko hodan hortense houda iben ifeoma ilaria ilona imane imogen inga inger ingvild inmaculada
ioanna irem irja iryna ishbel itziar iva ivana ivanna iwona izabela jaana jacinta jadranka jadwiga jagoda janina jarmila jelica jette
jitka joana johanna jolanta jorunn josefa josefina josiane juliane justyna jutta kadiatou kaisa kalpana kamila karolina kasia katalin
katarzyna katerina kateryna kathrin katja katrin katrine kavita kazue kinga kirsi kirsty klara klaudia klavdia kornelia krystyna lakshmi
lara larissa lauriane leena leonie lesya liesbeth lieve ligia liisa liliane lilija lilly lina linnea lisbeth liselotte liudmila livia
ljiljana ljubica lorena loreto luciana lucija luise lupita lyse lyudmila maartje macarena madhuri maeve magdalene maija mairead maite
majda malgorzata malin manal mandisa manon manuela marcela mareike margareta margarethe margherita margreet mariama marianne maribel
maricel maricruz mariella marielle marija marika marisa marisol maritza marjana marlies martine martyna marwa maryna marzena mayumi
mechthild meera meike meliha melike melina meral merete meritxell michaela micheline michiko mihaela milagros milena milica mireille
mirela mirjam moira monique morag mwajuma myrna nadezhda nadiya naima najat nanette naoko narges nargiza nasrin natalya natasa nathalie
nausheen nayeli nazanin neha nerea nesrin ngozi niamh nicoletta nilufer nirmala nives noemi noora noriko nuala nurcan nuria odette odile
ofelia olha oluchi ophelie orla orsolya paraskevi parisa pascale patrizia pernille petronella pierrette pooja pratibha preeti radha radka
raffaella rahel raissa ramona rania ranjana rashida razia reem rehana reiko reka rekha renuka ritva rocio romina rosalia rosamaria rosanna
rosaura rositsa rowena roxana rukmini ruta ruxandra saida saima sajani saliha salome samia samina samira sanja sanne sapna sarita saskia
savitri seija selin senait sevgi shabnam shalini shanta shazia shirin shreya sian silke silvana simona sinead sirpa slavica smriti snezana
sofie solange soledad soraya stefania stefanie steffi suad sudha sulema sumitra sunita suvi svenja sviatlana swati sylvie tahmina takako
tamar tanja tarja tatjana teodora tereza terhi thandeka thandiwe tharini thea tiina tomoko tove trine tsitsi tuija tulin tuula ulla ulrika
ulrike urszula vaishali valerija vasiliki veerle vesna victoire vigdis virginie viviane wafa wangari wanjiku wenche weronika wiebke
wilhelmina xenia ximena yael yamila yasemin yasmeen yelena yevgenia yildiz yoshiko yuliya yumiko zahra zanele zaynab zdenka zeinab zeynep
zita zlata zofia zsofia zuzana
`)
