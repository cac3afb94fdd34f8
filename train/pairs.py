"""The net of claims, from `../shared/data/claims`, news and judged stories to `src/dissensus/weights`: `make train-pairs`.

The recipe (`train/pair_recipe.py` has every number of it) has three stages, each of which begins where the last one ended:

 1. *general*: all sets of claims (`train/pair_data.py`), each task with a head of its own.
 2. *news*: fewer of them, and pairs made of headlines, leads and other sentences of articles (`train/pair_news.py`).
 3. *judged*: pairs of statements of stories whose disputes were judged by reading (`train/pair_stories.py`), with a part of
    what was learned before, so that no head forgets.

Then the heads beside the one of pairs are fitted again (`train/pair_heads.py`). The net is measured on the development parts, and
on the judged stories that are kept for the models over its answers (`train/claims.py` fits these next; `train/pair_scores.py`
measures). It is exported, run by onnxruntime and compared, measured again in 8 bits, and written with its manifest and card
(`train/export_pairs.py`).

A stage that is through is kept in `out/train`, and one that was cut short goes on where it last was kept: the same command
again does the rest. Where a GPU is there it is not used. With a limit nothing is exported into the package.
"""

from __future__ import annotations

import argparse
import random
import time
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

from dissensus.nets import WEIGHTS
from dissensus.nets.pairs import LONGEST
from train.export_pairs import InBits, export, write_card, write_entry
from train.pair_data import DEV, OPPOSED, OTHER, SAME, TRAIN, Example, mixture, split_of
from train.pair_heads import fit_heads
from train.pair_heads import lessons as lessons_of
from train.pair_net import Encode, Net, Sample, answers, batches, encoder, loss, parameters, pretrained, samples
from train.pair_news import news_pairs, turned
from train.pair_recipe import FOR_HEADS, STAGES, Stage
from train.pair_scores import figures, told
from train.pair_stories import DISPUTES, claim_pairs, stories, story_pairs

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OUT = ROOT / "out" / "train"
KEPT_EVERY = 200  # steps after which a stage is kept
MARKS = 3  # the first piece, and one behind each text
TURNED = 0.25  # how often a judged pair comes the other way round; the one that denies stands first otherwise
MEASURED = 6000  # examples of a task that are measured on, at most
NAMES: dict[tuple[float, ...], str] = {OPPOSED: "opposed", SAME: "same", OTHER: "neither"}
CHECKED = 40  # pairs on which the exported net has to say what the net says

Tell = Callable[[str], None]
Both = tuple[list[Sample], list[Sample]]  # as they are, and turned round


def main() -> None:
    """The command."""
    options = _options()
    torch.set_num_threads(options.threads)
    encode = encoder()
    net, dev = pretrained(), list[Example]()
    for number, stage in enumerate(STAGES[: options.stages], 1):
        keeper = _keeper(number, stage, options)
        kept = keeper.ended()
        if not kept or number == options.stages:
            lessons = learn_from(stage, options, encode)
            dev = lessons.dev
        if kept:
            net.load_state_dict(kept["net"])
            _tell(f"{stage.name}: as it is in {keeper.file}")
            continue
        net = fit(net, stage, lessons, keeper, _tell)
    _heads_anew(net, encode, options)
    net.eval()
    finish(net, dev, encode, options)


def _heads_anew(net: Net, encode: Encode, options: argparse.Namespace) -> None:
    """Fits all heads but that of pairs again, over the encoder as it is now."""
    examples = split_of(mixture(SHARED / "data/claims", FOR_HEADS, random.Random(0)), TRAIN)
    given = {
        task: samples(some[: options.limit or None], encode, STAGES[0].longest)
        for task, some in lessons_of(examples).items()
    }
    fit_heads(net, given)
    _tell("heads: " + ", ".join(f"{task} {len(some):,}" for task, some in given.items()))


def finish(net: Net, dev: Sequence[Example], encode: Encode, options: argparse.Namespace) -> None:
    """Measures a net, and exports it unless it was made to try something."""
    given = samples(_some(dev), encode, 2 * LONGEST + MARKS, LONGEST)
    examples = [one.example for one in given]
    in_float = figures(examples, answers(net, given))
    _tell(told(figures(examples, answers(net, given), by_origin=True)))
    if (options.limit or options.stages < len(STAGES)) and options.weights == WEIGHTS:
        _tell("nothing is exported: this was no whole training; --weights FOLDER exports it elsewhere")
        return
    export(net, given[:CHECKED], options.weights)
    entry = write_entry(options.weights, {}, options.version)
    in_bits = figures(examples, InBits(options.weights)(given))
    scores = {name: {"in 8 bits": round(in_bits[name], 3), "in float": round(in_float[name], 3)} for name in in_float}
    entry = write_entry(options.weights, scores, entry["version"])
    write_card(options.weights, entry, [asdict(stage) for stage in STAGES], scores)
    _tell(f"{options.weights / entry['file']}: version {entry['version']}, SHA-256 {entry['sha256']}")
    _tell(told(in_bits))


