"""The list of judged holders, and how a program's holders are held against it."""

from __future__ import annotations

import re

from bench import holders
from dissensus.records import SpeakerKind
from tests.conftest import require

FIELDS = {"article", "content", "source", "holder", "also", "kind", "note"}
NOTE = 8  # words


def test_the_list_is_what_the_seed_draws() -> None:
    require("../shared", holders.GOLD.exists())
    drawn = holders.draw(holders.rows())
    assert len(drawn) == holders.DRAWN
    told = [{name: row[name] for name in ("article", "content", "source")} for row in holders.judged()]
    assert told == [{**row, "article": holders.key(row["article"])} for row in drawn]


def test_its_offsets_lie_on_whole_words() -> None:
    require("../shared", holders.GOLD.exists())
    texts = {holders.key(row["id"]): row["text"] for row in holders.rows()}
    for row in holders.judged():
        text = texts[row["article"]]
        for start, end in [row["holder"], *row["also"]]:
            assert re.fullmatch(r"\S(.*\S)?", text[start:end])
            assert not re.search(r"\w$", text[:start])
            assert not re.match(r"\w", text[end:])


def test_it_says_what_it_may_and_no_more() -> None:
    kinds = {kind.value for kind in SpeakerKind}
    for row in holders.judged():
        assert set(row) == FIELDS
        assert row["kind"] in kinds
        assert len(row["note"].split()) <= NOTE
        assert row["holder"] or row["kind"] == "unknown"


def test_a_draw_takes_no_statement_without_source_and_none_twice() -> None:
    said = [{"source": [[n, n + 1]], "content": [[n + 2, n + 3]]} for n in range(20)]
    articles = [{"id": "a", "attributions": [*said, {"source": [], "content": [[0, 1]]}]}]
    drawn = holders.draw(articles, 20)
    assert [row["source"] for row in drawn] == [one["source"] for one in said]
    assert holders.draw(articles, 5) == holders.draw(articles, 5)
