"""What the brief tells of a story as a whole: who prints what, who denies whose claim, what is told alike and what alone, what
happened when and where, figures, offers, who cites whom, and the articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from dissensus.records import Span, Voice
from dissensus.show import attributes
from dissensus.show.agreements import NOTE as TOGETHER
from dissensus.show.chronology import HappeningView
from dissensus.show.denials import DenialMatrix
from dissensus.show.layout import Chapter
from dissensus.show.matrix import CARRIES, ELSEWHERE, NOTHING, Column, Matrix, Row
from dissensus.show.matrix import Cell as Stand
from dissensus.show.numbers import NOTE, CountedView, FigureView
from dissensus.show.offers import Offer, Party
from dissensus.show.pages import (
    Block,
    Cell,
    Citations,
    Foreign,
    Heading,
    Item,
    Items,
    Jump,
    Line,
    Paragraph,
    Run,
    Strong,
    Table,
    parted,
    plain_items,
    titled,
)
from dissensus.show.places import PlaceView
from dissensus.show.segments import Passage
from dissensus.show.shapes import HolderView, OriginView, PositionView, StatementView, StoryView
from dissensus.show.sources import Attribution, Cited, Teller, Way
from dissensus.show.stories import credit, spread
from dissensus.show.words import confidence, count, listed, shorten

COLUMNS = 4  # beside the first, so that a table fits a page; of more there are several tables
WORDING_LENGTH = 110  # characters of a claim beside its row
SHOWN = 12  # entries of a list that are told; of the others the report has the rest
FEW = 8  # figures of one thing, and offers of one party

One = TypeVar("One")
Jumps = Mapping[str, Jump]  # by dispute, to where it is laid out


def overview(chapter: Chapter, cites: Citations, jumps: Jumps) -> list[Block]:
    """All of it that there is, in the order of the report."""
    story = chapter.story
    return [
        *_matrix(chapter.outlets, "Who prints what", cites, jumps),
        *_matrix(chapter.people, "Who says what", cites, jumps),
        *_denials(chapter.denials, jumps),
        *_agreements(story, cites),
        *_alone(story, cites),
        *_listed("Chronology", [_happening(one, cites) for one in story.chronology], "later"),
        *_numbers(story, cites),
        *_listed("Places", [_place(one, cites) for one in story.places], "more"),
        *_offers(chapter.offers, cites),
        *_sources(chapter.sources),
        *_articles(story, cites),
    ]


def _listed(title: str, items: Sequence[Item], more: str) -> list[Block]:
    """A section that is one list, nothing where it is empty."""
    if not items:
        return []
    return [Heading(3, (title,)), Items(tuple(_first(items, SHOWN, lambda left: Item((f"and {left} {more}",)))))]


def _first(all_: Sequence[One], limit: int, more: Callable[[int], One]) -> Iterator[One]:
    """The first of many, and how many are left."""
    yield from all_[:limit]
    if len(all_) > limit:
        yield more(len(all_) - limit)


def _blocks_of(columns: Sequence[One]) -> Iterator[Sequence[One]]:
    """As many columns as a page holds, spread evenly over as few tables as can be."""
    tables = -(-len(columns) // COLUMNS)
    fit = -(-len(columns) // max(tables, 1))
    for start in range(0, len(columns), fit or 1):
        yield columns[start : start + fit]


# -------------------------------------------------------------------------------------------------- claims in tables


def _matrix(matrix: Matrix, title: str, cites: Citations, jumps: Jumps) -> list[Block]:
    """Claims against outlets or speakers."""
    if not matrix.rows or not matrix.columns:
        return []
    blocks: list[Block] = [Heading(3, (title,)), Paragraph((matrix.caption,))]
    for columns in _blocks_of(matrix.columns):
        rows = (
            ((_claim(row, jumps),), *(tuple(_stands(row, column, cites)) or ((NOTHING,),) for column in columns))
            for row in matrix.rows
        )
        blocks.append(Table((("Claim",), *map(_column, columns)), tuple(rows)))
    return blocks


def _column(column: Column) -> Line:
    return (Foreign(column.name), " (", Foreign(column.note), ")") if column.note else (Foreign(column.name),)


def _claim(row: Row, jumps: Jumps) -> Line:
    wording: Line = ("“", Foreign(shorten(row.dispute.claim.wording, WORDING_LENGTH)), "”")
    jump = jumps.get(row.dispute.id)
    return (jump, " ", *wording) if jump else wording


def _stands(row: Row, column: Column, cites: Citations) -> Iterator[Line]:
    """The lines of a cell: what is its own; whom it lets speak; its stand in the articles of others."""
    for stand in row.cells.get(column.id, ()):
        yield _marked(stand), *_cited(stand.positions, cites)
    if carries := row.carries.get(column.id):
        yield f"{CARRIES}: ", *parted((_held(stand, cites) for stand in carries), "; ")
    if elsewhere := row.elsewhere.get(column.id):
        told = ((_marked(stand), *_cited(stand.positions, cites)) for stand in elsewhere)
        yield f"{ELSEWHERE}: ", *parted(told, "; ")


def _held(stand: Stand, cites: Citations) -> Line:
    """A stance with who takes it: `○ denies: A [1], B [1] [2]`."""
    names = ((Foreign(group[0].holder_name), *_cited(group, cites)) for group in stand.holders)
    return f"{_marked(stand)}: ", *parted(names)


def _marked(stand: Stand) -> str:
    return f"{stand.mark}\u00a0{stand.word}".lstrip()


def _cited(positions: Iterable[PositionView], cites: Citations) -> list[Run]:
    articles = dict.fromkeys(one.article for one in positions if one.article)
    return [run for article in articles for run in (" ", cites.cite(article))]


def _denials(matrix: DenialMatrix, jumps: Jumps) -> list[Block]:
    """Who denies against whose claims, each cell with the disputes."""
    if not matrix.rows:
        return []
    blocks: list[Block] = [Heading(3, ("Who denies whose claim",))]
    for columns in _blocks_of(matrix.columns):
        rows = (
            (((Foreign(row.name),),), *(_denied(matrix, row, column, jumps) for column in columns))
            for row in matrix.rows
        )
        blocks.append(Table((("Who denies",), *((Foreign(one.name),) for one in columns)), tuple(rows)))
    return blocks


def _denied(matrix: DenialMatrix, row: HolderView, column: HolderView, jumps: Jumps) -> Cell:
    itself = row.id == column.id
    lines: list[Line] = []
    for denial in matrix.cell(row, column):
        jump = jumps.get(denial.dispute.id)
        word = "differs from itself" if itself else denial.word
        lines.append((f"{word} ", jump) if jump else (word,))
    return tuple(lines) or ((NOTHING,),)


# ------------------------------------------------------------------------------------------ what is told, in quotations


def _agreements(story: StoryView, cites: Citations) -> list[Block]:
    """What two origins or more tell alike, each in all its wordings."""
    if not story.agreements:
        return []
    blocks: list[Block] = [Heading(3, ("Agreements",)), Paragraph((TOGETHER,))]
    for one in story.agreements[:SHOWN]:
        title: Line = (
            f"{count(len(one.origins), 'origin')}: “",
            Foreign(shorten(one.middle.quote, WORDING_LENGTH)),
            "”",
        )
        blocks += [Heading(4, title), Items(tuple(_alike(same, cites) for same in one.wordings))]
    if len(story.agreements) > SHOWN:
        blocks.append(Paragraph((f"and {len(story.agreements) - SHOWN} more",)))
    return blocks


def _alike(same: Sequence[StatementView], cites: Citations) -> Item:
    """One wording; who says it, and in which articles."""
    first, *others = same
    line = _by(first, first.passages, cites)
    more = parted((cites.place(one.article, one.published, one.passages) for one in others), "; ")
    return Item((*line, ". The same words in ", *more) if more else line, cites.quote(first.article, first.passages))


def _alone(story: StoryView, cites: Citations) -> list[Block]:
    """What one origin alone tells, by the names of its speakers; sentences of the outlet itself are only counted."""
    found = [one for one in story.alone if one.statements]
    if not found:
        return []
    blocks: list[Block] = [Heading(3, ("Only in one",)), Paragraph((TOGETHER,))]
    for one in found:
        items = [_alike([said], cites) for said in one.attributed]
        told = [*_first(items, FEW, lambda left: Item((f"and {left} more",)))]
        if one.own:
            told.append(Item((f"and {count(len(one.own), 'sentence')} of the outlet itself",)))
        blocks += [Heading(4, (cites.teller(one.article.id),)), Items(tuple(told))]
    return blocks


def _place(one: PlaceView, cites: Citations) -> Item:
    """A place, where it lies by the gazetteer or the user's table, how many name it, and the first statement that does."""
    also: Line = (", also ", Foreign(listed(one.spellings))) if one.spellings else ()
    lies = f" · {one.degrees}" if one.degrees else ""
    lead: Line = (Foreign(one.name), *also, f" · {count(len(one.articles), 'article')}{lies}")
    if not one.said:
        return Item(lead)
    first = one.said[0]
    found = _around(first.quote, first.span, first.statement, cites)
    return Item(_by(first.statement, found, cites), cites.quote(first.statement.article, found), lead)


