"""Who a source is, from its words alone: name, roles beside it, the body it speaks for, what kind of speaker it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, pairwise, takewhile

from dissensus.langs import Language
from dissensus.records import MentionKind, SpeakerKind
from dissensus.stages.read.anonymous import anonymous
from dissensus.stages.read.draft import Pair
from dissensus.stages.read.heads import is_initials, name_at_head, noun_at_head
from dissensus.text import Token, tokens


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
    start, end = _bare_of(text, start, end, language)
    bracket = text.find("(", start + 1, end)  # `Jane Doe (D-Wis.)`: what stands in brackets names nobody
    every = [w for w in tokens(text, start, bracket if bracket > 0 else end) if w.is_word or w.text in ",’'"]
    every = [w for i, w in enumerate(every) if not i or w.low not in language.attributes.reflexives]
    words = _without_clause(every, language)
    plain = [w for w in words if w.is_word]
    relatives = language.grammar.relatives | language.attributes.relatives
    if not plain:
        return Who(MentionKind.ROLE, SpeakerKind.UNKNOWN, text[start:end], (start, end), (), None)
    pointing = language.attributes.pointing | relatives
    told = plain[0].low.partition("'")[0]  # I'm, he'd
    if len(plain) == 1 and told != plain[0].low and told in language.pronouns and not _owner(plain[0].low, language):
        return Who(MentionKind.PRONOUN, SpeakerKind.UNKNOWN, told, (start, end), (), None)
    if (
        len(plain) == 1
        and not is_initials(plain[0])
        and (plain[0].low in language.pronouns or plain[0].low in pointing)
    ):
        return Who(MentionKind.PRONOUN, SpeakerKind.UNKNOWN, plain[0].low, (start, end), (), None)
    runs = list(_name_runs(words, language))
    head = name_at_head(text, words, language)
    if group := _named_group(plain, language):
        at = group[0].start, group[-1].end
        return Who(
            MentionKind.NAME, SpeakerKind.BODY, _name(text, group), at, ((plain[-1].start, plain[-1].end),), None
        )
    if head == [] and not _by_age(plain, language):
        return _role(text, plain, runs, every, language)
    if head:
        runs = [head, *(run for run in runs if not set(head) & set(run))]
    person = _person([run for run in runs if not head or set(head) & set(run)], words, language)
    if (person and _voice_of_somebody(plain, person, language)) or _by_age(plain, language):
        return _role(text, plain, [person] if person and not _by_age(plain, language) else [], every, language)
    if person:
        at = person[0].start, person[-1].end
        roles = tuple((a, b) for a, b in _roles(text, start, words[-1].end, at) if _tells_role(text, a, b, language))
        of = _body_of(runs, person, words, text, language) or _led(every[len(words) :], text, language)
        return Who(MentionKind.NAME, SpeakerKind.PERSON, _name(text, person), at, roles, of)
    if head and runs:
        return _named(text, start, words, runs[0], language)
    return _body(text, plain, runs, every, language) if runs else _role(text, plain, runs, every, language)


YEAR = re.compile(r"(?:19|20)\d\d$")
AGE = re.compile(r",\s*\d{1,3}\s*$")


def _bare_of(text: str, start: int, end: int, language: Language) -> Pair:
    """A source without where it is at home or `someone like` before a name, and an age (`Ms. Doe, 82`) or a time behind it."""
    start = _behind_place(text, start, end, language)
    words = [w for w in tokens(text, start, end) if w.is_word][:3]
    like = [w.low for w in words[:2]]
    if len(words) > 2 and like[0] in language.attributes.someone_like and like[1] == language.attributes.like:
        start = words[2].start
    age = AGE.search(text, start, end)
    return start, _before_time(text, start, age.start() if age else end, language)


def _behind_place(text: str, start: int, end: int, language: Language) -> int:
    """The beginning of a name behind what only tells where it is at home (`San Tello-based Brosk`)."""
    for word, behind in pairwise(w for w in tokens(text, start, end) if w.is_word):
        if word.low.endswith(language.attributes.placed) and behind.is_capital:
            return behind.start
        if not word.is_capital and word.low not in language.grammar.articles:
            break
    return start


def _before_time(text: str, start: int, end: int, language: Language) -> int:
    """The end of a source without the time behind it (`officials since 2014`, `the police on Monday`)."""
    words = [w for w in tokens(text, start, end) if w.is_word]
    last = len(words)
    while last > 1 and (
        words[last - 1].low in language.weekdays
        or words[last - 1].low in language.months
        or YEAR.match(words[last - 1].text)
    ):
        last -= 1
    if last == len(words) or last < 2 or words[last - 1].low not in language.grammar.prepositions:
        return end
    return words[last - 2].end


def _named_group(plain: list[Token], language: Language) -> list[Token] | None:
    """The name in `the Orla Dawn movement`: two words or more with capitals, none of a people or party, before what it is."""
    if len(plain) < 3 or plain[-1].low not in language.attributes.groups or not plain[-1].text.islower():
        return None
    name = plain[plain[0].low == language.grammar.the : -1]
    people = language.pointing.peoples.keys() | language.pointing.partisans
    named = all(w.is_capital and w.low not in people and w.low not in language.role_nouns for w in name)
    return name if named and len(name) > 1 else None


def _named(text: str, start: int, words: list[Token], run: list[Token], language: Language) -> Who:
    """A name that no title tells to be a person's: what the noun of its apposition tells (`Brosk, a software company`)."""
    at = run[0].start, run[-1].end
    roles = tuple((a, b) for a, b in _roles(text, start, words[-1].end, at) if _tells_role(text, a, b, language))
    if _owner(run[-1].low, language):  # what follows is the owner's (`the Chamber's report`)
        roles = tuple((a, b) for a, b in roles if b <= at[0])
    kind = _kind_of_run(run, language)
    nouns = [language.role_nouns[w.low] for a, b in roles for w in tokens(text, a, b) if w.low in language.role_nouns]
    if kind is SpeakerKind.UNKNOWN and nouns:
        kind = CALLED.get(nouns[0], kind)
    return Who(MentionKind.NAME, kind, _name(text, run), at, roles, None)


