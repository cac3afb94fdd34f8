"""English grammar as word lists: what opens and closes phrases and clauses, how figures are written, words that links go by.

What each list is for stands at its field in `langs/__init__.py`.
"""

from __future__ import annotations

from dissensus.langs import Grammar, LinkWords, NestingWords, NumberWords
from dissensus.records import DisputeKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OPENERS = _words(
    "that which who whom whose when where while because as if after before since although though whether than but so "
    "until unless what how why yet and or nor plus amid despite like adding saying"
)
_NOT = _words("not never n't hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't didn't doesn't don't")

GRAMMAR = Grammar(
    nouns_are_capitalised=False,
    verb_second=False,
    stop_before_mark=False,
    auxiliaries=_words(
        "has have had is are was were be been being will would shall should can could may might must do does did "
        "hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't didn't doesn't don't cannot can't couldn't"
    ),
    be=_words("is are was were be been being"),
    have=_words("has have had"),
    finite=_words(
        "is are was were has had did does will would isn't wasn't weren't aren't hasn't hadn't didn't doesn't"
    ),
    negations=_NOT,
    adverbs=_words(
        "also already later earlier then once again still never not n't now just even only often always long since soon "
        "too however meanwhile further more recently today yesterday twice thus either both flatly"
    ),
    adverb_endings=("ly",),
    helpers=_words(
        "continue continues continued began begins went want wants wanted seem seems seemed appear appears appeared "
        "tried tries try used rushed took moved chose failed on likes like liked"
    ),
    past_endings=("ed",),
    finite_endings=("ed", "s"),
    gerund_endings=("ing",),
    subjunctive=frozenset(),
    hearsay=frozenset(),
    closing_infinitives=frozenset(),
    that="that",
    to="to",
    by="by",
    as_="as",
    the="the",
    of="of",
    and_="and",
    articles=_words("the a an his her their its our my this these those some many several two three four five"),
    plain_articles=_words("the a an"),
    definite=_words("the his her this that"),
    genitives=frozenset(),
    object_articles=frozenset(),
    nominatives=_words("he she they i we"),
    owners=_words("his her their its my our"),
    owner_endings=("'s", "s'"),
    apposing=_words("the a an his her their its head chief"),
    openers=_OPENERS,
    closers=_OPENERS - {"and", "or", "nor"} | _words("in on during to from by against amid over into he she they it"),
    joiners=_words("and or"),
    prepositions=_words("on in at during after before by since for from with despite under over amid"),
    attaching=frozenset(),
    of_or_for=_words("of for"),
    of_or_about=_words("of about regarding concerning"),
    about=_words("regarding concerning about"),
    told_about=_words("about of against"),
    no_or_any=_words("no any"),
    plural="s",
    name_words=_words("of de la del da di van von der den bin ibn al el"),
    quoted_name_words=_words("of the and"),
    subject_starts=_words("the he she they it a"),
    leads=_words(
        "whereas whenever wherever notwithstanding regardless furthermore besides instead otherwise indeed perhaps maybe unlike "
        "given considering excluding following throughout amongst beneath beside minus versus till either neither several less "
        "ever always often sometimes usually recently soon today yesterday tomorrow tonight let please yes therefore moreover "
        "however meanwhile nevertheless nonetheless"
    ),
    complementizers=_words("that whether how why what if"),
    relatives=_words("who which"),
    relative_articles=frozenset(),
    brackets=_words("who which when where as in on after speaking asked citing quoted"),
    insertions=_words(
        "however meanwhile though too for instance example in turn on the other hand of course moreover by contrast "
        "then nevertheless nonetheless therefore also contrary to"
    ),
    but=_words("but while although though whereas"),
    clause_openers=_words(
        "and but while although though who which as because so after before when where with citing according quoted "
        "cited speaking"
    ),
    saying_enders=_words("in during on at after as when before while about of to from last this"),
    not_objects=_words(
        "in on at to by for with from as that and but or after before when while if over during under "
        "about against into amid because since until up out off . ? ! : ;"
    ),
    object_marks=_words("from of"),
    before_participle=_words(", while by and before after — – as without"),
    coordinators=_words("and but , then or"),
    said_so=_words("this that it as"),
    made=_words("made"),
    made_when=_words("by earlier previously"),
    conditions=_words("whether if unless"),
    neither=_words("nor neither"),
    nobody=_words("nobody none neither"),
    no_one=("no", "one"),
    likewise=frozenset(),
    answers=frozenset(),
    times=_words("today yesterday earlier later recently also then again"),
    ends_of_time=_words("today yesterday week month"),
    before_weekday=_words("on last this late early"),
    on="on",
    spans_of_time=_words("day days week weeks month months year years hour hours minute minutes"),
    shifts=_words("earlier ago later before after"),
    setting_prepositions=_words("in at on during via through"),
    settings=_words(
        "statement interview letter tweet post message briefing conference memo email report speech note call "
        "release comment comments remarks article telegram facebook twitter channel address"
    ),
    setting_partners=_words("to with by from"),
    needs_that=_words(
        "show find learn hear hold prove see read rule agree order continue offer answer decide fear hope expect assume "
        "feel consider determine establish suggest indicate report repeat mention cite refer recall respond reply comment "
        "email post shout inform relate specify interject question wonder ask seek calculate estimate demonstrate know "
        "recognize recognise assure undertake guarantee suspect hint complain elaborate disclose testify request instruct "
        "reveal"
    ),
    bare=_words("suggest report indicate reveal estimate learn hear hope fear expect assume suspect disclose complain"),
    needs_no_that=_words("cite"),
    addressed=_words("tell assure inform remind warn ask urge order instruct advise request promise"),
    never_before_speaker=_words("tell assure inform remind"),
    impersonal=frozenset(),
    plain_sayings=_words("say add"),
    adjectives=_words("sweating angry visibly young old former union senior retired local"),
    some=_words("who many some others most few everyone everybody nobody anyone someone those"),
    contrast=r"(?:[,;]\s+(?:but|while|although|though|whereas)|;)\s+(?:[\w’']+\s+){0,2}$",
    loose_end=r"(?:[\s,;]|\b(?:and|but|while|although|though|whereas))$",
)

