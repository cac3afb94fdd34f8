"""The brief as a Word document. python-docx, which makes it, is an extra: it is asked for when a document is written."""

from __future__ import annotations

from pathlib import Path

from dissensus.errors import DissensusError
from dissensus.show.brief import brief
from dissensus.show.shapes import CorpusView
from dissensus.show.whole import write_whole

NEEDED = (
    'a Word document needs python-docx, which is not installed; install it with `pip install "dissensus[docx]"`, or name '
    "a file with the ending .md or .html with -o"
)


def write_document(view: CorpusView, path: str | Path, made: str) -> None:
    """Write the brief as a Word document, whole or not at all. `made` is the time of making, in words, as it is to stand
    in the file.

    Raises DissensusError where it cannot be written, and where python-docx is not installed.
    """
    write_whole(path, render_document(view, made), "the brief", "brief.docx")


def render_document(view: CorpusView, made: str) -> bytes:
    """The brief as the bytes of a Word document, the same for the same view and time."""
    require()
    from dissensus.show.typeset import typeset

    return typeset(brief(view, made), made)


def require() -> None:
    """Can a document be made here; to be asked before articles are read for one.

    Raises DissensusError where python-docx is not installed.
    """
    try:
        import dissensus.show.typeset  # noqa: F401
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "docx":
            raise
        raise DissensusError(NEEDED) from error
