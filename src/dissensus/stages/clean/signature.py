"""What of an article's words is compared with those of other articles, so that copies are found without their texts.

A sketch keeps the least hashes of all runs of words (bottom-k sketches of shingles: Broder, "On the resemblance and
containment of documents", 1997). Two sketches tell what share of the shorter text stands in the longer one: below the
lower of their greatest hashes each holds every run of its text, so the runs there are a fair sample of both.
"""

from __future__ import annotations

import heapq
from base64 import b64encode
from collections.abc import Iterable

from dissensus.records import Signature
from dissensus.text import RUN, fingerprint, tokens

KEPT = 200  # hashes of a text of up to 1,600 words: 2 kB, and a share is told to about 7 points
ONE_IN = 8  # of a longer text one run in eight is kept, so that a paragraph of it is still found ...
MOST = 1_000  # ... up to this many


def sign(text: str, kept: Iterable[tuple[int, int]]) -> Signature:
    """The signature of the words that stand between these places of a text (start and end, in code points), in whatever
    language: lower case, without marks."""
    words = [t.low for start, end in kept for t in tokens(text, start, end) if t.is_word]
    runs = {fingerprint(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    least = heapq.nsmallest(min(max(KEPT, len(runs) // ONE_IN), MOST), runs)
    packed = b64encode(b"".join(h.to_bytes(8, "little") for h in least))
    return Signature(len(words), len(runs), f"{fingerprint(words):016x}", packed.decode("ascii"))
