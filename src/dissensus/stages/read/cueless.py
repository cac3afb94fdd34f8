"""Sayings without a verb of saying: `according to`, any verb behind a quotation, a quotation that goes on."""

from __future__ import annotations

from dissensus.stages.read import attributions, clauses
from dissensus.stages.read.draft import Draft, Pair, clause_start, names_somebody, pair
from dissensus.stages.read.scan import Unit


def according_to(unit: Unit) -> list[Draft]:
    """`According to X, C` and `C, according to X`: no verb, so apart from the cues."""
    if unit.language.grammar.verb_second:
        return attributions.attributions(unit)
    out = []
    for phrase in unit.language.according_to:
        words = phrase.split()
        for i in range(len(unit.words) - len(words)):
            if unit.words[i].low != words[0] or [unit.low(i + k) for k in range(len(words))] != words or unit.quoted[i]:
                continue
            source = clauses.phrase_after(unit, i + len(words), apposition=i > 1)
            if source is None:
                continue
            if i <= 1 or unit.words[i - 1].text in ";:":
                content = unit.trimmed(source[1], len(unit.words))
            else:
                content = unit.trimmed(clause_start(unit, i - 1), i)
            if content:
                rest = unit.trimmed(source[1], len(unit.words)) if i > 1 and unit.low(source[1]) == "," else None
                spans = (content, rest) if rest else (content,)
                out.append(
                    Draft(
                        (pair(unit, *source),),
                        (pair(unit, i, i + len(words)),),
                        spans,
                        "according_to",
                        0.85,
                    )
                )
    return out


MAX_BEHIND = 16  # words that may follow a quotation with its speaker


def quoted_by_anybody(unit: Unit) -> Draft | None:
    """`"...," she sobbed`: behind a quotation that ends in a comma, any verb is one of saying."""
    if unit.language.grammar.verb_second:
        return attributions.quoted_by_anybody(unit)
    closed = [q for q in unit.quotes if q.closed and unit.text[q.end - 2] in ",?!—…"]
    if not closed:
        return None
    at = next((i for i, w in enumerate(unit.words) if w.start >= closed[-1].end), None)
    if at is None or len(unit.words) - at > MAX_BEHIND:
        return None
    grammar = unit.language.grammar
    last = at
    while (
        last < len(unit.words)
        and not unit.quoted[last]
        and (
            unit.words[last].is_capital
            or unit.low(last) in unit.language.pronouns
            or unit.low(last) in unit.language.role_nouns
            or unit.low(last) in grammar.articles | grammar.adjectives | grammar.of_or_for
        )
    ):
        last += 1
    if last == at or last >= len(unit.words) or not names_somebody(unit, at, last):
        return None
    verb = unit.low(last)
    if not (verb.endswith(grammar.finite_endings) or verb in unit.language.cues) or verb in grammar.auxiliaries:
        return None
    content = tuple((q.start, q.end) for q in unit.quotes)
    return Draft(
        (pair(unit, at, last),),
        (pair(unit, last, last + 1),),
        content,
        "quoted_by_anybody",
        0.75,
    )


def lone_quotation(unit: Unit, last_source: Pair | None) -> Draft | None:
    """A unit that is all quotation goes on with what the last speaker said."""
    if last_source is None or not unit.quotes or not unit.quoted or not unit.quoted[0]:
        return None
    outside = [w for w, q in zip(unit.words, unit.quoted, strict=True) if not q and w.is_word]
    if outside:
        return None
    return Draft((last_source,), (), ((unit.start, unit.end),), "lone_quotation", 0.6)


def free_indirect(unit: Unit, last_source: Pair | None) -> Draft | None:
    """A unit whose verb is in the form of reported speech (`Die Brücke sei sicher.`) goes on with what somebody said, or
    says what is told by hearsay (`Er soll geflohen sein.`)."""
    grammar = unit.language.grammar
    if not unit.words or not any(w.low in grammar.subjunctive | grammar.hearsay for w in unit.words):
        return None
    reported = last_source is not None and attributions.main_verb_reported(unit)
    if not reported and not attributions.is_hearsay(unit):
        return None
    source = (last_source,) if last_source else ()
    return Draft(source, (), ((unit.start, unit.end),), FREE_INDIRECT, 0.6)


FREE_INDIRECT = "free_indirect"
