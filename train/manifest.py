"""A net's entry in the manifest of `src/dissensus/weights`: its files with their hashes, and what is told of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dissensus.nets import MANIFEST

BY_HAND = "to be filled in by hand"

Scores = Mapping[str, Mapping[str, float]]  # what was read -> what was measured -> figure


class ExportError(RuntimeError):
    """What was exported is not what was trained."""


@dataclass(frozen=True, slots=True)
class About:
    """What the manifest tells of a net beside its scores: its name, its file and those of its parts, its card, where it is
    from."""

    net: str
    file: str
    card: str
    licence: str
    data: str
    parts: Mapping[str, str] = field(default_factory=dict)  # part -> file


def write_entry(folder: Path, about: About, scores: Scores, version: str | None = None) -> dict[str, Any]:
    """The net's entry in the manifest, beside those of others. Without a version the last one goes up where a file is
    another than before: what is on record was made by a net of that name."""
    manifest = folder / MANIFEST
    entries: dict[str, Any] = json.loads(manifest.read_text("utf-8")) if manifest.exists() else {}
    before = entries.get(about.net, {})
    parts = {part: _told(folder, file) for part, file in about.parts.items()}
    main = _told(folder, about.file)
    same = before.get("sha256") == main["sha256"] and before.get("parts", {}) == parts
    entry: dict[str, Any] = {
        "version": version or _next_version(before, same),
        **main,
        **({"parts": parts} if parts else {}),
        "licence": about.licence,
        "card": about.card,
        "data": about.data,
        "commit": BY_HAND,
        "scores": {what: dict(figures) for what, figures in scores.items()},
    }
    entries[about.net] = entry
    manifest.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return entry


def _told(folder: Path, file: str) -> dict[str, Any]:
    content = (folder / file).read_bytes()
    return {"file": file, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _next_version(before: Mapping[str, Any], same: bool) -> str:
    last = str(before.get("version", "0"))
    if same:
        return last
    if not last.isdigit():
        raise ExportError(f"version {last!r} is not a number: give the next one with --version")
    return str(int(last) + 1)


def table(scores: Scores, first: str) -> str:
    """Figures as a table, a row a thing measured; `first` heads the first column."""
    columns = list(dict.fromkeys(name for figures in scores.values() for name in figures))
    rows = [[first, *columns], ["---"] * (len(columns) + 1)]
    rows += [
        [style, *(f"{figures[name]:.3f}" if name in figures else "" for name in columns)]
        for style, figures in scores.items()
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
