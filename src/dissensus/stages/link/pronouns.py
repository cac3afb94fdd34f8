"""Whom a pronoun means: he and she a person, they and it a body, a group or a document, I and we whoever speaks.

Candidates are weighed by where they stand: who said the sentence before, subjects before objects, the near before the far,
who speaks before who is spoken of. Where two weigh about the same the pronoun is nobody's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dissensus.langs import Language
from dissensus.records import Kind, Mention, MentionKind, Span, SpeakerKind
from dissensus.stages.link.introduced import is_of_people, kind_of
from dissensus.stages.link.narrators import Narrator
from dissensus.stages.link.scene import NOBODY, Scene, Seen, noun_of, pointed
from dissensus.stages.link.scripts import name_key
from dissensus.stages.link.speakers import Entity
from dissensus.text import Token, tokens

# Weights and thresholds: set on the training part of GUM (bench/coref.py); dev has too few pronouns to set any.
FAR = 0.9  # taken off for each sentence between
FURTHEST = 7  # sentences back to which a person is looked for
SPOKE = 1.6  # who holds a statement there
SPOKE_LAST = 1.2  # who holds the last statement before
SUBJECT = 1.0
SAME_SENTENCE = 2.2  # beside that, the subject of a clause before it in its own sentence
WITHIN = -1.6  # in somebody else's words
OWNER = -0.7
SURE_GENDER = 1.2
NO_PERSON = -1.5  # a name of two words that neither speaks nor has a role or a gender
BARE = -0.6  # a single word that may be no person's name
OFTEN = 0.25  # for each further mention, up to four
MARGIN = 0.3  # by which the best must lead
CLEAR = 1.0  # by which it leads where the pronoun tells its gender
LEAST = -3.0
NEAR = 2  # sentences back to which they and it are looked for
CALLED_AGAIN = 2  # mentions from which somebody is called by an epithet (read by hand on PolNeAR, train)
ANY = "he or she"
RIGHT_BEFORE = "right before"
NOUN_WORDS = 3
BESIDE = 60  # characters behind a pronoun in which the object of its verb begins
DASHES = "-–—"
COPULA_WORDS = 8  # words before a relative pronoun in which a copula may stand
WORDS_OF = "in the words of"

MANY = (SpeakerKind.GROUP, SpeakerKind.BODY, SpeakerKind.OUTLET, SpeakerKind.ANONYMOUS)
ONE_THING = (SpeakerKind.BODY, SpeakerKind.DOCUMENT, SpeakerKind.OUTLET, SpeakerKind.STATE)


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody, and why."""

    entity: Entity
    why: str


def by_pronoun(scene: Scene, mention: Mention, what: str) -> Meant | None:
    """Whom he, she, they, it or a relative means, by what was seen before it; None where that is not clear."""
    if what == "who":
        return _antecedent(scene, mention)
    if what in ("he", "she"):
        return _person(scene, mention, what)
    if what in ("they", "it"):
        return _thing(scene, mention, what)
    return None


# -------------------------------------------------------------------------------------------------------- he and she


def _person(scene: Scene, mention: Mention, what: str, but: frozenset[int] = frozenset()) -> Meant | None:
    above, beside = _above(scene, mention), _object(scene, mention) if what != ANY else None
    number = scene.number(mention.span.start)
    last = _last_holder(scene, mention)
    counts = Counter(id(s.entity) for s in scene.seen)
    best: dict[int, tuple[float, Entity]] = {}
    for seen in reversed(scene.seen):
        entity = seen.entity
        if number - seen.sentence > FURTHEST or seen.mention.span >= mention.span:
            continue
        if not _may_be(seen, what, scene.language) or entity in (above.excluded, beside) or id(entity) in but:
            continue
        weight = _weight(seen, number - seen.sentence, entity is last, what, scene)
        weight += OFTEN * min(4, counts[id(entity)])
        if entity is above.holder:
            weight += SPOKE_LAST + SPOKE
        if id(entity) not in best or weight > best[id(entity)][0]:
            best[id(entity)] = (weight, entity)
    if above.holder is not None and id(above.holder) not in best and _fits(above.holder, what):
        best[id(above.holder)] = (SPOKE_LAST + SPOKE, above.holder)  # `he was tired, Doe said`
    ranked = sorted(best.values(), key=lambda x: -x[0])
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else CLEAR
    if (
        not ranked
        or ranked[0][0] < LEAST
        or lead < (CLEAR if what == ANY else MARGIN)
        or not _somebody(ranked[0][1], scene)
    ):
        return None
    entity = ranked[0][1]
    if what != ANY and lead >= CLEAR and mention.maker is not NOBODY:
        _settle(entity, what)
    return Meant(entity, "who spoke last" if entity is last else "the nearest fitting person")


