"""English: cues and their acts, hedges, negation, roles, pronouns, words that news uses for the same thing.

One readable line a group of words, so that somebody who knows English and no Python can mend it. Verbs are given as lemmas;
their regular forms are made here, irregular ones stand in `IRREGULAR`. The choice of cue verbs follows the corpora of
quotation attribution (PolNeAR, PARC 3) in kind; no text of them is here.
"""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.langs import Cue, Language
from dissensus.langs.en_attributes import ATTRIBUTES, HEDGES
from dissensus.langs.en_grammar import GRAMMAR, KINDS, LINKS, NESTING, NUMBERS
from dissensus.langs.en_pages import LEFTOVERS, MONTHS, OUTLET_WORDS, WEEKDAYS
from dissensus.langs.en_pointing import POINTING
from dissensus.langs.en_times import TIMES
from dissensus.records import Act, SpeakerKind

IRREGULAR = {  # lemma: third person, past, past participle, present participle
    "say": "says said said saying",
    "tell": "tells told told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thought thinking",
    "know": "knows knew known knowing",
    "swear": "swears swore sworn swearing",
    "hold": "holds held held holding",
    "find": "finds found found finding",
    "show": "shows showed shown showing",
    "see": "sees saw seen seeing",
    "put": "puts put put putting",
    "make": "makes made made making",
    "go": "goes went gone going",
    "speak": "speaks spoke spoken speaking",
    "feel": "feels felt felt feeling",
    "quip": "quips quipped quipped quipping",
    "admit": "admits admitted admitted admitting",
    "rebut": "rebuts rebutted rebutted rebutting",
    "vow": "vows vowed vowed vowing",
    "blog": "blogs blogged blogged blogging",
    "slam": "slams slammed slammed slamming",
    "rebuff": "rebuffs rebuffed rebuffed rebuffing",
    "forbid": "forbids forbade forbidden forbidding",
    "plan": "plans planned planned planning",
    "hint": "hints hinted hinted hinting",
    "chant": "chants chanted chanted chanting",
    "hear": "hears heard heard hearing",
    "learn": "learns learned learned learning",
    "blast": "blasts blasted blasted blasting",
    "seek": "seeks sought sought seeking",
    "read": "reads read read reading",
    "foresee": "foresees foresaw foreseen foreseeing",
    "pin": "pins pinned pinned pinning",
    "refer": "refers referred referred referring",
    "answer": "answers answered answered answering",
    "shoot": "shoots shot shot shooting",
    "hit": "hits hit hit hitting",
    "fire": "fires fired fired firing",
    "bat": "bats batted batted batting",
}

# What a cue can take: c a clause (that ..., or bare), o a noun phrase, i an infinitive, q a quotation alone.
VERBS = (
    (Act.ASSERTS, "cq", "say add note state explain tell write report announce declare argue claim insist maintain"),
    (
        Act.ASSERTS,
        "cq",
        "stress emphasize emphasise remark observe reveal confirm affirm assert contend suggest indicate",
    ),
    (
        Act.ASSERTS,
        "cq",
        "recall reply respond continue conclude reiterate repeat tweet comment clarify disclose allege",
    ),
    (Act.ASSERTS, "cq", "underline underscore testify recount boast hint imply joke quip lament complain caution read"),
    (Act.ASSERTS, "cq", "assure inform relate elaborate answer specify mention proclaim retort interject recap opine"),
    (Act.ASSERTS, "q", "chant shout yell blog post email"),
    (Act.ASKS, "cq", "ask wonder"),
    (Act.ASSERTS, "c", "find show learn hear estimate calculate determine establish rule demonstrate prove hold"),
    (Act.ASSERTS, "o", "describe call label brand portray characterize characterise cite"),
    (Act.DENIES, "coq", "deny"),
    (Act.DENIES, "o", "reject dismiss refute rebut repudiate rebuff disavow disclaim contradict debunk decry"),
    (Act.DENIES, "co", "dispute"),
    (Act.DOUBTS, "co", "doubt question"),
    (Act.DOUBTS, "o", "challenge"),
    (Act.ADMITS, "cq", "admit acknowledge concede confess"),
    (Act.ADMITS, "c", "recognize recognise"),
    (Act.ACCUSES, "o", "accuse condemn denounce criticize criticise slam blast attack rebuke lambast deplore"),
    (Act.BLAMES, "o", "blame fault pin"),
    (Act.DEMANDS, "coi", "demand urge order insist request instruct"),
    (Act.PROPOSES, "co", "propose recommend advise"),
    (Act.PROPOSES, "ci", "offer"),
    (Act.PROMISES, "ci", "promise pledge vow swear guarantee threaten undertake agree"),
    (Act.WARNS, "cq", "warn predict foresee forecast fear"),
    (Act.PRAISES, "o", "praise hail applaud welcome commend laud"),
    (Act.BELIEVES, "c", "believe think hope feel suspect assume expect consider know"),
    (Act.PLANS, "i", "plan intend seek refuse decide want"),
)

