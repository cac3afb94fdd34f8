"""Stories of their chapters: ids that stay, what was swallowed, origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dissensus.records import Chapter, Edge, Member, Story, Storyline
from dissensus.stages.group.stories import line_id, roots, tell_line, tell_story
from tests.stages.group.made_up import MAKER

NEAR = (0.3, 0.3, 0.3)


def chapter(story: str, week: int, articles: str = "", since: int | None = None, **fields: object) -> Chapter:
    """A chapter with an article for each letter; `carries` tells whose text one has."""
    carries = fields.pop("carries", {})
    assert isinstance(carries, dict)
    members = tuple(Member(a, 0.9, ("word: quay",), NEAR, carries.get(a, ())) for a in articles)
    made = Chapter(f"{story} {week}", story, week, week if since is None else since, 0, members, MAKER, line=story)
    return replace(made, **fields)  # type: ignore[arg-type]


def story(id_: str, articles: str, *former: str) -> Story:
    return Story(id_, tuple(articles), (), "", MAKER, former)


def named(chapters: Sequence[Chapter], *known: Story, living: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    told = next(tell_story(chapters[0].story, chapters, known, living, MAKER))
    assert isinstance(told, Story)
    return told.id, told.former_ids


def test_a_new_story_has_its_key_for_an_id() -> None:
    assert named([chapter("K", 1, "ab")]) == ("K", ())


def test_a_story_that_grows_keeps_its_id_though_another_article_founds_it_now() -> None:
    assert named([chapter("K", 1, "zab")], story("old", "ab", "older")) == ("old", ("older",))


def test_of_two_that_become_one_the_earlier_goes_on_and_remembers_the_other() -> None:
    chapters = [chapter("K", 1, "ab"), chapter("L", 2, "cd", since=2, into="K")]
    assert named(chapters, story("second", "cd", "third"), story("first", "ab")) == ("first", ("second", "third"))


def test_half_of_a_story_is_not_that_story() -> None:
    assert named([chapter("K", 1, "ab")], story("old", "abcd")) == ("K", ())
    assert named([chapter("K", 1, "abc")], story("old", "abcd")) == ("old", ())


def test_where_a_story_falls_apart_the_one_with_its_founder_has_its_id() -> None:
    old = story("K", "abc")
    assert named([chapter("K", 1, "a")], old, living=("L",)) == ("K", ())
    assert named([chapter("L", 1, "bc")], old, living=("K",)) == ("L", ())


def test_what_is_a_story_of_its_own_again_is_no_former_id() -> None:
    assert named([chapter("K", 1, "ab")], story("K", "abcd", "L", "M"), living=("L",)) == ("K", ("M",))


def test_a_story_holds_the_articles_of_all_its_chapters_each_with_an_edge() -> None:
    chapters = [chapter("K", 1, "b"), chapter("K", 2, "a", since=1, absorbed=("L",)), chapter("L", 1, "c")]
    told, *edges = tell_story("K", chapters, [story("id", "bc", "L")], (), MAKER)
    assert isinstance(told, Story)
    assert (told.id, told.articles, told.former_ids, told.storyline) == ("id", ("a", "b", "c"), ("L",), line_id("K"))
    assert sorted((e.left, e.right, e.because) for e in edges if isinstance(e, Edge)) == [
        (article, "id", ("word: quay",)) for article in "abc"
    ]


def test_origins_are_groups_of_one_text_by_the_earliest_over_all_weeks() -> None:
    chapters = [
        chapter("K", 1, "ab"),
        chapter("K", 2, "cd", since=1, carries={"c": ("a",), "d": ("x",)}),
        chapter("K", 3, "e", since=1, carries={"e": ("b", "c")}),
    ]
    told = next(tell_story("K", chapters, (), (), MAKER))
    assert isinstance(told, Story)
    assert told.origins == (("a", "b", "c", "e"), ("d",))


def test_what_was_swallowed_by_what_was_swallowed_is_in_the_last() -> None:
    ends = [chapter("L", 2, into="K"), chapter("M", 1, into="L"), chapter("K", 1, "a")]
    assert roots(ends) == {"L": "K", "M": "K"}


def test_a_line_of_several_stories_says_why_each_is_there() -> None:
    founding = {"K": chapter("K", 1, "a"), "L": chapter("L", 9, "b", line="K", line_because=("word: quay",))}
    line, *edges = tell_line("K", founding, {"K": "one", "L": "two"}, MAKER)
    assert isinstance(line, Storyline)
    assert line.stories == ("one", "two")
    assert [(e.left, e.right, e.because) for e in edges if isinstance(e, Edge)] == [
        ("one", line.id, ("the first of its line",)), ("two", line.id, ("word: quay",)),
    ]  # fmt: skip


def test_a_story_alone_is_a_line_without_reasons_and_of_none_there_is_no_line() -> None:
    assert len(list(tell_line("K", {"K": chapter("K", 1, "a")}, {"K": "one"}, MAKER))) == 1
    assert list(tell_line("K", {}, {}, MAKER)) == []
