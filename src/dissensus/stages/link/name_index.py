"""Who can have a name, without comparing it with all: an index by how its words sound."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Generic, TypeVar

from dissensus.stages.link.sounds import sound_keys

T = TypeVar("T")


class NameIndex(Generic[T]):
    """Who can be found by a name without comparing all: by the first and last kinds of consonants of each word. Of an edit
    within a word one of the two keys is left as it was."""

    def __init__(self) -> None:
        """Empty."""
        self._items: list[T] = []
        self._full: list[int] = []
        self._place: dict[int, int] = {}  # by identity, for what is held need not be hashable
        self._by_key: dict[str, dict[int, None]] = defaultdict(dict)

    def add(self, item: T, words: Sequence[str]) -> None:
        """From now on the item is found by these words. It may be added again, by others."""
        place = self._place.setdefault(id(item), len(self._items))
        if place == len(self._items):
            self._items.append(item)
            self._full.append(_full(words))
        self._full[place] = min(self._full[place], _full(words))
        for key in sorted({key for w in words for key in sound_keys(w)}):
            self._by_key[key][place] = None

    def find(self, words: Sequence[str]) -> list[T]:
        """In the order in which they came, the items of which two words, or the only one, may be words of these."""
        hits: Counter[int] = Counter()
        for w in dict.fromkeys(words):
            hits.update({place for key in sound_keys(w) for place in self._by_key.get(key, ())})
        full = _full(words)
        return [self._items[p] for p, count in sorted(hits.items()) if count >= min(full, self._full[p], 2)]


def _full(words: Sequence[str]) -> int:
    """How many words are no initials; at least one."""
    return max(1, sum(len(w) > 1 for w in words))
