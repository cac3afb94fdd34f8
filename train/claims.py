"""The models that find claims, from judged disputes into `src/dissensus/stages/link/weights.py`: `make fit-claims`.

Six logistic models, each a ridge regression fitted by Newton's method:

    SEEN_OPPOSED, SEEN_SAME        over the signs of a pair alone; on all pairs that `stages/link/alike.py` finds
    JUDGED_OPPOSED, JUDGED_SAME    over `opposed.evidence`: signs, and what the net of contexts in the package says; on all pairs of
                                   stories that it did not learn from
    LISTED                         over `nested.NUMBERS` of clusters: would a careful reader list what stands in it as a dispute?
                                   On all clusters, one inside the other, of the same stories
    ONE_DISPUTE                    over `nested.JOINS`: are two clusters that grew into one of one dispute? Where both match one

Pairs that are what they are by weak disputes alone are left out, and so are clusters that match weak ones alone. A pair counts less
the more of its dispute there are: one of five against six statements has thirty, and would be all that is learned. What is printed
is cross-fitted: each quarter of the stories by models that were fitted on the others; LISTED is fitted on clusters of chances that
are cross-fitted.
"""

from __future__ import annotations

import argparse
import textwrap
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from dissensus import nets
from dissensus.nets import ContextNet
from dissensus.stages.link import weights
from dissensus.stages.link.alike import Pairs
from dissensus.stages.link.in_context import in_context
from dissensus.stages.link.nested import Nest, apart, doubled, listed, nested
from dissensus.stages.link.opposed import SURE, evidence, tied
from dissensus.stages.link.weights import Model
from train.logistic import calibration_error, cross_fitted, logistic
from train.pair_data import OPPOSED, SAME
from train.pair_scores import average_precision
from train.pair_stories import MODELS, Story, crowds, in_text, matched, near, relation, stories

Array = np.ndarray[Any, np.dtype[Any]]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CACHE = ROOT / "out" / "train" / "judged.db"  # which `train/pairs.py` fills too
WRITTEN = Path(weights.__file__)
MARK = "# ---- fitted by `train/claims.py`\n"

