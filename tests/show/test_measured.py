"""How often the program is right, as the report tells it."""

from __future__ import annotations

from pathlib import Path

from dissensus.show.measured import MEASURED
from dissensus.show.report import render_report
from dissensus.show.shapes import CorpusView
from tests.show.conftest import MADE

SCORES = (Path(__file__).parents[2] / "docs" / "scores.md").read_text("utf-8")


def test_every_figure_stands_in_the_scores_of_the_project() -> None:
    assert [figure for one in MEASURED for figure in one.figures if figure not in SCORES] == []


def test_the_report_tells_how_often_it_is_right_and_by_whom_it_was_read(view: CorpusView) -> None:
    told = render_report(view, MADE)
    assert all(one.what in told and str(one) in told for one in MEASURED)
    assert "was read by rules (read" in told
