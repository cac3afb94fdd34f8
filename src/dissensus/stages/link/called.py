"""What a role says (`the Selk minister`), and who of those that were seen is called so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dissensus.langs import Language
from dissensus.records import Mention, MentionKind, SpeakerKind
from dissensus.stages.link.introduced import head, kind_of
from dissensus.stages.link.pronouns import is_many
from dissensus.stages.link.scene import Scene, noun_of, plain_words
from dissensus.stages.link.speakers import Entity
from dissensus.text import Token, tokens

NEAR = 3  # sentences back to which `the company` is looked for
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Called:
    """A role as a source: its noun, the words that narrow it, and whether it points at somebody told before."""

    noun: str
    modifiers: frozenset[str]
    proper: bool  # a capital word is among them (`the Selk minister`)
    definite: bool
    owned: bool  # `his spokesman`, `Doe's spokesman`
    bare: bool  # without any article: a headline's
    other: bool  # `the other candidate`, or told of further behind a comma
    narrowed: bool  # by a noun before it (`the band leader`)


def read_role(view: Scene, mention: Mention) -> Called | None:
    """What the words of a source say as a role; None for nameless people (`many readers`) and where a role only narrows
    another noun."""
    language, grammar = view.language, view.language.grammar
    words = plain_words(view.text, mention.span)
    comma = view.text.find(",", mention.span.start, mention.span.end)
    behind = next((w for w in words if w.start > comma), None)
    if comma > 0 and behind is not None and behind.low in grammar.relatives:  # `the paper, which appears in Selk,`
        words, comma = [w for w in words if w.end <= comma], -1
    at = next(
        (i for i, w in enumerate(words) if w.low in grammar.of_or_for | grammar.relatives | grammar.prepositions and i),
        len(words),
    )
    if comma > 0:  # `Doe's partner, Senator ...`: what stands behind tells more of the first
        at = min(at, sum(w.end <= comma for w in words))
    heads = [i for i, w in enumerate(words[:at]) if kind_of(w.low, language) is not SpeakerKind.UNKNOWN]
    if heads and words[heads[-1]].low in language.pointing.partisans and heads[-1] < at - 1:
        return None  # `the two Republican presidents`
    if not heads or (mention.speaker_kind is SpeakerKind.ANONYMOUS and words[0].low not in grammar.definite):
        return None
    noun = heads[-1]
    if noun + 1 < at and _goes_on(words[noun + 1], language):
        return None  # `court clerks`
    if words[noun].low in language.attributes.indefinite | grammar.some:  # `many readers`
        return None
    owner = any(w.low.endswith(grammar.owner_endings) for w in words[:noun]) or words[0].low in grammar.owners
    bare = noun == 0
    definite = words[0].low in grammar.definite or bare or owner
    small = grammar.articles | grammar.plain_articles | grammar.definite | grammar.of_or_for | language.pointing.former
    others = [w.low for i, w in enumerate(words) if i != noun and w.low not in small | language.stopwords]
    other = comma > 0 or any(w.low in language.pointing.others for w in words[:noun])
    modifiers = frozenset(unowned(w, language) for w in others)
    proper = any(w.is_capital and i != noun and w.low in others for i, w in enumerate(words))
    narrowed = bool(noun) and _narrows(words[noun - 1], language)
    return Called(words[noun].low, modifiers, proper, definite, owner, bare, other, narrowed)


def _goes_on(word: Token, language: Language) -> bool:
    """Is a small word behind a role likely the noun that the role only narrows."""
    small = language.stopwords | language.grammar.joiners | language.weekdays.keys()
    return word.text.islower() and word.low not in small and not word.low.endswith(("ing", "ed", "ly"))


def _narrows(word: Token, language: Language) -> bool:
    """Is a word before a role likely a noun: small, and none of those that change nothing."""
    small = language.grammar.articles | language.grammar.definite | language.stopwords | language.pointing.former
    plain = word.low in small | language.grammar.adjectives | language.titles or word.is_capital
    return not plain and not word.low.endswith((*language.pointing.adjective_endings, *language.grammar.owner_endings))


def unowned(word: str, language: Language) -> str:
    """A word without the ending of an owner."""
    for ending in language.grammar.owner_endings:
        word = word.removesuffix(ending)
    return word


def roles_of(entity: Entity, mention: Mention) -> list[tuple[int, int]]:
    """Where this article says what somebody is."""
    article = mention.span.article
    return [(s.start, s.end) for m in entity.mentions for s in m.roles if s.article == article]


def _roles_now(entity: Entity, view: Scene, mention: Mention) -> list[tuple[int, int]]:
    """The same without those of a year (`2012 nominee`)."""
    return [(a, b) for a, b in roles_of(entity, mention) if not YEAR.search(view.text, a, b)]


def words_of(entity: Entity, view: Scene, mention: Mention) -> set[str]:
    """Every word of somebody's names and roles in this article."""
    found = {unowned(w.low, view.language) for a, b in roles_of(entity, mention) for w in tokens(view.text, a, b)}
    for m in entity.mentions:
        if m.span.article == mention.span.article:
            found |= {unowned(w.low, view.language) for w in plain_words(view.text, m.span)}
    return found | set(entity.words)