def _some(dev: Sequence[Example]) -> list[Example]:
    """As many of each task and set as are measured on, drawn."""
    out: list[Example] = []
    groups = sorted({(one.task, one.origin.partition(":")[0]) for one in dev})
    for group in groups:
        here = [one for one in dev if (one.task, one.origin.partition(":")[0]) == group]
        out += random.Random(1).sample(here, min(len(here), MEASURED))
    random.Random(1).shuffle(out)
    return out


# --------------------------------------------------------------------------------------------------- what is learned


@dataclass(frozen=True, slots=True)
class Told:
    """The pairs of a judged story, or of an article by itself (`single`), and of each of its claims: as they are and turned
    round, place by place."""

    single: bool
    pairs: Both
    claims: list[Both]

    def drawn(self, stage: Stage, draw: random.Random) -> list[Sample]:
        """Some of them for an epoch: so many that are opposed, that say the same, and of the others."""
        by_label = _by_label(self.pairs)
        times, chosen = (stage.single if self.single else 1.0), list[int]()
        for label, most in ((OPPOSED, stage.opposed), (SAME, stage.same)):
            chosen += draw.sample(by_label[label], min(len(by_label[label]), int(times * most)))
        others = min(len(by_label[OTHER]), int(times * stage.most), int(stage.others * len(chosen)) + stage.beside)
        chosen += draw.sample(by_label[OTHER], others)
        out = [self.pairs[draw.random() < TURNED][at] for at in chosen]
        for both in self.claims:
            for kind, found in _by_label(both).items():
                most = stage.of_a_claim * (2 if kind == OTHER else 1)
                out += [both[draw.random() < 0.5][at] for at in draw.sample(found, min(len(found), most))]
        return out


def _by_label(both: Both) -> dict[tuple[float, ...], list[int]]:
    out: dict[tuple[float, ...], list[int]] = {OPPOSED: [], SAME: [], OTHER: []}
    for at, one in enumerate(both[0]):
        out[one.example.label].append(at)
    return out


@dataclass(slots=True)
class Lessons:
    """What a stage learns from."""

    stage: Stage
    general: list[Sample]
    dev: list[Example]
    judged: list[Told] = field(default_factory=list)

    def epoch(self, draw: random.Random) -> list[Sample]:
        """All of it once; where stories were judged, some pairs of each, and a part of everything else."""
        if not self.judged:
            return list(self.general)
        out = [one for story in self.judged for one in story.drawn(self.stage, draw)]
        return out + draw.sample(self.general, min(len(self.general), self.stage.kept))


def learn_from(stage: Stage, options: argparse.Namespace, encode: Encode) -> Lessons:
    """The examples of a stage in pieces. With a limit no more than so many of each kind."""
    draw, limit = random.Random(stage.seed), options.limit
    examples = mixture(SHARED / "data/claims", stage.share, draw)
    if stage.news:
        examples += news_pairs(SHARED, stage.seed, limit)
    general, dev = split_of(examples, TRAIN), split_of(examples, DEV)
    if limit:
        general = draw.sample(general, min(limit, len(general)))
        dev = draw.sample(dev, min(limit, len(dev)))
    out = Lessons(stage, samples(general, encode, stage.longest), dev)
    if stage.opposed:
        for single, pairs, claims in _judged(options):
            out.dev += split_of(pairs, DEV)
            if train := split_of(pairs, TRAIN):
                on_claims = [_both(one, stage, encode) for one in claims]
                out.judged.append(Told(single, _both(train, stage, encode), on_claims))
    counts = Counter(one.example.task for one in out.general)
    _tell(f"{stage.name}: " + ", ".join(f"{task} {count:,}" for task, count in sorted(counts.items())))
    return out


def _both(examples: Sequence[Example], stage: Stage, encode: Encode) -> Both:
    as_they_are, round_ = (
        samples(some, encode, 2 * stage.each + MARKS, stage.each)
        for some in (examples, [turned(one) for one in examples])
    )
    return as_they_are, round_


