from __future__ import annotations

import pytest

from dissensus.stages.link.sounds import ALIKE, alike, stem, word, word_score


@pytest.mark.parametrize(
    "spellings",
    [
        "tarnovskiy tarnovskyy tarnovskyi tarnovskii tarnovskij tarnowsky tarnovski",
        "shcherba stcherba",
        "yevhen evhen",
        "tsarek tzarek",
        "mickel mikkel mikel",
        "khalid halid",
        "dzhonson jonson johnson",
    ],
)
def test_spellings_of_one_sound_have_one_normal_form(spellings: str) -> None:
    assert len({word(w).fold for w in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("hryhoriy", "grigoriy", True),
        ("vernov", "vernoff", True),
        ("penn", "renn", False),
        ("orlan", "orbach", False),
        ("li", "lo", False),
    ],
)
def test_an_edit_costs_by_what_is_edited(left: str, right: str, one: bool) -> None:
    assert (word_score(left, right) >= ALIKE) is one


def test_endings_of_cases_count_in_cyrillic_only() -> None:
    assert stem("dubininym") == stem("dubinina") == stem("dubinin")
    assert alike("dubininoy", "dubinina", inflected=True) > alike("dubininoy", "dubinina", inflected=False)
