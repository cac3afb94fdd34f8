"""Pages as Markdown: what others wrote is shown as it is, and is read as nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dissensus.records import Span
from dissensus.show.markdown import escaped, markdown, quotation
from dissensus.show.pages import (
    Cite,
    Code,
    Foreign,
    Heading,
    Item,
    Items,
    Jump,
    Label,
    Link,
    Paragraph,
    Quote,
    Strong,
    Table,
)
from dissensus.show.segments import Passage
from dissensus.show.words import few_marks, visible_controls
from tests.show.read_markdown import READERS, tables, tokens, words

BREAKS = re.compile(r"\r\n?|\n|\u2029")


def passage(text: str) -> Passage:
    return Passage(text, Span("a", "text", 0, len(text)), "p")


# ------------------------------------------------------------------------------------------------------ the blocks


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Heading(3, ("1.1 “", Foreign("a *b*"), "”"), "dispute_1_1"), r"### 1.1 “a \*b\*”"),
        (Paragraph(("see ", Link("https://a.example/?b=1&c"), " and ", Code("x y"))), "see <https://a.example/?b=1&c> and `x y`"),
        (Paragraph((Strong("no"), ": ", Jump("1.2", "dispute_1_2"), " ", Cite(3))), "**no**: 1.2 [3]"),
        (Paragraph((Cite(3, (("text", ((1, 4), (7, 9))), ("title", ((0, 2),)))),)), "[3] text 1-4, 7-9; title 0-2"),
        (Label("denies"), "**denies**"),
        (Items((Item(("one",)), Item(("two",)))), "- one\n- two"),
        (Items((Item(("— A [1]",), Quote((passage("x\ny"),)), (Strong("May"),)),)), "- **May**\n  “x\\\n  y”\n  — A [1]"),
    ],
)  # fmt: skip
def test_a_block_as_markdown(block, text):
    assert markdown([block]) == f"{text}\n"


def test_a_table_keeps_what_others_wrote_in_its_cell():
    table = Table((("Claim",), (Foreign("A|B"),)), (((("one", Foreign("\n| x")),), (("yes",), ("no", Cite(2)))),))
    found = markdown([table])
    assert found == "| Claim | A\\|B |\n| --- | --- |\n| one\\| x | yes; no[2] |\n"
    assert tables(found) == [[["Claim", "A|B"], ["one| x", "yes; no[2]"]]]


@given(st.text(max_size=24), st.text(max_size=24))
def test_any_text_leaves_a_table_one(head, text):
    found = tables(markdown([Table((("x",), ("y", Foreign(head))), (((("z", Foreign(text)),), (("w",),)),))]))
    assert [len(row) for table in found for row in table] == [2, 2]


# --------------------------------------------------------------------------------------------------- text of others


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


def test_a_quotation_keeps_its_line_breaks():
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
