"""A typed sentence against a small invented corpus: who asserts it, denies it, doubts it, and what is no answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus import pipeline
from dissensus.check import Checked, Checker
from dissensus.check.pairs import Bearing, Proposition, Ruling
from dissensus.choice import RULES_ALONE
from dissensus.errors import ClaimError
from dissensus.ingest import read_paths
from dissensus.records import Article, Page, Stance, Statement
from dissensus.show.checked import AnswerView, answer_view
from dissensus.store import Store, open_store
from tests.corpora import REFERENCE

# Invented places, people and outlets; each text is long enough for its language to be told.
TEXTS = {
    "Sell Courier": "The ministry of Orland said on Monday that secret peace talks with the rebels were held in May. "
    "The minister, Ada Lind, told reporters that the harvest had been good this year.",
    "Orla Gazette": "The rebels denied that secret peace talks were held. “We sold the northern dam to nobody,” Ivo Marr said. "
    "Ivo Marr said that the winter had been long and that the harvest would be late.",
    "Port Echo": "Analyst Una Weld doubted that secret peace talks with the rebels were held. "
    "Mayor Tom Reed declined to comment on secret peace talks with the rebels, and went home.",
    "Hill Post": "The fire brigade said that at least 14 people died in the warehouse fire at Brell. "
    "Ada Lind said that the northern dam of Orland leaked in March, and that it was repaired.",
    "Vale News": "Governor Ilse Brandt did not deny that the copper mine polluted the river near Tarn. "
    "Were the children of Tarn poisoned by the copper mine? Nobody has an answer to that yet.",
    "Far Mail": "Minister Dmytro Halvek resigned over the bridge contract, his spokeswoman said on Friday. "
    "Pavel Sorn said that Adrisia attacked Selk at dawn and that the border town was burning.",
    "Night Wire": "Охрана is a word on the wall. Activist محمد سليم said that محمد سليم planted the old cedar trees of Tarn. "
    "Officials said that the valley road stays closed until the snow has gone from it.",
}


def record(outlet: str, text: str, number: int) -> str:
    return json.dumps({"id": f"r/{number}", "outlet": outlet, "date": f"2025-06-{number + 1:02}", "text": text})


def filled(folder: Path, order: Sequence[str]) -> Store:
    """A store in memory with these outlets' texts, taken in one after the other in this order."""
    store = open_store(":memory:")
    numbers = {outlet: number for number, outlet in enumerate(TEXTS)}
    for outlet in order:
        path = folder / f"{numbers[outlet]}.jsonl"
        path.write_text(record(outlet, TEXTS[outlet], numbers[outlet]) + "\n", "utf-8")
        for item in read_paths([str(path)]):
            assert isinstance(item, Page)
            store.put_page(item)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "CHILDREN", 0)
        pipeline.run(store, REFERENCE, choice=RULES_ALONE)
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled(tmp_path_factory.mktemp("check"), list(TEXTS))


def ask(store: Store, claim: str) -> AnswerView:
    return answer_view(store, Checker(store).check(claim))


def sides(view: AnswerView) -> dict[str, set[str]]:
    """By stance who has it, without those who only report."""
    told: dict[str, set[str]] = {}
    for one in view.positions:
        if one.stance is not Stance.REPORTS:
            told.setdefault(one.stance, set()).add(one.holder_name)
    return told


def reasons(view: AnswerView) -> str:
    return "; ".join(reason for near in view.near for reason in near.because)


TALKS = "Secret peace talks with the rebels were held"


def test_who_asserts_who_denies_and_who_doubts(store: Store) -> None:
    view = ask(store, TALKS)
    assert {"ministry", "rebels", "Una Weld"} == {
        name.removeprefix("The ").removeprefix("the ").removesuffix(" of Orland")
        for names in sides(view).values()
        for name in names
    }
    assert [one.outlet for one in view.asserts] == ["Sell Courier"]
    assert [one.outlet for one in view.denies] == ["Orla Gazette"]
    assert [one.outlet for one in view.doubts] == ["Port Echo"]
    assert not view.near


def test_each_answer_has_words_date_confidence_and_reasons(store: Store) -> None:
    for one in ask(store, TALKS).positions:
        assert one.quote
        assert one.article
        assert one.published
        assert one.published.value
        assert 0 < one.confidence <= 1
        assert one.because


