"""What a tagger marked, mended by what stands around it: whose words they are, and which words.

A tagger looks for the nearest of each; a clause that hangs on another has its own subject, a pronoun stands for something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dissensus.stages.read import clauses
from dissensus.stages.read.draft import Pair, main_subject, names_somebody, pair
from dissensus.stages.read.scan import Unit, inner
from dissensus.stages.read.tagger import Tagged

STOP = re.compile(r"[.!?…][”\"’»)]?\s")  # where a sentence may end
MAX_JOINING = 12  # characters between two pieces of what somebody says: `, but `
MAX_NOUN = 6  # words up to the noun of what somebody reacts to
MAX_SUBORDINATE = 8  # words of the clause before a participle


def mended(one: Tagged, unit: Unit, found: Sequence[Tagged]) -> Tagged:
    """The statement with the source of its own clause, what its pronoun stands for, and without what another says.
    `unit` is where it begins, `found` are all statements of the article."""
    one = _reacting(_whole_clause(_own_source(one, unit), unit, found), unit)
    return _stands_for(one, unit, found)


def handed_back(text: str, found: Sequence[Tagged], joining: frozenset[str]) -> list[Tagged]:
    """What goes on with somebody's words is theirs: `X said A, but B. Y denies this`, where the tagger gave B to Y as well.
    `joining` are the words that may stand between A and B."""
    ends = {span[1]: (i, j) for i, one in enumerate(found) if one.source for j, span in enumerate(one.content)}
    out = list(found)
    for i, one in enumerate(found):
        if len(one.content) < 2 or not one.cue or not one.source:
            continue
        (start, end), begins = one.content[0], min(one.source[0][0], one.cue[0][0])
        if end > begins or not STOP.search(text, end - 1, begins):
            continue
        before = next((ends[k] for k in range(start, max(0, start - MAX_JOINING), -1) if k in ends), None)
        if before is None or before[0] == i:
            continue
        other = out[before[0]]
        a, b = other.content[before[1]]
        between = text[b:start].lower().replace(",", " ").split()
        if STOP.search(text, b, start) or not between or not all(word in joining for word in between):
            continue
        content = (*other.content[: before[1]], (a, end), *other.content[before[1] + 1 :])
        out[before[0]] = replace(other, content=content)
        out[i] = replace(out[i], content=one.content[1:])
    return out


def _whole_clause(one: Tagged, unit: Unit, found: Sequence[Tagged]) -> Tagged:
    """`C, as suggested by X`: all of the clause, where the tagger took its subject alone."""
    at = _word_at(unit, one.cue[0][0]) if one.cue and len(one.content) == 1 else None
    if at is None or at < 2 or unit.low(at) != unit.language.grammar.as_ or unit.low(at - 1) != ",":
        return one
    (start, end), stop = one.content[0], unit.words[at - 2].end
    first = _word_at(unit, start)
    if first is None or not end < stop or any(not w.is_word for w in unit.words[first : at - 1]):
        return one
    if any(a < stop and end < b for other in found for a, b in (*other.source, *other.cue, *other.content)):
        return one
    return replace(one, content=((start, stop),))


def _reacting(one: Tagged, unit: Unit) -> Tagged:
    """`X commented on reports that C`, `X reacted to Y's article on C`: C is what is reported, and not by X."""
    grammar, nesting = unit.language.grammar, unit.language.nesting
    at = _word_at(unit, one.cue[0][0]) if len(one.cue) == 1 and len(one.content) == 1 else None
    if at is None or not nesting.reacting:
        return one
    cue = [w.low for w in unit.words if one.cue[0][0] <= w.start < one.cue[0][1]]
    if not any(w in nesting.reacting for w in cue) or cue[-1] not in nesting.reacted_to:
        return one
    first = _word_at(unit, one.content[0][0])
    if first is None:
        return one
    known = unit.language.attributes.claimed | unit.language.document_nouns
    noun = next((k for k in range(first, min(first + MAX_NOUN, len(unit.words))) if unit.low(k) in known), None)
    if noun is None or any(not unit.words[k].is_word for k in range(first, noun)):
        return one
    told = unit.low(noun + 1)
    start = noun + 1 + (told not in grammar.complementizers)
    if told not in grammar.complementizers | nesting.told_of or start >= len(unit.words):
        return one
    end = one.content[0][1]
    if unit.words[start].start >= end:
        return one
    owner = [k for k in range(first, noun) if unit.words[k].is_capital]
    source = (pair(unit, owner[0], owner[-1] + 1),) if owner and owner[-1] == noun - 1 else ()
    cue_span = (unit.words[noun].start, unit.words[noun].end)
    return replace(one, source=source, cue=(cue_span,), content=((unit.words[start].start, end),))


def _own_source(one: Tagged, unit: Unit) -> Tagged:
    """`X left, citing C`: who says it is the subject, though the tagger took a speaker of another sentence."""
    if not one.cue or len(one.source) > 1 or any(unit.start <= a < unit.end for a, _ in one.source):
        return one
    at = _word_at(unit, one.cue[0][0])
    if (
        at is None
        or at < 2
        or unit.low(at - 1) != ","
        or not unit.low(at).endswith(unit.language.grammar.gerund_endings)
    ):
        return one
    subject = _of_subordinate(unit, at - 1) or _main(unit, at)
    return replace(one, source=(subject,)) if subject else one


def _word_at(unit: Unit, start: int) -> int | None:
    return next((i for i, word in enumerate(unit.words) if word.start == start), None)


def _of_subordinate(unit: Unit, comma: int) -> Pair | None:
    """The subject of a short clause that ends at a comma: `... when X left, citing`."""
    words = unit.language.nesting.subordinators
    for k in range(comma - 1, max(-1, comma - MAX_SUBORDINATE), -1):
        if not unit.words[k].is_word or unit.quoted[k]:
            return None
        if unit.low(k) in words:
            part = inner(unit, unit.words[k + 1].start, unit.words[comma - 1].end) if k + 1 < comma else None
            subject = clauses.leading_subject(part) if part else None
            if part and subject and names_somebody(part, *subject):
                return pair(part, *subject)
            return None
    return None


def _main(unit: Unit, at: int) -> Pair | None:
    subject = main_subject(unit, at)
    return pair(unit, *subject) if subject else None


def _stands_for(one: Tagged, unit: Unit, found: Sequence[Tagged]) -> Tagged:
    """`C, which X has denied`: C, as all of the clause that another says there, or as the noun phrase before the comma."""
    if len(one.content) != 1 or not one.source or not one.cue:
        return one
    start, end = one.content[0]
    if unit.text[start:end].lower() not in unit.language.nesting.object_relatives or one.source[0][0] < end:
        return one
    at = _word_at(unit, start)
    if at is None or at < 2 or unit.low(at - 1) != ",":
        return one
    stop = unit.words[at - 2].end
    said = next((c for other in found for c in other.content if c[0] < stop <= c[1] and other is not one), None)
    before = _antecedent(unit, at - 1, said)
    return replace(one, content=(before,)) if before else one


def _antecedent(unit: Unit, comma: int, said: Pair | None) -> Pair | None:
    """What stands before a comma: the noun phrase, where its noun tells of a claim or nobody says a clause there; else that
    clause."""
    grammar, words = unit.language.grammar, unit.language.attributes
    first = next(
        (k for k in range(comma - 1, max(-1, comma - MAX_SUBORDINATE), -1) if unit.low(k) in grammar.plain_articles),
        None,
    )
    told = first is not None and any(
        unit.low(k) in words.claimed or unit.low(k) in unit.language.hedges for k in range(first, comma)
    )
    if said is not None and not told:
        at = _word_at(unit, said[0])
        while at is not None and unit.low(at) in grammar.complementizers:
            at += 1
        if at is not None and any(unit.low(k) in grammar.auxiliaries for k in range(at, comma)):
            return unit.trimmed(at, comma)
    if first is not None:
        return unit.trimmed(first, comma)
    return None
