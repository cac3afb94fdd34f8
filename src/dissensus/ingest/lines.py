"""A text file of lines that a user names, which is no article: a file of corrections."""

from __future__ import annotations

from pathlib import Path

from dissensus.errors import MissingPath, UnreadableInput
from dissensus.ingest.capture import DOCUMENT_LIMIT_BYTES, explain


def read_lines(path: str) -> list[str]:
    """The lines of a UTF-8 file. MissingPath or UnreadableInput, in one line, where there are none to be had."""
    try:
        if not Path(path).is_file():
            what = "is no file" if Path(path).exists() else "no such file"
            raise MissingPath(f"{path}: {what}; check the spelling")
        if Path(path).stat().st_size > DOCUMENT_LIMIT_BYTES:
            raise UnreadableInput(f"{path}: is larger than {DOCUMENT_LIMIT_BYTES:,} bytes; split it")
        return Path(path).read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path}: is not UTF-8; save it as UTF-8 and read it again") from error
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{path}: {explain(error)}") from error
