from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.records import Edge, Entry, Place, Relation, Speaker, SpeakerKind, Verdict
from dissensus.stages.link.tables import entry_keys, keys
from tests.stages.link.linking import Linked, story

HALVEK = Entry("wikidata:Q1", "Dmytro Halvek", ("Дмитро Гальвек", "Mitya the Bold"), "person", ("minister",))


def people(linked: Linked) -> list[Speaker]:
    return [s for s in linked.of(Speaker) if s.kind is SpeakerKind.PERSON]


def known_as(linked: Linked) -> list[Edge]:
    return [e for e in linked.of(Edge) if e.relation is Relation.IDENTITY and ":" in e.right]


@pytest.mark.parametrize("name", ["Dmytro Halvek", "Dmitri Halvek", "Halvek Dmytro"])
def test_a_name_that_can_be_that_of_a_row_has_its_id(name: str) -> None:
    linked = story(f"{name}, the minister, said that it rained.", table=(HALVEK,))
    assert [s.ids for s in people(linked)] == [("wikidata:Q1",)]
    (edge,) = known_as(linked)
    assert (edge.right, edge.verdict) == ("wikidata:Q1", Verdict.SAME)
    assert "the table says: Q1" in edge.because


def test_spellings_that_the_table_gives_to_one_are_one() -> None:
    texts = ("Minister Dmytro Halvek said that it rained.", "Minister Mitya the Bold said that it hailed.")
    linked = story(*texts[:1], "Minister Robert Grint said that it hailed.", table=(HALVEK,))
    assert len(people(linked)) == 2
    grint = Entry("wikidata:Q1", "Dmytro Halvek", ("Robert Grint",), "person")
    linked = story(*texts[:1], "Minister Robert Grint said that it hailed.", table=(grint,))
    (one,) = people(linked)
    assert {s.text for s in one.spellings} == {"Dmytro Halvek", "Robert Grint"}


def test_the_role_tells_which_of_two_rows_of_one_name_is_meant_and_keeps_two_people_two() -> None:
    minister = Entry("wikidata:Q1", "Olga Penn", (), "person", ("minister",))
    singer = Entry("wikidata:Q2", "Olga Penn", (), "person", (), "a lawmaker of Port Ellery")
    linked = story(
        "Minister Olga Penn said that it rained. Penn said that it thawed.",
        "Olga Penn, a lawmaker, said that it hailed.",
        table=(minister, singer),
    )
    assert sorted(s.ids for s in people(linked)) == [("wikidata:Q1",), ("wikidata:Q2",)]


def test_the_country_tells_which_of_two_rows_is_meant() -> None:
    here = Entry("wikidata:Q1", "Olga Penn", (), "person", country="Portugal")
    there = Entry("wikidata:Q2", "Olga Penn", (), "person", country="NO")
    linked = story("In Norway it is cold. Chairwoman Olga Penn said that it rained.", table=(here, there))
    assert [s.ids for s in people(linked)] == [("wikidata:Q2",)]


def test_rows_between_which_nothing_decides_give_no_id_but_a_doubt() -> None:
    rows = tuple(Entry(f"wikidata:Q{n}", "Olga Penn", (), "person") for n in (1, 2))
    linked = story("Chairwoman Olga Penn said that it rained.", table=rows)
    assert [s.ids for s in people(linked)] == [()]
    assert {(e.right, e.verdict) for e in known_as(linked)} == {
        ("wikidata:Q1", Verdict.UNSURE),
        ("wikidata:Q2", Verdict.UNSURE),
    }


def test_the_kind_must_agree() -> None:
    ship = Entry("wikidata:Q1", "Olga Penn", (), "place", latitude=1.0, longitude=2.0)
    linked = story("Chairwoman Olga Penn said that it rained.", table=(ship,))
    assert [s.ids for s in people(linked)] == [()]


def test_a_surname_alone_is_no_row() -> None:
    row = Entry("wikidata:Q1", "Dmytro Halvek", ("Halvek",), "person")
    linked = story("Spokeswoman Halvek said that it rained.", table=(row,))
    assert all(not s.ids for s in linked.of(Speaker))


def test_a_place_that_no_gazetteer_has_is_one_of_the_table() -> None:
    row = Entry("geonames:99", "Ponteval-sur-Orne", ("Pontewal",), "place", latitude=1.5, longitude=2.5)
    linked = story(
        "The train from Ponteval-sur-Orne was late.", "Nobody in Pontewal was hurt, police said.", table=(row,)
    )
    (place,) = [p for p in linked.of(Place) if p.ids == ("geonames:99",)]
    assert (place.latitude, place.longitude) == (1.5, 2.5)
    assert {s.text for s in place.spellings} == {"Ponteval-sur-Orne", "Pontewal"}


def test_a_name_that_nobody_places_is_no_village() -> None:
    row = Entry("geonames:99", "Brandt", (), "place", latitude=1.5, longitude=2.5)
    assert not story("The works council heard Brandt at length.", table=(row,)).of(Place)
    assert story("The train from Brandt was late.", table=(row,)).of(Place)


def test_a_word_more_needs_something_else_that_speaks_for_it() -> None:
    row = Entry("wikidata:Q1", "Dmytro Ostap Halvek", (), "person", ("minister",))
    assert [s.ids for s in people(story("Mayor Dmytro Halvek said that it rained.", table=(row,)))] == [()]
    assert [s.ids for s in people(story("Minister Dmytro Halvek said that it rained.", table=(row,)))] == [
        ("wikidata:Q1",)
    ]


def test_other_names_of_a_state_by_the_table_are_that_state() -> None:
    row = Entry("wikidata:Q45", "Portugal", ("Lusitania",), "state")
    linked = story("Portugal said that it rained. It hailed, Lusitania said on Monday.", table=(row,))
    (state,) = [s for s in linked.of(Speaker) if s.kind is SpeakerKind.STATE]
    assert state.ids == ("geonames:2264397", "wikidata:Q45")
    assert {s.text for s in state.spellings} == {"Portugal", "Lusitania"}


def test_without_a_table_nothing_has_an_id_of_one() -> None:
    assert not known_as(story("Minister Dmytro Halvek said that it rained."))


@given(st.text(max_size=40))
def test_any_name_has_keys_and_those_of_a_row_hold_them(name: str) -> None:
    assert set(keys(name)) <= set(entry_keys(Entry("x:1", name)))
    assert set(keys(name, "person")) <= set(keys(name))


def test_two_of_the_table_are_two_though_a_slip_would_join_them() -> None:
    texts = (
        "Javier Quiroga, the president of the chamber, said that it rained.",
        "Xavier Quiroga, the president of the chamber, said that it hailed.",
    )
    rows = (Entry("wikidata:Q2", "Javier Quiroga", (), "person"), Entry("wikidata:Q3", "Xavier Quiroga", (), "person"))
    assert len(people(story(*texts))) == 1
    assert sorted(s.ids for s in people(story(*texts, table=rows))) == [("wikidata:Q2",), ("wikidata:Q3",)]
