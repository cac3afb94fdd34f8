"""The net of contexts while it is trained, and its way into the package; skipped where torch is not, since no lock has it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from dissensus import nets  # noqa: E402
from dissensus.check.told_as import all_worded  # noqa: E402
from dissensus.langs import read_languages  # noqa: E402
from dissensus.nets.contexts import load  # noqa: E402
from dissensus.pieces import FEATURES  # noqa: E402
from dissensus.stages.link.in_context import OPPOSED, OTHER  # noqa: E402
from tests.stages.link.linking import sided  # noqa: E402
from train import contexts  # noqa: E402
from train.context_data import Lesson, lessons  # noqa: E402
from train.context_net import Net  # noqa: E402
from train.context_recipe import Recipe  # noqa: E402
from train.export_contexts import (  # noqa: E402
    ALIKE_IN_BITS,
    CARD,
    FILE,
    HEADS_FILE,
    answers,
    export,
    in_eight_bits,
    write_card,
    write_entry,
)
from train.export_statements import WORDS_FILE  # noqa: E402
from train.from_package import contexts_of  # noqa: E402
from train.manifest import ExportError  # noqa: E402
from train.pair_stories import NET, Judged, Side, Unit, story  # noqa: E402
from train.statement_net import LAYERS  # noqa: E402

SALE = "The Harbour Post said that Mayor Ilse Brandt had sold the old quay. Rain fell on the harbour all day."
DENIAL = "Ilse Brandt denied that the old quay had been sold. The tram company said that rain had stopped its trams."


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    """Two articles of one story, in dispute over the sale."""
    items, names = sided(SALE, DENIAL)
    ids = {item.statement.article: item.statement.article for item in items}
    sold, denied = (
        next(i for i in items if word in i.text and i.statement.cue and i.holder) for word in ("Post said", "denied")
    )
    sides = tuple(
        Side(one.statement.article, tuple((s.start, s.end) for s in one.statement.content), sign)
        for one, sign in ((sold, 1), (denied, -1))
    )
    unit = Unit("quay", tuple(sorted(ids)), NET, (Judged("The quay was sold.", "fact", weak=False, sides=sides),))
    words = all_worded(items, names, read_languages()["en"])
    (found,) = lessons([story(unit, items, words, names, ids)], nets.statements().pieces)
    return found


@pytest.fixture(scope="module")
def net(lesson: Lesson) -> Any:
    return contexts.begun(Recipe(), [lesson]).eval()


def test_a_lesson_has_what_was_judged_of_its_pairs(lesson: Lesson) -> None:
    assert sorted(lesson.truth.tolist()).count(OPPOSED) == 1
    assert (lesson.truth == OTHER).sum() == len(lesson.truth) - 1
    assert (lesson.left.max(), lesson.right.max()) < (5, 5)
    assert not lesson.single


def test_it_learns_which_pair_is_opposed(lesson: Lesson) -> None:
    recipe = Recipe(epochs=12, units=1, dropout=0.0)
    learned = contexts.fit(contexts.begun(recipe, [lesson]), [lesson], recipe).eval()
    said = answers(learned, lesson)
    assert np.array_equal(said.argmax(1) == OPPOSED, lesson.truth == OPPOSED)


def test_lower_layers_and_words_stay_as_they_were(lesson: Lesson, net: Any) -> None:
    recipe = Recipe(epochs=1, units=1)
    before = {name: one.clone() for name, one in net.state_dict().items()}
    after = contexts.fit(contexts.begun(recipe, [lesson]), [lesson], recipe).state_dict()
    moved = {name for name, one in after.items() if not torch.equal(one, before[name])}
    kept = ("word", "place", "kind", "norm", "features", "layers.0", "layers.1", "layers.2", "mean", "deviation")
    assert not [name for name in moved if name.startswith(tuple(f"{one}." for one in kept)) or name in kept]
    assert {"layers.3.query.weight", "last.weight"} <= moved


def test_what_is_written_says_what_was_trained(lesson: Lesson, net: Any, tmp_path: Path) -> None:
    shutil.copy(nets.WEIGHTS / WORDS_FILE, tmp_path)
    export(net, [lesson], tmp_path)
    entry = write_entry(tmp_path, {"opposed": {"in float": 0.5}})
    made = load(tmp_path)
    assert made.name == "contexts-1"
    said, theirs = in_eight_bits(made, lesson), answers(net, lesson)
    assert np.abs(said - theirs).mean() < ALIKE_IN_BITS
    write_card(tmp_path, entry, {"epochs": 1}, {"opposed": {"in float": 0.5}})
    assert "| opposed | 0.500 |" in (tmp_path / CARD).read_text("utf-8")


def test_another_net_than_was_trained_is_not_written(lesson: Lesson, net: Any, tmp_path: Path) -> None:
    shutil.copy(nets.WEIGHTS / WORDS_FILE, tmp_path)
    other = Net(Recipe(seed=1)).eval()
    spoiled = {name: one * 3 for name, one in net.state_dict().items() if name.startswith("last")}
    other.load_state_dict({**net.state_dict(), **spoiled})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(other, "state_dict", net.state_dict)
        with pytest.raises(ExportError, match="scores of pairs are off by"):
            export(other, [lesson], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [WORDS_FILE]


def test_a_training_goes_on_where_the_package_is(lesson: Lesson, net: Any, tmp_path: Path) -> None:
    shutil.copy(nets.WEIGHTS / WORDS_FILE, tmp_path)
    export(net, [lesson], tmp_path)
    again = contexts.begun(Recipe(seed=3), [lesson]).eval()
    taken = contexts_of(tmp_path / FILE, tmp_path / HEADS_FILE, len(FEATURES), LAYERS)
    assert not (taken.keys() ^ net.state_dict().keys()) - {"mean", "deviation"}
    again.take({name: torch.from_numpy(value) for name, value in taken.items()})
    assert np.abs(answers(again, lesson) - answers(net, lesson)).mean() < ALIKE_IN_BITS


def test_the_mean_of_two_nets_is_between_them(lesson: Lesson, net: Any) -> None:
    one, other = net.state_dict(), {name: value * 3 for name, value in net.state_dict().items()}
    assert torch.allclose(contexts.mean(one, other, 0.25)["last.weight"], one["last.weight"] * 1.5)
