"""Languages of lines."""

from __future__ import annotations

from dissensus.stages.clean.language import language_of, script_of


def test_a_script_is_that_of_most_letters():
    assert script_of("Новини • 2024") == "CYRILLIC"
    assert script_of("News of 27 лютого, they say") == "LATIN"
    assert script_of("東京女子医大の") == "CJK"
    assert script_of("2024 – 12") is None


def test_a_line_long_enough_tells_its_language():
    assert language_of("The harbour board met on Tuesday and raised the fee for every boat.") == "en"
    assert language_of("У громаді відкрили оновлену бібліотеку для дітей та підлітків") == "uk"
    assert language_of("Der Stadtrat will den alten Fischmarkt bis zum Sommer sanieren.") == "de"


def test_a_short_line_does_not():
    assert language_of("Fee rises") is None
