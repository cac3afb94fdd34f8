"""Which two statements may speak to one claim: pairs that share words, stand side by side, or name each other's speaker.

Every pair has signs, numbers that anybody can look up in the two statements; two logistic models over them (`weights`) give
the chance that the two oppose each other and the chance that they say the same. The pairs that these leave open and that
matter most are shown to the net (`opposed`).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dissensus.records import Act, Kind, Voice
from dissensus.stages.link.claims import Item, concepts
from dissensus.stages.link.weights import SIGNS, Model
from dissensus.text import stem

if TYPE_CHECKING:
    from dissensus.langs import Language

Array = Any

NEIGHBOURS = 2  # statements before it in its article that a statement is compared with whatever they say
LIKEST = 60  # others that share words with a statement, the likest first
COMMONEST = 400  # statements: a concept in more of them brings no two together
NAME = 3  # letters of a part of a name that tells whose it is
WORDS = SIGNS[:8]  # the signs that words and names show
CAPITALS = 3  # more shared names than that tell no more


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of items of a storyline: by row the places of the two in it, the denying one first (`left`), their signs (rows x
    `SIGNS`), and the chances by these. `tied` is how surely the text itself sets the two against each other, 0 where it says
    nothing."""

    left: Array
    right: Array
    signs: Array
    opposed: Array
    same: Array
    tied: Array

    @property
    def against(self) -> Array:
        """The chance that the two stand against each other, by whatever tells it more surely."""
        import numpy as np

        return np.maximum(self.opposed, self.tied)

    def __len__(self) -> int:
        """How many pairs."""
        return len(self.left)

    def part(self, rows: Array) -> Pairs:
        """Some of them."""
        columns = (self.left, self.right, self.signs, self.opposed, self.same, self.tied)
        return Pairs(*(column[rows] for column in columns))


def pairs(items: Sequence[Item], names: Mapping[str, str], language: Language, opposed: Model, same: Model) -> Pairs:
    """All pairs of a storyline that may speak to one claim. `names` are those of speakers by their ids."""
    import numpy as np

    look = _Look(items, names, language)
    found = look.near()
    if not len(found):
        return _none(np)
    left, right = found // len(items), found % len(items)
    signs = look.signs(left, right)
    return Pairs(left, right, signs, opposed(signs), same(signs), np.zeros(len(left)))


def _none(np: Any) -> Pairs:
    nothing = np.zeros(0, int)
    return Pairs(nothing, nothing, np.zeros((0, len(SIGNS))), *[np.zeros(0)] * 3)


