"""The commands that look at what is kept and change nothing: show, search, export, verify, explain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dissensus.cli.options import DEFAULT_DB, DONE, PARTLY, Db, opened
from dissensus.cli.tell import TOLD, console, plain, tell
from dissensus.errors import UnknownId

if TYPE_CHECKING:
    from rich.console import Console

    from dissensus.show.shapes import ArticleView, CorpusView, StoryView

WHAT = (
    "stories",
    "disputes",
    "claim",
    "denials",
    "speakers",
    "matrix",
    "agreements",
    "only",
    "chronology",
    "numbers",
    "places",
    "offers",
    "sources",
    "article",
    "versions",
    "speaker",
)


def show(
    what: Annotated[str, typer.Argument(help=", ".join(WHAT))],
    id: Annotated[
        str | None,
        typer.Argument(
            help="article, versions: an id, its beginning, or an origin; claim: its number in the report (1.2), or the id of a "
            "dispute or claim, or six characters of one; speaker: an id or a name; matrix: outlets, speakers, or a CSV file of "
            "your own groups (header name,group)"
        ),
    ] = None,
    db: Db = DEFAULT_DB,
    as_json: Annotated[bool, typer.Option("--json", help="as JSON, for programs")] = False,
) -> None:
    """The same in the terminal: stories, disputes, claim NUMBER, denials, speakers, matrix, agreements, only, chronology, numbers,
    places, offers, sources, speaker NAME, article ID, versions [ID].

    claim: one dispute in order of time and by outlet. denials: who denies whose claim, and what is denied that no article asserts.
    matrix: who stands where on which claim, by outlets, by speakers, or by groups of your own. agreements: what several tell alike.
    only: what one alone tells. chronology: what happened when, according to whom. numbers: what is counted, and who gives which
    figure. places: where it happened, who says what of it. offers: who proposes, demands, promises or refuses what. sources: who
    relies on whom."""
    from dissensus.show.views import corpus_view

    if what not in WHAT:
        raise UnknownId(f"{what}: cannot be shown; choose one of {', '.join(WHAT)}")
    if what == "speaker":
        _speaker(id or "", db, as_json=as_json)
        return
    with opened(db, create=False) as store:
        view = corpus_view(store)
    out = console()
    named_one = {"article": _article, "claim": _claim, "matrix": _matrix, "versions": _versions}
    if what in named_one:
        named_one[what](view, id, out, as_json=as_json)
        return
    printed, told = _whole(what)
    if as_json:
        _json(told(view))
    else:
        printed(view, out)


def _whole(what: str) -> tuple[Callable[[CorpusView, Console], None], Callable[[CorpusView], object]]:
    """How the whole of a corpus is shown in one way: on a terminal, and for programs."""
    from dissensus.show import (
        agreements,
        chronology,
        claim,
        denials,
        numbers,
        offers,
        places,
        profiles,
        sources,
        stories,
    )
    from dissensus.show import terminal as plain_text

    return {
        "stories": (stories.print_stories, lambda view: list(map(stories.as_dict, view.stories))),
        "disputes": (plain_text.print_disputes, claim.all_as_dict),
        "denials": (
            lambda view, out: denials.print_denials(denials.matrix_of(view), out),
            lambda view: denials.as_dict(denials.matrix_of(view)),
        ),
        "speakers": (plain_text.print_speakers, profiles.as_dict),
        "agreements": (agreements.print_agreements, agreements.agreements_as_dict),
        "only": (agreements.print_only, agreements.only_as_dict),
        "chronology": (chronology.print_chronology, chronology.as_dict),
        "numbers": (numbers.print_numbers, numbers.as_dict),
        "places": (places.print_places, places.as_dict),
        "offers": (offers.print_offers, offers.as_dict),
        "sources": (sources.print_sources, sources.as_dict),
    }[what]


def _versions(view: CorpusView, name: str | None, out: Console, *, as_json: bool) -> None:
    """What changed from version to version: of all works, or of the one that is named by any of its versions."""
    from dissensus.show import stories, terminal

    of = named(view, name) if name else None
    if as_json:
        _json(stories.versions_as_dict(view, of))
    else:
        terminal.print_versions(view, out, of)


def _matrix(view: CorpusView, by: str | None, out: Console, *, as_json: bool) -> None:
    """Story by story who stands where on the claims in dispute. `by` is outlets (so, too, without it), speakers, or a file of
    groups."""
    from dissensus.show import matrix, stories
    from dissensus.show.shapes import in_reading_order

    by = by or "outlets"
    groups = None if by in ("outlets", "speakers") else matrix.read_groups(by)

    def table(story: StoryView) -> matrix.Matrix:
        if groups is not None:
            return matrix.by_groups(story.disputes, groups)
        return matrix.by_outlets(story.disputes, story) if by == "outlets" else matrix.by_speakers(story.disputes)

    tables = [(story, table(story)) for story in in_reading_order(view.stories)]
    if as_json:
        _json([{"story": story.id, "title": story.title, **matrix.as_dict(found)} for story, found in tables])
        return
    for number, (story, found) in enumerate(tables, 1):
        if found.rows:
            stories.print_head(number, story, out)
            matrix.print_matrix(found, out)
            out.print()
    if not any(found.rows for _, found in tables):
        out.print("No dispute found.")


def _claim(view: CorpusView, name: str | None, out: Console, *, as_json: bool) -> None:
    """One dispute in order of time and by outlet, by its number in the report or an id."""
    from dissensus.show import claim
    from dissensus.show.claimed import claim_page

    page = claim_page(view, name or "")
    if as_json:
        _json(claim.as_dict(page))
    else:
        claim.print_claim(page, out)


def _speaker(name: str, db: str, *, as_json: bool) -> None:
    """Everybody who can be meant by a name, over all storylines."""
    from dissensus.namesakes import namesakes
    from dissensus.show.speaker import as_dict, print_speaker, speaker_page

    if not name.strip():
        raise UnknownId("no speaker is named: give a name or an id; `dissensus show speakers` lists them")
    with opened(db, create=False) as store:
        page = speaker_page(store, name, namesakes(store, name))
    if as_json:
        _json(as_dict(page))
    else:
        print_speaker(page, console())


def _article(view: CorpusView, name: str | None, out: Console, *, as_json: bool) -> None:
    """An article with its statements marked in place."""
    from dissensus.show.article import print_article
    from dissensus.show.marked import as_dict, marked_article

    if not name:
        raise UnknownId("no article is named: give its id or its origin; `dissensus show stories` lists them")
    page = marked_article(named(view, name))
    if as_json:
        _json(as_dict(page))
    else:
        print_article(page, out)


def _json(told: object) -> None:
    """JSON goes out in ASCII, which no terminal or pipe spoils."""
    import json

    typer.echo(json.dumps(told, indent=2))


def named(view: CorpusView, name: str) -> ArticleView:
    """The article with this id, the beginning of one, or this origin; of several versions of one work the latest."""
    from dissensus.show.shapes import latest

    found = [a for a in view.articles if a.id.startswith(name) or a.origin == name or a.origin.endswith("/" + name)]
    found = latest(found)
    if len(found) != 1:
        trouble = "names several articles" if found else "no such article"
        raise UnknownId(f"{name}: {trouble}; `dissensus show stories` lists them")
    return found[0]


def search(
    words: Annotated[list[str], typer.Argument(help="words that a statement holds")],
    db: Db = DEFAULT_DB,
    limit: Annotated[int, typer.Option(help="how many to print", min=1)] = 20,
) -> None:
    """Statements that hold all these words, best first."""
    from dissensus.show import terminal
    from dissensus.show.views import corpus_view

    with opened(db, create=False) as store:
        ids = store.search(" ".join(words), limit)
        view = corpus_view(store)
    terminal.print_statements(view, ids, console())


def export(
    output: Annotated[str, typer.Option("-o", "--output", help="the folder")] = "dissensus-export",
    format: Annotated[str, typer.Option("--format", help="jsonl")] = "jsonl",
    db: Db = DEFAULT_DB,
) -> None:
    """Write every record, one file a noun."""
    from dissensus.show.export import FORMATS

    if format not in FORMATS:
        raise UnknownId(f"{format}: no such format; choose one of {', '.join(FORMATS)}")
    with opened(db, create=False) as store:
        counts = FORMATS[format](store, Path(output))
    typer.echo(plain(f"{output}: " + ", ".join(f"{n} {noun}" for noun, n in counts.items() if n)))


def verify(db: Db = DEFAULT_DB) -> None:
    """Re-read every quoted passage from the raw capture."""
    from dissensus.verify import verify as check

    with opened(db, create=False) as store:
        found = check(store)
    for fault in found.faults[:TOLD]:
        tell(f"{fault.what} in {fault.article}: {fault.reason}")
    typer.echo(f"{found.spans} passages re-read from the captures, {len(found.faults)} of them wrongly")
    raise typer.Exit(PARTLY if found.faults else DONE)


def explain(
    id: Annotated[str, typer.Argument(help="an id, or at least the first six characters of it")], db: Db = DEFAULT_DB
) -> None:
    """Why a cell says what it says: rules, scores, passages."""
    from dissensus.show.explain import explain_view
    from dissensus.show.terminal import print_explain

    with opened(db, create=False) as store:
        print_explain(explain_view(store, id), console())
