"""The made-up stream that cost is measured on."""

from __future__ import annotations

import pytest

from bench import cost
from dissensus.stages.group.gists import week


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "A_WEEK", 40)


@pytest.mark.usefixtures("_few")
def test_the_stream_is_the_same_each_time_and_has_so_many_articles_a_week() -> None:
    weeks = [[g for event in events for g in event] for events in cost.stream(3)]
    assert weeks == [[g for event in events for g in event] for events in cost.stream(3)]
    assert [len(gists) for gists in weeks] == [40, 40, 40]
    assert len({g.article for gists in weeks for g in gists}) == 120
    first = week(cost.START.isoformat())
    assert [{g.week for g in gists} for gists in weeks] == [{first}, {first + 1}, {first + 2}]


@pytest.mark.usefixtures("_few")
def test_a_longer_stream_begins_as_a_shorter_one() -> None:
    assert list(cost.stream(4))[:2] == list(cost.stream(2))


@pytest.mark.usefixtures("_few")
def test_what_an_article_costs_is_told() -> None:
    spent, memory, held = cost.measure(40 * 24)
    assert spent > 0
    assert memory > 0
    assert held > 0
