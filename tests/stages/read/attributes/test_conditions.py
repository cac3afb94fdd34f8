"""On what condition something is offered or demanded."""

from __future__ import annotations

import pytest

from tests.stages.read.attributes.telling import told, words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "[Selk] {offered} <to reopen the lock if Orla pays its debts>.",
            ["if Orla pays its debts"],
        ),
        (
            "[The union] {demanded} <that the ferry be sold, unless the owner repairs it, and the money shared>.",
            ["unless the owner repairs it"],
        ),
        (
            "[He] {promised} <a new pier in exchange for the old quay>.",
            ["in exchange for the old quay"],
        ),
        (
            "[She] {proposed} <“talks, provided that nobody films them”>.",
            ["provided that nobody films them"],
        ),
        ("[Selk] {demanded} <an answer, if any, by noon>.", []),
        ("[Selk] {demanded} <that he work as if nothing had happened>.", []),
        ("[Selk] {said} <it would close the lock if Orla did not pay>.", []),  # of what is only said it is no matter
    ],
)
def test_a_condition_is_its_clause_and_no_more(line: str, expected: list[str]) -> None:
    assert words(line, told(line).conditions) == expected


def test_a_long_condition_is_cut_at_a_word() -> None:
    line = f"[Selk] {{offered}} <to pay if {'every single house in the valley ' * 12}stands>."
    (clause,) = words(line, told(line).conditions)
    assert len(clause) <= 240
    assert clause.endswith(("every", "single", "house", "in", "the", "valley"))
