"""What a report leaves out on request: the ends of long quotations, the running text of the articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.errors import LimitError
from dissensus.records import Span
from dissensus.show import limits
from dissensus.show.annotate import ANCHORED
from dissensus.show.brief import render_brief
from dissensus.show.changes import Change, Edit, Kind
from dissensus.show.limits import around, capped, cut, cut_before, without_texts
from dissensus.show.report import render_report
from dissensus.show.segments import Context, Passage, quote
from dissensus.show.shapes import ArticleView, CorpusView, LeftOut, PositionView, StatementView
from dissensus.show.views import corpus_view
from dissensus.show.words import OURS
from tests.show.conftest import MADE, bridge
from tests.show.test_numbers import figure

LONG = "The city of Harrow held back an engineers' report"


@pytest.fixture(scope="module")
def cracked() -> CorpusView:
    corpus = bridge()
    for name in ("000_ledger", "002_coast"):
        figure(corpus, name, "41", 41, bound="at_least")
    figure(corpus, "001_night", "Eleven", 11)
    with corpus.store() as store:
        return corpus_view(store)


def walked(one: object) -> Iterator[object]:
    """Every view in a view."""
    if isinstance(one, tuple):
        for each in one:
            yield from walked(each)
    elif is_dataclass(one):
        yield one
        for each in fields(one):
            yield from walked(getattr(one, each.name))


def anchors(view: CorpusView) -> set[str]:
    """All that a link can lead to."""
    return {
        anchor
        for article in view.articles
        for part in article.parts
        for segment in part.segments
        for anchor in segment.anchors
        if any(mark.anchor == anchor and mark.role in ANCHORED for mark in segment.marks)
    }


def named(view: CorpusView, outlet: str) -> ArticleView:
    return next(one for one in view.articles if one.outlet == outlet)


def text(article: ArticleView) -> str:
    return "".join(segment.text for segment in article.segments)


def paragraphs(article: ArticleView) -> list[str]:
    blocks = groupby(article.segments, key=lambda segment: segment.block)
    return ["".join(segment.text for segment in run) for _, run in blocks]


def foreign(words: str) -> str:
    return words.replace(OURS, "").strip()


# ---------------------------------------------------------------------------------------------------- the texts


def test_of_an_article_the_passages_stay_that_are_quoted(cracked: CorpusView) -> None:
    whole, left = (text(named(view, "Harrow Ledger")) for view in (cracked, without_texts(cracked)))
    assert "a former inspector said" in left
    assert "Mayor Tomas Rell denied" in left
    assert "asking not to be named" in whole
    assert "asking not to be named" not in left
    assert "We use cookies" not in left


def test_what_is_left_out_is_told_in_its_place(cracked: CorpusView) -> None:
    assert (
        f'"We were told to keep it in a drawer," a former inspector said {OURS} "Nobody wanted to close a bridge before an '
        'election."'
    ) in text(named(without_texts(cracked), "Harrow Ledger"))


def test_what_is_left_of_an_article_stands_in_it_word_for_word(cracked: CorpusView) -> None:
    for whole, left in zip(cracked.articles, without_texts(cracked).articles, strict=True):
        for paragraph in paragraphs(left):
            for piece in paragraph.split(OURS):
                assert piece.strip() in text(whole)
        for part in left.parts:
            for segment in part.segments:
                if segment.text and OURS not in segment.text:
                    assert whole.passage(Span(whole.id, part.name, segment.start, segment.end)) == segment.text


def test_blocks_in_a_row_without_a_passage_are_one_paragraph(cracked: CorpusView) -> None:
    assert paragraphs(named(without_texts(cracked), "Velm Courier")) == [
        OURS,
        '"We have known of the cracks since last summer, and they are harmless," Mayor Tomas Rell told the Velm Courier '
        + OURS,
        OURS,
    ]


def test_headlines_and_all_that_is_known_of_an_article_stay(cracked: CorpusView) -> None:
    for whole, left in zip(cracked.articles, without_texts(cracked).articles, strict=True):
        assert replace(left, parts=whole.parts, changes=whole.changes) == whole
        assert [p for p in left.parts if p.name == "title"] == [p for p in whole.parts if p.name == "title"]


@pytest.mark.parametrize("shrunk", [without_texts, lambda view: capped(view, 40), lambda view: capped(view, 200)])
def test_every_link_of_the_report_still_leads_somewhere(cracked: CorpusView, shrunk) -> None:
    view = shrunk(cracked)
    assert anchors(view) == anchors(cracked)
    html, whole = render_report(view, MADE), render_report(cracked, MADE)
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]*)"', html))
    assert links <= set(ids)
    assert len(html) < len(whole)


def test_quotations_stay_whole_where_only_the_texts_are_left_out(cracked: CorpusView) -> None:
    whole, left = ([p for d in view.disputes for p in d.positions] for view in (cracked, without_texts(cracked)))
    assert [(one.quote, one.context.lead, one.context.trail) for one in left] == [
        (one.quote, one.context.lead, one.context.trail) for one in whole
    ]
    assert not any(
        one.context.before or one.context.after for one in left
    )  # the sentences around them are running text
    names = [[one.name for one in view.speakers] for view in (cracked, without_texts(cracked))]
    assert names[0] == names[1]


def test_of_a_change_it_is_only_told_that_there_is_one(cracked: CorpusView) -> None:
    """Its spans are of a text that is not there any more."""
    older, newer = named(cracked, "Harrow Ledger"), named(cracked, "Coast Evening")
    at = text(newer).index("It counts")
    span = Span(newer.id, "text", at, at + 60)
    there = Span(older.id, "text", at, at + 60)
    put = Edit(at, None, Span(newer.id, "text", at, at + 2))
    change = Change(Kind.CHANGED, there, span, (put,))
    view = replace(
        cracked,
        articles=tuple(replace(one, changes=(change,)) if one is newer else one for one in cracked.articles),
    )
    left = without_texts(view)
    (told,) = named(left, "Coast Evening").changes
    assert told.kind is Kind.CHANGED
    assert told.edits == ()
    assert told.newer
    assert told.older
    assert named(left, "Coast Evening").passage(told.newer) == OURS
    assert named(left, "Harrow Ledger").passage(told.older) == OURS


# -------------------------------------------------------------------------------------------------- quotations


@given(length=st.integers(limits.LEAST, 400))
def test_no_quotation_is_longer(cracked: CorpusView, length: int) -> None:
    view = capped(cracked, length)
    for one in walked(view):
        for name in ("quote", "wording", "source", "cue", "target_words"):
            assert len(getattr(one, name, None) or "") <= length
        if isinstance(one, Passage):
            assert len(one.text) <= length
        if isinstance(one, StatementView | PositionView):
            assert len(foreign(quote(one.passages))) <= length
        if isinstance(one, PositionView):
            around_it = (one.context.before, one.context.lead, one.quote, one.context.trail, one.context.after)
            assert sum(map(len, around_it)) <= length
    assert anchors(view) == anchors(cracked)


@given(length=st.integers(limits.LEAST, 400))
def test_what_is_left_of_a_quotation_stands_at_its_place(cracked: CorpusView, length: int) -> None:
    articles = {one.id: one for one in cracked.articles}
    for one in walked(capped(cracked, length)):
        if isinstance(one, Passage):
            whole = articles[one.span.article].passage(one.span)
            assert whole.startswith(foreign(one.text)) if OURS in one.text else whole == one.text


@pytest.mark.parametrize("length", [40, 41, 50, 60, 75, 100, 120])
def test_nothing_in_an_article_is_longer_either(cracked: CorpusView, length: int) -> None:
    for article in capped(cracked, length).articles:
        for paragraph in paragraphs(article):
            for stretch in paragraph.split(OURS):
                assert len(stretch.strip()) <= length + limits.THIN


def test_passages_that_are_quoted_together_share_the_length(cracked: CorpusView) -> None:
    view = capped(cracked, 60)
    held = next(one for d in view.disputes for one in d.asserts if one.holder_name == "a former inspector")
    whole = next(one for d in cracked.disputes for one in d.asserts if one.id == held.id)
    assert [one.text for one in held.passages] == ['"We were told to keep it in a drawer,"', f'"Nobody wanted {OURS}']
    assert held.quote == f'"We were told to keep it in a drawer," … "Nobody wanted {OURS}'
    assert [one.span for one in held.passages] == [one.span for one in whole.passages]
    assert held.context == Context()


def test_two_quotations_that_begin_alike_do_not_become_one(cracked: CorpusView) -> None:
    """They would be told as the same words of one holder in two articles."""
    cap = limits._Cap(cracked, 40)
    same = "The ministry said on Friday, as it had said before, that "
    first, second = cap.quoted(same + "it knew nothing"), cap.quoted(same + "it knew all along")
    assert first != second
    assert cap.quoted(same + "it knew nothing") == first
    assert all(same.startswith(foreign(one)) for one in (first, second))


def test_a_figure_stays_in_its_quotation(cracked: CorpusView) -> None:
    (cracks,) = (one for story in capped(cracked, 40).stories for one in story.numbers)
    assert all(one.words in one.quote for one in cracks.figures)


def test_a_cap_below_forty_characters_is_refused(cracked: CorpusView) -> None:
    with pytest.raises(LimitError, match="--quote-length 39: too short"):
        capped(cracked, 39)


def test_the_brief_is_cut_too(cracked: CorpusView) -> None:
    assert LONG in render_brief(cracked, MADE)
    brief = render_brief(capped(cracked, 40), MADE)
    assert LONG not in brief
    assert "…" in brief


# ------------------------------------------------------------------------------------------------ cutting a text


@given(text=st.text(), length=st.integers(limits.LEAST, 80))
def test_a_cut_text_is_its_beginning_and_a_sign(text: str, length: int) -> None:
    short = cut(text, length)
    assert len(short) <= length
    assert short == text or (short.endswith(OURS) and text.startswith(short.removesuffix(OURS).rstrip()))


@given(text=st.text(), length=st.integers(limits.LEAST, 80))
def test_a_text_cut_before_is_a_sign_and_its_end(text: str, length: int) -> None:
    short = cut_before(text, length)
    assert len(short) <= length
    assert text.endswith(short.removeprefix(OURS + " "))


def test_texts_are_cut_at_words_where_there_are_words() -> None:
    assert cut("Paint is what the bridge needs, and nothing else", 20) == f"Paint is what {OURS}"
    assert cut_before("Paint is what the bridge needs, and nothing else", 20) == f"{OURS} and nothing else"
    assert cut("桥上的裂缝早就有人知道了" * 4, 10) == f"桥上的裂缝早 {OURS}"


def test_words_stay_in_what_is_cut_around_them() -> None:
    long = f"{'and so they say ' * 10}and it counts 41 cracks in the pier, {'whatever they say ' * 10}"
    short = around(long, "41 cracks", 60)
    assert "41 cracks" in short
    assert len(short) <= 60
    assert short.startswith(OURS)
    assert short.endswith(OURS)


# ---------------------------------------------------------------------------------------------- what readers are told


def test_readers_are_told_what_is_left_out() -> None:
    assert LeftOut().told == ()
    assert LeftOut(texts=True).told == (
        f"Of the articles only the passages that are quoted are shown; {OURS} stands for the rest.",
    )
    cut_and_named = LeftOut(length=200, names=3).told
    assert cut_and_named[0] == f"Quotations are cut to 200 characters; {OURS} stands where words are left out."
    assert cut_and_named[-1] == "3 names are blacked out: █ stands for each character."
    assert LeftOut(names=1).told == ("1 name is blacked out: █ stands for each character.",)
