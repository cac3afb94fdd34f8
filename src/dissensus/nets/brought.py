"""A net that a user brings: a folder as Hugging Face's tools write it, or the name of one on their hub.

    config.json      `id2label`: source, cue and content as BIO or BIOES (`B-source`, `I-CUE` ...), and `O`; also, where they
                     are told, `max_position_embeddings` and `language` (a code or several)
    tokenizer.json   how its text is cut into pieces
    model.onnx       token classification: `input_ids`, `attention_mask` (and `token_type_ids`) to scores of labels
                     (`onnx/model.onnx` serves, too); one file, with its weights in it

The hub is asked only for what the user names; no other net of this package comes from there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dissensus.errors import NetError
from dissensus.nets.files import session

if TYPE_CHECKING:
    import numpy as np
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Array = np.ndarray[Any, np.dtype[Any]]

CONFIG, TOKENIZER, MODELS = "config.json", "tokenizer.json", ("model.onnx", "onnx/model.onnx")
ROLES = ("source", "cue", "content")
LABEL = re.compile(r"(?i:([BIES])[-_](source|cue|content)|O)")
HUB_NAME = re.compile(r"\w[\w.-]{0,95}/\w[\w.-]{0,95}(?:@[\w./-]{1,200})?", re.ASCII)
ADVICE = "give a folder with config.json, tokenizer.json and model.onnx, or the name of one on the hub (owner/name)"
USUAL_SIZE = 512  # pieces of a window, where config.json does not tell
MOST_SIZE = 4096  # pieces of a window: attention takes memory by its square
INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
DIGITS = 12  # of the hash of its files, in its name


class LabelNet:
    """Scores labels for the pieces of a text. `labels` are in the form `O`, `B-source`, in the order of scores; `size` is
    how many pieces go in at once; `languages` are the codes of those that it was made for, none if that is not told."""

    def __init__(self, session: InferenceSession, words: Tokenizer, config: _Config, name: str) -> None:
        """`name` tells the net and, by a hash of its files, which one."""
        self.session, self.words, self.name = session, words, name
        self.labels, self.languages = config.labels, config.languages
        self._inputs = [one.name for one in session.get_inputs()]
        self._before, self._after = _special(words)
        self.size = config.size - len(self._before) - len(self._after)

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The pieces of a text: ids, and where each stands in it in code points, end exclusive."""
        found = self.words.encode(text, add_special_tokens=False)
        return found.ids, found.offsets

    def __call__(self, ids: Sequence[int]) -> Array:
        """The scores of labels (pieces x labels) of at most `size` pieces; they run alone, so nothing else bears on them."""
        import numpy as np

        whole = np.asarray([[*self._before, *ids, *self._after]], np.int64)
        given = {"input_ids": whole, "attention_mask": np.ones_like(whole), "token_type_ids": np.zeros_like(whole)}
        try:
            scores: Any = self.session.run(None, {name: given[name] for name in self._inputs})[0]
        except Exception as error:  # onnxruntime raises a dozen types of its own
            raise NetError(
                f"{self.name}: does not run on {whole.size} pieces ({type(error).__name__}); "
                "check max_position_embeddings in its config.json, and that its tokenizer is its own"
            ) from error
        return np.asarray(scores[0, len(self._before) : len(self._before) + len(ids)], np.float32)


def brought(place: str) -> LabelNet:
    """The net in a folder, or of a name on the hub (`owner/name`, `owner/name@revision`), which is asked for it the first
    time. Raises NetError."""
    is_there = os.path.isdir(place)  # noqa: PTH112 - it never raises, whatever the name
    folder = Path(place) if is_there else _from_hub(place)
    files = [
        folder / CONFIG,
        folder / TOKENIZER,
        next((folder / m for m in MODELS if (folder / m).exists()), folder / MODELS[0]),
    ]
    digest = hashlib.sha256()
    for path in files:
        digest.update(hashlib.sha256(_content(path)).digest())
    config = _config(files[0])
    words = _words(files[1])
    net = session(files[2], ADVICE)
    _check(files[2], net, len(config.labels))
    name = folder.resolve().name if is_there else place
    return LabelNet(net, words, config, f"{name}-{digest.hexdigest()[:DIGITS]}")


