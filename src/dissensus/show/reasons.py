"""Why a passage stands where it stands, in plain sentences.

Records keep their reasons short, for `dissensus explain` and the export: `opposes another of this claim: 0.81`, `shares:
ceasefir`, `rule: owned_noun`. Here each kind of them has its sentence; what is plain already stays as it is. A new kind is a
line of `SENTENCES`, a new rule of reading one of `READ`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dissensus.show.words import day, listed, quoted
from dissensus.text import stem, tokens

UNKNOWN = "unknown"  # what records call a holder of whom the text does not settle who it is
UNNAMED = "somebody unknown"
WORDS_TOLD = 5  # shared words that are named
SHARED, RULE = "shares: ", "rule: "
BLANK = "shares words with it"

# How the words were read, by the rule. What a net found needs no word here: who read it stands beside every statement.
READ = {
    "tagged": "",
    "own_voice": "the outlet says it in its own voice",
    "clause": "read behind a word of saying (“the mayor said that …”)",
    "trailing": "read before a word of saying (“…, the mayor said”)",
    "colon": "read behind a colon (“The mayor: …”)",
    "infinitive": "read behind a word of saying (“the mayor refused to …”)",
    "object": "read behind a word of saying (“the mayor denied the …”)",
    "participle": "read behind a word of saying (“…, stressing that …”), by whom the sentence tells",
    "shared_subject": "read behind the second of two words of saying (“the mayor said … and denied …”)",
    "stated_by": "read from a sentence that says whose words stand before it (“This was stated by the mayor”)",
    "as_stated_by": "read from words that tell who said it (“…, as stated by the mayor”)",
    "passive_by": "read from words that tell who said it (“… was denied by the mayor”)",
    "quoted_by": "read from words that tell who is quoted (“…, quoted by the Courier”)",
    "according_to": "read from words that tell who said it (“according to the mayor”)",
    "owned_noun": "read from a noun that tells whose words they are (“the mayor’s claim that …”)",
    "message": "read from what somebody sent (“the mayor sent a signal that …”)",
    "named": "read from what somebody calls it (“what the mayor called …”)",
    "goes_on": "read behind the second of two words of saying (“the mayor voiced fears and blamed …”)",
    "quoted_by_anybody": "a quotation with somebody named right behind it (“…,” she sobbed)",
    "lone_quotation": "a quotation that goes on with what the last speaker said; nobody is named in it",
    "free_indirect": "told in the form of reported speech; nobody is named in it",
    "unmarked_quotation": "set apart without quotation marks, behind somebody who spoke",
    "post": "a post under the name of its author",
    "turn": "an answer in an interview, under the name of who speaks",
    "cue_negated": "the word of saying is itself negated (“did not confirm”)",
    "act_by_default": "no word tells what is done by saying it, so it is taken to be asserted",
    "keeps_silent": "only says that an answer was held back",
    "said_before": "what it answers stands in the sentence before it",
    "content_cut_at_cap": "only the beginning of a long saying is quoted",
}

# Whole reasons with the sentence that says the same.
PLAIN = {
    "denies": "a word of denial stands in it",
    "stands alone": "nothing else here was tied to it",
    "answers the same matter": "speaks of the same matter as a denial here",
    "says what may be on the claim: it shares its words, and no more links it": (
        "says what may be about this: it shares words with it, and nothing more ties them"
    ),
    "under one claim with another answer": "stands under one claim with another answer",
    "shares too little": "shares too few words with it",
}
NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,15})?(?:e[+-][0-9]{2})?"
OPPOSED = re.compile(rf"opposes another of this claim: ({NUMBER})")
THROUGH = re.compile(rf"says the same as another of this claim: ({NUMBER})")


def in_words(because: Iterable[str], quote: str = "") -> list[str]:
    """The reasons of a record as sentences, each once and in their order. With the words of the passage, `quote`, those are
    named that it shares with others. Names of people stay; text of others in them is not yet made harmless."""
    reasons = list(because)
    once = {OPPOSED: _opposed(reasons), THROUGH: _through(reasons), SHARED: _shared(reasons, quote)}
    told: dict[str, None] = {}
    for reason in reasons:
        if reason.startswith(SHARED):
            told[once[SHARED]] = None
        elif OPPOSED.fullmatch(reason):
            told[once[OPPOSED]] = None
        elif THROUGH.fullmatch(reason):
            told[once[THROUGH]] = None
        elif reason.startswith(RULE):
            told[READ.get(reason.removeprefix(RULE), "")] = None
        else:
            told |= dict.fromkeys(_one(reason))
    return [sentence for sentence in told if sentence]


def in_hundred(share: float) -> str:
    """A number from 0 to 1 in words: `81 in 100`, `fewer than 1 in 100`."""
    number = round(100 * share)
    return f"{number} in 100" if number else "fewer than 1 in 100"


# -------------------------------------------------------------------------------------- what several reasons tell


def _opposed(reasons: Iterable[str]) -> str:
    found = _shares(OPPOSED, reasons)
    return f"opposes {'another passage' if len(found) < 2 else 'other passages'} here: {_span(found)}"


def _through(reasons: Iterable[str]) -> str:
    return f"says the same as another passage here, which others oppose: {_span(_shares(THROUGH, reasons))}"


def _shares(pattern: re.Pattern[str], reasons: Iterable[str]) -> list[float]:
    """What a kind of reason says of how sure it is, the least first."""
    return sorted({float(match[1]) for match in map(pattern.fullmatch, reasons) if match})


def _span(found: list[float]) -> str:
    if not found:
        return ""
    least, most = in_hundred(found[0]), in_hundred(found[-1])
    return most if least == most else f"{least.removesuffix(' in 100')} to {most}"


def _shared(reasons: Iterable[str], quote: str) -> str:
    """That others have words of the passage too: `shares words with it: “talks” and “ceasefire”`."""
    stems = [reason.removeprefix(SHARED) for reason in reasons if reason.startswith(SHARED)]
    here: dict[str, str] = {}
    for one in tokens(quote):
        if one.is_word:
            here.setdefault(stem(one.low), one.text)
    found = [quoted(here[key]) for key in dict.fromkeys(stems) if key in here][:WORDS_TOLD]
    return f"shares words with it: {listed(found)}" if found else BLANK


# ------------------------------------------------------------------------------------------------- reasons by kind


def _one(reason: str) -> list[str]:
    """The sentences of one reason; itself where it is plain, or of a kind that is not known."""
    if reason in PLAIN:
        return [PLAIN[reason]]
    for pattern, say in SENTENCES:
        if match := pattern.fullmatch(reason):
            return [*say(match)]
    return [reason]


def _linked(match: re.Match[str]) -> str:
    return f"that its two sides answer each other: {_hundred(match['link'])}"


def _hundred(share: str) -> str:
    return in_hundred(float(share))


def _figure(number: str) -> str:
    """A figure as people write it: `1,200,000` for `1.2e+06`."""
    value = float(number)
    return f"{value:,.0f}" if value == round(value) else f"{value:,}"


def _at(stance: str, when: str) -> str:
    verbs = {"reports": "passes it on", "unsure": "takes a side that cannot be told"}
    return f"{verbs.get(stance, f'{stance} it')} on {day(when)}"


def _differs(match: re.Match[str]) -> list[str]:
    sayings = [told.split(" on ", 1) for told in match[2].split(", ")]
    return [f"{match[1]} {listed([_at(stance, when) for stance, when in sayings])}"]


def _perhaps(match: re.Match[str]) -> list[str]:
    enough = f"; from {_hundred(match['least'])} on it would be shown as plain" if match["least"] else ""
    return [f"perhaps a contradiction: {_linked(match)}{enough}"]


def _by_net(match: re.Match[str]) -> list[str]:
    sure = f"all that stands here makes it {_hundred(match['sure'])} sure"
    return [
        f"perhaps a dispute: {_linked(match)}",
        f"{sure}; from {_hundred(match['least'])} on it would be shown as one",
    ]


def _named(names: str) -> str:
    """Names with a word for who has none."""
    return re.sub(rf"(^|, ){UNKNOWN}(?=, |$)", rf"\1{UNNAMED}", names)


def _net(match: re.Match[str]) -> list[str]:
    return [f"the net takes it for the same: {_hundred(match[1])}, for the opposite: {_hundred(match[2])}"]


LINK = rf"the two sides are linked with (?P<link>{NUMBER})"
SENTENCES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[str]]], ...] = tuple(
    (re.compile(pattern, re.DOTALL), say)
    for pattern, say in (
        (
            rf"perhaps a dispute: {LINK}; all that stands in it makes it (?P<sure>{NUMBER}) sure, below (?P<least>{NUMBER})",
            _by_net,
        ),
        (rf"a denial put into words; {LINK}", lambda m: ["a denial is put into words", _linked(m)]),
        (rf"figures that differ, which seldom means a dispute; {LINK}", lambda m: [m[0].split(";")[0], _linked(m)]),
        (rf"a plain contradiction: {LINK}", lambda m: [f"a plain contradiction: {_linked(m)}"]),
        (rf"perhaps a contradiction: {LINK}(?:, below (?P<least>{NUMBER}))?", _perhaps),
        (
            rf"kind by its words: (.+) \(({NUMBER})\)",
            lambda m: [f"its kind shows in the words {listed(m[1].split(', '))}: {_hundred(m[2])}"],
        ),
        (r"^(.+) differs: (\w+ on [^\s,]+, \w+ on [^\s,]+)", _differs),
        (rf"figure: (-?{NUMBER})", lambda m: [f"gives the figure {_figure(m[1])}"]),
        (
            rf"another figure: (-?{NUMBER}) against (-?{NUMBER})",
            lambda m: [f"gives another figure: {_figure(m[1])} against {_figure(m[2])}"],
        ),
        (
            rf"another figure that can hold too: (-?{NUMBER}) beside (-?{NUMBER})",
            lambda m: [f"gives another figure, and both can hold: {_figure(m[1])} beside {_figure(m[2])}"],
        ),
        (r"prints what may be on the claim, by (.*)", lambda m: [f"prints what may be about this, by {_named(m[1])}"]),
        (r"prints (.*)", lambda m: [f"prints the word of {_named(m[1])}"]),
        (rf"the net: the same ({NUMBER}), opposed ({NUMBER})", _net),
        (rf"the net: something else ({NUMBER})", lambda m: [f"the net takes it for something else: {_hundred(m[1])}"]),
        (rf"too unsure: ({NUMBER})", lambda m: [f"too unsure to tell: {_hundred(m[1])}"]),
        (r"takes no side: (\w+)", lambda m: [f"takes no side: only {m[1]}"]),
    )
)
