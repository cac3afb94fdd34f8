"""Noun phrases of languages that write nouns with capitals: where the subject behind its verb ends.

Without cases to go by, a phrase ends where a word comes that cannot stand in it: an adverb, a preposition that attaches to no
noun, an article that opens no subject, or a second article behind a name (`sagte Doe der Zeitung`).
"""

from __future__ import annotations

from dissensus.stages.read.clauses import MARKS
from dissensus.stages.read.scan import Unit

MAX_WORDS = 18  # of a noun phrase
MAX_APPOSED = 12  # words of an apposition


def subject_behind(unit: Unit, first: int, limit: int, *, impersonal: bool = False) -> tuple[int, int] | None:
    """The subject behind its verb, past adverbs and the reflexive; with an apposition that ends its clause. `impersonal`: of
    `heißt es` whatever stands behind a preposition says it."""
    grammar = unit.language.grammar
    while (
        first < limit and unit.low(first) in grammar.adverbs | grammar.object_articles & unit.language.pronouns.keys()
    ):
        first += 1
    while first < limit and unit.low(first) in grammar.object_articles and not impersonal:  # `griff den Iran an`
        other = noun_phrase(unit, first, limit)
        if other is None:
            return None
        first = other[1]
    if impersonal and first < limit and unit.low(first) in grammar.prepositions:
        return noun_phrase(unit, first + 1, limit)
    if first >= limit or unit.low(first) in grammar.prepositions:
        return None
    found = noun_phrase(unit, first, limit)
    if found is None:
        return None
    if found[1] < limit and unit.words[found[1]].text == "," and apposed(unit, found[1]):
        end = next(
            (k for k in range(found[1] + 1, min(found[1] + MAX_APPOSED, limit)) if unit.words[k].text in ",.;:"),
            found[1],
        )
        return found[0], end
    return found


def apposed(unit: Unit, comma: int) -> bool:
    """Does an apposition follow this comma: a role within a few words, and no verb before the next mark."""
    grammar = unit.language.grammar
    role = any(
        unit.low(k) in unit.language.role_nouns and unit.words[k].is_capital
        for k in range(comma + 1, min(comma + 5, len(unit.words)))
    )
    for k in range(comma + 1, min(comma + MAX_APPOSED, len(unit.words))):
        if unit.quoted[k]:
            return False
        if unit.words[k].text in ",.;:":
            return role
        if unit.low(k) in grammar.auxiliaries or unit.low(k) in grammar.complementizers - grammar.relatives:
            return False
    return False


def noun_phrase(unit: Unit, first: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase that begins at word `first`: (first, last) indices, end exclusive; None where none begins."""
    grammar, roles = unit.language.grammar, unit.language.role_nouns
    if first >= limit or unit.quoted[first]:
        return None
    if unit.low(first) in unit.language.pronouns and not (first + 1 < limit and unit.words[first + 1].is_capital):
        return first, first + 1
    k = first
    open_, nouns, article = True, 0, unit.low(first) in grammar.articles  # nouns in the segment behind the last article
    while k < min(limit, first + MAX_WORDS):
        word = unit.words[k]
        if unit.quoted[k] or word.text in MARKS - {"(", '"', "“", "„", "»", "«"} or word.text in ",.?!":
            break
        if word.text == "(":
            close = next((j for j in range(k, min(k + 8, limit)) if unit.words[j].text == ")"), None)
            if close is None:
                break
            k = close + 1
            continue
        if word.is_capital or word.text[0].isdigit() or not word.is_word:
            known = word.low in unit.language.weekdays or word.low in unit.language.months
            if known and nouns:
                break
            open_, nouns = False, nouns + 1
        elif open_:
            if k > first and word.low in grammar.prepositions and word.low not in grammar.attaching:
                break
            if word.low in grammar.auxiliaries or word.low in grammar.adverbs:
                break
        elif word.low in grammar.attaching and k + 1 < limit:
            open_, nouns, article = True, 0, True
        elif word.low in grammar.joiners and _goes_on(unit, k + 1, limit):
            open_, nouns = True, 0
        elif word.low in grammar.genitives:
            plain = nouns == 1 and (article or unit.low(k - 1) in roles)
            if not plain:
                break
            open_, nouns, article = True, 0, True
        elif word.low in grammar.name_words and k + 1 < limit and unit.words[k + 1].is_capital:
            pass
        else:
            break
        k += 1
    while k > first and (unit.low(k - 1) in grammar.articles | grammar.joiners | grammar.attaching):
        k -= 1
    named = any(unit.words[j].is_capital for j in range(first, k))
    return (first, k) if k > first and named else None


def _goes_on(unit: Unit, i: int, limit: int) -> bool:
    """Does a second noun phrase follow a joiner, and no second verb."""
    if i >= limit:
        return False
    return unit.words[i].is_capital or (
        unit.low(i) in unit.language.grammar.articles and unit.words[min(i + 1, limit - 1)].is_word
    )


def without_tail(unit: Unit, first: int, last: int) -> int | None:
    """The end of a subject before its verb, without what tells when or how (`Der Rat [am Montag] sagte`)."""
    grammar = unit.language.grammar
    while last > first and (unit.low(last - 1) in grammar.adverbs or unit.words[last - 1].text == ","):
        last -= 1
    named = any(unit.words[k].is_capital or unit.low(k) in unit.language.pronouns for k in range(first, last))
    return (
        last
        if last > first and (named or unit.low(first) in grammar.some | grammar.relatives | grammar.relative_articles)
        else None
    )
