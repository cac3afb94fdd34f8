"""The brief as Markdown: the report's disputes, quotations that can be proved, and nothing foreign that a reader would run."""

from __future__ import annotations

import re
import resource
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dissensus.errors import DissensusError
from dissensus.records import Span
from dissensus.show.brief import escaped, quotation, render_brief, write_brief
from dissensus.show.report import render_report
from dissensus.show.segments import Passage
from dissensus.show.views import corpus_view
from dissensus.show.words import few_marks, visible_controls
from dissensus.store import open_store
from tests.show.conftest import HOSTILE_TITLE, MADE

READERS = [MarkdownIt("commonmark"), MarkdownIt("js-default", {"html": True})]  # the second with tables and ~~strikes~~
TEXT = {"text": "", "code_inline": "", "softbreak": "\n", "hardbreak": "\n"}
BREAKS = re.compile(r"\r\n?|\n|\u2029")
CITED = re.compile(r"\[(\d+)\]((?:[ ,;] ?(?:text|title)? ?\d+-\d+)*)")


def tokens(markdown: str, reader: MarkdownIt = READERS[0]) -> Iterator[Token]:
    for token in reader.parse(markdown):
        yield token
        yield from token.children or ()


def words(inline: Token) -> str:
    return "".join(TEXT[one.type] or one.content for one in inline.children or () if one.type in TEXT)


def headings(markdown: str) -> list[tuple[str, str]]:
    found = READERS[0].parse(markdown)
    return [(one.tag, words(after)) for one, after in pairwise(found) if one.type == "heading_open"]


def items(markdown: str) -> list[str]:
    """The text of every item of a list, in order."""
    out: list[str] = []
    depth = 0
    for token in READERS[0].parse(markdown):
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        if depth and token.type == "inline":
            out.append(words(token))
    return out


def passage(text: str) -> Passage:
    return Passage(text, Span("a", "text", 0, len(text)), "p")


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
        ("h2", "2 Lane of Velm bridge closed for painting"),
        ("h2", "Sources"),
        ("h2", "How to read this"),
    ]


def test_every_dispute_of_the_report_has_the_number_that_it_has_there(view, brief):
    page = html.document_fromstring(render_report(view, MADE))
    told = []
    for card in page.xpath("//article[contains(@class, 'dispute')][not(ancestor::details)]"):
        number, claim = card.xpath(".//*[@class='number']")[0], card.xpath(".//*[@class='claim']/a")[0]
        told.append(f"{number.text} “{claim.text_content()}”")
    assert told == [text for tag, text in headings(brief) if tag == "h3"]
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
    assert "**silent** · Tell of the event and leave this out: Velm Courier\n" in brief
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
    }
    assert HOSTILE_TITLE in "".join(words(one) for one in found if one.type == "inline")
    assert "\u202e" not in brief


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("plain words, (with) “marks”!", "plain words, (with) “marks”!"),
        ("<script>", r"\<script\>"),
        ("![x](javascript:y)", r"!\[x\](javascript:y)"),
        ("https://a.example/b www.c.example", r"https\://a.example/b www\.c.example"),
        ("*a* _b_ `c` ~d~ $e$ |", r"\*a\* \_b\_ \`c\` \~d\~ \$e\$ \|"),
        ("&amp; \\", r"\&amp; \\"),
        ("# one", r"\# one"),
        ("1. one", r"1\. one"),
        ("2024 was", "2024 was"),
        ("- one - two", r"\- one - two"),
        ("  one ", "&#32;&#32;one&#32;"),
        ("one\n\n- two\r\nthree", "one\\\n\\\n\\- two\\\nthree"),
        ("bell\x07", "bell\u2407"),
        ("", ""),
    ],
)
def test_marks_of_markdown_are_escaped(text, markdown):
    assert escaped(text) == markdown


MARKS = "\\`*_{}[]<>()#+-.!|~&$^@=:;\"'%/ \t\n\r1a\u00a0\u2028\u2029\u0301\x07"
ANY = st.text(st.sampled_from(MARKS), max_size=24) | st.text(max_size=24)
BUILT = [
    "<script>", "<!--", "-->", "![", "](", "[a]: b", "~~", "|a|b|\n|-|-|\n", "```\n", "---\n", "    x", "\n", "\n\n", "1) ",
    "> ", "&lt;", "&#60;", "\\",
]  # fmt: skip
PIECES = st.lists(st.sampled_from(BUILT) | ANY, max_size=6).map("".join)
PLACES = [  # with what stands before and after it there
    ("{}x", "", "x"),
    ("x{}", "x", ""),
    ("x{}x", "x", "x"),
    ("- {}x", "", "x"),
    ("1. x\n   {}x", "x\n", "x"),
    ("### x {}x", "x ", "x"),
]


def told(markdown: str, reader: MarkdownIt) -> tuple[str, set[str]]:
    found = list(tokens(markdown, reader))
    text = "".join(words(one) for one in found if one.type == "inline")
    return text, {one.type for one in found if one.nesting == 1 or one.type.startswith(("html", "image", "code"))}


@given(PIECES, st.sampled_from(PLACES), st.sampled_from(READERS))
def test_a_reader_of_markdown_gives_the_text_back_and_nothing_else(text, place, reader):
    markdown, before, after = place
    if markdown.startswith("#"):
        text = " ".join(BREAKS.split(text))  # a heading is one line
    if not after:
        text = text.rstrip("\r\n\u2029")  # a break ends nothing
    shown = "\n".join(few_marks(visible_controls(line)) for line in BREAKS.split(text))
    found, kinds = told(markdown.format(escaped(text)), reader)
    assert found == before + shown + after
    assert kinds == told(markdown.format("y"), reader)[1]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Mn", "Me", "Zp"], exclude_characters="\u2069")))
def test_text_without_controls_is_given_back_as_it_was(text):
    assert told(f"x{escaped(text)}x", READERS[0])[0] == f"x{text}x"


def test_a_quotation_keeps_its_line_breaks(brief):
    found = quotation([passage("one\n  two"), passage("- three")])
    assert found == "“one\\\n&#32;&#32;two” … “- three”"
    assert told(f"- {found}", READERS[0])[0] == "“one\n  two” … “- three”"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("peace", "“peace”"),
        ("שלום", "\u2068“שלום”\u2069"),
        ("a\u202eb", "\u2068“a\u202eb”\u2069"),
        ("a\u2067b\nc", "\u2068“a\u2067b\u2069\u2069\\\nc”"),
        ("a\u2069b", "“a\ufffdb”"),
    ],
)
def test_what_turns_the_direction_of_a_quotation_ends_with_its_line(text, markdown):
    assert quotation([passage(text)]) == markdown


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
