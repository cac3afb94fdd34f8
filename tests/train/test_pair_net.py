"""The net of claims while it is trained, and its way into the package; skipped where torch is not, since no lock has it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from dissensus import nets  # noqa: E402
from dissensus.nets.pairs import NET, load  # noqa: E402
from train import export_pairs, pair_net, pairs  # noqa: E402
from train.export_pairs import InBits, export, write_card, write_entry  # noqa: E402
from train.manifest import ExportError  # noqa: E402
from train.pair_data import (  # noqa: E402  # noqa: E402
    HAPPENED,
    HEADS,
    NOT_SAME,
    OPPOSED,
    OTHER,
    PAIR,
    SAME,
    STANCE,
    TRAIN,
    WEAKENS,
    Example,
    Share,
)
from train.pair_net import (  # noqa: E402
    CLS,
    SEP,
    STEP,
    Batch,
    Net,
    Sample,
    answers,
    batches,
    filled,
    joined,
    loss,
    parameters,
    samples,
    task_loss,
)
from train.pair_recipe import STAGES, Stage  # noqa: E402
from train.pairs import Keeper, Lessons, Told, fit  # noqa: E402

FEW_WORDS = 300


def drawn(count: int, length: int = 12, task: str = PAIR, label: tuple[float, ...] = SAME) -> list[Sample]:
    draw = random.Random(count)
    example = Example(task, "a", "b", label, "nli:a", TRAIN)
    size = [length + draw.randrange(3) for _ in range(count)]
    texts = [
        ([draw.randrange(200, FEW_WORDS) for _ in range(n)], [draw.randrange(200, FEW_WORDS) for _ in range(n)])
        for n in size
    ]
    return [Sample(*joined(left, right, 128), example) for left, right in texts]


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    """Nets of one layer and few words: what is tested hangs on neither."""
    torch.set_num_threads(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pair_net, "LAYERS", 1)
        patch.setattr(pair_net, "WORDS", FEW_WORDS)
        yield


@pytest.fixture(scope="module")
def net(_small: None) -> Any:
    torch.manual_seed(1)
    made = Net().eval()
    with torch.no_grad():
        for head in made.heads.values():
            head.weight.normal_(std=0.5)  # so that answers are far apart, as they are when trained
    return made


@pytest.mark.parametrize(
    ("left", "right", "kept"),
    [(3, 4, (3, 4)), (30, 3, (14, 3)), (3, 30, (3, 14)), (30, 30, (8, 9)), (9, 30, (9, 8)), (30, 9, (8, 9))],
)
def test_the_longer_text_is_cut(left: int, right: int, kept: tuple[int, int]) -> None:
    ids, kinds = joined([1] * left, [2] * right, 20)
    assert (ids.count(1), ids.count(2)) == kept
    assert ids == [CLS, *[1] * kept[0], SEP, *[2] * kept[1], SEP]
    assert kinds == [0] * (kept[0] + 2) + [1] * (kept[1] + 1)


def test_each_text_is_cut_before_both_are() -> None:
    (one,) = samples(
        [Example(PAIR, "long", "b", SAME, "x", TRAIN)], lambda texts: [[7] * 50 for _ in texts], 128, each=5
    )
    assert len(one.ids) == 5 + 5 + 3


def test_batches_have_few_shapes_and_hold_every_sample_once() -> None:
    given = [one for length in (5, 9, 20, 40) for one in drawn(37, length)]
    made = batches(given, 480, random.Random(1))
    assert sorted(id(one) for batch in made for one in batch.samples) == sorted(map(id, given))
    assert all(
        batch.length % STEP == 0 and max(len(one.ids) for one in batch.samples) <= batch.length for batch in made
    )
    shapes = {(len(batch.samples), batch.length) for batch in made}
    assert len(shapes) <= len({batch.length for batch in made}) + 1  # the last one is what was left


def test_what_may_be_either_costs_nothing_while_it_is_one_of_them() -> None:
    scores = torch.tensor([[0.0, 9.0, 0.0], [9.0, 0.0, 0.0]])
    either = task_loss(PAIR, scores, torch.tensor([NOT_SAME, NOT_SAME]))
    assert either[0] < 0.01
    assert either[1] > 5
    surely = task_loss(PAIR, scores, torch.tensor([OPPOSED, SAME]))
    assert surely.max() < 0.01


def test_other_tasks_cost_by_their_own_measure() -> None:
    one = torch.tensor([[2.0]])
    assert float(task_loss(HAPPENED, one, torch.tensor([[3.0]]))) == pytest.approx(0.3)
    assert float(task_loss(WEAKENS, one, torch.tensor([[1.0]]))) == pytest.approx(0.1269, abs=1e-3)
    assert float(task_loss(STANCE, torch.eye(4)[:1] * 20, torch.tensor([[0.0]]))) < 0.01


def test_a_weight_is_how_much_a_pair_counts(net: Any) -> None:
    (one,) = drawn(1)
    half = Sample(one.ids, one.kinds, replace(one.example, weight=0.5))
    costs = [float(loss(net, Batch([given], STEP * 2)).detach()) for given in (one, half)]
    assert costs[1] == pytest.approx(costs[0] / 2)


def test_what_stands_beside_a_pair_does_not_matter(net: Any) -> None:
    given = [*drawn(3, 5), *drawn(4, 12, WEAKENS, (1.0,))]
    alone = [answers(net, [one])[0] for one in given]
    for ours, theirs in zip(answers(net, given), alone, strict=True):
        assert ours == pytest.approx(theirs, abs=0.1)  # in bfloat16


def test_words_are_not_trained_and_flat_parameters_do_not_decay(net: Any) -> None:
    groups = parameters(net)
    assert all(one.ndim < 2 for one in groups["flat"])
    assert len(groups["new"]) == 2 * (1 + len(HEADS))
    assert not any(one is net.word.weight for group in groups.values() for one in group)


# ------------------------------------------------------------------------------------------------------------ training

STAGE = Stage("short", epochs=2.0, share=Share(), batch=64, warm=0.5)


def keeper(folder: Path) -> Keeper:
    return Keeper(folder / "short.pt", "as here", anew=False)


def test_a_stage_that_was_cut_short_goes_on_as_if_it_had_not_been(
    net: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "KEPT_EVERY", 1)
    lessons = Lessons(STAGE, drawn(5, 6), [])
    whole = fit(net, STAGE, lessons, keeper(tmp_path / "whole"), lambda _: None)

    class CutShort(Exception):
        pass

    def stop(line: str) -> None:
        if line.strip().startswith("3 of"):
            raise CutShort

    cut = keeper(tmp_path / "cut")
    with pytest.raises(CutShort):
        fit(net, STAGE, lessons, cut, stop)
    with pytest.raises(CutShort):  # the third step was not kept, since telling of it comes first
        fit(net, STAGE, lessons, cut, stop)
    said: list[str] = []
    again = fit(net, STAGE, lessons, cut, said.append)
    assert said[0] == "short: goes on behind step 2 of 6"
    for name, one in whole.state_dict().items():
        assert torch.equal(one, again.state_dict()[name]), name
    assert cut.begun() is None
    kept = cut.ended()
    assert kept is not None
    assert torch.equal(kept["net"]["pool.weight"], whole.state_dict()["pool.weight"])
    assert Keeper(cut.file, "made otherwise", anew=False).ended() is None
    assert Keeper(cut.file, cut.key, anew=True).ended() is None


def test_an_epoch_of_judged_stories_has_a_part_of_everything_else() -> None:
    stage = replace(STAGE, opposed=4, same=2, others=1.5, beside=2, most=40, kept=5)
    given, general = [*drawn(6, label=OPPOSED), *drawn(9, label=SAME), *drawn(30, label=OTHER)], drawn(50, task=WEAKENS)
    turned = [Sample(one.ids, one.kinds, one.example) for one in given]
    lessons = Lessons(stage, general, [], [Told(False, (given, turned), []), Told(False, (given, turned), [])])
    epoch = lessons.epoch(random.Random(1))
    labels = [one.example.label for one in epoch if one.example.task == PAIR]
    assert [labels.count(label) for label in (OPPOSED, SAME, OTHER)] == [2 * 4, 2 * 2, 2 * (9 + 2)]
    assert len(epoch) - len(labels) == 5
    assert {id(one) for one in epoch} & {id(one) for one in turned}
    assert Lessons(STAGE, general, []).epoch(random.Random(1)) == general


def test_of_an_article_by_itself_less_is_drawn() -> None:
    stage = replace(STAGE, opposed=10, same=10, others=2.0, beside=2, most=20, single=0.5)
    given = [one for label in (OPPOSED, SAME, OTHER) for one in drawn(30, label=label)]

    def counts(single: bool, given: list[Sample]) -> list[int]:
        found = [one.example.label for one in Told(single, (given, given), []).drawn(stage, random.Random(1))]
        return [found.count(label) for label in (OPPOSED, SAME, OTHER)]

    assert counts(False, given) == [10, 10, 20]
    assert counts(True, given) == [5, 5, 10]
    assert counts(False, given[60:]) == [0, 0, 2]  # a story without a dispute


def test_of_each_claim_some_statements_are_drawn_of_either_side_and_twice_as_many_of_none() -> None:
    stage = replace(STAGE, opposed=4, same=2, of_a_claim=1)
    given = [one for label in (OPPOSED, SAME, OTHER) for one in drawn(7, label=label)]
    labels = [one.example.label for one in Told(False, ([], []), [(given, given)]).drawn(stage, random.Random(1))]
    assert [labels.count(label) for label in (OPPOSED, SAME, OTHER)] == [1, 1, 2]


# -------------------------------------------------------------------------------------------------- into the package


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "vocab.txt"
    path.write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\nquay\n", "utf-8")
    return path


def test_what_is_written_says_what_was_trained(net: Any, tmp_path: Path, words: Path) -> None:
    folder, given = tmp_path / "weights", drawn(8)
    export(net, given, folder, words)
    entry = write_entry(folder, {})
    scores = {"nli": {"in 8 bits": 0.7, "in float": 0.75}}
    entry = write_entry(folder, scores, entry["version"])
    write_card(folder, entry, [{"name": "general", "epochs": 1.2, "share": {}}], scores)
    assert (entry["version"], sorted(entry["parts"])) == ("1", ["words"])
    card = (folder / "claims.md").read_text("utf-8")
    assert "| nli | 0.700 | 0.750 |" in card
    assert "{" not in card
    made = load(folder)
    assert made.name == "claims-1"
    (chances,) = made([("the quay", "the quay the")])
    assert sum(chances) == pytest.approx(1)
    ids, kinds = joined([4, 5], [4, 5, 4], 20)
    ids = [{CLS: 2, SEP: 3}.get(one, one) for one in ids]  # the program asks the vocabulary for its marks
    with torch.no_grad():
        seen = net(*filled(Batch([Sample(ids, kinds, given[0].example)], len(ids))))
        wanted = torch.softmax(net.heads[PAIR](seen)[0], 0).numpy()
    assert np.array(chances) == pytest.approx(wanted, abs=0.1)
    events = [replace(one, example=replace(one.example, task=HAPPENED)) for one in given[:2]]
    assert [answer.shape for answer in InBits(folder)(events)] == [(1,), (1,)]
    assert nets.verified(NET, folder).name == "claims.onnx"


def test_nothing_is_written_that_says_something_else(
    net: Any, tmp_path: Path, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "weights"
    monkeypatch.setattr(export_pairs, "ALIKE", 1e-12)
    with pytest.raises(ExportError, match=r"onnxruntime is off by"):
        export(net, drawn(1), folder, words)
    monkeypatch.undo()
    monkeypatch.setattr(export_pairs, "OTHER_RELATIONS", -1)
    with pytest.raises(ExportError, match=r"of 1 pairs have another relation in 8 bits"):
        export(net, drawn(1), folder, words)
    assert not list(folder.iterdir())


def test_another_vocabulary_is_not_written_over(net: Any, tmp_path: Path, words: Path) -> None:
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "statement_words.txt").write_text("[UNK]\n", "utf-8")
    with pytest.raises(ExportError, match="another vocabulary"):
        export(net, drawn(1), folder, words)


def test_a_stage_is_known_again_under_another_hash_seed() -> None:
    """Sets would be told in another order, and what is through would be trained again."""
    assert "frozenset" not in repr(STAGES)
    assert "{'" not in repr(STAGES).replace("inference_of={'", "")
