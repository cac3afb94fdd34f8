"""The brief: the disputes of the report as one Markdown file, to be pasted into a document, each quotation with its source.

All foreign text is escaped, so that any reader of CommonMark shows it as it is: no element, picture or link is made of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from dissensus.records import Stance
from dissensus.show.denials import Lone
from dissensus.show.layout import Card, Chapter, Row, Side, chapters, unread
from dissensus.show.lines import ID_LENGTH
from dissensus.show.segments import GAP, Passage
from dissensus.show.shapes import ArticleView, CorpusView, PositionView, StoryView
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
    dated,
    dated_in_full,
    days,
    few_marks,
    isolated,
    revised_in_full,
    safe_link,
    teller,
    turns,
    visible_controls,
)

UNREAD_SHOWN = 12  # things not read that are named one by one
READING = """\
## How to read this

- Who asserts, denies or doubts takes a stand: it is so, it is not so, it may not be so. Who reports passes it on as \
somebody else’s word. Who is silent tells of the event and leaves this out. Cannot tell: the stand could not be made out.
- Between “ and ” stands what the article says, word for word and with its own quotation marks; “…” … “…” are two \
passages of it. `[1] text 20-75` is source 1, characters 20 to 75 of its text: counted from 0, the last not included.
- Confidence is how sure the program is that it read the passage rightly, from 0 to 1. It says nothing about the truth \
of what is said.
- The SHA-256 is that of the article as it was captured; `dissensus verify` reads every passage again from there."""

_BREAKS = re.compile(r"\r\n?|\n|\u2029")
# What has a meaning anywhere in a line: in CommonMark, or in those who add tables, formulas, footnotes, marks and mentions
# to it; an address is not to become a link.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#~|&$^@=]|:(?=//)|(?i:(?<=www)\.)")
_AT_START = re.compile(r"^(?:(?=[-+:%])|[0-9]+(?=[.)]))")  # lists, rules, definitions
_ENDS = re.compile(r"^[\s\ufeff]+|[\s\ufeff]+$")
_OPENS, _CLOSES = re.compile("[\u2066-\u2068]"), "\u2069"


def write_brief(view: CorpusView, path: str | Path, made: str) -> None:
    """Write the brief whole or not at all. `made` is the time of making, in words, as it is to stand in the file.

    Raises DissensusError where it cannot be written.
    """
    write_whole(path, render_brief(view, made), "the brief", "brief.md")


def render_brief(view: CorpusView, made: str) -> str:
    """The brief as one Markdown document."""
    sources = _Sources(view)
    blocks = _head(view)
    for chapter in chapters(view):
        blocks += _chapter(chapter, sources)
    blocks += sources.listed()
    blocks += [READING, f"Made by Dissensus, {escaped(made)}."]
    return "\n\n".join(blocks) + "\n"


# ------------------------------------------------------------------------------------------------- text of others


def escaped(text: str) -> str:
    """Text as published as Markdown that shows it, to stand before, after or between words of a line.

    Its line breaks are hard breaks, since a quotation has those of its article and a plain one would be shown as a space.
    Control characters are pictures, and no more marks stand on a letter than a line is high, as in the report.
    """
    return _broken(map(_escaped_line, _lines(text)))


def quotation(passages: Sequence[Passage]) -> str:
    """Passages word for word, each in “ ”, so that nothing between those is ours, not even the `…` between two.

    A line that runs right to left, or has marks that turn it, is set apart, and what it opens is closed.
    """
    return GAP.join(_broken(_apart(line) for line in _lines(f"“{passage.text}”")) for passage in passages)


def _lines(text: str) -> list[str]:
    """The lines of a text as they are shown: marks of direction, too, end with their line."""
    return [few_marks(visible_controls(line)) for line in _BREAKS.split(text)]


def _broken(lines: Iterable[str]) -> str:
    return "\\\n".join(lines)


def _escaped_line(line: str) -> str:
    """White space at the ends is told by its number, for a reader of Markdown takes it away there."""
    line = _ANYWHERE.sub(r"\\\g<0>", line)
    line = _AT_START.sub(r"\g<0>\\", line)
    return _ENDS.sub(lambda match: "".join(f"&#{ord(char)};" for char in match.group()), line)


def _apart(line: str) -> str:
    """A line as Markdown, between marks that keep its direction from what stands beside it, where it has one of its own."""
    if not turns(line) and not isolated(line).startswith("\u2068"):
        return _escaped_line(line)
    left_open = len(_OPENS.findall(line)) - line.count(_CLOSES)
    return f"\u2068{_escaped_line(line)}{_CLOSES * (left_open + 1)}"


def _foreign(text: str) -> str:
    """A name, a title, a reason as one harmless line of Markdown."""
    return escaped(isolated(text))


# ------------------------------------------------------------------------------------------------------- the sources


class _Sources:
    """The articles that are cited, numbered as they come."""

    def __init__(self, view: CorpusView) -> None:
        self.articles = {article.id: article for article in view.articles}
        self.numbers: dict[str, int] = {}

    def cite(self, article: str, passages: Sequence[Passage] = ()) -> str:
        """The number of an article and the places in it: `[3] text 578-616, 640-702`."""
        number = self.numbers.setdefault(article, len(self.numbers) + 1)
        places = []
        for part, found in groupby((passage.span for passage in passages), key=lambda span: span.part):
            places.append(f"{_foreign(part)} " + ", ".join(f"{span.start}-{span.end}" for span in found))
        return " ".join([f"[{number}]", "; ".join(places)]).rstrip()

    def teller(self, article: str) -> str:
        """Who published an article."""
        one = self.articles[article]
        return _foreign(teller(one.outlet, one.origin))

    def listed(self) -> list[str]:
        """The list that the numbers lead to, nothing where nothing is cited."""
        if not self.numbers:
            return []
        entries = [_source(f"{number}. ", self.articles[id]) for id, number in self.numbers.items()]
        return ["## Sources", "\n".join(entries)]


def _source(label: str, article: ArticleView) -> str:
    """One article so that it can be found again, and proved to be the one that was read."""
    title = f"“{_foreign(article.title)}”" if article.title else "(no headline)"
    when = [dated_in_full(article.published), revised_in_full(article.published, article.updated)]
    if article.versions:
        when.append(f"version {article.version} of {len(article.versions)}")
    if not article.complete:
        when.append("the text breaks off")
    link = safe_link(article.url)
    found = [f"{_foreign(teller(article.outlet, article.origin))}: {title}"]
    found += [escaped(word) for word in when if word]
    proof = f"Article {escaped(article.id)}, SHA-256 of the capture {escaped(article.page)}"
    where = f"<{link}>" if link else _foreign(article.origin)
    return f"{label}{', '.join(found)}. {where}\\\n{' ' * len(label)}{proof}"


# -------------------------------------------------------------------------------------------------------- the layout


def _head(view: CorpusView) -> list[str]:
    """What was read, in numbers, and what was not."""
    counts = view.counts
    outlets = count(counts.outlets, "outlet")
    if counts.unknown_outlets:
        outlets += f" and {count(counts.unknown_outlets, 'article')} of unknown outlet"
    blocks = [
        f"# {count(counts.disputes, 'dispute')} in {count(counts.articles, 'article')}",
        "Who says what, who denies it, who leaves it out. Every quotation is word for word, with its place in its source. "
        "Who is right is not said here.",
        f"{outlets} · {count(counts.origins, 'origin')} · {count(counts.stories, 'story', 'stories')} · "
        f"{count(counts.statements, 'statement')} of {count(counts.speakers, 'speaker')}",
    ]
    missing = unread(view)
    if missing:
        told = [f"{_foreign(what)}: {_foreign(reason)}" for what, reason in missing[:UNREAD_SHOWN]]
        if len(missing) > UNREAD_SHOWN:
            told.append(f"and {len(missing) - UNREAD_SHOWN} more")
        blocks += [f"**Not read: {len(missing)}**", _items(told)]
    return blocks


def _chapter(chapter: Chapter, sources: _Sources) -> list[str]:
    """A story with the disputes that are laid out in it; those merely possible are only counted."""
    blocks = _story(chapter.number, chapter.story)
    for card in chapter.cards:
        blocks += _card(card, sources)
    if not chapter.cards and not chapter.elsewhere:
        more = " that is more than possible" if chapter.possible else ""
        blocks.append(f"No dispute was found in this story{more}.")
    if chapter.possible:
        blocks.append(f"{count(len(chapter.possible), 'more dispute')} merely possible, not laid out here.")
    if chapter.elsewhere:
        also = "Also in dispute" if chapter.cards else "In dispute"
        named = "; ".join(f"{card.number} {_wording(card)}" for card in chapter.elsewhere)
        blocks.append(f"{also}, laid out under another story: {named}")
    if chapter.denials.alone:
        blocks += [
            "### Denials of what no article here asserts",
            _items(_lone(one, sources) for one in chapter.denials.alone),
        ]
    return blocks


def _story(number: int, story: StoryView) -> list[str]:
    names = [_foreign(outlet) for outlet in story.outlets] + [UNKNOWN_OUTLET] * bool(story.unknown_outlets)
    when = days(story.dates.first, story.dates.last, story.dates.unknown)
    blocks = [f"## {number} {_foreign(story.title)}", f"{escaped(when)} · {spread(story)}: {', '.join(names)}"]
    if story.decided:
        blocks.append(f"Decided: {'; '.join(map(_foreign, story.decided))}")
    if story.related:
        others = (
            f"{_foreign(other.title)} ({escaped(days(other.dates.first, other.dates.last, other.dates.unknown))})"
            for other in story.related
        )
        blocks.append(f"Other rounds of the matter: {'; '.join(others)}")
    return blocks


def _card(card: Card, sources: _Sources) -> list[str]:
    """A dispute: what about, in whose words, how sure; then side by side who says what."""
    dispute, claim = card.dispute, card.dispute.claim
    about = f"In dispute: {KINDS[dispute.kind]}, {SCOPES[dispute.scope]}, {LEVELS[dispute.level]}"
    whose = f"{sources.teller(claim.article)}, {escaped(dated(claim.published))}"
    blocks = [
        f"### {card.number} {_wording(card)}",
        f"{about} · {confidence(dispute.confidence)} · id {escaped(dispute.id[:ID_LENGTH])}. "
        f"In the words of {whose} {sources.cite(claim.article, claim.passages)}",
    ]
    for side in card.sides:
        if side.rows:
            blocks += [f"**{side.word}**", _items(_row(row, sources) for row in side.rows)]
    return blocks + [_bare(side, sources) for side in card.sides if side.bare]


def _wording(card: Card) -> str:
    return f"“{_foreign(card.dispute.claim.wording)}”"


def _row(row: Row, sources: _Sources) -> str:
    """The words, who holds them, where; and where else the same words stand."""
    more = "; ".join(_where(other, sources) for other in row.more)
    told = _told(row.first, _who(row.first), sources)
    return f"{told}. The same words in {more}" if more else told


def _told(position: PositionView, who: str, sources: _Sources) -> str:
    """The words, and beneath them who says so (nothing for the outlet itself) and where."""
    said = quotation(position.passages)
    held = "— " + ", in ".join(part for part in (who, _where(position, sources)) if part)
    return f"{said}\n{held}" if said else held


def _who(position: PositionView) -> str:
    """The holder as the article has it; nothing for an outlet that speaks for itself, which is told with its article."""
    if position.article and (position.voice or position.holder_name == position.outlet):
        return ""
    flags = "".join(f" ({_foreign(flag.replace('_', ' '))})" for flag in position.holder.flags)
    role = f", {_foreign(position.holder.roles[0])}" if position.holder.roles else ""
    return f"{_foreign(position.holder_name)}{role}{flags}"


def _where(position: PositionView, sources: _Sources) -> str:
    """The article and the place in it: `Outlet, 3 May 2024 [1] text 20-75`."""
    if not position.article:
        return "no passage"
    voice = " in its own voice" if position.voice else ""
    when = f", {escaped(dated(position.published))}" if position.published else ""
    return f"{sources.teller(position.article)}{voice}{when} {sources.cite(position.article, position.passages)}"


def _bare(side: Side, sources: _Sources) -> str:
    """Who has nothing of their own to quote, in one line, each once, and how often if more than once."""
    held = [position for row in side.bare for position in (row.first, *row.more)]
    told = Counter(_named(position, sources) for position in held)
    names = ", ".join(f"{name} ({number} times)" if number > 1 else name for name, number in told.items())
    what = BARE[side.stance]
    return f"**{side.word}**: {names}" if what == side.word else f"**{side.word}** · {what}: {names}"


def _named(position: PositionView, sources: _Sources) -> str:
    name = _foreign(teller(position.holder_name, position.origin))
    if position.article:
        name += f" {sources.cite(position.article)}"
    if position.stance is Stance.UNSURE and position.because:
        name += f" ({_foreign('; '.join(position.because))})"
    return name


def _lone(lone: Lone, sources: _Sources) -> str:
    """A denial with whom it answers, where that is told."""
    answers = f"answering {_foreign(lone.answers)}" if lone.answers else ""
    who = ", ".join(part for part in (_who(lone.denial), answers) if part)
    return _told(lone.denial, who, sources)


def _items(items: Iterable[str]) -> str:
    """A list, the further lines of an item beneath its first."""
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items)
