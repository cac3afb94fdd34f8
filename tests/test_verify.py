from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dissensus.records import (
    Article,
    Block,
    BlockKind,
    How,
    Locator,
    Offset,
    Parts,
    Position,
    Quantity,
    Record,
    Span,
    Statement,
    make_id,
)
from dissensus.store import Store, open_store
from dissensus.verify import _without_markup, verify
from tests.hand_made import (
    CAFE,
    CLAIM,
    CLEAN,
    ECHO,
    GAZETTE,
    HTML,
    HTML_PAGE,
    JSON_PAGE,
    READ,
    SOLD,
    TEXT,
    TEXT_PAGE,
    VENN,
    cleaned,
    fill,
    in_text,
    page_of,
    read,
)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield fill(opened)


def reasons(store: Store) -> list[str]:
    return [fault.reason for fault in verify(store).faults]


def with_statement(store: Store, **changed: object) -> None:
    others = [record for record in read()[GAZETTE] if record != SOLD]
    store.write_unit("read", GAZETTE, "2", [*others, replace(SOLD, **changed)])  # type: ignore[arg-type]


def with_offsets(store: Store, page: str, *offsets: Offset) -> None:
    others: list[Record] = [record for record in cleaned()[page] if not isinstance(record, Offset)]
    store.write_unit("clean", page, "2", [*others, *offsets])


def test_a_sound_corpus_has_no_faults(store: Store) -> None:
    found = verify(store)
    assert found.faults == ()
    assert found.spans == 29


def test_an_empty_store_has_nothing_to_check() -> None:
    with open_store(":memory:") as store:
        assert verify(store).spans == 0


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        (Span(GAZETTE, "text", 5, 5), "is empty"),
        (Span(GAZETTE, "text", 9, 5), "is empty"),
        (Span(GAZETTE, "text", -3, 5), f"reaches beyond the {len(TEXT)} characters of text"),
        (Span(GAZETTE, "text", 0, len(TEXT) + 1), f"reaches beyond the {len(TEXT)} characters of text"),
        (Span(GAZETTE, "title", 0, 5), "does not lie in the article and part that its record names"),
        (Span(ECHO, "text", 0, 5), "does not lie in the article and part that its record names"),
        (in_text("Read also"), "quotes a block that was cut"),
    ],
)
def test_a_statement_that_strays_is_told(store: Store, span: Span, reason: str) -> None:
    with_statement(store, content=(span,))
    fault = verify(store).faults[0]
    assert (fault.what, fault.article, fault.span) == (f"statement {SOLD.id}", GAZETTE, span)
    assert fault.reason == reason


def test_every_list_of_spans_of_a_statement_is_checked(store: Store) -> None:
    empty = (Span(GAZETTE, "text", 1, 1),)
    with_statement(store, source=empty, cue=empty, negation=empty, hedges=empty)
    assert reasons(store) == ["is empty"] * 4


def test_a_part_that_an_article_does_not_have(store: Store) -> None:
    for part in ("title", "captions.0", "captions.x", "nonsense"):
        span = Span(GAZETTE, part, 0, 1)
        store.write_unit("more", "1", "1", [Quantity(span, 1.0, None, None, "exactly", READ)])
        assert reasons(store) == [f"its article has no part {part}"]


def test_a_speaker_of_an_article_that_is_gone(store: Store) -> None:
    store.write_unit("more", "1", "1", [replace(VENN, id="other", mentions=(Span("gone", "text", 0, 3),), roles=())])
    assert reasons(store) == ["its article is not on record"]


def test_a_position_without_an_article_must_not_quote(store: Store) -> None:
    silent = next(record for record in store.fetch(Position) if record.article is None)
    store.write_unit("more", "1", "1", [replace(silent, id="other", spans=(in_text("clerk"),))])
    assert reasons(store) == ["does not lie in the article and part that its record names"]


def test_claims_count_as_quotations(store: Store) -> None:
    store.write_unit("more", "1", "1", [replace(CLAIM, id="other", spans=(in_text("Ten walks"),))])
    assert reasons(store) == ["quotes a block that was cut"]


def test_a_capture_that_is_gone(store: Store) -> None:
    lost = Article("lost", "no-page", Parts("Words"), CLEAN)
    store.write_unit("more", "1", "1", [lost])
    assert reasons(store) == ["its capture no-page is not on record"]


# -------------------------------------------------------------------------------------------- the way back


def test_words_without_a_way_back_are_told(store: Store) -> None:
    end = TEXT.index("12 piers")
    half = Offset(Span(GAZETTE, "text", 0, end), Locator(bytes=(0, end)), How.VERBATIM, CLEAN)
    with_offsets(store, TEXT_PAGE.id, half)
    start, stop = SOLD.content[0].start, SOLD.content[0].end
    assert f"no way back to the capture for characters {start} to {stop} of text" in reasons(store)


def test_white_space_between_two_runs_needs_no_way_back(store: Store) -> None:
    rows = [offset for offset in store.fetch(Offset, articles=[CAFE]) if offset.how is not How.SPACE]
    with_offsets(store, HTML_PAGE.id, *rows)
    over = Block(Span(CAFE, "text", 0, 30), BlockKind.PARAGRAPH, True, "p", CLEAN)
    store.write_unit("more", "1", "1", [over])
    assert reasons(store) == []