def _happening(one: HappeningView, cites: Citations) -> Item:
    """When, with the words for it; the statement; who tells it, where, and how long after."""
    said = one.statement
    words: list[Line] = [("“", Foreign(one.wording), "”")] if one.wording else []
    words += [(one.note,)] if one.note else []
    lead: Line = (Strong(one.when), *((" (", *parted(words), ")") if words else ()))
    found = _around(one.quote, one.span, said, cites)
    line = [*_by(said, found, cites), *((f" · {one.told}",) if one.told else ())]
    return Item(_also(line, "The same words in", one.more, cites), cites.quote(said.article, found), lead)


def _numbers(story: StoryView, cites: Citations) -> list[Block]:
    if not story.numbers:
        return []
    blocks: list[Block] = [Heading(3, ("Numbers",)), Paragraph((NOTE,))]
    for one in story.numbers[:SHOWN]:
        blocks += _counted(one, cites)
    if len(story.numbers) > SHOWN:
        blocks.append(Paragraph((f"and {count(len(story.numbers) - SHOWN, 'more thing')} counted",)))
    return blocks


def _counted(one: CountedView, cites: Citations) -> list[Block]:
    items = [_figure(figure, cites) for figure in one.figures]
    told = _first(items, FEW, lambda left: Item((f"and {count(left, 'figure')} more",)))
    return [Heading(4, (Foreign(one.name), ": ", Foreign(listed(one.sizes)))), Items(tuple(told))]


