"""Words and phrases of a table found among the words of a text, the longest at each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from dissensus.text import Token

V = TypeVar("V")
MAX_SKIPPED = 3  # words that may stand within a phrase without being of it: `call very strongly for`


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """The words `first` to `last` (end exclusive) are a phrase of the table."""

    first: int
    last: int
    phrase: str
    value: V


def _itself(word: Token) -> Iterable[str]:
    return (word.low,)


def _never(_: Token) -> bool:
    return False


@dataclass(slots=True)
class _Node(Generic[V]):
    then: dict[str, _Node[V]] = field(default_factory=dict)
    phrase: str = ""
    values: list[V] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lookup(Generic[V]):
    """A table of phrases, made ready for finding them."""

    root: _Node[V]

    @classmethod
    def of(cls, table: Mapping[str, V]) -> Lookup[V]:
        """From phrases as they stand in text, in lower case."""
        root: _Node[V] = _Node()
        for phrase, value in table.items():
            node = root
            for word in phrase.split():
                node = node.then.setdefault(word, _Node())
            node.phrase, node.values = phrase, [value]
        return cls(root)

    def find(
        self,
        words: Sequence[Token],
        forms: Callable[[Token], Iterable[str]] = _itself,
        skipped: Callable[[Token], bool] = _never,
    ) -> list[Hit[V]]:
        """All phrases, none over another. `forms` gives how a word may stand in the table, `skipped` says that a word
        within a phrase does not count."""
        out: list[Hit[V]] = []
        starts = self.root.then.keys()
        at = 0
        while at < len(words):
            if starts.isdisjoint(forms(words[at])):  # as for most words
                at += 1
                continue
            hit = self._longest(words, at, forms, skipped)
            if hit:
                out.append(hit)
            at = hit.last if hit else at + 1
        return out

    def _longest(
        self,
        words: Sequence[Token],
        first: int,
        forms: Callable[[Token], Iterable[str]],
        skipped: Callable[[Token], bool],
    ) -> Hit[V] | None:
        best: tuple[int, int, _Node[V]] | None = None
        open_ = [(self.root, first, 0, 0)]  # node, next word, words matched, words skipped
        while open_:
            node, at, matched, over = open_.pop()
            if node.values and (best is None or matched > best[0]):
                best = matched, at, node
            if at >= len(words):
                continue
            for form in forms(words[at]):
                if form in node.then:
                    open_.append((node.then[form], at + 1, matched + 1, over))
            if matched and over < MAX_SKIPPED and skipped(words[at]):
                open_.append((node, at + 1, matched, over + 1))
        if best is None:
            return None
        return Hit(first, best[1], best[2].phrase, best[2].values[0])