def _object(scene: Scene, mention: Mention) -> Entity | None:
    """Whoever is named as the object of the verb behind a pronoun (`he told Doe`), who is not the one it means."""
    words = [
        w for w in tokens(scene.text, mention.span.end, min(len(scene.text), mention.span.end + BESIDE)) if w.is_word
    ]
    between = scene.text[mention.span.end : words[1].start] if len(words) > 1 else "."
    if len(words) < 2 or not between.replace(" ", "").isalpha():
        return None
    starts = (
        {words[1].start, words[2].start}
        if words[1].low in scene.language.titles and len(words) > 2
        else {words[1].start}
    )
    return next((e for span, e in scene.named.items() if span.start in starts), None)


def by_epithet(scene: Scene, mention: Mention, but: frozenset[int]) -> Meant | None:
    """Whom `the billionaire` means, that was called so nowhere: who leads clearly among the people just named, `but` (by
    identity) left out."""
    found = _person(scene, mention, ANY, but)
    if found is None or sum(s.entity is found.entity for s in scene.seen) < CALLED_AGAIN:
        return None
    return Meant(found.entity, "the one just named")


def _settle(entity: Entity, what: str) -> None:
    """Whom a pronoun means is of its gender, and a person."""
    if entity.kind is SpeakerKind.PERSON or entity.kind is SpeakerKind.UNKNOWN:
        entity.gender = entity.gender or what
    if entity.kind is SpeakerKind.UNKNOWN:
        entity.kind = SpeakerKind.PERSON


def _fits(entity: Entity, what: str) -> bool:
    return entity.kind is SpeakerKind.PERSON and (what == ANY or entity.gender in (None, what))


def _may_be(seen: Seen, what: str, language: Language) -> bool:
    """A person of no other gender; a source with one bare name; one nameless person."""
    entity = seen.entity
    if what != ANY and entity.gender not in (None, what):
        return False
    if entity.kind is SpeakerKind.PERSON:
        return not seen.thing or seen.source
    if entity.kind is SpeakerKind.UNKNOWN:
        bare = seen.source and seen.mention.kind is MentionKind.NAME and len(entity.words) == 1
        outlet = bool(entity.words) and entity.words[0] in language.outlet_words
        named = not entity.known and not entity.name.isupper() and entity.name[0].isupper()
        people = any(is_of_people(word, language) for word in entity.words)
        return bare and named and not outlet and not seen.thing and not people
    return entity.kind is SpeakerKind.ANONYMOUS and not is_many(entity, language)


def _weight(seen: Seen, back: int, spoke_last: bool, what: str, scene: Scene) -> float:
    entity = seen.entity
    weight = -FAR * back
    weight += SPOKE * seen.source + SPOKE_LAST * spoke_last + SUBJECT * seen.subject
    weight += WITHIN * seen.within + OWNER * seen.owner
    weight += SAME_SENTENCE * (back == 0 and seen.subject and not seen.within and not seen.owner)
    weight += SURE_GENDER * (entity.gender == what)
    weight += BARE * (entity.kind is SpeakerKind.UNKNOWN)
    return weight + (0.0 if _somebody(entity, scene) else NO_PERSON)


def _somebody(entity: Entity, scene: Scene) -> bool:
    """Is this a person, and not a ship or a prize with a name of two words: of known gender, with a role, a source, told
    by the surname alone, or a subject without an article?"""
    if entity.gender or any(m.roles or m.span in scene.by_source for m in entity.mentions):
        return True
    here = [s for s in scene.seen if s.entity is entity]
    return not any(s.thing for s in here) and any(s.subject or " " not in s.mention.name for s in here)


@dataclass(frozen=True, slots=True)
class Above:
    """Who holds the words that a source stands in: likely meant where they are told, never where they are quoted."""

    holder: Entity | None = None
    excluded: Entity | None = None


def _above(scene: Scene, mention: Mention) -> Above:
    parent = scene.parent(mention.span)
    holder = scene.holder(parent.source[0]) if parent else None
    if parent is None or holder is None:
        return Above()
    if parent.kind is Kind.DIRECT or scene.in_quotation(mention.span.start):
        return Above(excluded=holder)
    return Above(holder=_owner(scene, parent.source[0]) or holder)


