"""The model of a dispute's kind, from judged disputes into `src/dissensus/langs/en_kinds.txt`: `make fit-kinds`.

Multinomial logistic regression over how often stems stand in a dispute's passages, with a lasso that leaves most stems out,
fitted by FISTA (Beck and Teboulle 2009). A stem that is mostly written with a capital is a name and is not looked at: what was
disputed of whom in these years tells nothing of others. A weak dispute counts half.

What is printed is cross-fitted: each quarter of the units by a model that was fitted on the others. Beside it stand `fact`
alone, and the words of the claim by which other languages are decided, looked for in the shortest passage that asserts it.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dissensus import langs
from dissensus.records import DisputeKind
from dissensus.stages.judge.kinds import DIGITS, by_claim, shares, words
from dissensus.text import stem, tokens
from train.logistic import calibration_error
from train.pair_data import rows
from train.pair_stories import LANGUAGE, WEAK, Side, judged

Array = np.ndarray[Any, np.dtype[Any]]

SHARED = Path(__file__).resolve().parents[2] / "shared"
WRITTEN = Path(langs.__file__).with_name(f"{LANGUAGE}_kinds.txt")

KINDS = tuple(DisputeKind)
FACT = KINDS.index(DisputeKind.FACT)
PARTS = 4  # into which units are divided to cross-fit
FEWEST = 12  # units in which a stem stands that is looked at: what stands in fewer is what they are about
NAME = 0.5  # of its words written with a capital, from which a stem is a name
LASSO = 0.0004  # times the sum of the weights' sizes is added to the mean loss
STEPS = 500
CENT = 100  # weights are written in hundredths


@dataclass(frozen=True, slots=True)
class Told:
    """A judged dispute of a unit: the passages of both sides, those that assert it first, its kind, how much it counts, and
    the part of its unit."""

    unit: str
    passages: tuple[str, ...]
    asserting: int
    kind: int
    count: float
    part: int


@dataclass(frozen=True, slots=True)
class Model:
    """Weights (stems x kinds) and biases."""

    stems: tuple[str, ...]
    bias: Array
    weights: Array

    def __call__(self, given: Sequence[Told]) -> Array:
        """The chances of the kinds (disputes x kinds)."""
        return _softmax(_rows(given, self.stems) @ self.weights + self.bias)


def main() -> None:
    """The command."""
    given = disputes(SHARED)
    truth = np.array([one.kind for one in given])
    chances = cross_fitted(given)
    shortest = [min(one.passages[: one.asserting] or one.passages, key=len) for one in given]
    _tell("learned", truth, chances.argmax(1))
    _tell("words of the claim", truth, np.array([KINDS.index(by_claim(text)) for text in shortest]))
    _tell("always fact", truth, np.full(len(truth), FACT))
    print(f"calibration error {calibration_error(chances.max(1), chances.argmax(1) == truth):.3f}")
    lines = written(fitted(given))
    WRITTEN.write_text(lines, "utf-8")
    print(f"{WRITTEN}: {lines.count(chr(10)) - 2} stems")


def disputes(shared: Path) -> list[Told]:
    """The judged disputes with their words."""
    units = judged()
    wanted = {id for unit in units for id in unit.articles}
    texts = {
        row["id"]: row["text"] for row in rows(shared / "data/stories/allsides_dev.jsonl.gz") if row["id"] in wanted
    }
    return [
        Told(
            unit.name,
            tuple(_words(side, texts) for side in sorted(one.sides, key=lambda side: -side.sign)),
            sum(side.sign > 0 for side in one.sides),
            KINDS.index(DisputeKind(one.kind)),
            WEAK if one.weak else 1.0,
            zlib.crc32(unit.name.encode()) % PARTS,
        )
        for unit in units
        for one in unit.disputes
    ]


def _words(side: Side, texts: Mapping[str, str]) -> str:
    return " ".join(texts[side.article][start:end] for start, end in side.spans)


def cross_fitted(given: Sequence[Told]) -> Array:
    """The chances of each dispute by a model of the other parts (disputes x kinds)."""
    out = np.zeros((len(given), len(KINDS)))
    for part in range(PARTS):
        rest = [one for one in given if one.part != part]
        out[[one.part == part for one in given]] = fitted(rest)([one for one in given if one.part == part])
    return out


def fitted(given: Sequence[Told], lasso: float = LASSO) -> Model:
    """The model that fits best, without the stems that it gives no weight."""
    stems = looked_at(given)
    x, counts = _rows(given, stems), np.array([one.count for one in given], np.float32)
    truth = np.eye(len(KINDS), dtype=np.float32)[[one.kind for one in given]]
    counts = counts / counts.sum()
    bias = np.log((truth * counts[:, None]).sum(0) + 1e-6)
    weights = np.zeros((len(stems), len(KINDS)), np.float32)
    at, fast, speed = (weights, bias), (weights, bias), 1.0
    pace = np.float32(1.0) / _curvature(x, counts)
    for _ in range(STEPS):
        off = (_softmax(x @ fast[0] + fast[1]) - truth) * counts[:, None]
        moved = fast[0] - pace * (x.T @ off)
        here = np.sign(moved) * np.maximum(np.abs(moved) - pace * np.float32(lasso), 0), fast[1] - pace * off.sum(0)
        faster = (1 + math.sqrt(1 + 4 * speed**2)) / 2
        gain = np.float32((speed - 1) / faster)
        fast = here[0] + gain * (here[0] - at[0]), here[1] + gain * (here[1] - at[1])
        at, speed = here, faster
    kept = np.abs(at[0]).max(1) >= 0.5 / CENT
    return Model(tuple(s for s, keep in zip(stems, kept, strict=True) if keep), at[1], at[0][kept])


def looked_at(given: Iterable[Told]) -> tuple[str, ...]:
    """Stems of enough units, but for names."""
    units, written, capitals = defaultdict[str, set[str]](set), Counter[str](), Counter[str]()
    for one in given:
        for token in (t for text in one.passages for t in tokens(text) if t.is_word):
            key = DIGITS if token.low[:1].isdigit() else stem(token.low)
            units[key].add(one.unit)
            written[key] += 1
            capitals[key] += token.text[:1].isupper()
    return tuple(sorted(s for s, n in units.items() if len(n) >= FEWEST and capitals[s] <= NAME * written[s]))


def _rows(given: Sequence[Told], stems: Sequence[str]) -> Array:
    column = {stem: at for at, stem in enumerate(stems)}
    out = np.zeros((len(given), len(stems)), np.float32)
    for row, one in enumerate(given):
        for key, share in shares([[key for key, _ in words(text)] for text in one.passages]).items():
            if key in column:
                out[row, column[key]] = share
    return out


def _curvature(x: Array, counts: Array) -> np.float32:
    """An upper bound of the loss's second derivative: half of the largest eigenvalue of the second moments, bias included."""
    ones = np.hstack([x, np.ones((len(x), 1), np.float32)])
    draw = np.ones(ones.shape[1], np.float32)
    for _ in range(30):
        draw = ones.T @ (counts * (ones @ draw))
        size = float(np.linalg.norm(draw))
        draw /= size
    return np.float32(0.55 * size)


def _softmax(odds: Array) -> Array:
    terms = np.exp(odds - odds.max(1, keepdims=True))
    return np.asarray(terms / terms.sum(1, keepdims=True))


def written(model: Model) -> str:
    """The model as `langs.kind_model` reads it."""
    numbers = np.round(model.weights * CENT).astype(int).tolist()
    lines = [" ".join(KINDS), " ".join(str(round(float(b) * CENT)) for b in model.bias)]
    lines += [" ".join([word, *map(str, row)]) for word, row in zip(model.stems, numbers, strict=True) if any(row)]
    return "\n".join(lines) + "\n"


def _tell(name: str, truth: Array, said: Array) -> None:
    parts = []
    for kind in range(len(KINDS)):
        both = ((truth == kind) & (said == kind)).sum()
        parts.append(2 * both / max(1, (truth == kind).sum() + (said == kind).sum()))
    each = ", ".join(f"{kind} {f1:.2f}" for kind, f1 in zip(KINDS, parts, strict=True))
    print(f"{name}: accuracy {(truth == said).mean():.3f}, macro F1 {np.mean(parts):.3f} ({each})", flush=True)


if __name__ == "__main__":
    main()
