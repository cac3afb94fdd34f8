"""The model of a dispute's kind: what it learns from words, what it leaves out, and how it is written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dissensus import langs
from dissensus.records import DisputeKind
from dissensus.stages.judge.kinds import chances, shares, words
from train.kinds import FEWEST, KINDS, Told, cross_fitted, fitted, looked_at, written

FACT, EVALUATION = KINDS.index(DisputeKind.FACT), KINDS.index(DisputeKind.EVALUATION)


def told(number: int, text: str, kind: int) -> Told:
    return Told(f"u{number}", (text,), 1, kind, 1.0, number % 4)


GIVEN = [
    one
    for n in range(4 * FEWEST)
    for one in (
        told(2 * n, f"the ferry sailed on the day of Roe number {n}", FACT),
        told(2 * n + 1, "the plan was a disgrace and Roe knew it", EVALUATION),
    )
]


def test_words_tell_the_kind_and_names_do_not() -> None:
    model = fitted(GIVEN)
    at = model.stems.index("disgrac")
    assert model.weights[at, EVALUATION] > model.weights[at, FACT]
    assert "roe" not in looked_at(GIVEN)  # mostly written with a capital
    assert (model(GIVEN).argmax(1) == [one.kind for one in GIVEN]).all()


def test_what_stands_in_few_units_is_not_looked_at() -> None:
    rare = [told(n, "a zeppelin burned", FACT) for n in range(FEWEST - 1)]
    assert "zeppelin" not in looked_at([*GIVEN, *rare])
    assert "burn" in looked_at([*GIVEN, *rare, told(99, "it burned", FACT)])


def test_each_dispute_is_judged_by_a_model_of_the_other_parts() -> None:
    found = cross_fitted(GIVEN)
    part = [one for one in GIVEN if one.part == 1]
    rest = [one for one in GIVEN if one.part != 1]
    rows = [at for at, one in enumerate(GIVEN) if one.part == 1]
    assert found[rows] == pytest.approx(fitted(rest)(part))
    assert found.sum(1) == pytest.approx(np.ones(len(GIVEN)))


def test_what_is_written_is_what_the_program_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = fitted(GIVEN)
    (tmp_path / "en_kinds.txt").write_text(written(model), "utf-8")
    monkeypatch.setattr(langs, "files", lambda package: tmp_path)
    langs.kind_model.cache_clear()
    try:
        read = langs.kind_model("en")
        assert read is not None
        one = GIVEN[1]
        found = chances(shares([[key for key, _ in words(text)] for text in one.passages]), read)
        assert [found[kind] for kind in KINDS] == pytest.approx(model([one])[0].tolist(), abs=0.02)
    finally:
        langs.kind_model.cache_clear()
