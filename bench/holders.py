"""Who holds a statement: 200 statements of PolNeAR dev, drawn by a seed, each with the holder that a reader found.

python -m bench.holders         print which statements were drawn, one line each: article, content, source
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "data/attribution/polnear/dev.jsonl.gz"
JUDGED = Path(__file__).with_name("holders.jsonl")
SEED = 20261122  # committed before any statement was looked at
DRAWN = 200

Row = dict[str, Any]


def rows() -> Iterator[Row]:
    """The articles with their gold statements."""
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def draw(articles: Iterable[Row], count: int = DRAWN, seed: int = SEED) -> list[Row]:
    """`count` gold statements, each of those with a source and a content as likely as any other, in the order in which
    they stand: rows of `article` (its id), `content` and `source` (spans as in the gold)."""
    pool = [
        {"article": article["id"], "content": one["content"], "source": one["source"]}
        for article in articles
        for one in article["attributions"]
        if one["source"] and one["content"]
    ]
    return [pool[index] for index in sorted(random.Random(seed).sample(range(len(pool)), count))]


def key(article: str) -> str:
    """How `holders.jsonl` names an article."""
    return sha256(article.encode()).hexdigest()[:16]


def judged() -> list[Row]:
    """The statements with their holders."""
    return [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Prints the draw."""
    for row in draw(rows()):
        print(json.dumps(row))


if __name__ == "__main__":
    main()
