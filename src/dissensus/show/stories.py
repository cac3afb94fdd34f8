"""Stories on a terminal and as JSON: how many articles, outlets and origins, and why articles have one origin.

Each function writes to the console it is handed and to nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rich.console import Console

from dissensus.records import Span
from dissensus.show.changes import Kind
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.origins import Tie
from dissensus.show.shapes import AgencyView, ArticleView, CorpusView, OriginView, StoryView, in_reading_order
from dissensus.show.words import UNKNOWN_OUTLET, count, dated, days, isolated, revised

NAMED = 6  # articles of one origin that the brief names; `show stories` and the report name all


def print_stories(view: CorpusView, console: Console) -> None:
    """The stories with their articles, origin by origin, each with what ties it to the one before."""
    for number, story in enumerate(in_reading_order(view.stories), 1):
        print_head(number, story, console)
        print_line(console, f"id {story.id[:ID_LENGTH]}", 3, style="dim")
        known = {one.id: one for one in story.articles}
        for origin in story.origins:
            _origin(origin, known, console)
        if story.unsure:
            print_line(console, "perhaps of one origin, counted apart:", 3)
        for tie in story.unsure:
            told = f"{_named(known[tie.article])}: {_told(tie, known)}"
            print_line(console, told, 5, hang=2, style="dim")
        console.print()
    if view.loose:
        print_line(console, "In no story", style="bold")
        for article in view.loose:
            _article(article, {}, console)


def print_head(number: int, story: StoryView, console: Console) -> None:
    """What a story is called, how many tell it and from how many origins, when, and what it belongs to."""
    print_line(console, isolated(story.title), label=f"{number}  ", style="bold")
    print_line(console, f"{spread(story)} · {days(story.dates.first, story.dates.last, story.dates.unknown)}", 3)
    names = [isolated(outlet) for outlet in story.outlets] + [UNKNOWN_OUTLET] * bool(story.unknown_outlets)
    print_line(console, ", ".join(names), 3)
    for reason in story.decided:
        print_line(console, f"decided: {isolated(reason)}", 3, hang=2)
    for other in story.related:
        when = days(other.dates.first, other.dates.last, other.dates.unknown)
        print_line(console, f"related: {isolated(other.title)} ({when})", 3, hang=2, style="dim")


def print_folded(story: StoryView, console: Console) -> None:
    """In a few lines which articles have one origin, and how many may."""
    for origin in story.origins:
        if len(origin.articles) == 1:
            continue
        others = [f"{isolated(one.outlet)} ({one.tie.label if one.tie else ''})" for one in origin.articles[1:]]
        more = len(others) - NAMED
        listed = ", ".join(others[:NAMED]) + (f" and {more} more" if more > 0 else "")
        told = f"one origin: {_named(origin.first)}; {listed}{_credits(origin)}"
        print_line(console, told, 3, hang=2, style="dim")
    if story.unsure:
        share = "pair of origins shares" if len(story.unsure) == 1 else "pairs of origins share"
        told = f"perhaps fewer: {len(story.unsure)} {share} text, not surely as copies"
        print_line(console, told, 3, style="dim")


def spread(one: StoryView | OriginView) -> str:
    """How many tell it: `41 articles, 41 outlets, 2 origins`; of an origin without the last."""
    articles = count(len(one.articles), "article")
    if one.outlets:
        told = f"{articles}, {count(len(one.outlets), 'outlet')}"
        told += f" and {one.unknown_outlets} unknown" if one.unknown_outlets else ""
    else:
        told = f"{articles} of {'an unknown outlet' if len(one.articles) == 1 else 'unknown outlets'}"
    return f"{told}, {count(len(one.origins), 'origin')}" if isinstance(one, StoryView) else told


def credit(agency: AgencyView) -> str:
    """That an origin credits an agency, and what that says: `credits Ostwire, whose own text is not here; so does origin 3,
    which shares little with this`."""
    told = f"credits {isolated(agency.name)}" + ("" if agency.is_here else ", whose own text is not here")
    if agency.others:
        do, share = ("do origins", "share") if len(agency.others) > 1 else ("does origin", "shares")
        numbers = ", ".join(map(str, agency.others))
        told += f"; so {do} {numbers}, which {share} little with this one"
    return told


def versions_as_dict(view: CorpusView, article: ArticleView | None = None) -> dict[str, object]:
    """Works of several versions for programs, or the one of this article, oldest first: of each version what changed, block by
    block, with the words of both."""
    known = {one.id: one for one in view.articles}
    works = dict.fromkeys(one.versions for one in ([article] if article else view.articles) if one.versions)
    return {"works": [[_version(known[id], known) for id in work] for work in works]}


def _version(one: ArticleView, known: Mapping[str, ArticleView]) -> dict[str, object]:
    def words(span: Span | None) -> str | None:
        return known[span.article].passage(span) if span else None

    moved = [change for change in one.changes if change.kind is not Kind.EQUAL]
    changes = [
        {"kind": change.kind.value, "older": words(change.older), "newer": words(change.newer)} for change in moved
    ]
    return {
        "article": one.id,
        "version": one.version,
        "outlet": one.outlet,
        "published": one.published.value,
        "updated": one.updated.value,
        "changes": changes,
    }


def as_dict(story: StoryView) -> dict[str, object]:
    """A story for programs: articles by id with why each is in it (`because`) and of its origin (`tie`); ids as in the export."""
    return {
        "id": story.id,
        "title": story.title,
        "from": story.dates.first,
        "to": story.dates.last,
        "articles": [one.id for one in story.articles],
        "outlets": list(story.outlets),
        "unknown_outlets": story.unknown_outlets,
        "storyline": story.storyline,
        "origins": [
            {
                "number": origin.number,
                "outlets": list(origin.outlets),
                "unknown_outlets": origin.unknown_outlets,
                "agencies": [
                    {"name": one.name, "is_here": one.is_here, "origins": list(one.others)} for one in origin.agencies
                ],
                "articles": [
                    {
                        "id": one.id,
                        "outlet": one.outlet,
                        "published": one.published.value,
                        "agencies": list(one.agencies),
                        "because": list(one.why_here),
                        "tie": _tie(one.tie) if one.tie else None,
                    }
                    for one in origin.articles
                ],
            }
            for origin in story.origins
        ],
        "unsure": [{"article": tie.article} | _tie(tie) for tie in story.unsure],
    }


def _tie(tie: Tie) -> dict[str, object]:
    return {
        "to": tie.other,
        "kind": tie.label,
        "verdict": tie.verdict.value,
        "because": list(tie.because),
        "by": tie.by,
        "edge": tie.edge,
    }


# ----------------------------------------------------------------------------------------------------- the pieces


def _origin(origin: OriginView, known: Mapping[str, ArticleView], console: Console) -> None:
    several = f": {spread(origin)}" if len(origin.articles) > 1 else ""
    print_line(console, f"origin {origin.number}{several}{_credits(origin)}", 3, hang=2)
    for article in origin.articles:
        _article(article, known, console, 5)


def _credits(origin: OriginView) -> str:
    return "".join(f" · {credit(one)}" for one in origin.agencies)


def _article(article: ArticleView, known: Mapping[str, ArticleView], console: Console, indent: int = 3) -> None:
    print_line(console, isolated(article.title or "(no headline)"), indent, label=f"{article.id[:ID_LENGTH]}  ")
    notes = [isolated(article.outlet), dated(article.published), isolated(article.origin)]
    if changed := revised(article.published, article.updated):
        notes.insert(2, changed)
    if article.versions:
        notes.append(f"version {article.version} of {len(article.versions)}")
    if not article.complete:
        notes.append("cut off")
    if article.why_not:
        notes.append(f"not read: {isolated(article.why_not)}")
    inner = indent + ID_LENGTH + 2
    print_line(console, " · ".join(notes), inner, style="dim")
    if article.tie:
        print_line(console, _told(article.tie, known), inner, hang=2, style="dim")


def _named(article: ArticleView) -> str:
    return f"{isolated(article.outlet)}, {dated(article.published)} (id {article.id[:ID_LENGTH]})"


def _told(tie: Tie, known: Mapping[str, ArticleView]) -> str:
    other = known.get(tie.other)
    safe = replace(tie, because=tuple(map(isolated, tie.because)), by=isolated(tie.by))  # names of agencies, places
    id = tie.other[:ID_LENGTH]
    return safe.told(f"{isolated(other.outlet)} ({id})" if other else id)
