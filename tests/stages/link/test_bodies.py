from __future__ import annotations

import pytest

from dissensus.stages.link.bodies import compare_bodies, spelt_like_place

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Halvek Mining Ltd.", "Halvek Mining Limited", SAME),
        ("OAO Halvekneft", "Halvekneft JSC", SAME),
        ("H.A.V. Shipping Co.", "HAV Shipping Company", SAME),
        ("Penn & Brandt", "Penn and Brandt", SAME),
        ("Coastal Labour Organisation", "Coastal Labor Organization", SAME),
        ("Third Harbour Bank", "3rd Harbour Bank", SAME),
        ("CWA", "Coastal Wardens Army", SAME),
        ("Halvek Mining", "Halvek Mining Aldane", UNSURE),
        ("Aldane Foreign Ministry", "Aldane Defence Ministry", DIFFERENT),
        ("Halvek Fund II", "Halvek Fund III", DIFFERENT),
        ("Brigade 44", "Brigade 45", DIFFERENT),
        ("Halvek Mining", "H\u0430lvek Mining", DIFFERENT),  # Cyrillic a
    ],
)
def test_two_names_of_bodies(left: str, right: str, verdict: str) -> None:
    assert compare_bodies(left, right).same == verdict
    assert compare_bodies(right, left).same == verdict


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Vernivka", "Vernovka", SAME),
        ("Верновка", "Vernovka", SAME),
        ("Верновку", "Вернівка", SAME),
        ("Velyka Vernivka", "Vernivka", DIFFERENT),
        ("Mala Vernivka", "Velyka Vernivka", DIFFERENT),
        ("Vernivka", "Vasnivka", DIFFERENT),
    ],
)
def test_two_spellings_of_a_place_that_no_gazetteer_has(left: str, right: str, verdict: str) -> None:
    assert spelt_like_place(left, right).same == verdict
