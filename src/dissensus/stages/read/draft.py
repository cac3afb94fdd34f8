"""What a rule gives, and the hands that the rules share: where clauses end, whose subject it is, what was told to whom."""

from __future__ import annotations

from dataclasses import dataclass

from dissensus.stages.read import clauses
from dissensus.stages.read.scan import Found, Unit

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """Source, cue and content as offsets, by which rule and how surely. `shape` is that of the content, `cut` says that it
    goes on."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    rule: str
    confidence: float
    shape: str = "clause"
    cut: bool = False


def pair(unit: Unit, first: int, last: int) -> Pair:
    """Words first to last (end exclusive) as offsets, without the marks and the final stop at their borders."""
    if last - first > 1 and unit.words[last - 1].text == ".":
        last -= 1
    return unit.trimmed(first, last) or (unit.words[first].start, unit.words[max(first, last - 1)].end)


def drafted(
    unit: Unit,
    found: Found,
    source: Pair,
    *,
    first: int,
    content: tuple[Pair, ...],
    rule: str,
    confidence: float,
    shape: str = "clause",
    last: int | None = None,
) -> Draft:
    """A draft of one source, both given as words: `source` from and to, the cue from `first` to `last` (the found cue's end
    without it). An empty content stands in what was said before."""
    cue = pair(unit, first, found.last if last is None else last)
    return Draft((pair(unit, *source),), (cue,), content, rule, confidence, shape)


def closes_content(unit: Unit, i: int) -> bool:
    """May word i be the last of a content: a comma, a dash, or a closing quotation mark."""
    return unit.words[i].text in ",—–?!" or (unit.words[i].text in "”\"»’'" and unit.quoted[i])


def finite_after(unit: Unit, at: int) -> bool:
    """Does a bare clause begin here: an auxiliary within a few words, before any mark (`suggested these talks were ...`)."""
    for k in range(at, min(at + 8, len(unit.words))):
        if not unit.words[k].is_word or unit.quoted[k]:
            return False
        if k > at and unit.low(k) in unit.language.grammar.auxiliaries:
            return True
    return False


def ends_clause(unit: Unit, i: int) -> bool:
    """Is the saying over at word i: the end, a mark, a quotation, or a word that begins where, when or of what."""
    return (
        i >= len(unit.words)
        or unit.words[i].text in ".,;:—–?!)"
        or unit.quoted[i]
        or unit.low(i) in unit.language.grammar.saying_enders
    )


def names_somebody(unit: Unit, first: int, last: int) -> bool:
    """Do these words hold a name, a pronoun or a role."""
    language = unit.language
    return any(
        w.is_capital or w.low in language.pronouns or w.low in language.role_nouns for w in unit.words[first:last]
    )


def past_addressee(unit: Unit, at: int) -> int:
    """Past whom something was told: up to `that`, a quotation, or the end of the first noun phrase."""
    grammar = unit.language.grammar
    for k in range(at, min(at + 9, len(unit.words))):
        if unit.low(k) in grammar.complementizers or unit.quoted[k]:
            return k
        if unit.words[k].text in ",.;":
            break
    if unit.low(at) in grammar.articles or unit.low(at).endswith(grammar.owner_endings[:1]):
        stop = next((k for k in range(at + 1, min(at + 6, len(unit.words))) if unit.low(k) in grammar.told_about), None)
        if stop is not None:
            return stop
        phrase = clauses.phrase_after(unit, at)
        if phrase and phrase[1] - at <= 6 and (phrase[1] >= len(unit.words) or unit.words[phrase[1]].text in ".,;"):
            return phrase[1]
    if unit.low(at) in unit.language.pronouns or unit.low(at) in unit.language.role_nouns:
        return clauses.after_setting(unit, at + 1)
    k = at + (unit.low(at) == grammar.the)
    while k < len(unit.words) and (
        unit.words[k].is_capital or unit.low(k) in (grammar.of, "’", *grammar.owner_endings[:1])
    ):
        k += 1
    if k == at + 1 and unit.low(at) == grammar.the:  # `told the strikers ...`: nobody with a capital follows
        return at
    return clauses.after_setting(unit, k) if k > at else at


def clause_end(unit: Unit, i: int) -> int:
    """The end of the clause in which word i stands: before `, and/but/while ...`, a participle after a comma, or the end."""
    k = i
    while k < len(unit.words):
        if not unit.quoted[k]:
            if unit.words[k].text in ";—–" or (unit.words[k].text == "," and new_clause(unit, k + 1)):
                return k
            if k > i and unit.low(k) in unit.language.grammar.but:
                return k
        k += 1
    return k


def phrase_end(unit: Unit, first: int, last: int) -> int:
    """The end of a noun phrase or an infinitive of words `first` to `last`: before the verb of the sentence in which it is
    the subject (`its refusal to pay [was] noted`)."""
    grammar = unit.language.grammar
    for k in range(first + 1, last):
        if unit.quoted[k]:
            continue
        if unit.low(k) in grammar.complementizers | grammar.relatives:
            return last
        if unit.low(k) in grammar.finite:
            return k
    return last


def new_clause(unit: Unit, i: int) -> bool:
    """Does word i, after a comma, begin a clause of its own."""
    low = unit.low(i)
    cue = unit.language.cues.get(low)
    return low in unit.language.grammar.clause_openers or bool(cue and cue.participle)


def clause_start(unit: Unit, i: int) -> int:
    """Back from word i to the beginning of its clause: the unit's beginning, or after a semicolon."""
    k = i
    while k > 0 and unit.words[k - 1].text not in ";":
        k -= 1
    return k


def main_subject(unit: Unit, before: int) -> Pair | None:
    """The subject of the first verb of the unit that stands before word `before`: (first, last) indices."""
    for found in unit.cues:
        if found.first >= before or found.cue.noun:
            continue
        first, _, passive = clauses.verb_group(unit, found.first)
        subject = clauses.subject_before(unit, first) if not passive else None
        if subject and names_somebody(unit, *subject):
            return subject
    for i in range(1, before):
        if unit.low(i) in unit.language.grammar.auxiliaries and not unit.quoted[i]:
            subject = clauses.subject_before(unit, i)
            return subject if subject and names_somebody(unit, *subject) else None
    subject = clauses.leading_subject(unit)
    return subject if subject and subject[1] <= before and names_somebody(unit, *subject) else None


def owner_after(unit: Unit, first: int) -> Pair | None:
    """Who made a claim: the noun phrase after `by`, ended also by `that` and `regarding`."""
    phrase = clauses.phrase_after(unit, first)
    if phrase is None:
        return None
    last = next((k for k in range(phrase[0], phrase[1]) if unit.low(k) in unit.language.grammar.about), phrase[1])
    return (phrase[0], last) if last > phrase[0] else None
