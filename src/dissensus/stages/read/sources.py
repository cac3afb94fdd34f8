"""Who a source is, from its words alone: name, roles beside it, the body it speaks for, what kind of speaker it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dissensus.langs import Language
from dissensus.records import MentionKind, SpeakerKind
from dissensus.text import Token, tokens

PARTICLES = frozenset("de la del da di van von der den bin ibn al el le du of and the for y &".split())
INNER = frozenset("de la del da di van von der den bin ibn al el le du y".split())


@dataclass(frozen=True, slots=True)
class Who:
    """What the words of a source say of it; offsets of the name and of the roles."""

    kind: MentionKind
    speaker: SpeakerKind
    name: str
    at: tuple[int, int]
    roles: tuple[tuple[int, int], ...]
    of: str | None


def who(text: str, start: int, end: int, language: Language) -> Who:
    """Reads a source phrase such as `Jane Doe, the spokeswoman of the Foreign Ministry`."""
    bracket = text.find("(", start + 1, end)  # `Jane Doe (D-Wis.)`: what stands in brackets names nobody
    words = [w for w in tokens(text, start, bracket if bracket > 0 else end) if w.is_word or w.text in ",’'"]
    plain = [w for w in words if w.is_word]
    if not plain:
        return Who(MentionKind.ROLE, SpeakerKind.UNKNOWN, text[start:end], (start, end), (), None)
    if len(plain) == 1 and plain[0].low in language.pronouns:
        return Who(MentionKind.PRONOUN, SpeakerKind.UNKNOWN, plain[0].low, (start, end), (), None)
    runs = list(_name_runs(words, language))
    person = _person(runs, words, language)
    if person and _voice_of_somebody(plain, person, language):
        return _role(text, plain, [person], language)
    if person:
        at = person[0].start, person[-1].end
        roles = tuple((a, b) for a, b in _roles(text, start, end, at) if _tells_role(text, a, b, language))
        name = _name(text, person)
        return Who(MentionKind.NAME, SpeakerKind.PERSON, name, at, roles, _body_of(runs, person, text))
    if runs:
        run = runs[0]
        kind = _kind_of_run(run, language)
        head = next((w for w in plain if w.low in language.role_nouns and not w.is_capital), None)
        if head and not text[head.end : max(head.end, run[0].start)].strip() and head.end < run[0].start:
            called = CALLED.get(language.role_nouns[head.low], kind)  # `the utility EllWater`, `the daily La Sirena`
            return Who(
                MentionKind.NAME, called, _name(text, run), (run[0].start, run[-1].end), ((start, head.end),), None
            )
        if head and (head.start > run[-1].end or head.start < run[0].start):
            return _role(text, plain, runs, language)
        return Who(MentionKind.NAME, kind, _name(text, run), (run[0].start, run[-1].end), (), None)
    return _role(text, plain, runs, language)


CALLED = {
    SpeakerKind.BODY: SpeakerKind.BODY,
    SpeakerKind.DOCUMENT: SpeakerKind.OUTLET,
    SpeakerKind.PERSON: SpeakerKind.PERSON,
}


def _voice_of_somebody(plain: list[Token], person: list[Token], language: Language) -> bool:
    """`a spokeswoman for Mayor Doe`: the name is whom the source speaks for."""
    before = [w for w in plain if w.end <= person[0].start]
    while before and before[-1].low.rstrip(".") in language.titles and before[-1].is_capital:
        before.pop()
    return (
        len(before) > 1
        and before[-1].low in ("for", "of", "to")
        and language.role_nouns.get(before[-2].low) is SpeakerKind.PERSON
    )


def _role(text: str, plain: list[Token], runs: list[list[Token]], language: Language) -> Who:
    head = next((w for w in plain if w.low in language.role_nouns), None)
    noun = language.role_nouns.get(head.low, SpeakerKind.UNKNOWN) if head else SpeakerKind.UNKNOWN
    first = plain[0].low
    nameless = (
        head is not None
        and head.low in language.anonymous_nouns
        and (
            first
            in (
                "a",
                "an",
                "one",
                "some",
                "several",
                "two",
                "three",
                "another",
                "many",
                "people",
                "sources",
                "officials",
                "unnamed",
                "senior",
                "anonymous",
            )
            or head.low.endswith("s")
            or head.low == "people"
        )
    )
    kind = SpeakerKind.ANONYMOUS if nameless and noun in (SpeakerKind.PERSON, SpeakerKind.GROUP) else noun
    start, end = plain[0].start, plain[-1].end
    of = _name(text, runs[0]) if runs else None
    return Who(MentionKind.ROLE, kind, text[start:end], (start, end), (), of)


def _name_runs(words: list[Token], language: Language) -> Iterator[list[Token]]:
    """Runs of capitalised words, cut at role nouns and commas; a single first word of a sentence counts unless common."""
    run: list[Token] = []
    for i, word in enumerate(words):
        role = word.low in language.role_nouns
        common = word.low in language.stopwords or word.low in language.pronouns
        joins = bool(run) and (word.low in INNER or (word.low in ("of", "for", "and", "&") and _goes_on(words, i, run)))
        after = words[i + 1] if i + 1 < len(words) else None
        heads = after is not None and after.is_capital and language.role_nouns.get(after.low) is SpeakerKind.BODY
        body = role and word.is_capital and ((bool(run) and language.role_nouns[word.low] is SpeakerKind.BODY) or heads)
        if (word.is_capital and not common and (not role or body or _names_outlet(word, language))) or joins:
            run.append(word)
        elif word.is_capital and role and language.role_nouns[word.low] is SpeakerKind.BODY:
            run = [*run, word]
        else:
            yield from _done(run)
            run = []
        following = []
        for later in words[i + 1 : i + 4]:
            if not later.is_capital:
                break
            following.append(later)
        owns = any(language.role_nouns.get(w.low) is SpeakerKind.BODY for w in following)
        if word.low.endswith("'s") and run and not owns:
            yield from _done(run)
            run = []
    yield from _done(run)


def _goes_on(words: list[Token], i: int, run: list[Token]) -> bool:
    """`Ministry of Foreign Affairs`, `Bureau of the Interior`: a small word inside a body's name."""
    following = words[i + 1 : i + 3]
    upper = [w for w in following if w.low != "the"]
    return bool(upper) and upper[0].is_capital and run[-1].is_capital and words[i].low != "and"