PHRASES = (  # a phrase's first word takes the forms of its verb
    (Act.ASSERTS, "cq", "point out", "make clear", "make it clear", "go on to say", "be quoted as saying"),
    (Act.ASSERTS, "c", "let it be known", "take the view", "be convinced", "come to the conclusion"),
    (
        Act.DENIES,
        "o",
        "push back on",
        "push back against",
        "hit back at",
        "brush off",
        "rule out",
        "bat away",
        "cast aside",
    ),
    (Act.DOUBTS, "o", "cast doubt on", "call into question", "express doubt about", "express doubts about"),
    (
        Act.DECLINES,
        "io",
        "decline to comment",
        "refuse to comment",
        "decline to say",
        "refuse to say",
        "decline to discuss",
    ),
    (Act.DECLINES, "io", "decline to confirm", "refuse to confirm", "decline to answer", "decline to respond"),
    (Act.DEMANDS, "o", "call for", "call on", "call upon", "appeal to", "insist on"),
    (Act.PROPOSES, "o", "put forward", "come out for"),
    (Act.ASSERTS, "o", "refer to", "speak of", "point to", "talk of"),
    (Act.BELIEVES, "c", "be confident", "be sure", "be certain", "be afraid", "be concerned", "be worried"),
)

# Nouns that carry somebody's words: "her claim that ...", "claims made by the paper", "the allegation of ...".
NOUNS = (
    (Act.ASSERTS, "claim assertion statement allegation report announcement contention suggestion insistence comment"),
    (Act.ASSERTS, "argument remark testimony conclusion finding revelation version rumor rumour account publication"),
    (Act.DENIES, "denial rejection dismissal refutation rebuttal"),
    (Act.ACCUSES, "accusation charge criticism complaint"),
    (Act.DOUBTS, "doubt"),
    (Act.WARNS, "warning prediction fear"),
    (Act.DEMANDS, "demand request call"),
    (Act.PROMISES, "promise pledge vow threat"),
    (Act.PROPOSES, "proposal offer"),
    (Act.BELIEVES, "belief view opinion notion idea"),
    (Act.ADMITS, "admission acknowledgement acknowledgment"),
)


