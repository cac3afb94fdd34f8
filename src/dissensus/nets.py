"""The nets: a manifest names each file with its SHA-256, a file is verified before it is loaded, a net is what runs it.

    nets.blocks()  what the cleaning asks about the lines of a page

The only module that imports onnxruntime. Files are data and nothing but: one that is missing, cut short or changed is told
by name with what was expected and what was found, and nothing runs on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dissensus.errors import NetError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).with_name("weights")
MANIFEST = "manifest.json"
AGAIN = "install dissensus again"


class BlockNet:
    """Tells of each line of a page how likely it belongs to the article, and how likely it is its headline."""

    def __init__(self, session: InferenceSession, name: str) -> None:
        """`name` tells the net and its version."""
        self.session = session
        self.name = name

    def __call__(self, numbers: Sequence[Sequence[float]], words: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
        """`numbers` and `words` have a row a line (`stages/clean/features.py`); so has what comes back. All lines of a
        page go in together, and no page beside another, so that what is said of one depends on it alone."""
        import numpy as np

        inputs = {"numbers": np.asarray(numbers, np.float32), "words": np.asarray(words, np.int64)}
        out: Any = self.session.run(None, inputs)[0]
        return [(float(article), float(title)) for article, title in out]


@cache
def blocks() -> BlockNet:
    """The net of the cleaning. Raises NetError."""
    return BlockNet(_session(verified("blocks")), name_of("blocks"))


@cache
def name_of(net: str, folder: Path = WEIGHTS) -> str:
    """A net's name with its version, by the manifest alone. Raises NetError."""
    return f"{net}-{_entry(net, folder)['version']}"


def verified(net: str, folder: Path = WEIGHTS) -> Path:
    """A net's file, once it is what the manifest says. Raises NetError."""
    entry = _entry(net, folder)
    path = folder / entry["file"]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NetError(f"{path}: cannot be read ({error.strerror or error}); {AGAIN}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != entry["sha256"]:
        raise NetError(f"{path}: is not the net that was trained (SHA-256 {found}, not {entry['sha256']}); {AGAIN}")
    return path


def _entry(net: str, folder: Path) -> dict[str, str]:
    """What the manifest says of a net."""
    manifest = folder / MANIFEST
    try:
        entry = json.loads(manifest.read_text("utf-8"))[net]
        return {key: entry[key] for key in ("version", "file", "sha256")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NetError(f"{manifest}: does not name the net {net!r} ({type(error).__name__}); {AGAIN}") from error


def _session(path: Path) -> InferenceSession:
    """A session on one thread: pages are what runs beside each other."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    try:
        return ort.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises a dozen types of its own for a file that is no net
        raise NetError(f"{path}: cannot be loaded ({type(error).__name__}); {AGAIN}") from error
