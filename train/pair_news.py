"""Pairs made of news articles: a headline and its lead say the same, and what is denied of it opposes it.

General pairs teach that scenes contradict each other; between two sentences of one story hardly any does. So here most pairs
are other sentences of the same article that share words, said or denied by somebody: they are neither. Names and cues are
made up; sentences are those of `../shared/data/stories`, without the articles of the gold stories, and never leave here.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dissensus.text import sentences
from train.pair_data import DEV, OPPOSED, OTHER, PAIR, SAME, TRAIN, Example, rows

SETS = ("allsides", "gva")
MOST_OF = {"gva": 1500}  # articles of a set: these all tell of one kind of event
DEV_PART = 25  # one story, or article, in so many is measured on

NAMES = (
    "Maren Olde|the ministry|Tomas Brel|a spokesman|the company|police|Ilsa Korhan|the governor|Rudi Vann|the union|"
    "officials|a source|the president|Anya Sorel|the mayor|lawyers|critics|Joon Hale|the opposition|Deren|Petra Lund|the bank|"
    "prosecutors|the agency|Viktor Aalto|the committee|the campaign|Mr. Reiss|the foreign minister|two witnesses|the report"
).split("|")
SAY = (
    "said|says|told reporters|claimed|argued|insisted|wrote|reported|alleged|stated|announced|has said|warned|according to|"
    "found|tweeted|believes|accused"
).split("|")
DENY = (
    "denied|denies|has denied|rejected|dismissed|disputed|called false|refuted|denied again|strongly denied|contradicted|"
    "has repeatedly denied|pushed back on|rejected claims|denied reports|disputes"
).split("|")
SMALL = frozenset(
    "the a an of to in on at for and or is are was were be with by from as that this it its has have had not no but will his "
    "her their he she they after over new says said say who what how why when about into up out more than you your we our us "
    "i if so do does did can could would may might just".split()
)
FINITE = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|did|does|do)\b(?! not|n't)"
)  # verbs that `not` goes behind
OUTLET = re.compile(r"\s[|–-]\s(?=[A-Z][\w .]{2,25}$)")  # what parts a headline from the outlet's name behind it

LETTERS = 6  # of a word that tell it from others
SENTENCES = 30  # of an article
LENGTHS = range(41, 330)  # of a sentence, in code points
LEAST_WORDS = 4  # of a headline or a sentence, without small ones
OPENING, NEXT_OPENING = 4, 5  # sentences of which one tells the headline again, in an own article and in another
TELLS, TELLS_TOO = 0.45, 0.4  # share of the headline's words that it has, at least
APART = 0.4  # share below which a sentence tells something else
FAR = 0.25  # the same of another article
CHANGED = 0.6  # how often a number is changed, where there is one, and not negated

Draw = random.Random
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class News:
    """An article: its headline without the outlet's name, its first sentences, and the story or article it goes with."""

    headline: str
    words: frozenset[str]
    sentences: tuple[str, ...]
    group: str
    story: str | None


def news_pairs(shared: Path, seed: int = 0, most: int | None = None) -> list[Example]:
    """Pairs of all articles, or of the first so many, in either order and mixed."""
    draw = random.Random(seed)
    articles = list(islice(_articles(shared), most))
    out = [pair for one in articles for pair in within(one, draw)]
    out += list(across(articles, draw))
    draw.shuffle(out)
    return [turned(one) if draw.random() < 0.5 else one for one in out]


def turned(one: Example) -> Example:
    """The same pair in the other order."""
    return Example(one.task, one.right, one.left, one.label, one.origin, one.split, one.weight)


def _articles(shared: Path) -> Iterator[News]:
    gold = _gold(shared)
    for name in SETS:
        there = (r for r in rows(shared / f"data/stories/{name}_dev.jsonl.gz") if not gold & set(_marks(r)))
        for row in islice(there, MOST_OF.get(name)):
            yield news(row["title"] or "", row["text"], row["id"], row.get("story"))


def _gold(shared: Path) -> set[str]:
    files = sorted((shared / "gold/stories").glob("*.json"))
    articles = [row for file in files for row in json.loads(file.read_text("utf-8"))["articles"]]
    return {mark for row in articles for mark in _marks(row)}


def _marks(row: Any) -> list[str]:
    """What an article is known by, however it was taken: its headline, its opening."""
    told = (row.get("title") or "").lower().strip()[:60], " ".join(row["text"].split())[:80].lower()
    return [one for one in told if one]


def news(title: str, text: str, id: str, story: str | None = None) -> News:
    """An article, read."""
    headline = OUTLET.split(title.strip())[0]
    words = bag(headline)
    told = [text[a:b].strip() for a, b in sentences(text)[:SENTENCES]]
    kept = [
        one
        for one in told
        if len(one) in LENGTHS
        and len(bag(one)) >= LEAST_WORDS
        and bag(one) != words
        and one.lower()[:40] != headline.lower()[:40]
    ]
    return News(headline, words, tuple(kept), story or id, story)


def bag(text: str) -> frozenset[str]:
    """The beginnings of a text's words, without the small ones."""
    words = re.findall(r"[a-z0-9']+", text.lower())
    return frozenset(word[:LETTERS] for word in words if word not in SMALL and len(word) > 2)


