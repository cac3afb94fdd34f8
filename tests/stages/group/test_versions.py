"""Captures of one address or one place, in order, as versions of one work."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import Article, Dated, Edge, Page, Relation, Story, Verdict
from dissensus.stages.group import group
from dissensus.stages.group.versions import Step, find_versions
from tests.stages.group.articles import article, blocks_of
from tests.stages.group.texts import account

ADDRESS = "https://gazette.example/quay"
TEXT = account(1, 10)


def capture(one: Article, replaces: str | None = None, fetched: str | None = None, place: str | None = None) -> Page:
    """The page of an article; `replaces` names the article whose page it replaced."""
    before = f"page of {replaces}" if replaces else None
    return Page(one.page, b"", "text/plain", (one.id,), fetched=fetched, place=place, replaces=before)


def steps(articles: Sequence[Article], *pages: Page) -> list[tuple[str, str, Verdict]]:
    found = find_versions(articles, blocks_of(articles), {page.id: page for page in pages})
    return [(articles[s.older].id, articles[s.newer].id, s.verdict) for s in found]


def at(id_: str, text: str = TEXT, **fields: object) -> Article:
    return article(id_, text, work=ADDRESS, **fields)


def test_captures_of_one_address_go_by_the_time_of_fetching() -> None:
    articles = [at("a", TEXT + " Zzz."), at("b"), at("c", TEXT + " Zzz zzz.")]
    times = {"a": "2024-05-02T10:00:00Z", "b": "2024-05-02T11:00:00+02:00", "c": "2024-05-03T00:00:00Z"}
    pages = [capture(one, fetched=times[one.id]) for one in articles]
    assert steps(articles, *pages) == [("a", "c", Verdict.SAME), ("b", "a", Verdict.SAME)]


def test_without_that_by_the_time_of_updating_then_of_publishing() -> None:
    one, other = at("a", TEXT + " Zzz.", day="2024-05-03"), at("b", day="2024-05-01")
    assert steps([one, other]) == [("b", "a", Verdict.SAME)]
    later = replace(other, updated=Dated("2024-05-04", "day", "test"))
    assert steps([one, later]) == [("a", "b", Verdict.SAME)]


def test_a_file_that_has_changed_is_a_later_version_whatever_its_dates() -> None:
    old, new = article("a", TEXT, day="2024-05-03"), article("b", TEXT + " Zzz.", day="2024-05-01")
    found = find_versions([old, new], blocks_of([old, new]), {new.page: capture(new, "a", place="in/quay.txt")})
    assert found == [
        Step(
            0,
            1,
            Verdict.SAME,
            1.0,
            (
                "met later in the same place: in/quay.txt",
                "100 % of the older one's words stand in the newer one, 99 % of the newer one's in the older one",
            ),
        )
    ]


def test_a_capture_in_between_that_gave_no_article_does_not_part_them() -> None:
    old, new = article("a", TEXT), article("c", TEXT + " Zzz.")
    empty = Page("page of b", b"", "text/plain", ("b",), replaces=old.page)
    assert steps([old, new], empty, capture(new, "b")) == [("a", "c", Verdict.SAME)]


def test_another_article_in_the_same_place_is_told_and_not_folded() -> None:
    old, new = article("a", TEXT, title="Quay sold"), article("b", account(2, 10), title="Ferry lost")
    (step,) = find_versions([old, new], blocks_of([old, new]), {new.page: capture(new, "a", place="a.txt")})
    assert step.verdict is Verdict.UNSURE
    assert step.because[-1] == "too little in common, and no headline: another article may have taken the place"
    same_title = [replace(one, title="Quay sold") for one in (old, new)]
    assert steps(same_title, capture(new, "a")) == [("a", "b", Verdict.SAME)]


def test_an_article_alone_has_no_versions() -> None:
    assert steps([article("a", TEXT), article("b", TEXT)]) == []


def test_versions_are_one_origin_and_no_copies() -> None:
    texts = {"a": TEXT, "b": TEXT + " Zzz.", "c": TEXT + " Zzz zzz."}
    works = [at(id_, text, day=f"2024-05-0{n}") for n, (id_, text) in enumerate(texts.items(), 1)]
    copy = article("x", TEXT, day="2024-05-09")
    articles = [*works, copy]
    records = list(group(articles, blocks_of(articles), {}))
    (story,) = [r for r in records if isinstance(r, Story)]
    assert story.origins == (("a", "b", "c", "x"),)
    edges = [r for r in records if isinstance(r, Edge)]
    assert [(e.left, e.right) for e in edges if e.relation is Relation.VERSION] == [("a", "b"), ("b", "c")]
    assert all("x" in (e.left, e.right) for e in edges if e.relation is Relation.COPY)


made = st.lists(
    st.tuples(st.sampled_from([ADDRESS, "https://gazette.example/other", ""]), st.integers(1, 3), st.integers(0, 3)),
    min_size=1,
    max_size=7,
)


@settings(max_examples=40, deadline=None, database=None)
@given(made, st.randoms(use_true_random=False))
def test_order_makes_no_difference_and_every_row_of_versions_has_an_end(
    made: list[tuple[str, int, int]], random: object
) -> None:
    articles: list[Article] = []
    pages: list[Page] = []
    for n, (work, seed, back) in enumerate(made):
        id_ = hashlib.sha256(str(n).encode()).hexdigest()[:8]
        one = article(id_, f"{account(seed, 4)} z{n}.", work=work or id_)
        replaces = articles[n - back].id if 0 < back <= n else None
        articles.append(one)
        pages.append(capture(one, replaces, place="in/a.txt"))
    mixed = random.sample(articles, len(articles))  # type: ignore[attr-defined]
    found = steps(articles, *pages)
    assert sorted(found) == sorted(steps(mixed, *pages))
    followed = [older for older, _, _ in found]
    assert len(followed) == len(set(followed))  # one step leads away from a version, and one to it
    following = {older: newer for older, newer, _ in found}
    assert len(set(following.values())) == len(following)
    for start in following:
        seen = [start]
        while seen[-1] in following:
            seen.append(following[seen[-1]])
            assert len(seen) <= len(articles)
