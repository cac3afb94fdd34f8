"""Nets of a few hundred numbers, made here and run by the real onnxruntime: our own kind, and one that a user brings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from dissensus.nets.contexts import HEADS as CONTEXT_HEADS
from dissensus.nets.contexts import NET as CONTEXTS
from dissensus.nets.contexts import WORDS as CONTEXT_WORDS
from dissensus.nets.pairs import NET as CLAIMS
from dissensus.nets.pairs import WORDS as CLAIM_WORDS
from dissensus.nets.statements import NET, PAIRS, WORDS
from train import context_graph
from train.manifest import About, write_entry
from train.pair_graph import judge
from train.statement_graph import encoder, pairs

Array = np.ndarray[Any, np.dtype[Any]]
ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789.,:;!?'\"()[]-"
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *ALPHABET, *(f"##{c}" for c in ALPHABET), "said", "the", "##ing"]
WIDTH, INNER, HEADS, LINK, HIDDEN, TAGS, PLACES, NUMBERS = 16, 64, 4, 6, 8, 13, 300, 11
FEATURES = (6, 5, 2)
JUDGED = {
    "pair": 3,
    "stance": 4,
    "strengthens": 1,
    "weakens": 1,
    "happened": 1,
    "inference": 3,
}  # heads of the net of claims, and their classes


def weights(seed: int = 0, layers: int = 2) -> dict[str, Array]:
    """Drawn numbers under the names of `train/statement_net.py`."""
    linear = {"tags": (TAGS, WIDTH), "link": (LINK, WIDTH), "vector": (WIDTH, WIDTH)}
    for i in (0, 1):
        linear |= {f"pairs.{i}.0": (HIDDEN, 4 * LINK + NUMBERS), f"pairs.{i}.2": (1, HIDDEN)}
    return drawn_net(seed, layers, FEATURES, linear)


def drawn_net(
    seed: int, layers: int, features: Sequence[int], heads: Mapping[str, tuple[int, int]]
) -> dict[str, Array]:
    """Drawn numbers of an encoder and of the matrices behind it."""
    draw = np.random.default_rng(seed)
    shapes: dict[str, tuple[int, ...]] = {
        "word.weight": (len(PIECES), WIDTH),
        "place.weight": (PLACES, WIDTH),
        "kind": (WIDTH,),
    }
    shapes |= {f"features.{i}.weight": (values, WIDTH) for i, values in enumerate(features)}
    linear = dict(heads)
    for i in range(layers):
        linear |= {f"layers.{i}.{name}": (WIDTH, WIDTH) for name in ("query", "key", "value", "out")}
        linear |= {f"layers.{i}.up": (INNER, WIDTH), f"layers.{i}.down": (WIDTH, INNER)}
    for name, (out, into) in linear.items():
        shapes |= {f"{name}.weight": (out, into), f"{name}.bias": (out,)}
    made = {name: draw.normal(size=shape).astype(np.float32) / 2 for name, shape in shapes.items()}
    for norm in ("norm", *(f"layers.{i}.{name}" for i in range(layers) for name in ("attended", "done"))):
        made |= {f"{norm}.weight": np.ones(WIDTH, np.float32), f"{norm}.bias": np.zeros(WIDTH, np.float32)}
    return made


def statement_net(folder: Path, seed: int = 0) -> Path:
    """A folder of weights with a statement net of drawn numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = weights(seed)
    (folder / "s.onnx").write_bytes(encoder(drawn, HEADS))
    certainty = [0.5, 0.25, 0.125, 0, 0, 1, 1, -0.5]
    transitions = np.random.default_rng(seed).normal(size=(TAGS, TAGS)).astype(np.float32)
    (folder / "p.onnx").write_bytes(pairs(drawn, transitions, certainty))
    (folder / "w.txt").write_text("\n".join(PIECES) + "\n", "utf-8")
    about = About(NET, "s.onnx", "s.md", "Apache-2.0", "drawn", {PAIRS: "p.onnx", WORDS: "w.txt"})
    write_entry(folder, about, {})
    return folder


