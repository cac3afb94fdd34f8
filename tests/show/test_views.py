"""What a store holds, joined for reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.errors import UnknownId
from dissensus.records import Block, BlockKind, Maker, Span, Stance
from dissensus.show.segments import Mark, Placed, cut_segments
from dissensus.show.shapes import CorpusView, DisputeView, in_reading_order
from dissensus.show.views import corpus_view
from dissensus.store import Store, open_store
from tests.show.conftest import FOREIGN, HOSTILE_TITLE, LEDGER, TURNED_NAME


def dispute(view: CorpusView, begins: str) -> DisputeView:
    return next(one for one in view.disputes if one.claim.wording.startswith(begins))


def test_the_public_way_through(view):
    story = view.stories[1]
    first = story.disputes[0]
    assert first.claim.wording.startswith("The city of Harrow held back")
    said = [(position.holder.name, str(position.stance), position.quote) for position in first.positions]
    assert ("Tomas Rell", "denies", '"There is no secret report and there never was one,"') in said


def test_stories_go_by_date_and_take_the_headline_of_their_earliest_article(view):
    assert [story.title for story in view.stories] == [
        "Lane of Velm bridge closed for painting",
        "City kept report on cracked Velm bridge in a drawer for two years",
    ]
    bridge = view.stories[1]
    assert [article.outlet for article in bridge.articles] == ["Harrow Ledger", "Coast Evening", "unknown outlet"]
    assert (bridge.outlets, bridge.unknown_outlets) == (("Harrow Ledger", "Coast Evening"), 1)
    assert (bridge.dates.first[:10], bridge.dates.last, bridge.dates.unknown) == ("2024-05-03", "2024-05-04", 1)
    assert [[one.outlet for one in origin.articles] for origin in bridge.origins] == [
        ["Harrow Ledger", "Coast Evening"],
        ["unknown outlet"],
    ]
    assert [other.title for other in bridge.related] == [view.stories[0].title]


def test_sides_are_all_there_and_in_order(view):
    one = dispute(view, "The city of Harrow")
    assert [p.holder.name for p in one.asserts] == ["Harrow Ledger", "a former inspector", "Coast Evening"]
    assert [p.holder.name for p in one.denies] == ["Tomas Rell", "Tomas Rell"]
    assert [p.outlet for p in one.denies] == ["Harrow Ledger", "unknown outlet"]
    assert [p.holder_name for p in one.reports] == ["unknown outlet"]
    assert [(p.holder_name, p.article, p.outlet, p.quote) for p in one.silent] == [("Velm Courier", None, None, "")]
    assert [p.holder.name for p in dispute(view, "It counts").doubts] == ["Lia Brandt"]
    assert [p.holder.name for p in dispute(view, "It counts").unsure] == ["Tomas Rell"]


def test_a_quotation_in_two_pieces_shows_its_gap_and_a_fragment_its_sentence(view):
    one = dispute(view, "The city of Harrow")
    inspector = one.side(Stance.ASSERTS)[1]
    assert inspector.quote == (
        '"We were told to keep it in a drawer," … "Nobody wanted to close a bridge before an election."'
    )
    mayor = one.denies[0]
    assert (mayor.context.lead, mayor.quote, mayor.context.trail) == (
        "Mayor Tomas Rell denied on Thursday ",
        "that any report had been held back",
        ".",
    )
    assert mayor.context.after.strip() == "His office did not say when he first read it."
    assert mayor.holder.roles[0] == "Mayor"


def test_every_quotation_is_in_its_article_word_for_word(view):
    for one in view.disputes:
        for position in one.positions:
            for passage in position.passages:
                article = view.article(position.article)
                text = "".join(segment.text for segment in article.segments)
                assert text[passage.span.start : passage.span.end] == passage.text
                around = position.context
                whole = around.before + around.lead + position.passages[0].text
                assert whole in text


def test_an_article_is_shown_as_published_with_its_cuts_and_marks(view):
    article = view.article("articles/000_ledger.txt")
    published = "\n".join(line.split(": ", 1)[1] if line[0] == "~" else line for line in LEDGER.split("\n"))
    assert "".join(segment.text for segment in article.segments) == published.replace("\n=", "\n")
    cut = next(segment for segment in article.segments if segment.text.startswith("Ten bridges"))
    assert (cut.kept, cut.kind, cut.rule, cut.marks) == (False, BlockKind.RELATED, "related-line", ())
    source = next(segment for segment in article.segments if segment.text == "a former inspector")
    assert [mark.role for mark in source.marks] == ["source"]
    quoted = next(segment for segment in article.segments if segment.text.startswith('"Nobody wanted'))
    assert {mark.role for mark in quoted.marks} == {"content", "evidence"}
    anchors = [anchor for segment in article.segments for anchor in segment.anchors]
    assert len(anchors) == len(set(anchors))


def test_every_passage_has_an_anchor_in_its_article(view):
    anchors = {a.id: {x for p in a.parts for s in p.segments for x in s.anchors} for a in view.articles}
    for one in view.disputes:
        assert {passage.anchor for passage in one.claim.passages} <= anchors[one.claim.article]
        for position in one.positions:
            assert not position.article or {p.anchor for p in position.passages} <= anchors[position.article]
    for article in view.articles:
        assert {p.anchor for statement in article.statements for p in statement.passages} <= anchors[article.id]


def test_what_was_not_read_says_why(view):
    assert [(one.origin, one.why_not) for one in view.not_read] == [
        ("articles/004_foreign.txt", "language ru has no reading rules yet")
    ]
    assert [one.id for one in view.loose] == [view.not_read[0].id]
    assert "".join(segment.text for segment in view.loose[0].segments) == FOREIGN
    assert [(drop.label, drop.stage) for drop in view.drops] == [
        ("articles/noise.txt", "ingest"),
        ("articles/004_foreign.txt", "read"),
    ]
    assert (view.counts.articles, view.counts.read, view.counts.outlets, view.counts.unknown_outlets) == (5, 4, 4, 1)


def test_copies_know_what_they_copy_and_conflicting_dates_are_kept(view):
    copy = view.article("articles/002_coast.txt")
    assert copy.copy_of == view.article("articles/000_ledger.txt").id
    assert view.article("articles/003_courier.txt").published.conflict


def test_speakers_bring_roles_spellings_statements_and_positions(view):
    rell = next(speaker for speaker in view.speakers if speaker.name == "Tomas Rell")
    assert [form.text for form in rell.spellings] == ["Tomas Rell", "Rell"]
    assert [role.text for role in rell.roles] == ["Mayor"]
    assert [str(statement.act) for statement in rell.statements] == ["admits", "denies", "denies", "denies"]
    assert len(rell.positions) == 5
    here = next(speaker for speaker in view.stories[0].speakers if speaker.name == "Tomas Rell")
    assert [statement.outlet for statement in here.statements] == ["Velm Courier"]


def test_text_of_others_stays_as_it_is_in_the_views(view):
    assert view.article("articles/001_night.txt").title == HOSTILE_TITLE
    assert any(speaker.name == TURNED_NAME for speaker in view.speakers)


def test_an_article_is_found_by_id_beginning_or_origin_and_else_refused(view):
    article = view.articles[0]
    assert view.article(article.id) is view.article(article.id[:8]) is view.article(article.origin) is article
    with pytest.raises(UnknownId, match="nowhere: names no article"):
        view.article("nowhere")
    with pytest.raises(UnknownId):
        view.article("")


def test_the_same_store_gives_the_same_view(store: Store, view):
    assert corpus_view(store) == view


def test_an_empty_store_is_an_empty_view():
    with open_store(":memory:") as store:
        view = corpus_view(store)
    assert (view.stories, view.articles, view.counts.disputes) == ((), (), 0)


@st.composite
def marked_text(draw: st.DrawFn) -> tuple[str, list[Block], list[Placed]]:
    text = draw(st.text(min_size=1, max_size=60))
    maker = Maker("clean", "1")
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    blocks = [
        Block(Span("a", "text", low, high), BlockKind.PARAGRAPH, draw(st.booleans()), "rule", maker)
        for low, high in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    placed = []
    for number in range(draw(st.integers(0, 6))):
        low = draw(st.integers(0, len(text)))
        span = Span("a", "text", low, draw(st.integers(low, len(text))))
        role = draw(st.sampled_from(["source", "cue", "content", "evidence", "own"]))
        placed.append(Placed(span, Mark(f"m{number % 3}", role, f"x{number % 3}")))
    return text, blocks, placed


def test_what_is_disputed_comes_first_and_of_that_what_most_texts_tell(view: CorpusView) -> None:
    bridge = next(story for story in view.stories if len(story.origins) > 1)
    quiet = next(story for story in view.stories if story.id != bridge.id)
    small = replace(bridge, id="small", origins=bridge.origins[:1])
    small = replace(small, disputes=tuple(replace(one, home="small") for one in bridge.disputes))
    assert in_reading_order([quiet, small, bridge]) == [bridge, small, quiet]


@given(marked_text())
def test_segments_are_the_text_and_carry_each_mark_where_it_lies(case):
    text, blocks, placed = case
    segments = cut_segments(text, blocks, placed)
    assert "".join(segment.text for segment in segments) == text
    for item in placed:
        covered = "".join(s.text for s in segments if item.mark in s.marks)
        assert text[item.span.start : item.span.end] in covered or item.span.start == item.span.end
    for block in blocks:
        inside = [s for s in segments if s.block is not None and blocks[s.block] is block]
        assert "".join(s.text for s in inside) == text[block.span.start : block.span.end]