def is_narrowed(entity: Entity, called: Called, view: Scene, mention: Mention) -> bool:
    """Do an entity's own roles have words that narrow them, or those of a body its name (`the Doe campaign`), so that
    others speak against it?"""
    places = roles_of(entity, mention)
    if entity.kind is not SpeakerKind.PERSON:
        article = mention.span.article
        places += [(m.span.start, m.span.end) for m in entity.mentions if m.span.article == article]
    known = view.language.titles | view.language.grammar.plain_articles | {called.noun}
    return any(w.is_capital and w.low not in known for a, b in places for w in tokens(view.text, a, b) if w.is_word)


def is_called(entity: Entity, called: Called, view: Scene, mention: Mention, back: int) -> bool:
    """Is an entity called by this noun: by its roles, its name, or a noun that takes it in?"""
    language, noun = view.language, called.noun
    kind = kind_of(noun, language)
    means = language.pointing.means.get(noun, frozenset()) | {noun}
    if noun in language.outlet_words or noun in language.links.outlets:
        return entity.kind is SpeakerKind.OUTLET
    if kind is SpeakerKind.DOCUMENT:
        if entity.kind is SpeakerKind.OUTLET:
            return noun in language.links.published and back <= NEAR
        return entity.kind is SpeakerKind.DOCUMENT and (noun in entity.words or back <= 1)
    if kind is SpeakerKind.PERSON:
        return is_called_person(entity, called, means, view, mention)
    if entity.kind is SpeakerKind.GROUP or kind is SpeakerKind.GROUP:
        return entity.kind is kind and noun in entity.words and back <= NEAR
    if entity.kind not in (SpeakerKind.BODY, SpeakerKind.UNKNOWN):
        return False
    roles = {head(view.text, a, b, language) for a, b in roles_of(entity, mention)}
    if called.proper and entity.words == [noun]:
        return False  # `the Doe campaign` after `Campaign`
    if means & roles or means & set(entity.words):
        return True
    if noun in language.pointing.firms:
        return bool(entity.words) and entity.words[-1] in language.pointing.firm_endings
    return noun in language.pointing.agencies and entity.name.isupper() and len(entity.name) > 1 and back <= NEAR


def is_called_person(entity: Entity, called: Called, means: frozenset[str], view: Scene, mention: Mention) -> bool:
    """The same of a person; `means` are the nouns of roles that the noun can point at."""
    language, noun = view.language, called.noun
    if noun in language.pointing.kin:
        return False
    if entity.kind is SpeakerKind.ANONYMOUS:
        return noun_of(entity, language) == noun and not is_many(entity, language)
    if entity.kind is not SpeakerKind.PERSON:
        return False
    if (noun in language.female and entity.gender == "he") or (noun in language.male and entity.gender == "she"):
        return False
    if set(entity.words) & language.pointing.others and entity.kind is SpeakerKind.PERSON:
        return noun_of(entity, language) == noun and called.other  # `every other senator`
    heads = {head(view.text, a, b, language) for a, b in _roles_now(entity, view, mention)}
    words = {w.low.rstrip(".") for a, b in roles_of(entity, mention) for w in tokens(view.text, a, b)}
    heads |= {noun_of(entity, language)} if not any(m.kind is MentionKind.NAME for m in entity.mentions) else set()
    voice = bool(heads & language.voice_nouns) or any(title <= words for title in language.links.voice_titles)
    like = noun in language.voice_nouns or noun in language.links.voice_like
    named = noun in words & (language.titles | language.pointing.partisans)
    wider = bool(means & (heads | words & language.titles)) and (noun in heads or not called.narrowed)
    return wider or named or (voice and like)
