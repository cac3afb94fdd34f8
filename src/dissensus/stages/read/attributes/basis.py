"""How a source knows what it says, where the sentence tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dissensus.langs import Language
from dissensus.records import Basis, SpeakerKind
from dissensus.stages.read.anonymous import told_unnamed
from dissensus.stages.read.attributes.spans import Pair

MAX_READ = 2_000  # characters of a sentence that are looked at
MAX_HEAD = 120  # characters of a content that are looked at
SAID = " ¦ "  # stands for a content
BY_SPEAKER = {
    SpeakerKind.DOCUMENT: Basis.DOCUMENT,
    SpeakerKind.ANONYMOUS: Basis.ANONYMOUS,
    SpeakerKind.OUTLET: Basis.OUTLET,
}


def basis_of(
    text: str, around: Pair, content: Sequence[Pair], speaker: SpeakerKind | None, language: Language
) -> Basis:
    """How the source knows: what the sentences `around` tell beside the content (an eyewitness, a document, an image), what
    the content begins with (`I saw`, `the video shows`), people without a name, and then what the source itself is."""
    start, end = around[0], min(around[1], around[0] + MAX_READ)
    beside, at = [], start
    for a, b in [*sorted(content), (end, end)]:
        beside.append(text[at : max(at, min(a, end))])
        at = max(at, b)
    frame = SAID.join(beside)
    found = next((basis for basis, pattern in _bases(language)[0] if pattern.search(frame)), None)
    if found is None and content:
        a, b = min(content)
        head = text[a : min(b, a + MAX_HEAD)]
        found = next((basis for basis, pattern in _bases(language)[1] if pattern.search(head)), None)
    if found is None and told_unnamed(language).search(frame):
        found = Basis.ANONYMOUS
    return found or (BY_SPEAKER.get(speaker, Basis.NONE) if speaker else Basis.NONE)


Patterns = tuple[tuple[Basis, re.Pattern[str]], ...]


@cache
def _bases(language: Language) -> tuple[Patterns, Patterns]:
    words = language.attributes
    beside = tuple((found, re.compile(pattern, re.I)) for found, pattern in words.bases)
    said = tuple((found, re.compile(pattern, re.I)) for found, pattern in words.said_bases)
    return beside, said
