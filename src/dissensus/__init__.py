"""Dissensus: who says what, who denies it, who leaves it out, side by side, every cell a verbatim passage.

import dissensus
corpus = dissensus.read("articles/")
for story in corpus.stories:
    for dispute in story.disputes:
        print(dispute.claim.wording, [(p.holder.name, p.stance, p.quote) for p in dispute.positions])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from dissensus.errors import DissensusError, InputError, StoreError

if TYPE_CHECKING:
    from dissensus.corrector import Corrector
    from dissensus.show.checked import AnswerView
    from dissensus.show.corrections import CorrectionView
    from dissensus.show.ledger import LedgerView
    from dissensus.show.shapes import CorpusView
    from dissensus.show.speaker import SpeakerPage

__version__ = "0.1.0"
MEMORY = ":memory:"
__all__ = [
    "DissensusError",
    "InputError",
    "StoreError",
    "__version__",
    "correct",
    "corrections",
    "ledger",
    "read",
    "speaker",
    "who_says",
]


def read(
    paths: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    db: str | PathLike[str] = MEMORY,
    reference: datetime | None = None,
    nets: bool = True,
    tagger: str | PathLike[str] | None = None,
    tables: Sequence[str | PathLike[str]] = (),
) -> CorpusView:
    """Reads files and folders, runs every stage and gives what was found.

    `db` keeps the corpus in a file; without it nothing is left behind. `reference` is the present (with a time zone),
    after which no article can be dated; without it, now. With `nets` false rules alone clean and read; `tagger` is a net
    of your own that finds the statements, by its folder or its name on the Hugging Face hub. `tables` are tables of names with ids
    (docs/tables.md), which the corpus keeps. What could not be read stands
    in `.drops`. `.check` takes a sentence and
    tells who speaks of it. Raises InputError when none of it could, NetError for a net that cannot be loaded, and StoreError.
    """
    from dissensus import pipeline
    from dissensus.choice import choose
    from dissensus.errors import EmptyInput
    from dissensus.ingest import SKIPPED, read_paths
    from dissensus.records import Drop
    from dissensus.show.views import corpus_view
    from dissensus.store import open_store
    from dissensus.tables import bring
    from dissensus.text import storable

    choice = choose(rules_alone=not nets, tagger=None if tagger is None else fspath(tagger))
    named = [paths] if isinstance(paths, str | PathLike) else list(paths)
    with open_store(fspath(db)) as store:
        captures = 0
        drops: list[Drop] = []
        for table in tables:
            bring(store, fspath(table))
        for path in dict.fromkeys(fspath(path) for path in named):
            here = []
            for item in read_paths([path]):
                if isinstance(item, Drop):
                    here.append(item)
                else:
                    store.put_page(item)
                    captures += 1
            store.put_drops(storable(path)[0], here)
            drops += here
        if not captures and drops:
            first = next((drop for drop in drops if not drop.reason.startswith(SKIPPED)), drops[0])
            raise EmptyInput(f"{first.what}: {first.reason}")
        pipeline.run(store, reference or datetime.now(UTC), choice=choice)
        place = store.copied() if fspath(db) == MEMORY else str(Path(fspath(db)).absolute())
        return replace(corpus_view(store), asked=partial(_asked, place, usual=nets))


def _asked(
    place: str | bytes, claim: str, language: str | None = None, nets: bool | None = None, *, usual: bool = True
) -> AnswerView:
    """Who speaks of a claim in a store, by its path or its bytes. With `nets` false words alone judge; None is `usual`."""
    from dissensus.check import Checker
    from dissensus.choice import choose
    from dissensus.show.checked import answer_view
    from dissensus.store import open_store

    with open_store(place, create=False) as store:
        judge = choose(rules_alone=not (usual if nets is None else nets)).load_judge()
        return answer_view(store, Checker(store, net=judge).check(claim, language))


def who_says(claim: str, *, db: str | PathLike[str], language: str | None = None, nets: bool = True) -> AnswerView:
    """Who asserts a sentence, who denies it, who doubts it and who only reports it in the corpus of `db`; where nobody does,
    `.near` has the nearest statements. `language` is the code of its language, told by its words without it; with
    `nets` false words alone judge. The same as `check` of what `read` gives, without reading all of the corpus.

    Raises InputError for what cannot be looked for, NetError for a net that cannot be loaded, and StoreError.
    """
    return _asked(fspath(db), claim, language, nets)


def ledger(
    article: str,
    *,
    db: str | PathLike[str],
    keep: Iterable[int] = (),
    cut: Iterable[int] = (),
    undo: Iterable[int] = (),
    by: str = "",
    reference: datetime | None = None,
    nets: bool = True,
    tagger: str | PathLike[str] | None = None,
) -> LedgerView:
    """Which blocks of an article count as the article, who or what decided, and what they are.

    `article` is an id, the beginning of one, or an origin; `db` the file that `read` kept the corpus in. With the numbers
    of blocks (from 1) in `keep`, `cut` or `undo` the person named in `by` decides on them, and what depends on it is read
    again; `nets` and `tagger` are what they were for `read`. Raises LedgerError where that cannot be, UnknownId for an
    article that is not there, NetError for a net that cannot be loaded, and StoreError.
    """
    from dissensus.choice import choose
    from dissensus.revise import revise, verdicts
    from dissensus.show.ledger import ledger_view
    from dissensus.show.views import corpus_view
    from dissensus.store import open_store

    wanted = verdicts(keep, cut, undo)
    choice = choose(rules_alone=not nets, tagger=None if tagger is None else fspath(tagger))
    with open_store(fspath(db), create=False) as store:
        id = corpus_view(store).article(article).id
        if wanted:
            revise(store, id, wanted, by=by, reference=reference or datetime.now(UTC), choice=choice)
        return ledger_view(store, id)


def speaker(name: str, *, db: str | PathLike[str]) -> SpeakerPage:
    """What is known of a speaker over all storylines of the corpus in `db`, each storyline apart.

    `name` is an id or its beginning, an id in a knowledge base, or a name in any spelling. Raises UnknownId where it means
    nobody, and StoreError.
    """
    from dissensus.namesakes import namesakes
    from dissensus.show.speaker import speaker_page
    from dissensus.store import open_store

    with open_store(fspath(db), create=False) as store:
        return speaker_page(store, name, namesakes(store, name))


def correct(
    db: str | PathLike[str],
    *,
    by: str,
    reference: datetime | None = None,
    nets: bool = True,
    tagger: str | PathLike[str] | None = None,
) -> Corrector:
    """The person named in `by`, who merges, splits and names speakers and merges and splits stories in the corpus of this
    file. To be closed in the end:

        with dissensus.correct("my.db", by="Ada Lind") as ada:
            ada.merge_speakers("Ilse Brandt", "I. Brandt")

    What depends on a word is run again at once; `nets` and `tagger` are what they were for `read`. Raises NetError for a
    net that cannot be loaded, and StoreError.
    """
    from dissensus.choice import choose
    from dissensus.corrector import Corrector
    from dissensus.store import open_store

    choice = choose(rules_alone=not nets, tagger=None if tagger is None else fspath(tagger))
    return Corrector(open_store(fspath(db), create=False), by, reference or datetime.now(UTC), choice)


def corrections(db: str | PathLike[str]) -> tuple[CorrectionView, ...]:
    """What persons said of the corpus in this file, and whether it has an effect now; the last word last. Raises
    StoreError."""
    from dissensus.show.corrections import corrections_view
    from dissensus.store import open_store

    with open_store(fspath(db), create=False) as store:
        return corrections_view(store)
