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
`)
