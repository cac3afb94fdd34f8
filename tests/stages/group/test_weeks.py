"""Stories week by week, over articles of given words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import UNDATED, Chapter, Gist, make_id
from dissensus.stages.group.stories import roots
from dissensus.stages.group.weeks import BACK, Scene, Ties, fold, in_order, shared, window
from tests.stages.group.made_up import MAKER, told

QUAY = "quay mayor osterwick cousin crowns council brandt sale vote opposition"
FERRY = "ferry marit brattmoor coastguard divers bow wave survivors inquiry deck"
MONDAY = date(2024, 1, 1)


def day(weeks: int, days: int = 0) -> str:
    return (MONDAY + timedelta(weeks=weeks, days=days)).isoformat()


def folded(gists: Iterable[Gist], **ties: object) -> list[Chapter]:
    """All chapters, week after week, as over a whole corpus."""
    known = Ties(**ties)  # type: ignore[arg-type]
    gists = list(gists)
    chapters: list[Chapter] = []
    for number in sorted({g.week for g in gists}):
        first, last = window(number)
        past = [g for g in gists if first <= g.week <= last]
        scene = Scene(number, past, [g for g in gists if g.week == number], chapters)
        chapters += fold(scene, known, lambda words: (), MAKER)
    return chapters


def stories(chapters: Sequence[Chapter]) -> set[frozenset[str]]:
    root = roots(chapters)
    out: dict[str, set[str]] = {}
    for chapter in chapters:
        out.setdefault(root.get(chapter.story, chapter.story), set()).update(m.article for m in chapter.members)
    return {frozenset(articles) for articles in out.values()}


def why(chapters: Sequence[Chapter], article: str) -> tuple[str, ...]:
    (member,) = (m for c in chapters for m in c.members if m.article == article)
    return member.because


def test_a_story_goes_on_for_six_weeks_and_not_after() -> None:
    first = told("a", QUAY, day(0, 6))
    assert window(first.week) == (first.week - BACK, first.week - 1)
    assert BACK == 6
    near, far = told("b", QUAY, day(BACK)), told("b", QUAY, day(BACK + 1))
    shared_text = [("a", "b", 1.0)]
    assert stories(folded([first, near], shared=shared_text)) == {frozenset("ab")}
    assert stories(folded([first, far], shared=shared_text)) == {frozenset("a"), frozenset("b")}


def test_a_story_that_is_told_again_stays_open() -> None:
    accounts = [told(f"a{n}", QUAY, day(4 * n)) for n in range(6)]
    text = [(f"a{n}", f"a{n + 1}", 1.0) for n in range(5)]
    chapters = folded(accounts, shared=text)
    assert stories(chapters) == {frozenset(f"a{n}" for n in range(6))}
    assert [c.size for c in chapters] == [1, 2, 3, 4, 5, 6]
    assert {c.since for c in chapters} == {accounts[0].week}
    assert [c.outline is not None for c in chapters] == [True, *[False] * 5]


def test_other_words_are_another_story() -> None:
    chapters = folded([told("a", QUAY, day(0)), told("b", FERRY, day(0)), told("c", QUAY, day(0, 1))])
    assert stories(chapters) == {frozenset("ac"), frozenset("b")}


def test_the_key_of_a_story_is_that_of_its_earliest_article() -> None:
    (chapter,) = folded([told("b", QUAY, day(0)), told("a", QUAY, day(0, 2))])
    assert chapter.story == chapter.line == make_id("story", "b")
    assert [m.article for m in chapter.members] == ["b", "a"]


def test_a_story_that_is_swallowed_ends_in_the_older_one() -> None:
    gists = [told("a", QUAY, day(0)), told("b", FERRY, day(1)), told("c", f"{QUAY} {FERRY}", day(2))]
    chapters = folded(gists, same={("a", "c"): "Ada", ("b", "c"): "Bo"})
    one, other = make_id("story", "a"), make_id("story", "b")
    last, end = sorted((c for c in chapters if c.week == gists[2].week), key=lambda c: c.into or "")
    assert (last.story, last.absorbed, last.size, last.since) == (one, (other,), 3, gists[0].week)
    assert (end.story, end.into, end.members) == (other, one, ())
    assert stories(chapters) == {frozenset("abc")}
    after = folded(
        [*gists, told("d", FERRY, day(3))], same={("a", "c"): "Ada", ("b", "c"): "Bo"}, shared=[("b", "d", 9.0)]
    )
    assert after[-1].story == one  # what is like an article of the swallowed one comes to the one that is left
    assert after[-1].size == 4


def test_what_a_person_put_together_or_apart_is_so() -> None:
    gists = [told("a", QUAY, day(0)), told("b", QUAY, day(1)), told("c", FERRY, day(1))]
    assert stories(folded(gists)) == {frozenset("ab"), frozenset("c")}
    chapters = folded(gists, apart={("a", "b"): "Ada"}, same={("a", "c"): "Bo"})
    assert stories(chapters) == {frozenset("ac"), frozenset("b")}
    assert why(chapters, "c")[0] == "put there by a person: Bo"


def test_what_a_person_parted_stays_so_as_long_as_both_stories_go_on() -> None:
    """The two articles are long out of sight when somebody writes again what could be of either."""
    parted = {("a", "b"): "Ada"}
    gists = [told("a", QUAY, day(0)), told("b", QUAY, day(0)), told("a2", QUAY, day(5)), told("b2", QUAY, day(5))]
    gists += [told("z", QUAY, day(10))]
    text = [("a", "a2", 5.0), ("b", "b2", 5.0), ("a2", "z", 3.0), ("b2", "z", 3.0)]
    chapters = folded(gists, apart=parted, shared=text, same={("a", "a2"): "Ada", ("b", "b2"): "Ada"})
    assert not any({"a", "b"} <= story for story in stories(chapters))
    assert {pair for c in chapters for pair in c.apart} == {("a", "b"), ("b", "a")}


def test_what_has_no_date_comes_last_and_joins_no_rounds_half_a_year_apart() -> None:
    rounds = [told("a", QUAY, day(0)), told("b", QUAY, day(26))]
    bridge = told("c", QUAY)
    assert bridge.week == UNDATED
    assert window(UNDATED) == (0, UNDATED - 1)
    assert in_order([bridge, *rounds])[-1] == bridge
    found = stories(folded([*rounds, bridge]))
    assert not any({"a", "b"} <= story for story in found)
    assert frozenset("ac") in found or frozenset("bc") in found


def test_reasons_tell_what_is_shared_how_alike_and_how_far_apart() -> None:
    names = ("ilse brandt", "osterwick")
    gists = [told("a", QUAY, day(0), names=names), told("b", QUAY, day(0, 2), names=names[:1])]
    because = why(folded(gists), "b")
    assert because[:2] == ("name: ilse brandt", "word: brandt")
    assert because[-2:] == ("likeness 1.00, to its ten nearest 0.37", "2 days apart")
    assert why(folded([*gists, told("c", QUAY)], shared=[("a", "c", 1.0)]), "c")[-1] == "a date is unknown"
    assert why(folded([told("a", FERRY, day(0))]), "a") == ("alone",)
    assert shared(told("a", QUAY), told("b", FERRY)) == ()


def test_origins_are_the_earlier_articles_whose_text_is_carried() -> None:
    gists = [told("a", QUAY, day(0)), told("b", QUAY, day(1))]
    chapters = folded(gists, one=[("a", "b")], shared=[("a", "b", 1.0)])
    assert [(m.article, m.origins) for c in chapters for m in c.members] == [("a", ()), ("b", ("a",))]


def test_a_past_article_that_no_chapter_holds_is_not_seen() -> None:
    ghost, new = told("a", QUAY, day(0)), told("b", QUAY, day(1))
    (chapter,) = fold(Scene(new.week, [ghost], [new], []), Ties(), lambda words: (), MAKER)
    assert [m.article for m in chapter.members] == ["b"]


def test_an_empty_week_makes_nothing() -> None:
    assert fold(Scene(5, [], [], []), Ties(), lambda words: (), MAKER) == []


WORDS = st.sets(st.sampled_from((QUAY + " " + FERRY).split()[::2]), min_size=1)
ARTICLES = st.lists(st.tuples(WORDS, st.one_of(st.none(), st.integers(0, 200))), min_size=1, max_size=9)
PAIRS = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=3)


@settings(max_examples=60, deadline=None)
@given(ARTICLES, PAIRS, st.randoms(use_true_random=False))
def test_every_article_is_in_one_story_whatever_order_they_came_in(
    articles: list[tuple[set[str], int | None]], parted: set[tuple[int, int]], chance: object
) -> None:
    gists = [
        told(f"a{n}", " ".join(sorted(words)), None if at is None else day(0, at))
        for n, (words, at) in enumerate(articles)
    ]
    apart: Mapping[tuple[str, str], str] = {(f"a{i}", f"a{j}"): "Ada" for i, j in parted if i < j < len(gists)}
    chapters = folded(gists, apart=apart)
    found = stories(chapters)
    assert sorted(a for story in found for a in story) == sorted(g.article for g in gists)
    assert not any({i, j} <= story for i, j in apart for story in found)
    shuffled = list(gists)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert folded(shuffled, apart=apart) == chapters
    assert len({c.id for c in chapters}) == len(chapters)
