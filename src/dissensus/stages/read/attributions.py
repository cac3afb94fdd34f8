"""Sayings without a verb of saying where the verb stands second: `laut X`, `nach Angaben von X`, `X zufolge`, `so X`, any verb
behind a quotation, and verbs in the form of reported speech."""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.stages.read.draft import Draft, Pair, pair
from dissensus.stages.read.phrases import noun_phrase, subject_behind
from dissensus.stages.read.scan import Unit

MAX_NOUN = 4  # words from `nach` to the noun of telling: `nach ersten Angaben`
MAX_BEHIND = 14  # words of a source before `zufolge`
Words = tuple[int, int]


def attributions(unit: Unit) -> list[Draft]:
    """Who is told as the source of a clause by a preposition or by `so`, in the order of the words."""
    out: list[Draft] = []
    for source, cues, first, end, rule in sorted(_found(unit), key=lambda found: found[2]):
        content = _content(
            unit, first, end, behind=rule != "trailing" or (end < len(unit.words) and unit.low(end) == ",")
        )
        taken = any(a < pair(unit, *source)[1] and pair(unit, *source)[0] < b for d in out for a, b in d.source)
        if content and not taken:
            spans = tuple(pair(unit, *cue) for cue in cues)
            out.append(Draft((pair(unit, *source),), spans, content, rule, 0.85))
    return out


def _found(unit: Unit) -> Iterator[tuple[Words, list[Words], int, int, str]]:
    """Source, cue, the words that both take (first and end), and the rule's name."""
    language, grammar = unit.language, unit.language.grammar
    n = len(unit.words)
    for i in range(n):
        if unit.quoted[i] or (unit.words[i].is_capital and i > 0 and unit.words[i - 1].is_word):
            continue
        low = unit.low(i)
        behind = _behind_noun(unit, i) if low in language.according_nouns else None
        if behind is not None:
            yield behind[0], behind[1], min(behind[0][0], behind[1][0][0]), i + 1, "according_to"
            continue
        told = _telling_noun(unit, i) if low in language.according_nouns else None
        if told is not None:
            source, cue, end = told
            yield source, [cue], i, end, "according_to"
            continue
        for phrase in language.according_to:
            size = len(phrase.split())
            if [unit.low(i + k) for k in range(size)] == phrase.split():
                after = noun_phrase(unit, i + size, n)
                if after is not None:
                    yield after, [(i, i + size)], i, after[1], "according_to"
                break
        if low in language.according_behind and i > 0:
            before = _phrase_back(unit, i)
            if before is not None:
                yield _without_noun(unit, before), [(i, i + 1)], before[0], i + 1, "according_to"
        if (
            low in grammar.answers
            and i > 0
            and unit.low(i + 1) not in grammar.complementizers
            and (unit.words[i - 1].text in ",–—(" or unit.quoted[i - 1])
        ):
            after = subject_behind(unit, i + 1, n)
            if after is not None and (
                after[1] >= n
                or not unit.words[after[1]].is_word
                or unit.low(after[1]) in grammar.prepositions | grammar.adverbs
            ):
                yield after, [(i, i + 1)], i, after[1], "trailing"


def _telling_noun(unit: Unit, i: int) -> tuple[Words, Words, int] | None:
    """`nach Angaben von X`, `nach Polizeiangaben`, `seiner Ansicht nach` is not: source, cue and where both end."""
    nouns, grammar = unit.language.according_nouns[unit.low(i)], unit.language.grammar
    at = next((k for k in range(i + 1, min(i + 1 + MAX_NOUN, len(unit.words))) if unit.words[k].is_capital), None)
    if at is None or not unit.low(at).endswith(tuple(nouns)):
        return None
    whole = unit.low(at) in nouns
    after = at + 1
    by = unit.low(after) == grammar.by
    if whole and (
        by or unit.low(after) in grammar.genitives or (after < len(unit.words) and unit.words[after].is_capital)
    ):
        source = noun_phrase(unit, after + by, len(unit.words))
        if source is not None:
            return source, (i, at + 1), source[1]
    if at > i + 1 and unit.low(i + 1) in grammar.owners:
        return (i + 1, i + 2), (i, at + 1), at + 1
    return (i + 1, at + 1), (i, i + 1), at + 1


def _behind_noun(unit: Unit, i: int) -> tuple[Words, list[Words]] | None:
    """`seiner Ansicht nach`, `Does Meinung nach`, `Angaben Does nach`: source and cue."""
    nouns, grammar = unit.language.according_nouns[unit.low(i)], unit.language.grammar
    if i > 1 and unit.low(i - 1) in nouns and (unit.low(i - 2) in grammar.owners or unit.words[i - 2].is_capital):
        return (i - 2, i - 1), [(i - 1, i + 1)]
    if i > 1 and unit.low(i - 2) in nouns and unit.words[i - 1].is_capital:
        return (i - 1, i), [(i - 2, i - 1), (i, i + 1)]
    return None


