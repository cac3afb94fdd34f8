"""The brief as Markdown: the report's disputes, quotations that can be proved, and nothing foreign that a reader would run."""

from __future__ import annotations

import re
import resource
from dataclasses import replace

import pytest
from lxml import html

from dissensus.errors import DissensusError
from dissensus.records import Span
from dissensus.show.brief import render_brief, write_brief
from dissensus.show.report import render_report
from dissensus.show.views import corpus_view
from dissensus.store import open_store
from tests.show.conftest import HOSTILE_TITLE, MADE
from tests.show.read_markdown import READERS, headings, items, tokens, words

CITED = re.compile(r"\[(\d+)\]((?:[ ,;] ?(?:text|title)? ?\d+-\d+)*)")


@pytest.fixture(scope="module")
def brief(view) -> str:
    return render_brief(view, MADE)


@pytest.fixture(scope="module")
def sources(brief) -> list[str]:
    return items(brief[brief.index("## Sources") : brief.index("## How to read this")])


# -------------------------------------------------------------------------------------------------------- the layout


def test_it_has_the_headings_of_the_stories_and_of_their_disputes(brief):
    assert headings(brief) == [
        ("h1", "2 disputes in 5 articles"),
        ("h2", "1 City kept report on cracked Velm bridge in a drawer for two years"),
        (
            "h3",
            "1.1 “The city of Harrow held back an engineers' report on cracks in the Velm bridge for two years”",
        ),
        ("h3", "1.2 “It counts 41 cracks in the northern pier”"),
        ("h3", "Who prints what"),
        ("h3", "Who says what"),
        ("h3", "Who denies whose claim"),
        ("h3", "Who cites whom"),
        ("h3", "3 articles, 2 outlets and 1 unknown, 2 origins"),
        ("h2", "2 Lane of Velm bridge closed for painting"),
        ("h3", "Who cites whom"),
        ("h3", "1 article, 1 outlet, 1 origin"),
        ("h2", "In no story"),
        ("h2", "Sources"),
        ("h2", "How to read this"),
    ]


def test_every_dispute_of_the_report_has_the_number_that_it_has_there(view, brief):
    page = html.document_fromstring(render_report(view, MADE))
    told = []
    for card in page.xpath("//article[contains(@class, 'dispute')][not(ancestor::details)]"):
        number, claim = card.xpath(".//*[@class='number']")[0], card.xpath(".//*[@class='claim']/a")[0]
        told.append(f"{number.text} “{claim.text_content()}”")
    assert told == [text for tag, text in headings(brief) if tag == "h3" and text[0].isdigit() and "“" in text]
    assert len(told) == view.counts.disputes


def test_both_sides_stand_with_their_words_holders_outlets_and_places(brief):
    assert "**asserts**\n\n- “The city of Harrow held back" in brief
    assert (
        "- “"
        '"We were told to keep it in a drawer,"” … “"Nobody wanted to close a bridge before an election."”\n'
        "  — a former inspector, in Harrow Ledger, 3 May 2024 [1] text 578-616, 666-719\n"
    ) in brief
    assert "— Harrow Ledger in its own voice, 3 May 2024 [1] text 216-308. The same words in Coast Evening" in brief
    assert "— Tomas Rell, Mayor, in unknown outlet 001\\_night.txt, date unknown [3] text 118-170" in brief
    assert "— Noam Adiv, chief engineer, in" in brief
    assert "**silent** · Tell of the event, and nothing on this was found in them: Velm Courier\n" in brief
    assert "Velm Courier, 14 September 2023, uncertain [4]" in brief


def test_what_a_dispute_is_about_and_how_sure_it_is_stand_in_a_line(brief):
    assert (
        "In dispute: a number, between articles of one story, plain to a reader · high confidence (0.84) · id 16effd03. "
        "In the words of Harrow Ledger, 3 May 2024 [1] text 414-454\n"
    ) in brief


def test_what_was_not_read_and_what_is_merely_possible_is_told(brief):
    assert "**Not read: 2**" in brief
    assert "articles/004_foreign.txt: language ru has no reading rules yet" in items(brief)
    assert "1 more dispute merely possible, not laid out here." in brief
    assert f"Made by Dissensus, {MADE}." in brief


def test_a_denial_of_what_no_article_asserts_is_listed(view):
    def bare(one):
        left = tuple(position for position in one.positions if position.stance != "asserts")
        return replace(one, positions=left)

    stories = tuple(replace(story, disputes=tuple(map(bare, story.disputes))) for story in view.stories)
    brief = render_brief(replace(view, stories=stories), MADE)
    assert ("h3", "Denials of what no article here asserts") in headings(brief)
    assert "- “There is no secret report and there never was one”\n  — Tomas Rell, Mayor, in unknown outlet" in brief


