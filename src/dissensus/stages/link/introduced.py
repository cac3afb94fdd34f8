"""What a text says somebody is, wherever it names them: titles and roles before a name, appositions and copulas behind it.

`read` looks closely at sources alone. Here every name gets the roles that stand beside it, so that `the mayor` and `she`
find who was introduced as one, and so that a name is told to be a person's or a body's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from dissensus.langs import Language
from dissensus.langs.given_names import FEMALE_NAMES, MALE_NAMES
from dissensus.langs.name_words import HONORIFICS
from dissensus.records import Mention, MentionKind, Span, SpeakerKind
from dissensus.stages.link.names import given_gender, person
from dissensus.stages.link.places import is_place
from dissensus.stages.link.scripts import name_key
from dissensus.text import Token, tokens

BEFORE = 90  # characters before a name in which its roles may begin
BEHIND = 110  # characters behind it in which an apposition must end
MAX_ABBREVIATION = 4  # letters of a title that stops short
MAX_BEFORE = 7  # words of a role before a name
CAPITAL_WORDS = 4  # words that are not small, from which a line can be a headline in capitals
MAX_BEHIND = 14  # words of an apposition
STOPS = '.;:!?"“”\n'


def introduced(
    mentions: Sequence[Mention],
    texts: Mapping[str, str],
    language: Language,
    sources: frozenset[Span] = frozenset(),
) -> list[Mention]:
    """The mentions in their order, names with the roles that stand beside them, and of the kind that those tell. Names in
    a line that is all capitals stay if they are `sources`; a noun that opens a sentence is none."""
    capital = {id: list(_in_capitals(text, language)) for id, text in texts.items()}
    common = {id: frozenset(w.low for w in tokens(text) if w.text.islower()) for id, text in texts.items()}
    full = {m.name for m in mentions if m.kind is MentionKind.NAME and m.speaker_kind is SpeakerKind.PERSON}
    surnames = {name.split()[-1].lower() for name in full if given_gender(person(name))}
    led = {key for m in mentions for key in _led(m, texts[m.span.article], language)}
    out = []
    for mention in mentions:
        article = mention.span.article
        text, source = texts[article], mention.span in sources
        if mention.kind is MentionKind.ROLE:
            out.append(_named_at_end(mention, text, full, language))
        elif mention.kind is not MentionKind.NAME or not mention.name:
            out.append(mention)
        elif source or not any(a <= mention.span.start < b for a, b in capital[article]):
            body = mention.speaker_kind is SpeakerKind.PERSON and name_key(mention.name) in led
            told = replace(mention, speaker_kind=SpeakerKind.BODY) if body else _with_roles(mention, text, language)
            if not source:
                told = _without_opener(told, text, common[article], surnames, language)
            noun = told.speaker_kind is SpeakerKind.UNKNOWN and _opens_as_noun(told, text, common[article])
            out.append(replace(told, kind=MentionKind.ROLE) if noun else told)
    return out


def _named_at_end(mention: Mention, text: str, full: set[str], language: Language) -> Mention:
    """A role with the name behind it, not set off (`the head of the river authority Jane Doe`): a name of two words or more
    that is known for a person's elsewhere or by its given name, behind a body's noun."""
    bracket = text.find("(", mention.span.start, mention.span.end)
    end = bracket if bracket > 0 else mention.span.end
    words = [w for w in tokens(text, mention.span.start, end) if w.is_word]
    roles = [i for i, w in enumerate(words) if kind_of(w.low, language) is not SpeakerKind.UNKNOWN]
    if not roles or kind_of(words[roles[0]].low, language) is not SpeakerKind.PERSON:
        return mention
    for first in range(roles[0] + 1, len(words) - 1):
        name = text[words[first].start : words[-1].end]
        kind = kind_of(words[first - 1].low, language)
        small = {w.low for w in words[:first]} & (language.grammar.of_or_for | {language.grammar.to})
        behind = kind is SpeakerKind.BODY or (kind is SpeakerKind.PERSON and not small)
        known = name in full or given_gender(person(name))
        if behind and known and all(w.is_capital for w in words[first:]):
            role = replace(mention.span, end=words[first - 1].end)
            return replace(
                mention, kind=MentionKind.NAME, name=name, speaker_kind=SpeakerKind.PERSON, roles=(role,), of=None
            )
    return mention


def _led(mention: Mention, text: str, language: Language) -> Iterator[str]:
    """The keys of the names of bodies that a mention tells of: of those whom somebody leads (`the chief executive of Selk
    Line`), by its own words or those before it."""
    if mention.kind is not MentionKind.NAME:
        return
    before = [w.low for w in tokens(text, max(0, mention.span.start - BEFORE), mention.span.start)][-2:]
    if _leads(before, language) and not given_gender(person(mention.name)):
        yield name_key(mention.name)
    for span in mention.roles:
        words = tokens(text, span.start, span.end)
        for i in range(2, len(words)):
            name = list(takewhile(lambda w: w.is_capital, words[i:]))
            if name and _leads([w.low for w in words[i - 2 : i]], language):
                yield name_key(text[name[0].start : name[-1].end])


def _leads(words: Sequence[str], language: Language) -> bool:
    return len(words) == 2 and words[1] == language.grammar.of and words[0] in language.pointing.leaders


def _without_opener(
    mention: Mention, text: str, common: frozenset[str], surnames: set[str], language: Language
) -> Mention:
    """A name without a word before it that has its capital from opening the sentence (`Given Doe's approval`), or is a
    place (`In Selk Doe said`)."""
    words = mention.name.split()
    first = words[0].lower()
    given = first in FEMALE_NAMES or first in MALE_NAMES
    if len(words) != 2 or given or mention.roles:
        return mention
    place = words[1].lower() in surnames and is_place(words[0])
    if not place and (first not in common or not _opens(mention, text)):
        return mention
    start = text.find(words[1], mention.span.start, mention.span.end)
    if start < 0 or first in language.titles:
        return mention
    span = replace(mention.span, start=start)
    return replace(mention, span=span, name=words[1], speaker_kind=SpeakerKind.UNKNOWN)


def _opens(mention: Mention, text: str) -> bool:
    """Does a mention open its sentence."""
    at = mention.span.start
    before = text[max(0, at - 2) : at]
    return at == 0 or "\n" in before or before.rstrip()[-1:] in STOPS


def _in_capitals(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """The lines in which every word has a capital, as in headlines: in them capitals tell no names."""
    start = 0
    small = language.stopwords | language.grammar.prepositions
    for line in text.splitlines(keepends=True):
        words = [w for w in tokens(text, start, start + len(line)) if w.is_word and w.low not in small]
        upper = len(words) > 1 and all(w.text.isupper() for w in words)
        if upper or (len(words) >= CAPITAL_WORDS and not any(w.text.islower() for w in words)):
            yield start, start + len(line)
        start += len(line)


def _opens_as_noun(mention: Mention, text: str, common: frozenset[str]) -> bool:
    """Is a single word that opens a sentence no name: the text has it small, too (`Demonstrators`, `Video`)."""
    low = mention.name.lower()
    return (
        _opens(mention, text)
        and mention.name.isalpha()
        and low in common
        and not mention.name.isupper()
        and not mention.roles
    )


def _with_roles(mention: Mention, text: str, language: Language) -> Mention:
    kind = mention.speaker_kind
    if kind in (SpeakerKind.UNKNOWN, SpeakerKind.PERSON) and mention.name.lower() in language.pointing.seats:
        return replace(mention, speaker_kind=SpeakerKind.BODY)
    if kind not in (SpeakerKind.PERSON, SpeakerKind.UNKNOWN, SpeakerKind.BODY):
        return mention
    if kind is SpeakerKind.PERSON and (_of_people(mention, text, language) or _is_thing(mention, language)):
        return replace(mention, speaker_kind=SpeakerKind.UNKNOWN, roles=())
    known = list(mention.roles)
    for start, end in _beside(mention, text, language):
        if not any(s.start < end and start < s.end for s in known):
            known.append(Span(mention.span.article, mention.span.part, start, end))
    if not known or len(known) == len(mention.roles):
        return mention
    told = {kind_of(head(text, s.start, s.end, language), language) for s in known} - {SpeakerKind.UNKNOWN}
    if kind is SpeakerKind.UNKNOWN and len(told) == 1:
        kind = told.pop()
        kind = kind if kind in (SpeakerKind.PERSON, SpeakerKind.BODY) else SpeakerKind.UNKNOWN
    return replace(mention, roles=tuple(sorted(known)), speaker_kind=kind)


def _of_people(mention: Mention, text: str, language: Language) -> bool:
    """Is a name of two words an adjective of a people or a party (`Northern European`), behind no title or given name."""
    words = name_key(mention.name).split()
    if not words or not is_of_people(words[-1], language) or given_gender(person(mention.name)):
        return False
    first = next((w.low.rstrip(".") for w in tokens(text, mention.span.start, mention.span.end)), "")
    before = [w.low.rstrip(".") for w in tokens(text, max(0, mention.span.start - 6), mention.span.start)][-1:]
    return first not in HONORIFICS and not HONORIFICS.intersection(before)


def is_of_people(word: str, language: Language) -> bool:
    """Is a word in small letters an adjective of a people, a region or a party, or the plural of one."""
    pointing = language.pointing
    known = (pointing.regions, pointing.partisans, pointing.peoples)
    return any(word in some or word.removesuffix(language.grammar.plural) in some for some in known)


def _is_thing(mention: Mention, language: Language) -> bool:
    """A name in three words or more, or opened by no given name, that ends in a word for a thing (`Jane Doe Show`), is a
    place's, or begins with an adjective of one or with initials (`Northern Elmar`, `NBC Elmar`)."""
    words = name_key(mention.name).split()
    given = given_gender(person(mention.name))
    if len(words) < 2 or (len(words) == 2 and given):
        return False
    first = next((w.text for w in tokens(mention.name) if w.is_word), "")
    if words[-1] in language.titles and len(words[-1]) <= MAX_ABBREVIATION and not given:
        return True  # `Queens Rep.`
    initials = first.isupper() and len(first) > 2 and not mention.name.isupper()
    if initials or words[0] in language.pointing.regions or words[0] in language.pointing.peoples:
        return True
    return words[-1] in language.pointing.things or (not given and is_place(mention.name))


