"""Where it happened, and according to whom: the places that a story names, each with what is said of it, for terminal,
report and programs.

Which mentions are one place, and where it lies, was settled by `link`: the degrees are those of the gazetteer or of the
user's table. Here a place is joined with the statements that name it. Without degrees it stands in the list alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.console import Console

from dissensus.records import Place, Span, Voice
from dissensus.show.around import Telling, holds, passage, tellings
from dissensus.show.around import places as where_told
from dissensus.show.attributes import act, holder
from dissensus.show.joins import Index, by_date, plain
from dissensus.show.lines import print_line
from dissensus.show.shapes import ArticleView, CorpusView, StatementView, in_reading_order
from dissensus.show.stories import print_head
from dissensus.show.words import count, isolated, listed, quoted, shorten

NAME_LENGTH = 60  # characters of a name; most have less than 20
QUOTE_LENGTH = 300  # of a quotation on a terminal
NAMED = 6  # places that are named where only some can be
OPEN = 3  # statements of a place that the terminal prints; the report and programs have all
NO_PLACE = "No place is named here."
BEWARE = "A place lies where the gazetteer, or your table, has one of its name; the text may mean another."
BRING = "To put them on a map, bring a table of names with coordinates:"
TABLE = "dissensus read PATH --table FILE"
# Where a reader can look up an id, by how it begins (docs/tables.md).
ADDRESSES = (
    (re.compile(r"geonames:([0-9]{1,12})", re.ASCII), "https://www.geonames.org/{}"),
    (re.compile(r"(?:wikidata:)?(Q[0-9]{1,12})", re.ASCII), "https://www.wikidata.org/wiki/{}"),
)


@dataclass(frozen=True, slots=True)
class NamingView:
    """A statement that names a place. `words` are those of the mention, at `span`; `quote` is the statement, of a long one
    the sentence around the mention; `anchor` leads there. `more` are the same words in further articles."""

    words: str
    span: Span
    statement: StatementView
    quote: str
    anchor: str
    more: tuple[NamingView, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place of a story. `number` is its rank there, from 1. `spellings` are the other ways in which the story writes it;
    `latitude` and `longitude` are degrees, None where nothing tells them; `ids` are those of the gazetteer and the table.
    `articles` are the ids of all that name it, `said` the statements that do, by date."""

    id: str
    number: int
    name: str
    spellings: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    ids: tuple[str, ...]
    articles: tuple[str, ...]
    said: tuple[NamingView, ...]

    @property
    def line(self) -> str:
        """Its name as one line of bounded length."""
        return shorten(self.name, NAME_LENGTH)

    @property
    def degrees(self) -> str:
        """Where it lies: `48.02° N, 37.80° E`; empty where nothing tells."""
        if self.latitude is None or self.longitude is None:
            return ""
        return f"{_side(self.latitude, 'NS')}, {_side(self.longitude, 'EW')}"

    @property
    def told(self) -> str:
        """How often it is named: `2 articles, 5 statements`; what copies have the same words counts once."""
        return f"{count(len(self.articles), 'article')}, {count(len(self.said), 'statement')}"

    @property
    def known(self) -> list[tuple[str, str | None]]:
        """Its ids, each with the address at which a reader can look it up, where there is one."""
        return [(id, _address(id)) for id in self.ids]


def located(articles: Sequence[ArticleView], said: Iterable[StatementView], index: Index) -> tuple[PlaceView, ...]:
    """The places that these articles of a story name, with those of its statements that name them. What most articles name
    comes first, then what most statements do."""
    told = {telling.article.id: telling for telling in tellings(said, index)}
    found = {place.id: place for one in articles for place in index.named_places.get(one.id, ())}
    views = sorted((_view(place, articles, told, index) for place in found.values()), key=_by_use)
    return tuple(replace(one, number=number) for number, one in enumerate(views, 1))


def _view(
    place: Place, articles: Sequence[ArticleView], told: dict[str, Telling], index: Index
) -> PlaceView:  # a place before it has its rank
    here = {one.id for one in articles}
    mentions = sorted(span for span in place.mentions if span.article in here)
    naming = {span.article for span in mentions}
    found: dict[str, NamingView] = {}
    for span in mentions:
        one = _naming(span, told[span.article], index) if span.article in told else None
        if one:
            found.setdefault(one.statement.id, one)
    return PlaceView(
        id=place.id,
        number=0,
        name=place.name,
        spellings=_spellings(place, [_text(span, index) for span in mentions]),
        latitude=place.latitude,
        longitude=place.longitude,
        ids=place.ids,
        articles=tuple(one.id for one in articles if one.id in naming),
        said=_folded(found.values()),
    )


def _naming(span: Span, telling: Telling, index: Index) -> NamingView | None:
    """The statement in whose words a place is named; None where it is named beside them."""
    around = telling.around(span)
    if around is None or not any(holds(outer, span) for outer in index.statements[around.statement.id].content):
        return None
    return NamingView(telling.words(span), span, around.statement, around.quote, around.anchor)


