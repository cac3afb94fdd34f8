"""A file that is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from dissensus.errors import DissensusError


def write_whole(path: str | Path, content: str | bytes, what: str, example: str) -> None:
    """Puts bytes, or a text in UTF-8, where `path` says, once all of it is on the disk; what stood there stays until then. `what`
    it is and an `example` of its name stand in the errors.

    Raises DissensusError where it cannot be written.
    """
    target = Path(path)
    if target.is_dir():
        raise DissensusError(f"{target}: is a folder; name a file for {what}, such as {target / example}")
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    part = target.with_name(f".{target.name[:60]}.{os.getpid()}.part")
    try:
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DissensusError(f"{target}: {what} cannot be written ({reason}); name another file with -o") from error
