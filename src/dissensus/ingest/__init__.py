"""The edge where captures come in: `read_paths` turns what a user names into pages, and every trouble into a drop.

Nothing here raises for what a user can name. A drop's `what` is the path as given or found, or `path#n` for the line or
list item n (from 1) of a file of records; its `reason` is one line. A reason that begins with `SKIPPED` tells of a file
that nobody named and that is left alone (another extension, hidden); every other one is a trouble.
"""

from __future__ import annotations

from dissensus.ingest.capture import DOCUMENT_LIMIT_BYTES, LIMIT_BYTES, SKIPPED
from dissensus.ingest.files import read_paths

__all__ = ["DOCUMENT_LIMIT_BYTES", "LIMIT_BYTES", "SKIPPED", "read_paths"]