def kind_of(noun: str, language: Language) -> SpeakerKind:
    """What a noun points at."""
    if noun in language.pointing.people:
        return SpeakerKind.PERSON
    return language.role_nouns.get(noun, SpeakerKind.UNKNOWN)


def head(text: str, start: int, end: int, language: Language) -> str:
    """The noun of a role: the last role noun before a preposition or a comma (`deputy [mayor] of Port Ellery`)."""
    found = ""
    for word in tokens(text, start, end):
        low = word.low.rstrip(".")
        if found and (not word.is_word or low in language.grammar.of_or_for | language.grammar.prepositions):
            break
        if kind_of(low, language) is not SpeakerKind.UNKNOWN:
            found = low
    return found


def _beside(mention: Mention, text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Places of roles in front of a name, within its passage, and behind it."""
    start, end = mention.span.start, mention.span.end
    at = text.find(mention.name.split()[0], start, end)
    at = start if at < 0 else at
    wanted = mention.speaker_kind
    yield from _fitting(_before(text, at, language), text, wanted, language)
    if at + len(mention.name) >= end - 1:
        yield from _fitting(_behind(text, end, language), text, wanted, language)


def _fitting(
    found: tuple[int, int] | None, text: str, wanted: SpeakerKind, language: Language
) -> Iterator[tuple[int, int]]:
    if found is None:
        return
    kind = kind_of(head(text, *found, language), language)
    if kind in (SpeakerKind.PERSON, SpeakerKind.BODY) and wanted in (kind, SpeakerKind.UNKNOWN):
        yield found


def _before(text: str, at: int, language: Language) -> tuple[int, int] | None:
    """`Elmar Dam mayor | Jane Doe`, `the mayor, | Jane Doe`: the words that end in a role noun, back to an article, a
    small word or a mark."""
    words = tokens(text, max(0, at - BEFORE), at)
    if words and words[-1].text == "," and _opened(words[:-1], language):
        words = words[:-1]
    if len(words) > 1 and words[-1].text == "." and abbreviates(words[-2], language):
        words = words[:-1]
    taken: list[Token] = []
    for word in reversed(words):
        low = word.low.rstrip(".")
        if not word.is_word or len(taken) == MAX_BEFORE or "\n" in text[word.end : taken[-1].start if taken else at]:
            break
        role = kind_of(low, language) is not SpeakerKind.UNKNOWN or low in language.titles
        if not taken and not role:
            return None
        if low in language.grammar.plain_articles:
            taken.append(word)
            break
        before_name = word.text.islower() and bool(taken) and taken[-1].is_capital  # `met | President Doe`
        if not role and low not in language.pointing.former and before_name:
            break
        if not role and (low in language.stopwords or low in language.grammar.prepositions or low in language.cues):
            break
        taken.append(word)
    return (taken[-1].start, taken[0].end) if taken else None


def abbreviates(word: Token, language: Language) -> bool:
    """`Gov.`, `Sen.`"""
    return word.is_capital and word.low in language.titles and len(word.text) <= MAX_ABBREVIATION


def _opened(words: Sequence[Token], language: Language) -> bool:
    """Is there an article a few words back, so that the comma closes a role that stands for itself?"""
    for word in list(reversed(words))[:4]:
        if not word.is_word:
            return False
        if word.low in language.grammar.plain_articles:
            return True
    return False


def _behind(text: str, end: int, language: Language) -> tuple[int, int] | None:
    """`Jane Doe, | the mayor of Port Ellery,`, `Jane Doe is | the mayor`: up to the mark that closes it."""
    words = tokens(text, end, min(len(text), end + BEHIND))
    if len(words) < 3:
        return None
    apart = words[0].text == ","
    first = 1 if apart else _behind_copula(words, language)
    if first is None:
        return None
    if apart and words[first].text.isdecimal() and words[first + 1].text == ",":  # `Jane Doe, 43, a farmer`
        first += 2
    rest = words[first : first + MAX_BEHIND]
    if not rest or not _begins_role(rest, language):
        return None
    taken: list[Token] = []
    for word in rest:
        if not word.is_word and word.text not in "'’-&":
            if apart and word.text not in ',.;–—)"”':
                return None
            break
        ends = word.low in language.grammar.relatives or word.low in language.grammar.clause_openers
        if apart and not ends and (word.low in language.grammar.auxiliaries or word.low in language.cues):
            return None  # a clause (`According to Doe, the mayor said`)
        if ends or word.low in language.grammar.auxiliaries:
            break
        taken.append(word)
    else:
        if apart:
            return None
    return (taken[0].start, taken[-1].end) if taken else None


def _behind_copula(words: Sequence[Token], language: Language) -> int | None:
    """Where what somebody is begins, behind `is` or `was elected`."""
    if words[0].low not in language.pointing.copulas:
        return None
    return 2 if words[1].low in language.pointing.appointed else 1


def _begins_role(words: Sequence[Token], language: Language) -> bool:
    """An article, an owner, or a word that leads to a role noun within a few words."""
    first = words[0]
    if first.low in language.grammar.apposing or first.low in language.grammar.plain_articles:
        return True
    near = [w for w in words[:5] if w.is_word]
    return any(kind_of(w.low, language) is SpeakerKind.PERSON for w in near) and first.low not in language.stopwords
