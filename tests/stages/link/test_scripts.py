"""Homoglyphs: letters of other scripts are written as escapes here, for no reader could tell them."""

from __future__ import annotations

import pytest

from dissensus.records import Speaker
from dissensus.stages.link.scripts import MIXED_SCRIPT, look, name_key, scripts
from tests.stages.link.linking import story

INSIDE = "C\u0430lder"  # Cyrillic a
FIRST = "\u0421alder"  # Cyrillic Es
LATIN_IN_CYRILLIC = "\u041f\u0435\u0442po\u0432"  # Petrov with Latin p and o
CYRILLIC = "\u041f\u0435\u0442\u0440\u043e\u0432"
COCO = "\u0421\u043e\u0441\u043e"  # all Cyrillic, and looks like Coco


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Calder", {"LATIN"}),
        ("Ça\u0302lder", {"LATIN"}),
        (INSIDE, {"LATIN", "CYRILLIC"}),
        (LATIN_IN_CYRILLIC, {"LATIN", "CYRILLIC"}),
        (CYRILLIC, {"CYRILLIC"}),
        ("Ad\u03b1", {"LATIN", "GREEK"}),
        ("\uff23alder", {"LATIN"}),  # a wide C is a C
        ("42 (3)", set()),
        ("王 Calder", {"LATIN"}),
    ],
)
def test_which_scripts_a_name_is_written_in(name: str, written: set[str]) -> None:
    assert scripts(name) == written


def test_what_a_name_looks_like() -> None:
    assert look(INSIDE) == look(FIRST) == "calder"
    assert look(COCO) == "coco"
    assert not look(CYRILLIC).isascii()


def test_only_letters_that_mix_or_mislead_are_kept_in_the_key() -> None:
    assert name_key("Ada Calder") == "ada calder"
    assert name_key(CYRILLIC) == "petrov"
    assert name_key(f"Ada {INSIDE}") == "ada c\u0430lder"
    assert name_key(COCO) == COCO.lower()
    assert name_key("In\u200da O'Rourke") == name_key("Ina O’Rourke") == "ina orourke"


def flags(*texts: str) -> dict[str, tuple[str, ...]]:
    return {s.name: s.flags for s in story(*texts).of(Speaker) if s.kind.value in {"person", "unknown"}}


@pytest.mark.parametrize("other", [INSIDE, FIRST])
@pytest.mark.parametrize("order", [1, -1])
def test_who_only_looks_like_a_speaker_is_another_and_flagged(other: str, order: int) -> None:
    texts = ["Ada Calder said that it rained.", f"Ada {other} said that it hailed. {other} said that it snowed."]
    assert flags(*texts[::order]) == {"Ada Calder": (), f"Ada {other}": (MIXED_SCRIPT,)}


def test_neither_fuzziness_nor_an_initial_makes_them_one() -> None:
    told = flags(f"Ada Vosslund-{INSIDE} said that it rained.", "Ada Vosslund-Calder said that it hailed.")
    assert len(told) == 2
    told = flags("A. Calder said that it rained.", "\u0410da Calder and A\u0434a Calder said that it hailed.")
    assert len(told) == 2


def test_latin_letters_in_a_cyrillic_name_are_flagged_too() -> None:
    told = flags(f"Ivan {CYRILLIC} said that it rained.")
    assert set(told.values()) == {(MIXED_SCRIPT,)}
    ivan = "\u0418\u0432\u0430\u043d"
    told = flags(f"{ivan} {CYRILLIC} said that it rained.", f"{ivan} {LATIN_IN_CYRILLIC} said that it hailed.")
    assert told == {f"{ivan} {CYRILLIC}": (), f"{ivan} {LATIN_IN_CYRILLIC}": (MIXED_SCRIPT,)}


def test_a_name_that_is_all_cyrillic_is_the_same_in_latin_letters_and_not_flagged() -> None:
    ivan = "\u0418\u0432\u0430\u043d"
    told = flags(f"{ivan} {CYRILLIC} said that it rained.", "Ivan Petrov said that it hailed.")
    assert list(told.values()) == [()]


def test_a_name_of_another_script_that_looks_like_a_speaker_is_flagged_and_alone_is_not() -> None:
    assert flags("Coco said that it rained.", f"{COCO} said that it hailed.") == {"Coco": (), COCO: (MIXED_SCRIPT,)}
    assert flags(f"{COCO} said that it hailed.") == {COCO: ()}