FEW = 3.0  # the ridge of a model over a hundred rows
PARTS = 4  # into which stories are divided to cross-fit
LEASTS = (0.14, 0.16, 0.18, 0.22, 0.24, 0.26, 0.3)  # chances for which it is told what listing from them would be worth
CROWD = 0.5  # a pair counts by the number of its dispute's to minus this power


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs with what they are fitted on: numbers (rows x numbers), what they are, the part of their story, and how much each
    counts among those of its kind."""

    rows: Array
    opposed: Array
    same: Array
    part: Array
    counts: Array


def main() -> None:
    """The command."""
    options = _options()
    most = options.limit or None
    found = stories(SHARED, options.cache, _tell, most)
    seen = fitted("SEEN", table(found, _signs))
    unseen = [one for one in found if one.unit.part == MODELS]
    told = {one.unit.name: _told(one, nets.contexts()) for one in unseen}
    judged = fitted("JUDGED", table(unseen, lambda one: in_their_text(one, *told[one.unit.name])))
    by_part = {part: _quietly(unseen, told, part) for part in range(PARTS)}
    grown = [(one, nested(one.items, _chances(one, *told[one.unit.name], by_part[_part(one)]))) for one in unseen]
    one_dispute = fit_doubled(grown)
    models = written({**seen, **judged, "LISTED": fit_listed(grown, one_dispute), "ONE_DISPUTE": one_dispute})
    if most:
        _tell(f"{models}\nnothing is written: these are not all stories")
        return
    WRITTEN.write_text(renewed(WRITTEN.read_text("utf-8"), models), "utf-8")
    _tell(f"{WRITTEN}: written")


# -------------------------------------------------------------------------------------------------------------- pairs


def table(found: Iterable[Story], look: Callable[[Story], tuple[Pairs, Array]]) -> Table:
    """The pairs that `look` gives of each story with their numbers, without those that only weak disputes tell of."""
    rows, counts = list[Array](), list[Array]()
    opposed, same, part = list[bool](), list[bool](), list[int]()
    for one in found:
        pairs, numbers = look(one)
        places = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
        told = [relation(one.sides[i], one.sides[j], one.weak) for i, j in places]
        sure = [at for at, (_, weak) in enumerate(told) if not weak]
        rows.append(np.asarray(numbers[sure], np.float32))
        counts.append(crowds(one, pairs)[sure] ** -CROWD)
        opposed += [told[at][0] == OPPOSED for at in sure]
        same += [told[at][0] == SAME for at in sure]
        part += [_part(one)] * len(sure)
    return Table(np.concatenate(rows), np.array(opposed), np.array(same), np.array(part), np.concatenate(counts))


def _signs(one: Story) -> tuple[Pairs, Array]:
    found = in_text(one, near(one))
    return found, found.signs


def _told(one: Story, net: ContextNet) -> tuple[Pairs, Array]:
    """The pairs of a story with all that is known of them."""
    found = near(one)
    told = in_context(one.items, found.left, found.right, found.signs, net)
    return found, evidence(found, told, len({item.statement.article for item in one.items}))


def in_their_text(one: Story, found: Pairs, known: Array) -> tuple[Pairs, Array]:
    """Those of them of which the judgement can say something."""
    numbered = replace(found, signs=known)  # so that both are parted by one rule
    kept = in_text(one, numbered)
    return kept, kept.signs


def _quietly(unseen: Sequence[Story], told: Mapping[str, tuple[Pairs, Array]], part: int) -> dict[str, Model]:
    """The models of pairs of all parts but one."""
    rest = table((one for one in unseen if _part(one) != part), lambda one: in_their_text(one, *told[one.unit.name]))
    return {
        "JUDGED_OPPOSED": logistic(rest.rows, rest.opposed, counts=_counted(rest, rest.opposed)),
        "JUDGED_SAME": logistic(rest.rows, rest.same, counts=_counted(rest, rest.same)),
    }


def _chances(one: Story, found: Pairs, known: Array, models: Mapping[str, Model]) -> Pairs:
    return tied(replace(found, opposed=models["JUDGED_OPPOSED"](known), same=models["JUDGED_SAME"](known)), one.items)


def _part(one: Story) -> int:
    return zlib.crc32(one.unit.name.encode()) % PARTS


# -------------------------------------------------------------------------------------------------------------- models


def fitted(name: str, given: Table) -> dict[str, Model]:
    """Two models on all rows, by name; what they would be worth on stories that they had not seen is told."""
    out = {}
    for what, truth in (("OPPOSED", given.opposed), ("SAME", given.same)):
        counts = np.where(
            truth, given.counts / given.counts[truth].mean(), 1.0
        )  # as many true ones together as there are
        chances = cross_fitted(given.rows, truth, given.part, counts)
        precision, off = average_precision(chances, truth), calibration_error(chances, truth)
        _tell(
            f"{name}_{what}: {len(truth):,} pairs, {truth.sum():,} of them; average precision {precision:.3f}, "
            f"calibration error {off:.4f}"
        )
        out[f"{name}_{what}"] = logistic(given.rows, truth, counts=counts)
    return out


def _counted(given: Table, truth: Array) -> Array:
    """How much each pair counts: all true ones together as many as there are."""
    return np.where(truth, given.counts / given.counts[truth].mean(), 1.0)


def fit_doubled(grown: Sequence[tuple[Story, Sequence[Nest]]]) -> Model:
    """The model of what two clusters are that both match a dispute. There are few: it is the same for all parts."""
    rows, truth = list[tuple[float, ...]](), list[bool]()
    for one, nests in grown:
        for nest in nests:
            parts = [set(matched(one, nests[place].members)) for place in nest.inside]
            if len(parts) > 1 and all(parts):
                rows.append(nest.joins)
                truth.append(bool(parts[0] & parts[1]))
    _tell(f"ONE_DISPUTE: {len(truth):,} clusters of two that match a dispute, of {sum(truth):,} both match the same")
    return logistic(np.array(rows), np.array(truth), FEW)


def fit_listed(grown: Sequence[tuple[Story, Sequence[Nest]]], one_dispute: Model) -> Model:
    """The model of what a reader lists, on all clusters in which two may stand against each other; told is what it is worth."""
    rows, truth, part = list[tuple[float, ...]](), list[bool](), list[int]()
    for one, nests in grown:
        for nest in nests:
            found = matched(one, nest.members) if nest.two_sided else []
            sure = [dispute for dispute in found if dispute not in one.weak]
            if not nest.two_sided or (found and not sure):
                continue
            rows.append(nest.numbers)
            truth.append(bool(sure))
            part.append(_part(one))
    known, is_true, parts = np.array(rows), np.array(truth), np.array(part)
    chances = cross_fitted(known, is_true, parts)
    precision, off = average_precision(chances, is_true), calibration_error(chances, is_true)
    _tell(
        f"LISTED: {len(truth):,} clusters, {is_true.sum():,} of them; average precision {precision:.3f}, "
        f"calibration error {off:.4f}"
    )
    models = {one: logistic(known[parts != one], is_true[parts != one]) for one in range(PARTS)}
    for least in (SURE, *LEASTS):
        _tell(f"  from {least:.2f}: {_worth(grown, models, one_dispute, least)}")
    return logistic(known, is_true)


def _worth(
    grown: Sequence[tuple[Story, Sequence[Nest]]], models: Mapping[int, Model], one_dispute: Model, least: float
) -> str:
    """Precision, recall and F1 of the clusters that would be listed, nearly as the scorer has them; weak disputes are neither."""
    hits = listed_ = wanted = 0
    for one, nests in grown:
        chances, doubles = listed(nests, models[_part(one)]), doubled(nests, one_dispute)
        taken = [matched(one, nests[at].members) for at in apart(nests, chances, doubles, least)]
        strong = _paired([[d for d in found if d not in one.weak] for found in taken])
        weak = _paired([[d for d in found if d in one.weak] for at, found in enumerate(taken) if at not in strong])
        hits, listed_ = hits + len(strong), listed_ + len(taken) - len(weak)
        wanted += sum(number not in one.weak for number in range(len(one.unit.disputes)))
    precision, recall = hits / max(1, listed_), hits / max(1, wanted)
    f1 = 2 * hits / max(1, listed_ + wanted)
    return f"F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f} of {wanted:,}, {listed_:,} listed"


def _paired(found: Sequence[Sequence[int]]) -> set[int]:
    """Places of the most clusters that can each be given a dispute of its own."""
    owner: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for dispute in found[at]:
            if dispute not in tried:
                tried.add(dispute)
                if dispute not in owner or place(owner[dispute], tried):
                    owner[dispute] = at
                    return True
        return False

    for at in range(len(found)):
        place(at, set())
    return set(owner.values())


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