def _from_hub(place: str) -> Path:
    """The folder of a name on the hub, as it is kept on this machine once it was fetched."""
    if not HUB_NAME.fullmatch(place):
        raise NetError(f"{place or 'an empty name'}: no such folder, and no name on the hub; {ADVICE}")
    from huggingface_hub import snapshot_download

    name, _, revision = place.partition("@")
    try:
        return Path(snapshot_download(name, revision=revision or None, allow_patterns=[CONFIG, TOKENIZER, *MODELS]))
    except Exception as error:  # of the network, of the hub, of the disk: a dozen types
        why = " ".join(str(error).split())[:200]
        raise NetError(
            f"{place}: no such folder, and the hub did not give it ({type(error).__name__}: {why}); "
            "check the name and the connection, or download it elsewhere and name its folder"
        ) from error


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NetError(f"{path}: cannot be read ({error.strerror or error}); {ADVICE}") from error


@dataclass(frozen=True, slots=True)
class _Config:
    """What config.json tells: labels in the order of their numbers, how many pieces go in at once (special ones included),
    and languages."""

    labels: tuple[str, ...]
    size: int
    languages: tuple[str, ...]


def _config(path: Path) -> _Config:
    try:
        config = json.loads(_content(path))
        named = {int(number): str(label) for number, label in config["id2label"].items()}
        size = int(config.get("max_position_embeddings") or USUAL_SIZE)
        told = config.get("language") or ()
        languages = (told,) if isinstance(told, str) else tuple(map(str, told))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NetError(f"{path}: does not tell the labels in id2label ({type(error).__name__}); {ADVICE}") from error
    labels = [named.get(number, "") for number in range(len(named))]
    wrong = [label for label in labels if not LABEL.fullmatch(label)]
    if wrong or not any(label.lower().endswith(ROLES[2]) for label in labels):
        found = ", ".join(map(repr, wrong[:3])) or "no content"
        raise NetError(f"{path}: id2label has {found}; name its labels O, and B- and I- of source, cue and content")
    if not size >= 8:
        raise NetError(f"{path}: max_position_embeddings is {size}, too few pieces for a paragraph; {ADVICE}")
    if config.get("model_type") in {"roberta", "xlm-roberta", "camembert"}:
        size -= 2  # these count places from 2
    return _Config(tuple(map(_plain, labels)), min(size, MOST_SIZE), languages)


def _plain(label: str) -> str:
    """`B-SOURCE` as `B-source`."""
    return "O" if label.upper() == "O" else f"{label[0].upper()}-{label[2:].lower()}"


def _words(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    try:
        words = Tokenizer.from_str(_content(path).decode("utf-8"))
    except Exception as error:  # tokenizers raises plain Exceptions
        raise NetError(f"{path}: is no tokenizer ({type(error).__name__}); {ADVICE}") from error
    words.no_padding()
    words.no_truncation()
    return words


def _special(words: Tokenizer) -> tuple[list[int], list[int]]:
    """The ids that stand before and after every text."""
    found = words.encode("a")
    own = [at for at, special in enumerate(found.special_tokens_mask) if not special]
    return (found.ids[: own[0]], found.ids[own[-1] + 1 :]) if own else (found.ids, [])


def _check(path: Path, net: InferenceSession, labels: int) -> None:
    """NetError unless a net takes what we give and scores so many labels."""
    inputs = {one.name for one in net.get_inputs()}
    if "input_ids" not in inputs or inputs - INPUTS:
        raise NetError(f"{path}: takes {', '.join(sorted(inputs))}, not input_ids and attention_mask; {ADVICE}")
    scored = net.get_outputs()[0].shape
    if len(scored) != 3 or (isinstance(scored[2], int) and scored[2] != labels):
        raise NetError(f"{path}: scores {scored[-1:]} labels a piece, and config.json names {labels}; {ADVICE}")
