"""The gate that every export passes: what may never stand in one, whatever was read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from dissensus.text import plain

Row = dict[str, Any]
SIDES = {"asserts": 1, "denies": -1, "doubts": -1}
SHOWN = ("explicit", "default")
TAKES_NONE = ("silent", "unsure")  # what may stand without a passage
QUOTED = {"claims": ("spans",), "statements": ("source", "cue", "content", "negation", "hedges")}


def faults(folder: Path) -> list[str]:
    """What an export in the form of jsonl has that it must not have, in words; empty where it passes."""
    rows = {
        noun: [json.loads(line) for line in (folder / f"{noun}.jsonl").read_bytes().splitlines()]
        for noun in ("articles", "statements", "claims", "positions", "disputes")
    }
    return [*_passages(rows), *_positions(rows["positions"]), *_disputes(rows)]


def _passages(rows: dict[str, list[Row]]) -> Iterator[str]:
    """Whatever is cited lies in its part and holds a word; a claim is worded in the words of its passage."""
    texts = {(a["id"], part): text for a in rows["articles"] for part, text in _parts(a)}
    for noun, fields in {**QUOTED, "positions": ("spans",)}.items():
        for row in rows[noun]:
            text = texts.get((row["article"], row["part"]), "")
            for start, end in (span for name in fields for span in row[name]):
                if not (0 <= start < end <= len(text) and text[start:end].strip()):
                    yield f"{noun} {row['id']}: no passage at {start}-{end}"
    for row in rows["claims"]:
        said = "".join(texts[row["article"], row["part"]][start:end] for start, end in row["spans"])
        if _letters(row["wording"]) not in _letters(said):
            yield f"claim {row['id']}: worded otherwise than its passage"


def _parts(article: Row) -> Iterator[tuple[str, str]]:
    yield "text", article["text"]
    for name in ("title", "standfirst"):
        yield name, article["parts"][name] or ""
    for number, caption in enumerate(article["parts"]["captions"]):
        yield f"captions.{number}", caption


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _positions(positions: list[Row]) -> Iterator[str]:
    """Who is silent has no article and no passage; who takes a side or reports has both; each holder has one position on a
    claim in an article."""
    for row in positions:
        if row["stance"] == "silent" and (row["article"] or row["spans"] or row["statements"]):
            yield f"position {row['id']}: silent, with an article or words"
        if row["stance"] not in TAKES_NONE and not (row["article"] and row["spans"]):
            yield f"position {row['id']}: {row['stance']}, without a passage"
    for key, count in Counter((p["claim"], p["holder"], p["article"]) for p in positions).items():
        if count > 1:
            yield f"holder {key[1]}: {count} positions on claim {key[0]} in article {key[2]}"


def _disputes(rows: dict[str, list[Row]]) -> Iterator[str]:
    """Every dispute that is shown has both sides, and none has a holder's one passage on both."""
    positions = {p["id"]: p for p in rows["positions"]}
    claims = {c["id"] for c in rows["claims"]}
    for dispute in rows["disputes"]:
        missing = [id for id in dispute["positions"] if id not in positions]
        if missing or dispute["claim"] not in claims:
            yield f"dispute {dispute['id']}: positions {missing} or its claim are not there"
            continue
        members = [positions[id] for id in dispute["positions"]]
        sides = {SIDES[p["stance"]] for p in members if p["stance"] in SIDES}
        if dispute["level"] in SHOWN and sides != {1, -1}:
            yield f"dispute {dispute['id']}: {dispute['level']}, with one side"
        if any(p["claim"] != dispute["claim"] for p in members):
            yield f"dispute {dispute['id']}: a position on another claim"
        for one, other in combinations([p for p in members if p["stance"] in SIDES], 2):
            opposed = SIDES[one["stance"]] != SIDES[other["stance"]] and _one_holder(one, other)
            if opposed and same_passage(one, other):
                yield f"dispute {dispute['id']}: {one['holder_name']} on both sides in one passage"


def _one_holder(one: Row, other: Row) -> bool:
    same_id: bool = one["holder"] == other["holder"]
    return same_id or plain(one["holder_name"]) == plain(other["holder_name"])


def same_passage(one: Row, other: Row) -> bool:
    """Half of the shorter and a quarter of the longer are shared."""
    if (one["article"], one["part"]) != (other["article"], other["part"]):
        return False
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one["spans"] for c, d in other["spans"])
    sizes = [sum(end - start for start, end in row["spans"]) for row in (one, other)]
    return bool(shared > 0 and 2 * shared >= min(sizes) and 4 * shared >= max(sizes))
