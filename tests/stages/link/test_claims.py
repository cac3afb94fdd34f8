from __future__ import annotations

import pytest

from dissensus.records import Claim, Dispute, DisputeKind, Level, Position, Scope, Stance
from dissensus.stages.link.claims import likeness
from tests.stages.link.linking import story

SALE = "The Harbour Post wrote that the mayor had sold the old quay to a cousin."


def test_a_denial_of_what_another_asserts_is_a_dispute_put_into_words() -> None:
    linked = story(SALE, "Mayor Ilse Brandt denied that she had sold the old quay to a cousin.")
    (dispute,) = linked.of(Dispute)
    assert dispute.level is Level.EXPLICIT
    assert dispute.scope is Scope.STORY
    assert linked.sides() == [{"asserts": {"Harbour Post"}, "denies": {"Ilse Brandt"}}]


def test_a_denial_that_names_its_target_needs_no_other_article() -> None:
    linked = story("Mayor Ilse Brandt rejected claims made by The Harbour Post that she had sold the old quay.")
    (dispute,) = linked.of(Dispute)
    assert (dispute.level, dispute.scope) == (Level.EXPLICIT, Scope.ARTICLE)
    assert linked.sides() == [{"asserts": {"Harbour Post"}, "denies": {"Ilse Brandt"}}]


def test_never_denies_as_flatly_as_a_denying_word() -> None:
    linked = story(SALE, "Mayor Ilse Brandt said that she had never sold the old quay to a cousin.")
    (dispute,) = linked.of(Dispute)
    assert dispute.level is Level.EXPLICIT
    assert linked.sides() == [{"asserts": {"Harbour Post"}, "denies": {"Ilse Brandt"}}]


def test_a_denial_that_nobody_provoked_is_kept_at_the_last_level() -> None:
    linked = story("The company denied that it had paid for repairs to a summer house.")
    (dispute,) = linked.of(Dispute)
    assert dispute.level is Level.ALL
    assert linked.sides() == [{"denies": {"The company"}}]


def test_a_denial_of_a_negation_asserts() -> None:
    linked = story(
        "Tomas Relk said that the old quay had been sold to a cousin.",
        "Olga Penn denied that the old quay had not been sold to a cousin.",
    )
    assert not any({"Olga Penn"} == sides.get("denies") for sides in linked.sides())


def test_who_does_not_deny_does_not_deny() -> None:
    linked = story(SALE, "Mayor Ilse Brandt did not deny that she had sold the old quay to a cousin.")
    assert linked.of(Dispute) == []


def test_one_holder_on_both_sides_of_one_article_is_no_dispute() -> None:
    linked = story("Olga Penn said that the old quay had been sold. Olga Penn denied that the old quay had been sold.")
    assert all(d.level is Level.ALL for d in linked.of(Dispute))


def test_who_admits_that_something_was_wrong_denies_nothing() -> None:
    linked = story(
        "The company said that the list of passengers was complete.",
        "Petra Lindqvor admitted that the list of passengers was wrong.",
    )
    assert not any("Petra Lindqvor" in sides.get("denies", ()) for sides in linked.sides())


def test_statements_on_different_matters_are_no_dispute() -> None:
    linked = story("Tomas Relk said that the ferry was late.", "Olga Penn denied that the library had burned down.")
    assert all(d.level is Level.ALL for d in linked.of(Dispute))


def test_figures_that_cannot_both_hold_are_a_dispute_of_numbers() -> None:
    linked = story(
        "The coastguard said that 14 people had died on the ferry by noon.",
        "The hospital in Osterwick said that 19 people had died on the ferry by noon.",
    )
    assert [d.kind for d in linked.of(Dispute)] == [DisputeKind.NUMBER]


@pytest.mark.parametrize(
    ("first", "second", "dates"),
    [
        ("14 people had died", "19 people had died", ("2023-03-07", "2023-03-09")),  # a later, larger count
        ("at least 14 people had died", "19 people had died", ("2023-03-07", "2023-03-07")),
        ("about 19 people had died", "20 people had died", ("2023-03-07", "2023-03-07")),
        ("14 people had died", "2,000 people had died", ("2023-03-07", "2023-03-07")),
        ("14 people had died", "19 cars had been lost", ("2023-03-07", "2023-03-07")),
    ],
)
def test_figures_that_go_together_are_none(first: str, second: str, dates: tuple[str, str]) -> None:
    linked = story(
        f"The coastguard said that {first} on the ferry.", f"The hospital said that {second} on the ferry.", dates=dates
    )
    assert [d for d in linked.of(Dispute) if d.kind is DisputeKind.NUMBER] == []


def test_a_claims_wording_is_a_passage_and_stands_by_itself() -> None:
    linked = story(SALE, "Mayor Ilse Brandt denied it. She dismissed these claims.")
    for claim in linked.of(Claim):
        text = linked.articles[claim.article].parts.text
        assert claim.wording in text
        assert not claim.wording.startswith(("these", "it"))


def test_an_accusation_that_is_no_clause_is_worded_with_who_accuses() -> None:
    linked = story(
        "Council member Karl Rothe accused Mayor Ilse Brandt of selling the old quay to a cousin.",
        "Mayor Ilse Brandt denied that she had sold the old quay to a cousin.",
    )
    (claim,) = linked.of(Claim)
    assert claim.wording == "Council member Karl Rothe accused Mayor Ilse Brandt of selling the old quay to a cousin."


def test_a_position_has_one_holder_one_article_and_its_passages() -> None:
    linked = story(SALE, "Mayor Ilse Brandt denied that she had sold the old quay to a cousin.")
    taken = [p for p in linked.of(Position) if p.stance is not Stance.REPORTS]
    assert taken
    for position in taken:
        assert position.article is not None
        assert position.spans
        assert {span.article for span in position.spans} == {position.article}
        assert 0 < position.confidence <= 1
        assert position.because
        assert position.stance in (Stance.ASSERTS, Stance.DENIES)


def test_the_order_of_articles_does_not_matter() -> None:
    texts = (
        SALE,
        "Mayor Ilse Brandt denied that she had sold the old quay to a cousin.",
        "According to the mayor, Ilse Brandt, no quay was sold. Tomas Relk said that the quay had been sold in May.",
    )

    def sides(*order: str) -> list[str]:
        return sorted(
            str({stance: sorted(who) for stance, who in sorted(found.items())}) for found in story(*order).sides()
        )

    assert sides(*texts) == sides(*reversed(texts))


def test_likeness_is_one_for_the_same_and_nothing_for_strangers() -> None:
    bag = {"quay": 2.0, "sold": 1.0}
    assert likeness(bag, bag) == pytest.approx(1)
    assert likeness(bag, {"ferry": 1.0}) == 0
    assert likeness(bag, {"quay": 2.0}) == 0, "one shared concept is too little"
    assert likeness(bag, {"quay": 2.0}, 1) > 0