def _figure(one: FigureView, cites: Citations) -> Item:
    found = _around(one.quote, one.span, one.statement, cites)
    line = [*_by(one.statement, found, cites), *((" · ", Foreign(one.when)) if one.when else ())]
    quote = cites.quote(one.statement.article, found)
    return Item(_also(line, "Also in", one.more, cites), quote, (Strong(one.told),))


def _offers(parties: Sequence[Party], cites: Citations) -> list[Block]:
    if not parties:
        return []
    blocks: list[Block] = [Heading(3, ("Offers and demands",))]
    for party in parties:
        items = [_offer(one, cites) for one in party.offers]
        told = _first(items, FEW, lambda left: Item((f"and {left} more",)))
        blocks += [Heading(4, (Foreign(party.name),)), Items(tuple(told))]
    return blocks


def _offer(one: Offer, cites: Citations) -> Item:
    """What is offered or demanded, of whom; the words; where they stand and how they are told."""
    first = one.first
    cue: Line = (" ", Foreign(one.cue)) if one.cue else ()
    aimed: Line = (f" {one.towards} ", Foreign(one.of)) if one.of else ()
    where = parted((cites.place(same.article, same.published, same.passages) for same in one.statements), "; ")
    notes = [run for note in one.notes for run in (" · ", Foreign(note))]
    line: Line = ("— ", *where, *notes, f" · {confidence(first.confidence)}")
    return Item(line, cites.quote(first.article, first.passages), (Strong(attributes.act(one.act)), *cue, *aimed))


