"""The net of the reading: what it says of a window depends on that window alone, and its pieces lie where they should."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus import nets
from dissensus.errors import NetError
from dissensus.nets.statements import NET, StatementNet, load, tokenizer
from dissensus.pieces import Paragraph
from dissensus.stages.read.by_net import SIGNS, ByNet
from dissensus.stages.read.decode import NUMBERS
from tests.minute_nets import FEATURES, HEADS, PIECES, WIDTH, statement_net, weights
from train.statement_graph import encoder

Window = tuple[list[int], list[list[int]]]
Array = np.ndarray[Any, np.dtype[Any]]
MANIFEST = json.loads((nets.WEIGHTS / nets.MANIFEST).read_text("utf-8"))
MINUTE, OURS = "minute", "ours"
there = pytest.mark.parametrize(
    "which", [MINUTE, pytest.param(OURS, marks=pytest.mark.skipif(NET not in MANIFEST, reason="no such weights yet"))]
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, StatementNet]:
    """A minute net, and ours where it is."""
    made = {MINUTE: load(statement_net(tmp_path_factory.mktemp("weights")))}
    return made | ({OURS: nets.statements()} if NET in MANIFEST else {})


def windows(net: StatementNet, seed: int, count: int, most: int) -> list[Window]:
    """Windows of drawn pieces."""
    draw = random.Random(seed)
    words = net.words.get_vocab_size()
    sizes = [draw.randint(2, most) for _ in range(count)]
    return [
        ([draw.randrange(words) for _ in range(n)], [[draw.randrange(k) for k in FEATURES] for _ in range(n)])
        for n in sizes
    ]


def together(net: StatementNet, given: list[Window], length: int) -> list[tuple[Array, Array]]:
    """What the net says of windows side by side, filled up to a length."""
    ids = np.zeros((len(given), length), np.int64)
    features = np.zeros((len(given), length, len(FEATURES)), np.int64)
    mask = np.zeros((len(given), length), np.int32)
    for row, (own, told) in enumerate(given):
        ids[row, : len(own)], features[row, : len(own)], mask[row, : len(own)] = own, told, 1
    emissions, vectors, _ = net.encoder.run(None, {"ids": ids, "features": features, "mask": mask})
    return [(emissions[i, : len(own)], vectors[i, : len(own)]) for i, (own, _) in enumerate(given)]


def same(first: tuple[Array, Array], other: tuple[Array, Array]) -> bool:
    """Equal to the last bit."""
    return all(np.array_equal(a, b) for a, b in zip(first, other, strict=True))


@there
@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 2**32), more=st.integers(0, 20))
def test_a_window_is_the_same_alone_filled_up_beside_others_and_shuffled(
    both: dict[str, StatementNet], which: str, seed: int, more: int
) -> None:
    net = both[which]
    given = windows(net, seed, 4, 40)
    alone = [net(*window) for window in given]
    length = max(len(ids) for ids, _ in given) + more
    order = random.Random(seed).sample(range(4), 4)
    assert all(same(together(net, [window], length)[0], one) for window, one in zip(given, alone, strict=True))
    beside = together(net, given, length)
    assert all(same(ours, theirs) for ours, theirs in zip(beside, alone, strict=True))
    shuffled = together(net, [given[i] for i in order], length)
    assert all(same(shuffled[at], alone[i]) for at, i in enumerate(order))


@there
def test_what_ran_before_does_not_matter(both: dict[str, StatementNet], which: str) -> None:
    net = both[which]
    first, second = windows(net, 3, 2, 30)
    before = net(*first)
    net(*second)
    assert same(net(*first), before)


@there
def test_there_is_a_row_a_piece_and_a_score_a_tag(both: dict[str, StatementNet], which: str) -> None:
    net = both[which]
    (window,) = windows(net, 1, 1, 20)
    emissions, vectors = net(*window)
    assert emissions.shape[0] == vectors.shape[0] == len(window[0])
    assert net.transitions.shape == (emissions.shape[1],) * 2
    assert len(net.certainty) == SIGNS
    rows = np.random.default_rng(0).normal(size=(7, 4 * vectors.shape[1] + NUMBERS))
    content, source = net.pair_scores(0, rows), net.pair_scores(1, rows)
    assert content.shape == source.shape == (7,)
    assert not np.array_equal(content, source)
    assert net.pair_scores(0, rows[:0]).shape == (0,)
    assert np.allclose(net.pair_scores(0, rows[3:4]), content[3:4], atol=1e-6)
    states = net.with_states(*window)[2]
    about = net.sentence_vectors(np.stack([states[:5].mean(0), states[5:].mean(0), states[:5].mean(0)]))
    assert np.allclose((about**2).sum(1), 1, atol=1e-5)
    assert np.array_equal(about[0], about[2])


def test_eight_bits_are_close_to_floats(tmp_path: Path) -> None:
    from dissensus.nets.files import session

    net = load(statement_net(tmp_path))
    (tmp_path / "float.onnx").write_bytes(encoder(weights(), HEADS, small=False))
    exact = StatementNet(session(tmp_path / "float.onnx"), net.heads, net.words, "float")
    for window in windows(net, 5, 5, 40):
        for ours, theirs in zip(net(*window), exact(*window), strict=True):
            assert 0 < np.abs(ours - theirs).mean() < 0.1 * np.abs(theirs).mean()


def test_the_float_graph_is_bert(tmp_path: Path) -> None:
    """Against the same in plain numpy, of which every line can be compared with the paper."""
    from math import erf

    from dissensus.nets.files import session

    drawn = weights(7, layers=1)
    (tmp_path / "float.onnx").write_bytes(encoder(drawn, HEADS, small=False))
    ids, features = [3, 9, 20, 5], [[0, 1, 0], [1, 0, 1], [5, 4, 0], [2, 2, 1]]
    inputs = {"ids": np.array([ids]), "features": np.array([features]), "mask": np.ones((1, 4), np.int32)}
    emissions, vectors, states = (out[0] for out in session(tmp_path / "float.onnx").run(None, inputs))

    def linear(x: Array, name: str) -> Array:
        return np.asarray(x @ drawn[f"{name}.weight"].T + drawn[f"{name}.bias"])

    def normed(x: Array) -> Array:
        return np.asarray((x - x.mean(-1, keepdims=True)) / x.std(-1, keepdims=True))

    x = drawn["word.weight"][ids] + drawn["place.weight"][:4] + drawn["kind"]
    x = normed(x + sum(drawn[f"features.{i}.weight"][[row[i] for row in features]] for i in range(3)))
    parts = [linear(x, f"layers.0.{name}").reshape(4, HEADS, -1).swapaxes(0, 1) for name in ("query", "key", "value")]
    scores = parts[0] @ parts[1].swapaxes(1, 2) / np.sqrt(WIDTH / HEADS)
    shares = np.exp(scores) / np.exp(scores).sum(-1, keepdims=True)
    x = normed(x + linear((shares @ parts[2]).swapaxes(0, 1).reshape(4, WIDTH), "layers.0.out"))
    up = linear(x, "layers.0.up")
    x = normed(x + linear(up * (1 + np.vectorize(erf)(up / np.sqrt(2))) / 2, "layers.0.down"))
    for found, wanted in ((emissions, linear(x, "tags")), (vectors, linear(x, "link")), (states, x)):
        assert np.allclose(found, wanted, atol=1e-4)


# -------------------------------------------------------------------------------------------------------------- pieces


HARD = (
    "İstanbul ıI ŞŠ ﬁn ǅ 👩‍👩‍👧‍👦🏽 e\u0301\u0327 \u0301 नमस्ते 東京 \ufffd\x07 \u200d­- ẞ [SEP] [CLS] ##ing Ω \U0001d400"
)


@there
@settings(deadline=None, max_examples=150)
@given(text=st.text(max_size=60) | st.text(HARD, max_size=60) | st.text("ab.,' ", max_size=60))
def test_pieces_lie_in_order_within_the_text(both: dict[str, StatementNet], which: str, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()  # no lone surrogates: no text of ours has one
    ids, offsets = both[which].pieces(text)
    assert len(ids) == len(offsets)
    assert all(0 <= start <= end <= len(text) for start, end in offsets)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(offsets))


@there
@pytest.mark.parametrize("word", ["İstanbul", "👩‍👩‍👧‍👦", "e\u0301te\u0301", "ﬁn", "東京", "\ufffd", "ẞ", "naïve"])
def test_a_word_behind_hard_characters_is_where_it_stands(both: dict[str, StatementNet], which: str, word: str) -> None:
    text = f"{word} said"
    at = len(word) + 1
    _, offsets = both[which].pieces(text)
    assert offsets[-1][1] == len(text)
    assert min(start for start, _ in offsets if start >= at) == at


@there
def test_the_name_of_a_special_piece_in_a_text_is_text(both: dict[str, StatementNet], which: str) -> None:
    ids, _ = both[which].pieces("the [SEP] the [CLS]")
    special = {both[which].words.token_to_id(name) for name in ("[SEP]", "[CLS]")}
    assert special.isdisjoint(ids)


def test_pieces_are_lower_cased_and_greedy() -> None:
    assert PIECES[5] == "b"
    net = load_words(PIECES)
    assert net.encode("The bing SAID").tokens == ["the", "b", "##ing", "said"]


def load_words(pieces: list[str]) -> Any:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.txt"
        path.write_text("\n".join(pieces), "utf-8")
        return tokenizer(path)


@pytest.mark.parametrize("pieces", [[], ["a", "b"], ["[UNK]", "a", "a"]])
def test_a_file_that_is_no_vocabulary_is_told(pieces: list[str]) -> None:
    with pytest.raises(NetError, match=r"w\.txt: is no list of word pieces .*install dissensus again"):
        load_words(pieces)


# ------------------------------------------------------------------------------------------------------------- damaged


@pytest.mark.parametrize("file", ["s.onnx", "p.onnx", "w.txt"])
def test_each_file_is_verified(tmp_path: Path, file: str) -> None:
    statement_net(tmp_path)
    content = bytearray((tmp_path / file).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / file).write_bytes(content)
    with pytest.raises(NetError, match=rf"{file}: is not the net that was trained .*install dissensus again"):
        load(tmp_path)
    (tmp_path / file).unlink()
    with pytest.raises(NetError, match=rf"{file}: cannot be read .*install dissensus again"):
        load(tmp_path)


def test_a_part_that_the_manifest_does_not_name_is_told(tmp_path: Path) -> None:
    statement_net(tmp_path)
    entries = json.loads((tmp_path / nets.MANIFEST).read_text("utf-8"))
    del entries[NET]["parts"]["words"]
    (tmp_path / nets.MANIFEST).write_text(json.dumps(entries), "utf-8")
    with pytest.raises(NetError, match="does not name the part 'words' of the net 'statements'"):
        load(tmp_path)


def test_it_is_what_the_stage_asks_for(tmp_path: Path) -> None:
    """A text through the stage's own windows and decoding, by the real net of drawn numbers."""
    text = "The mayor said the ferry is late.\n\nShe said so again."
    tagger = ByNet(load(statement_net(tmp_path)))
    assert tagger.name == "statements-1"
    for one in tagger(text, [Paragraph(0, 33), Paragraph(35, len(text))]):
        for start, end in (*one.source, *one.cue, *one.content):
            assert 0 <= start < end <= len(text)
