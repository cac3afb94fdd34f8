"""Who can have a name, without comparing it with all: an index by how its words sound."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Generic, TypeVar

from dissensus.stages.link.sounds import VOWELS, sound_keys, word

T = TypeVar("T")


class NameIndex(Generic[T]):
    """Who can be found by a name without comparing all: by the kinds of consonants of each word (`sound_keys`)."""

    def __init__(self) -> None:
        """Empty."""
        self._items: list[T] = []
        self._full: list[int] = []
        self._place: dict[int, int] = {}  # by identity, for what is held need not be hashable
        self._by_key: dict[str, dict[int, None]] = defaultdict(dict)
        self._by_letter: dict[str, dict[int, None]] = defaultdict(dict)

    def add(self, item: T, words: Sequence[str]) -> None:
        """From now on the item is found by these words. It may be added again, by others."""
        place = self._place.setdefault(id(item), len(self._items))
        if place == len(self._items):
            self._items.append(item)
            self._full.append(_full(words))
        self._full[place] = min(self._full[place], _full(words))
        for key in sorted({key for w in words for key in sound_keys(w)}):
            self._by_key[key][place] = None
        for w in words:
            self._by_letter[_letter(w)][place] = None

    def find(self, words: Sequence[str]) -> list[T]:
        """In the order in which they came, the items of which two words, or the only one, may be words of these: one by how
        it sounds, the other at least by its first letter, so that initials and short forms are found."""
        hits: Counter[int] = Counter()
        near: set[int] = set()
        for w in dict.fromkeys(words):
            strong = {place for key in sound_keys(w) for place in self._by_key.get(key, ())}
            near |= strong
            hits.update(strong | self._by_letter[_letter(w)].keys() if len(words) > 1 else strong)
        full = _full(words)
        return [self._items[p] for p in sorted(near) if hits[p] >= min(full, self._full[p], 2)]


def _letter(text: str) -> str:
    """The kind of sound that a word begins with: all vowels are one."""
    return word(text).kinds[:1] if text[0] not in VOWELS else ""


def _full(words: Sequence[str]) -> int:
    """How many words are no initials; at least one."""
    return max(1, sum(len(w) > 1 for w in words))
