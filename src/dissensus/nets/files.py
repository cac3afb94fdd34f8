"""From a manifest to a verified file to a session that runs it."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dissensus.errors import NetError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parents[1] / "weights"
MANIFEST = "manifest.json"
AGAIN = "install dissensus again"


@cache
def name_of(net: str, folder: Path = WEIGHTS) -> str:
    """A net's name with its version, by the manifest alone. Raises NetError."""
    return f"{net}-{_entry(net, folder)['version']}"


def verified(net: str, folder: Path = WEIGHTS, part: str | None = None) -> Path:
    """A net's file, or that of a part of it, once it is what the manifest says. Raises NetError."""
    entry = _entry(net, folder, part)
    path = folder / entry["file"]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NetError(f"{path}: cannot be read ({error.strerror or error}); {AGAIN}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != entry["sha256"]:
        raise NetError(f"{path}: is not the net that was trained (SHA-256 {found}, not {entry['sha256']}); {AGAIN}")
    return path


def _entry(net: str, folder: Path, part: str | None = None) -> dict[str, str]:
    """What the manifest says of a net, or of a part of it, which has the version of the whole."""
    manifest = folder / MANIFEST
    try:
        whole = json.loads(manifest.read_text("utf-8"))[net]
        entry = whole["parts"][part] | {"version": whole["version"]} if part else whole
        return {key: entry[key] for key in ("version", "file", "sha256")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        named = f"the part {part!r} of the net {net!r}" if part else f"the net {net!r}"
        raise NetError(f"{manifest}: does not name {named} ({type(error).__name__}); {AGAIN}") from error


def session(path: Path, advice: str = AGAIN) -> InferenceSession:
    """A session on one thread: pages are what runs beside each other. NetError, with `advice`, for a file that is none."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    try:
        return ort.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises a dozen types of its own for a file that is no net
        raise NetError(f"{path}: cannot be loaded ({type(error).__name__}); {advice}") from error
