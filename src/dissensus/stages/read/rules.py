"""The rules that read statements. Each takes a unit and a cue in it and gives a draft or abstains; `RULES` is the algorithm.

A draft is offsets only. The first rule of the list that answers for a cue decides.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from dissensus.records import Act
from dissensus.stages.read import clauses, verb_second
from dissensus.stages.read.draft import (
    Draft,
    Pair,
    clause_end,
    closes_content,
    drafted,
    ends_clause,
    finite_after,
    main_subject,
    names_somebody,
    owner_after,
    pair,
    past_addressee,
)
from dissensus.stages.read.scan import Found, Unit


def trailing(unit: Unit, found: Found) -> Draft | None:
    """`C, X said` and `C, said X`, also in the middle of a content: `C, X said, C`."""
    grammar = unit.language.grammar
    if not found.cue.takes & {"clause", "quote"} or found.cue.noun or found.cue.participle:
        return None
    first, negated, passive = clauses.verb_group(unit, found.first)
    if passive or negated:
        return None
    source: Pair | None = None
    edge = tail = 0
    if first > 0 and closes_content(unit, first - 1) and unit.low(first - 1) != grammar.and_:
        after = clauses.phrase_after(unit, found.last)
        if after and names_somebody(unit, *after) and not _opens_content(unit, first, found, *after):
            source, edge, tail = after, first, after[1]
    if source is None:
        before = clauses.subject_before(unit, first)
        if before is None or before[0] == 0 or not closes_content(unit, before[0] - 1):
            return None
        tail = clauses.after_setting(unit, found.last)
        if found.cue.lemma in grammar.addressed and not ends_clause(unit, tail):
            addressee = clauses.phrase_after(unit, tail)
            tail = clauses.after_setting(unit, addressee[1]) if addressee else tail
        if not ends_clause(unit, tail):
            return None
        source, edge = before, before[0]
    tail = clauses.after_setting(unit, tail)
    head = unit.trimmed(0, edge)
    if head is None or edge < 3:
        return None
    content = [head]
    if tail < len(unit.words) and (
        unit.words[tail].text in ",:" or unit.quoted[tail] or unit.low(tail) in (grammar.that, grammar.as_)
    ):
        rest = unit.trimmed(tail, len(unit.words))
        if rest and (unit.quote_at(tail + 1) or unit.quoted[tail] or unit.text[head[1] - 1] not in '”"»'):
            content.append(rest)
    return drafted(unit, found, source, first=first, content=tuple(content), rule="trailing", confidence=0.85)


def _opens_content(unit: Unit, first: int, found: Found, start: int, end: int) -> bool:
    """Is the phrase behind the cue no speaker: `X, the mayor, said [the city] lied`, `X, a cook, told [the Post] that`."""
    grammar = unit.language.grammar
    if found.cue.lemma in grammar.never_before_speaker or unit.low(end) in grammar.auxiliaries:
        return True
    subject = clauses.subject_before(unit, first)
    if (
        unit.low(first - 1) != ","
        or subject is None
        or subject[0] != clauses.strip_lead(unit, 0, first)
        or any(unit.quoted[:first])
        or any(unit.low(k) in grammar.auxiliaries for k in range(first))
    ):
        return False  # what stands before the cue is a content, not a name with its apposition
    plain = all(
        unit.words[k].is_capital
        or unit.low(k) in grammar.articles | grammar.of_or_for | {grammar.and_, ","}
        or unit.low(k) in unit.language.role_nouns
        for k in range(start, end)
    )
    return not (plain and (end >= len(unit.words) or unit.words[end].text in ".,;:?!"))


def colon(unit: Unit, found: Found) -> Draft | None:
    """`X said: C`."""
    if not found.cue.takes & {"clause", "quote"} or found.cue.noun:
        return None
    at = next((k for k in range(found.last, min(found.last + 12, len(unit.words))) if unit.words[k].text == ":"), None)
    if at is None or any(unit.quoted[found.last : at]):
        return None
    first, _, passive = clauses.verb_group(unit, found.first)
    source = clauses.subject_before(unit, first)
    content = unit.trimmed(at + 1, len(unit.words))
    if source is None or content is None or passive:
        return None
    return drafted(unit, found, source, first=first, content=(content,), rule="colon", confidence=0.8)


def clause(unit: Unit, found: Found) -> Draft | None:
    """`X said that C`, `X said C`, `X told Y that C`, `X said "C"`."""
    grammar = unit.language.grammar
    if not found.cue.takes & {"clause", "quote"} or found.cue.noun or found.cue.participle:
        return None
    first, _, passive = clauses.verb_group(unit, found.first)
    if passive:
        return None
    at = clauses.after_setting(unit, found.last)
    if found.cue.lemma in grammar.addressed:
        at = past_addressee(unit, at)
    if (
        at >= len(unit.words)
        or unit.words[at].text in ".,;)"
        or (unit.low(at) in grammar.not_objects and unit.low(at) not in grammar.complementizers)
    ):
        if not (unit.words[min(at, len(unit.words) - 1)].text == "," and unit.quote_at(at + 1)):
            return None
        at += 1
    marked = unit.low(at) in grammar.complementizers or unit.quoted[at]
    bare = marked or (
        found.cue.lemma in grammar.needs_that and found.cue.lemma in grammar.bare and finite_after(unit, at)
    )
    if not bare and (
        found.cue.lemma in grammar.needs_that or found.cue.act in (Act.ACCUSES, Act.PRAISES, Act.DENIES, Act.DOUBTS)
    ):
        return None
    if not marked and "clause" not in found.cue.takes:
        return None
    if unit.low(at) == grammar.to and not unit.quoted[at]:
        return None
    source = clauses.subject_before(unit, first)
    content = unit.trimmed(at, len(unit.words))
    if source is None or content is None:
        return None
    return drafted(
        unit,
        found,
        source,
        first=first,
        content=(content,),
        rule="clause",
        confidence=0.85 if marked else 0.7,
    )


def infinitive(unit: Unit, found: Found) -> Draft | None:
    """`X promised to C`, `X refused to C`, `X declined to comment on C`."""
    grammar = unit.language.grammar
    if "infinitive" not in found.cue.takes or found.cue.noun:
        return None
    first, _, passive = clauses.verb_group(unit, found.first)
    at = found.last
    if found.cue.lemma in grammar.addressed:
        at = next((k for k in range(at, min(at + 8, len(unit.words))) if unit.low(k) == grammar.to), at)
    declines = found.cue.act is Act.DECLINES
    if passive or (unit.low(at) != grammar.to and not declines):
        return None
    source = clauses.subject_before(unit, first)
    if source is None:
        return None
    content = unit.trimmed(at, clause_end(unit, at)) or (pair(unit, found.first, found.last) if declines else None)
    if content is None:
        return None
    return drafted(
        unit,
        found,
        source,
        first=first,
        content=(content,),
        rule="infinitive",
        confidence=0.75,
        shape="infinitive",
    )


def object_(unit: Unit, found: Found) -> Draft | None:
    """`X denied C`, `X called C "..."`, with C a noun phrase or a gerund."""
    grammar = unit.language.grammar
    if "object" not in found.cue.takes or found.cue.noun:
        return None
    first, _, passive = clauses.verb_group(unit, found.first)
    at = found.last
    if found.cue.act is Act.DENIES and unit.low(at) == grammar.as_:  # `rejected as slander the suggestion that ...`
        at = next((k for k in range(at + 1, min(at + 6, len(unit.words))) if unit.low(k) in grammar.articles), at)
    if (
        passive
        or at >= len(unit.words)
        or (unit.low(at) in grammar.not_objects and not _demands_from(unit, found, at))
        or unit.words[at].text in ",.;:)"
    ):
        return None
    source = clauses.subject_before(unit, first)
    content = unit.trimmed(at, clause_end(unit, at))
    if content is None:
        return None
    if source is None or found.cue.participle:
        return None
    return drafted(
        unit,
        found,
        source,
        first=first,
        content=(content,),
        rule="object",
        confidence=0.75,
        shape="object",
    )


def _demands_from(unit: Unit, found: Found, at: int) -> bool:
    return found.cue.act is Act.DEMANDS and unit.low(at) in unit.language.grammar.object_marks


def participle(unit: Unit, found: Found) -> Draft | None:
    """`X ..., stating that C`, `X denies A, emphasizing B`: the subject is the main clause's."""
    grammar = unit.language.grammar
    if not found.cue.participle or found.first == 0:
        return None
    before = unit.low(found.first - 1)
    at = clauses.after_setting(unit, found.last)
    told = before in unit.language.document_nouns and unit.low(at) == grammar.that  # `published a text reporting that`
    if not told and before not in grammar.before_participle:
        return None
    if found.cue.lemma in grammar.addressed:
        at = past_addressee(unit, at)
    if at < len(unit.words) and unit.words[at].text in ",:" and unit.quote_at(at + 1):
        at += 1
    if at >= len(unit.words) or unit.words[at].text in ",.;":
        return None
    marked = unit.low(at) in grammar.complementizers or unit.quoted[at]
    if not marked and not (found.cue.takes & {"object", "clause"}):
        return None
    if not marked and (
        unit.low(at) in grammar.not_objects or found.cue.lemma in grammar.needs_that - grammar.needs_no_that
    ):
        return None
    source = main_subject(unit, found.first)
    content = unit.trimmed(at, len(unit.words) if marked else clause_end(unit, at))
    if source is None or content is None:
        return None
    return drafted(
        unit,
        found,
        source,
        first=found.first,
        content=(content,),
        rule="participle",
        confidence=0.65,
        shape="clause" if marked else "object",
    )


