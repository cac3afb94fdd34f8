"""Rules for languages whose verb stands second. Like the rules of `rules`, each takes a unit and a cue in it and gives a draft
or abstains; what a clause is there, `bracket` tells.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dissensus.records import Act
from dissensus.stages.read.bracket import (
    MAX_INSERTED,
    Bracket,
    agent,
    before_insertion,
    bracket_of,
    clause_end,
    has_verb,
    is_clause,
    is_marked,
    is_reported,
    opens_subordinate,
    said_behind,
    speaks,
    subject,
)
from dissensus.stages.read.draft import Draft, Pair, pair
from dissensus.stages.read.phrases import noun_phrase, subject_behind
from dissensus.stages.read.scan import Found, Unit

# By rule, the share of its statements on the train part of the German set whose content is right, in steps of 0.05.
CONFIDENCE = {
    "trailing": 0.85,
    "clause": 0.85,
    "stated_by": 0.6,
    "object": 0.6,
    "shared_subject": 0.6,
    "owned_noun": 0.6,
}
UNMARKED = 0.7  # of a clause that its place alone shows to be said


def _draft(
    unit: Unit,
    b: Bracket,
    source: tuple[int, int] | None,
    content: tuple[Pair, ...],
    *,
    rule: str,
    shape: str = "clause",
) -> Draft:
    """A draft of one source, given as words, with the confidence of its rule."""
    cue = tuple(pair(unit, first, last) for first, last in b.cue)
    who = (pair(unit, *source),) if source else ()
    return Draft(who, cue, content, rule, CONFIDENCE[rule], shape)


def as_told(unit: Unit, found: Found) -> Draft | None:
    """`Wie X mitteilte, C` and `C, wie X mitteilte`: the clause that tells who says the rest of the sentence."""
    b = bracket_of(unit, found)
    if b is None or unit.low(b.start) not in unit.language.grammar.likewise or not (b.last or b.passive):
        return None
    source = noun_phrase(unit, b.start + 1, b.cue[0][0])
    mark = (b.start, b.start + 1)
    told = replace(b, cue=(mark, *b.cue), negated=False, last=True)
    if b.start <= 1:
        content = unit.trimmed(b.close, len(unit.words))
        return content and _draft(unit, told, source, (content,), rule="trailing")
    before, after = unit.trimmed(0, b.start), unit.trimmed(b.close, len(unit.words))
    return before and _draft(unit, told, source, (before, after) if after else (before,), rule="trailing")


def inverted(unit: Unit, found: Found) -> Draft | None:
    """`C, sagte X` and `C, sagte X, C`: the verb directly behind what is said."""
    b = bracket_of(unit, found)
    if b is None or b.verb == 0 or b.start != b.verb or b.passive or b.negated:
        return None
    if not found.cue.takes & {"clause", "quote"} or not (
        unit.quoted[b.verb - 1] or unit.words[b.verb - 1].text in ",–—?!"
    ):
        return None
    quoted = unit.quoted[b.verb - 1] or unit.quoted[max(b.verb - 2, 0)]
    if not quoted and (found.cue.lemma in unit.language.grammar.needs_that or not is_clause(unit, 0, b.verb)):
        return None
    if not quoted and (opens_subordinate(unit, 0) and unit.low(0) not in unit.language.grammar.complementizers):
        return None  # `Nachdem ..., sagte X`
    if not quoted and (said_behind(unit, found, b.close) is not None and not has_verb(unit, 0, b.verb)):
        return None  # `X, der ..., sagte, dass C`
    impersonal = found.cue.lemma in unit.language.grammar.impersonal
    behind = max(b.verb + 1, found.last if b.verb == found.first else 0)
    source = subject_behind(unit, behind, len(unit.words), impersonal=impersonal)
    end = source[1] if source else b.close
    if source is None and not impersonal:
        return None
    head = unit.trimmed(0, b.verb)
    if head is None:
        return None
    content = [head]
    rest = _rest(unit, max(end, b.close))
    if rest:
        content.append(rest)
    return _draft(unit, b, source, tuple(content), rule="trailing")


def _rest(unit: Unit, end: int) -> Pair | None:
    """What is said behind `..., sagte X [am Montag]`: a quotation, or a clause that is reported too."""
    grammar = unit.language.grammar
    for k in range(end, min(end + MAX_INSERTED, len(unit.words))):
        if unit.quoted[k]:
            return unit.trimmed(k, len(unit.words))
        if unit.words[k].text in ",:":
            after = k + 1
            if after < len(unit.words) and (
                unit.quoted[after]
                or unit.low(after) in grammar.complementizers | grammar.but
                or is_reported(unit, after)
            ):
                return unit.trimmed(after, len(unit.words))
    return None


def opened(unit: Unit, found: Found) -> Draft | None:
    """`X sagte, dass C`, `Am Montag teilte X mit, C`, `X hat gesagt: C`, `X forderte, zu C`, `weil X behauptet, C`; in the
    passive without a source, or with `von X`."""
    b = bracket_of(unit, found)
    if b is None or not found.cue.takes & {"clause", "quote", "infinitive"}:
        return None
    at = said_behind(unit, found, max(b.close, b.verb + 1))
    if at is None or (found.cue.lemma in unit.language.grammar.needs_that and not is_marked(unit, at)):
        return None
    content = unit.trimmed(at, _end(unit, at))
    if content is None:
        return None
    impersonal = found.cue.lemma in unit.language.grammar.impersonal
    if impersonal:
        source = _told_in(unit, b, found)
    else:
        source = agent(unit, b) if b.passive else before_insertion(unit, b) or subject(unit, b)
    if source is None and not b.passive and not impersonal:
        return None
    draft = _draft(unit, b, source, (content,), rule="clause")
    return draft if is_marked(unit, at) else replace(draft, confidence=UNMARKED)


def _told_in(unit: Unit, b: Bracket, found: Found) -> tuple[int, int] | None:
    """`In dem Bericht heißt es` and `Es heißt in dem Bericht`: what stands behind a preposition."""
    for first, last in ((b.start, b.verb), (found.last, len(unit.words))):
        if unit.low(first) in unit.language.grammar.prepositions:
            return noun_phrase(unit, first + 1, last)
    return None


def said_before(unit: Unit, found: Found) -> Draft | None:
    """`Dies teilte X mit`: what is said stands in the sentence before."""
    b = bracket_of(unit, found)
    grammar = unit.language.grammar
    if b is None or b.passive or b.last or b.verb != b.start + 1 or unit.low(b.start) not in grammar.said_so:
        return None
    if not found.cue.takes & {"clause", "quote"} or said_behind(unit, found, b.close) is not None:
        return None
    source = subject_behind(unit, b.verb + 1, len(unit.words))
    return _draft(unit, b, source, (), rule="stated_by") if source else None


def _end(unit: Unit, at: int) -> int:
    """Where what is said ends: at the unit's end, or where a subordinate clause of it is closed by a comma and the verb of
    the main clause follows (`dass C, sagte X`)."""
    quote = unit.quote_at(at)
    if quote and quote.closed and unit.text[quote.end - 2] in ".?!…":
        return next((k for k in range(at, len(unit.words)) if unit.words[k].start >= quote.end), len(unit.words))
    known = [found for found in unit.cues if found.first > at and not found.cue.noun]
    for found in known:
        before = unit.words[found.first - 1].text
        if before == "," and unit.low(at) in unit.language.grammar.complementizers and found.cue.takes & {"quote"}:
            return found.first
    return len(unit.words)


def object_(unit: Unit, found: Found) -> Draft | None:
    """`X kritisierte C`, `X wies C zurück`, `X hat C gefordert`, `C bezeichnete X als C`: a noun phrase is said of."""
    b = bracket_of(unit, found)
    if b is None or "object" not in found.cue.takes or b.passive:
        return None
    source = before_insertion(unit, b) or subject(unit, b)
    if source is None:
        return None
    other = subject_behind(unit, b.verb + 1, len(unit.words)) if source[0] < b.verb else None
    if other and other[0] == b.verb + 1 and not speaks(unit, *source) and speaks(unit, *other):
        source = other  # `Die Kritik wies der Minister zurück`
    behind = source[1] if source[0] > b.verb else b.verb + 1
    if b.last:
        content = unit.trimmed(source[1], b.verb)
    else:
        content = unit.trimmed(behind, b.close - 1 if b.close - 1 > b.verb else clause_end(unit, behind))
    if content is None and source[0] > b.verb:
        content = unit.trimmed(b.start, b.verb)
    return content and _draft(unit, b, source, (content,), rule="object", shape="object")


def shared_subject(unit: Unit, found: Found) -> Draft | None:
    """`X sagte A und forderte B`: a second verb of one subject."""
    grammar = unit.language.grammar
    b = bracket_of(unit, found)
    if b is None or b.last or b.passive or b.verb == 0 or unit.low(b.verb - 1) not in grammar.coordinators:
        return None
    source = main_subject(unit, b.verb - 1)
    if source is None:
        return None
    at = said_behind(unit, found, b.close) if found.cue.takes & {"clause", "quote", "infinitive"} else None
    if at is not None:
        content = unit.trimmed(at, _end(unit, at))
        return content and _draft(unit, b, source, (content,), rule="shared_subject")
    if "object" not in found.cue.takes:
        return None
    stop = b.close - 1 if b.close - 1 > b.verb else clause_end(unit, b.verb + 1)
    content = unit.trimmed(b.verb + 1, stop)
    return content and _draft(unit, b, source, (content,), rule="shared_subject", shape="object")


def main_subject(unit: Unit, before: int) -> tuple[int, int] | None:
    """The subject of the first verb of the unit, where one is plain: a cue's or an auxiliary's."""
    for found in unit.cues:
        b = bracket_of(unit, found) if found.first < before else None
        if b is not None and not b.passive and not b.last:
            source = before_insertion(unit, b) or subject(unit, b)
            if source is not None and source[1] <= before:
                return source
    return None


def owned_noun(unit: Unit, found: Found) -> Draft | None:
    """`die Behauptung von X, dass C`, `seine Forderung, C`: a noun that carries somebody's words."""
    if not found.cue.noun:
        return None
    grammar = unit.language.grammar
    source: tuple[int, int] | None = None
    if found.first > 0 and unit.low(found.first - 1) in grammar.owners:
        source = found.first - 1, found.first
    elif unit.low(found.last) == grammar.by or unit.low(found.last) in grammar.plain_articles:
        source = noun_phrase(unit, found.last + (unit.low(found.last) == grammar.by), len(unit.words))
    end = source[1] if source and source[0] > found.first else found.last
    if end + 1 >= len(unit.words) or unit.words[end].text != "," or unit.quoted[end]:
        return None
    if unit.low(end + 1) not in grammar.complementizers - grammar.relatives and not is_reported(unit, end + 1):
        return None
    content = unit.trimmed(end + 1, len(unit.words))
    if content is None or found.cue.act is Act.DENIES:
        return None
    cue = (pair(unit, found.first, found.last),)
    who = (pair(unit, *source),) if source else ()
    return Draft(who, cue, (content,), "owned_noun", CONFIDENCE["owned_noun"], shape="object")


RULES: tuple[Callable[[Unit, Found], Draft | None], ...] = (
    as_told,
    said_before,
    inverted,
    shared_subject,
    opened,
    object_,
    owned_noun,
)
