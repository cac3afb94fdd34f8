from __future__ import annotations

import pytest

from dissensus.records import Place, Speaker, SpeakerKind
from dissensus.stages.link.names import person
from dissensus.stages.link.speakers import same_person
from tests.stages.link.linking import story


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("dmitri halvek", "dmytro halvek", True),
        ("d halvek", "dmitri halvek", True),
        ("halvek", "dmitri halvek", True),
        ("ejnar vosslund", "einar wosslund", True),  # one sound in two spellings
        ("olga penn", "otto penn", False),
        ("olga penn", "olga brandt", False),
        ("javier quiroga", "xavier quiroga", False),
        ("", "olga penn", False),
    ],
)
def test_two_names_are_one_person_only_when_both_parts_can_be_spellings(left: str, right: str, same: bool) -> None:
    assert same_person(person(left), person(right)) is same


def test_a_surname_a_role_and_a_pronoun_are_the_person_named_before() -> None:
    held = story(
        "Foreign Ministry spokeswoman Ilse Brandt said that it rained. Brandt said that it hailed. "
        "The spokeswoman said that it snowed. The diplomat said that it thawed. She said that it froze."
    ).holders()
    assert set(held.values()) == {"Ilse Brandt"}
    assert len(held) == 5


def test_spellings_of_one_person_over_articles_are_one_speaker() -> None:
    linked = story(
        "Ministry spokesman Dmitri Halvek said that it rained.", "Dmytro Halvek, the spokesman, said that it hailed."
    )
    (speaker,) = [s for s in linked.of(Speaker) if s.kind is SpeakerKind.PERSON]
    assert {s.text for s in speaker.spellings} == {"Dmitri Halvek", "Dmytro Halvek"}


def test_people_of_one_name_and_two_genders_are_two() -> None:
    linked = story("Mr. Kim Aldane said that it rained.", "Spokeswoman Kim Aldane said that it hailed.")
    assert len([s for s in linked.of(Speaker) if s.kind is SpeakerKind.PERSON]) == 2


def test_a_state_is_nobodys_surname_but_of_who_is_told_to_be_a_person() -> None:
    held = story(
        "Amid Norway the fleet stopped. Amid Norway said that it rained. Norway said that it hailed."
    ).holders()
    assert set(held.values()) == {"Norway"}
    held = story("Congressman Jim Jordan said that it rained. Jordan said that it hailed.").holders()
    assert set(held.values()) == {"Jim Jordan"}


def test_a_group_is_one_with_its_bare_name() -> None:
    linked = story("The Orla Dawn movement said that it rained. Later Orla Dawn said that it hailed.")
    assert set(linked.holders().values()) == {"Orla Dawn"}
    assert [s.kind for s in linked.of(Speaker) if s.name == "Orla Dawn"] == [SpeakerKind.BODY]


def test_where_names_leave_a_doubt_the_same_role_makes_them_one() -> None:
    told = "Ministry spokesman Karim Yusuf Omar Hasan Dasiri said that it rained."
    one = story(told, "Karim Dasiri, the spokesman, said that it hailed.")
    two = story(told, "Karim Dasiri, a lawmaker, said that it hailed.")
    assert [len([s for s in linked.of(Speaker) if s.kind is SpeakerKind.PERSON]) for linked in (one, two)] == [1, 2]


def test_a_slip_in_a_given_name_is_one_person_where_surname_and_role_are_one() -> None:
    told = "Javier Quiroga, the president of the chamber, said that it rained."
    one = story(told, "Xavier Quiroga, the president of the chamber, said that it hailed.")
    two = story(told, "Xavier Quiroga, a farmer, said that it hailed.")
    assert [len([s for s in linked.of(Speaker) if s.kind is SpeakerKind.PERSON]) for linked in (one, two)] == [1, 2]


def test_short_forms_of_a_body_are_one_and_bodies_of_two_owners_two() -> None:
    told = "Selk's Audit Chamber said that it rained. The Chamber said that it snowed."
    one = story(told, "The Audit Chamber said that it hailed.")
    two = story(told, "The Audit Chamber said that it hailed. Merovar's Audit Chamber said that it thawed.")
    assert len(set(one.holders().values())) == 1
    assert len(set(two.holders().values())) == 3


def test_two_people_of_one_surname_stay_two_and_the_bare_surname_is_nobodys() -> None:
    held = story("Olga Penn said that it rained. Otto Penn said that it hailed. Penn said that it snowed.").holders()
    assert held["that it rained."] != held["that it hailed."]
    assert held.get("that it snowed.") not in (held["that it rained."], held["that it hailed."])


def test_a_pronoun_of_the_other_gender_is_not_forced() -> None:
    held = story("Spokesman Tomas Relk said that it rained. She said that it hailed.").holders()
    assert "that it hailed." not in held


def test_a_pronoun_is_somebody_who_speaks_and_no_ship() -> None:
    held = story(
        "Chief executive Petra Lindqvor said that it rained. The Marit Aldane was in port, she said. "
        "The minister, Albrecht Tome, had a bad day. He said that it hailed."
    ).holders()
    assert held["The Marit Aldane was in port"] == "Petra Lindqvor"
    assert held["that it hailed."] == "Albrecht Tome"


def test_a_capital_stands_for_its_state_and_spellings_of_a_place_are_one() -> None:
    linked = story(
        "Lisbon said that it rained. Portugal said that it hailed. The train from Kyiv was late. The train to Kiev was not."
    )
    assert set(linked.holders().values()) == {"Portugal"}
    spellings = [{s.text for s in p.spellings} for p in linked.of(Place)]
    assert {"Kyiv", "Kiev"} in spellings


def test_letters_and_a_last_word_stand_for_an_outlet_named_in_full() -> None:
    held = story(
        "The Harbour Post said that it rained. The HP said that it hailed. The Post said that it snowed."
    ).holders()
    assert set(held.values()) == {"Harbour Post"}


def test_long_words_in_common_make_no_two_bodies_one() -> None:
    linked = story(
        "The Armenian Foreign Ministry said that it rained.", "The Armenian Defence Ministry said that it hailed."
    )
    assert len([s for s in linked.of(Speaker) if s.kind is SpeakerKind.BODY]) == 2


def test_an_article_before_a_role_makes_nobody_new() -> None:
    assert len(set(story("Police said that it rained. The police said that it hailed.").holders().values())) == 1


def test_a_nameless_source_is_its_own() -> None:
    linked = story("A senior official said that it rained.", "A senior official said that it hailed.")
    nameless = [s for s in linked.of(Speaker) if s.kind is SpeakerKind.ANONYMOUS]
    assert len(nameless) == 2
    assert all(s.anonymous for s in nameless)


def test_the_first_person_in_somebodys_words_is_that_somebody() -> None:
    held = story("Spokeswoman Ilse Brandt said that we believe that it rained.").holders()
    assert held["that it rained."] == "Ilse Brandt"