def shared_subject(unit: Unit, found: Found) -> Draft | None:
    """`X said A and denied B`: a second verb of one subject."""
    grammar = unit.language.grammar
    first, _, passive = clauses.verb_group(unit, found.first)
    if found.cue.noun or found.cue.participle or passive or unit.low(first - 1) not in grammar.coordinators:
        return None
    source = main_subject(unit, first - 1)
    at = clauses.after_setting(unit, found.last)
    if (
        source is None
        or at >= len(unit.words)
        or (unit.low(at) in grammar.not_objects and unit.low(at) not in grammar.complementizers)
    ):
        return None
    if unit.words[at].text in ",.;:" or (
        unit.low(at) not in grammar.complementizers
        and not unit.quoted[at]
        and "object" not in found.cue.takes
        and found.cue.lemma in grammar.needs_that
    ):
        return None
    content = unit.trimmed(at, len(unit.words) if unit.low(at) in grammar.complementizers else clause_end(unit, at))
    if content is None:
        return None
    shape = "object" if "object" in found.cue.takes and unit.low(at) not in grammar.complementizers else "clause"
    return drafted(
        unit,
        found,
        source,
        first=first,
        content=(content,),
        rule="shared_subject",
        confidence=0.6,
        shape=shape,
    )


def stated_by(unit: Unit, found: Found) -> Draft | None:
    """`This was stated by X`: the content is what stands before."""
    grammar = unit.language.grammar
    first, _, passive = clauses.verb_group(unit, found.first)
    if unit.low(found.last) != grammar.by or found.cue.noun or not (passive or unit.low(first - 1) == grammar.as_):
        return None
    source = clauses.phrase_after(unit, found.last + 1)
    if source is None:
        return None
    if not passive:  # `C, as stated by X`
        content = unit.trimmed(0, first - 1)
        return content and drafted(
            unit,
            found,
            source,
            first=first - 1,
            content=(content,),
            rule="as_stated_by",
            confidence=0.7,
            last=found.last + 1,
        )
    if first == 0 or (first == 1 and unit.low(0) in grammar.said_so):
        last = source[1]
        if unit.low(last) == "," and unit.words[min(last + 1, len(unit.words) - 1)].is_capital:
            last = clause_end(unit, last + 1)  # `by the secretary of X, Jane Doe`
            source = source[0], last
        return drafted(unit, found, source, first=first, content=(), rule="stated_by", confidence=0.6)
    content = unit.trimmed(clauses.strip_lead(unit, 0, first), first)
    if content is None or found.cue.act in (Act.DEMANDS, Act.PLANS):
        return None
    return drafted(
        unit, found, source, first=first, content=(content,), rule="passive_by", confidence=0.55, shape="object"
    )