def _text(span: Span, index: Index) -> str:
    return index.articles[span.article].parts.of(span.part)[span.start : span.end]


def _spellings(place: Place, texts: Sequence[str]) -> tuple[str, ...]:
    """The spellings that stand in these texts and are not the name itself, the most frequent first, each once."""
    own = plain(place.name)
    seen = {plain(one.text): one.text for one in reversed(place.spellings) if any(one.text in text for text in texts)}
    return tuple(seen[key] for key in reversed(seen) if key != own)


def _folded(found: Iterable[NamingView]) -> tuple[NamingView, ...]:
    """By date; one holder's same words in several articles are one, as is what several outlets carry in their own voice."""
    groups: dict[tuple[str, ...], list[NamingView]] = {}
    for one in sorted(found, key=_by_place):
        said = one.statement
        own = said.voice is Voice.OWN
        who = "" if own else said.holder.id if said.holder else plain(said.source)
        groups.setdefault((said.voice, said.act, who, plain(one.quote)), []).append(one)
    return tuple(_together(group) for group in groups.values())


def _together(group: Sequence[NamingView]) -> NamingView:
    others = {one.statement.article: one for one in reversed(group)}
    others.pop(group[0].statement.article)
    return replace(group[0], more=tuple(sorted(others.values(), key=_by_place)))


def _by_place(one: NamingView) -> tuple[bool, str, str, str, int, str]:
    return *by_date(one.statement.published, one.statement.article), one.span.part, one.span.start, one.statement.id


def _by_use(one: PlaceView) -> tuple[int, int, str, str]:
    return -len(one.articles), -len(one.said), one.name, one.id


def _side(value: float, sides: str) -> str:
    return f"{abs(value):.2f}° {sides[value < 0]}"


def _address(id: str) -> str | None:
    return next((at.format(found[1]) for pattern, at in ADDRESSES if (found := pattern.fullmatch(id))), None)


def unplaced(places: Sequence[PlaceView]) -> str:
    """Which places have no degrees and so no dot, as a sentence; empty where all have them."""
    names = list(dict.fromkeys(isolated(one.line) for one in places if not one.degrees))
    if not names:
        return ""
    more = len(names) - NAMED
    return f"Without coordinates: {listed([*names[:NAMED], f'{more} more'] if more > 0 else names)}."


# ----------------------------------------------------------------------------------------------- terminal and JSON


def print_places(view: CorpusView, console: Console) -> None:
    """Story by story its places, each with where it lies and who names it; then how to place those that have no degrees."""
    stories = [(number, one) for number, one in enumerate(in_reading_order(view.stories), 1) if one.places]
    named = [place for _, story in stories for place in story.places]
    if not named or any(one.degrees for one in named):
        print_line(console, BEWARE if named else NO_PLACE)
    for number, story in stories:
        console.print()
        print_head(number, story, console)
        for place in story.places:
            _print_place(place, console)
    if missing := unplaced(named):
        console.print()
        print_line(console, f"{missing} {BRING} {TABLE}", style="dim")


def _print_place(place: PlaceView, console: Console) -> None:
    written = f" (also {listed([isolated(shorten(one, NAME_LENGTH)) for one in place.spellings])})"
    name = isolated(place.line) + (written if place.spellings else "")
    notes = [name, place.told, *([place.degrees] if place.degrees else []), *map(isolated, place.ids)]
    print_line(console, " · ".join(notes), 3, hang=2, style="bold")
    for one in place.said[:OPEN]:
        said = f"{holder(one.statement)} {act(one.statement.act)}: {quoted(isolated(shorten(one.quote, QUOTE_LENGTH)))}"
        print_line(console, said, 5, hang=2)
        print_line(console, where_told([one.statement, *(o.statement for o in one.more)]), 7, hang=2, style="dim")
    if (more := len(place.said) - OPEN) > 0:
        print_line(console, f"and {count(more, 'more statement')}, in the report", 5, style="dim")


def as_dict(view: CorpusView) -> dict[str, object]:
    """The places for programs, in the order of the stories; ids as in the export, degrees null where nothing tells them."""
    return {
        "stories": [
            {"id": story.id, "title": story.title, "places": [_place(one) for one in story.places]}
            for story in in_reading_order(view.stories)
        ]
    }


def _place(one: PlaceView) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "spellings": list(one.spellings),
        "latitude": one.latitude,
        "longitude": one.longitude,
        "ids": list(one.ids),
        "articles": list(one.articles),
        "statements": [_row(naming) for naming in one.said],
    }


def _row(one: NamingView) -> dict[str, object]:
    said = one.statement
    return {
        "words": one.words,
        "holder": said.holder.id if said.holder else None,
        "name": holder(said),
        "voice": said.voice,
        "act": said.act,
        "quote": one.quote,
        **passage(one.span, said),
        "more": [passage(other.span, other.statement) for other in one.more],
    }
