"""Where a source begins and ends, where a content does: noun phrases and clauses by words that close them.

There is no parser here. A noun phrase runs up to a word that cannot stand in one; `langs` lists those words (`Grammar`).
"""

from __future__ import annotations

from dissensus.stages.read.scan import Unit

MARKS = frozenset(';:—–()[]“”„«»"')
MAX_SOURCE_WORDS = 40


def is_adverb(unit: Unit, i: int) -> bool:
    """Does word i end as adverbs do (`repeatedly`)."""
    return len(unit.low(i)) > 4 and unit.low(i).endswith(unit.language.grammar.adverb_endings)


def without_owner(unit: Unit, word: str) -> str:
    """A word without the ending of one that owns the next (`minister's`)."""
    for ending in unit.language.grammar.owner_endings:
        if ending.endswith("s") and ending.startswith(("'", "’")):
            word = word.removesuffix(ending)
    return word


def verb_group(unit: Unit, i: int) -> tuple[int, bool, bool]:
    """Back from a cue over its auxiliaries and adverbs: the first word of the verb group, is it negated, is it passive."""
    grammar = unit.language.grammar
    first, negated, passive = i, False, False
    while first > 0:
        word = unit.low(first - 1)
        if unit.quoted[first - 1]:
            break
        if word in grammar.auxiliaries or word in grammar.adverbs or is_adverb(unit, first - 1):
            negated = negated or word in grammar.negations
            passive = passive or (word in grammar.be and not unit.low(i).endswith(grammar.gerund_endings))
            first -= 1
        elif word == grammar.to and first == i:  # "continues to say": an infinitive hangs on the verb before it
            first -= 2 if first > 1 and unit.low(first - 2) in grammar.helpers else 1
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
    if end > 1 and unit.language.pronouns.get(unit.low(end - 1)) == "who" and unit.low(end - 2) == ",":
        end -= 2
    elif end > 0 and unit.low(end - 1) in unit.language.grammar.relatives:
        end -= 1
    return _phrase_back(unit, end)


def _past_insertion(unit: Unit, comma: int) -> tuple[int, int] | None:
    """A subject that stands before a bracketed insertion: `X, however, said` or `X, the head of Y, said`."""
    opening = next((k for k in range(comma - 1, max(-1, comma - 25), -1) if unit.low(k) == ","), None)
    if opening is None or any(unit.quoted[opening:comma]):
        return None
    between = [w.low for w in unit.words[opening + 1 : comma]]
    if all(w in unit.language.grammar.insertions for w in between) and between:
        return _phrase_back(unit, opening)
    head = _phrase_back(unit, opening)
    if head is None or not between:
        return None
    if between[0] in unit.language.grammar.brackets:
        return head
    return head[0], comma


def _phrase_back(unit: Unit, end: int) -> tuple[int, int] | None:
    grammar = unit.language.grammar
    if end > 0 and is_subject_alone(unit, end - 1):
        return end - 1, end
    first = end
    while first > 0 and end - first < MAX_SOURCE_WORDS:
        word = unit.words[first - 1]
        if unit.quoted[first - 1] or (word.text in MARKS and word.text not in '"“”«»') or word.text == ",":
            break
        if word.low in grammar.openers and not (word.low in grammar.joiners and _joins_nouns(unit, first - 1, end)):
            break
        if word.low in grammar.auxiliaries:
            break
        first -= 1
    first = strip_lead(unit, first, end)
    end = _strip_tail(unit, first, end)
    return (first, end) if first < end and any(w.is_word for w in unit.words[first:end]) else None


def is_subject_alone(unit: Unit, i: int) -> bool:
    """Is word i a pronoun that is a subject by itself: what stands before it is no part of its phrase, but for `he and she`."""
    grammar, low = unit.language.grammar, unit.low(i)
    alone = low in grammar.nominatives or (low in grammar.subject_starts and low in unit.language.pronouns)
    return alone and not unit.quoted[i] and unit.low(i - 1) not in grammar.joiners


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
    grammar = unit.language.grammar
    return len(left) <= 5 and not any(
        w in grammar.auxiliaries or w in unit.language.cues or (w.endswith(grammar.past_endings) and len(w) > 4)
        for w in left
    )