def _phrase_back(unit: Unit, end: int) -> Words | None:
    """The noun phrase that ends before word `end`: back to the clause's beginning, or to an article that opens it."""
    grammar = unit.language.grammar
    first = end
    while first > 0 and end - first < MAX_BEHIND:
        word = unit.words[first - 1]
        if unit.quoted[first - 1] or word.text in ",;:—–" or (word.low in grammar.auxiliaries and not word.is_capital):
            break
        first -= 1
        opens = word.low in grammar.articles and not (first > 0 and unit.words[first - 1].is_capital)
        if opens and word.low not in grammar.genitives:
            break
    while (
        first < end
        and unit.low(first) in grammar.adverbs | grammar.joiners | grammar.complementizers - grammar.articles
    ):
        first += 1
    return (first, end) if first < end and any(unit.words[k].is_capital for k in range(first, end)) else None


def _without_noun(unit: Unit, words: Words) -> Words:
    """`Angaben der Polizei` is the police's: the source without the noun of telling before it."""
    nouns = frozenset().union(*unit.language.according_nouns.values())
    for k in range(*words):
        if unit.low(k) in nouns and k + 1 < words[1]:
            return k + 1 + (unit.low(k + 1) == unit.language.grammar.by), words[1]
    return words


def _content(unit: Unit, first: int, end: int, *, behind: bool) -> tuple[Pair, ...]:
    """The clause around these words: what stands before and behind them, from a comma on that begins a clause."""
    grammar = unit.language.grammar
    start = first
    while start > 0:
        before = unit.words[start - 1].text
        if before in ";:" and not unit.quoted[start - 1]:
            break
        if before == "," and unit.low(start) in grammar.clause_openers | grammar.complementizers and first - start > 1:
            break
        start -= 1
    parts = unit.trimmed(start, first), unit.trimmed(end, len(unit.words)) if behind else None
    return tuple(part for part in parts if part)


def quoted_by_anybody(unit: Unit) -> Draft | None:
    """`„...“, freute sich X`: behind a quotation any verb is one of saying; `X: „...“` needs none."""
    closed = [q for q in unit.quotes if q.closed]
    if not closed:
        return None
    first = next(i for i, quoted in enumerate(unit.quoted) if quoted)
    content = tuple((q.start, q.end) for q in unit.quotes)
    if first > 1 and unit.words[first - 1].text == ":":
        lead = unit.low(0) in unit.language.grammar.leads | unit.language.grammar.prepositions
        source = None if lead else noun_phrase(unit, 0, first)
        if source is None:
            return None
        colon = first - 1
        return Draft(
            (pair(unit, *source),),
            (),
            content,
            "quoted_by_anybody",
            0.75 if source[1] == colon else 0.6,
        )
    at = next((i for i, w in enumerate(unit.words) if w.start >= closed[-1].end), None)
    at = at + 1 if at is not None and unit.words[at].text == "," else at
    if (
        at is None
        or at >= len(unit.words)
        or unit.words[at].is_capital
        or not unit.low(at).endswith(unit.language.grammar.finite_endings)
    ):
        return None
    source = subject_behind(unit, at + 1, len(unit.words))
    if source is None or unit.words[at - 1].text != ",":
        return None
    return Draft((pair(unit, *source),), (pair(unit, at, at + 1),), content, "quoted_by_anybody", 0.75)


def main_verb_reported(unit: Unit) -> bool:
    """Is the first finite verb of the main clause, as far as the list of auxiliaries tells, one of reported speech."""
    grammar = unit.language.grammar
    for k, word in enumerate(unit.words):
        if unit.quoted[k] or word.is_capital:
            continue
        if word.low in grammar.subjunctive:
            return True
        if word.low in grammar.auxiliaries:
            return False
    return False


def is_hearsay(unit: Unit) -> bool:
    """`X soll ... haben`: hearsay, where an infinitive of the past closes the clause."""
    grammar = unit.language.grammar
    says = next((k for k, w in enumerate(unit.words) if w.low in grammar.hearsay and not unit.quoted[k]), None)
    if says is None:
        return False
    return any(
        unit.low(k) in grammar.closing_infinitives
        and (k + 1 >= len(unit.words) or not unit.words[k + 1].is_word)
        and not unit.low(k - 1).endswith(grammar.to)
        and unit.low(k - 1).endswith(("t", "en"))
        for k in range(says + 2, len(unit.words))
    )
