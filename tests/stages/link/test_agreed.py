"""Which statements of several articles tell the same, and which stand alone."""

from __future__ import annotations

from dissensus.records import Edge, Relation, Statement, Verdict
from tests.stages.link.linking import Linked, story

SALE = "The Harbour Post said that Mayor Ilse Brandt had sold the old quay to a shipping firm from Velm."
AGAIN = "According to The Harbour Post, the old quay was sold to a Velm shipping firm by Mayor Ilse Brandt."
RAIN = "The tram company said that heavy rain had stopped all trams in the northern suburbs on Monday."
DENIAL = "Mayor Ilse Brandt denied that she had sold the old quay to a shipping firm from Velm."


def told(linked: Linked) -> set[tuple[str, Verdict, str]]:
    """Beginning and end of each edge, by the article of the statement."""
    article = {one.id: one.article for one in linked.of(Statement)}
    edges = [one for one in linked.of(Edge) if one.relation is Relation.TOLD_ALIKE]
    return {(article[one.left], one.verdict, article.get(one.right, one.right)) for one in edges}


def test_two_articles_that_tell_the_same_in_other_words_are_joined() -> None:
    assert {verdict for _, verdict, _ in told(story(SALE, AGAIN))} == {Verdict.SAME}


def test_what_nothing_else_comes_near_leads_to_its_story() -> None:
    assert told(story(SALE, RAIN)) == {("a0", Verdict.DIFFERENT, "story"), ("a1", Verdict.DIFFERENT, "story")}


def test_what_is_denied_is_near_and_not_the_same() -> None:
    assert told(story(SALE, DENIAL)) == {("a0", Verdict.UNSURE, "a1"), ("a1", Verdict.UNSURE, "a0")}


def test_other_figures_are_not_the_same() -> None:
    few = "The Harbour Post said that 40 dockers had been dismissed by the shipping firm from Velm on Tuesday."
    many = few.replace("40", "90")
    assert Verdict.SAME in {verdict for _, verdict, _ in told(story(few, few))}
    assert {verdict for _, verdict, _ in told(story(few, many))} == {Verdict.UNSURE}


def test_of_three_that_tell_the_same_two_lead_to_the_third() -> None:
    edges = told(story(SALE, AGAIN, SALE))
    middle = {right for _, verdict, right in edges if verdict is Verdict.SAME}
    assert len(middle) == 1
    assert {left for left, verdict, _ in edges if verdict is Verdict.SAME} == {"a0", "a1", "a2"} - middle


def test_a_story_of_one_article_has_nobody_to_agree_with() -> None:
    assert told(story(f"{SALE} {RAIN}")) == set()


def test_what_says_too_little_is_compared_with_nothing() -> None:
    assert told(story("Mayor Ilse Brandt rejected these claims.", RAIN)) == {("a1", Verdict.DIFFERENT, "story")}