def _strip_tail(unit: Unit, first: int, end: int) -> int:
    """Without the time that stands between a subject and its verb: `the ministry [on Sunday] rejected`."""
    language = unit.language
    while end - first > 1 and (
        unit.low(end - 1) in language.weekdays or unit.low(end - 1) in language.grammar.ends_of_time
    ):
        end -= 1
        while end - first > 1 and unit.low(end - 1) in language.grammar.before_weekday:
            end -= 1
    return end


def strip_lead(unit: Unit, first: int, end: int) -> int:
    """Past what opens a sentence before its subject: `And`, `On Sunday`, `In a statement`."""
    grammar = unit.language.grammar
    while first < end and (
        unit.low(first) in grammar.openers
        or unit.low(first) in grammar.insertions
        or unit.low(first).endswith(grammar.adverb_endings)
    ):
        if unit.low(first) in grammar.articles:
            break
        first += 1
    while 0 < first < end - 1 and unit.words[first].text.isdigit() and unit.low(first - 1) in grammar.prepositions:
        first += 1  # `In 2019 the ministry`
    for k in range(first, min(first + 4, end - 2)):  # `Two days earlier his ministry`
        if unit.low(k) in grammar.spans_of_time and unit.low(k + 1) in grammar.shifts:
            first = k + 2
            break
    if first + 1 < end and unit.low(first) in unit.language.weekdays:
        first += 1
    if first < end and unit.low(first) in grammar.prepositions:
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
            if k > first + 2 and unit.low(k) in grammar.subject_starts and unit.low(k - 1) != grammar.of:
                return k
        return end
    return first


def leading_subject(unit: Unit) -> tuple[int, int] | None:
    """The noun phrase that opens a unit, up to the first word that must be its verb: one in lower case that is no role, no
    article and no small word of a name."""
    grammar = unit.language.grammar
    first = strip_lead(unit, 0, len(unit.words))
    last = first
    while last < len(unit.words) and last - first < MAX_SOURCE_WORDS:
        word = unit.words[last]
        role = without_owner(unit, word.low) in unit.language.role_nouns
        if (
            unit.quoted[last]
            or word.text in ".;:—–?!"
            or not (
                word.is_capital
                or word.low in grammar.articles
                or word.low in grammar.of_or_for
                or word.low == grammar.and_
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
    grammar = unit.language.grammar
    last = first
    while last < len(unit.words) and last - first < MAX_SOURCE_WORDS:
        word = unit.words[last]
        if unit.quoted[last] or word.text in MARKS or word.text == ",":
            break
        if word.text in ".?!" and not (
            last > first and len(unit.words[last - 1].text) <= 3 and last + 1 < len(unit.words)
        ):
            break
        if word.low in grammar.closers or word.low in grammar.auxiliaries or word.low in unit.language.weekdays:
            break
        last += 1
    if last == first:
        return None
    apposed = last + 1 < len(unit.words) and unit.words[last].text == "," and unit.low(last + 1) in grammar.apposing
    if apposition and apposed:
        stop = last + 1
        while stop < len(unit.words) and unit.words[stop].text not in MARKS | {",", "."} and not unit.quoted[stop]:
            stop += 1
        if stop - last < 25:
            last = stop
    return first, last


def after_setting(unit: Unit, i: int) -> int:
    """Past where and when something was said: `said [on Sunday] [in a statement] that ...`."""
    grammar = unit.language.grammar
    while i < len(unit.words):
        word = unit.low(i)
        if word in unit.language.weekdays or word in grammar.times:
            i += 1
        elif word in grammar.before_weekday and unit.low(i + 1) in unit.language.weekdays:
            i += 2
        elif word == grammar.on and unit.low(i + 1) in unit.language.months:
            i += 3 if unit.words[min(i + 2, len(unit.words) - 1)].text.isdigit() else 2
        elif word in grammar.setting_prepositions:
            stop = next((k for k in range(i + 1, min(i + 7, len(unit.words))) if unit.low(k) in grammar.settings), None)
            if stop is None:
                that = next((k for k in range(i + 1, min(i + 9, len(unit.words))) if unit.low(k) == grammar.that), None)
                plain = that is not None and not any(
                    unit.words[k].text == "," or unit.quoted[k] for k in range(i, that)
                )
                return that if that is not None and plain else i
            i = stop + 1
            if unit.low(i) in grammar.setting_partners:
                after = phrase_after(unit, i + 1)
                i = after[1] if after else i
        else:
            return i
    return i
