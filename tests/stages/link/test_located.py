from __future__ import annotations

from dissensus.records import Edge, Entry, Place, Relation, Verdict
from tests.stages.link.linking import Linked, story


def spots(linked: Linked) -> list[tuple[str, int | None, tuple[str, ...]]]:
    """Name, degrees of latitude and spellings of each place."""
    return sorted(
        (p.name, None if p.latitude is None else int(p.latitude), tuple(s.text for s in p.spellings))
        for p in linked.of(Place)
    )


def test_spellings_over_articles_and_scripts_are_one_place_with_degrees() -> None:
    linked = story(
        "The train from Kharkiv was late.", "The train from Kharkov was late.", "The train from Харьков was late."
    )
    assert [(name, where) for name, where, _ in spots(linked)] == [("Kharkiv", 49)]


def test_places_of_one_name_in_two_regions_stay_two() -> None:
    linked = story(
        "A bridge fell in Springfield, Illinois. Nobody in Springfield was hurt.",
        "A bridge fell in Springfield, Massachusetts.",
    )
    assert spots(linked) == [("Springfield", 39, ("Springfield",)), ("Springfield", 42, ("Springfield",))]


def test_another_article_of_the_story_tells_where() -> None:
    linked = story("A bridge fell in Springfield (Illinois).", "A bridge fell at night in Springfield.")
    assert [where for _, where, _ in spots(linked)] == [39]
    because = [e.because for e in linked.of(Edge) if e.relation is Relation.IDENTITY]
    assert ("place: Springfield", "as in another article of the story") in because


def test_in_doubt_a_place_has_no_degrees_and_says_so() -> None:
    linked = story("A bridge fell at night in Springfield.")
    (place,) = linked.of(Place)
    assert (place.latitude, place.ids) == (None, ())
    (edge,) = [e for e in linked.of(Edge) if e.right == place.id]
    assert edge.verdict is Verdict.UNSURE


def test_a_capital_that_speaks_is_its_state_and_elsewhere_a_city() -> None:
    linked = story("The train from Lisbon was late. It rained, Lisbon said on Monday. Portugal said that it hailed.")
    assert spots(linked) == [("Lisbon", 38, ("Lisbon",)), ("Portugal", None, ("Lisbon", "Portugal"))]
    assert set(linked.holders().values()) == {"Portugal"}


def test_a_capital_that_acts_is_its_state() -> None:
    linked = story("PARIS (Reuters) - Talks with Lisbon broke off, and the mayor of Lisbon, in Paris, was told.")
    assert [(name, where) for name, where, _ in spots(linked)] == [("Lisbon", 38), ("Paris", 48), ("Portugal", None)]


def test_a_row_of_the_table_that_lies_near_is_the_gazetteers_place() -> None:
    near = Entry("wikidata:Q1", "Kharkiv", (), "place", (), "", 49.98, 36.25)
    far = Entry("wikidata:Q2", "Kharkiv", (), "place", (), "", 10.0, 10.0)
    linked = story("The train from Kharkiv was late.", table=(near, far))
    (place,) = linked.of(Place)
    assert place.ids == ("geonames:706483", "wikidata:Q1")
    assert place.latitude == 49.98


def test_a_state_is_no_body_with_its_initials() -> None:
    held = story(
        "Union Shipping said that it rained. The US said that it hailed. Britain said that it snowed."
    ).holders()
    assert held["that it hailed."] == "United States"
    assert held["that it snowed."] == "United Kingdom"