def _owner(scene: Scene, span: Span) -> Entity | None:
    """Whose lawyer or friends speak (`Doe's associates said he would leave`): most of what they say is about Doe."""
    endings = scene.language.grammar.owner_endings
    words = [w for w in tokens(scene.text, span.start, span.end) if w.is_word]
    for word in words[:-1]:
        ending = next((e for e in endings if word.low.endswith(e)), None)
        if ending and word.is_capital:
            name = name_key(word.low.removesuffix(ending))
            return next((s.entity for s in reversed(scene.seen) if name in s.entity.words[-1:]), None)
    return None


def _last_holder(scene: Scene, mention: Mention) -> Entity | None:
    """Who holds the last statement before, that is in nobody's words."""
    for seen in reversed(scene.seen):
        if seen.source and not seen.within and seen.mention.span < mention.span:
            return seen.entity
    return None


# -------------------------------------------------------------------------------------------------------- they and it


def is_many(entity: Entity, language: Language) -> bool:
    """Is a nameless source more than one (`officials`, `two of them`)?"""
    noun = noun_of(entity, language)
    several = noun.endswith(language.grammar.plural) or kind_of(noun, language) is SpeakerKind.GROUP
    return several or entity.kind is SpeakerKind.GROUP


def _thing(scene: Scene, mention: Mention, what: str) -> Meant | None:
    kinds = MANY if what == "they" else ONE_THING
    parent = scene.parent(mention.span)
    if parent is not None and not scene.in_quotation(mention.span.start):
        holder = scene.holder(parent.source[0])
        if holder is not None and holder.kind in kinds and _number(holder, what, scene.language):
            return Meant(holder, "in its own words")
    number = scene.number(mention.span.start)
    best: dict[int, tuple[float, Entity]] = {}
    for seen in reversed(scene.seen):
        back = number - seen.sentence
        if back > NEAR or seen.mention.span >= mention.span:
            continue
        if seen.entity.kind not in kinds or not _number(seen.entity, what, scene.language):
            continue
        weight = -FAR * back + SPOKE * seen.source + SUBJECT * seen.subject + WITHIN * seen.within + OWNER * seen.owner
        if id(seen.entity) not in best or weight > best[id(seen.entity)][0]:
            best[id(seen.entity)] = (weight, seen.entity)
    ranked = sorted(best.values(), key=lambda x: -x[0])
    if not ranked or ranked[0][0] < 0 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return Meant(ranked[0][1], "the nearest body or group" if what == "they" else "the nearest body or document")


def _number(entity: Entity, what: str, language: Language) -> bool:
    """`they` is no single person without a name, `it` no group."""
    if entity.kind is SpeakerKind.ANONYMOUS:
        return what == "they" and is_many(entity, language)
    return True


# ------------------------------------------------------------------------------------------------------------- who


def _antecedent(scene: Scene, mention: Mention) -> Meant | None:
    """Who stands right before a relative pronoun, or before an apposition that ends there. A plural verb behind it speaks
    against one person."""
    language, at = scene.language, mention.span.start
    behind = next((w.low for w in tokens(scene.text, mention.span.end, mention.span.end + 30)), "")
    number = scene.number(at)
    for seen in reversed(scene.seen):
        end = seen.mention.span.end
        if seen.sentence < number or end > at:
            break
        between = scene.text[end:at].strip().strip(DASHES)
        if between and not (between.startswith(",") and between.endswith(",")):
            continue
        one = seen.entity.kind is SpeakerKind.PERSON
        if one and behind in language.pointing.plural_verbs:
            return None
        if between not in ("", ",") and (not one or _has_verb(scene, end, at)):
            continue
        return Meant(seen.entity, RIGHT_BEFORE)
    return _told_by_copula(scene, mention)


def _told_by_copula(scene: Scene, mention: Mention) -> Meant | None:
    """Whoever is told to be what stands before a relative pronoun (`Doe is a lawyer who`)."""
    language, at = scene.language, mention.span.start
    words = [w for w in tokens(scene.text, scene.starts[scene.number(at)], at) if w.is_word][-COPULA_WORDS:]
    for word, following in reversed(list(pairwise(words))):
        if following.low not in language.grammar.plain_articles or word.low not in language.pointing.copulas:
            continue
        return next(
            (
                Meant(seen.entity, RIGHT_BEFORE)
                for seen in reversed(scene.seen)
                if seen.entity.kind is SpeakerKind.PERSON and scene.text[seen.mention.span.end : word.start].isspace()
            ),
            None,
        )
    return None