def test_an_outlet_that_carries_what_others_say_reports_it(store: Store) -> None:
    view = ask(store, TALKS)
    assert {one.outlet for one in view.reports} == {"Sell Courier", "Orla Gazette", "Port Echo"}
    assert all(one.voice for one in view.reports)


@pytest.mark.parametrize(
    "claim",
    [
        "No secret peace talks with the rebels were held",
        "Secret peace talks with the rebels were never held",
        "It is false that secret peace talks with the rebels were held",
        "The president denied that secret peace talks with the rebels were held",
    ],
)
def test_a_negated_sentence_is_asserted_by_who_denies_and_denied_by_who_asserts(store: Store, claim: str) -> None:
    view = ask(store, claim)
    assert [one.outlet for one in view.asserts] == ["Orla Gazette"]
    assert [one.outlet for one in view.denies] == ["Sell Courier"]
    assert not view.doubts  # who doubts that talks were held does not say that none were
    assert [one.outlet for one in view.side("unsure")] == ["Port Echo"]


def test_a_question_is_looked_for_as_what_it_asks(store: Store) -> None:
    assert ask(store, TALKS + "?").asserts == ask(store, TALKS).asserts


def test_who_declines_to_comment_takes_no_side(store: Store) -> None:
    assert not any("Reed" in name for names in sides(ask(store, TALKS)).values() for name in names)


def test_who_does_not_deny_takes_no_side(store: Store) -> None:
    view = ask(store, "The copper mine polluted the river near Tarn")
    assert view.nobody
    assert "takes no side: declines" in reasons(view)


def test_a_question_in_an_article_is_no_answer(store: Store) -> None:
    view = ask(store, "The children of Tarn were poisoned by the copper mine")
    assert view.nobody
    assert any("poisoned" in near.statement.quote and "takes no side" in near.because[0] for near in view.near)


def test_the_same_words_of_other_people_are_no_answer(store: Store) -> None:
    assert ask(store, "Dmytro Halvek resigned over the bridge contract").asserts
    view = ask(store, "Minister Gregor Tann resigned over the bridge contract")
    assert view.nobody
    assert "another name: Dmytro Halvek, not Gregor Tann" in reasons(view)


def test_a_name_in_another_spelling_is_that_name(store: Store) -> None:
    assert ask(store, "Dmitri Halvek resigned over the bridge contract").asserts
    assert ask(store, "Halvek resigned over the bridge contract").asserts


def test_a_name_in_other_letters_is_found(store: Store) -> None:
    view = ask(store, "محمد سليم planted the old cedar trees of Tarn")
    assert [one.outlet for one in view.asserts] == ["Night Wire"]


def test_who_did_what_to_whom_is_not_turned_round(store: Store) -> None:
    assert ask(store, "Adrisia attacked Selk at dawn").asserts
    view = ask(store, "Selk attacked Adrisia at dawn")
    assert view.nobody
    assert "the other way round" in reasons(view)


@pytest.mark.parametrize(
    ("claim", "stance"),
    [
        ("Twelve people died in the warehouse fire at Brell", Stance.DENIES),
        ("At least 10 people died in the warehouse fire at Brell", Stance.ASSERTS),
        ("At least 14 people died in the warehouse fire at Brell", Stance.ASSERTS),
        ("People died in the warehouse fire at Brell", Stance.ASSERTS),
        ("At most 9 people died in the warehouse fire at Brell", Stance.DENIES),
    ],
)
def test_figures_that_cannot_both_hold_are_opposed(store: Store, claim: str, stance: Stance) -> None:
    assert {one.stance for one in ask(store, claim).positions} == {stance, Stance.REPORTS}


@pytest.mark.parametrize("claim", ["Twenty people died in the warehouse fire at Brell"])
def test_a_figure_that_can_hold_too_is_no_answer(store: Store, claim: str) -> None:
    view = ask(store, claim)
    assert view.nobody
    assert "another figure that can hold too: 14 beside 20" in reasons(view)


def test_another_thing_counted_is_no_answer(store: Store) -> None:
    assert ask(store, "Twelve houses burnt in the warehouse fire at Brell").nobody


