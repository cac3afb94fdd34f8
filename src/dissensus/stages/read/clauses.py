"""Where a source begins and ends, where a content does: noun phrases and clauses by words that close them.

There is no parser here. A noun phrase runs up to a word that cannot stand in one; the lists below are those words.
"""

from __future__ import annotations

from dissensus.stages.read.scan import Unit

AUXILIARIES = frozenset(
    "has have had is are was were be been being will would shall should can could may might must do does did "
    "hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't didn't doesn't don't cannot can't couldn't".split()
)
ADVERBS = frozenset(
    "also already later earlier then once again still never not n't now just even only often always long since soon too "
    "however meanwhile further further more recently today yesterday twice thus either both flatly".split()
)
NOT = frozenset(
    "not never n't hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't didn't doesn't don't".split()
)
INSERTIONS = frozenset(
    "however meanwhile though too for instance example in turn on the other hand of course moreover by contrast then "
    "nevertheless nonetheless therefore also contrary to".split()
)
# Words before which a subject cannot begin further left.
OPENERS = frozenset(
    "that which who whom whose when where while because as if after before since although though whether than but so "
    "until unless what how why yet and or nor plus amid despite like adding saying".split()
)
CLOSERS = OPENERS - {"and", "or", "nor"} | frozenset(
    "in on during to from by against amid over into he she they it".split()
)
PREPOSITIONS = frozenset("on in at during after before by since for from with despite under over amid".split())
APPOSING = frozenset("the a an his her their its head chief".split())
ARTICLES = frozenset("the a an his her their its our my this these those some many several two three four five".split())
HELPERS = frozenset(
    "continue continues continued began begins went want wants wanted seem seems seemed appear appears appeared tried "
    "tries try used rushed took moved chose failed on likes like liked".split()
)
MARKS = frozenset(';:—–()[]“”„«»"')
BE = frozenset("is are was were be been being".split())
MAX_SOURCE_WORDS = 40


def verb_group(unit: Unit, i: int) -> tuple[int, bool, bool]:
    """Back from a cue over its auxiliaries and adverbs: the first word of the verb group, is it negated, is it passive."""
    first, negated, passive = i, False, False
    while first > 0:
        word = unit.low(first - 1)
        if unit.quoted[first - 1]:
            break
        if word in AUXILIARIES or word in ADVERBS or (word.endswith("ly") and len(word) > 4):
            negated = negated or word in NOT
            passive = passive or (word in BE and not unit.low(i).endswith("ing"))
            first -= 1
        elif word == "to" and first == i:  # "continues to say": an infinitive hangs on the verb before it
            first -= 2 if first > 1 and unit.low(first - 2) in HELPERS else 1
        else:
            break
    return first, negated, passive


def subject_before(unit: Unit, end: int) -> tuple[int, int] | None:
    """The noun phrase whose last word is just before word `end`: (first, last) indices, end exclusive."""
    if end > 1 and unit.low(end - 1) == ")":  # `Jane Doe (D-Wis.) said`
        opening = next((k for k in range(end - 2, max(-1, end - 12), -1) if unit.low(k) == "("), None)
        head = _phrase_back(unit, opening) if opening else None
        return (head[0], end) if head else None
    if end > 0 and unit.low(end - 1) == ",":
        return _past_insertion(unit, end - 1)
    if end > 1 and unit.low(end - 1) == "who" and unit.low(end - 2) == ",":
        end -= 2
    elif end > 0 and unit.low(end - 1) in ("who", "which"):
        end -= 1
    return _phrase_back(unit, end)


def _past_insertion(unit: Unit, comma: int) -> tuple[int, int] | None:
    """A subject that stands before a bracketed insertion: `X, however, said` or `X, the head of Y, said`."""
    opening = next((k for k in range(comma - 1, max(-1, comma - 25), -1) if unit.low(k) == ","), None)
    if opening is None or any(unit.quoted[opening:comma]):
        return None
    between = [w.low for w in unit.words[opening + 1 : comma]]
    if all(w in INSERTIONS for w in between) and between:
        return _phrase_back(unit, opening)
    head = _phrase_back(unit, opening)
    if head is None or not between:
        return None
    if between[0] in (
        "who",
        "which",
        "when",
        "where",
        "as",
        "in",
        "on",
        "after",
        "speaking",
        "asked",
        "citing",
        "quoted",
    ):
        return head
    return head[0], comma


def _phrase_back(unit: Unit, end: int) -> tuple[int, int] | None:
    first = end
    while first > 0 and end - first < MAX_SOURCE_WORDS:
        word = unit.words[first - 1]
        if unit.quoted[first - 1] or (word.text in MARKS and word.text not in '"“”«»') or word.text == ",":
            break
        if word.low in OPENERS and not (word.low in ("and", "or") and _joins_nouns(unit, first - 1, end)):
            break
        if word.low in AUXILIARIES:
            break
        first -= 1
    first = strip_lead(unit, first, end)
    end = _strip_tail(unit, first, end)
    return (first, end) if first < end and any(w.is_word for w in unit.words[first:end]) else None


def _joins_nouns(unit: Unit, i: int, end: int) -> bool:
    """Does this `and` stand between two nouns of one phrase, and not between two clauses."""
    if i == 0 or i + 1 >= end:
        return False
    if unit.words[i - 1].is_capital and unit.words[i + 1].is_capital:
        return True
    left = []
    for k in range(i - 1, -1, -1):
        if unit.words[k].text in MARKS or unit.words[k].text == ",":
            break
        left.append(unit.low(k))
    verbs = AUXILIARIES | set(unit.language.cues)
    return len(left) <= 5 and not any(w in verbs or (w.endswith("ed") and len(w) > 4) for w in left)