def _owner(low: str, language: Language) -> bool:
    return low.partition("'")[2] in {ending[1:] for ending in language.grammar.owner_endings if ending[:1] == "'"}


def _body(text: str, plain: list[Token], runs: list[list[Token]], every: list[Token], language: Language) -> Who:
    """A name that is no person's, or a role beside one (`officials in Kyiv`)."""
    run = runs[0]
    kind = _kind_of_run(run, language)
    at = run[0].start, run[-1].end
    head = next((w for w in plain if w.low in language.role_nouns and not w.is_capital), None)
    if head and not text[head.end : max(head.end, run[0].start)].strip() and head.end < run[0].start:
        called = CALLED.get(language.role_nouns[head.low], kind)  # `the utility EllWater`, `the daily La Sirena`
        return Who(MentionKind.NAME, called, _name(text, run), at, ((plain[0].start, head.end),), None)
    aside = head and (head.start > run[-1].end or head.start < run[0].start)
    if aside or (_unnamed(text, every, language) and kind is SpeakerKind.UNKNOWN):
        return _role(text, plain, runs, every, language)
    return Who(MentionKind.NAME, kind, _name(text, run), at, (), None)


def _without_clause(words: list[Token], language: Language) -> list[Token]:
    """Up to a relative clause: `Jane Doe, | whose lawyer Karl Rothe`."""
    relatives = language.grammar.relatives | language.attributes.relatives
    clause = (i for i, w in enumerate(words) if i and w.low in relatives and not is_initials(w))
    stop = next(clause, len(words))
    while stop > 1 and not words[stop - 1].is_word:
        stop -= 1
    return words[:stop]


def _led(clause: list[Token], text: str, language: Language) -> str | None:
    """The body that a relative clause tells of: `who has led the Elmar Water Company`."""
    first = next((w for w in clause if w.is_word), None)
    if first is None or first.low not in language.grammar.relatives:
        return None
    return next((_name(text, run) for run in _name_runs(clause, language) if _is_body(run, language)), None)


def _by_age(plain: list[Token], language: Language) -> bool:
    """`the 43-year-old from Port Ellery`."""
    ages = language.attributes.ages
    return bool(ages) and any(w.low.endswith(ages) for w in plain[:2]) and not any(w.is_capital for w in plain[1:3])


def _unnamed(text: str, every: list[Token], language: Language) -> bool:
    return anonymous(text, every[0].start, every[-1].end, language) is not None


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
        and before[-1].low in language.grammar.of_or_for | {language.grammar.to}
        and language.role_nouns.get(before[-2].low) is SpeakerKind.PERSON
    )


def _role(text: str, plain: list[Token], runs: list[list[Token]], every: list[Token], language: Language) -> Who:
    """A phrase that names nobody: its noun is the one behind the last owner (`Mayor Doe's critics`)."""
    owner = next(
        (i for i in range(len(plain) - 2, -1, -1) if plain[i].low.endswith(language.grammar.owner_endings)), -1
    )
    owned = [w for w in plain[owner + 1 :] if w.low in language.role_nouns]
    head = next(iter([*owned, *(w for w in plain if w.low in language.role_nouns)]), None)
    noun = noun_at_head(text, every, language)
    if noun is None or noun not in language.role_nouns:
        noun = head.low if head else ""
    kind = language.role_nouns.get(noun, SpeakerKind.UNKNOWN)
    if kind is SpeakerKind.UNKNOWN and _by_age(plain, language):
        kind = SpeakerKind.PERSON
    if owner < 0 and _unnamed(text, every, language):
        kind = SpeakerKind.ANONYMOUS
    whole = plain if kind not in {SpeakerKind.ANONYMOUS, SpeakerKind.UNKNOWN} else [w for w in every if w.is_word]
    start, end = plain[0].start, whole[-1].end
    of = _name(text, runs[0]) if runs else None
    return Who(MentionKind.ROLE, kind, text[start:end], (start, end), (), of)


