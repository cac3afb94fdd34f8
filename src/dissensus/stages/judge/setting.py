"""Where statements stand: articles with their stories, works, days and outlets, and who holds each statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dissensus.records import (
    Article,
    Drop,
    Edge,
    Maker,
    Position,
    Relation,
    Speaker,
    SpeakerKind,
    Statement,
    Verdict,
    Voice,
    make_id,
)
from dissensus.text import plain

VERSION = "9"
MAKER = Maker("judge", VERSION)
UNKNOWN_OUTLET = "unknown outlet"
DAY = len("2024-08-21")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet as a holder: the id and name of its speaker, and its articles in a storyline by date."""

    id: str
    name: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a storyline tells of its statements beside their words.

    `stories` gives the story of each article, `works` the first version of its work, for all versions but the first.
    `articles` are those that can be looked at, `said` the statements of each, `unread` why nothing was read of one.
    `holders` has by statement the edge to who holds it, `people` the speakers, `voices` by article the id of its outlet as
    a speaker.
    """

    stories: Mapping[str, str]
    works: Mapping[str, str]
    articles: Mapping[str, Article]
    said: Mapping[str, Sequence[Statement]]
    unread: Mapping[str, str]
    holders: Mapping[str, Edge]
    people: Mapping[str, Speaker]
    voices: Mapping[str, str]

    def work(self, position: Position) -> str | None:
        """The work that a position stands in."""
        return self.works.get(position.article or "", position.article)

    def day(self, statement: Statement) -> str | None:
        """The day on which something was said, where the text tells it, else that on which it was published; None where
        neither is known to the day."""
        said = statement.said_at
        if said and said.from_ and said.to and len(said.from_) >= DAY and said.from_[:DAY] == said.to[:DAY]:
            return said.from_[:DAY]
        article = self.articles.get(statement.article)
        value = article.published.value if article else None
        return value[:DAY] if value and len(value) >= DAY else None

    def outlets(self, stories: Iterable[str]) -> list[Outlet]:
        """The outlets with an article in one of these stories, by id."""
        wanted = set(stories)
        found: dict[str, list[Article]] = defaultdict(list)
        for id, article in self.articles.items():
            if self.stories.get(id) in wanted:
                found[self.voices[id]].append(article)
        return [
            Outlet(id, self._name(id, members[0]), tuple(a.id for a in sorted(members, key=_by_date)))
            for id, members in sorted(found.items())
        ]

    def _name(self, id: str, article: Article) -> str:
        return self.people[id].name if id in self.people else article.outlet or UNKNOWN_OUTLET


def _by_date(article: Article) -> tuple[str, str]:
    return article.published.value or "9999", article.id


def set_up(
    statements: Sequence[Statement],
    speakers: Sequence[Speaker],
    edges: Sequence[Edge],
    stories: Mapping[str, str],
    *,
    articles: Sequence[Article],
    drops: Sequence[Drop],
) -> Setting:
    """The setting of a storyline from what the stages before made of it."""
    holders = {e.left: e for e in edges if e.relation is Relation.HELD_BY and e.verdict is Verdict.SAME}
    people = {s.id: s for s in speakers}
    said: dict[str, list[Statement]] = defaultdict(list)
    for one in sorted(statements, key=lambda s: s.id):
        said[one.article].append(one)
    return Setting(
        stories=stories,
        works=_works(edges),
        articles={a.id: a for a in articles},
        said=said,
        unread=_unread(articles, said, drops),
        holders=holders,
        people=people,
        voices=_voices(articles, statements, holders, people),
    )


def _works(edges: Sequence[Edge]) -> dict[str, str]:
    """By article the first version of its work, for all versions but the first. Of several edges between two articles the
    last one holds, which is a person's."""
    steps = {(e.left, e.right): e.verdict for e in edges if e.relation is Relation.VERSION}
    before = {right: left for (left, right), verdict in sorted(steps.items()) if verdict is Verdict.SAME}
    out = {}
    for article in before:
        first, seen = article, {article}
        while (older := before.get(first)) is not None and older not in seen:
            first = older
            seen.add(first)
        out[article] = first
    return out


CUT_OFF = "its text breaks off"
NOTHING_READ = "nothing was read of it"


def _unread(
    articles: Sequence[Article], said: Mapping[str, Sequence[Statement]], drops: Sequence[Drop]
) -> dict[str, str]:
    """Why it cannot be told what an article leaves out: its language is not read, its text breaks off, or nothing of it was
    kept to be read."""
    reasons = {drop.what: drop.reason for drop in drops if drop.stage == "read"}
    out = {}
    for article in articles:
        if article.id in reasons:
            out[article.id] = reasons[article.id]
        elif article.id not in said:
            out[article.id] = NOTHING_READ
        elif not article.complete:
            out[article.id] = CUT_OFF
    return out


def _voices(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    holders: Mapping[str, Edge],
    people: Mapping[str, Speaker],
) -> dict[str, str]:
    """By article the id of its outlet as a speaker: whoever holds its own sentences, else those of another article of that
    outlet; else an outlet that is quoted by that name; else the id that `link` gives to an outlet without a mention."""
    own = {s.article: holders[s.id].right for s in statements if s.voice is Voice.OWN and s.id in holders}
    named = {
        plain(form.text): one.id
        for one in sorted(people.values(), key=lambda one: one.id, reverse=True)
        if one.kind is SpeakerKind.OUTLET
        for form in one.spellings
    }
    named |= {plain(a.outlet): own[a.id] for a in sorted(articles, key=_by_date) if a.outlet and a.id in own}
    out = {}
    for article in articles:
        known = named.get(plain(article.outlet)) if article.outlet else None
        out[article.id] = own.get(article.id) or known or make_id("speaker", "outlet", article.outlet or article.id)
    return out