def _strip_tail(unit: Unit, first: int, end: int) -> int:
    """Without the time that stands between a subject and its verb: `the ministry [on Sunday] rejected`."""
    while end - first > 1 and unit.low(end - 1) in unit.language.weekdays.keys() | {
        "today",
        "yesterday",
        "week",
        "month",
    }:
        end -= 1
        while end - first > 1 and unit.low(end - 1) in ("on", "last", "this", "late", "early"):
            end -= 1
    return end


SPANS_OF_TIME = frozenset("day days week weeks month months year years hour hours minute minutes".split())
SHIFTS = frozenset("earlier ago later before after".split())


def strip_lead(unit: Unit, first: int, end: int) -> int:
    """Past what opens a sentence before its subject: `And`, `On Sunday`, `In a statement`."""
    while first < end and (
        unit.low(first) in OPENERS or unit.low(first) in INSERTIONS or unit.low(first).endswith("ly")
    ):
        if unit.low(first) in ARTICLES:
            break
        first += 1
    for k in range(first, min(first + 4, end - 2)):  # `Two days earlier his ministry`
        if unit.low(k) in SPANS_OF_TIME and unit.low(k + 1) in SHIFTS:
            first = k + 2
            break
    if first + 1 < end and unit.low(first) in unit.language.weekdays:
        first += 1
    if first < end and unit.low(first) in PREPOSITIONS:
        for k in range(first + 1, end):
            dated = (
                unit.low(k) in unit.language.weekdays
                or unit.low(k) in unit.language.months
                or unit.words[k].text.isdigit()
            )
            if (
                dated
                and k + 1 < end
                and not (unit.low(k + 1) in unit.language.months or unit.words[k + 1].text.isdigit())
            ):
                return k + 1
            if k > first + 2 and unit.low(k) in ("the", "he", "she", "they", "it", "a") and unit.low(k - 1) != "of":
                return k
        return end
    return first


def leading_subject(unit: Unit) -> tuple[int, int] | None:
    """The noun phrase that opens a unit, up to the first word that must be its verb: one in lower case that is no role, no
    article and no small word of a name."""
    first = strip_lead(unit, 0, len(unit.words))
    last = first
    while last < len(unit.words) and last - first < MAX_SOURCE_WORDS:
        word = unit.words[last]
        role = word.low.removesuffix("'s") in unit.language.role_nouns
        if (
            unit.quoted[last]
            or word.text in ".;:—–?!"
            or not (
                word.is_capital
                or word.low in ARTICLES
                or word.low in ("of", "for", "and")
                or role
                or word.text in "\"“”'’"
            )
        ):
            break
        last += 1
    return (first, last) if last > first and last < len(unit.words) else None


def phrase_after(unit: Unit, first: int, *, apposition: bool = True) -> tuple[int, int] | None:
    """The noun phrase that begins at word `first` (`said X`), with an apposition that ends the sentence or its clause
    unless a content is to follow (`according to X, the ...`)."""
    last = first
    while last < len(unit.words) and last - first < MAX_SOURCE_WORDS:
        word = unit.words[last]
        if unit.quoted[last] or word.text in MARKS or word.text == ",":
            break
        if word.text in ".?!" and not (
            last > first and len(unit.words[last - 1].text) <= 3 and last + 1 < len(unit.words)
        ):
            break
        if word.low in CLOSERS or word.low in AUXILIARIES or word.low in unit.language.weekdays:
            break
        last += 1
    if last == first:
        return None
    apposed = last + 1 < len(unit.words) and unit.words[last].text == "," and unit.low(last + 1) in APPOSING
    if apposition and apposed:
        stop = last + 1
        while stop < len(unit.words) and unit.words[stop].text not in MARKS | {",", "."} and not unit.quoted[stop]:
            stop += 1
        if stop - last < 25:
            last = stop
    return first, last


SETTINGS = frozenset(
    "statement interview letter tweet post message briefing conference memo email report speech note call "
    "release comment comments remarks article telegram facebook twitter channel address".split()
)


def after_setting(unit: Unit, i: int) -> int:
    """Past where and when something was said: `said [on Sunday] [in a statement] that ...`."""
    while i < len(unit.words):
        word = unit.low(i)
        dated = unit.language.weekdays.keys() | {
            "today",
            "yesterday",
            "earlier",
            "later",
            "recently",
            "also",
            "then",
            "again",
        }
        if word in dated:
            i += 1
        elif word in ("on", "last", "this", "late", "early") and unit.low(i + 1) in unit.language.weekdays:
            i += 2
        elif word == "on" and unit.low(i + 1) in unit.language.months:
            i += 3 if unit.words[min(i + 2, len(unit.words) - 1)].text.isdigit() else 2
        elif word in ("in", "at", "on", "during", "via", "through"):
            stop = next((k for k in range(i + 1, min(i + 7, len(unit.words))) if unit.low(k) in SETTINGS), None)
            if stop is None:
                that = next((k for k in range(i + 1, min(i + 9, len(unit.words))) if unit.low(k) == "that"), None)
                plain = that is not None and not any(
                    unit.words[k].text == "," or unit.quoted[k] for k in range(i, that)
                )
                return that if that is not None and plain else i
            i = stop + 1
            if unit.low(i) in ("to", "with", "by", "from"):
                after = phrase_after(unit, i + 1)
                i = after[1] if after else i
        else:
            return i
    return i