def owned_noun(unit: Unit, found: Found) -> Draft | None:
    """`X's claim that C`, `claims made by X that C`, `its denial of C`."""
    grammar = unit.language.grammar
    if not found.cue.noun:
        return None
    at = found.last
    source: Pair | None = None
    cue_end = at
    if (unit.low(at) in grammar.made and unit.low(at + 1) in grammar.made_when) or unit.low(at) == grammar.by:
        by = next((k for k in range(at, min(at + 5, len(unit.words))) if unit.low(k) == grammar.by), None)
        if by is None:
            return None
        phrase = owner_after(unit, by + 1)
        if phrase is None:
            return None
        source, cue_end, at = pair(unit, *phrase), by + 1, phrase[1]
    elif found.first > 0:
        closing = found.first > 1 and unit.words[found.first - 1].text in '"”'
        word = unit.words[found.first - 1 - closing]
        if word.low.endswith(grammar.owner_endings) or word.low in grammar.owners:
            first = found.first - 1 - closing
            while (
                first > 0
                and (unit.words[first - 1].is_capital or unit.low(first - 1) in (grammar.the, '"', "“"))
                and not unit.quoted[first - 1]
            ):
                first -= 1
            end = word.end - (2 if word.low.endswith("'s") else 1 if word.low.endswith("s'") else 0)
            source = unit.words[first].start, end
    if source is None or unit.low(at) not in grammar.complementizers | grammar.of_or_about:
        return None
    content = unit.trimmed(at if unit.low(at) in grammar.complementizers else at + 1, clause_end(unit, at))
    if content is None:
        return None
    return Draft(
        (source,),
        (pair(unit, found.first, cue_end),),
        (content,),
        "owned_noun",
        0.6,
        shape="object",
    )


Rule = Callable[[Unit, Found], Draft | None]


def _in_order(rule: Rule, *, second: bool) -> Rule:
    """The rule for languages of one order of words; it abstains in others."""

    @wraps(rule)
    def asked(unit: Unit, found: Found) -> Draft | None:
        return rule(unit, found) if unit.language.grammar.verb_second is second else None

    return asked


SUBJECT_FIRST = (stated_by, trailing, colon, clause, infinitive, object_, participle, shared_subject, owned_noun)
RULES: tuple[Rule, ...] = (
    *(_in_order(rule, second=False) for rule in SUBJECT_FIRST),
    *(_in_order(rule, second=True) for rule in verb_second.RULES),
)
