"""Of whom something is demanded, and to whom it is promised."""

from __future__ import annotations

import pytest

from tests.stages.read.attributes.telling import told


@pytest.mark.parametrize(
    ("line", "whom"),
    [
        ("[Orla] {urged} <Selk to open the lock>.", "Selk"),
        ("[The mayor] {called on} <both towns to wait>.", "both towns"),
        ("[Orla] {instructed} <Ilse Brandt last week to sell the quay>.", "Ilse Brandt"),
        ("[The union] {demanded} <that Selk repair the ferry>.", "Selk"),
        ("[The company] {had promised Selk} <that the pier would stand by May>.", "Selk"),
        ("[Orla] {demands} <from Selk the keys of the lock>.", "Selk"),
        ("[Orla] {demanded} <the mayor's resignation>.", None),
        ("[The company] {promised} <a strong answer to every threat>.", None),  # that is what, not to whom
        ("[He] {asked} <on Sunday that the pier be closed>.", None),
        ("[Orla] {said} <that Selk would open the lock>.", None),
    ],
)
def test_whom_a_demand_is_made_of(line: str, whom: str | None) -> None:
    found = told(line).target
    assert (found.name if found else None) == whom
