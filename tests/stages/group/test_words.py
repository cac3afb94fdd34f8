"""Persons' words on which articles tell one story, over the stories that the machine forms."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import Relation, Story, Verdict
from dissensus.stages.group import group
from dissensus.verdicts import new_word, story_words
from tests.stages.group.test_group import FERRY, QUAY, QUAY_AGAIN, corpus, stories

SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT
FOUR = corpus(
    (QUAY, "2024-05-01"), (QUAY_AGAIN, "2024-05-02"), (FERRY, "2024-05-01"), (FERRY + " It sank.", "2024-05-02")
)
IDS = [article.id for article in FOUR[0]]


def told(*words: tuple[str, str, Verdict]) -> set[frozenset[str]]:
    """The stories by these words, said one after the other."""
    edges = [
        new_word(Relation.SAME_STORY, (left, right), verdict, "Ada", f"2024-06-01T10:00:{second:02}.000000+00:00")
        for second, (left, right, verdict) in enumerate(words)
    ]
    return stories(list(group(*FOUR, words=story_words(edges))))


def test_without_a_word_the_stories_are_the_machines() -> None:
    assert told() == {frozenset({"a0", "a1"}), frozenset({"a2", "a3"})}


def test_one_word_joins_two_stories_with_all_their_articles() -> None:
    assert told(("a1", "a2", SAME)) == {frozenset(IDS)}


def test_articles_that_a_person_parts_stand_in_no_story_together_though_they_are_copies() -> None:
    assert told(("a0", "a1", DIFFERENT)) == {frozenset({"a0"}), frozenset({"a1"}), frozenset({"a2", "a3"})}
    assert frozenset({"a2", "a3"}) not in told(("a3", "a2", DIFFERENT))


def test_stories_that_hold_parted_articles_are_not_joined_whatever_is_said_of_others() -> None:
    assert told(("a0", "a2", DIFFERENT), ("a1", "a3", SAME)) == told()


def test_what_is_joined_keeps_one_id_and_remembers_the_other() -> None:
    before = [r for r in group(*FOUR) if isinstance(r, Story)]
    word = new_word(Relation.SAME_STORY, ("a2", "a0"), SAME, "Ada", "2024-06-01T10:00:00.000000+00:00")
    (one,) = [r for r in group(*FOUR, before, words=[word]) if isinstance(r, Story)]
    assert {one.id, *one.former_ids} == {story.id for story in before}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(combinations(IDS, 2))), st.sampled_from([SAME, DIFFERENT])), max_size=6))
def test_every_article_is_in_one_story_and_none_with_one_that_it_is_parted_from(
    words: list[tuple[tuple[str, str], Verdict]],
) -> None:
    found = told(*((*pair, verdict) for pair, verdict in words))
    assert sorted(article for story in found for article in story) == IDS
    for pair, verdict in dict(words).items():
        if verdict is DIFFERENT and (pair, DIFFERENT) == words[-1]:  # the last word holds
            assert not any(set(pair) <= story for story in found)
