"""The ledger of an article as it is printed: a line a block, who decided, and nothing wider than the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from dissensus.errors import UnknownId
from dissensus.records import Block, Verdict
from dissensus.show.ledger import LedgerView, ledger_view, print_ledger
from dissensus.verdicts import word
from tests.show.conftest import bridge


@pytest.fixture(scope="module")
def ledger() -> LedgerView:
    """That of the courier, in which Ada cut the second paragraph, and of one that is no more."""
    corpus = bridge()
    article = corpus.articles["003_courier"]
    with corpus.store() as store:
        blocks = store.fetch(Block, articles=[article.id])
        store.put_edge(word(article, blocks[3], Verdict.DIFFERENT, "Ada \x1b[31mLind", "2024-05-06T10:00:00+00:00"))
        gone = word(article, blocks[4], Verdict.SAME, "Ben", "2024-05-07T10:00:00+00:00")
        store.put_edge(replace(gone, left=gone.left.rpartition(":")[0] + ":of-other-words"))
        return ledger_view(store, article.id)


def printed(view: LedgerView, width: int = 80, only: tuple[int, ...] = ()) -> str:
    out = io.StringIO()
    print_ledger(view, Console(file=out, width=width, color_system=None), only)
    return out.getvalue()


def test_every_block_has_a_line_with_its_number_and_why(ledger: LedgerView) -> None:
    lines = printed(ledger, 200).splitlines()
    assert "5 blocks, 2 kept, 3 cut, 1 decided by a person" in lines[2]
    assert lines[3].split() == "1 cut stamp - stamp-line 1.00 Velm Courier - 14 September 2023".split()
    assert lines[6].split()[:6] == ["4", "cut", "paragraph", "-", "person", "1.00"]
    assert lines[7].strip() == "by Ada Lind, 6 May 2024; the machine: kept, paragraph, paragraph-line 1.00"


def test_a_word_whose_passage_is_gone_is_told(ledger: LedgerView) -> None:
    assert "without effect now: Ben kept text" in printed(ledger)
    assert "7 May 2024: “The author writes about harbours" in " ".join(printed(ledger).split())


def test_only_what_was_asked_for_is_printed(ledger: LedgerView) -> None:
    lines = printed(ledger, only=(2, 5)).splitlines()
    assert [line.split()[0] for line in lines[3:]] == ["2", "5"]


@pytest.mark.parametrize("width", [30, 46, 80, 200])
def test_nothing_is_wider_than_the_terminal_nor_steers_it(ledger: LedgerView, width: int) -> None:
    text = printed(ledger, width)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text


def test_an_article_that_is_not_there_is_told() -> None:
    with bridge().store() as store, pytest.raises(UnknownId, match="nope: no such article"):
        ledger_view(store, "nope")
