"""What is counted, how many, and according to whom: the figures that stand inside statements, put together where they are
told of one thing, for terminal, report and programs.

A figure with its thing was read before. Here it is joined with the statement around it, and with the other figures of the
story that are told in the same words; whether two of them do count the same is for the reader, who has the sentences.
Nobody's figure is preferred: they go by size.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rich.console import Console

from dissensus.records import Article, Quantity, Span, Time, Voice
from dissensus.show.around import QUOTE_LENGTH, Telling, passage, places, tellings
from dissensus.show.attributes import act, holder
from dissensus.show.joins import Index, by_date, plain
from dissensus.show.lines import print_line
from dissensus.show.shapes import CorpusView, StatementView, StoryView, in_reading_order
from dissensus.show.stories import print_head
from dissensus.show.words import clean_line, day, isolated, listed, quoted, shorten
from dissensus.text import stem

THING_LENGTH = 60  # characters of what is counted; most have less than 20
PAIR = 2  # up to it a figure that nobody disputes belongs to the words (`the two countries`) and counts little
NOTE = "Figures that are told of the same words. Whether they count the same, the sentences tell."
BOUNDS = {"exactly": "", "at_least": "at least", "at_most": "at most", "about": "about"}
HYPHENS = ("-", "\u2010", "\u2011")
PERCENT = "percent"
# From a million on as people write it, where that loses nothing.
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure inside a statement: that there are so many of something, in somebody's words.

    `value`, `unit`, `thing`, `bound` (exactly, at_least, at_most, about) and `as_of` are as read; `words` are those of the
    figure, at `span`; `quote` is the statement around it, of a long one a sentence. `anchor` leads there. `more` are the
    same figure of the same holder in further articles that copy it.
    """

    value: float
    unit: str | None
    thing: str
    bound: str
    as_of: str | None
    words: str
    span: Span
    statement: StatementView
    quote: str
    anchor: str
    more: tuple[FigureView, ...] = ()

    @property
    def size(self) -> str:
        """The number with its bound, and its unit unless that is the thing: `at least 41`, `about 27 million`, `12 percent`."""
        unit = clean_line(self.unit or "")
        if not unit or unit.casefold() in clean_line(self.thing).casefold().split():
            amount = _number(self.value)
        else:
            amount = f"{_number(self.value)} {unit}" if unit[0].isalpha() else f"{unit}{_number(self.value)}"
        return f"{BOUNDS.get(self.bound, clean_line(self.bound))} {amount}".strip()

    @property
    def told(self) -> str:
        """The figure in words, with what it counts: `at least 41 cracks`; a share of it without: `12 percent`."""
        return self.size if self.unit == PERCENT else f"{self.size} {shorten(self.thing, THING_LENGTH)}"

    @property
    def when(self) -> str:
        """The day of which it is told, or empty: `as of 3 May 2024`."""
        return f"as of {day(self.as_of)}" if self.as_of else ""

    @property
    def excerpt(self) -> str:
        """The quotation as one line of bounded length, in which the figure stands."""
        line, words = clean_line(self.quote), clean_line(self.words)
        at = line.find(words)
        if at + len(words) < QUOTE_LENGTH:
            return shorten(line, QUOTE_LENGTH)
        return "…" + shorten(line[line.rfind(" ", 0, at - QUOTE_LENGTH // 2) + 1 :], QUOTE_LENGTH - 1)


@dataclass(frozen=True, slots=True)
class CountedView:
    """A thing of which several figures are told, by value, then date. `thing` is what is counted, in the words that are
    told most often; `unit` is that of all its figures."""

    thing: str
    unit: str | None
    figures: tuple[FigureView, ...]

    @property
    def sizes(self) -> tuple[str, ...]:
        """Each figure that is told of it once: `14`, `at least 23`."""
        return tuple(dict.fromkeys(one.size for one in self.figures))

    @property
    def name(self) -> str:
        """What is counted, as one line."""
        return shorten(self.thing, THING_LENGTH)


def counted(said: Iterable[StatementView], groups: Sequence[Sequence[str]], index: Index) -> tuple[CountedView, ...]:
    """What is counted in these statements by several, or otherwise each time; `groups` are the articles of each origin.
    Things of which figures differ come first, then those of which most is told."""
    origin_of = {article: number for number, group in enumerate(groups) for article in group}
    told: dict[Hashable, list[FigureView]] = defaultdict(list)
    for telling in tellings(said, index):
        for one in _of_article(telling, index):
            told[_thing(one)].append(one)
    found = (_counted(sorted(figures, key=_by_value), origin_of) for figures in told.values())
    return tuple(sorted((one for one in found if one), key=_by_difference))


def _of_article(telling: Telling, index: Index) -> Iterator[FigureView]:
    """The figures of one article that count a thing, stand in one of its statements and were not cut."""
    times = index.times.get(telling.article.id, ())
    for one in index.quantities.get(telling.article.id, ()):
        if one.thing is None or _measures_time(one, times) or _is_in_word(one, telling.article):
            continue
        around = telling.around(one.span)
        if around is None:
            continue
        yield FigureView(
            value=one.value,
            unit=one.unit,
            thing=one.thing,
            bound=one.bound,
            as_of=one.as_of,
            words=telling.words(one.span),
            span=one.span,
            statement=around.statement,
            quote=around.quote,
            anchor=around.anchor,
        )


def _measures_time(one: Quantity, times: Iterable[Time]) -> bool:
    """Is a figure part of a date or of a stretch of time: these count nothing that happened."""
    return any(
        time.span.part == one.span.part and time.span.start < one.span.end and one.span.start < time.span.end
        for time in times
    )


def _is_in_word(one: Quantity, article: Article) -> bool:
    """Does a figure open a longer word, and so describe what is counted or told of (`64-year-old`, `25-tonne truck`)."""
    behind = article.parts.of(one.span.part)[one.span.end : one.span.end + 2]
    return behind[:1] in HYPHENS and behind[1:].isalpha()


# -------------------------------------------------------------------------------------------- one thing, one figure


def _thing(one: FigureView) -> Hashable:
    """What makes figures those of one thing: the unit, and the stems of the words for it, in whatever order."""
    return one.unit, frozenset(map(stem, plain(one.thing).split()))


def _counted(figures: Sequence[FigureView], origin_of: dict[str, int]) -> CountedView | None:
    """The figures of one thing, copies put together; None where they are news to nobody: one alone tells them, or all
    tell the same of one or two."""

    def origin(one: FigureView) -> Hashable:
        return origin_of.get(one.statement.article, one.statement.article)

    apart = _folded(figures, lambda one: (_figure(one), _who(one), _words(one)))
    apart = _folded(apart, lambda one: (_figure(one), _who(one), origin(one)))
    apart = _folded(apart, lambda one: (_figure(one), _words(one), origin(one)))  # who it is was told apart by mistake
    values = {one.value for one in apart}
    tellers = {(_who(one), one.statement.article) for one in apart}
    if len(tellers) < 2 or (len(values) == 1 and max(values) <= PAIR):
        return None
    often = Counter(one.thing for one in figures)
    thing = min(often, key=lambda words: (-often[words], words))
    return CountedView(thing, figures[0].unit, tuple(apart))


def _figure(one: FigureView) -> Hashable:
    return one.value, one.bound, one.as_of


def _who(one: FigureView) -> str:
    """Who says it; outlets in their own voice are told apart by their articles."""
    said = one.statement
    own = said.voice is Voice.OWN
    return "" if own else said.holder.id if said.holder else plain(said.source)


def _words(one: FigureView) -> str:
    return plain(one.statement.quote)


def _folded(figures: Iterable[FigureView], key: Callable[[FigureView], Hashable]) -> list[FigureView]:
    """Those of one key as the earliest of them, with one of each further article."""
    groups: dict[Hashable, list[FigureView]] = defaultdict(list)
    for one in figures:
        groups[key(one)].append(one)
    return [_together(group) for group in groups.values()]


def _together(group: Sequence[FigureView]) -> FigureView:
    every = [other for one in group for other in (replace(one, more=()), *one.more)]
    first = min(every, key=_by_value)
    others = {one.statement.article: one for one in sorted(every, key=_by_value, reverse=True)}
    others.pop(first.statement.article)
    return replace(first, more=tuple(sorted(others.values(), key=_by_value)))


def _by_value(one: FigureView) -> tuple[float, bool, str, str, str, int]:
    """By value, then date of publication, then place."""
    return one.value, *by_date(one.statement.published, one.statement.article), one.span.part, one.span.start


def _by_difference(one: CountedView) -> tuple[bool, int, str, str]:
    agree = len({figure.value for figure in one.figures}) == 1
    return agree, -len(one.figures), one.thing, one.unit or ""


def _number(value: float) -> str:
    """A number as people write it: `1,200`, `31.4 million`, `0.5`."""
    for size, name in SCALES:
        if value >= size and round(value / size, 3) * size == value:
            return f"{value / size:,.12g} {name}"
    return f"{value:,.15g}"


# ----------------------------------------------------------------------------------------------- terminal and JSON


def print_numbers(view: CorpusView, console: Console) -> None:
    """Story by story what is counted, each figure with who tells it and in which words."""
    stories = [(number, one) for number, one in enumerate(in_reading_order(view.stories), 1) if one.numbers]
    print_line(console, NOTE if stories else "Nothing here is counted by several, or in two ways.")
    for number, story in stories:
        console.print()
        print_head(number, story, console)
        for one in story.numbers:
            print_line(console, f"{isolated(one.name)}: {listed(one.sizes)}", 3, hang=2, style="bold")
            for figure in one.figures:
                _print_figure(figure, console)


def _print_figure(one: FigureView, console: Console) -> None:
    said = f"{holder(one.statement)} {act(one.statement.act)}: {quoted(isolated(one.excerpt))}"
    print_line(console, f"{isolated(one.told)} · {said}", 5, hang=2)
    print_line(
        console,
        " · ".join(part for part in (places([one.statement]), one.when) if part),
        7,
        hang=2,
        style="dim",
    )
    if one.more:
        print_line(console, f"also in {places([other.statement for other in one.more])}", 7, hang=2, style="dim")


def as_dict(view: CorpusView) -> dict[str, object]:
    """The figures for programs, in the order of the stories; ids as in the export."""
    return {"stories": [_story(story) for story in in_reading_order(view.stories)]}


def _story(story: StoryView) -> dict[str, object]:
    return {
        "id": story.id,
        "title": story.title,
        "numbers": [
            {"thing": one.thing, "unit": one.unit, "figures": [_row(figure) for figure in one.figures]}
            for one in story.numbers
        ],
    }


def _row(one: FigureView) -> dict[str, object]:
    return {
        "value": one.value,
        "bound": one.bound,
        "as_of": one.as_of,
        "words": one.words,
        "thing": one.thing,
        "holder": one.statement.holder.id if one.statement.holder else None,
        "name": holder(one.statement),
        "voice": one.statement.voice,
        "act": one.statement.act,
        "quote": one.quote,
        **passage(one.span, one.statement),
        "more": [passage(other.span, other.statement) for other in one.more],
    }