def _example(one: News, left: str, right: str, label: tuple[float, ...]) -> Example:
    held_out = zlib.crc32(one.group.encode()) % DEV_PART == 0
    return Example(PAIR, left, right, label, "news", DEV if held_out else TRAIN)


# ---------------------------------------------------------------------------------------------------- of one article


def within(one: News, draw: Draw) -> Iterator[Example]:
    """A headline and its lead; the headline denied, or changed so that it cannot hold; other sentences, said or denied; a
    sentence and its beginning denied."""
    if len(one.sentences) < NEXT_OPENING:
        return
    if len(one.words) >= LEAST_WORDS:
        yield from _by_headline(one, draw)
    for _ in range(2):
        first = draw.choice(one.sentences)
        words = bag(first)
        others = [s for s in one.sentences if s is not first and 2 <= len(words & bag(s)) <= 0.5 * len(words)]
        if others:
            deny, bare = draw.random() < 0.35, draw.random() < 0.25
            sides = told(first, draw, deny=deny and not bare, bare=bare), told(draw.choice(others), draw, bare=bare)
            yield _example(one, *sides, OTHER)
    whole = draw.choice(one.sentences)
    part = re.split(r",\s|\s—\s", whole)[0]
    if len(part) > 50 and part != whole:
        yield _example(one, told(whole, draw), told(part, draw, deny=True), OPPOSED)


def _by_headline(one: News, draw: Draw) -> Iterator[Example]:
    shared = _shared(one.words)
    lead = max(one.sentences[:OPENING], key=shared)
    if shared(lead) < TELLS:
        return
    bare = draw.random() < 0.4
    yield _example(one, told(lead, draw, bare=bare), told(one.headline, draw, bare=bare), SAME)
    said = told(lead, draw, bare=draw.random() < 0.3)
    yield _example(one, said, told(one.headline, draw, deny=True), OPPOSED)
    others = [s for s in one.sentences if s is not lead and shared(s) < APART and one.words & bag(s)]
    draw.shuffle(others)
    for other in sorted(others[:8], key=shared, reverse=True)[:3]:
        deny = draw.random() < 0.6
        said = told(other, draw, bare=draw.random() < 0.3)
        yield _example(one, said, told(one.headline, draw, deny=deny, bare=not deny and draw.random() < 0.4), OTHER)
    changed = changed_in(one.headline, draw)
    if changed:
        yield _example(one, told(lead, draw, bare=bare), told(changed, draw, bare=bare), OPPOSED)


def told(text: str, draw: Draw, *, deny: bool = False, bare: bool = False) -> str:
    """A text in somebody's mouth, or bare."""
    if bare:
        return text
    that = "that " if deny and draw.random() < 0.5 else ""
    return f"{draw.choice(NAMES)} {draw.choice(DENY if deny else SAY)}: {that}{text}"


def changed_in(headline: str, draw: Draw) -> str | None:
    """A headline with another number, or negated, so that both cannot hold; None where neither can be done."""
    numbers = list(re.finditer(r"\b\d+\b", headline))
    if numbers and draw.random() < CHANGED:
        match = draw.choice(numbers)
        value = int(match[0])
        if 1900 <= value <= 2100:  # a year
            other = value + draw.choice([-2, -1, 1, 2])
        else:
            other = max(1, value + draw.choice([-1, 1]) * max(1, int(value * draw.uniform(0.2, 0.6))))
        if other != value:
            return f"{headline[: match.start()]}{other}{headline[match.end() :]}"
    verb = FINITE.search(headline)
    return f"{headline[: verb.end()]} not{headline[verb.end() :]}" if verb else None


def _shared(words: frozenset[str]) -> Callable[[str], float]:
    """What share of a headline's words a sentence has."""
    return lambda sentence: len(words & bag(sentence)) / max(1, len(words))


# --------------------------------------------------------------------------------------------- of two of one story


def across(articles: Sequence[News], draw: Draw) -> Iterator[Example]:
    """A headline, and what another outlet opens with on the same event; other sentences of it are neither."""
    stories: dict[str, list[News]] = defaultdict(list)
    for one in articles:
        if one.story:
            stories[one.story].append(one)
    for of_story in stories.values():
        for one in of_story:
            for other in of_story:
                if one is not other and len(one.words) >= LEAST_WORDS and len(other.sentences) >= 3:
                    yield from _between(one, other, draw)


def _between(one: News, other: News, draw: Draw) -> Iterator[Example]:
    shared, opening = _shared(one.words), other.sentences[: NEXT_OPENING + 3]
    best = max(opening[:NEXT_OPENING], key=shared)
    if shared(best) >= TELLS_TOO:
        left, right = (told(text, draw, bare=draw.random() < 0.4) for text in (best, one.headline))
        yield _example(one, left, right, SAME)
        said = told(best, draw, bare=draw.random() < 0.3)
        yield _example(one, said, told(one.headline, draw, deny=True), OPPOSED)
    for far in [s for s in opening if shared(s) < FAR and one.words & bag(s)][:2]:
        said = told(far, draw, bare=draw.random() < 0.3)
        yield _example(one, said, told(one.headline, draw, deny=draw.random() < 0.6), OTHER)
