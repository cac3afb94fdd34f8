"""Cases a linguist can edit: a line each. Nobody here exists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.langs.given_names import FEMALE_NAMES, MALE_NAMES
from dissensus.stages.link.names import compare_people, given_gender, person, surname_alone

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        # one name in several alphabets and customs
        ("Dmitri Halvek", "Dmytro Halvek", SAME),
        ("Yevgeny Tarnovskiy", "Evgenij Tarnowskyj", SAME),
        ("Євген Тарновський", "Yevhen Tarnovskyi", SAME),
        ("Олексій Шульженко", "Oleksii Shulzhenko", SAME),
        ("Щукин Пётр", "Pyotr Shchukin", SAME),
        ("Ejnar Vosslund", "Einar Wosslund", SAME),
        ("Khalid Yusufi", "Halid Yousoufi", SAME),
        # marks, hyphens, spaces, order, slips
        ("Jörg-Uwe Brände", "Jorg Uwe Brande", SAME),
        ("TomasRelk", "Tomas Relk", SAME),
        ("Relk, Tomas", "Tomas Relk", SAME),
        ("Petra Lindqvor", "Petra Lindqwor", SAME),
        ("Albrecht Tomme", "Albrecht Tome", SAME),
        # endings of cases
        ("Марко Дубинин", "Марка Дубинина", SAME),
        ("Ольга Вернова", "Ольги Верновой", SAME),
        # titles, particles, middle names, initials
        ("Dr. Ilse Brandt", "Ilse Brandt", SAME),
        ("Ilse von Brandt", "Ilse Brandt", SAME),
        ("Karim al-Dasiri", "Karim Dasiri", SAME),
        ("Pavel Igorevich Lorn", "Pavel Lorn", SAME),
        ("P. Lorn", "Pavel Lorn", SAME),
        ("P.I. Lorn", "Pavel Igorevich Lorn", SAME),
        ("JP Quimby", "Jean-Paul Quimby", SAME),
        ("Alex Brandt", "Alexander Brandt", SAME),
        ("Ilse Brandt of Aldane", "Ilse Brandt", SAME),
        # two people
        ("Olga Penn", "Otto Penn", DIFFERENT),
        ("Olga Penn", "Olga Brandt", DIFFERENT),
        ("Javier Quiroga", "Xavier Quiroga", DIFFERENT),
        ("Pavel Igorevich Lorn", "Pavel Borisovich Lorn", DIFFERENT),
        ("Pavel I. Lorn", "Pavel B. Lorn", DIFFERENT),
        ("Julio Penn", "Julia Penn", DIFFERENT),
        ("Sasha Vernov", "Sasha Vernova", DIFFERENT),
        ("Karim bin Yusuf Dasiri", "Yusuf bin Karim Dasiri", DIFFERENT),
        ("Tomas Relk Jr.", "Tomas Relk Sr.", DIFFERENT),
        ("林小明", "林小鸣", DIFFERENT),
        # by the names alone nobody can tell
        ("Tomas Relk Jr.", "Tomas Relk", UNSURE),
        ("Relk", "Tomas Relk", UNSURE),
        ("Tomas A. Relk", "Tomas Aldane", UNSURE),
        ("Karim Dasiri", "Karim Yusuf Omar Hasan Dasiri", UNSURE),
    ],
)
def test_two_names_of_persons(left: str, right: str, verdict: str) -> None:
    assert compare_people(left, right).same == verdict
    assert compare_people(right, left).same == verdict


@pytest.mark.parametrize("other", ["\u0410da Calder", "Ada C\u0430lder"])  # Cyrillic letters that look like Latin ones
def test_letters_that_only_look_alike_make_nobody_one(other: str) -> None:
    assert compare_people("Ada Calder", other).same == DIFFERENT
    assert compare_people("Ada Calder", other).because == ("letters of another script",)
    assert compare_people(other, other).same == SAME


def test_a_verdict_says_why() -> None:
    assert compare_people("D. Halvek", "Dmitri Halwek").because == (
        "halvek and halwek: one sound",
        "d and dmitri: an initial",
    )
    assert "igorevich against borisovich" in compare_people("Pavel Igorevich Lorn", "Pavel Borisovich Lorn").because
    assert "igorevich on one side only" in compare_people("Pavel Igorevich Lorn", "Pavel Lorn").because


def test_a_surname_alone_is_the_last_word_or_like_it() -> None:
    assert surname_alone(person("Halvek"), person("Dmitri Halvek"))
    assert surname_alone(person("Halwek"), person("Dmitri Halvek"))
    assert not surname_alone(person("Dmitri"), person("Dmitri Halvek"))
    assert not surname_alone(person("Pern"), person("Olga Penn"))


@given(st.text("aeiovknrsty -.", max_size=20), st.text("aeiovknrsty -.", max_size=20))
def test_the_order_of_names_does_not_matter_and_a_name_is_its_own(left: str, right: str) -> None:
    one, two = compare_people(left, right), compare_people(right, left)
    assert one.same is two.same
    assert one.score == pytest.approx(two.score)
    assert compare_people(left, left).same != DIFFERENT


@pytest.mark.parametrize(
    ("name", "gender"), [("Jane Doe", "she"), ("Dr. Karl Rothe", "he"), ("Robin Doe", None), ("Jane", None)]
)
def test_a_given_name_tells_whether_its_bearer_is_she_or_he(name: str, gender: str | None) -> None:
    assert given_gender(person(name)) == gender


def test_no_given_name_is_of_both() -> None:
    assert not FEMALE_NAMES & MALE_NAMES
