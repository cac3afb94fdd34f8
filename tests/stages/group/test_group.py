from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import (
    Article,
    Block,
    BlockKind,
    Dated,
    Edge,
    Maker,
    Mention,
    Parts,
    Record,
    Relation,
    Span,
    Story,
    Storyline,
)
from dissensus.stages.clean.signature import sign
from dissensus.stages.group import group
from dissensus.stages.read import read

MAKER = Maker("clean", "test")
QUAY = (
    "The mayor of Osterwick, Ilse Brandt, has sold the old quay to her cousin, the Harbour Post reported. The quay was built in "
    "1911 and belongs to the city. The council had not been asked. Brandt said that the sale was legal and that the price of "
    "four million crowns was fair. The opposition called for a vote of no confidence before the end of the month."
)
QUAY_AGAIN = (
    "Osterwick is arguing over its old quay. Mayor Ilse Brandt sold it without asking the council, and the buyer is a cousin "
    "of hers. The city got four million crowns. The sale was legal, Brandt insists. A vote of no confidence is being prepared."
)
FERRY = (
    "The ferry Marit capsized off Brattmoor on Monday evening. Fourteen people died, the coastguard said. Divers are looking at "
    "the bow door. The operator blames a freak wave, survivors speak of water on the car deck. The minister promised an inquiry."
)


def corpus(*articles: tuple[str, str | None]) -> tuple[list[Article], dict[str, list[Block]], dict[str, list[Mention]]]:
    made, blocks, mentions = [], {}, {}
    for i, (text, day) in enumerate(articles):
        dated = Dated(day, "day", "test") if day else Dated()
        signature = sign(text, [(0, len(text))])
        article = Article(f"a{i}", f"p{i}", Parts(text), MAKER, language="en", published=dated, signature=signature)
        made.append(article)
        blocks[article.id] = [
            Block(Span(article.id, "text", 0, len(text)), BlockKind.PARAGRAPH, True, "test", MAKER, "en")
        ]
        mentions[article.id] = [m for m in read(article, blocks[article.id]) if isinstance(m, Mention)]
    return made, blocks, mentions


def grouped(*articles: tuple[str, str | None], known: tuple[Story, ...] = ()) -> list[Record]:
    return list(group(*corpus(*articles), known))


def stories(records: list[Record]) -> set[frozenset[str]]:
    return {frozenset(r.articles) for r in records if isinstance(r, Story)}


def test_two_accounts_of_one_event_are_one_story_and_another_event_is_another() -> None:
    found = grouped((QUAY, "2024-05-01"), (QUAY_AGAIN, "2024-05-02"), (FERRY, "2024-05-02"))
    assert stories(found) == {frozenset({"a0", "a1"}), frozenset({"a2"})}


def test_months_later_it_is_another_round_of_one_storyline() -> None:
    found = grouped((QUAY, "2024-01-01"), (QUAY_AGAIN, "2024-10-02"))
    assert stories(found) == {frozenset({"a0"}), frozenset({"a1"})}
    (line,) = [r for r in found if isinstance(r, Storyline)]
    assert len(line.stories) == 2


def test_a_copy_with_its_own_first_line_has_the_same_origin() -> None:
    found = grouped((QUAY, "2024-05-01"), ("By our reporters in Osterwick. " + QUAY[:320], "2024-05-02"))
    (story,) = [r for r in found if isinstance(r, Story)]
    assert story.origins == (("a0", "a1"),)
    (copy,) = [r for r in found if isinstance(r, Edge) and r.relation is Relation.COPY]
    assert copy.score > 0.9


def test_two_accounts_in_other_words_are_two_origins() -> None:
    (story,) = [r for r in grouped((QUAY, "2024-05-01"), (QUAY_AGAIN, "2024-05-02")) if isinstance(r, Story)]
    assert story.origins == (("a0",), ("a1",))


def test_a_story_that_grows_keeps_its_id_and_one_that_is_swallowed_is_remembered() -> None:
    (first,) = [r for r in grouped((QUAY, "2024-05-01")) if isinstance(r, Story)]
    other = Story("gone", ("a1",), (("a1",),), "line", MAKER)
    (grown,) = [
        r
        for r in grouped((QUAY, "2024-05-01"), (QUAY_AGAIN, "2024-05-02"), known=(first, other))
        if isinstance(r, Story)
    ]
    assert grown.id == first.id
    assert grown.former_ids == ("gone",)


def test_each_membership_tells_what_is_shared() -> None:
    found = grouped((QUAY, "2024-05-01"), (QUAY_AGAIN, "2024-05-02"))
    members = [r for r in found if isinstance(r, Edge) and r.relation is Relation.MEMBER]
    assert {e.left for e in members} == {"a0", "a1"}
    assert all(any(b.startswith(("name:", "word:")) for b in e.because) for e in members)


@settings(max_examples=25, deadline=None, database=None)
@given(st.permutations([(QUAY, "2024-05-01"), (QUAY_AGAIN, "2024-05-02"), (FERRY, "2024-05-02"), (FERRY, None)]))
def test_the_order_of_arrival_does_not_matter(order: list[tuple[str, str | None]]) -> None:
    articles, _, _ = corpus(*order)
    text = {a.id: (a.parts.text, a.published.value) for a in articles}
    found = {frozenset(text[i] for i in s) for s in stories(grouped(*order))}
    assert found == {
        frozenset({(QUAY, "2024-05-01"), (QUAY_AGAIN, "2024-05-02")}),
        frozenset({(FERRY, "2024-05-02"), (FERRY, None)}),
    }


@pytest.mark.parametrize("text", ["", "a", "x " * 500, "\u202e\u0000", "said " * 40])
def test_whatever_the_text_every_article_is_in_one_story(text: str) -> None:
    found = grouped((text, None), (QUAY, "2024-05-01"))
    assert sorted(a for s in stories(found) for a in s) == ["a0", "a1"]


def test_nothing_comes_of_nothing() -> None:
    assert list(group([], {}, {})) == []
