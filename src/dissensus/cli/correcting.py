"""The commands by which a person corrects speakers and stories: correct speaker, correct story, list, undo, export, import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dissensus.cli.options import DEFAULT_DB, By, Db, NoNets, TaggerPlace, chosen, opened
from dissensus.cli.tell import console, plain, progress, tell, tell_run
from dissensus.errors import CorrectionError

if TYPE_CHECKING:
    from dissensus.corrector import Correction, Corrector
    from dissensus.store import Store

SPEAKER = "an id, the beginning of one, a name or a spelling"
STORY = "an id, the beginning of one, or an article of it"
Many = list[str] | None

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Merge, split and name speakers; merge and split stories."
)
speaker = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Merge, split and name speakers.")
story = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Merge and split stories.")
app.add_typer(speaker, name="speaker")
app.add_typer(story, name="story")


@contextmanager
def _correcting(by: str, db: str, no_nets: bool, tagger: str | None) -> Iterator[Corrector]:
    """Whoever decides, over an opened store."""
    from dissensus.corrector import Corrector

    if not by:
        raise CorrectionError("nobody is named who decides: give a name with --by, or in DISSENSUS_BY")
    choice = chosen(no_nets, tagger)
    with opened(db, create=False) as store, progress() as move:
        yield Corrector(store, by, datetime.now(UTC), choice, move)


def _told(corrector: Corrector, done: Correction) -> None:
    """What ran and what changed, then each word with what became of it."""
    from dissensus.show.corrections import corrections_view, print_corrections

    tell_run(done.run)
    tell("changed: " + done.told)
    print_corrections(corrections_view(corrector.store), console(), [word.id for word in done.words])


@speaker.command("merge")
def merge_speakers(
    speakers: Annotated[list[str], typer.Argument(help=SPEAKER)],
    by: By = "",
    db: Db = DEFAULT_DB,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """These speakers are one, under the name of the first."""
    with _correcting(by, db, no_nets, tagger) as corrector:
        _told(corrector, corrector.merge_speakers(*speakers))


@speaker.command("split")
def split_speaker(  # noqa: PLR0917 - each is an option
    name: Annotated[str, typer.Argument(help=SPEAKER, metavar="SPEAKER")],
    spelling: Annotated[Many, typer.Option(help="all mentions so spelt leave", show_default=False)] = None,
    article: Annotated[Many, typer.Option(help="all in this article leave", show_default=False)] = None,
    outlet: Annotated[Many, typer.Option(help="all in articles of this outlet leave", show_default=False)] = None,
    mention: Annotated[Many, typer.Option(help="numbers of mentions, such as 3,5-7", show_default=False)] = None,
    by: By = "",
    db: Db = DEFAULT_DB,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """What is named leaves this speaker and is another; without an option the mentions are printed with their numbers."""
    from dissensus.meant import mentions_of, speaker_named
    from dissensus.revise import numbers_in
    from dissensus.show.corrections import print_mentions

    if not (spelling or article or outlet or mention):
        with opened(db, create=False) as store:
            found = speaker_named(store, name)
            print_mentions(store, found, mentions_of(store, found), console())
        return
    numbers = numbers_in(
        mention or (), "mentions; give their numbers, as `dissensus correct speaker split` prints them"
    )
    with _correcting(by, db, no_nets, tagger) as corrector:
        done = corrector.split_speaker(
            name, spellings=spelling or (), articles=article or (), outlets=outlet or (), mentions=numbers
        )
        _told(corrector, done)


@speaker.command("give")
def give_statements(  # noqa: PLR0917 - each is an option
    name: Annotated[str, typer.Argument(help=SPEAKER, metavar="SPEAKER")],
    statements: Annotated[list[str], typer.Argument(help="ids, as `dissensus show article` tells them")],
    by: By = "",
    db: Db = DEFAULT_DB,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """This speaker says these statements, whoever was thought to."""
    with _correcting(by, db, no_nets, tagger) as corrector:
        _told(corrector, corrector.give_statements(name, *statements))


@speaker.command("rename")
def rename_speaker(  # noqa: PLR0917 - each is an option
    name: Annotated[str, typer.Argument(help=SPEAKER, metavar="SPEAKER")],
    called: Annotated[str, typer.Argument(help="the name to show", metavar="NAME")],
    by: By = "",
    db: Db = DEFAULT_DB,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """This speaker is called so; all spellings stay."""
    with _correcting(by, db, no_nets, tagger) as corrector:
        _told(corrector, corrector.rename_speaker(name, called))


@story.command("merge")
def merge_stories(
    stories: Annotated[list[str], typer.Argument(help=STORY)],
    by: By = "",
    db: Db = DEFAULT_DB,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """These stories are one."""
    with _correcting(by, db, no_nets, tagger) as corrector:
        _told(corrector, corrector.merge_stories(*stories))


@story.command("split")
def split_story(  # noqa: PLR0917 - each is an option
    name: Annotated[str, typer.Argument(help=STORY, metavar="STORY")],
    articles: Annotated[list[str], typer.Argument(help="an id, its beginning, or an origin")],
    together: Annotated[bool, typer.Option("--together", help="those that leave tell one story of their own")] = False,
    by: By = "",
    db: Db = DEFAULT_DB,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """These articles do not tell this story."""
    with _correcting(by, db, no_nets, tagger) as corrector:
        _told(corrector, corrector.split_story(name, *articles, together=together))


@app.command("list")
def list_corrections(db: Db = DEFAULT_DB) -> None:
    """Who said what and when, the ledger's words too, and whether it has an effect now."""
    from dissensus.show.corrections import corrections_view, print_corrections

    with opened(db, create=False) as store:
        print_corrections(corrections_view(store), console())


@app.command()
def undo(
    id: Annotated[str, typer.Argument(help="an id of `dissensus correct list`, or its beginning")],
    by: By = "",
    db: Db = DEFAULT_DB,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """Take back what a person said, with all that was said with it."""
    with _correcting(by, db, no_nets, tagger) as corrector:
        _told(corrector, corrector.undo(id))


@app.command("export")
def export_corrections(file: Annotated[str, typer.Argument(help="the file to write")], db: Db = DEFAULT_DB) -> None:
    """Write all that persons said into a file of corrections."""
    from dissensus.corrector import export

    with opened(db, create=False) as store:
        written = export(store, file)
    typer.echo(plain(f"{file}: {written} word" + "s" * (written != 1)))


@app.command("import")
def import_corrections(
    file: Annotated[str, typer.Argument(help="a file of corrections")],
    db: Db = DEFAULT_DB,
    no_nets: NoNets = False,
    tagger: TaggerPlace = None,
) -> None:
    """Take in a file of corrections; of two words on one thing the newer stays."""
    from dissensus.corrector import take

    choice = chosen(no_nets, tagger)
    with opened(db, create=False) as store, progress() as move:
        done = take(store, file, datetime.now(UTC), move, choice)
        tell_run(done.run)
        tell("changed: " + done.told)
        resting = _resting(store, [word.id for word in done.words])
    if resting:
        tell(f"{resting} of them rest: `dissensus correct list` says why")


def _resting(store: Store, ids: Sequence[str]) -> int:
    """How many of these words have no effect now."""
    from dissensus.show.corrections import IN_EFFECT, TAKEN_BACK, corrections_view

    idle = [one for one in corrections_view(store) if one.state not in (IN_EFFECT, TAKEN_BACK)]
    return sum(len(set(ids) & set(one.words)) for one in idle)