def test_another_month_is_no_answer(store: Store) -> None:
    assert ask(store, "The northern dam of Orland leaked in March").asserts
    view = ask(store, "The northern dam of Orland leaked in August")
    assert view.nobody
    assert "another time" in reasons(view)


def test_of_a_claim_that_nobody_speaks_of_the_nearest_is_marked_as_near(store: Store) -> None:
    view = ask(store, "The northern dam of Orland was sold to a bank in Brell")
    assert view.nobody
    assert not view.positions
    assert view.near
    assert ask(store, "Wool prices rose sharply after the auction").near == ()


@pytest.mark.parametrize(
    "claim", [TALKS, "Secret peace talks were never held", "Adrisia attacked Selk", "a dam of Orland"]
)
def test_every_quoted_passage_is_a_span_of_its_article(store: Store, claim: str) -> None:
    texts = {one.id: one.parts.text for one in store.fetch(Article)}
    view = ask(store, claim)
    passages = [p for one in view.positions for p in one.passages]
    passages += [p for near in view.near for p in near.statement.passages]
    assert passages
    for passage in passages:
        assert texts[passage.span.article][passage.span.start : passage.span.end] == passage.text


@given(order=st.permutations(list(TEXTS)))
@settings(max_examples=3, deadline=None)
def test_no_order_of_articles_changes_an_answer(tmp_path_factory: pytest.TempPathFactory, order: list[str]) -> None:
    claims = (TALKS, "No secret peace talks were held with the rebels", "A dam of Orland leaked", "The mine in Tarn")

    def answers(outlets: Sequence[str]) -> list[Checked]:
        with filled(tmp_path_factory.mktemp("order"), outlets) as store:
            checker = Checker(store)
            return [checker.check(claim) for claim in claims]

    assert answers(order) == answers(list(TEXTS))


WORDS = st.sampled_from(
    "secret talks rebels held not never Orland Ada Lind dam leaked 14 twelve people died denied that in May “ ? محمد".split()
)


@given(words=st.lists(WORDS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_sentence_has_an_answer_or_an_error_that_names_it(store: Store, words: list[str]) -> None:
    try:
        found = Checker(store).check(" ".join(words), "en")
    except ClaimError as error:
        told = str(error)
        assert told.isprintable()
        return
    assert len({p.id for p in found.positions}) == len(found.positions)
    decided = {s for p in found.positions if p.stance is Stance.ASSERTS for s in p.statements}
    other = {s for p in found.positions if p.stance is Stance.DENIES for s in p.statements}
    assert not decided & other
    assert bool(found.near) <= (not decided and not other)


def test_another_judge_can_take_the_place_of_ours(store: Store) -> None:
    def nothing(claim: Proposition, statement: Proposition) -> Ruling:
        assert claim.words
        assert statement.words
        return Ruling(Bearing.OTHER, 0.0, ("says the net",), 0.5)

    found = Checker(store, nothing).check(TALKS)
    assert not found.positions
    assert found.near


def test_what_a_denial_only_points_back_at_is_denied(tmp_path: Path) -> None:
    text = (
        "The Sell Courier claimed that the harbour master took bribes from the shipping company. "
        "Harbour master Jon Bask rejected these claims. He left the room after that without another word."
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with open_store(":memory:") as store:
        for item in read_paths([str(tmp_path)]):
            assert isinstance(item, Page)
            store.put_page(item)
        pipeline.run(store, REFERENCE, choice=RULES_ALONE)
        view = ask(store, "The harbour master took bribes from the shipping company")
        assert store.fetch(Statement)
    assert [one.holder_name for one in view.asserts] == ["Sell Courier"]
    assert [one.holder_name for one in view.denies] == ["Jon Bask"]


def test_two_hundred_claims_one_after_the_other_read_an_article_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []
    fetch = store.fetch

    def counted(noun: type[Article], *, articles: Sequence[str]) -> list[Article]:
        fetched.extend(articles if noun is Article else ())
        return fetch(noun, articles=articles)

    monkeypatch.setattr(store, "fetch", counted)
    checker = Checker(store)
    for number in range(200):
        checker.check(f"{TALKS} for the {number}th time")
    assert len(fetched) == len(set(fetched)) <= len(TEXTS)
