"""What the net of claims is made by: every number that may be turned, in one place.

Rates and sizes were chosen on parts of the development data (`train/pairs_card.md`); what no trial has set says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from train.pair_data import Share

SCENES = ("snli", "snli_counterfactual", "sick")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the training: rates of learning, and how much of what is learned. It begins as the last one ended."""

    name: str
    epochs: float
    share: Share  # of the sets
    lr: float = 1e-4  # the peak, of the encoder
    head_lr: float = 3e-4  # the peak, of all that is new
    warm: float = 0.06  # of the steps until the peak; from there on straight down to nothing
    decay: float = 0.01  # of weights
    clip: float = 1.0  # norm of gradients
    dropout: float = 0.1
    batch: int = 3072  # pieces
    longest: int = 128  # pieces of two texts with their marks
    seed: int = 0
    news: bool = False  # pairs made of articles beside them
    # Pairs of a judged story that are drawn for an epoch, at most; 0 opposed where none are learned from.
    opposed: int = 0
    same: int = 0
    others: float = 0.0  # that are neither: times those drawn
    beside: int = 0  # and so many more
    most: int = 0  # but no more than this
    single: float = 1.0  # all three times so much of an article by itself
    of_a_claim: int = (
        0  # statements on each side of a judged claim as its reader worded it, and twice as many on neither
    )
    each: int = 0  # pieces of a text of theirs
    kept: int = 0  # examples of everything else that are drawn for an epoch beside them, so that nothing is forgotten


FEWER = Share(
    inference=3000,
    inference_of={
        "conjnli_auto": 2500,
        "breaking_nli": 2000,
        "snli_counterfactual": 2500,
        "med": 1500,
        "covidfact": 1500,
    },
    scenes=SCENES,
    perspectives=2000,
    unrelated=0.04,
    related=0.3,
    events=3500,
)
# What the heads beside the one of pairs are fitted to at the end (`train/pair_heads.py`).
FOR_HEADS = replace(FEWER, related=1.0, unrelated=0.15, disagreeing=1, inference=900, inference_of={}, events=9000)
GENERAL = Stage("general", epochs=1.2, share=Share())
NEWS = Stage("news", epochs=1.1, share=FEWER, news=True)
JUDGED = replace(
    NEWS,
    name="judged",
    news=False,
    epochs=2.0,
    lr=6e-5,
    head_lr=6e-5,
    warm=0.08,
    batch=2304,
    opposed=24,
    same=14,
    others=2.0,
    beside=8,
    most=44,
    single=0.7,
    of_a_claim=1,
    each=64,
    kept=9_000,
)
STAGES = (GENERAL, NEWS, JUDGED)