def pair_net(folder: Path, seed: int = 0, *, small: bool = True) -> Path:
    """A folder of weights with a net of claims of drawn numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    heads = {"pool": (WIDTH, 2 * WIDTH), **{f"heads.{name}": (classes, WIDTH) for name, classes in JUDGED.items()}}
    (folder / "c.onnx").write_bytes(judge(drawn_net(seed, 2, (2,), heads), HEADS, small=small))
    (folder / "w.txt").write_text("\n".join(PIECES) + "\n", "utf-8")
    write_entry(folder, About(CLAIMS, "c.onnx", "c.md", "Apache-2.0", "drawn", {CLAIM_WORDS: "w.txt"}), {})
    return folder


def context_weights(seed: int = 0) -> dict[str, Array]:
    """Drawn numbers under the names of `train/context_net.py`."""
    size, hidden, middle, signs, known = 8, 16, 8, 5, 3
    into = {"contents": 2 * WIDTH, "cues": WIDTH, "sources": WIDTH, "told": known}
    linear = {"heed": (1, WIDTH), **{name: (size, wide) for name, wide in into.items()}}
    linear |= dict.fromkeys(("left", "right", "product", "difference"), (hidden, size))
    linear |= {"signs": (hidden, signs), "middle": (middle, hidden), "last": (3, middle)}
    drawn = drawn_net(seed, 2, FEATURES, linear)
    drawn |= {"norm_of_all.weight": np.ones(size, np.float32), "norm_of_all.bias": np.zeros(size, np.float32)}
    return drawn | {"mean": np.zeros(signs, np.float32), "deviation": np.full(signs, 2, np.float32)}


def context_net(folder: Path, seed: int = 0) -> Path:
    """A folder of weights with a net of contexts of drawn numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = context_weights(seed)
    (folder / "x.onnx").write_bytes(context_graph.encoder(drawn, HEADS))
    (folder / "h.onnx").write_bytes(context_graph.heads(drawn))
    (folder / "w.txt").write_text("\n".join(PIECES) + "\n", "utf-8")
    parts = {CONTEXT_HEADS: "h.onnx", CONTEXT_WORDS: "w.txt"}
    write_entry(folder, About(CONTEXTS, "x.onnx", "x.md", "Apache-2.0", "drawn", parts), {})
    return folder


LABELS = ("O", "B-source", "I-source", "B-cue", "B-content", "I-content")
WORDS_OF = {
    "B-source": ("mayor", "minister", "she"),
    "I-source": ("lind", "okar"),
    "B-cue": ("said", "added", "told"),
    "B-content": ("that", "bridge", "ferry"),
    "I-content": ("is", "closed", "safe", "late"),
}


def label_net(folder: Path, words_of: Mapping[str, Sequence[str]] = WORDS_OF, **config: Any) -> Path:
    """A folder as Hugging Face's tools write it, with a net that knows each word's label by heart."""
    folder.mkdir(parents=True, exist_ok=True)
    words = [word for group in words_of.values() for word in group]
    vocabulary = {piece: i for i, piece in enumerate([*PIECES, *(word for word in words if word not in PIECES)])}
    made = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    made.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])]
    )
    made.enable_truncation(6)  # as such files often have it; what is read is the whole text
    made.save(str(folder / "tokenizer.json"))
    table = np.zeros((len(vocabulary), len(LABELS)), np.float32)
    table[:, 0] = 1
    for label, group in words_of.items():
        for word in group:
            table[vocabulary[word], LABELS.index(label)] = 4
    (folder / "model.onnx").write_bytes(_lookup(table))
    told = {"id2label": dict(enumerate(LABELS)), "max_position_embeddings": 40, **config}
    (folder / "config.json").write_text(json.dumps(told), "utf-8")
    return folder


def _lookup(table: Array) -> bytes:
    """A net whose scores of a piece stand in a table; it takes a mask, as such nets do, and heeds it."""
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["all"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["masks"]),
        helper.make_node("Mul", ["all", "masks"], ["logits"]),
    ]
    constants = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.array([2]), "last")]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "pieces"])
        for name in ("input_ids", "attention_mask")
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "pieces", table.shape[1]])]
    graph = helper.make_graph(nodes, "labels", inputs, outputs, constants)
    made: bytes = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8
    ).SerializeToString()
    return made