NESTING = NestingWords(
    refusals=_words("refusal unwillingness reluctance demand request call offer promise pledge vow threat proposal"),
    carriers=_words(
        "send sends sent sending issue issues issued issuing make makes made making give gives gave given giving "
        "deliver delivers delivered delivering convey conveys conveyed conveying pass passes passed passing"
    ),
    messages=_words("signal signals message messages assurance assurances guarantee guarantees ultimatum word"),
    what="what",
    joined=_words("and but"),
    fillers=_words("therefore then also later thus instead"),
    determiners=_words("the a an this that these those its their his her any all it them him everyone everybody such"),
    object_relatives=_words("which"),
    reacting=_words(
        "react reacts reacted reacting respond responds responded responding comment comments commented commenting "
        "asked pressed"
    ),
    reacted_to=_words("to on about"),
    told_of=_words("on about of regarding concerning"),
    quoting=("quoted by", "cited by", "as quoted by", "as cited by", "as reported by"),
    subordinators=_words("when after as because before while once since until"),
)

_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

NUMBERS = NumberWords(
    words={word: value for value, word in enumerate(_TEENS.split())}
    | {word: 10 * (i + 2) for i, word in enumerate(_TENS.split())},
    ordinal="",
    ones=_words("one two three four five six seven eight nine"),
    scales={"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12,
            "dozen": 12, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 10**12},
    money_scales={"k": 1_000, "m": 1_000_000, "b": 1_000_000_000},
    counts_nothing=_words("one"),
    thousands=",",
    decimal=".",
    money=("US$", "$", "€", "£", "¥"),
    currencies=("dollars", "euros", "pounds", "rubles", "roubles", "hryvnias", "yen", "yuan", "crowns", "francs",
                "marks", "lire", "pesos", "florins"),
    percent=("percent", "per cent"),
    bounds=(
        ("at_least", ("at least", "more than", "over", "no fewer than", "not less than", "as many as", "upwards of",
                      "minimum of")),
        ("at_most", ("at most", "fewer than", "less than", "no more than", "under", "up to", "below")),
        ("about", ("about", "around", "some", "roughly", "nearly", "almost", "approximately", "an estimated",
                   "estimated")),
    ),
    counted_before=(
        r"\b(?:number|toll|total|count) of (?:the )?(\w{3,20})(?: \w{1,12}){0,2} (?:at|to|was|is|as|reached)"
        r"(?: \w{1,9})?$|\bdeath (toll)\b[^.]{0,12}$"
    ),
    dead="dead",
    before_thing=_words("of the other more new"),
    small=_words(
        "of the a an and or in on at to for from with by as is was were are had have has that who which than more "
        "other new p.m a.m pm am"
    ),
)  # fmt: skip

LINKS = LinkWords(
    pointing=_words("this these that those it they he she his her their its such them i we who such according"),
    empty=_words(
        "claim claims claimed assertion assertions allegation allegations report reports reported statement statements "
        "accusation accusations notion suggestion suggestions alleged allegedly reportedly comment comments article "
        "story publication publications information earlier fact facts thing things way people think know"
    ),
    victims=("dead", "injured"),
    published=_words("report article story publication piece text material"),
    outlets=_words("newspaper paper outlet magazine broadcaster"),
    voice_like=_words("diplomat official politician"),
    voice_titles=(_words("press secretary"),),
    initials_skip=_words("the of and for"),
    somebody="somebody",
    says="says",
    denies="denies",
)

KINDS = {
    DisputeKind.CAUSE: (
        "because", "caused?", "causes", "blamed?", r"responsib\w+", "due to", "result of", "behind", "fault", "led to",
        "triggered", r"attribut\w+",
    ),
    DisputeKind.INTENT: (
        "wants?", "wanted", r"intend\w*", r"aim\w*", "plans?", "planned", "planning", r"seek\w*", r"demand\w*",
        r"motiv\w+", "in order to", "designed to", "purpose", "goal",
    ),
    DisputeKind.EVALUATION: (
        "good", "bad", "great", "best", "worst", r"fair\w*", "unfair", "compelling", "strong", "weak", "safe",
        "dangerous", r"success\w*", "failure", "disaster", "right", "wrong", "important", "enough", "too", "better",
        "worse", "appropriate", "serious", "bargain",
    ),
}  # fmt: skip
