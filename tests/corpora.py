"""The bundled samples, and the few steps that tests over the whole share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import dissensus
from dissensus import pipeline
from dissensus.ingest import read_paths
from dissensus.records import Drop
from dissensus.run import Run
from dissensus.show.export import export_jsonl
from dissensus.store import Store

SAMPLES = Path(dissensus.__file__).parent / "samples"
SAMPLE_FILES = sorted(str(path) for path in SAMPLES.rglob("0*") if path.is_file())
REFERENCE = datetime(2026, 1, 1, tzinfo=UTC)  # the present: later than anything in the samples


def put(store: Store, paths: Iterable[str]) -> None:
    """Keep the captures in these files, and what was not read of them."""
    for item in read_paths(list(paths)):
        if isinstance(item, Drop):
            store.put_drops(item.what, [item])
        else:
            store.put_page(item)


def take_in(store: Store, paths: Sequence[str]) -> Run:
    """Keep these files and run every stage."""
    put(store, paths)
    return pipeline.run(store, REFERENCE)


def exported(store: Store, folder: Path) -> dict[str, bytes]:
    """The files of an export."""
    export_jsonl(store, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
