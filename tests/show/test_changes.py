"""The differences of two versions, as passages of both."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dissensus.records import Article, Maker, Parts, Span
from dissensus.show.changes import Change, Kind, changes
from tests.stages.group.articles import article, blocks_of

FIRST = "The quay was sold on Monday.\nThe council had not been asked.\nA vote is being prepared.\nNobody was hurt."


def differences(older: str, newer: str) -> tuple[tuple[Change, ...], Article, Article]:
    one, other = article("a", older), article("b", newer)
    blocks = blocks_of([one, other])
    return changes(one, blocks["a"], other, blocks["b"]), one, other


def told(older: str, newer: str) -> list[tuple[str, ...]]:
    """Each difference as kind and passages: the block, or the words that were taken and put."""
    found, one, other = differences(older, newer)
    texts = {"a": one.parts, "b": other.parts}

    def words(span: Span | None) -> str:
        return texts[span.article].of(span.part)[span.start : span.end] if span else ""

    out: list[tuple[str, ...]] = []
    for change in found:
        if change.kind is Kind.CHANGED:
            out += [("changed", words(edit.taken), words(edit.put)) for edit in change.edits]
        elif change.kind is not Kind.EQUAL:
            out.append((change.kind, words(change.older or change.newer)))
    return out


def test_the_same_text_has_no_differences_whatever_its_white_space() -> None:
    assert told(FIRST, FIRST.replace("\n", "\n\n").replace("was sold", "was  sold")) == []


def test_a_word_exchanged_a_block_added_and_one_gone() -> None:
    second = FIRST.replace("Monday", "Tuesday").replace("A vote is being prepared.\n", "") + "\nThe buyer is a cousin."
    assert told(FIRST, second) == [
        ("changed", "Monday", "Tuesday"),
        ("gone", "A vote is being prepared."),
        ("added", "The buyer is a cousin."),
    ]


def test_words_put_in_and_left_out() -> None:
    assert told(FIRST, FIRST.replace("had not been asked", "had been asked twice")) == [
        ("changed", "not", ""),
        ("changed", "", "twice"),
    ]


def test_a_block_that_became_another_is_gone_and_added() -> None:
    assert told(FIRST, FIRST.replace("Nobody was hurt.", "Divers search the harbour for a safe.")) == [
        ("added", "Divers search the harbour for a safe."),
        ("gone", "Nobody was hurt."),
    ]


def test_a_headline_of_its_own_is_a_block_too() -> None:
    maker = Maker("clean", "test")
    one, other = (
        Article(id_, id_, Parts("", title=title), maker) for id_, title in (("a", "Quay sold"), ("b", "Quay not sold"))
    )
    (change,) = changes(one, (), other, ())
    assert (change.kind, change.edits[0].put) == (Kind.CHANGED, Span("b", "title", 5, 8))


lines = st.lists(
    st.sampled_from("the quay was sold|the quay was not sold|a vote|nobody was hurt at all".split("|")), max_size=8
)


@given(lines, lines)
def test_every_block_of_both_is_told_once_and_in_order(older: list[str], newer: list[str]) -> None:
    found, one, other = differences("\n".join(older), "\n".join(newer))
    blocks = blocks_of([one, other])
    assert [c.newer for c in found if c.newer] == [b.span for b in blocks["b"]]
    assert Counter(c.older for c in found if c.older) == Counter(b.span for b in blocks["a"])
    texts = {"a": one.parts.text, "b": other.parts.text}
    for change in found:
        if change.kind is Kind.EQUAL and change.older and change.newer:
            words = [texts[s.article][s.start : s.end] for s in (change.older, change.newer)]
            assert words[0] == words[1]
