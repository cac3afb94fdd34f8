"""What the head of a source is: a name (`former Harbour agent | Jane Doe`) or a noun (`a Doe supporter`, `the Doe poll`).

A name that only narrows a noun is nobody who speaks. Only where nouns are not capitalised: there a noun tells itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from dissensus.langs import Language
from dissensus.langs.given_names import FEMALE_NAMES, MALE_NAMES
from dissensus.records import SpeakerKind
from dissensus.text import Token

DASHES = frozenset("—–:;")


def name_at_head(text: str, words: Sequence[Token], language: Language) -> list[Token] | None:
    """The words of the name that a source is, without titles; empty where its head is a noun; None where its words do not
    tell. `words` are those of the phrase with its commas, up to a relative clause."""
    if language.grammar.nouns_are_capitalised:
        return None
    core = _core(text, words)
    group = _group(core, language)
    if not group:
        return None
    while len(group) > 1 and group[-1].low in language.weekdays.keys() | language.months.keys():
        group = group[:-1]  # `polls released Sunday`
    last = group[-1]
    office = len(group) > 2 and last.is_capital and last.low in language.pointing.offices  # `Department of Justice`
    owner = _voicing_owner(group, language)
    if owner:
        return _run(owner, language) or None
    named = _names(last, language) or _surname(group, language)
    if not office and (not named or _partisan(core, last, language)):
        behind = words[len(core) + 1 :]
        person = _kind(last, language) is SpeakerKind.PERSON or last.low in language.attributes.numbers
        if not behind or not person:
            return []
        if behind[0].low in language.pointing.former | language.titles:  # `the mayor, former judge Jane Doe`
            return name_at_head(text, behind, language)
        return None if _names(behind[0], language) else []
    if len(group) == 1 and len(core) > 1 and last.low.endswith(language.grammar.plural):
        return []  # `Students at a school`
    return _run(group, language) or None


def _surname(group: list[Token], language: Language) -> bool:
    """Is a word for a role a surname here: behind `Mr.` or a given name (`Larry King`)."""
    if len(group) < 2 or not group[-1].is_capital or not group[-2].is_capital:
        return False
    before = {word.low.rstrip(".") for word in group[-3:-1]}  # `Peter T. King`
    titled = group[-2].low.rstrip(".") in language.titles & (language.female | language.male)
    return titled or bool(before & (FEMALE_NAMES | MALE_NAMES))


def _partisan(core: list[Token], last: Token, language: Language) -> bool:
    """`the Elmar Dam Republican`: a word of party behind an article is a noun."""
    grammar = language.grammar
    return last.low in language.pointing.partisans & language.pointing.people and core[0].low in grammar.articles


def _voicing_owner(group: list[Token], language: Language) -> list[Token]:
    """Whose words they are: `Doe's statements` are Doe's voice. Up to the owner's name; empty without one."""
    owners = [i for i, w in enumerate(group[:-1]) if w.low.endswith(language.grammar.owner_endings)]
    if not owners or not group[owners[-1]].is_capital:
        return []
    low = group[-1].low
    single = low.removesuffix(language.grammar.plural)
    said = f"{language.grammar.the} {low}"
    voiced = language.role_nouns.get(single) is SpeakerKind.DOCUMENT or (
        said in language.cues and language.cues[said].noun
    )
    return group[: owners[-1] + 1] if voiced else []


def noun_at_head(text: str, words: Sequence[Token], language: Language) -> str | None:
    """The last word of the phrase up to what is told of it, in lower case; None where nouns are capitalised."""
    if language.grammar.nouns_are_capitalised:
        return None
    group = _group(_core(text, words), language)
    return group[-1].low if group else None


def _core(text: str, words: Sequence[Token]) -> list[Token]:
    """The words up to the first comma or dash."""
    core: list[Token] = []
    for word in words:
        if word.text == "," or (core and DASHES & set(text[core[-1].end : word.start])):
            break
        if word.is_word:
            core.append(word)
    return core


def _group(core: list[Token], language: Language) -> list[Token]:
    """The words up to what is told of the head: a preposition, an infinitive, another head. Inside a body's name and behind
    an office (`Secretary of State Jane Doe`) the phrase goes on."""
    grammar = language.grammar
    cut = (grammar.prepositions | grammar.of_or_for | grammar.closers | grammar.told_about | {grammar.to}) - {"over"}
    for i, word in enumerate(core):
        if not i:
            continue
        if word.low in grammar.joiners:
            if not (_kind(core[-1], language) is SpeakerKind.BODY and core[-1].is_capital and core[i - 1].is_capital):
                return core[:i]
        elif word.low in cut and not word.is_capital and not _goes_on(core, i, language):
            return core[:i]
    return core


def _goes_on(core: list[Token], i: int, language: Language) -> bool:
    """Is a small word inside the name of a body or an office?"""
    before = core[i - 1]
    behind = [w for w in core[i + 1 : i + 3] if w.low not in language.grammar.plain_articles]
    if core[i].low not in language.grammar.of_or_for or not before.is_capital or not behind or not behind[0].is_capital:
        return False
    if _kind(before, language) is SpeakerKind.BODY or before.low in language.attributes.bodies:
        return True
    return behind[0].low in language.pointing.offices


def _names(word: Token, language: Language) -> bool:
    """A capital word that is neither a common noun nor a small word."""
    kind = _kind(word, language)
    if not word.is_capital or kind in (SpeakerKind.PERSON, SpeakerKind.GROUP):
        return False
    low = _bare(word.low, language)
    common = (
        (low in language.stopwords or low in language.pronouns) and not is_initials(word)
    ) or kind is SpeakerKind.DOCUMENT
    return not common or low in language.outlet_words


def is_initials(word: Token) -> bool:
    """Capital letters alone: the WHO is not `who`."""
    return len(word.text) > 1 and word.text.isupper()


def _kind(word: Token, language: Language) -> SpeakerKind:
    return language.role_nouns.get(_bare(word.low, language), SpeakerKind.UNKNOWN)


def _bare(low: str, language: Language) -> str:
    for ending in language.grammar.owner_endings[:1]:
        low = low.removesuffix(ending)
    return low


def _run(group: list[Token], language: Language) -> list[Token]:
    """The capital words at the end, behind the last title, role or party among them."""
    inner = language.grammar.name_words | language.grammar.of_or_for | language.grammar.joiners
    run: list[Token] = []
    for word in reversed(group):
        if not word.is_capital and word.low not in inner | language.grammar.plain_articles:
            break
        run.insert(0, word)
    small = language.grammar.plain_articles | language.grammar.times | language.grammar.ends_of_time
    while run and (not run[0].is_capital or run[0].low in small):
        run = run[1:]
    if any(_kind(w, language) is SpeakerKind.BODY for w in run[-1:]):
        return run
    for i in range(len(run) - 2, -1, -1):
        if run[i].low.endswith(language.grammar.owner_endings[:1]):
            return run[i + 1 :]  # `the Post's Jane Doe`
        low = run[i].low.rstrip(".")
        offices = i and low in language.pointing.offices
        role = low in language.titles or _kind(run[i], language) is SpeakerKind.PERSON
        if role or offices or low in language.pointing.partisans:
            return run[i + 1 :]
    return run