@pytest.mark.parametrize(
    ("how", "span", "raw"),
    [
        (How.VERBATIM, (0, 4), "Café".encode()),
        (How.ENTITY, (18, 19), b"&quot;"),
        (How.SPACE, (24, 26), b"</p>\n<script>x()</script><p>"),
    ],
)
def test_runs_of_a_page_read_again(store: Store, how: How, span: tuple[int, int], raw: bytes) -> None:
    start = HTML.index(raw)
    end = start + len(raw)
    good = Offset(Span(CAFE, "text", *span), Locator(bytes=(start, end)), how, CLEAN)
    with_offsets(store, HTML_PAGE.id, good)
    assert not [fault for fault in verify(store).faults if fault.what.startswith("offset")]
    with_offsets(store, HTML_PAGE.id, replace(good, locator=Locator(bytes=(start, end + 3))))
    assert f"the capture reads differently at bytes {start} to {end + 3}" in reasons(store)


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("a<p class='b'>c</p>", "ac"),
        ("a<!-- <p>b</p> -->c<!--d", "ac<!--d"),
        ("a<SCRIPT>b<i>c</ScRiPt >d<svg/>e", "ade"),
        ("é<style>b</STYLE>c < d <", "éc < d <"),
        ("<svg/>" * 100_000 + "<!--" * 100_000, "<!--" * 100_000),
    ],
    ids=["tags", "comments", "silent", "less-than", "missing"],
)
def test_what_markup_leaves(raw: str, left: str) -> None:
    """All of it in one go: nothing that is missing is looked for twice."""
    assert _without_markup(raw) == left


@pytest.mark.parametrize(
    ("locator", "how", "reason"),
    [
        (Locator(pointer="/nothing"), How.VERBATIM, "the capture has no text at /nothing"),
        (Locator(pointer="/text/0"), How.VERBATIM, "the capture has no text at /text/0"),
        (Locator(pointer="/outlet"), How.VERBATIM, "the capture reads differently at /outlet"),
        (Locator(bytes=(5, 4)), How.VERBATIM, "the capture has no bytes 5 to 4"),
        (Locator(bytes=(0, 10_000)), How.VERBATIM, "the capture has no bytes 0 to 10000"),
        (Locator(), How.VERBATIM, "names no place in the capture"),
        (Locator(), How.SPACE, "names no place in the capture"),
    ],
)
def test_a_locator_that_leads_nowhere(store: Store, locator: Locator, how: How, reason: str) -> None:
    good = [offset for offset in store.fetch(Offset, articles=[ECHO]) if offset.span.part == "title"]
    with_offsets(store, JSON_PAGE.id, *good, Offset(Span(ECHO, "text", 0, 23), locator, how, CLEAN))
    assert reasons(store) == [reason]


def test_an_inserted_separator_comes_from_nowhere(store: Store) -> None:
    others = store.fetch(Offset, articles=[CAFE])
    others = [replace(row, locator=Locator()) if row.how is How.SPACE else row for row in others]
    with_offsets(store, HTML_PAGE.id, *others)
    assert reasons(store) == []


@pytest.mark.parametrize(
    ("content", "encoding", "text", "start"),
    [
        (b"\xef\xbb\xbf\xef\xbb\xbfIt\xe2\x80\x99s", "utf-8", "\ufeffIt’s", 3),  # two marks of order: one is text
        ("Já disse.".encode("cp1252"), "cp1252", "Já disse.", 0),
        ("\ufeffДа".encode("utf-16-le"), "utf-16-le", "Да", 2),
        (b"stray \xff byte and \x00", "utf-8", "stray \ufffd byte and \ufffd", 0),
    ],
)
def test_bytes_are_decoded_as_the_page_was(content: bytes, encoding: str, text: str, start: int) -> None:
    page = page_of(content, "text/plain", "a.txt")
    id = make_id("article", page.id)
    span = Span(id, "text", 0, len(text))
    with open_store(":memory:") as store:
        store.put_page(page)
        row = Offset(span, Locator(bytes=(start, len(content))), How.VERBATIM, CLEAN)
        store.write_unit("clean", page.id, "1", [Article(id, page.id, Parts(text), CLEAN, encoding=encoding), row])
        assert reasons(store) == []


def test_escapes_of_json_and_captions(store: Store) -> None:
    content = rb'{"captions": ["Caf\u00e9 \ud83d\ude00"], "a/b~": ["x"]}'
    page = page_of(content, "application/json", "z")
    id = make_id("article", page.id)
    at = content.index(rb"\u00e9")
    rows = [
        Offset(Span(id, "captions.0", 0, 6), Locator(pointer="/captions/0"), How.VERBATIM, CLEAN),
        Offset(Span(id, "captions.0", 3, 4), Locator(bytes=(at, at + 6)), How.ESCAPE, CLEAN),
        Offset(Span(id, "text", 0, 1), Locator(pointer="/a~1b~0/0"), How.VERBATIM, CLEAN),
    ]
    store.put_page(page)
    article = Article(id, page.id, Parts("x", captions=("Café 😀",)), CLEAN)
    store.write_unit("clean", page.id, "1", [article, *rows])
    assert reasons(store) == []


def test_faults_come_in_one_order(store: Store) -> None:
    with_statement(store, content=(Span(GAZETTE, "text", 5, 5),), source=(Span(GAZETTE, "text", 3, 3),))
    faults = verify(store).faults
    assert [fault.span.start for fault in faults if fault.span] == [3, 5]
    assert verify(store).faults == faults
    assert isinstance(store.get(Statement, SOLD.id), Statement)
