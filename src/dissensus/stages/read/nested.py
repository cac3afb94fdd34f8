"""Words on another's words that no verb of saying with a clause behind it tells: `its refusal to`, `sent a signal that`.

Each rule abstains in a language without its words (`NestingWords`).
"""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.stages.read import clauses
from dissensus.stages.read.draft import Draft, Pair, clause_end, names_somebody, owner_after, pair, phrase_end
from dissensus.stages.read.scan import Unit

CONFIDENCE = 0.6  # as that of `rules.owned_noun`
MAX_PASSED = 8  # words between a noun and what it tells: to whom, by whom
MAX_OWNER = 6  # words of an owner, or before the noun of what is sent
MAX_NAMER = 12  # words from `what` to the verb that names


def nested(unit: Unit) -> Iterator[Draft]:
    """What these rules find in a unit."""
    for i in range(len(unit.words)):
        if unit.quoted[i]:
            continue
        for found in (refused(unit, i), sent(unit, i), named(unit, i)):
            if found:
                yield found


def refused(unit: Unit, i: int) -> Draft | None:
    """`X's refusal to C`, `the refusal of X to C`: word i is the noun."""
    grammar, words = unit.language.grammar, unit.language.nesting
    noun = unit.low(i)
    if noun not in words.refusals and noun.removesuffix(grammar.plural) not in words.refusals:
        return None
    source, at = _owner_before(unit, i), i + 1
    if source is None and unit.low(at) == grammar.of and unit.low(i - 1) == grammar.the:
        source = _in_act_of(unit, i - 2)
        if source is not None:
            content = unit.trimmed(at + 1, clause_end(unit, at))
            return content and Draft(
                (source,), (pair(unit, i, at + 1),), (content,), "owned_noun", CONFIDENCE, "object"
            )
    if source is None and unit.low(at) in (grammar.of, grammar.by):
        to = next((k for k in range(at + 1, min(at + MAX_PASSED, len(unit.words))) if unit.low(k) == grammar.to), None)
        phrase = owner_after(unit, at + 1) if to is not None else None
        if to is None or phrase is None or phrase[1] != to or not names_somebody(unit, *phrase):
            return None
        source, at = pair(unit, *phrase), to
    if source is None or unit.low(at) != grammar.to or not unit.low(at + 1).isalpha():
        return None
    if unit.low(at + 1) in grammar.articles or unit.words[min(at + 1, len(unit.words) - 1)].is_capital:
        return None  # `its offer to the mayor`
    content = unit.trimmed(at, _infinitive_end(unit, at))
    return content and Draft((source,), (pair(unit, i, i + 1),), (content,), "owned_noun", CONFIDENCE, "infinitive")


def _infinitive_end(unit: Unit, at: int) -> int:
    """The end of an infinitive: at a comma behind which no other infinitive follows, or before the verb of the sentence."""
    end, to = phrase_end(unit, at, clause_end(unit, at)), unit.language.grammar.to
    return next((k for k in range(at, end) if unit.words[k].text == "," and unit.low(k + 1) != to), end)


def _in_act_of(unit: Unit, about: int) -> Pair | None:
    """`the actions of X [regarding] the refusal of C`: whose refusal it is."""
    grammar = unit.language.grammar
    if about < 2 or unit.low(about) not in grammar.about:
        return None
    for k in range(about - 1, max(0, about - MAX_PASSED), -1):
        if unit.low(k) == grammar.of:
            return pair(unit, k + 1, about) if k + 1 < about and names_somebody(unit, k + 1, about) else None
        if not unit.words[k].is_word:
            return None
    return None


def _owner_before(unit: Unit, i: int) -> Pair | None:
    """Whose a noun is, by what stands before it: `X's`, `its`, and past adjectives (`its firm refusal`)."""
    grammar = unit.language.grammar
    for k in range(i - 1, max(-1, i - 3), -1):
        word = unit.words[k]
        if unit.quoted[k] or not word.is_word:
            return None
        if word.low in grammar.owners:
            return word.start, word.end
        if word.low.endswith(grammar.owner_endings):
            first = k
            while first > 0 and k - first < MAX_OWNER and _of_name(unit, first - 1):
                first -= 1
            end = word.end - (2 if word.low.endswith("'s") else 1)
            return unit.words[first].start, end
        if word.low in grammar.openers or word.low in grammar.articles or word.is_capital:
            return None
    return None


def _of_name(unit: Unit, k: int) -> bool:
    """May word k belong to the name whose last word owns something: a capital, a role, an article."""
    low, grammar = unit.low(k), unit.language.grammar
    named = unit.words[k].is_capital or low in unit.language.role_nouns or low in grammar.plain_articles
    return named and low not in unit.language.stopwords - grammar.plain_articles and not unit.quoted[k]


