"""The models that find claims, from judged disputes into `src/dissensus/stages/link/weights.py`: `make fit-claims`.

Four logistic models, each a ridge regression fitted by Newton's method:

    SEEN_OPPOSED, SEEN_SAME        over the signs of a pair alone; on all pairs that `stages/link/alike.py` finds
    JUDGED_OPPOSED, JUDGED_SAME    over `opposed.evidence`: signs, what SEEN says, and what the net of claims in the package says;
                                   on the pairs that the net is asked about in stories that it did not learn from

Pairs that are what they are by weak disputes alone are left out. What is printed is cross-fitted: each quarter of the stories
by models that were fitted on the others. The two over SEEN take SEEN as it is fitted on all stories.
"""

from __future__ import annotations

import argparse
import textwrap
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dissensus.nets.pairs import PairNet
from dissensus.nets.pairs import pairs as net_of_claims
from dissensus.stages.link import weights
from dissensus.stages.link.alike import Pairs
from dissensus.stages.link.opposed import evidence
from dissensus.stages.link.weights import Model
from train.logistic import calibration_error, cross_fitted, logistic
from train.pair_data import OPPOSED, SAME
from train.pair_scores import average_precision
from train.pair_stories import MODELS, Story, asked, in_text, near, relation, stories

Array = np.ndarray[Any, np.dtype[Any]]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CACHE = ROOT / "out" / "train" / "judged.db"  # which `train/pairs.py` fills too
WRITTEN = Path(weights.__file__)
MARK = "# ---- fitted by `train/claims.py`\n"

PARTS = 4  # into which stories are divided to cross-fit


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs with what they are fitted on: numbers (rows x numbers), what they are, and the part of their story."""

    rows: Array
    opposed: Array
    same: Array
    part: Array


def main() -> None:
    """The command."""
    options = _options()
    most = options.limit or None
    found = stories(SHARED, options.cache, _tell, most)
    seen = fitted("SEEN", table(found, _signs))
    net = net_of_claims()
    judged = fitted(
        "JUDGED", table([one for one in found if one.unit.part == MODELS], lambda one: _read(one, seen, net))
    )
    models = written({**seen, **judged})
    if most:
        _tell(f"{models}\nnothing is written: these are not all stories")
        return
    WRITTEN.write_text(renewed(WRITTEN.read_text("utf-8"), models), "utf-8")
    _tell(f"{WRITTEN}: written")


# -------------------------------------------------------------------------------------------------------------- pairs


def table(found: Iterable[Story], look: Callable[[Story], tuple[Pairs, Array]]) -> Table:
    """The pairs that `look` gives of each story with their numbers, without those that only weak disputes tell of."""
    rows, opposed, same, part = list[Array](), list[bool](), list[bool](), list[int]()
    for one in found:
        pairs, numbers = look(one)
        places = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
        told = [relation(one.sides[i], one.sides[j], one.weak) for i, j in places]
        sure = [at for at, (_, weak) in enumerate(told) if not weak]
        rows.append(np.asarray(numbers[sure], np.float32))
        opposed += [told[at][0] == OPPOSED for at in sure]
        same += [told[at][0] == SAME for at in sure]
        part += [zlib.crc32(one.unit.name.encode()) % PARTS] * len(sure)
    return Table(np.concatenate(rows), np.array(opposed), np.array(same), np.array(part))


def _signs(one: Story) -> tuple[Pairs, Array]:
    found = in_text(one, near(one))
    return found, found.signs


def _read(one: Story, seen: dict[str, Model], net: PairNet) -> tuple[Pairs, Array]:
    found = asked(one, seen["SEEN_OPPOSED"], seen["SEEN_SAME"])
    places = zip(found.left.tolist(), found.right.tolist(), strict=True)
    said = net([(one.words[i], one.words[j]) for i, j in places])
    return found, evidence(found, np.array(said, float).reshape(-1, 3))


# -------------------------------------------------------------------------------------------------------------- models


def fitted(name: str, given: Table) -> dict[str, Model]:
    """Two models on all rows, by name; what they would be worth on stories that they had not seen is told."""
    out = {}
    for what, truth in (("OPPOSED", given.opposed), ("SAME", given.same)):
        chances = cross_fitted(given.rows, truth, given.part)
        precision, off = average_precision(chances, truth), calibration_error(chances, truth)
        _tell(
            f"{name}_{what}: {len(truth):,} pairs, {truth.sum():,} of them; average precision {precision:.3f}, "
            f"calibration error {off:.4f}"
        )
        out[f"{name}_{what}"] = logistic(given.rows, truth)
    return out


def renewed(module: str, models: str, mark: str = MARK) -> str:
    """The module with other models below its mark. Raises ValueError where it has no mark."""
    head, found, _ = module.partition(mark)
    if not found:
        raise ValueError(f"the module has no line {mark.strip()!r}: put one above the models")
    return head + mark + models


def written(models: dict[str, Model]) -> str:
    """The models as the module has them."""
    return "\n" + "".join(_lines(name, model) for name, model in models.items())


def _lines(name: str, model: Model) -> str:
    def number(value: float) -> str:
        return f"{round(value, 3) + 0.0:.3f}"  # no -0.000

    inside = textwrap.fill(
        ", ".join(map(number, model.weights)) + ",", 110, initial_indent=" " * 8, subsequent_indent=" " * 8
    )
    return f"{name} = Model(\n    {number(model.bias)},\n    (\n{inside}\n    ),\n)  # fmt: skip\n"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Fit the models that find claims.", formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument(
        "--limit", type=int, default=0, help="stories, to try something; 0 for all, and only then write"
    )
    parser.add_argument("--cache", type=Path, default=CACHE, help="database that keeps what was read of the articles")
    return parser.parse_args()


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
