"""What the block net is made by: every number that may be turned, in one place. Each is an option of `train.blocks`.

They were chosen by what nets without a fold of `bench/pages.py` made of its pages, over all origins and styles.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Sizes, rates and weights; the same recipe on the same data gives the same net on one family of processors."""

    # The net.
    emb: int = 16  # numbers that stand for a hashed word
    hid: int = 64  # channels
    out: int = 48  # of the layer before the last
    dilations: tuple[int, ...] = (1, 2, 4, 8, 1)  # of the convolutions over lines: 33 lines are in sight

    # Training.
    nets: int = 3  # nets from as many seeds, of which the mean is taken; each adds 0.9 MB and its time
    seed: int = 0  # of the first of them
    epochs: int = 10
    share: float = 0.5  # of all texts that an epoch draws: a page comes in eight of them
    batch: int = 16  # texts
    lr: float = 3e-3  # the peak of one cycle
    warm: float = 0.15  # of the steps until the peak
    decay: float = 1e-2  # of weights
    clip: float = 1.0  # norm of gradients
    dropout: float = 0.3
    word_dropout: float = 0.4  # of the words of a line: a net that learns pages by heart does so by words
    word_pages: int = 12  # a word that fewer pages have is none
    most_lines: int = 3000  # of a text that are trained on

    # What a line weighs. A text weighs the same whatever its length.
    length_power: float = 0.7  # a line weighs its words to this power
    pieces: float = 4.0  # lines that gold pieces settle, in pages that have no gold text
    silver: float = 0.25  # lines that no gold speaks of, in pages without any
    silver_beside_pieces: float = 0.4  # ... and in pages with pieces
    title: float = 0.3  # of the loss on headlines beside that on lines
    title_positive: float = 10.0  # the one headline among all other lines

    # Silver labels, and texts with part of the leftovers.
    silver_epochs: int = 10  # of the nets that read HTML alone
    parts: int = 2  # such texts a page
    part_rates: tuple[float, ...] = (0.0, 0.1, 0.25, 0.5, 0.75)  # share of leftovers that stay, one drawn a text
    part_turn: float = 0.3  # chance at each line that a run of leftovers kept or taken away ends
    part_headline: float = 0.8  # chance that a repeated headline stays