def _name_runs(words: list[Token], language: Language) -> Iterator[list[Token]]:
    """Runs of capitalised words, cut at role nouns and commas; a single first word of a sentence counts unless common."""
    run: list[Token] = []
    grammar = language.grammar
    joining = grammar.of_or_for | {grammar.and_}
    inner = grammar.name_words - joining
    for i, word in enumerate(words):
        if not run and not word.is_capital:
            continue
        role = word.low in language.role_nouns
        common = (word.low in language.stopwords or word.low in language.pronouns) and not is_initials(word)
        common = common and not (run and word.low in language.outlet_words)  # `The Harbour Times`
        joins = bool(run) and (word.low in inner or (word.low in joining and _goes_on(words, i, run, language)))
        after = words[i + 1] if i + 1 < len(words) else None
        heads = after is not None and after.is_capital and language.role_nouns.get(after.low) is SpeakerKind.BODY
        body = role and word.is_capital and ((bool(run) and language.role_nouns[word.low] is SpeakerKind.BODY) or heads)
        if (word.is_capital and not common and (not role or body or _names_outlet(word, language))) or joins:
            run.append(word)
        elif word.is_capital and role and language.role_nouns[word.low] is SpeakerKind.BODY:
            run = [*run, word]
        else:
            yield from _done(run, language)
            run = []
        if run and word.low.endswith(grammar.owner_endings) and not _owns(words[i + 1 : i + 4], language):
            yield from _done(run, language)
            run = []
    yield from _done(run, language)


def _owns(following: list[Token], language: Language) -> bool:
    """Is a body's noun among the capitalised words right behind: `Elmar's Water Ministry` is one name."""
    named = takewhile(lambda word: word.is_capital, following)
    return any(language.role_nouns.get(word.low) is SpeakerKind.BODY for word in named)


def _goes_on(words: list[Token], i: int, run: list[Token], language: Language) -> bool:
    """`Ministry of Foreign Affairs`, `Bureau of the Interior`: a small word inside a body's name."""
    upper = [w for w in words[i + 1 : i + 3] if w.low not in language.grammar.plain_articles]
    return bool(upper) and upper[0].is_capital and run[-1].is_capital and words[i].low != language.grammar.and_


def _names_outlet(word: Token, language: Language) -> bool:
    return word.low in language.outlet_words


def _done(run: list[Token], language: Language) -> Iterator[list[Token]]:
    """A run without small words at its ends; those of a name may open it (`de la Cruz`)."""
    if not run:
        return
    grammar = language.grammar
    small = grammar.name_words | grammar.of_or_for | grammar.plain_articles | {grammar.and_}
    while run and run[-1].low in small:
        run = run[:-1]
    while run and run[0].low in small - grammar.name_words | grammar.of_or_for:
        run = run[1:]
    if run:
        yield run


def _person(runs: list[list[Token]], words: list[Token], language: Language) -> list[Token] | None:
    """The run that names a person: two or three words none of which names a body, or one beside a title or a role."""
    for run in runs:
        bare = list(dropwhile(lambda w: w.low.rstrip(".") in language.titles, run))  # but `Larry King`
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
            and not follows[0].low.endswith(language.grammar.owner_endings)
            and follows[0].text == ","
        )
        possessive = bare[-1].low.endswith(language.grammar.owner_endings[:1]) and bool(follows)
        # `Port Ellery mayor Jane Doe`, `an Elmar Dam spokesman`: a place or a body before a role
        before_role = bool(follows) and language.role_nouns.get(follows[0].low) is SpeakerKind.PERSON
        if possessive or before_role:
            continue
        if len(bare) in (2, 3, 4) or beside or person_role or titled or apposed:
            if len(bare) == 1 and not (beside or person_role or titled or apposed):
                continue
            return bare
    return None


def _is_body(run: list[Token], language: Language) -> bool:
    if language.role_nouns.get(run[-1].low) in (SpeakerKind.DOCUMENT, SpeakerKind.GROUP):
        return True  # at the end alone: Bill Doe is no bill
    return any(language.role_nouns.get(w.low) is SpeakerKind.BODY or w.low in language.attributes.bodies for w in run)


def _is_outlet(run: list[Token], language: Language) -> bool:
    return len(run) >= 2 and run[-1].low.removesuffix("'s") in language.outlet_words


def _kind_of_run(run: list[Token], language: Language) -> SpeakerKind:
    if _is_outlet(run, language):
        return SpeakerKind.OUTLET
    if _is_body(run, language):
        return SpeakerKind.BODY
    return SpeakerKind.UNKNOWN  # one bare word: a surname, a capital that stands for its state; `link` may know


def _body_of(
    runs: list[list[Token]], person: list[Token], words: list[Token], text: str, language: Language
) -> str | None:
    """The body that a person speaks for: the other run beside the name, if it is no title and no second person."""
    for run in runs:
        if run[0].start == person[0].start or any(w in run for w in person):
            continue
        before = next((w for w in reversed(words) if w.end <= run[0].start), None)
        joined = before is not None and before.low == language.grammar.and_
        if not joined and not all(w.low.rstrip(".") in language.titles for w in run):
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
