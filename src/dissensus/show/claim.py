"""A claim by itself on a terminal and as JSON: its wordings, its course, what the outlets do with it, how sure that is.

`claimed` puts it together.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from dissensus.records import Span
from dissensus.show.claimed import NOTHING, Basis, ClaimPage, Day, Desk, Saying, pages_of
from dissensus.show.layout import chapters
from dissensus.show.lines import ID_LENGTH, print_line
from dissensus.show.matrix import Column
from dissensus.show.shapes import CorpusView, PositionView
from dissensus.show.words import KINDS, LEVELS, SCOPES, confidence, isolated, listed, quoted, shorten, teller, where

QUOTE_LENGTH = 300  # characters of a quotation on a terminal


def print_claim(page: ClaimPage, console: Console) -> None:
    """The claim with its wordings, its course, what the outlets do with it, and how sure that is."""
    _print_head(page, console)
    if page.wordings:
        _print_title("Other wordings of those who assert it", console)
    for one in page.wordings:
        print_line(console, isolated(one.outlet), 2)
        for saying in one.sayings:
            who = "in its own voice" if saying.first.voice else isolated(saying.name)
            print_line(console, f"{who}: {_quoted(saying.first.quote)}", 4, hang=2)
    _print_title("In order of time", console)
    for day in page.days:
        _print_day(day, console)
    if page.weak:
        _print_title("Hardly of this claim", console)
    for day in page.weak:
        _print_day(day, console)
    _print_title("By outlet", console)
    for desk in page.desks:
        print_line(console, f"{_named(desk.outlet)}: {'; '.join(isolated(one.line) for one in desk.doings)}", 2, hang=2)
    if page.others:
        print_line(console, f"{listed([*map(_named, page.others)])}: {NOTHING}", 2, hang=2)
    for weight in page.weights:
        print_line(console, f"{weight.word}: {weight.spread}", 2, style="dim")
    _print_title("How sure, and why", console)
    _print_sure(page, console)


def _print_title(title: str, console: Console) -> None:
    console.print()
    print_line(console, title, style="bold")


def _print_day(day: Day, console: Console) -> None:
    print_line(console, f"{day.when}, {day.basis}", 2)
    for saying in day.sayings:
        one = saying.first
        is_told = day.basis is not Basis.SAID  # the head of the day says when
        first = isolated(teller(one.outlet or "", one.origin)) if is_told else _where(one)
        notes = [listed([first, *map(_where, saying.more)]), confidence(one.confidence), *map(isolated, saying.reasons)]
        print_line(console, _told(saying), 4, hang=2)
        print_line(console, " · ".join(notes), 6, hang=2, style="dim")


def _print_head(page: ClaimPage, console: Console) -> None:
    dispute, claim = page.dispute, page.dispute.claim
    label = f"{page.number}  " if page.number else ""
    print_line(console, _quoted(claim.wording), label=label, style="bold")
    worded = [where(claim.outlet, page.origin, claim.published)]
    worded += map(_where, page.also)
    print_line(console, f"so worded in {listed(worded)}", len(label), hang=2)
    about = f"{KINDS[dispute.kind]}, {SCOPES[dispute.scope]}, {LEVELS[dispute.level]}"
    ids = f"id {dispute.id[:ID_LENGTH]}, claim {claim.id[:ID_LENGTH]}"
    print_line(console, f"{about} · {confidence(dispute.confidence)} · {ids}", len(label), style="dim")


def _print_sure(page: ClaimPage, console: Console) -> None:
    reasons = [confidence(page.dispute.confidence), LEVELS[page.dispute.level], *map(isolated, page.reasons)]
    for reason in reasons:
        print_line(console, f"- {reason}", 2, hang=2)
    if page.surest:
        print_line(console, f"the surest pair, {confidence(page.surest.confidence)}:", 2)
        for held in (page.surest.one, page.surest.other):
            print_line(console, _told(Saying(held)), 4, hang=2)
            print_line(console, _where(held), 6, hang=2, style="dim")


def _told(saying: Saying) -> str:
    """Who does what with the claim, in which words."""
    who = isolated(saying.name) + (" in its own voice" if saying.first.voice else "")
    return f"{who} {saying.does}: {_quoted(saying.first.quote)}"


def _named(outlet: Column) -> str:
    return isolated(outlet.name) + (f" ({isolated(outlet.note)})" if outlet.note else "")


def _where(one: PositionView) -> str:
    return where(one.outlet, one.origin, one.published)


def _quoted(text: str) -> str:
    return quoted(isolated(shorten(text, QUOTE_LENGTH)))


# ------------------------------------------------------------------------------------------------------------ JSON


def all_as_dict(view: CorpusView) -> dict[str, object]:
    """Every dispute of a corpus for programs, in the order of the report."""
    cards = [card for chapter in chapters(view) for card in (*chapter.cards, *chapter.possible)]
    return {"disputes": [as_dict(page) for page in pages_of(cards, view).values()]}


def as_dict(page: ClaimPage) -> dict[str, object]:
    """The page for programs; ids and spans as in the export."""
    dispute, claim, surest = page.dispute, page.dispute.claim, page.surest
    return {
        "number": page.number,
        "dispute": dispute.id,
        "claim": claim.id,
        "wording": claim.wording,
        "article": claim.article,
        "spans": _spans(passage.span for passage in claim.passages),
        "same_words": [_position(one) for one in page.also],
        "wordings": [{"outlet": one.outlet, "sayings": list(map(_saying, one.sayings))} for one in page.wordings],
        "days": list(map(_day, page.days)),
        "weak": list(map(_day, page.weak)),
        "outlets": [_desk(desk) for desk in page.desks],
        "other_outlets": [{"outlet": one.name, "note": one.note} for one in page.others],
        "sides": [{"stance": w.stance.value, "articles": w.articles, "origins": w.origins} for w in page.weights],
        "level": dispute.level.value,
        "confidence": round(dispute.confidence, 3),
        "because": page.reasons,
        "surest": [_position(surest.one), _position(surest.other)] if surest else None,
    }


def _day(day: Day) -> dict[str, object]:
    return {"when": day.when, "basis": day.basis.name.lower(), "sayings": list(map(_saying, day.sayings))}


def _saying(one: Saying) -> dict[str, object]:
    return {"because": one.reasons, "positions": [_position(held) for held in (one.first, *one.more)]}


def _desk(desk: Desk) -> dict[str, object]:
    doings = [{"words": one.line, "positions": [held.id for held in one.positions]} for one in desk.doings]
    return {"outlet": desk.outlet.name, "note": desk.outlet.note, "does": doings}


def _position(one: PositionView) -> dict[str, object]:
    return {
        "position": one.id,
        "holder": one.holder.id,
        "name": one.holder_name,
        "stance": one.stance.value,
        "own_voice": one.voice,
        "article": one.article,
        "outlet": one.outlet,
        "published": one.published.value if one.published else None,
        "quote": one.quote,
        "spans": _spans(one.spans),
        "confidence": round(one.confidence, 3),
    }


def _spans(spans: Iterable[Span]) -> list[list[object]]:
    return [[span.part, span.start, span.end] for span in spans]