def _judged(options: argparse.Namespace) -> list[tuple[bool, list[Example], list[list[Example]]]]:
    """Of each judged story whether it is an article by itself, its pairs, and those of each claim."""
    most = max(2, options.limit // 50) if options.limit else None
    name = f"judged-{most}.db" if most else "judged.db"
    found = stories(SHARED, options.out / name, _tell, most)
    out = [(one.single, story_pairs(one), claim_pairs(one)) for one in found]
    for split in (TRAIN, DEV):
        counts = Counter(NAMES[one.label] for _, pairs, _ in out for one in split_of(pairs, split))
        _tell(f"judged, {split}: " + ", ".join(f"{name} {counts[name]:,}" for name in sorted(counts)))
    return out


# ------------------------------------------------------------------------------------------------------------ training


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps a stage in a file while it runs and when it is through, under a key that tells how it was made."""

    file: Path
    key: str
    anew: bool

    @property
    def part(self) -> Path:
        return self.file.with_suffix(".part.pt")

    def begun(self) -> dict[str, Any] | None:
        """The stage where it was cut short."""
        return self._kept(self.part)

    def ended(self) -> dict[str, Any] | None:
        """The stage when it is through."""
        return self._kept(self.file)

    def _kept(self, file: Path) -> dict[str, Any] | None:
        if self.anew or not file.exists():
            return None
        found: dict[str, Any] = torch.load(file, weights_only=False)
        return found if found["key"] == self.key else None

    def keep(self, state: dict[str, Any], *, whole: bool = False) -> None:
        file = self.file if whole else self.part
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".draft")
        torch.save({"key": self.key, **state}, draft)
        draft.replace(file)
        if whole:
            self.part.unlink(missing_ok=True)


def _keeper(number: int, stage: Stage, options: argparse.Namespace) -> Keeper:
    """The keeper of a stage. What was judged bears on the stage alone that learns from it."""
    read = zlib.crc32(DISPUTES.read_bytes()) if stage.opposed else 0
    key = repr((STAGES[:number], options.limit, read))
    return Keeper(options.out / f"pairs-{number}-{stage.name}.pt", key, bool(options.anew) and number >= options.anew)


def fit(before: Net, stage: Stage, lessons: Lessons, keeper: Keeper, tell: Tell) -> Net:
    """A net that has gone through a stage. What chance decides in an epoch hangs on the stage and the epoch alone, so that a
    stage that goes on is the one that was cut short."""
    net = Net(stage.dropout, stage.seed)
    net.load_state_dict(before.state_dict())
    best = _optimiser(net, stage)
    peaks = [group["lr"] for group in best.param_groups]
    epoch, place, done = 0, 0, 0
    total = int(len(_epoch(lessons, stage, 0)) * stage.epochs) or 1
    if begun := keeper.begun():
        net.load_state_dict(begun["net"])
        best.load_state_dict(begun["optimiser"])
        net.drop.draw.bit_generator.state = begun["dropped"]
        epoch, place, done = begun["at"]
        tell(f"{stage.name}: goes on behind step {done} of {total}")
    net.train()
    started, sums, seen = time.monotonic(), 0.0, 0
    while done < total:
        for batch in _epoch(lessons, stage, epoch)[place:]:
            pace = min(done / (stage.warm * total), (total - done) / ((1 - stage.warm) * total))
            for group, peak in zip(best.param_groups, peaks, strict=True):
                group["lr"] = peak * pace
            missed = loss(net, batch)
            best.zero_grad()
            missed.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), stage.clip)
            best.step()
            done, place = done + 1, place + 1
            sums, seen = sums + float(missed.detach()), seen + 1
            if done % KEPT_EVERY == 0:
                tell(f"  {done} of {total}: {sums / seen:.3f}, {time.monotonic() - started:.0f} s")
                sums, seen = 0.0, 0
                dropped = net.drop.draw.bit_generator.state
                at = epoch, place, done
                keeper.keep({"net": net.state_dict(), "optimiser": best.state_dict(), "dropped": dropped, "at": at})
            if done >= total:
                break
        epoch, place = epoch + 1, 0
    keeper.keep({"net": net.state_dict()}, whole=True)
    tell(f"{stage.name}: {done} steps")
    return net


def _epoch(lessons: Lessons, stage: Stage, number: int) -> Any:
    draw = random.Random(f"{stage.seed} {stage.name} {number}")
    return batches(lessons.epoch(draw), stage.batch, draw)


def _optimiser(net: Net, stage: Stage) -> Any:
    """What is new learns faster; biases and norms do not decay."""
    groups = parameters(net)
    rates = {"rest": (stage.lr, stage.decay), "flat": (stage.lr, 0.0), "new": (stage.head_lr, stage.decay)}
    return torch.optim.AdamW(
        [{"params": groups[name], "lr": lr, "weight_decay": decay} for name, (lr, decay) in rates.items()], fused=True
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Train the net of claims.", formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--limit", type=int, default=0, help="examples of each kind, to try something; 0 for all")
    parser.add_argument("--stages", type=int, default=len(STAGES), help="how many, from the first on")
    parser.add_argument("--anew", type=int, default=0, metavar="STAGE", help="train it, and those behind it, again")
    parser.add_argument("--threads", type=int, default=2, help="another number may give another net")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for what is kept on the way")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder to export into")
    parser.add_argument("--version", help="of the net; one more than before where its file is another")
    return parser.parse_args()


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
