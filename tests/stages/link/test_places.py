from __future__ import annotations

import pytest

from dissensus.stages.link.places import choose, compare_places, country_of, lies_in, look_up


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


@pytest.mark.parametrize(
    ("names", "state"),
    [
        (("US", "U.S.", "USA", "America", "United States", "Vereinigte Staaten", "США"), "US"),
        (("UK", "U.K.", "Britain", "Great Britain", "Großbritannien", "Vereinigtes Königreich"), "GB"),
        (("Netherlands", "Holland", "Niederlande", "Нидерланды"), "NL"),
        (("Turkey", "Türkiye", "Türkei"), "TR"),
        (("Burma", "Myanmar"), "MM"),
        (("Norway", "Norwegen", "Норвегия", "Норвегія"), "NO"),
    ],
)
def test_every_name_of_a_state_is_that_state(names: tuple[str, ...], state: str) -> None:
    assert {known.state for name in names if (known := look_up(name)) and known.country} == {state}
    assert all(look_up(name) for name in names)
    assert {compare_places(name, names[0]).same for name in names} == {"same"}


@pytest.mark.parametrize("word", ["us", "Us", "rok"])
def test_an_abbreviation_counts_in_capital_letters_alone(word: str) -> None:
    assert look_up(word) is None


def test_a_code_or_name_stands_for_its_state() -> None:
    assert country_of("NO") == country_of("norway") == "Norway"
    assert country_of("Lisbon") is None


def test_a_region_a_state_or_neither_stands_behind_a_place() -> None:
    assert lies_in("Texas") == lies_in("TX") == ("US", "TX")
    assert lies_in("Canada") == ("CA", "")
    assert lies_in("in") is None
    assert lies_in("Monday") is None


def test_of_places_of_one_name_the_one_is_meant_that_the_text_tells() -> None:
    told, _, why = choose("Springfield", ("US", "IL"), ())
    assert told is not None
    assert (told.region, why) == ("IL", "it is said to be in US-IL")
    around, _, _ = choose("Birmingham", None, {"GB"})
    assert around is not None
    assert around.state == "GB"


def test_one_that_is_far_larger_needs_no_word_of_where_it_lies() -> None:
    large, _, why = choose("Paris", None, {"US"})
    assert large is not None
    assert large.state == "FR"
    assert why.startswith("far larger")


def test_where_nothing_tells_it_is_none() -> None:
    nowhere, shared, why = choose("Springfield", None, ())
    assert nowhere is None
    assert len(shared) > 2
    assert "places called Springfield" in why