class _Look:
    """The items of a storyline as columns of numbers."""

    def __init__(self, items: Sequence[Item], names: Mapping[str, str], language: Language) -> None:
        import numpy as np

        self.np, self.items = np, items
        said = [i.statement for i in items]
        self.codes = {c: n for n, c in enumerate(sorted({c for i in items for c in i.bag}))}
        self.bags = [{self.codes[c]: w for c, w in i.bag.items()} for i in _inherited(items)]
        self.sizes = np.array([sum(w * w for w in bag.values()) for bag in self.bags])
        self.number = np.log1p(np.array([len(bag) for bag in self.bags], float))
        concept = concepts(language)
        self.named = [_name(i, names, concept) & self.codes.keys() for i in items]
        self.capitals = [_capitals(i) for i in items]
        self.article = _numbered(s.article for s in said)
        self.place = np.array([i.place for i in items])
        last = np.zeros(self.article.max(initial=-1) + 1)
        np.maximum.at(last, self.article, self.place)
        self.how_far = self.place / np.maximum(last[self.article], 1)
        self.holder = _numbered(i.holder or f"?{s.id}" for i, s in zip(items, said, strict=True))
        self.parent = [s.parent for s in said]
        self.ids = [s.id for s in said]
        self.sign = np.array([i.sign for i in items], float)
        self.explicit = np.array([i.explicit for i in items], float)
        self.denies = np.array([s.act is Act.DENIES for s in said], float)
        self.negated = np.array([bool(s.negation) for s in said], float)
        self.own = np.array([s.voice is Voice.OWN for s in said], float)
        self.direct = np.array([s.kind is Kind.DIRECT for s in said], float)
        self.order = np.lexsort((self.place, self.article))
        # Of two that deny alike the one whose words come first: what an article's id is says nothing.
        self.words = [" ".join(i.text[s.start : s.end] for s in i.statement.content) for i in items]

    # -------------------------------------------------------------------------------------------------- which pairs

    def near(self) -> Array:
        """The pairs as numbers, the one that denies first: its place times the number of items, and the other's place."""
        found: set[int] = set()
        for i, j in self._beside():
            found.add(self._turned(i, j))
        for i, others in self._sharing():
            found.update(self._turned(i, j) for j in others)
        return self.np.array(sorted(found), dtype=self.np.int64)

    def _turned(self, i: int, j: int) -> int:
        def denying(k: int) -> tuple[float, float, float, str, int]:
            return self.sign[k], -self.explicit[k], -self.denies[k], self.words[k], k

        a, b = sorted((i, j), key=denying)
        return a * len(self.items) + b

    def _beside(self) -> Iterator[tuple[int, int]]:
        at = {id_: n for n, id_ in enumerate(self.ids)}
        for n, i in enumerate(self.order):
            for j in self.order[max(0, n - NEIGHBOURS) : n]:
                if self.article[i] == self.article[j] and self.place[i] - self.place[j] <= NEIGHBOURS:
                    yield int(i), int(j)
        for i, item in enumerate(self.items):
            for tied in (item.inherits, self.parent[i]):
                if tied in at and at[tied] != i:
                    yield i, at[tied]

    def _sharing(self) -> Iterator[tuple[int, list[int]]]:
        """By item the others that share words with it, or one of its speaker's names if it denies, the likest."""
        np = self.np
        where: dict[int, list[int]] = defaultdict(list)
        for i, bag in enumerate(self.bags):
            for c in bag:
                where[c].append(i)
        posts = {c: np.array(p) for c, p in where.items() if len(p) <= COMMONEST}
        weights = {c: np.array([self.bags[i][c] for i in p]) for c, p in posts.items()}
        for i, bag in enumerate(self.bags):
            common = np.zeros(len(self.items))
            for c, w in bag.items():
                if c in posts:
                    common[posts[c]] += weights[c] * w
            if self.sign[i] < 0:
                for name in self.named[i]:
                    if (c := self.codes[name]) in posts:
                        common[posts[c]] += 1e-9  # enough to be found
            common[i] = 0
            others = np.flatnonzero(common)
            if len(others) > LIKEST:
                like = self._likeness(common[others], i, others)
                others = others[np.argsort(-like, kind="stable")[:LIKEST]]
            yield i, others.tolist()

    def _likeness(self, common: Array, i: int, others: Array) -> Array:
        np = self.np
        left, right = self.sizes[i], self.sizes[others]
        return common / np.sqrt(left * right + 1e-9) + 0.3 * common / (np.minimum(left, right) + 1e-9)

    # ------------------------------------------------------------------------------------------------- what they show

    def signs(self, left: Array, right: Array) -> Array:
        """The signs of pairs (rows x `SIGNS`), in that order."""
        np = self.np
        same = self.article[left] == self.article[right]
        gap = np.where(same, self.place[left] - self.place[right], 99)
        found = {
            **self._words(left, right),
            "same_article": same,
            "next_to_it": abs(gap) == 1,
            "three_to_six_off": (abs(gap) >= 3) & (abs(gap) <= 6),
            "just_before": gap == 1,
            "two_before": gap == 2,
            "just_after": (gap < 0) & (gap >= -2),
            "one_holder": self.holder[left] == self.holder[right],
            "left_denies": self.denies[left],
            "right_negated": self.negated[right],
            "left_own_voice": self.own[left],
            "right_own_voice": self.own[right],
            "both_assert": (self.sign[left] > 0) & (self.sign[right] > 0),
            "signs_differ": self.sign[left] * self.sign[right] < 0,
            "left_direct": self.direct[left],
            "right_direct": self.direct[right],
            "left_size": self.number[left],
            "left_late": self.how_far[left],
            "right_late": self.how_far[right],
        }
        return np.column_stack([np.asarray(found[name], float) for name in SIGNS])

    def _words(self, left: Array, right: Array) -> dict[str, list[float]]:
        """What the words of two tell: likeness, shared concepts, the rarest of them, names."""
        out: dict[str, list[float]] = {name: [] for name in WORDS}
        for i, j in zip(left.tolist(), right.tolist(), strict=True):
            a, b = self.bags[i], self.bags[j]
            products = [a[c] * b[c] for c in a.keys() & b.keys()]
            total, one, other = sum(products), self.sizes[i], self.sizes[j]
            out["word_likeness"].append(total / math.sqrt(one * other) if products else 0.0)
            out["words_covered"].append(total / max(one, other) if products else 0.0)
            out["shared_words"].append(min(len(products), 8))
            out["rarest_word"].append(max(products, default=0.0) / 20)
            out["left_named"].append(any(self.codes[n] in b for n in self.named[i]))
            out["right_named"].append(any(self.codes[n] in a for n in self.named[j]))
            out["told_inside"].append(self.parent[j] == self.ids[i])
            out["shared_names"].append(min(CAPITALS, len(self.capitals[i] & self.capitals[j])))
        return out


def _inherited(items: Sequence[Item]) -> Iterator[Item]:
    """Items of which those that point back at another (`rejected these claims`) mean what it says."""
    by_id = {i.statement.id: i for i in items}
    for item in items:
        meant = by_id.get(item.inherits) if item.inherits else None
        yield replace(item, bag={**meant.bag, **item.bag}) if meant else item


def _numbered(values: Iterator[str]) -> Array:
    import numpy as np

    found: dict[str, int] = {}
    return np.array([found.setdefault(v, len(found)) for v in values], int)


def _name(item: Item, names: Mapping[str, str], concept: Mapping[str, str]) -> set[str]:
    """The concepts of the name of who says it, as they stand in the bags of others who speak of them."""
    known = names.get(item.holder) if item.holder else None
    name = known or " ".join(item.text[s.start : s.end] for s in item.statement.source)
    words = re.findall(rf"[^\W\d_]{{{NAME},}}", name)
    stems = {stem(w.lower()) for w in words if w[0].isupper()}
    return {concept.get(s, s) for s in stems}


CAPITAL = re.compile(r"\b[^\W\d_a-zß-ÿ][\w'-]+")


def _capitals(item: Item) -> set[str]:
    content = " ".join(item.text[s.start : s.end] for s in item.statement.content)
    return {stem(w.lower()) for w in CAPITAL.findall(content)}
