"""Who `I` is outside of anybody's quoted words: who is interviewed, where the text is questions and answers; else the one
author that the article names."""

from __future__ import annotations

from dataclasses import dataclass

from dissensus.records import Article, Mention, SpeakerKind
from dissensus.stages.link.names import person
from dissensus.stages.link.scene import Scene, lines, pointed
from dissensus.stages.link.scripts import name_key
from dissensus.stages.link.speakers import Entity, Register, same_person
from dissensus.text import tokens

QUESTIONS = 3  # paragraphs that end in a question mark, from which a text can be an interview (GUM, train)
BEHIND = 70  # characters behind a word of interviewing in which the name of who is interviewed begins (GUM, train)
INTERVIEWED = "who is interviewed"
AUTHOR = "the author"
WRITER = "the outlet's own writer"
OPENING = 3  # lines in which an interview says that it is one, and a writer may say I
TOLD = 3  # lines in which a writer else says I
SIGNED = 2  # lines that are a name alone, from which a text is letters


@dataclass(frozen=True, slots=True)
class Narrator:
    """Who speaks as I, why that is known, from which character on, and the questions, which are somebody else's."""

    entity: Entity
    why: str
    start: int
    questions: tuple[tuple[int, int], ...] = ()

    def says(self, at: int) -> bool:
        """Is a place in this one's own words?"""
        return at >= self.start and not any(a <= at < b for a, b in self.questions)


def narrator(
    register: Register, scene: Scene, article: Article, named: list[tuple[Mention, Entity]]
) -> Narrator | None:
    """Who says I in an article's running text; None where that is nobody or several."""
    asked = [(a, b) for a, b in lines(scene.text) if scene.text[a:b].rstrip('"”’ \n').endswith("?")]
    if len(asked) >= QUESTIONS:
        entity = _interviewed(named, asked[0][0], scene)
        return Narrator(entity, INTERVIEWED, asked[0][0], tuple(asked)) if entity else None
    if len(article.authors) == 1 and not asked:
        return Narrator(_author(register, article.authors[0], named), AUTHOR, 0)
    return None


def written(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """Of the forms of I those of a writer whom the article does not name: in nobody's words, from the beginning or
    throughout, in a text that is no interview and no letters. One paragraph may be a quotation without its marks."""
    every = list(lines(scene.text))
    opening = {w.low for a, b in every[:OPENING] for w in tokens(scene.text, a, b)}
    signed = sum(_is_signature(scene, a, b) for a, b in every)
    if opening & scene.language.pointing.interviews or signed >= SIGNED:
        return []
    own = [
        m
        for m in mentions
        if pointed(m, scene) == "i" and scene.parent(m.span) is None and not scene.in_quotation(m.span.start)
    ]
    where = {next(i for i, (a, b) in enumerate(every) if a <= m.span.start < b) for m in own}
    return own if len(where) >= TOLD or any(i < OPENING for i in where) else []


def _is_signature(scene: Scene, start: int, end: int) -> bool:
    """A line that is a name alone, as below a reader's letter."""
    words = [w for w in tokens(scene.text, start, end) if w.is_word]
    return 2 <= len(words) <= 4 and all(w.text[:1].isupper() and not w.text.isupper() for w in words)


def _interviewed(named: list[tuple[Mention, Entity]], first: int, scene: Scene) -> Entity | None:
    """The one person whose full name follows a word of interviewing closely, before the first question."""
    asking = [w.end for w in tokens(scene.text, 0, first) if w.low in scene.language.pointing.interviews]
    found = {
        id(entity): entity
        for mention, entity in named
        if entity.kind is SpeakerKind.PERSON
        and len(name_key(mention.name).split()) > 1
        and any(0 <= mention.span.start - end <= BEHIND for end in asking)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _author(register: Register, name: str, named: list[tuple[Mention, Entity]]) -> Entity:
    own = person(name)
    fits = [
        e for _, e in named if e.kind is SpeakerKind.PERSON and len(e.words) > 1 and same_person(person(e.name), own)
    ]
    return fits[0] if fits else register.add(Entity(SpeakerKind.PERSON, name))
