"""English: what somebody does in saying something, by the words and phrases that tell it.

Verbs are given as lemmas and get their forms here, nouns their plurals; a phrase's first word, if it is a verb, takes all its
forms. A word of two classes has the first: phrases, verbs, nouns, other words, in this order. What an act takes in is told in
docs/records.md. The words were chosen to cover the cues of PolNeAR (training part) in kind; none of its text is here.
"""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.records import Act

IRREGULAR = {  # lemma: third person, past, past participle, present participle
    line.split()[0]: tuple(line.split()[1:])
    for line in """say says said said saying
tell tells told told telling
write writes wrote written writing
think thinks thought thought thinking
know knows knew known knowing
swear swears swore sworn swearing
hold holds held held holding
find finds found found finding
show shows showed shown showing
see sees saw seen seeing
foresee foresees foresaw foreseen foreseeing
put puts put put putting
set sets set set setting
cast casts cast cast casting
broadcast broadcasts broadcast broadcast broadcasting
forecast forecasts forecast forecast forecasting
make makes made made making
go goes went gone going
do does did done doing
give gives gave given giving
take takes took taken taking
come comes came come coming
get gets got got getting
speak speaks spoke spoken speaking
sing sings sang sung singing
read reads read read reading
lead leads led led leading
feel feels felt felt feeling
keep keeps kept kept keeping
mean means meant meant meaning
hear hears heard heard hearing
bear bears bore borne bearing
draw draws drew drawn drawing
throw throws threw thrown throwing
shoot shoots shot shot shooting
fight fights fought fought fighting
strike strikes struck struck striking
hit hits hit hit hitting
lay lays laid laid laying
stand stands stood stood standing
understand understands understood understood understanding
misunderstand misunderstands misunderstood misunderstood misunderstanding
seek seeks sought sought seeking
choose chooses chose chosen choosing
forbid forbids forbade forbidden forbidding
break breaks broke broken breaking
bring brings brought brought bringing
spread spreads spread spread spreading
stick sticks stuck stuck sticking
run runs ran run running
rise rises rose risen rising
fall falls fell fallen falling
spend spends spent spent spending
send sends sent sent sending
lend lends lent lent lending
leave leaves left left leaving
sue sues sued sued suing
swing swings swung swung swinging
lean leans leaned leaned leaning
label labels labeled labelled labeling labelling
forget forgets forgot forgotten forgetting
forgive forgives forgave forgiven forgiving
let lets let let letting
hold holds held held holding
be is was been being are were
have has had had having""".splitlines()
}
# Verbs that double their last letter: `slam, slammed`. Others of that shape do not: `visit, visited`.
DOUBLING = frozenset(
    """admit quip rebut slam plan hint blog vet pan rap rip jab hit bar ban beg blab brag clap chat commit concur confer
    defer demur deter drop dub flog infer knock map nag nod omit opt pen permit pin plot plug pop prefer quit rebuff recap
    refer regret rip rub slap snub spat spar step stop stun submit sum swap tag tap thud top tip transmit trip wag wed
    yap zip compel propel expel dispel repel rebel allot acquit remit patrol control bat fit pat shrug""".split()
) - {"hint", "knock", "rebuff"}


def forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb."""
    if lemma in IRREGULAR:
        return (lemma, *IRREGULAR[lemma])
    if lemma in DOUBLING:
        return (lemma, lemma + "s", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
    if lemma.endswith("e"):
        return (lemma, lemma + "s", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return (lemma, third, lemma + "ed", lemma + "ing")


VERBS = {
    Act.ASSERTS: """abolish add address adopt affirm agree air allege allow allude amend amplify analyse analyze announce answer
        apologise apologize append argue articulate assert assess associate assure attest attribute authorise authorize
        award babble bark beam bellow bemoan bill blare blog blurt boast brag brand brief broadcast calculate call
        campaign caption capture carry cast center centre certify chant characterise characterize chart chat chime chip
        chronicle chuckle circulate cite claim clarify co-sponsor coin comment communicate compare compile compute
        concentrate conclude concur confide confirm conflate conjure contend continue contrast converse convey correct
        corroborate cosponsor count cover credit crow cry deadpan debate declare decree deduce deem define deliberate
        deliver demonstrate depict describe detail determine diagnose dial dictate disclose discover discuss display
        document drone dub dwell echo elaborate email emerge emphasise emphasize enact entitle equate establish estimate
        evaluate evoke examine exclaim exemplify expand explain expose expound express fax feature file find focus
        foretell forward gesture gossip grant greet grin groan growl gush headline hear herald highlight hint hiss hold
        hypothesise hypothesize identify illustrate imply impose include indicate infer inform insist interject
        interpret intimate intone introduce investigate invoke issue joke label lament laugh lay leak learn lecture
        legalise legalize liken link list lob lodge log look maintain mandate measure mention message mirror misstate
        motion mouth mumble murmur muse mutter name narrate negotiate nickname nod note notify observe opine outline
        override overstate overturn paint paraphrase parrot pass peg phone point poll ponder portray posit post
        postulate pray preach present preview print proclaim profess profile project pronounce propound prove provide
        publicise publicize publish quantify quip quote raise ramble rank rate rattle rave read reads reaffirm reason
        reassure recall recap recapitulate recast recite reckon recollect record recount recur refer reference reflect
        register regret rehash reiterate relate relay release remark remember remind reminisce repeal repeat reply
        report represent reprise require respond restate resurface retort retweet reveal review revoke rule run salute
        say score scream send sentence share shout show shrug sigh sign signal simplify sing sketch snap snark sneer
        sound speak specify speechify spell sponsor spotlight spout spread stand state stick stipulate stress submit
        substantiate suggest sum summarise summarize surmise survey suspend swear symbolise symbolize sympathise
        sympathize tabulate tag talk tally teach tease tell term testify text theorise theorize thunder tie title tout
        trace transmit tribute trumpet tweet type uncover underline underscore understate unearth unveil update utter
        verify voice volunteer vouch whisper wisecrack witness write yell""",
    Act.DENIES: """contest contradict counter debunk deny disagree disavow disclaim discount dismiss disown disprove dispute
        downplay gainsay minimise minimize negate nullify pooh-pooh quash rebuff rebut recant refute reject renounce
        repudiate retract rubbish scoff veto""",
    Act.DOUBTS: "challenge disbelieve distrust doubt hesitate mistrust query question scrutinise scrutinize waver",
    Act.ADMITS: "accept acknowledge acquiesce admit concede confess plead realise realize recognise recognize relent",
    Act.ACCUSES: """abhor accuse admonish anger annoy antagonize appal appall assail assault attack balk bash belittle bellyache
        berate bicker blast bludgeon boo boycott bristle caricature carp castigate censure chafe charge chastise chide
        clash clobber combat complain condemn condescend confront counterattack criticise criticize crucify decry defy
        demean demonise demonize denigrate denounce deplore deride despise detest ding disappoint disapprove discredit
        discriminate disgrace disgust dislike dismay disparage disrespect dump embolden enrage eviscerate excoriate feud
        fight fire flay flout fume goad gripe grouse grumble haggle hammer harangue harass hate heckle hit horrify
        impeach impugn incense indict infuriate insinuate insult inveigh irk irritate jab jeer knock lambast lambaste
        lampoon lash lie loathe malign mangle mislead moan mock needle object offend oppose outrage pan parody pillory
        politicise politicize pounce pound prosecute protest provoke pummel quarrel rage rail rap razz ream rebuke
        reprimand reproach reprove resent resist retaliate revile ridicule rip roast satirize savage scold scorch scorn
        seethe shame skewer slam slander smear snipe snub spar spurn squabble stigmatize sue swipe taint target tarnish
        taunt thrash torch trash troll tussle tut tweak undermine unleash upbraid upset vent vilify whack whine zing""",
    Act.BLAMES: "blame fault pin scapegoat",
    Act.DEMANDS: """advocate agitate appeal ban bar beckon beg beseech bid block cajole clamor clamour coax command compel convince
        crave dare demand desire direct discourage dissuade encourage enlist entice entreat exhort forbid implore incite
        instruct invite lobby mobilise mobilize need nudge oblige order persuade petition press pressure prod prohibit
        push rally request solicit subpoena summon urge want""",
    Act.PROPOSES: "advise counsel draft envisage envision float moot nominate offer pitch propose recommend",
    Act.PROMISES: "commit ensure guarantee pledge promise threaten undertake vow",
    Act.WARNS: "alert caution forecast foresee foreshadow forewarn portend predict presage prognosticate prophesy warn",
    Act.ASKS: "ask enquire grill inquire interrogate pose probe quiz wonder",
    Act.PRAISES: """acclaim admire adore applaud appreciate approve back befriend bless celebrate champion cheer cherish coddle
        commend compliment congratulate defend delight elect embrace empathise empathize empower emulate enamor enamour
        endorse enjoy exalt excuse exonerate exult favor favour flatter glorify gravitate hail honor honour idolize
        impress justify laud like lionise lionize love merit mourn please plug praise prefer prize promote ratify
        rejoice relish respect revel revere root second side stump support thank thrill toast tolerate uphold vindicate
        vote welcome""",
    Act.BELIEVES: """agonize alarm amaze anticipate appear assume astonish attract baffle believe bet bother care comfort comprehend
        conceive concern confound confuse consider contemplate dawn depress devote dream embitter envy exasperate excite
        expect experience fancy fascinate fathom fear feel figure fixate forget fret frighten frustrate gather grapple
        guess haunt hope imagine inspire interest intrigue judge know lean marvel mean mind misunderstand motivate mull
        mystify notice obsess overestimate overlook perceive perplex presume prioritise prioritize puzzle react reassess
        reconsider regard relieve resonate rethink scare see seem sense shock speculate spook spot startle stun stupefy
        suppose surprise suspect tend terrify think treat trouble trust underestimate understand unnerve unsettle view
        watch wish worry""",
    Act.PLANS: """aim angle appoint arrange aspire attempt choose decide endeavor endeavour explore gear hanker hire intend opt
        pick plan plot position prepare pursue resolve schedule seek strategize strive struggle toy try vie weigh yearn""",
    Act.DECLINES: """abstain avoid backpedal decline deflect demur dodge duck equivocate eschew evade gloss ignore omit refrain
        refuse renege rescind shirk sidestep skirt stall stonewall waffle withdraw withhold""",
}
# Nouns (their plurals are made) and words that stay as they are.
NOUNS = {
    Act.ASSERTS: """account ad address advertisement affidavit affirmation agreement analysis anecdote announcement answer apology
        appearance argument article aside assertion assurance autograph banner bill blog boast bombshell book brief
        broadcast caption case chant characterisation characterization chat citation claim clarification column comment
        commercial comparison conclusion confirmation consensus contention conversation data debate decision declaration
        definition depiction deposition description detail dialogue disclosure discussion doctrine document documentary
        editorial elaboration email essay estimate evidence example exchange explanation figure file filing finding
        footage hashtag headline hint history hypothesis image impetus implication indication information insinuation
        insistence interpretation interview joke judgement judgment label language laughter law leak lecture legislation
        letter line mantra memo memoir mention message misreading missive monologue motion motto narrative nickname note
        number op-ed outline passage phrase platform podcast point policy poll portrait portrayal position post
        presentation press-release principle proclamation profile pronouncement proof publication quip quotation quote
        ranking reaction recap record reference regret release remark reminder reply report reputation research
        resonance response restriction retort revelation rhetoric rule ruling rumor rumour sanction segment sermon sign
        signal signature slogan smile speech stance statement story study stump suggestion summary survey tag takeaway
        tale talk term testimonial testimony text theme theory title transcript treatment tribute tweet verdict version
        video word""",
    Act.DENIES: """abandonment contradiction denial disagreement disavowal disclaimer dismissal rebuttal refutation rejection
        repudiation""",
    Act.DOUBTS: """ambivalence disbelief doubt hesitation misgiving question reservation scepticism scrutiny skepticism suspicion
        uncertainty""",
    Act.ADMITS: "acceptance acknowledgement acknowledgment admission concession confession recognition",
    Act.ACCUSES: """accusation allegation anger animus antipathy attack aversion backlash barb blowback boo broadside charge
        complaint condemnation contempt critic criticism critique demagoguery denunciation detractor diatribe dig
        disapproval discontent disdain disgust dislike displeasure dissatisfaction distrust frown frustration furor
        furore fury gibe grievance gripe hatred hostility indictment indignation insult ire jab jeer jibe lawsuit
        mistrust mockery objection opponent opposition outcry outrage protest protester put-down rant rap rebuke
        resentment resistance revulsion ridicule rumbling salvo scorn shot slur smear suit swipe takedown tirade""",
    Act.BLAMES: "blame",
    Act.DEMANDS: """appeal ban call command demand directive instruction lobbying mandate order petition plea pressure prohibition
        push request requirement subpoena summons ultimatum urging""",
    Act.PROPOSES: "advice idea nomination offer pitch proposal recommendation",
    Act.PROMISES: "commitment guarantee oath pledge promise threat undertaking vow",
    Act.WARNS: "alert caution forecast prediction projection prophecy warning",
    Act.ASKS: "enquiry inquiry query questioning",
    Act.PRAISES: """accolade admiration adulation advocacy advocate affection allegiance applause approval backer backing blessing
        booster champion cheer commendation compliment congratulation defence defender defense devotion endorsement
        enthusiasm eulogy fan favorite favourite gratitude loyalty plaudit praise preference proponent respect salute
        support supporter surrogate sympathy thanks""",
    Act.BELIEVES: """alarm anticipation anxiety apprehension assessment assumption attention attitude awareness belief concern
        confidence consideration controversy conviction despair disappointment dread eagerness emphasis excitement
        expectation faith fear feeling focus hope impression interest knowledge mindset mood nervousness notion observer
        obsession opinion optimism outlook passion perception perspective pessimism priority realisation realization
        reckoning sense sensitivity sentiment speculation thought trepidation understanding unease view vision wariness
        worry""",
    Act.PLANS: """aim ambition attempt bid choice desire determination effort goal inclination initiative intention plan purpose
        quest resolve strategy willingness""",
    Act.DECLINES: "evasion non-committal refusal reluctance silence unwillingness",
}
WORDS = {  # adjectives and the like, in one form
    Act.ASSERTS: """- : adamant blunt candid clear emphatic explicit headlined outspoken per quoted titled unequivocal via vocal – —
        ―""",
    Act.DOUBTS: "ambivalent doubtful dubious sceptical skeptical uncertain unclear unconvinced undecided unsure wary",
    Act.ACCUSES: """against angry annoyed anti bitter blistering contemptuous critical cynical disappointed disdainful disgusted
        displeased dissatisfied distrustful embarrassing frustrated frustrating furious harsh hostile indignant irate
        livid mad offended outraged scathing scornful uncomfortable unhappy upset""",
    Act.DENIES: "dismissive",
    Act.PRAISES: """aboard appreciative behind beloved committed complimentary dedicated effusive enthusiastic favorable favourable
        fond glad grateful happy impressed loyal passionate pleased popular pro proud satisfied supportive sympathetic
        thankful thrilled unapologetic""",
    Act.BELIEVES: """afraid alarmed allegedly anxious apparent apparently apprehensive attuned aware bearish believed bothered
        bullish certain cognizant comfortable concerned confident considered content convinced deemed disillusioned
        divided expected familiar fearful hopeful hungry infatuated interested known leery likely mindful mixed nervous
        obsessed optimistic perceived pessimistic regarded reportedly rumored rumoured sanguine seemingly seen sensitive
        shocked split stunned supposedly sure surprised thought unaware uneasy unified viewed widely worried""",
    Act.PLANS: "bound desperate determined eager inclined intent keen looking planned poised prepared ready set willing",
    Act.DECLINES: "coy mum non-committal noncommittal reluctant silent tight-lipped unwilling",
    Act.ADMITS: "admittedly guilty",
}
PHRASES = {  # the first word takes the forms of its verb
    Act.ASSERTS: """according to | argue for | base on | be committed to saying | be defined as | be first reported by |
        be in agreement | be quoted as saying | bring forth | bring up | call attention to | call her | call herself |
        call him | call himself | call it | call the | call them | chime in | come out and say | come to the conclusion
        | come up with the phrase | double down on | draw attention to | dwell on | find out | find that | flesh out |
        focus on | follow up | give a speech | give an account | go on to say | go public | go so far as to say |
        hand down | have this to say | hold forth | hold that | in the words of | know as | lay out | lead to believe |
        let it be known | make a case | make clear | make it clear | make the case | make the observation |
        make the point | name | open up | pay tribute | play up | point out | point to | put forth | put in place |
        put it | read out | refer to | see fit to say | set out | set the record straight | shed light on | sign off |
        sound off | speak about | speak of | spell out | stand by | strike down | sum up | take the view |
        take to twitter | talk about | talk of | talk up | tell of | tick off | touch on | turn attention to | turn to |
        upfront about | weigh in""",
    Act.DENIES: """back away from | back down | back off | bat away | be at odds with | brush aside | brush off | cast aside |
        deny that | disagree with | distance herself from | distance himself from | distance itself from |
        distance themselves from | fire back | flip flop on | give the lie to | go back on | have nothing to do with |
        hit back | hit back at | knock down | laugh off | play down | pour cold water on | push back | push back against
        | push back on | rule out | shoot down | shrug off | speak out to deny | take exception to | take issue with |
        turn away from | turn down | walk back | wave away | wave off | write off""",
    Act.DOUBTS: """be not certain | be not convinced | be not sure | be unclear | call into question | cast doubt | cast doubt on |
        express doubt | express doubts | little evidence | no evidence | no indication | no proof | no sign | no signs |
        not be sure | not certain | not clear | not convinced | not know | not known | not so sure | not sure |
        question whether | raise a question | raise doubts | raise questions | raise the question | remain to be seen |
        remain unclear | scant evidence | second guess | take with a grain of salt | throw doubt on""",
    Act.ADMITS: """admit to | can't deny | can't dispute | cannot deny | cannot dispute | come clean | come to terms with |
        could not deny | couldn't deny | give ground | no denying | not dispute | own up | own up to | plead guilty |
        take responsibility""",
    Act.ACCUSES: """argue against | be against | be sick of | be tired of | beat up on | boo | butt heads | call out |
        campaign against | come out against | crack down on | cry foul | discriminate against | dress down | fed up |
        file a lawsuit | file suit | find fault with | fire at | fire off | fire shots | go after | go at |
        go on the attack | hit out | hit out at | hurl | in opposition to | lash out | lash out at | lay into |
        light into | look down on | make fun of | make no secret of | not a fan | not agree with | not approve |
        not comfortable | not fans | not favor | not happy | not impressed | not like | not pleased | not proud |
        not satisfied | not support | not trust | pick a fight | pick on | pile on | poke fun at | push against |
        rail against | rip into | run against | shake his head | shoot back | speak against | speak ill of |
        speak out against | stand against | swing at | take a dig | take a shot | take a swipe | take aim at |
        take issue | take offence | take offense | take shots | take swipes | take to task | tear into | turn against |
        turn on | unload on | vote against""",
    Act.BLAMES: """attribute to | blame on | chalk up to | hold accountable | hold responsible | lay blame | lay the blame |
        pin the blame | place blame | place the blame | point a finger at | point fingers at | point the finger at |
        put blame | put the blame | shift blame | shift the blame""",
    Act.DEMANDS: """appeal to | argue in favor of | ask for | ask to | be required to | beg for | call for | call on | call upon |
        cry out for | demand that | fight for | hold out for | insist on | look for | order to | plead for | plead with
        | press for | push for | reach out to | speak up for | tell to | want to see""",
    Act.PROPOSES: """be open to | bring forward | come out for | come up with | float the idea | lay out a plan | make the offer |
        open to | ought to | push to | put forward | put on the table | set forth""",
    Act.PROMISES: """agree to | be committed to | be determined to | commit to | give her word | give his word | give their word |
        threaten to""",
    Act.WARNS: """caution against | raise alarm | raise alarms | raise concern | raise concerns | raise the alarm |
        raise the specter | sound the alarm""",
    Act.ASKS: """ask about | ask how | ask if | ask what | ask whether | ask why | be curious | press on whether |
        raise the issue""",
    Act.PRAISES: """agree with | be a fan | be comfortable with | be enamored | be fans | be for | be in favor of | be on board |
        be partial to | be with | campaign for | cast a ballot for | cast ballot for | cast ballots for |
        cast their ballots for | come out in support | come to the defence of | come to the defense of |
        fall in love with | get behind | give credit | give credit to | in favor of | in favour of | in support of |
        line up behind | line up with | look forward to | look up to | pay tribute to | pride herself | pride himself |
        pride itself | pull for | rally around | rally behind | ready for | root for | run on | side with |
        sing the praises of | speak highly of | speak out for | stand behind | stand up for | stand with | stick by |
        stick up for | stick with | stump for | swoon over | take pride | throw her weight behind |
        throw his weight behind | throw support behind | vote for | vouch for""",
    Act.BELIEVES: """appear to | bank on | be afraid | be aware | be believed to | be certain | be concerned | be confident |
        be considered | be convinced | be divided | be expected to | be in despair | be in doubt | be interested in |
        be known as | be likely to | be obsessed | be of the opinion | be of the view | be said to | be seen as |
        be split | be sure | be thought to | be under no illusion | be under the impression | be viewed as | be worried
        | bear in mind | believe in | care about | come across | come as | come off as | come to believe |
        come to realize | count on | expect to | feel like | focus attention on | get the sense | give the impression |
        give the sense | have confidence | have faith | have in mind | have no doubt | have no illusions |
        have trouble with | hold dear | hope for | hope to | in the eyes of | in the opinion of | in the view of |
        keep in mind | leave no doubt | long for | look as | look as if | look as though | look at | look like |
        look to be | make of | make sense of | no doubt | pay attention to | read as | rely on | seem like | seem to |
        sound like | strike as | take for granted | take into account | take seriously | think of | worry about |
        zero in on""",
    Act.PLANS: """agree to meet | be about to | be bent on | be eager to | be going to | be intent on | be likely to run |
        be looking to | be out to | be planning to | be poised to | be prepared to | be ready to | be set to |
        be trying to | be willing to | choose to | crack down | decide to | gear up | get ready to | go ahead with |
        go forward with | have no intention of | have plans to | hope to run | long to | look to | make plans to |
        make up her mind | make up his mind | mean to | move forward with | move to | need to decide | opt for |
        prefer to | seek to | set out to | take steps to | try to | turn attention toward | vote to | want to | work to
        | wish to | would like to | would love to | would rather""",
    Act.DECLINES: """back out | back out of | be on the fence | beg off | break with | dance around | decide against |
        decline to comment | decline to say | do not let | have no answer | have nothing to say | hold back | hold off |
        keep quiet | leave open | leave the door open | neither confirm nor deny | neither confirmed nor denied |
        no comment | not address | not answer | not be reached | not comment | not confirm or deny | not disclose |
        not discuss | not elaborate | not identify | not immediately respond | not mention | not name | not offer |
        not provide | not reply | not respond | not return | not reveal | not rule out | not say | not specify |
        not take a position | not take sides | opt against | opt out | pass on | pull out of | refuse to comment |
        refuse to say | remain mum | remain silent | shy away from | stay away from | stay mum | stay silent |
        steer clear of | take no position""",
}
# After these what follows is not done: `refused to apologise`, `stopped short of accusing`.


def lines(text: str) -> list[str]:
    """The phrases of a text, which `|` parts."""
    return [" ".join(line.split()) for line in text.split("|") if line.strip()]


def inflected(text: str) -> Iterator[str]:
    """Phrases with every form of their first word, if it is a verb."""
    for phrase in lines(text):
        first, _, rest = phrase.partition(" ")
        small = first in {
            "not",
            "no",
            "in",
            "neither",
            "cannot",
            "can't",
            "could",
            "couldn't",
            "little",
            "scant",
            "fed",
        }
        small = small or first in {"ready", "open", "ought", "would", "without", "rather", "instead", "never", "far"}
        small = small or first in {"according", "upfront", "unable", "unwilling", "reluctant", "second"}
        for form in (first,) if small else forms(first):
            yield f"{form} {rest}" if rest else form


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def acts() -> dict[str, Act]:
    """Words and phrases as they stand in text, with what is done by them. A word of two classes has the first given: of
    verbs, then nouns, then others."""
    table: dict[str, Act] = {}
    for act, text in PHRASES.items():
        for phrase in inflected(text):
            table.setdefault(phrase, act)
    for act, lemmas in VERBS.items():
        for lemma in lemmas.split():
            for form in forms(lemma):
                table.setdefault(form, act)
    for act, nouns in NOUNS.items():
        for noun in nouns.split():
            table.setdefault(noun, act)
            table.setdefault(_plural(noun), act)
    for act, words in WORDS.items():
        for word in words.split():
            table.setdefault(word, act)
    return table