def sent(unit: Unit, i: int) -> Draft | None:
    """`X sent [Y] a signal that C`, `issued a warning of C`, `sent signals to Y about C`: word i is the verb."""
    language = unit.language
    grammar, words = language.grammar, language.nesting
    if unit.low(i) not in words.carriers:
        return None
    first, negated, passive = clauses.verb_group(unit, i)
    if passive or negated or unit.low(first) == grammar.to:
        return None
    noun = _message(unit, i + 1)
    subject = clauses.subject_before(unit, first) if noun is not None else None
    if noun is None or subject is None or not names_somebody(unit, *subject):
        return None
    at = noun + 1
    if unit.low(at) == grammar.to:  # `to the mayor`
        after = clauses.phrase_after(unit, at + 1)
        stop = min(after[1] if after else at, at + MAX_PASSED)
        telling = grammar.about | {grammar.that}
        at = next((k for k in range(at + 1, stop + 1) if unit.low(k) in telling), len(unit.words))
    if not _tells(unit, at) or any(unit.low(k) in grammar.nominatives for k in range(subject[0], subject[1] - 1)):
        return None
    marked = unit.low(at) in grammar.complementizers
    content = unit.trimmed(at if marked else at + 1, len(unit.words) if marked else clause_end(unit, at))
    if content is None:
        return None
    cue = pair(unit, first, noun + 1)
    shape = "clause" if marked else "object"
    return Draft((pair(unit, *subject),), (cue,), (content,), "message", CONFIDENCE, shape)


def _message(unit: Unit, at: int) -> int | None:
    """The noun of what is sent, within a few words that are no verb and no preposition."""
    language = unit.language
    for k in range(at, min(at + MAX_OWNER, len(unit.words))):
        low = unit.low(k)
        if low in language.nesting.messages or (
            "the " + low in language.cues and _tells(unit, k + 1, also=language.grammar.to)
        ):
            return k
        if unit.quoted[k] or not unit.words[k].is_word or low in language.grammar.closers | {language.grammar.of}:
            return None
    return None


def _tells(unit: Unit, k: int, also: str = "") -> bool:
    """Does what is told begin with word k: `that`, `of`, `about`."""
    grammar = unit.language.grammar
    return unit.low(k) == grammar.that or unit.low(k) in grammar.of_or_about or (bool(also) and unit.low(k) == also)


def named(unit: Unit, i: int) -> Draft | None:
    """`what X calls C`, `what X described as C`: word i is the `what`."""
    language = unit.language
    if not language.nesting.what or unit.low(i) != language.nesting.what:
        return None
    for k in range(i + 2, min(i + MAX_NAMER, len(unit.words))):
        if unit.low(k) in language.attributes.naming:
            break
        if unit.quoted[k] or unit.words[k].text in ";:.":
            return None
    else:
        return None
    first, negated, passive = clauses.verb_group(unit, k)
    subject = (i + 1, first)
    if negated or passive or first <= i + 1 or not names_somebody(unit, *subject):
        return None
    at = k + 1 + (unit.low(k + 1) == language.grammar.as_)
    end = clause_end(unit, at)
    end = next((j for j in range(at + 1, end) if unit.low(j) == language.grammar.as_ and not unit.quoted[j]), end)
    content = unit.trimmed(at, end)
    if content is None or unit.low(at) in language.grammar.not_objects:
        return None
    return Draft((pair(unit, *subject),), (pair(unit, first, at),), (content,), "named", CONFIDENCE, "object")


def goes_on(part: Unit, source: Pair) -> tuple[Draft, int] | None:
    """`X [voiced fears over C] and blamed D`: where `part`, an object or an infinitive of what `source` does, holds a second
    verb of the same subject; and where what the first verb takes ends."""
    grammar, words = part.language.grammar, part.language.nesting
    opening = part.low(0)
    if opening in grammar.complementizers or part.quoted[0] or opening in grammar.nominatives:
        return None
    for found in part.cues:
        if found.cue.noun or found.cue.participle or found.first < 2:
            continue
        first = found.first
        while first > 1 and (clauses.is_adverb(part, first - 1) or part.low(first - 1) in grammar.adverbs):
            first -= 1
        at = first
        while at > 1 and part.low(at - 1) in words.fillers | {","}:
            at -= 1
        past = part.low(found.first).endswith(grammar.past_endings) and part.low(found.last) != grammar.by
        sure = part.low(found.last) in words.determiners | grammar.complementizers
        if part.low(at - 1) not in words.joined or not sure or not (past or part.low(found.first).endswith("s")):
            continue
        if any(part.low(k) in grammar.auxiliaries | grammar.nominatives | grammar.complementizers for k in range(at)):
            continue  # a clause with a verb of its own, whose subject it is more likely
        content = part.trimmed(found.last, len(part.words))
        if content and found.cue.takes & {"object", "clause"}:
            cue = pair(part, first, found.last)
            stop = part.trimmed(0, at - 1)
            draft = Draft((source,), (cue,), (content,), "goes_on", CONFIDENCE, "object")
            return (draft, stop[1]) if stop else None
    return None


def quoted_by(unit: Unit, by: int) -> Draft | None:
    """`C, quoted by X` at the end of a sentence: who carries all of it; word `by` is the last of the cue."""
    for phrase in unit.language.nesting.quoting:
        words = phrase.split()
        first = by - len(words) + 1
        if first < 2 or [unit.low(k) for k in range(first, by + 1)] != words or unit.low(first - 1) != ",":
            continue
        last = len(unit.words) - (unit.words[-1].text == ".")
        if any(unit.words[k].text == "," or unit.quoted[k] for k in range(by + 1, last)) or last - by > MAX_PASSED:
            return None
        content = unit.trimmed(0, first - 1)
        if content and names_somebody(unit, by + 1, last):
            cue = pair(unit, first, by + 1)
            return Draft((pair(unit, by + 1, last),), (cue,), (content,), "as_stated_by", CONFIDENCE)
    return None