def _names_outlet(word: Token, language: Language) -> bool:
    return word.low in language.outlet_words


def _done(run: list[Token]) -> Iterator[list[Token]]:
    while run and run[-1].low in PARTICLES:
        run = run[:-1]
    while run and run[0].low in PARTICLES - INNER:
        run = run[1:]
    if run:
        yield run


def _person(runs: list[list[Token]], words: list[Token], language: Language) -> list[Token] | None:
    """The run that names a person: two or three words none of which names a body, or one beside a title or a role."""
    for run in runs:
        bare = [w for w in run if w.low.rstrip(".") not in language.titles]
        if not bare or _is_body(run, language) or _is_outlet(run, language):
            continue
        before = [w for w in words if w.end <= bare[0].start]
        beside = bool(before) and before[-1].low.rstrip(".") in language.titles | language.voice_nouns
        person_role = bool(before) and language.role_nouns.get(before[-1].low) is SpeakerKind.PERSON
        titled = len(bare) < len(run)
        follows = [w for w in words if w.start >= run[-1].end][:6]
        apposed = (
            any(language.role_nouns.get(w.low) is SpeakerKind.PERSON for w in follows)
            and bool(follows)
            and not follows[0].low.endswith("'s")
            and follows[0].text == ","
        )
        possessive = bare[-1].low.endswith("'s") and bool(follows)
        # `Port Ellery mayor Jane Doe`: a place or a body before the role of the one who follows
        before_role = (
            len(follows) > 1
            and follows[1].is_capital
            and (language.role_nouns.get(follows[0].low) is SpeakerKind.PERSON)
        )
        if possessive or before_role:
            continue
        if len(bare) in (2, 3, 4) or beside or person_role or titled or apposed:
            if len(bare) == 1 and not (beside or person_role or titled or apposed):
                continue
            return bare
    return None


def _is_body(run: list[Token], language: Language) -> bool:
    return any(
        language.role_nouns.get(w.low) in (SpeakerKind.BODY, SpeakerKind.DOCUMENT, SpeakerKind.GROUP) for w in run
    ) or any(w.low in ("states", "union", "nations", "kingdom", "republic", "white", "house", "pentagon") for w in run)


def _is_outlet(run: list[Token], language: Language) -> bool:
    return len(run) >= 2 and run[-1].low.removesuffix("'s") in language.outlet_words


def _kind_of_run(run: list[Token], language: Language) -> SpeakerKind:
    if _is_outlet(run, language):
        return SpeakerKind.OUTLET
    if _is_body(run, language):
        return SpeakerKind.BODY
    return SpeakerKind.UNKNOWN  # one bare word: a surname, a capital that stands for its state; `link` may know


def _body_of(runs: list[list[Token]], person: list[Token], text: str) -> str | None:
    """The body that a person speaks for: the other run beside the name."""
    for run in runs:
        if run[0].start != person[0].start and not any(w in run for w in person):
            return _name(text, run)
    return None


def _roles(text: str, start: int, end: int, at: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """What stands before and after a name, without commas and articles' neighbours."""
    for first, last in ((start, at[0]), (at[1], end)):
        a, b = first, last
        while a < b and (text[a].isspace() or text[a] in ",.("):
            a += 1
        while b > a and (text[b - 1].isspace() or text[b - 1] in ",("):
            b -= 1
        if b - a > 2 and any(c.isalpha() for c in text[a:b]):
            yield a, b


def _tells_role(text: str, start: int, end: int, language: Language) -> bool:
    return any(
        w.low.rstrip(".") in language.role_nouns or w.low.rstrip(".") in language.titles
        for w in tokens(text, start, end)
    )


def _name(text: str, run: list[Token]) -> str:
    name = text[run[0].start : run[-1].end]
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return " ".join(name.split())
