from __future__ import annotations

import pytest

from dissensus.langs import read_languages
from dissensus.stages.read.figures import figures

ENGLISH = read_languages()["en"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 people died.", (14, None, "people died", "exactly")),
        ("At least 23 people had died.", (23, None, "people had", "at_least")),
        ("No more than 90 people had died.", (90, None, "people had", "at_most")),
        ("More than 90 people had died.", (90, None, "people had", "at_least")),
        ("Nineteen passengers were saved.", (19, None, "passengers", "exactly")),
        ("Seventy-one survivors came.", (71, None, "survivors came", "exactly")),
        ("It cost 31.4 million crowns.", (31_400_000, "crowns", "crowns", "exactly")),
        ("It cost $2,500 a day.", (2500, "$", None, "exactly")),
        ("A plan of $4 trillion failed.", (4e12, "$", None, "exactly")),
        ("The debt is £3.5bn.", (3.5e9, "£", None, "exactly")),
        ("They paid $20m for it.", (20_000_000, "$", None, "exactly")),
        ("Some 40 percent of voters stayed away.", (40, "percent", "voters stayed", "about")),
        ("The coastguard put the number of dead at 14 at noon.", (14, None, "dead", "exactly")),
    ],
)
def test_a_quantity_has_value_unit_thing_and_bound(
    text: str, expected: tuple[float, str | None, str | None, str]
) -> None:
    found = next(iter(figures(text, 0, len(text), ENGLISH)))
    value, unit, thing, bound = expected
    assert (found.value, found.unit, found.bound) == (value, unit, bound)
    assert thing is None or (found.thing or "").split()[0] == thing.split()[0]
    assert text[found.start : found.end].strip() == text[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "In 2022 nothing happened.",
        "On March 7 it rained.",
        "No one came.",
        "The canal is 3m deep.",
        "Route 9" * 50,
        "9" * 400,
    ],
)
def test_dates_names_and_codes_are_no_quantities(text: str) -> None:
    assert list(figures(text, 0, len(text), ENGLISH)) == []