def _by(said: StatementView, found: Sequence[Passage], cites: Citations) -> Line:
    """Who says it, and where: `— A asserts, in Outlet, 3 May 2024 [1] text 20-75`."""
    act = attributes.act(said.act)
    at = cites.at(said.article, said.published, found)
    if said.voice is Voice.OWN:
        return "— ", cites.teller(said.article), f" in its own voice {act}", *at
    return "— ", Foreign(attributes.holder(said)), f" {act}, in ", cites.teller(said.article), *at


def _also(line: Sequence[Run], what: str, more: Sequence[HappeningView | FigureView], cites: Citations) -> Line:
    """A line with the further articles that say the same."""
    if not more:
        return tuple(line)
    where = parted((cites.place(one.statement.article, one.statement.published) for one in more), "; ")
    return *line, f". {what} ", *where


def _around(quote: str, span: Span, said: StatementView, cites: Citations) -> tuple[Passage, ...]:
    """The passages of a quotation around a span: those of its statement, or the one sentence that is shown of it."""
    if quote == said.quote:
        return said.passages
    text = cites.articles[said.article].passage(replace(span, start=0, end=sys.maxsize))
    start = text.find(quote, max(span.end - len(quote), 0), span.start + len(quote))
    return (Passage(quote, replace(span, start=start, end=start + len(quote)), said.anchor),) if start >= 0 else ()


# ------------------------------------------------------------------------------------------ who cites whom, the articles


def _sources(attribution: Attribution) -> list[Block]:
    if not attribution.ties:
        return []
    rows = [row for teller in attribution.tellers for row in _teller(teller)]
    head: tuple[Line, ...] = (("Outlet",), ("Whom it cites, how often",), ("Through whom",))
    return [Heading(3, ("Who cites whom",)), Table(head, tuple(rows))]


def _teller(teller: Teller) -> list[tuple[Cell, ...]]:
    """The rows of an outlet: one for each whom it cites, one for each way of what it says itself."""
    agency: Line = (" (agency)",) if teller.node.is_agency else ()
    name: Cell = ((Foreign(teller.node.name), *agency),)
    rows: list[tuple[Cell, ...]] = [(name, (_cites(one),), tuple(_ways(one))) for one in teller.cited]
    rows = list(_first(rows, SHOWN, lambda left: (name, ((f"and {left} more",),), ())))
    rows += [(name, (("in its own voice: ", _said(way.statements)),), (_way(way),)) for way in teller.own]
    if teller.unknown:
        rows.append((name, (("a speaker not found: ", _said(teller.unknown)),), ()))
    return rows


def _cites(one: Cited) -> Line:
    sort = f" ({one.whom.sort})" if one.whom.sort else ""
    return Foreign(one.whom.name), f"{sort}: {_said(one.statements)}", *(f" · {basis}" for basis in one.bases)


def _ways(one: Cited) -> Iterator[Line]:
    for way in one.ways:
        yield *_way(way), *((f": {_said(way.statements)}",) if len(one.ways) > 1 else ())


def _way(way: Way) -> Line:
    """Through whom words came, and on whom their holder relies."""
    through: list[Line] = [(f"{step.phrase} ", Foreign(step.node.name)) for step in way.through] or [("directly",)]
    return parted([*through, *((f"{step.relation} ", Foreign(step.node.name)) for step in way.beyond)])


def _said(statements: Sequence[StatementView]) -> str:
    return count(len(statements), "statement")


def _articles(story: StoryView, cites: Citations) -> list[Block]:
    """Every article of the story, those that carry one text together."""
    blocks: list[Block] = [Heading(3, (spread(story),)), plain_items(_origin(one, cites) for one in story.origins)]
    if story.unsure:
        share = "pair of origins shares" if len(story.unsure) == 1 else "pairs of origins share"
        told = f"Perhaps fewer origins: {len(story.unsure)} {share} text, not surely as copies; they count apart."
        blocks.append(Paragraph((told,)))
    return blocks


def _origin(origin: OriginView, cites: Citations) -> Line:
    first, *copies = origin.articles
    told: Line = (*cites.place(first.id, first.published), ": ", *titled(first))
    if copies:
        told += (". One origin with ", *parted((cites.place(one.id, one.published) for one in copies), "; "))
    return told + tuple(run for agency in origin.agencies for run in (" · ", Foreign(credit(agency))))
