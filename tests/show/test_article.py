"""An article on a terminal: statements marked in place, each told below its paragraph, everything else as published."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dissensus.records import (
    Act,
    Basis,
    Dated,
    Hop,
    Kind,
    Maker,
    Polarity,
    Span,
    SpeakerKind,
    Target,
    Voice,
)
from dissensus.show.article import FOLD_LINES, print_article
from dissensus.show.marked import ROLES, as_dict, marked_article
from dissensus.show.segments import Mark, Placed, cut_segments
from dissensus.show.shapes import ArticleView, PartView, StatementView
from dissensus.show.views import corpus_view
from tests.show.conftest import Corpus
from tests.show.test_terminal import TWO_DATES, flat

BARE = ArticleView(
    "a", "p", "a.txt", ("a.txt",), None, "Argus", None, (), (), Dated(), Dated(), "en", True, 0, None, None, None, (),
    tuple(
        StatementView(
            id, None, Voice.ATTRIBUTED, Act.ASSERTS, Kind.INDIRECT, Polarity.POSITIVE, "", "", "", (), "a", "Argus",
            Dated(), (), None, Basis.NONE, 0, None, 1.0, (), f"s-{id}", Maker("read", "1"),
        )
        for id in "xyz"
    ),
    "a-a",
)  # fmt: skip

DAM = """\
~stamp: The Fell Argus - 2 June 2031
=Dam will hold, says water board
The dam will hold, the water board has found. It was built in 1911.
The board's engineer told the Fell Argus that the minister had said the wall might be safe and that "nobody [in the \
valley] need worry," citing a survey.
"We are leaving," wrote one farmer. "The wall sings at night."
He would say no more, Ola Brekk.
She denied it."""


@pytest.fixture(scope="module")
def dam() -> ArticleView:
    """An article with a nested statement, a chain, words split in two, and a source that stands in the next paragraph."""
    corpus = Corpus()
    corpus.article("dam", DAM, outlet="Fell Argus", language="en", published=Dated("2031-06-02", "day", "stamp"))
    board = corpus.speaker("Water Board", SpeakerKind.BODY, {"the water board": 1})
    engineer = corpus.speaker("Runa Moe", SpeakerKind.PERSON, {"Runa Moe": 1})
    minister = corpus.speaker("Minister", SpeakerKind.PERSON, {"the minister": 1})
    farmer = corpus.speaker("Ola Brekk", SpeakerKind.ANONYMOUS, {"Ola Brekk": 1})
    corpus.statement("dam", board, ["Dam will hold"], Act.ASSERTS, source="water board", cue="says")
    first = corpus.statement("dam", board, ["The dam will hold"], Act.ASSERTS, source="the water board", cue="found")
    corpus.statement("dam", board, ["It was built in 1911."], Act.ASSERTS)
    outer = 'that the minister had said the wall might be safe and that "nobody [in the valley] need worry,"'
    held = corpus.statement(
        "dam", engineer, [outer], Act.WARNS, source="The board's engineer", cue="told the Fell Argus",
        chain=(Hop("the Fell Argus", "told"), Hop("a survey", "based_on")), basis=Basis.DOCUMENT,
        hedges=corpus.spans("dam", "might"), edits=corpus.spans("dam", "[in the valley]"), certainty=0.5,
    )  # fmt: skip
    corpus.statement(
        "dam", minister, ["the wall might be safe"], Act.ASSERTS, source="the minister", cue="had said",
        parent=held, depth=1,
    )  # fmt: skip
    said = ['"We are leaving,"', '"The wall sings at night."']
    corpus.statement("dam", farmer, said, Act.DECLINES, source="Ola Brekk", cue="wrote")
    corpus.statement(
        "dam", engineer, ["it."], Act.DENIES, source="She", cue="denied",
        target=Target(corpus.spans("dam", "The dam will hold"), first, "the board"),
    )  # fmt: skip
    with corpus.store() as store:
        return corpus_view(store).articles[0]


def printed(article: ArticleView, width: int = 100, **console: Any) -> str:
    out = io.StringIO()
    print_article(marked_article(article), Console(file=out, width=width, **{"color_system": None, **console}))
    return out.getvalue()


def text_of(article: ArticleView) -> str:
    """All that is printed, in one line, without what names a statement for `explain`."""
    return re.sub(r" · id [0-9a-f]{8}\b", "", flat(printed(article)))


def test_at_one_look_who_says_what(dam: ArticleView) -> None:
    assert printed(dam).splitlines()[3:9] == [
        "6 statements of 4 speakers, 1 sentence of the outlet itself",
        "  Water Board: asserts 1, 2",
        "  Runa Moe: warns 3 · denies 6",
        "  Minister: asserts 4",
        "  Ola Brekk: declines 5",
        "Marks: 1{who} _says_ 1[what]1 = statement 1, · = the outlet itself, | = cut",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1[Dam will hold]1, _says_ 1{water board}",
        "2[The dam will hold]2, 2{the water board} has _found_. ·It was built in 1911.",
        "3{The board's engineer} _told the Fell Argus_ 3[that 4{the minister} _had said_ 4[the wall might be safe]4 and",
        'and that "nobody [in the valley] need worry,"]3 citing a survey.',
        '5["We are leaving,"]5 _wrote_ one farmer. 5["The wall sings at night."]5',
        "He would say no more, 5{Ola Brekk}.",
        "6{She} _denied_ 6[it.]6",
    ],
)
def test_who_says_what_is_marked_in_place(line: str, dam: ArticleView) -> None:
    assert line in text_of(dam)


@pytest.mark.parametrize(
    "line",
    [
        "2 Water Board: asserts · indirect",
        "3 Runa Moe (“The board's engineer”): warns · indirect · hedged: “might”, certainty 0.50 · "
        "edited: “[in the valley]” · basis: a document · told the Fell Argus, based on a survey",
        "4 within 3: Minister: asserts · indirect",
        "5 Ola Brekk (named below as “Ola Brekk”): declines · direct · not named",
        "5 above, Ola Brekk: declines",
        "6 Runa Moe (“She”): denies · indirect · negative · answers 2 (the board): “The dam will hold”",
    ],
)
def test_each_statement_is_told_below_its_paragraph(line: str, dam: ArticleView) -> None:
    assert line in text_of(dam)


def test_a_statement_stands_below_its_paragraph_and_a_nested_one_is_set_in(dam: ArticleView) -> None:
    lines = printed(dam, 400).splitlines()
    marked = next(number for number, line in enumerate(lines) if "4[the wall" in line)
    after = [line for line in lines[marked:] if re.match(r" +\d  ", line)][:2]
    assert [len(line) - len(line.lstrip()) for line in after] == [4, 6]
    assert [line.split()[0] for line in after] == ["3", "4"]


def test_an_agency_that_the_article_credits_is_named_once(dam: ArticleView) -> None:
    wired = tuple(replace(one, chain=(Hop("Norwire", "agency"), *one.chain)) for one in dam.statements)
    assert text_of(replace(dam, statements=wired)).count("text of Norwire") == len(wired) - 1  # one is the outlet's own
    credited = text_of(replace(dam, statements=wired, agencies=("Norwire",)))
    assert credited.count("text of Norwire") == 1
    assert "Fell Argus · 2 June 2031 · English (en) · text of Norwire" in credited


def test_how_sure_is_told_where_it_is_not_high(dam: ArticleView) -> None:
    rated = zip(dam.statements, [0.95, 0.95, 0.65, 0.65, 0.31, 0.31, 0.31], strict=True)
    text = text_of(replace(dam, statements=tuple(replace(one, confidence=value) for one, value in rated)))
    assert "Water Board: asserts · indirect 2[" in text.replace("1[", "2[")
    assert "confidence 0.65" in text
    assert "unsure (0.31)" in text


def test_a_statement_without_a_speaker_and_one_without_a_place_are_told_too(dam: ArticleView) -> None:
    lost = replace(dam, statements=tuple(replace(one, holder=None) for one in dam.statements))
    assert "She: denies · indirect · speaker not found" in text_of(lost)
    assert "·" not in re.sub(r" · |· =", "", text_of(replace(dam, parts=())))
    assert "Runa Moe (“She”): denies" in text_of(replace(dam, parts=()))


def test_what_was_cut_has_a_bar_and_its_reason_and_much_of_it_is_counted(dam: ArticleView) -> None:
    assert "| cut, date line: The Fell Argus - 2 June 2031" in text_of(dam)
    corpus = Corpus()
    corpus.article("long", "\n".join([f"~sidebar: row {n}" for n in range(30)] + ["The text."]), language="en")
    with corpus.store() as store:
        (long,) = corpus_view(store).articles
    text = text_of(long)
    assert f"row {FOLD_LINES - 1} " in text
    assert f"row {FOLD_LINES} " not in text
    assert f"| cut, {30 - FOLD_LINES} more lines (sidebar); `dissensus ledger {long.id[:8]}` lists them" in text


def test_words_that_go_on_in_another_line_are_closed_and_opened_again() -> None:
    corpus = Corpus()
    words = "One of us\nand all of us"
    corpus.article("two", f"{words}, said Ada.", language="en")
    corpus.statement("two", corpus.speaker("Ada", SpeakerKind.PERSON, {}), [words], Act.ASSERTS, source="Ada")
    with corpus.store() as store:
        (two,) = corpus_view(store).articles
    lines = [line.strip() for line in printed(two).splitlines()]
    assert [line for line in lines if "of us" in line] == ["1[One of us]1", "1[and all of us]1, said 1{Ada}."]
    assert lines.index("1  above, Ada: asserts") > lines.index("1[and all of us]1, said 1{Ada}.")


def test_colour_is_only_a_help(dam: ArticleView) -> None:
    coloured = printed(dam, force_terminal=True, color_system="standard")
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == printed(dam)


def test_no_color_is_heeded(dam: ArticleView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    plain = printed(dam, force_terminal=True, color_system="standard")
    assert not re.search(r"\x1b\[[0-9;]*3\dm", plain)


def test_names_that_run_right_to_left_and_controls_move_nothing() -> None:
    corpus = Corpus()
    corpus.article("rtl", "The well is \x1b[31mdry, said \u202eعلي\u202c of 9\x07 wells.", language="en")
    speaker = corpus.speaker("\u202eعلي", SpeakerKind.PERSON, {})
    corpus.statement("rtl", speaker, ["The well is \x1b[31mdry"], Act.ASSERTS, source="\u202eعلي\u202c")
    with corpus.store() as store:
        (article,) = corpus_view(store).articles
    text = printed(article)
    assert "1[The well is dry]1, said 1{\u2068علي\u2069} of 9 wells." in text
    assert {char for char in text if unicodedata.category(char) in {"Cc", "Cf"}} == {"\n", "\u2068", "\u2069"}


SIGNS = re.compile(r"[123](?:,[123])*[\[{]|\](?:[123](?:,[123])*)|}|_|·")


@st.composite
def crossing(draw: st.DrawFn) -> tuple[str, list[Placed]]:
    """A text with spans of three statements, in all roles, that cross as they like."""
    text = draw(st.text("ab \n", min_size=1, max_size=40))
    placed = []
    for id, role in draw(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from(ROLES)), max_size=6)):
        low = draw(st.integers(0, len(text)))
        placed.append(Placed(Span("a", "text", low, draw(st.integers(low, len(text)))), Mark(id, role, f"s-{id}")))
    return text, placed


@given(crossing())
def test_the_signs_are_all_that_is_added_and_each_is_closed_in_its_line(case: tuple[str, list[Placed]]) -> None:
    text, placed = case
    page = marked_article(replace(BARE, parts=(PartView("text", cut_segments(text, (), placed)),)))
    for block in page.blocks:
        assert text[block.start : block.start + len(block.text)] == block.text
        assert all(block.start <= mark.start < mark.end <= block.start + len(block.text) for mark in block.marks)
    out = io.StringIO()
    print_article(page, Console(file=out, width=100, color_system=None))
    body = [line for line in out.getvalue().splitlines() if line.startswith("  ") and not line.startswith("   ")]
    body = [line for line in body if ": " not in line]  # who says what, above the text
    assert " ".join(SIGNS.sub("", " ".join(body)).split()) == " ".join(text.split())
    for line in body:
        assert line.count("[") == line.count("]")
        assert line.count("{") == line.count("}")
        assert line.count("_") % 2 == 0


def test_json_is_the_same_view(dam: ArticleView) -> None:
    page = marked_article(dam)
    data = json.loads(json.dumps(as_dict(page)))
    assert set(data) == {"article", "own", "blocks", "statements"}
    assert (data["article"]["outlet"], data["own"]) == ("Fell Argus", 1)
    assert (
        "".join(block["text"] + "\n" for block in data["blocks"]) == DAM.replace("~stamp: ", "").replace("=", "") + "\n"
    )
    third = data["statements"][2]
    assert (third["number"], third["statement"]["act"], third["statement"]["hedges"]) == (3, "warns", ["might"])
    assert data["statements"][3]["parent"] == 3
    assert data["statements"][5]["answers"] == 2
    block = data["blocks"][third["block"]]
    (content,) = [mark for mark in block["marks"] if mark["numbers"] == [3] and mark["role"] == "content"]
    assert block["text"][content["start"] - block["start"] : content["end"] - block["start"]].startswith(
        "that the minister"
    )


def test_an_article_is_printed_with_its_change_its_conflict_and_its_candidates(view):
    article = replace(
        view.article("articles/003_courier.txt"), published=TWO_DATES, updated=Dated("2024-05-11", "day", "meta")
    )
    text = flat(printed(article))
    assert "3 May 2024, 06:10 UTC, uncertain, updated 11 May 2024" in text
    assert "published: dates disagree: 3 May 2024 (meta tag article:published_time) and 9 May 2024" in text
    assert "published by meta: 1 May 2024 (the text, sidebar); 3 May 2024, 06:10 UTC (meta tag" in text


def test_a_block_in_another_language_and_one_on_which_a_person_decided_say_so(view):
    article = view.article("articles/003_courier.txt")
    (text,) = [part for part in article.parts if part.name == "text"]
    changed = [
        replace(piece, language="de") if "painted" in piece.text else piece if piece.kept else replace(piece, by="Ada")
        for piece in text.segments
    ]
    shown = flat(printed(replace(article, parts=(replace(text, segments=tuple(changed)),))))
    assert "(in German, not read) One lane of the Velm bridge" in shown
    assert "| cut, about the author, by Ada: The author writes" in shown
