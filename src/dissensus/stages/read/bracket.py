"""Clauses of languages whose verb stands second: the subject before or behind it, participles and separable words at the
clause's end, subordinate clauses with the verb last.

A clause here is a *bracket*: the finite verb opens it, the rest of the verb closes it, and what is said mostly follows behind
a comma. The rules that use this stand in `verb_second`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dissensus.stages.read.phrases import apposed, noun_phrase, subject_behind, without_tail
from dissensus.stages.read.scan import Found, Unit

STOPS = frozenset(",?!;:—–()[]")
MAX_INSERTED = 14  # words between the commas of an insertion that is skipped to find what is said
NEAR = 14  # words from the beginning of a clause in which its verb shows whether it is reported


@dataclass(frozen=True, slots=True)
class Bracket:
    """The clause of a cue, as words: it begins at `start`, its finite verb is `verb`, its last verb ends before `close`."""

    found: Found
    start: int
    verb: int
    close: int
    cue: tuple[tuple[int, int], ...]
    passive: bool
    negated: bool
    last: bool  # the finite verb stands last: a subordinate clause


def bracket_of(unit: Unit, found: Found) -> Bracket | None:
    """The clause of a cue; None where the cue is no verb of a clause (`der gemeldete Fall`, a noun)."""
    if found.cue.noun:
        return None
    grammar = unit.language.grammar
    start = _start(unit, found.first)
    verb, close = found.first, found.last
    cue: tuple[tuple[int, int], ...] = ((found.first, found.last),)
    helper = next((k for k in range(found.first - 1, start - 1, -1) if unit.low(k) in grammar.auxiliaries), None)
    ends = (
        found.last >= len(unit.words) or not unit.words[found.last].is_word or unit.low(found.last) in grammar.joiners
    )
    passive = last = False
    if found.apart is not None:
        close, cue = found.apart + 1, (*cue, (found.apart, found.apart + 1))
    elif helper is not None and (ends or unit.low(found.last) in grammar.auxiliaries | grammar.be):
        if unit.low(helper) not in grammar.be | grammar.have or (
            unit.low(helper) in grammar.be and _is_infinitive(found)
        ):
            return None  # what somebody can, wants to or will say
        verb, cue = helper, ((helper, helper + 1), *cue)
        passive = unit.low(helper) in grammar.be
        close = found.last
    elif unit.low(found.last) in grammar.auxiliaries:
        close, last = found.last + 1, True
        cue = ((found.first, close),)
        passive = unit.low(found.last) in grammar.be
    elif found.cue.participle:
        return None
    else:
        last = ends and start < verb and opens_subordinate(unit, start)
    negated = any(unit.low(k) in grammar.negations for k in range(start, min(close + 3, len(unit.words))))
    return Bracket(
        found, start, verb, close, cue, passive, negated, last or (passive and opens_subordinate(unit, start))
    )


def _is_infinitive(found: Found) -> bool:
    return not found.cue.participle and found.cue.form == found.cue.lemma


def _start(unit: Unit, at: int) -> int:
    """The beginning of the clause in which a word stands: behind the mark or the quotation before it."""
    first = at
    while first > 0 and not unit.quoted[first - 1] and not stops(unit, first - 1):
        first -= 1
    if first > 0 and unit.words[first - 1].text == ")":
        opening = next((k for k in range(first - 2, max(-1, first - 12), -1) if unit.words[k].text == "("), None)
        if opening:
            return _start(unit, opening)
    return first


def stops(unit: Unit, i: int) -> bool:
    """Is word i a mark that ends a clause; a full stop inside a unit belongs to a number or a short form."""
    if unit.words[i].text == ":" and 0 < i < len(unit.words) - 1:  # `12:30 Uhr`
        return not (unit.words[i - 1].text.isdigit() and unit.words[i + 1].text.isdigit())
    return unit.words[i].text in STOPS or (unit.words[i].text == "." and _ends_unit(unit, i))


def _ends_unit(unit: Unit, i: int) -> bool:
    return i + 1 >= len(unit.words) or unit.quoted[i + 1] or unit.words[i - 1].text in '”“"»«'


def opens_subordinate(unit: Unit, i: int) -> bool:
    """Does word i open a clause whose verb stands last."""
    grammar = unit.language.grammar
    low = unit.low(i)
    return (
        low in grammar.complementizers
        or low in grammar.likewise
        or low in grammar.brackets
        or low in grammar.conditions
    ) and not (unit.words[i].is_capital and low in grammar.articles)


def subject(unit: Unit, b: Bracket) -> tuple[int, int] | None:
    """Who says it: what stands before the finite verb unless that is no subject, else the noun phrase behind the verb."""
    grammar = unit.language.grammar
    first = b.start
    while first < b.verb and unit.low(first) in grammar.insertions:
        first += 1
    if b.last:
        return noun_phrase(unit, first + 1, b.verb) or _relative(unit, first)
    if first == b.verb:
        return subject_behind(unit, b.verb + 1, len(unit.words))
    if unit.low(b.verb + 1) in grammar.nominatives and not speaks(unit, first, b.verb):
        return b.verb + 1, b.verb + 2
    low = unit.low(first)
    leads = low in grammar.leads and (low not in grammar.articles or first + 1 == b.verb)
    if leads or low in grammar.prepositions | grammar.object_articles or _tells_when(unit, first, b.verb):
        return subject_behind(unit, b.verb + 1, len(unit.words))
    if b.start > 0 and unit.words[b.start - 1].text == "," and opens_subordinate(unit, first):
        return None
    last = without_tail(unit, first, b.verb)
    if last is None:
        return subject_behind(unit, b.verb + 1, len(unit.words))
    return first, last


def _relative(unit: Unit, i: int) -> tuple[int, int] | None:
    return (
        (i, i + 1) if unit.low(i) in unit.language.grammar.relatives | unit.language.grammar.relative_articles else None
    )


def _tells_when(unit: Unit, first: int, last: int) -> bool:
    words = range(first, min(last, first + 3))
    return any(unit.low(k) in unit.language.weekdays or unit.low(k) in unit.language.months for k in words)


def is_clause(unit: Unit, first: int, last: int) -> bool:
    """Does a finite verb stand here: one of reported speech, an auxiliary, or a word in lower case that ends like one."""
    grammar = unit.language.grammar
    return has_verb(unit, first, last) or any(
        unit.low(k).endswith(grammar.finite_endings)
        and not unit.words[k].is_capital
        and not (k + 1 < len(unit.words) and unit.words[k + 1].is_capital)
        and unit.low(k) not in grammar.adverbs | grammar.prepositions | grammar.negations
        for k in range(first, last)
    )


def has_verb(unit: Unit, first: int, last: int) -> bool:
    """Does a finite verb stand here that makes a sentence of it: an auxiliary or a subjunctive outside of a bracket."""
    grammar = unit.language.grammar
    return any(unit.low(k) in grammar.auxiliaries or unit.low(k) in grammar.subjunctive for k in range(first, last))


def is_reported(unit: Unit, first: int) -> bool:
    """Has the clause that begins here its verb in the subjunctive; in second place where it begins like a relative one."""
    grammar = unit.language.grammar
    relative = unit.low(first) in grammar.relatives | grammar.relative_articles
    for k in range(first, min(first + NEAR, len(unit.words))):
        if unit.words[k].text != "," and stops(unit, k) and not unit.quoted[k]:
            return False
        if unit.low(k) in grammar.subjunctive and not unit.words[k].is_capital:
            return not relative or (k + 1 < len(unit.words) and not stops(unit, k + 1))
    return False


def said_behind(unit: Unit, found: Found, close: int) -> int | None:
    """The first word of what is said, behind the clause that ends at `close` or later: a quotation, what follows a colon,
    a clause with `dass` and its like, a reported clause, an infinitive."""
    grammar = unit.language.grammar
    k = close
    while k < len(unit.words):
        text = unit.words[k].text
        if unit.quoted[k]:
            return k
        if text == ":":
            return k + 1 if k + 1 < len(unit.words) else None
        if text in ";?!" or (text == "." and _ends_unit(unit, k)):
            return None
        if text == "," and k + 1 < len(unit.words):
            after = k + 1
            if unit.quoted[after] or (unit.low(after) in grammar.complementizers and not is_relative(unit, after)):
                return after
            if unit.low(after) not in grammar.brackets - grammar.relatives - grammar.relative_articles and is_reported(
                unit, after
            ):
                return after
            purpose = unit.low(after) in grammar.brackets - grammar.relatives - grammar.relative_articles
            if not purpose and "infinitive" in found.cue.takes | {"infinitive"} and infinitive(unit, after):
                return after
            if _plain_clause(unit, found, after) and k - close <= NEAR:
                return after
            behind = next(
                (j for j in range(after, min(after + MAX_INSERTED, len(unit.words))) if unit.low(j) == ","), None
            )
            if behind is None:
                return None
            k = behind
            continue
        k += 1
    return None


def is_relative(unit: Unit, i: int) -> bool:
    """`welche` and its like behind a noun open a relative clause."""
    return (
        unit.low(i) in unit.language.grammar.relatives | unit.language.grammar.relative_articles
        and i > 1
        and unit.words[i - 2].is_capital
    )


def infinitive(unit: Unit, first: int) -> bool:
    """Does an infinitive with its mark close the clause that begins here."""
    grammar = unit.language.grammar
    for k in range(first, min(first + 2 * NEAR, len(unit.words))):
        if stops(unit, k) and k > first:
            last = unit.low(k - 1)
            return last.endswith("n") and (unit.low(k - 2) == grammar.to or grammar.to in last[1:-2])
    return False


def _plain_clause(unit: Unit, found: Found, first: int) -> bool:
    """Behind a plain saying a clause in the indicative is said too, if its verb stands second."""
    grammar = unit.language.grammar
    if not {"clause", "quote"} <= found.cue.takes or found.cue.lemma in grammar.needs_that:
        return False
    low = unit.low(first)
    if low in grammar.brackets | grammar.joiners | grammar.but and not (
        low in grammar.articles and any(unit.low(k) in grammar.auxiliaries for k in range(first + 2, first + 6))
    ):
        return False
    end = next((k for k in range(first, len(unit.words)) if stops(unit, k)), len(unit.words))
    return is_clause(unit, first + 1, end)


def is_marked(unit: Unit, at: int) -> bool:
    """Does something other than the order of words show that what begins here is said."""
    return (
        infinitive(unit, at)
        or unit.low(at) in unit.language.grammar.complementizers
        or unit.quoted[at]
        or unit.words[at - 1].text == ":"
        or is_reported(unit, at)
    )


def clause_end(unit: Unit, i: int) -> int:
    """The end of the main clause in which word i stands: a stop, or a comma behind which a clause of its own begins."""
    grammar = unit.language.grammar
    k = i
    while k < len(unit.words):
        if not unit.quoted[k] and unit.words[k].text != "," and stops(unit, k):
            return k
        if not unit.quoted[k] and unit.words[k].text == "," and unit.low(k + 1) in grammar.clause_openers:
            return k
        k += 1
    return k


def before_insertion(unit: Unit, b: Bracket) -> tuple[int, int] | None:
    """The subject of `X, der ..., sagte`: from the beginning of the unit to the comma before the verb."""
    if b.start != b.verb or b.verb < 3 or unit.words[b.verb - 1].text != ",":
        return None
    grammar = unit.language.grammar
    comma = next((k for k in range(b.verb - 1) if unit.words[k].text == ","), None)
    low = unit.low(0)
    if comma is None or low in grammar.prepositions or low in grammar.leads or opens_subordinate(unit, 0):
        return None
    return (0, b.verb - 1) if apposed(unit, comma) else (0, comma)


def agent(unit: Unit, b: Bracket) -> tuple[int, int] | None:
    """Who does it, of a passive: `von X`."""
    by = next((k for k in range(b.verb, b.close) if unit.low(k) == unit.language.grammar.by), None)
    return noun_phrase(unit, by + 1, b.close) if by is not None else None


def speaks(unit: Unit, first: int, last: int) -> bool:
    """Is this surely somebody: a role, a pronoun, or capitals without an article."""
    language = unit.language
    return any(
        unit.low(k) in language.role_nouns or unit.low(k) in language.grammar.nominatives for k in range(first, last)
    ) or (unit.words[first].is_capital and unit.low(first) not in language.grammar.articles)
