"""Pages as a Word document: what Word knows of them, and that no text of others spoils the file."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import Span
from dissensus.show.pages import (
    Block,
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
    Source,
    Sources,
    Strong,
    Table,
    edges,
    shown_lines,
)
from dissensus.show.segments import Passage
from dissensus.show.typeset import typeset

NOW = "2024-05-05 10:00 UTC"
ANY = st.text(st.characters(exclude_categories=()), max_size=30)  # surrogates and what no XML holds among them


def opened(*blocks: Block, made: str = NOW) -> Document:
    return docx.Document(io.BytesIO(typeset(blocks, made)))


def quoted(text: str, language: str | None = None) -> Items:
    return Items((Item(("— A",), Quote((Passage(text, Span("a", "text", 0, len(text)), "p"),), language)),))


def told(document: Document) -> list[tuple[str, str]]:
    return [(one.style.name if one.style else "", one.text) for one in document.paragraphs]


def test_each_block_has_the_style_that_word_has_for_it():
    document = opened(
        Heading(1, ("All",)),
        Heading(2, ("1 ", Foreign("One"))),
        Heading(3, ("1.1 “", Foreign("claim"), "”"), "dispute_1_1"),
        Heading(4, ("cracks",)),
        Paragraph((Strong("silent"), ": ", Foreign("A"), " ", Code("x"))),
        Label("denies"),
        quoted("no"),
        Items((Item(("one",)), Item(("— B [1]",), None, (Strong("May"),)))),
        Sources((Source(1, ("A",), ("SHA-256",)),)),
    )
    assert told(document) == [
        ("Title", "All"),
        ("Heading 1", "1 One"),
        ("Heading 2", "1.1 “claim”"),
        ("Heading 3", "cracks"),
        ("Normal", "silent: A x"),
        ("Stance", "denies"),
        ("Quote", "“no”"),
        ("Attribution", "— A"),
        ("List Bullet", "one"),
        ("Normal", "May"),
        ("Attribution", "— B [1]"),
        ("Source", "1.\tA\nSHA-256"),
    ]


def test_numbers_lead_to_bookmarks_and_addresses_out_of_the_file():
    line = (Jump("1.1", "dispute_1_1"), " ", Cite(2, (("text", ((1, 4),)),)), " ", Link("https://a.example/ü?b=1|2"))
    document = opened(Heading(3, ("x",), "dispute_1_1"), Paragraph(line), Sources((Source(2, ("A",), ()),)))
    paragraph = document.paragraphs[1]
    assert paragraph.text == "1.1 [2] text 1-4 https://a.example/ü?b=1|2"
    assert [(one.fragment, one.address) for one in paragraph.hyperlinks] == [
        ("dispute_1_1", ""),
        ("source_2", ""),
        ("", "https://a.example/%C3%BC?b=1%7C2"),
    ]
    starts = document.element.body.iter(qn("w:bookmarkStart"))
    ends = [one.get(qn("w:id")) for one in document.element.body.iter(qn("w:bookmarkEnd"))]
    assert {one.get(qn("w:name")): one.get(qn("w:id")) for one in starts} == {"dispute_1_1": "1", "source_2": "2"}
    assert ends == ["1", "2"]


def test_a_table_tells_its_head_on_every_page():
    rows = ((((Foreign("one"),),), (("yes",), ("no ", Cite(1)))), ((("two",),), ()))
    table = opened(Table((("Claim",), (Foreign("A"),)), rows)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Claim", "A"],
        ["one", "yes\nno [1]"],
        ["two", ""],
    ]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False]
    assert all(run.bold for cell in table.rows[0].cells for run in cell.paragraphs[0].runs)


@pytest.mark.parametrize(
    ("text", "language", "bidi", "spoken"),
    [
        ("Frieden", "de", False, {"val": "de"}),
        ("שלום, x", "he", True, {"bidi": "he"}),
        ("x שלום", "he", False, {"val": "he"}),
        ("平和", "ja", False, {"eastAsia": "ja"}),
        ("peace", None, False, None),
        ("peace", '"><x', False, None),
    ],
)
def test_a_quotation_has_its_language_and_direction(text, language, bidi, spoken):
    paragraph = opened(quoted(text, language)).paragraphs[0]
    properties = paragraph.runs[0]._r.rPr
    lang = properties.find(qn("w:lang")) if properties is not None else None
    assert (lang if lang is None else {name.split("}")[1]: value for name, value in lang.attrib.items()}) == spoken
    assert (paragraph._p.get_or_add_pPr().find(qn("w:bidi")) is not None) == bidi
    assert bool(paragraph.runs[0].font.rtl) == bidi


def test_a_name_that_runs_right_to_left_is_marked_so():
    runs = opened(Paragraph(("by ", Foreign("דנה"), ", May"))).paragraphs[0].runs
    assert [bool(run.font.rtl) for run in runs] == [False, True, False]


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_any_text_can_be_quoted(text):
    found = opened(quoted(text)).paragraphs[0]
    lines = [(line, *edges(line)) for line in shown_lines(f"“{text}”")]
    shown = "\n".join(f"{before}{line}{after}" for line, before, after in lines)
    assert found.text == "".join(
        "\ufffd" if "\ud800" <= one <= "\udfff" or one in "\ufffe\uffff" else one for one in shown
    )


@settings(max_examples=40, deadline=None)
@given(ANY, ANY)
def test_any_name_reason_and_place_can_be_shown(name, other):
    line = (Foreign(name), " ", Strong(other), Cite(1, ((other, ((0, 1),)),)))
    document = opened(
        Heading(1, line), Paragraph(line), Table((line, line), (((line,), (line, line)),)), Sources((Source(1, line, line),))
    )  # fmt: skip
    assert len(document.tables[0].rows) == 2
    assert [style for style, _ in told(document)] == ["Title", "Normal", "Cell", "Source"]


@pytest.mark.parametrize(("made", "hour"), [(NOW, 10), ("some day in May", None), ("\x00", None)])
def test_its_properties_tell_the_time_where_it_is_one(made, hour):
    core = opened(Heading(1, ("2 disputes",)), made=made).core_properties
    assert (core.title, core.author, core.comments) == ("2 disputes", "Dissensus", "")
    assert (core.created and core.created.hour) == (core.modified and core.modified.hour) == hour


def test_the_bytes_hang_on_nothing_but_the_pages():
    blocks: list[Block] = [Heading(1, ("All",)), quoted("no", "en")]
    first = typeset(blocks, NOW)
    assert typeset(blocks, NOW) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {(one.date_time, one.create_system) for one in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_every_page_has_its_number():
    footer = opened(Heading(1, ("All",))).sections[0].footer
    fields = [one.get(qn("w:instr")) for one in footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
