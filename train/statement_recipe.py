"""What the statement net is made by: every number that may be turned, in one place. Each is an option of `train.statements`
for one net; what is exported is the mean of several.

They were chosen by what nets that learned from a tenth of the training articles made of the development articles.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatementRecipe:
    """Sizes, rates and weights; the same recipe on the same data gives the same net on one family of processors."""

    # The net beyond its encoder.
    link: int = 96  # numbers a piece that pairs are judged by
    pair_hidden: int = 128  # of the two heads for pairs

    # Training.
    seed: int = 0  # of what is new in the net at first
    order: int = 0  # of the order of articles, of what is changed in them, and of what is dropped out
    epochs: float = 7.0
    window: int = 256  # pieces
    batch: int = 4096  # pieces
    lr: float = 2e-4  # the peak, of the encoder
    head_lr: float = 1e-3  # the peak, of all that is new
    warm: float = 0.06  # of the steps until the peak; from there on straight down to nothing
    decay: float = 0.01  # of weights
    clip: float = 1.0  # norm of gradients
    dropout: float = 0.1

    # What it is taught.
    tag_weight: float = 10.0  # of the mean loss of a piece's tag, beside that of a link
    link_weight: float = 1.0
    vector_weight: float = 1.0  # of the mean distance of a sentence's vector from the encoder's own before training
    renamed: float = 0.1  # share of articles an epoch whose names become others
    requoted: float = 0.15  # share of articles an epoch with other quotation marks


# The net is the mean of the weights of these, which begin alike (docs/decisions/0015-a-mean-of-nets.md).
MEMBERS = (
    StatementRecipe(),
    StatementRecipe(order=1, epochs=6.0, dropout=0.15, renamed=0.25, requoted=0.2),
)
