"""A net that a user brings: loaded from a folder or a hub by the real code, refused by name where it does not fit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dissensus.errors import NetError
from dissensus.nets import brought
from tests.minute_nets import LABELS, label_net


def test_a_folder_gives_a_net_that_scores_the_labels_of_its_config(tmp_path: Path) -> None:
    net = brought(str(label_net(tmp_path / "mine")))
    ids, offsets = net.pieces("Mayor Lind said that the bridge is closed")
    said = [net.labels[best] for best in net(ids).argmax(1)]
    assert said == ["B-source", "I-source", "B-cue", "B-content", "O", "B-content", "I-content", "I-content"]
    assert offsets[:3] == [(0, 5), (6, 10), (11, 15)]
    assert net.labels == LABELS
    assert net.size == 40 - 2


def test_its_name_tells_which_files_it_is_of(tmp_path: Path) -> None:
    first, copy, other = (brought(str(label_net(tmp_path / name / "mine", **more))).name for name, more in NAMED)
    assert first == copy != other
    assert first.startswith("mine-")


NAMED: list[tuple[str, dict[str, Any]]] = [("a", {}), ("b", {}), ("c", {"language": "en"})]


def test_labels_may_be_written_in_capitals_and_languages_told(tmp_path: Path) -> None:
    labels = {i: label.upper().replace("-", "_") for i, label in enumerate(LABELS)}
    net = brought(str(label_net(tmp_path, id2label=labels, language=["en", "de"])))
    assert net.labels == LABELS
    assert net.languages == ("en", "de")
    assert brought(str(label_net(tmp_path / "other"))).languages == ()


def test_the_model_may_stand_in_a_folder_of_its_own(tmp_path: Path) -> None:
    label_net(tmp_path)
    (tmp_path / "onnx").mkdir()
    shutil.move(tmp_path / "model.onnx", tmp_path / "onnx" / "model.onnx")
    assert brought(str(tmp_path)).labels == LABELS


def without(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def written(file: str, content: str) -> Callable[[Path], object]:
    return lambda folder: (folder / file).write_text(content, "utf-8")


def config(**told: Any) -> Callable[[Path], object]:
    return written("config.json", json.dumps(told))


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (without("config.json"), r"config\.json: cannot be read .* give a folder with"),
        (without("tokenizer.json"), r"tokenizer\.json: cannot be read .* give a folder with"),
        (without("model.onnx"), r"model\.onnx: cannot be read .* give a folder with"),
        (written("config.json", "{"), r"config\.json: does not tell the labels in id2label"),
        (written("config.json", "[]"), r"config\.json: does not tell the labels in id2label"),
        (config(id2label={"0": "O", "1": "B-PER"}), r"config\.json: id2label has 'B-PER'; name its labels O, and B-"),
        (config(id2label={"0": "O", "1": "B-cue"}), r"config\.json: id2label has no content"),
        (config(id2label={"0": "O", "2": "B-content"}), r"config\.json: id2label has ''"),
        (config(id2label={"0": "O", "1": "B-content"}), r"model\.onnx: scores \[6\] labels a piece, .* names 2"),
        (config(id2label=dict(enumerate(LABELS)), max_position_embeddings=3), r"max_position_embeddings is 3, too few"),
        (written("tokenizer.json", "{}"), r"tokenizer\.json: is no tokenizer .* give a folder with"),
        (written("model.onnx", "no net"), r"model\.onnx: cannot be loaded .* give a folder with"),
    ],
)
def test_what_does_not_fit_is_told_with_the_next_step(
    tmp_path: Path, damage: Callable[[Path], object], told: str
) -> None:
    label_net(tmp_path)
    damage(tmp_path)
    with pytest.raises(NetError, match=told) as error:
        brought(str(tmp_path))
    assert "\n" not in str(error.value)


def test_a_net_that_asks_for_other_things_is_refused(tmp_path: Path) -> None:
    from tests.minute_nets import statement_net

    label_net(tmp_path)
    shutil.copy(statement_net(tmp_path / "other") / "s.onnx", tmp_path / "model.onnx")
    with pytest.raises(NetError, match=r"model\.onnx: takes features, ids, mask, not input_ids and attention_mask"):
        brought(str(tmp_path))


def test_a_tokenizer_of_another_net_is_told_when_it_runs(tmp_path: Path) -> None:
    net = brought(str(label_net(tmp_path / "mine")))
    with pytest.raises(NetError, match=r"^mine-\w+: does not run on 3 pieces \(\w+\); check max_position_embeddings"):
        net([100_000])


# ---------------------------------------------------------------------------------------------------------- the hub


@pytest.mark.parametrize(
    "place",
    [
        "",
        "no/such/folder/here",
        "/nowhere",
        "./nowhere",
        "../nowhere",
        "owner/",
        "a b/c",
        "owner/name@",
        "https://x.example/y",
    ],
)
def test_what_is_neither_a_folder_nor_a_name_is_told_without_asking_anyone(place: str) -> None:
    with pytest.raises(NetError, match=r"no such folder, and no name on the hub; give a folder with"):
        brought(place)


def test_a_name_on_the_hub_is_fetched_once_and_named_with_its_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import huggingface_hub

    folder = label_net(tmp_path / "snapshot")
    asked: list[tuple[str, str | None]] = []

    def snapshot_download(name: str, revision: str | None, allow_patterns: list[str]) -> str:
        asked.append((name, revision))
        assert "model.onnx" in allow_patterns
        return str(folder)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot_download)
    assert brought("veldmar/tagger@v2").name.startswith("veldmar/tagger@v2-")
    assert brought("veldmar/tagger").labels == LABELS
    assert asked == [("veldmar/tagger", "v2"), ("veldmar/tagger", None)]


def test_without_a_connection_the_name_and_the_way_out_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The hub's own code, told to stay offline."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(
        NetError, match=r"^veldmar/tagger: no such folder, and the hub did not give it \(.*name its folder$"
    ):
        brought("veldmar/tagger")
