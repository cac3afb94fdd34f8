"""Copies of every kind, told from accounts that merely speak of the same things."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import Article, Relation, Verdict
from dissensus.stages.group.copies import Copy, copy_edge, find_copies, is_before, is_one_event
from tests.stages.group.articles import MAKER, article, blocks_of
from tests.stages.group.texts import account, cut_sentences

TEXT = account(1, 20)
PARTS = cut_sentences(TEXT)


def found(*articles: Article) -> list[Copy]:
    return find_copies(articles, blocks_of(articles))


def only(*articles: Article) -> Copy:
    (copy,) = found(*articles)
    return copy


def test_the_same_words_are_an_exact_duplicate_whatever_the_headline() -> None:
    copy = only(article("a", TEXT, title="One"), article("b", TEXT.upper(), title="Other"))
    assert (copy.verdict, copy.score, copy.because[0]) == (Verdict.SAME, 1.0, "exact duplicate")


def test_of_many_exact_duplicates_each_is_joined_to_the_first() -> None:
    copies = found(*(article(id_, TEXT) for id_ in "abcdef"))
    assert [(copy.first, copy.second) for copy in copies] == [(0, n) for n in range(1, 6)]


def test_few_words_are_a_copy_only_under_the_same_headline() -> None:
    stub = "Subscribe to read the whole of this article."
    assert found(article("a", stub, title="One"), article("b", stub, title="Other")) == []
    assert only(article("a", stub, title="One"), article("b", stub, title="one")).score == 1.0
    assert only(article("a", stub), article("b", stub)).score == 1.0
    assert found(article("a", ""), article("b", "")) == []


def test_a_few_words_changed_are_a_near_duplicate() -> None:
    changed = TEXT.replace(PARTS[4], " Zzz zzz zzz.")
    copy = only(article("a", TEXT), article("b", changed))
    assert (copy.verdict, copy.because[0]) == (Verdict.SAME, "near duplicate")
    assert 0.9 < copy.score < 1


@pytest.mark.parametrize(("ids", "side"), [("ab", "right one of the left"), ("ba", "left one of the right")])
def test_an_excerpt_tells_which_one_it_is_and_both_shares(ids: str, side: str) -> None:
    part = "".join(PARTS[5:10])
    copy = only(article(ids[0], TEXT), article(ids[1], part))
    assert copy.because[0] == f"excerpt: the {side} one"
    whole = round(100 * len(part.split()) / len(TEXT.split()))
    left, right = (whole, 100) if ids == "ab" else (100, whole)
    assert copy.because[1] == (
        f"{left} % of the left one's words stand in the right one, {right} % of the right one's in the left one"
    )
    assert (copy.verdict, copy.score) == (Verdict.SAME, 1.0)


def test_a_third_of_the_sentences_may_be_a_rewrite_and_nothing_is_said_for_sure() -> None:
    rewrite = " ".join([*PARTS[::3], account(2, 14)])
    copy = only(article("a", TEXT), article("b", rewrite))
    assert (copy.verdict, copy.because[0]) == (Verdict.UNSURE, "rewrite, or one source")
    assert 0.2 < copy.score < 0.5


@pytest.mark.parametrize(("outlets", "kind"), [("AB", "partial copy"), ("AA", "an outlet's own words again")])
def test_half_of_an_article_is_a_copy_elsewhere_and_background_in_its_own_outlet(outlets: str, kind: str) -> None:
    update = "".join([*PARTS[:12], " ", account(2, 8)])
    articles = [article("a", TEXT, outlet=outlets[0]), article("b", update, outlet=outlets[1])]
    copy = only(*articles)
    assert (copy.because[0], copy.verdict is Verdict.SAME) == (kind, outlets == "AB")
    assert is_one_event(copy_edge(copy, articles, MAKER)) is (outlets == "AB")
    assert only(article("a", TEXT, outlet="A"), article("b", "".join(PARTS[:12]), outlet="A")).verdict is Verdict.SAME


def test_two_accounts_with_one_long_statement_are_no_copies() -> None:
    said = f"“{account(3, 8)}”"
    copy = only(article("a", f"{account(4, 6)} {said}"), article("b", f"{account(5, 6)} {said}"))
    assert (copy.verdict, copy.because[0]) == (Verdict.UNSURE, "the same quotations")
    assert found(article("a", f"{account(4, 12)} {said}"), article("b", f"{account(5, 12)} {said}")) == []


def test_what_an_outlet_puts_under_all_its_articles_makes_no_copies() -> None:
    foot = account(9, 3)
    articles = [article(str(n), f"{account(n, 8)} {foot}") for n in range(20, 26)]
    assert found(*articles) == []
    assert [copy.verdict for copy in found(*articles[:2])] == [Verdict.UNSURE]  # two may as well be one source


def test_a_copy_among_articles_with_a_standing_text_is_still_found() -> None:
    foot = account(9, 2)
    articles = [article(str(n), f"{account(n, 8)} {foot}") for n in range(20, 26)]
    copy = only(*articles, article("x", account(22, 8)))
    assert (copy.first, copy.second, copy.verdict) == (2, 6, Verdict.SAME)


def test_a_shared_agency_and_the_first_date_are_told() -> None:
    one = article("a", TEXT, agencies=("Meridia",), authors=("Ada Lind",), day="2024-05-02")
    other = article("b", TEXT + " Zzz.", agencies=("MERIDIA", "Orb"), authors=("Ada Lind",), day="2024-05-01")
    assert only(one, other).because[2:] == (
        "syndicated: both credit meridia",
        "the right one was published first",
    )
    unsigned = [replace(a, agencies=()) for a in (one, other)]
    assert only(*unsigned).because[2] == "syndicated: both name ada lind as author"


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2024-05-01", "2024-05-02", True),
        ("2024-05-02T08:00:00Z", "2024-05-01", False),
        ("2024-05-01T08:00:00+02:00", "2024-05-01T07:00:00+00:00", True),
        ("2024-05-01T08:00:00+02:00", "2024-05-01T06:00:00Z", None),
        ("2024-05-01", "2024-05-01T08:00:00Z", None),
        ("2024-05-01T08:00:00", "2024-05-01T09:00:00Z", None),
        (None, "2024-05-01", None),
    ],
)
def test_what_came_first_is_told_only_where_it_is_known(
    one: str | None, other: str | None, before: bool | None
) -> None:
    assert is_before(one, other) is before
    assert is_before(other, one) is (None if before is None else not before)


def test_an_article_that_was_never_signed_is_no_copy() -> None:
    assert found(replace(article("a", TEXT), signature=None), article("b", TEXT)) == []


def test_where_pairs_are_many_the_signatures_tell_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dissensus.stages.group.copies.EXACT_PAIRS", 0)
    articles = [article("a", TEXT), article("b", "".join(PARTS[5:10]))]
    (copy,) = find_copies(articles, {})  # no text is looked at
    assert copy.because[0] == "excerpt: the right one of the left one"
    assert copy.because[1].startswith("about ")
    assert copy.score > 0.95


variants = st.lists(
    st.tuples(st.integers(1, 3), st.lists(st.integers(0, 7), min_size=1, max_size=8, unique=True)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None, database=None)
@given(variants, st.randoms(use_true_random=False))
def test_order_makes_no_difference_and_scores_are_shares(made: list[tuple[int, list[int]]], random: object) -> None:
    articles = [
        article(f"{n}", "".join(cut_sentences(account(seed, 8))[i] for i in chosen))
        for n, (seed, chosen) in enumerate(made)
    ]
    mixed = random.sample(articles, len(articles))  # type: ignore[attr-defined]
    edges = [
        {(e.left, e.right): (e.verdict, e.score, e.because) for c in found(*some) for e in [copy_edge(c, some, MAKER)]}
        for some in (articles, mixed)
    ]
    exact = {pair for pair, (_, _, because) in edges[0].items() if because[0] == "exact duplicate"}
    if not exact:  # each of several is joined to the first one: which that is, `group` settles by date and id
        assert edges[0] == edges[1]
    for (left, right), (_, score, _) in edges[0].items():
        assert left < right
        assert 0 <= score <= 1


def test_an_edge_has_its_ends_in_order_of_ids() -> None:
    articles = [article("b", TEXT), article("a", TEXT)]
    edge = copy_edge(only(*articles), articles, MAKER)
    assert (edge.left, edge.right, edge.relation) == ("a", "b", Relation.COPY)