def test_what_hardly_belongs_to_a_dispute_stands_apart_and_is_quoted_too(view):
    def unsure(one):
        weak = one.holder_name == "a former inspector"
        return replace(one, confidence=0.1) if weak else one

    stories = tuple(
        replace(
            story, disputes=tuple(replace(one, positions=tuple(map(unsure, one.positions))) for one in story.disputes)
        )
        for story in view.stories
    )
    brief = render_brief(replace(view, stories=stories), MADE)
    assert (
        "**asserts, uncertain (of such passages about three in ten belong)**\n\n- “"
        '"We were told to keep it in a drawer,"” … “"Nobody wanted to close a bridge before an election."”\n'
    ) in brief


def test_it_is_the_same_each_time(view, brief):
    assert render_brief(view, MADE) == brief


def test_an_empty_corpus_has_a_brief_too():
    with open_store(":memory:") as store:
        brief = render_brief(corpus_view(store), MADE)
    assert headings(brief) == [("h1", "0 disputes in 0 articles"), ("h2", "How to read this")]


# -------------------------------------------------------------------------------------------------------- the proof


def test_every_number_leads_to_an_article_that_can_be_found_and_proved(view, brief, sources):
    body = brief[: brief.index("## Sources")]
    assert {int(number) for number, _ in CITED.findall(body)} == set(range(1, len(sources) + 1))
    for source in sources:
        article = next(one for one in view.articles if one.id in source)
        assert source.startswith(article.outlet)
        assert f"Article {article.id}, SHA-256 of the capture {article.page}" in source
        assert "https://ledger.example/velm?id=1&x=2" in source or article.origin in source
    assert (
        'unknown outlet 001_night.txt: “<script>alert(1)</script> "><img src=x onerror=alert(2)> Mayor:' in sources[2]
    )
    assert sources[0].startswith(
        "Harrow Ledger: “City kept report on cracked Velm bridge in a drawer for two years”, 3 May 2024, 06:10 UTC+02:00. "
    )


def test_every_quotation_stands_word_for_word_where_its_citation_says(view, brief, sources):
    cited = [one for one in items(brief) if "\n— " in one]
    assert len(cited) == 9
    for item in cited:
        said, _, told = item.partition("\n— ")
        quoted = said.removeprefix("“").removesuffix("”").split("” … “")
        for number, places in CITED.findall(told):
            article = next(one for one in view.articles if one.id in sources[int(number) - 1])
            spans = [Span(article.id, "text", int(a), int(b)) for a, b in re.findall(r"(\d+)-(\d+)", places)]
            assert [article.passage(span) for span in spans] == quoted


def test_every_position_with_words_of_its_own_is_quoted(view, brief):
    shown = "\n".join(items(brief))
    for dispute in view.disputes:
        if dispute.level != "all":
            for position in dispute.positions:
                assert position.bare or all(one.text in shown for one in position.passages)


# --------------------------------------------------------------------------------------------------- text of others


@pytest.mark.parametrize("reader", READERS, ids=["commonmark", "more"])
def test_text_of_others_makes_no_element_picture_or_link(brief, reader):
    found = list(tokens(brief, reader))
    assert not [one for one in found if one.type in {"html_block", "html_inline", "image", "fence", "code_block"}]
    assert [one.attrs["href"] for one in found if one.type == "link_open"] == ["https://ledger.example/velm?id=1&x=2"]
    assert [one.content for one in found if one.type == "code_inline"] == ["[1] text 20-75", "dissensus verify"]
    assert {one.type for one in found if one.nesting == 1} <= {
        *("heading_open", "paragraph_open", "strong_open", "link_open"),
        *("bullet_list_open", "ordered_list_open", "list_item_open"),
        *("table_open", "thead_open", "tbody_open", "tr_open", "th_open", "td_open"),
    }
    assert HOSTILE_TITLE in "".join(words(one) for one in found if one.type == "inline")
    assert "\u202e" not in brief


# ---------------------------------------------------------------------------------------------------------- the file


def test_it_is_written_whole(view, brief, tmp_path):
    write_brief(view, tmp_path / "brief.md", MADE)
    assert (tmp_path / "brief.md").read_text("utf-8") == brief
    assert [path.name for path in tmp_path.iterdir()] == ["brief.md"]


def test_a_failed_write_leaves_the_brief_before_it_and_nothing_else(view, tmp_path):
    path = tmp_path / "brief.md"
    path.write_text("the one before")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
        with pytest.raises(DissensusError, match=r"brief\.md: the brief cannot be written"):
            write_brief(view, path, MADE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_text() == "the one before"
    assert [one.name for one in tmp_path.iterdir()] == ["brief.md"]


def test_a_place_where_no_file_can_be_is_named(view, tmp_path):
    with pytest.raises(DissensusError, match="name another file with -o"):
        write_brief(view, tmp_path / "no" / "brief.md", MADE)
    with pytest.raises(DissensusError, match="is a folder"):
        write_brief(view, tmp_path, MADE)