def _forms(lemma: str) -> tuple[str, ...]:
    """base, third person, past, past participle, present participle"""
    if lemma in IRREGULAR:
        return (lemma, *IRREGULAR[lemma].split())
    if lemma == "be":
        return ("be", "is", "was", "been", "being", "are", "were")
    if lemma.endswith("e"):
        return (lemma, lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing")
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return (lemma, third, lemma + "ed", lemma + "ed", lemma + "ing")


TAKES = {"c": "clause", "o": "object", "i": "infinitive", "q": "quote"}


def _cues() -> Iterator[Cue]:
    for act, takes, lemmas in VERBS:
        shapes = frozenset(TAKES[t] for t in takes)
        for lemma in lemmas.split():
            for i, form in enumerate(_forms(lemma)):
                yield Cue(form, lemma, act, shapes, participle=i == 4)
    for act, takes, *phrases in PHRASES:
        shapes = frozenset(TAKES[t] for t in takes)
        for phrase in phrases:
            verb, rest = phrase.split(" ", 1)
            for i, form in enumerate(_forms(verb)):
                yield Cue(f"{form} {rest}", phrase, act, shapes, participle=i == 4)
    for act, lemmas in NOUNS:
        for lemma in lemmas.split():
            plural = lemma[:-1] + "ies" if lemma.endswith("y") else lemma + "s"
            for form in (lemma, plural):
                yield Cue("the " + form, lemma, act, frozenset({"clause", "object"}), noun=True)


def _table() -> dict[str, Cue]:
    """By form; a form that two groups claim keeps the first, and gains what the second takes. Nouns stand under `the X`."""
    table: dict[str, Cue] = {}
    for cue in _cues():
        known = table.get(cue.form)
        if known is None:
            table[cue.form] = cue
        elif known.noun == cue.noun:
            table[cue.form] = Cue(
                known.form, known.lemma, known.act, known.takes | cue.takes, known.noun, known.participle
            )
    return table


PERSON, BODY, GROUP, DOCUMENT = SpeakerKind.PERSON, SpeakerKind.BODY, SpeakerKind.GROUP, SpeakerKind.DOCUMENT
VOICES = "spokesman spokeswoman spokesperson spokesmen spokespeople representative"
ROLES = {
    PERSON: VOICES
    + """ president minister premier chancellor senator congressman congresswoman lawmaker governor mayor
    secretary secretary-general general colonel major captain admiral commander diplomat ambassador envoy negotiator
    official officer chief head leader chairman chairwoman chair director deputy aide adviser advisor lawyer attorney
    prosecutor judge justice sheriff inspector detective analyst expert professor researcher scientist doctor economist
    engineer journalist reporter editor author activist candidate lawmaker councillor councilman councilwoman king queen
    prince princess pope bishop priest imam farmer resident witness victim survivor fisherman worker owner founder
    executive ceo manager accountant auditor treasurer historian politician politicians member coach player actor actress
    vice-president speaker whip commissioner superintendent ombudsman monarch emir sultan counsel skipper operator mother
    father son daughter brother sister wife husband widow neighbour neighbor man woman student teacher nurse pilot driver
    sailor hydrologist geologist ferryman harbourmaster harbormaster""",
    BODY: """ministry government office agency department council committee commission parliament congress senate house court
    police army navy military party union company firm group bank board bureau service administration cabinet embassy
    panel subcommittee authority organization organisation institute university hospital campaign team church federation association
    coalition alliance bloc court regime opposition side force forces operator watchdog regulator consortium
    chamber directorate division branch wing secretariat assembly foundation academy league airline railway tribunal
    inspectorate utility brigade guard coastguard municipality city prefecture presidency leadership""",
    GROUP: """officials sources people lawmakers senators republicans democrats critics supporters opponents analysts experts
    prosecutors investigators witnesses residents protesters activists scientists researchers doctors lawyers diplomats
    aides advisers ministers leaders members voters workers families relatives rebels troops soldiers authorities
    economists observers allies journalists reporters editors authors engineers owners fishermen villagers farmers
    islanders survivors passengers negotiators inspectors auditors unions others many some both all""",
    DOCUMENT: """report article statement document memo letter study survey poll indictment filing lawsuit complaint email
    tweet post book paper story publication transcript audit communique dossier file record records documents reports
    ruling decision order decree law bill resolution treaty text material newspaper magazine site website daily weekly
    portal broadcaster channel outlet""",
}

LIKE = """talks talk negotiation negotiations discussion discussions dialogue consultation contacts meeting bargaining
deal agreement accord pact treaty settlement
ceasefire truce armistice moratorium
attack strike assault bombing shelling raid bombardment
killed dead died death deaths fatality fatalities toll casualties
injured wounded hurt injuries
secret covert clandestine hidden behind-the-scenes
offensive incursion invasion operation advance
postpone postponed delay delayed derail derailed disrupt disrupted hinder hindered interfere interfered interrupt interrupted thwart
collapse collapsed fail failed break down fell
stop stopped end ended halt halted cease
prohibit prohibited ban banned forbid forbidden outlaw
payment pay paid money cash funds
bribe bribery kickback
leak leaked spill spilled seep seeped
crash collision accident disaster
cause reason trigger
fake false fabricated forged bogus hoax
vote ballot election poll
count recount tally
sell sold sale sold-off
buy bought purchase acquire acquisition takeover
resign resigned quit resignation
sack sacked fire fired dismiss dismissed
warn warned warning
order ordered instruct instructed direct directed
hold held conduct conducted
plan planned planning intend intended intention
withdraw withdrew withdrawn withdrawal pull
infrastructure facility facilities installation
plant plants station stations
civilian civil noncombatant
nuclear atomic
signal signals message messages
crew sailors
boat ship vessel ferry
defect fault flaw crack fracture
negligence neglect carelessness
explosion blast detonation
fire blaze
rumor rumour rumors rumours gossip conspiracy theories speculation
lie lied lying mislead misled
know knew known aware
wipe wiped erase erased delete deleted
chemical gas chlorine sarin
weapon weapons arms
meet met meeting
send sent dispatch
approve approved approval license licence authorization authorise authorize
job jobs post position
political partisan politically
right proper lawful legal
illegal unlawful unlawfully illegally"""

STOP = """a an the this that these those and or but nor so yet if then than as at by for from in into of on onto off out over
to up with without about above after again against all am any are aren't be because been before being below between both
can cannot could couldn't did didn't do does doesn't doing down during each few further had hadn't has hasn't have haven't
having he her here hers herself him himself his how i it's its itself it just let's me more most my myself off once only
other ought our ours ourselves own same she should shouldn't some such their theirs them themselves there they through too
under until very was wasn't we were weren't what when where which while who whom why will won't would wouldn't you your
yours yourself also may might must shall us one two upon amid among per via however meanwhile moreover thus hence said
says say told according regarding concerning including well even still now already much many every another whether since
toward towards within across along around behind beyond despite except like near next no not never none nothing nobody
nor n't 's 're 've 'll 'd s t mr mrs ms dr time times day days week month year years monday tuesday wednesday thursday
friday saturday sunday january february march april june july august september october november december made make makes
get got take took taken come came go went going new last first later earlier"""

LANGUAGE = Language(
    code="en",
    name="English",
    script="LATIN",
    months=MONTHS,
    weekdays=WEEKDAYS,
    times=TIMES,
    leftovers=LEFTOVERS,
    outlet_words=OUTLET_WORDS,
    cues=_table(),
    split_cues={},
    according_to=("according to", "in the words of", "in the view of", "as per"),
    according_behind=(),
    according_nouns={},
    hedges=HEDGES,
    negators=frozenset(
        "no not never none nobody nothing neither nor n't cannot without nowhere hardly barely absence false untrue".split()
    ),
    flat_negators=frozenset({"never"}),
    denial_nouns=frozenset(
        "false untrue baseless groundless unfounded fabricated fabrication nonsense fake lie lies hoax rumour rumours rumor "
        "rumors fiction slander invention inventions absurd ridiculous misleading inaccurate gossip incorrect wrong "
        "fantasy fairy-tale disinformation propaganda myth bogus".split()
    ),
    pronouns={
        "he": "he",
        "him": "he",
        "she": "she",
        "her": "she",
        "they": "they",
        "them": "they",
        "it": "it",
        "i": "i",
        "we": "we",
        "us": "we",
        "who": "who",
    },
    titles=frozenset(
        "mr mrs ms miss dr sir dame lord lady prof professor president vice prime minister senator sen rep gov governor "
        "mayor gen general col colonel maj major capt captain lt lieutenant sgt adm admiral judge justice rev pope king "
        "queen prince princess chancellor premier secretary attorney ambassador congressman congresswoman "
        "representative chairman chairwoman chief foreign defence defense interior finance deputy former acting "
        "commodore pastor rabbi cardinal archbishop reverend brigadier marshal detective constable superintendent chaplain "
        "commissioner sheriff inspector speaker director first counsel special".split()
    ),
    role_nouns={f"{word}s": GROUP for word in ROLES[PERSON].split()}
    | {word: kind for kind in (DOCUMENT, GROUP, BODY, PERSON) for word in ROLES[kind].split()},
    voice_nouns=frozenset(VOICES.split()),
    document_nouns=frozenset(ROLES[DOCUMENT].split()),
    anonymous_nouns=frozenset(
        "official officials source sources person people aide aides diplomat diplomats insider insiders executive "
        "executives adviser advisers witness witnesses resident residents lawmaker lawmakers analyst analysts expert "
        "experts critics investigators prosecutors operative".split()
    ),
    female=frozenset(
        "she her hers spokeswoman mrs ms miss chairwoman congresswoman councilwoman queen princess actress "
        "lady dame woman mother daughter sister wife widow".split()
    ),
    male=frozenset(
        "he him his spokesman mr chairman congressman councilman king prince actor lord sir man father son "
        "brother husband fisherman ferryman".split()
    ),
    stopwords=frozenset(STOP.split()),
    grammar=GRAMMAR,
    numbers=NUMBERS,
    links=LINKS,
    kinds=KINDS,
    attributes=ATTRIBUTES,
    nesting=NESTING,
    pointing=POINTING,
    like_words=tuple(frozenset(line.split()) for line in LIKE.splitlines()),
)
