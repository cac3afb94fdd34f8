"""Records of JSON: which field is what."""

from __future__ import annotations

from dissensus.records import BlockKind, How, Locator

from .pages import cleaned, page_of, record

TEXT = (
    "The harbour board met on Tuesday and raised the fee for every boat.\nNobody will pay twice, its chairwoman said."
)


def test_a_part_is_the_field_unchanged_with_its_place():
    result = record(
        id="r1", text=TEXT, title="Harbour fee rises", outlet="The Quay Herald", author=["Ada Lund", "Nel Orr"], other=1
    )
    article = result.article
    assert article.parts.text == TEXT
    assert article.title == article.parts.title == "Harbour fee rises"
    assert article.title_span is None
    assert article.outlet == "The Quay Herald"
    assert article.authors == ("Ada Lund", "Nel Orr")
    assert [(o.span.part, o.locator, o.how) for o in result.offsets] == [
        ("text", Locator(pointer="/text"), How.VERBATIM),
        ("title", Locator(pointer="/title"), How.VERBATIM),
    ]


def test_a_headline_run_into_the_text_is_cut_where_a_field_holds_it():
    result = record(text="Harbour fee rises again " + TEXT, title="Harbour fee rises again")
    assert result.cut == [("repeated_title", "Harbour fee rises again")]
    assert result.kept[0].startswith("The harbour board met")


def test_without_a_title_field_the_headline_is_sought_in_the_text():
    result = record(text="Harbour fee rises\n" + TEXT, title="")
    assert result.article.parts.title is None
    assert result.article.title == "Harbour fee rises"
    assert result.kind_of("Harbour fee rises") is BlockKind.TITLE


def test_the_host_names_the_outlet_unless_the_text_spells_it():
    fields = {"source_domain": "quayherald.example", "url": "https://www.quayherald.example/fee/"}
    assert record(text=TEXT, **fields).article.outlet == "quayherald.example"
    assert (
        record(text="Harbour fee rises\nQuay Herald - Harbour pages\n" + TEXT, **fields).article.outlet == "Quay Herald"
    )
    assert record(text=TEXT, **fields).article.work == "https://quayherald.example/fee"


def test_a_lone_surrogate_is_replaced_and_counted():
    result = cleaned(page_of(b'{"text": "Fee \\ud800 rises, the board said."}', "application/json"))
    assert result.article.parts.text == "Fee \ufffd rises, the board said."
    assert result.article.replaced == 1


def test_html_within_a_field_stays_text():
    assert record(text="<p>Fee rises</p>, the board said.").article.parts.text == "<p>Fee rises</p>, the board said."


def test_what_is_no_record_is_told():
    def reason(content: bytes) -> str:
        return cleaned(page_of(content, "application/json")).reasons[0]

    assert reason(b'{"text": "cut').startswith("not a JSON record")
    assert reason(b"[1]") == "a JSON list where a record (an object) is expected"
    assert reason(b'{"title": "x"}').startswith("a record without text")
    assert reason(b'{"text": 5}').startswith("a record without text")
    assert reason(b"[" * 100_000).startswith("not a JSON record")
