"""Which nets have a say in a run: ours, none, or one that the user brings to read with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dissensus import nets
from dissensus.errors import NetError
from dissensus.stages.read.by_net import ByNet
from dissensus.stages.read.nearest import Nearest
from dissensus.stages.read.tagger import Tagger

if TYPE_CHECKING:
    from dissensus.stages.link.in_context import Reader

OUR_TAGGER: str | None = "statements"  # the net of the reading in the manifest
OUR_LINKER = "contexts"  # the net of the linking
BY_RULES = "rules"  # in a fingerprint, where no net has a say


@dataclass(frozen=True, slots=True)
class Choice:
    """Which nets have a say: ours; with `ours` false none, so that rules alone clean and read; or, in place of ours that
    reads, a tagger that the user brings."""

    ours: bool = True
    tagger: Tagger | None = None

    @property
    def cleaner(self) -> str:
        """What tells an article from its page, for a fingerprint."""
        return nets.name_of("blocks") if self.ours else BY_RULES

    @property
    def reader(self) -> str:
        """What finds statements, for a fingerprint."""
        if self.tagger is not None:
            return self.tagger.name
        return nets.name_of(OUR_TAGGER) if self.ours and OUR_TAGGER else BY_RULES

    @property
    def linker(self) -> str:
        """What tells which statements are about one claim, for a fingerprint."""
        return nets.name_of(OUR_LINKER) if self.ours else BY_RULES

    def load_linker(self) -> Reader | None:
        """What tells which statements are about one claim; None for the rules. Raises NetError."""
        return nets.contexts() if self.ours else None

    def load_judge(self) -> nets.PairNet | None:
        """What tells of a typed claim who speaks of it; None for the rules. Raises NetError."""
        return nets.pairs() if self.ours else None

    def load_tagger(self) -> Tagger | None:
        """What finds statements; None for the rules. Raises NetError."""
        if self.tagger is None and self.ours and OUR_TAGGER:
            return ByNet(nets.statements())
        return self.tagger


OURS, RULES_ALONE = Choice(), Choice(ours=False)


def choose(*, rules_alone: bool = False, tagger: str | None = None) -> Choice:
    """What a user wants: rules alone, or a tagger by its folder or its name on the hub (`nets.brought`). NetError for a
    tagger that cannot be loaded, or for both."""
    if tagger is None:
        return RULES_ALONE if rules_alone else OURS
    if rules_alone:
        raise NetError(
            f"{tagger}: cannot read where rules alone do; leave out the tagger, or let nets read (no --no-nets)"
        )
    return Choice(tagger=Nearest(nets.brought(tagger)))