def noun_before(scene: Scene, mention: Mention) -> str:
    """The bare noun with its adjectives right before a relative pronoun (`older voters who`), or nothing."""
    language, taken = scene.language, list[Token]()
    small = language.stopwords | language.grammar.prepositions | language.grammar.of_or_for
    for word in reversed(tokens(scene.text, scene.starts[scene.number(mention.span.start)], mention.span.start)):
        common = word.text.isalpha() and not word.is_capital and word.low not in small and word.low not in language.cues
        if not common or len(taken) == NOUN_WORDS:
            break
        taken.append(word)
    noun = taken[0].low if taken else ""
    many = kind_of(noun, language) in (SpeakerKind.GROUP, SpeakerKind.PERSON)
    return scene.text[taken[-1].start : taken[0].end] if many else ""


def _has_verb(scene: Scene, start: int, end: int) -> bool:
    language = scene.language
    return any(w.low in language.grammar.auxiliaries or w.low in language.cues for w in tokens(scene.text, start, end))


def group_before(scene: Scene, mention: Mention) -> str:
    """The one group that the sentence before `they`, or its own up to there, tells of without giving it words (`the
    harbour authorities`); nothing where there are several."""
    language, at = scene.language, mention.span.start
    words = [w for w in tokens(scene.text, scene.starts[max(0, scene.number(at) - 1)], at) if w.is_word]
    groups = [
        i
        for i, w in enumerate(words)
        if kind_of(w.low, language) is SpeakerKind.GROUP
        and w.low not in language.stopwords | language.grammar.some
        and not w.is_capital
        and not scene.in_quotation(w.start)
    ]
    subject = mention.name.lower() in language.grammar.nominatives
    if len(groups) != 1 or not subject or scene.in_quotation(at):
        return ""
    first = last = groups[0]
    while first and last - first < NOUN_WORDS and _describes(words[first - 1], words[first], scene):
        first -= 1
    return scene.text[words[first].start : words[last].end]


def _describes(word: Token, following: Token, scene: Scene) -> bool:
    """Does a word right before another belong to its noun phrase?"""
    small = scene.language.stopwords | scene.language.grammar.prepositions | scene.language.cues.keys()
    beside = not scene.text[word.end : following.start].strip()
    return beside and not any(c.isdigit() for c in word.text) and word.low not in small


# ---------------------------------------------------------------------------------------------------------- I and we


def first_persons(scene: Scene, mentions: list[Mention], teller: Narrator | None) -> Iterator[tuple[Mention, Meant]]:
    """The forms of I and we that hold statements, with whoever's words they stand in."""
    entity_of = {s.mention.span: s.entity for s in scene.seen}
    for mention in mentions:
        at = mention.span.start
        parent = scene.parent(mention.span)
        steps = 0
        while parent is not None and parent.source[0] not in entity_of and steps < len(scene.said):
            parent, steps = scene.by_id.get(parent.parent or ""), steps + 1
        if parent is not None:
            yield mention, Meant(entity_of[parent.source[0]], WORDS_OF)
        elif teller is not None and teller.says(at) and pointed(mention, scene) == "i" and not scene.in_quotation(at):
            yield mention, Meant(teller.entity, teller.why)


# ------------------------------------------------------------------------------------------------------------ gender


def tell_genders(scene: Scene, people: list[tuple[Mention, Entity]]) -> None:
    """Who is alone with a pronoun is of its gender: of everybody without a known one, by the he, she, his and her in the
    narrator's sentences that name nobody else in them nor in the one before."""
    by_sentence: dict[int, set[int]] = defaultdict(set)
    first: dict[int, int] = {}
    of = {id(e): e for _, e in people}
    for mention, entity in people:
        number = scene.number(mention.span.start)
        by_sentence[number].add(id(entity))
        first[number] = min(first.get(number, mention.span.start), mention.span.start)
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    forms = {**scene.language.pronouns, **scene.language.pointing.forms}
    for number, start in enumerate(scene.starts):
        near = by_sentence[number] | by_sentence[number - 1]
        if len(near) != 1:
            continue
        end = scene.starts[number + 1] if number + 1 < len(scene.starts) else len(scene.text)
        for word in tokens(scene.text, start, end):
            what = forms.get(word.low)
            behind = bool(by_sentence[number - 1]) or word.start > first.get(number, end)
            if what in ("he", "she") and behind and not scene.in_quotation(word.start):
                votes[next(iter(near))][what] += 1
    for key, found in votes.items():
        (most, count), *rest = found.most_common()
        if of[key].gender is None and count > 2 * sum(n for _, n in rest):
            of[key].gender = most
