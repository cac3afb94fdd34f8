"""The brief: the report's disputes with each quotation and its source, to be quoted from; as Markdown or, by `document`, as
a Word document."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from dissensus.records import Stance
from dissensus.show.denials import Lone
from dissensus.show.layout import Card, Chapter, Row, Side, chapters, unread
from dissensus.show.lines import ID_LENGTH
from dissensus.show.markdown import markdown
from dissensus.show.overview import overview
from dissensus.show.pages import (
    Block,
    Citations,
    Code,
    Foreign,
    Heading,
    Item,
    Items,
    Jump,
    Label,
    Line,
    Paragraph,
    Strong,
    parted,
    plain_items,
    titled,
)
from dissensus.show.shapes import CorpusView, DateRange, PositionView, StoryView
from dissensus.show.stories import spread
from dissensus.show.whole import write_whole
from dissensus.show.words import (
    BARE,
    KINDS,
    LEVELS,
    SCOPES,
    UNKNOWN_OUTLET,
    confidence,
    count,
    days,
    teller,
)

UNREAD_SHOWN = 12  # things not read that are named one by one
UNSURE = ", uncertain (of such passages about three in ten belong)"  # as the report says it
WHAT_IT_IS = (
    "Who says what, who denies it, who leaves it out. Every quotation is word for word{}, with its place in its source. "
    "Who is right is not said here."
)
READING: tuple[Line, ...] = (
    (
        "Who asserts, denies or doubts takes a stand: it is so, it is not so, it may not be so. Who reports passes it on "
        "as somebody else’s word. Who is silent tells of the event and leaves this out. Cannot tell: the stand could not "
        "be made out.",
    ),
    (
        "Between “ and ” stands what the article says, word for word and with its own quotation marks; “…” … “…” are two "
        "passages of it. ",
        Code("[1] text 20-75"),
        " is source 1, characters 20 to 75 of its text: counted from 0, the last not included.",
    ),
    (
        "Confidence is how sure the program is that it read the passage rightly, from 0 to 1. It says nothing about the "
        "truth of what is said.",
    ),
    (
        "The SHA-256 is that of the article as it was captured; ",
        Code("dissensus verify"),
        " reads every passage again from there.",
    ),
)


def write_brief(view: CorpusView, path: str | Path, made: str) -> None:
    """Write the brief as Markdown, whole or not at all. `made` is the time of making, in words, as it is to stand in the
    file.

    Raises DissensusError where it cannot be written.
    """
    write_whole(path, render_brief(view, made), "the brief", "brief.md")


def render_brief(view: CorpusView, made: str) -> str:
    """The brief as one Markdown document."""
    return markdown(brief(view, made))


def brief(view: CorpusView, made: str) -> list[Block]:
    """What the brief says, in whatever format."""
    cites = Citations(view)
    blocks = _head(view)
    for chapter in chapters(view):
        blocks += _chapter(chapter, cites)
    if view.loose:
        loose = ((*cites.place(one.id, one.published), ": ", *titled(one)) for one in view.loose)
        blocks += [Heading(2, ("In no story",)), plain_items(loose)]
    blocks += cites.listed()
    blocks += [Heading(2, ("How to read this",)), plain_items(READING)]
    return [*blocks, Paragraph(("Made by Dissensus, ", Foreign(made), "."))]


def _head(view: CorpusView) -> list[Block]:
    """What was read, in numbers, and what was not."""
    counts = view.counts
    outlets = count(counts.outlets, "outlet")
    if counts.unknown_outlets:
        outlets += f" and {count(counts.unknown_outlets, 'article')} of unknown outlet"
    numbers = (
        f"{outlets} · {count(counts.origins, 'origin')} · {count(counts.stories, 'story', 'stories')} · "
        f"{count(counts.statements, 'statement')} of {count(counts.speakers, 'speaker')}"
    )
    title = f"{count(counts.disputes, 'dispute')} in {count(counts.articles, 'article')}"
    blocks: list[Block] = [
        Heading(1, (title,)),
        Paragraph((WHAT_IT_IS.format(" from its beginning" if view.left_out.length else ""),)),
        Paragraph((numbers,)),
    ]
    blocks += [Paragraph((sentence,)) for sentence in view.left_out.told]
    missing = unread(view)
    if missing:
        told: list[Line] = [(Foreign(what), ": ", Foreign(reason)) for what, reason in missing[:UNREAD_SHOWN]]
        if len(missing) > UNREAD_SHOWN:
            told.append((f"and {len(missing) - UNREAD_SHOWN} more",))
        blocks += [Label(f"Not read: {len(missing)}"), plain_items(told)]
    return blocks


# -------------------------------------------------------------------------------------------------------- a story


def _chapter(chapter: Chapter, cites: Citations) -> list[Block]:
    """A story with the disputes that are laid out in it, then what is told of it as a whole; disputes that are merely
    possible are only counted."""
    blocks = _story(chapter.number, chapter.story)
    for card in chapter.cards:
        blocks += _card(card, cites)
    if not chapter.cards and not chapter.elsewhere:
        more = " that is more than possible" if chapter.possible else ""
        blocks.append(Paragraph((f"No dispute was found in this story{more}.",)))
    if chapter.possible:
        more = f"{count(len(chapter.possible), 'more dispute')} merely possible, not laid out here."
        blocks.append(Paragraph((more,)))
    if chapter.elsewhere:
        also = "Also in dispute" if chapter.cards else "In dispute"
        named: list[Line] = [(_jump(card), " ", *_wording(card)) for card in chapter.elsewhere]
        blocks.append(Paragraph((f"{also}, laid out under another story: ", *parted(named, "; "))))
    if chapter.denials.alone:
        lone = tuple(_lone(one, cites) for one in chapter.denials.alone)
        blocks += [Heading(3, ("Denials of what no article here asserts",)), Items(lone)]
    return blocks + overview(chapter, cites, {card.dispute.id: _jump(card) for card in chapter.cards})


def _story(number: int, story: StoryView) -> list[Block]:
    names: list[Line] = [(Foreign(outlet),) for outlet in story.outlets]
    names += [(UNKNOWN_OUTLET,)] if story.unknown_outlets else []
    blocks: list[Block] = [
        Heading(2, (f"{number} ", Foreign(story.title))),
        Paragraph((_days(story.dates), f" · {spread(story)}: ", *parted(names))),
    ]
    if story.decided:
        blocks.append(Paragraph(("Decided: ", *parted(((Foreign(one),) for one in story.decided), "; "))))
    if story.related:
        others: list[Line] = [(Foreign(one.title), " (", _days(one.dates), ")") for one in story.related]
        blocks.append(Paragraph(("Other rounds of the matter: ", *parted(others, "; "))))
    return blocks


def _days(dates: DateRange) -> Foreign:
    return Foreign(days(dates.first, dates.last, dates.unknown))


# ------------------------------------------------------------------------------------------------------- a dispute


def _jump(card: Card) -> Jump:
    """The number of a dispute, which leads to its heading."""
    return Jump(card.number, f"dispute_{card.number.replace('.', '_')}")


def _card(card: Card, cites: Citations) -> list[Block]:
    """A dispute: what about, in whose words, how sure; then side by side who says what."""
    dispute, claim = card.dispute, card.dispute.claim
    about = f"In dispute: {KINDS[dispute.kind]}, {SCOPES[dispute.scope]}, {LEVELS[dispute.level]}"
    sure = f"{confidence(dispute.confidence)} · id "
    whose = cites.place(claim.article, claim.published, claim.passages)
    told: Line = (f"{about} · {sure}", Foreign(dispute.id[:ID_LENGTH]), ". In the words of ", *whose)
    blocks: list[Block] = [Heading(3, (f"{card.number} ", *_wording(card)), _jump(card).anchor), Paragraph(told)]
    for side in card.sides:
        if side.rows:
            blocks += [Label(side.word), Items(tuple(_row(row, cites) for row in side.rows))]
        if side.weak:
            blocks += [Label(f"{side.word}{UNSURE}"), Items(tuple(_row(row, cites) for row in side.weak))]
    return blocks + [_bare(side, cites) for side in card.sides if side.bare]


def _wording(card: Card) -> Line:
    return "“", Foreign(card.dispute.claim.wording), "”"


def _row(row: Row, cites: Citations) -> Item:
    """The words, who holds them, where; and where else the same words stand."""
    told = _told(row.first, _who(row.first), cites)
    more = parted((_where(other, cites) for other in row.more), "; ")
    return Item((*told.line, ". The same words in ", *more), told.quote) if more else told


def _told(position: PositionView, who: Line, cites: Citations) -> Item:
    """The words, and beneath them who says so (nothing for the outlet itself) and where."""
    where = _where(position, cites)
    held = (*who, ", in ", *where) if who else where
    return Item(("— ", *held), cites.quote(position.article, position.passages))


def _who(position: PositionView) -> Line:
    """The holder as the article has it; nothing for an outlet that speaks for itself, which is told with its article."""
    if position.article and (position.voice or position.holder_name == position.outlet):
        return ()
    role: Line = (", ", Foreign(position.holder.roles[0])) if position.holder.roles else ()
    flags = [run for flag in position.holder.flags for run in (" (", Foreign(flag.replace("_", " ")), ")")]
    return Foreign(position.holder_name), *role, *flags


def _where(position: PositionView, cites: Citations) -> Line:
    """The article and the place in it: `Outlet, 3 May 2024 [1] text 20-75`."""
    if not position.article:
        return ("no passage",)
    voice: Line = (" in its own voice",) if position.voice else ()
    return cites.teller(position.article), *voice, *cites.at(position.article, position.published, position.passages)


def _bare(side: Side, cites: Citations) -> Paragraph:
    """Who has nothing of their own to quote, in one line, each once, and how often if more than once."""
    held = [position for row in side.bare for position in (row.first, *row.more)]
    told = Counter(_named(position, cites) for position in held)
    names = parted((*name, f" ({number} times)") if number > 1 else name for name, number in told.items())
    what = BARE[side.stance]
    return Paragraph((Strong(side.word), ": " if what == side.word else f" · {what}: ", *names))


def _named(position: PositionView, cites: Citations) -> Line:
    name: Line = (Foreign(teller(position.holder_name, position.origin)),)
    if position.article:
        name += (" ", cites.cite(position.article))
    if position.stance is Stance.UNSURE and position.because:
        name += (" (", Foreign("; ".join(position.because)), ")")
    return name


def _lone(lone: Lone, cites: Citations) -> Item:
    """A denial with whom it answers, where that is told."""
    answers: Line = ("answering ", Foreign(lone.answers)) if lone.answers else ()
    return _told(lone.denial, parted(part for part in (_who(lone.denial), answers) if part), cites)
