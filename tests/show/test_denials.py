"""Who denies whose claim."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

from rich.console import Console

from dissensus.records import Stance
from dissensus.show import denials
from dissensus.show.joins import anchor_of, bare_positions, read_index
from dissensus.show.report import render_report
from dissensus.show.shapes import CorpusView
from dissensus.store import Store


def printed(matrix: denials.DenialMatrix) -> str:
    console = Console(file=StringIO(), width=80)
    denials.print_denials(matrix, console)
    assert isinstance(console.file, StringIO)
    return " ".join(console.file.getvalue().split())


def without_accusation(view: CorpusView) -> CorpusView:
    """The first dispute with nobody who asserts the claim."""
    first, *others = view.disputes
    left = tuple(one for one in first.positions if one.stance is not Stance.ASSERTS)
    return replace(view, disputes=(replace(first, positions=left), *others))


def test_a_row_is_who_denies_and_a_column_whose_claim_is_denied(view: CorpusView) -> None:
    matrix = denials.matrix_of(view)
    names = {row.name: [c.name for c in matrix.columns if matrix.cell(row, c)] for row in matrix.rows}
    assert names["Tomas Rell"] == ["Harrow Ledger", "a former inspector", "Coast Evening"]
    assert names["Lia Brandt"] == ["Harrow Ledger"]
    assert matrix.alone == ()


def test_a_cell_has_the_claims_with_their_passages_on_both_sides(view: CorpusView) -> None:
    matrix = denials.matrix_of(view)
    row = next(one for one in matrix.rows if one.name == "Tomas Rell")
    (one,) = matrix.cell(row, matrix.columns[0])
    assert one.word == "denies"
    assert {p.stance for p in one.against} == {Stance.DENIES}
    assert all(p.quote for p in (*one.against, *one.asserts))


def test_what_is_merely_possible_fills_no_cell(view: CorpusView) -> None:
    matrix = denials.matrix_of(view)
    assert not any(row == column for row, column in matrix.cells)


def test_the_terminal_says_it_in_words(view: CorpusView) -> None:
    text = printed(denials.matrix_of(view))
    assert "Tomas Rell denies Harrow Ledger: “The city of Harrow held back" in text
    assert "doubts Harrow Ledger" in text
    assert "asserts, Harrow Ledger in its own voice (3 May 2024)" in text


def test_denials_without_an_accusation_stand_apart(view: CorpusView) -> None:
    matrix = denials.matrix_of(without_accusation(view))
    assert {one.denial.holder_name for one in matrix.alone} == {"Tomas Rell"}
    assert "Denials of what no article here asserts Tomas Rell in" in printed(matrix)


def test_without_a_denial_it_says_so(view: CorpusView) -> None:
    assert printed(denials.matrix_of(replace(view, disputes=()))) == "No denial found."


def test_programs_get_the_same(view: CorpusView) -> None:
    told = json.loads(json.dumps(denials.as_dict(denials.matrix_of(view))))
    assert {cell["row"] for cell in told["cells"]} == {row["id"] for row in told["rows"]}
    quotes = [p["quote"] for cell in told["cells"] for one in cell["denials"] for p in one["against"]]
    assert quotes
    assert all(quotes)


def test_an_outlet_that_prints_others_stands_in_a_line_and_leads_to_their_words(store: Store) -> None:
    """Its passage is marked once, as theirs."""
    index = read_index(store)
    denial = next(p for p in index.positions.values() if p.stance is Stance.DENIES)
    report = replace(denial, id="report", stance=Stance.REPORTS, holder="post", holder_name="The Post")
    unread = replace(report, id="unread", stance=Stance.UNSURE, spans=())
    index.positions.update({one.id: one for one in (report, unread)})
    bare = bare_positions(index)
    assert bare["report"] == anchor_of("p", denial.id)
    assert bare["unread"] == f"a-{denial.article}"
    assert denial.id not in bare


def test_the_report_has_a_table_in_words(view: CorpusView) -> None:
    page = render_report(view, "now")
    assert page.count(">Who denies whose claim</h3>") == 1
    assert '<th scope="row"><bdi>Tomas Rell</bdi></th>' in page
    assert '<span class="act">doubts</span>' in page
