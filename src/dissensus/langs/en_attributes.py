"""English: what takes a saying back or turns it round, how a source knows, through whom words came, whom they answer.

What somebody does in saying something stands in `en_acts.py`. Phrases are parted by `|`. In patterns a space is any white
space, `~` stands for up to four words, and the group `name` (or `outlet`) is what is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dissensus.langs import AttributeWords
from dissensus.langs.en_acts import acts, forms, inflected, lines
from dissensus.records import Basis

REFUSALS = """avoid | balk at | be hesitant to | be loath to | be reluctant to | be unable to | be unwilling to | cease to |
    decline to | demur from | fail to | far from | hesitate to | hold off on | instead of | neglect to | never |
    no longer | opt not to | quit | rather than | refrain from | refuse to | reluctant to | resist | shy away from |
    stop | stop short of | unable to | unwilling to | without"""
# A cue of these is done by whatever comes after it: `offered praise`, `plans to endorse`, `agreed to back`.
YIELDING = """admittedly allegedly apparently appear attempt be become begin choose come consider continue deliver draw
    express face feature find get give go have hear hold include issue keep know like likely look make move offer
    prepare present put raise receive reiterate remain repeat reportedly see seek seem seemingly send share show
    start supposedly take tend try use voice widely wish work"""
# Of these, what is tried is to say something: `tried to portray`, `seek to reassure`.
TRYING = "try to | be trying to | seek to | aim to | attempt to | strive to"
# Who rejects a report says that it is not so; who rejects an offer declines it.
TURNING_DOWN = "reject dismiss rebuff scoff veto"
TURNING_DOWN_PHRASES = """brush aside | brush off | cast aside | knock down | pour cold water on | rule out | shoot down |
    shrug off | turn down | wave away | wave off | bat away"""
SILENCES = """address answer answers away comment comments confirm deny detail details disclose discuss door elaborate evade explain
    identify mention mum name open quiet reply respond response reveal rule say silence silent speak specify talk"""
OFFERED = """offer offers bid bids proposal proposals plan plans request requests call calls demand demands invitation
    invitations overture overtures deal deals appeal appeals application applications compromise terms ultimatum
    initiative initiatives signals readiness talks negotiations mediation motion motions petition petitions amendment
    amendments bill bills handover surrender concessions conditions truce ceasefire settlement treaty agreement merger
    takeover resignation nomination"""
CLAIMED = """claim claims report reports accusation accusations allegation allegations assertion assertions charge charges
    notion rumor rumors rumour rumours story stories article articles publication publications account accounts version
    criticism criticisms suggestion suggestions statement statements comment comments remarks argument arguments finding
    findings conclusion conclusions speculation theory theories narrative insinuations warning warnings concern concerns
    fear fears information evidence testimony news idea contention denial"""
OBJECTS_END = """of that to by from for about on in at with as over regarding concerning which who whose made who after before
    because and or but saying calling while when if is are was were has had"""
NAMING = (
    "call describe label brand portray characterize characterise dub term deem paint depict dismiss deride denounce"
)
ORDERING = "tell ask instruct email text message"
FILLERS = """also again still just now then once even ever yet already often always later instead first so too very rather
    much more most further ahead once twice today yesterday his her its their the a an all both some this that these those
    him them itself himself herself themselves have has had been be is are was were do does did will would could might may
    strong strongly sharp harsh brief own same very long new deep deeply grave serious repeated public monday tuesday
    wednesday thursday friday saturday sunday""".split()
IDLE_NEGATIONS = """if not | last but not least | more often than not | never mind | nevertheless | no fewer than | no less than |
    no matter | no more than | no one but | no small | no sooner | no wonder | no. 1 | no. 2 | no. 3 | nobody but |
    none other than | not alone in | not just | not least | not less than | not long after | not merely |
    not more than | not necessarily a bad | not only | not simply | not so much | not solely | not surprisingly |
    not to mention | not unlike | not until | nothing but | nothing less than | nothing short of | or not |
    whether or not | why not | without a doubt | without doubt | without question"""
UNDOING = """cease to | ceased to | decline to | declined to | declines to | fail to | failed to | fails to | far from |
    impossible | incapable of | lacked | lacks | no longer | refuse to | refused to | refuses to | stopped short of
    | unable to | unlikely | untrue"""


HEDGES: Mapping[str, float] = {
    phrase: strength
    for strength, text in (
        (
            0.7,
            "allegedly|alleged|purportedly|purported|supposedly|it is alleged|is said to have|was said to have|unproven",
        ),
        (
            0.6,
            """reportedly|unconfirmed|unverified|it is rumored|it is rumoured|rumored|rumoured|according to unconfirmed
            reports|is rumored to|is rumoured to|could not be verified|could not be confirmed|not been confirmed|
            not independently verified|cannot be verified|unsubstantiated""",
        ),
        (
            0.5,
            """supposed|apparently|seemingly|possibly|perhaps|maybe|might|suspected|so-called|presumably|conceivably|
            it is possible that|it's possible that|it is unclear|it remains unclear|may or may not|potentially|arguably|
            is not clear|a possibility|it is not clear|not certain|not sure|can't be sure|cannot be sure|is suspected of|
            uncertain|is thought to|are thought to|was thought to|were thought to|was believed to|were believed to|
            is believed to|are believed to|in theory""",
        ),
        (
            0.4,
            """possible|probably|may|could|seems|seem|seemed|appears|appear|appeared|seems like|appears to|
            seems to|seemed to|appear to|it looks like|looks as if|looks like|it seems that|it appears that|as if|suggests that|
            tentatively|preliminary|initial reports|some kind of|sort of|kind of|the possibility|speculated""",
        ),
        (
            0.3,
            """likely|the reported|a reported|the claimed|in my opinion|in his view|in her view|in their view|in our view|
            i think|we think|i believe|
            we believe|i guess|i suppose|as far as i know|to my knowledge|as far as we know|to the best of my knowledge|
            to our knowledge|is likely to|are likely to|tends to|tend to|is expected to|are expected to|was expected to""",
        ),
        (
            0.2,
            """about to|around the time|roughly|approximately|largely|mostly|mainly|partly|in part|to some extent|in a sense|
            somewhat|generally|typically|usually|often|sometimes|at least in part|more or less|almost|nearly|virtually""",
        ),
    )
    for phrase in lines(text)
}
# Hedges that are other words too: where one of these follows, they take nothing back.
FALSE_HEDGES = """almost all | appear at | appear before | appear in | appear on | appeared at | appeared before | appeared in |
    appeared on | appears before | appears in | appears on | as possible | as soon as possible | claimed lives |
    claimed responsibility | claimed the lives | could not | couldn't | how could | if possible | kind of a thing |
    less likely | may day | may god | more likely | not possible | of the kind of | possible to | reported by |
    reported on | reported that | reported to | the likely"""

# ------------------------------------------------------------------------------------------------------- patterns

MENTION = r"[^,.;:()\[\]“”\"«»\n]{2,80}?"
CAPITAL = r"[A-Z](?:[\w’'&-]|\.(?=\w)){0,30}"  # bounded, so that a search goes on
CAPITALS = rf"(?:the )?{CAPITAL}(?: (?:of the |of |and the |and |for )?(?:{CAPITAL}|[0-9]+\b)){{0,5}}"
ENDS = r"(?=,? (?:and )?(?:said|says|reported|reports|saying|that|who|which|but)\b|[,.;:()“”\"\n]|$)"
DOCUMENTS = r"""(?:documents?|reports?|memos?|memorandum|letters?|records|filings?|files|emails?|e-mails?|papers|logs?|
    minutes|transcripts?|affidavits?|indictments?|contracts?|invoices?|ledgers?|spreadsheets?|audits?|stud(?:y|ies)|
    surveys?|polls?|cables?|diar(?:y|ies)|dossiers?|complaint|lawsuit|ruling|census|figures|data|statistics|text messages)"""
IMAGES = (
    r"""(?:videos?|footage|photographs?|photos?|images?|imagery|pictures?|screenshots?|recordings?|cctv|audio|tapes?)"""
)
BASES = (  # beside what is said
    (
        Basis.SAW,
        r"\beye-?witness(?:es)?\b|\bwitness(?:es)?(?: \w+){0,3} (?:said|told|says?|described|recalled|reported)\b",
    ),
    (
        Basis.SAW,
        r"\b(?:according to|said|told)(?: \w+){0,3} witness(?:es)?\b|\bwith (?:his|her|my|our|their) own (?:eyes|ears)\b",
    ),
    (Basis.SAW, r"\bwho (?:saw|witnessed|watched|was there|were there)\b|\b(?:saw|witnessed|seen) by ~reporters?\b"),
    (
        Basis.DOCUMENT,
        r"\b(?:citing|cites|cited|according to|based on|referring to|quoting|reviewed|obtained|released|"
        rf"(?:shown|seen|written|revealed|contained|disclosed) in|shown by) ~{DOCUMENTS}\b",
    ),
    (
        Basis.IMAGE,
        rf"\b{IMAGES} (?:\w+ ){{0,4}}?(?:shows?|showed|showing|seen|posted|published|captured|shared|taken)\b",
    ),
    (Basis.IMAGE, rf"\b(?:(?:seen|shown|captured|visible|caught) (?:in|on)|citing|based on) ~{IMAGES}\b"),
)
SAID_BASES = (  # in the first words of what is said
    (
        Basis.SAW,
        r"^\W*(?:that )?(?:I|we|he|she|they)(?: had| also| both| personally)? (?:saw|seen|heard|watched|witnessed|smelled|smelt)\b",
    ),
    (Basis.SAW, r"\b(?:I|we|he|she|they) (?:saw|witnessed) (?:it|this|that|everything|him|her|them)\b"),
    (Basis.SAW, r"\bwith (?:his|her|my|our|their) own (?:eyes|ears)\b"),
    (
        Basis.DOCUMENT,
        rf"^\W*(?:that )?(?:\w+ ){{0,3}}?{DOCUMENTS} (?:\w+ )?"
        r"(?:shows?|showed|says?|states?|indicates?|indicated|reveals?|revealed)\b",
    ),
    (Basis.IMAGE, rf"^\W*(?:that )?(?:\w+ ){{0,3}}?{IMAGES} (?:\w+ ){{0,2}}?(?:shows?|showed)\b"),
)
ANONYMITY = r"""\bon (?:the )?condition of anonymity\b|
    \bwho (?:asked|declined|wished|requested|refused|preferred|wanted)(?: not)?(?: to (?:remain|be|stay))?
    (?: \w+)? ?(?:named|identified|anonymous|anonymity|unnamed|quoted)\b|
    \b(?:people|persons?|sources?|officials?|individuals?)(?: who (?:is|are|was|were))?(?: \w+)?
     (?:familiar with|briefed on|close to|with (?:direct )?knowledge of|aware of)\b|
    \b(?:unnamed|anonymous|unidentified) (?:\w+ )?(?:officials?|sources?|people|persons?|aides?|diplomats?|insiders?)\b|
    \bnot authori[sz]ed to (?:speak|talk|discuss|comment)\b|\bspoken? anonymously\b"""
NETWORKS = r"""(?:Telegram|Twitter|X|Facebook|Instagram|WhatsApp|YouTube|TikTok|Truth Social|Threads|Bluesky|Weibo|LinkedIn|
    VKontakte|VK|Reddit|Mastodon|Snapchat|Viber|WeChat|Periscope)"""
HOPS = (
    (
        "quoted_by",
        rf"(?:[,(]\s?|\b)(?:as )?(?:quoted|cited|carried|reported|relayed)(?: \w+ly)? (?:by|in) "
        rf"(?P<name>{MENTION})(?= as (?:saying|telling)| and (?:quoted|cited|carried)|"
        r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
        r",? (?:and )?(?:said|says|reported|reports|saying|that|who|which|but|was|were|had|has)\b|[,.;:()“”\"\n]|$)",
    ),
    (
        "quoted_by",
        rf"\b(?P<name>{CAPITALS})(?: \w+)? (?:quoted|cited|quotes|cites) [^.;:“”\"]{{2,80}}? as (?:saying|telling)\b",
    ),
    (
        "told",
        r"\b(?:told|tells|telling|(?:interview|interviews|statement|comments|remarks|email|e-mail|message) (?:with|to|on)|"
        rf"[Ss]peaking (?:to|with|on)|spoke to|confirmed to|said to|[Aa]ppear(?:ing|ance) on) (?P<name>{CAPITALS})",
    ),
    (
        "said_on",
        rf"\b(?:on|via|to|in|through)(?: (?:an?|his|her|its|their|the))?(?: (?:official|social media|messaging|app|"
        rf"platform|network|site|personal|private)){{0,2}} (?P<name>{NETWORKS})\b(?! (?:headquarters|executives?|users?|Inc|"
        r"shares|employees|staff|officials?))",
    ),
    ("based_on", rf"\b(?:[Cc]iting|[Qq]uoting|with reference to) (?P<name>{MENTION}){ENDS}"),
    ("said_by", rf"\b(?:quoted|quotes|cited|cites) (?P<name>{MENTION}) as (?:saying|telling)\b"),
)
CLAIMS = r"""(?:claims?|assertions?|allegations?|reports?|notion|accusations?|idea|suggestions?|charges?|statements?|
    publications?|version|account|rumou?rs?|story|stories|articles?|arguments?|criticisms?|contentions?|remarks?|comments?|
    insinuations?|characteri[sz]ations?|findings?|conclusions?|speculation|testimony|narrative|theor(?:y|ies)|denials?|
    complaints?|warnings?|information|coverage|reporting)"""
BACK = rf"""(?:this|these|those|such|the|both|his|her|their|its|any|all)(?: (?:of )?(?:this|these|those|such|the))?
    (?: \w+){{0,2}}? (?:{CLAIMS}|it|that|this)\b"""
TARGETS = (
    rf"\b{CLAIMS}(?: that were| which were)?(?: \w+ly)?"
    rf"(?: made| put forward| published| spread| carried| voiced| aired| levell?ed)?"
    rf"(?: earlier| recently| today)? (?:by|from) (?P<name>{MENTION})(?= (?:that|who|which|about|against|on|in|as|over|regarding|"
    r"concerning|to|alleging|claiming|saying|for|is|are|was|were|had|has)\b|[,.;:()“”\"\n]|$)",
    rf"\b(?P<name>(?:the )?[A-Z][\w.&-]{{0,40}}(?: (?:of the |of |and )?[A-Z][\w.&-]{{0,40}}){{0,5}})"
    rf"(?:[’']s|[’']) (?:\w+ ){{0,3}}?{CLAIMS}\b",
    rf"\b{CLAIMS}(?: made| published)? (?:in|on) (?P<outlet>{CAPITALS})",
    rf"\b(?:the|an?|any|these|such|this) (?P<name>[A-Z][\w.&-]{{0,40}}(?: [A-Z][\w.&-]{{0,40}}){{0,4}}) {CLAIMS}\b",
    rf"\bwhat (?P<name>{CAPITALS})(?: had| has)? (?:said|says|called|claimed|told|reported|wrote|described)\b",
)
# Verbs whose object is whom something is asked of, or promised to.
ASKED_OF = (
    r"\b(?:ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|tell(?:s|ing)?|told|order(?:s|ed|ing)?|instruct(?:s|ed|ing)?|direct(?:s|ed|ing)?|"
    r"invit(?:e|es|ed|ing)|press(?:es|ed|ing)?|encourag(?:e|es|ed|ing)|advis(?:e|es|ed|ing)|implor(?:e|es|ed|ing)|beg(?:s|ged|ging)?|"
    r"command(?:s|ed|ing)?|want(?:s|ed|ing)?|requir(?:e|es|ed|ing)|forc(?:e|es|ed|ing)|warn(?:s|ed|ing)?|"
    r"call(?:s|ed|ing)? (?:up)?on|appeal(?:s|ed|ing)? to|promis(?:e|es|ed|ing)|assur(?:e|es|ed|ing))$"
)
CONDITIONS = (
    r"\b(?:on (?:the )?condition that|provided(?: that)?|as long as|so long as|only if|only when|if|unless|until|"
    r"in (?:exchange|return) for|in the event (?:of|that))\b"
)
NO_CONDITIONS = (
    r"\b(?:as|even|what|asked|ask|know|see|whether or) if\b|\bif (?:any|anything|not|so|only|possible|necessary|ever)\b"
)
WHOM_ENDS = """for over as because that who which when after during on in with by at to from about while but and against into
    saying calling if where before since amid despite is are was were has have had will would""".split()


def _pattern(text: str) -> str:
    """A pattern as it is compiled: a space is any white space, `~` up to four words, line breaks are none of it."""
    joined = "".join(line.removeprefix("    ") for line in text.split("\n")).replace("~", r"(?:[\w’'.-]{1,40} ){0,4}?")
    return re.sub(r" ", r"\\s{1,9}", joined)


NUMBERS = {
    word: count
    for count, words in enumerate(
        "one|two both|three|four|five|six|seven|eight|nine|ten|eleven|twelve dozen".split("|"), start=1
    )
    for word in words.split()
} | {"a": 1, "an": 1, "another": 1, "pair": 2}


SINGULARS = {
    plural: singular
    for singular, plural in (
        pair.split("/")
        for pair in """official/officials source/sources person/people person/persons aide/aides diplomat/diplomats
        insider/insiders executive/executives adviser/advisers advisor/advisors witness/witnesses resident/residents
        lawmaker/lawmakers analyst/analysts expert/experts critic/critics investigator/investigators officer/officers
        prosecutor/prosecutors operative/operatives employee/employees staffer/staffers colleague/colleagues
        supporter/supporters senator/senators member/members ally/allies""".split()
    )
}

ATTRIBUTES = AttributeWords(
    acts=acts(),
    refusals=frozenset(inflected(REFUSALS)),
    yielding=frozenset(
        [*(form for lemma in YIELDING.split() for form in forms(lemma)), *inflected("seem to|appear to")]
    ),
    naming=frozenset(form for lemma in NAMING.split() for form in forms(lemma)),
    ordering=frozenset(form for lemma in ORDERING.split() for form in forms(lemma)),
    order=_pattern(
        r"\s{0,9}(?:(?!(?:whether|if|about|why|how|what|who|when|where|that)\b)[\w’'-]{1,40} ){0,4}?to [a-z]\w*"
    ),
    trying=frozenset(inflected(TRYING)),
    trying_to=" to",
    turning_down=frozenset(
        [*(form for lemma in TURNING_DOWN.split() for form in forms(lemma)), *inflected(TURNING_DOWN_PHRASES)]
    ),
    silences=frozenset(SILENCES.split()),
    offered=frozenset(OFFERED.split()),
    claimed=frozenset(CLAIMED.split()),
    objects_end=frozenset(OBJECTS_END.split()),
    proposing=frozenset([*forms("suggest"), "suggestion", "suggestions"]),
    ought=frozenset("should must ought".split()),
    fillers=frozenset(FILLERS),
    filler_endings=("ly",),
    nobody=frozenset("nobody none neither no noone".split()),
    negating_endings={"n't": "not"},
    idle_negations=frozenset(lines(IDLE_NEGATIONS)),
    undoing=frozenset(lines(UNDOING)),
    needs_predicate=frozenset({"without", "absence"}),
    predicates=frozenset("is are was were be been being as called calls calling remains remain 's 're".split()),
    subordinators=frozenset("because who which where when while although though if unless until whom whose".split()),
    false_hedges=frozenset(lines(FALSE_HEDGES)),
    bases=tuple((basis, _pattern(text)) for basis, text in BASES),
    said_bases=tuple((basis, _pattern(text)) for basis, text in SAID_BASES),
    anonymity=_pattern(ANONYMITY),
    indefinite=frozenset(
        "a an one some several another many people sources officials unnamed anonymous few numerous".split()
    ),
    numbers=NUMBERS,
    singulars=SINGULARS,
    singular=frozenset(SINGULARS.values()),
    accusing=frozenset([*forms("accuse"), *forms("suspect"), "accusation", "accusations", "accusing"]),
    accused_of=frozenset({"of"}),
    hops=tuple((relation, _pattern(text)) for relation, text in HOPS),
    relatives=frozenset("whose whom where".split()),
    ages=("-year-old", "-year-olds"),
    bodies=frozenset(
        "states union nations kingdom republic white house pentagon college school museum network center centre fund "
        "society conference award prize cup games olympics paralympics".split()
    ),
    placed=tuple(
        "-based -headquartered -born -backed -led -owned -controlled -funded -listed -run -trained -educated -installed -held "
        "-occupied -appointed".split()
    ),
    groups=frozenset("group movement militia network".split()),
    someone_like=frozenset({"someone", "somebody"}),
    like="like",
    reflexives=frozenset("himself herself itself themselves".split()),
    targets=tuple(_pattern(text) for text in TARGETS),
    back=_pattern(BACK),
    pointing=frozenset("it that this them him so these those".split()),
    whom_ends=frozenset(WHOM_ENDS),
    blamed_on=frozenset({"on"}),
    asked_of=ASKED_OF,
    asked_to=frozenset("to that not for".split()),
    asked_from=frozenset({"from", "of"}),
    asked_joints=frozenset("of and the".split()),
    that="that",
    conditions=CONDITIONS,
    no_conditions=NO_CONDITIONS,
)
