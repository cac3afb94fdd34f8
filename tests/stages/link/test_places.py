from __future__ import annotations

import pytest

from dissensus.stages.link.places import compare_places, look_up


@pytest.mark.parametrize("name", ["Kyiv", "Kiev", "Київ", "Киев"])
def test_a_city_in_several_languages_is_one(name: str) -> None:
    known = look_up(name)
    assert known is not None
    assert known.capital_of == "Ukraine"
    assert compare_places(name, "Kyiv").same == "same"


def test_an_ambiguous_name_says_so() -> None:
    verdict = compare_places("Springfield", "Springfield")
    assert verdict.same == "unsure"
    assert "places called Springfield" in verdict.because[0]


def test_two_places_of_the_gazetteer_are_two() -> None:
    assert compare_places("Lisbon", "Lisburn").same == "different"
