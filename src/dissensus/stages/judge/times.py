"""One speaker at two times: what differs between two sayings, told as that and as no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from dissensus.stages.judge.positions import Side, Stand
from dissensus.stages.judge.setting import Setting
from dissensus.text import tokens

# Share of the fewer words of two passages that the other has, from which they are one saying told twice.
ONE_SAYING = 0.8

Pair = tuple[Stand, Stand]


def turns(pro: Sequence[Stand], con: Sequence[Stand], setting: Setting) -> Iterator[tuple[Pair, tuple[str, str]]]:
    """Stands of one holder on the two sides of a claim, in two works and said on two days, with these days: not two versions
    of one article, and not two accounts of one saying."""
    for one, other in product(pro, con):
        if one.position.holder != other.position.holder or setting.work(one.position) == setting.work(other.position):
            continue
        days = _days(one, setting), _days(other, setting)
        if not all(days) or days[0] & days[1] or _one_saying(one, other, setting):
            continue
        yield (one, other), (min(days[0]), min(days[1]))


def _days(stand: Stand, setting: Setting) -> set[str]:
    """The days on which what a stand rests on was said; none where one of them is not known."""
    days = {setting.day(side.statement) for side in stand.sides}
    known = {day for day in days if day}
    return known if len(known) == len(days) else set()


def _one_saying(one: Stand, other: Stand, setting: Setting) -> bool:
    """Do two stands rest on the same words, alike in act and negation: then one of them is misread, and nobody differs."""
    return any(_alike(a, b, setting) for a, b in product(one.sides, other.sides))


def _alike(a: Side, b: Side, setting: Setting) -> bool:
    if (a.statement.act, a.statement.polarity) != (b.statement.act, b.statement.polarity):
        return False
    left, right = _words(a, setting), _words(b, setting)
    return len(left & right) >= ONE_SAYING * min(len(left), len(right))


def _words(side: Side, setting: Setting) -> set[str]:
    article = setting.articles.get(side.statement.article)
    if article is None:
        return set()
    text = article.parts.of(side.statement.part)
    return {t.low for span in side.statement.content for t in tokens(text, span.start, span.end) if t.is_word}


def differs(turn: tuple[Pair, tuple[str, str]]) -> str:
    """In words: `Mira Tosk differs: asserts on 2024-05-03, denies on 2024-06-11`; the earlier one first."""
    pair, days = turn
    told = sorted((day, stand.position.stance) for stand, day in zip(pair, days, strict=True))
    return f"{pair[0].position.holder_name} differs: " + ", ".join(f"{stance} on {day}" for day, stance in told)
