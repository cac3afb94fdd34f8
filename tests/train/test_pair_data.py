"""What the net of claims learns from: sets in one shape, pairs made of articles, pairs of judged stories."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.records import Act, Kind, Maker, Polarity, Span, Statement, Voice
from dissensus.stages.link.alike import Pairs
from dissensus.stages.link.claims import Item
from train.pair_data import (
    DEV,
    HAPPENED,
    NOT_SAME,
    OPPOSED,
    OTHER,
    PAIR,
    SAME,
    STANCE,
    STRENGTHENS,
    TRAIN,
    WEAKENS,
    Example,
    Share,
    differences,
    events,
    inference,
    similarity,
    stances,
)
from train.pair_news import News, across, changed_in, news, told, turned, within
from train.pair_scores import average_precision, f1, figures, pearson
from train.pair_stories import (
    DISPUTES,
    MODELS,
    NET,
    Judged,
    Side,
    Story,
    Unit,
    asked,
    claim_pairs,
    crowds,
    judged,
    matched,
    near,
    relation,
    same_passage,
    sides_of,
    story,
    story_pairs,
)

DRAW = random.Random(0)


def row(label: str, origin: str = "quay", split: str = TRAIN) -> dict[str, str]:
    return {"premise": "The quay is open.", "hypothesis": "It is.", "label": label, "origin": origin, "split": split}


# ---------------------------------------------------------------------------------------------------------------- sets


def test_what_a_set_cannot_tell_apart_may_be_either() -> None:
    given = [row(label) for label in ("entailment", "contradiction", "neutral", "not_entailment")]
    found = Counter(one.label for one in inference(given, Share(), DRAW))
    assert found == Counter([SAME, OPPOSED, OTHER, NOT_SAME])
    scene = next(inference([row("contradiction")], Share(scenes=("quay",)), DRAW))
    assert (scene.label, scene.origin, scene.task) == (NOT_SAME, "nli:quay", PAIR)


def test_of_an_origin_no_more_is_drawn_than_its_share_but_all_is_measured_on() -> None:
    given = [row("neutral", origin, split) for origin in "ab" for split in (TRAIN, DEV) for _ in range(9)]
    found = Counter((o.origin, o.split) for o in inference(given, Share(inference=5, inference_of={"b": 2}), DRAW))
    assert found == {("nli:a", TRAIN): 5, ("nli:b", TRAIN): 2, ("nli:a", DEV): 9, ("nli:b", DEV): 9}


def test_likeness_in_the_middle_teaches_nothing() -> None:
    given = [{"a": "x", "b": "y", "score": s, "origin": "sts", "split": DEV} for s in (0.0, 2.4, 3.0, 4.0)]
    given += [
        {"a": "x", "b": "y", "label": name, "origin": "msrp", "split": DEV} for name in ("paraphrase", "different")
    ]
    found = Counter(one.label for one in similarity(given, Share(), DRAW))
    assert found == {SAME: 2, NOT_SAME: 3}


def test_headlines_that_disagree_come_more_often() -> None:
    given = [
        {"headline": "Quay", "body_id": 1, "stance": s, "split": TRAIN} for s in ("agree", "disagree", "unrelated")
    ]
    found = list(stances(given, [{"body_id": 1, "text": "The quay."}], Share(unrelated=0.0), DRAW))
    assert Counter(one.label for one in found) == {(0.0,): 1, (1.0,): 3}
    assert {one.task for one in found} == {STANCE}


def test_claims_and_events_keep_their_numbers() -> None:
    claim = {"claim_a": "a", "claim_b": "b", "relation": 1, "split": TRAIN}
    assert [one.label for one in differences([claim], WEAKENS, Share())] == [(1.0,)] * 2
    assert [one.label for one in differences([claim], STRENGTHENS, Share())] == [(1.0,)]
    event = {"event": "closed", "text": "The quay closed .", "label": -2.5, "origin": "x", "split": TRAIN}
    found = list(events([event] * 5, Share(events=3), DRAW))
    assert [(one.task, one.label) for one in found] == [(HAPPENED, (-2.5,))] * 3


# ---------------------------------------------------------------------------------------------------------------- news

TEXT = "\n\n".join(
    (
        "The council of Veldmar raised the fee for every boat in the harbour on Tuesday night.",
        "Owners of the boats asked the council to wait for a report that is due in the spring.",
        "The ferry company said its own boats, which carry the mail, would pay nothing this year.",
        "A spokesman for the fishermen called the decision of the evening a slap in the face.",
        "The harbour of Veldmar was built two hundred years ago, when salt was still shipped there.",
        "Its walls have not been mended since the great storm, and several boats were lost last winter.",
    )
)
ARTICLE = news("Council of Veldmar raises fee for boats - Harbour Post", TEXT, "v-1", "story-1")


def test_a_headline_says_what_its_lead_says_and_denied_opposes_it() -> None:
    found = [pair for seed in range(20) for pair in within(ARTICLE, random.Random(seed))]
    assert ARTICLE.headline == "Council of Veldmar raises fee for boats"
    lead = ARTICLE.sentences[0]
    same = [one for one in found if one.label == SAME]
    assert len(same) == 20
    assert all(lead in one.left and ARTICLE.headline in one.right for one in same)
    opposed = [one for one in found if one.label == OPPOSED and ARTICLE.headline in one.right]
    assert len(opposed) == 20
    assert all(ARTICLE.headline != one.right for one in opposed)
    others = [one for one in found if one.label == OTHER and ARTICLE.headline in one.right]
    assert others
    assert not any(lead in one.left for one in others)
    assert {one.split for one in found} in ({TRAIN}, {DEV})  # an article is on one side


def test_another_outlets_opening_tells_the_same() -> None:
    other = replace(ARTICLE, headline="Fishermen angry", words=frozenset({"fisher", "angry"}))
    found = [one for one in across([ARTICLE, other], random.Random(1)) if one.label == SAME]
    assert [ARTICLE.headline in one.right for one in found] == [True]
    assert not list(across([ARTICLE, replace(other, story=None)], random.Random(1)))


def test_an_article_of_few_sentences_makes_no_pair() -> None:
    assert not list(within(News("Fee rises", frozenset(), ARTICLE.sentences[:3], "g", None), random.Random(1)))


@given(st.integers(0, 999))
def test_a_headline_is_changed_so_that_both_cannot_hold(seed: int) -> None:
    draw = random.Random(seed)
    assert changed_in("Council was warned", draw) == "Council was not warned"
    assert changed_in("Council raises fee", draw) is None
    changed = changed_in("Fee rises to 40", draw)
    assert changed is None or (changed.startswith("Fee rises to ") and changed != "Fee rises to 40")


def test_a_text_is_told_bare_or_in_a_mouth() -> None:
    assert told("the fee rose", DRAW, bare=True) == "the fee rose"
    assert told("the fee rose", DRAW, deny=True).endswith("the fee rose")
    assert ": " in told("the fee rose", DRAW)
    one = Example(PAIR, "a", "b", SAME, "news", TRAIN, 0.5)
    assert turned(one) == replace(one, left="b", right="a")


# ------------------------------------------------------------------------------------------------------ judged stories

LINE = "Olga Penn said the quay was sold. Ilse Brandt denied that the quay was sold. It rained."


def item(content: str, id: str, act: Act = Act.ASSERTS, sign: int = 1) -> Item:
    span = Span("here", "text", LINE.index(content), LINE.index(content) + len(content))
    statement = Statement(
        id, "here", "text", Voice.OWN, (), (), (span,), Kind.INDIRECT, act, Polarity.POSITIVE, 1.0, ("r",), Maker("read", "1")
    )  # fmt: skip
    words = dict.fromkeys(content.split(), 1.0)
    return Item(statement, None, "s", sign, sign < 0, LINE, words, 1)


SAID = item("the quay was sold", "1")
DENIED = item("Ilse Brandt denied that the quay was sold", "2", Act.DENIES, -1)
RAINED = item("It rained", "3")


def side(of: Item, sign: int) -> Side:
    (span,) = of.statement.content
    return Side("row", ((span.start, span.end),), sign)


SALE = Judged("the quay was sold", "fact", False, (side(SAID, 1), side(DENIED, -1)))


def test_statements_take_the_sides_of_the_passages_that_they_share() -> None:
    assert [sides_of(one, [SALE], "row") for one in (SAID, DENIED, RAINED)] == [{0: 1}, {0: -1}, {}]
    assert sides_of(SAID, [SALE], "another row") == {}
    both = Judged("c", "fact", False, (side(SAID, 1), side(SAID, -1)))
    assert sides_of(SAID, [both], "row") == {0: 0}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (((0, 10),), ((0, 10),), True),
        (((0, 10),), ((5, 40),), False),  # half of the shorter, but less than a quarter of the longer
        (((0, 10),), ((0, 40),), True),
        (((0, 10),), ((0, 41),), False),
        (((0, 10),), ((6, 16),), False),
        (((0, 3), (2, 10)), ((5, 15),), True),  # spans are united first
        (((0, 0),), ((0, 0),), False),
    ],
)
def test_passages_are_one_as_in_scoring(
    one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...], same: bool
) -> None:
    assert same_passage(one, other) is same
    assert same_passage(other, one) is same


def test_pairs_of_opposite_sides_are_opposed() -> None:
    assert relation({0: 1}, {0: -1}, frozenset()) == (OPPOSED, False)
    assert relation({0: 1}, {0: 1}, frozenset({0})) == (SAME, True)
    assert relation({0: 1, 1: 1}, {0: -1, 1: 1}, frozenset({1})) == (OPPOSED, False)
    assert relation({0: 0}, {0: 1}, frozenset()) == (OTHER, False)
    assert relation({}, {0: 1}, frozenset({0})) == (OTHER, False)


def a_story(
    part: str = NET, articles: tuple[str, ...] = ("row", "other"), disputes: tuple[Judged, ...] = (SALE,)
) -> Story:
    return story(
        Unit("s", articles, part, disputes), [SAID, DENIED, RAINED], ["said", "denied", "rained"], {}, {"here": "row"}
    )


def test_a_judged_pair_is_learned_from_though_the_program_did_not_choose_it() -> None:
    (pair,) = story_pairs(a_story(), [])
    assert (pair.left, pair.right, pair.label, pair.split) == ("denied", "said", OPPOSED, TRAIN)
    chosen = story_pairs(a_story(), [(0, 2), (0, 1)])
    assert [(one.left, one.right, one.label) for one in chosen] == [
        ("said", "rained", OTHER),
        ("said", "denied", OPPOSED),
    ]


def test_what_the_models_are_fitted_on_is_measured_on_where_the_program_asks_alone() -> None:
    assert not story_pairs(a_story(MODELS), [])
    (pair,) = story_pairs(a_story(MODELS), [(0, 1)])
    assert (pair.split, pair.origin) == (DEV, "judged:stories")
    (pair,) = story_pairs(a_story(MODELS, ("row",)), [(0, 1)])
    assert pair.origin == "judged:articles"


def test_a_pair_of_a_weak_dispute_counts_half() -> None:
    (pair,) = story_pairs(a_story(disputes=(replace(SALE, weak=True),)), [])
    assert (pair.label, pair.weight) == (OPPOSED, 0.5)


def test_a_judged_claim_stands_against_those_who_take_its_sides_and_others_that_share_its_words() -> None:
    words = ["It sold the quay", "It denied that", "It rained on the quay"]
    one = story(Unit("s", ("row",), NET, (SALE,)), [SAID, DENIED, RAINED], words, {}, {"here": "row"})
    (pairs,) = claim_pairs(one)
    assert {(pair.left, pair.label) for pair in pairs} == set(zip(words, (SAME, OPPOSED, OTHER), strict=True))
    assert {(pair.right, pair.split) for pair in pairs} == {("the quay was sold", TRAIN)}
    assert not claim_pairs(a_story(disputes=(replace(SALE, claim=""),)))  # nobody worded it
    assert not claim_pairs(a_story(MODELS))


def test_pairs_are_those_that_the_program_asks_about() -> None:
    found = asked(a_story())
    assert (1, 0) in zip(found.left.tolist(), found.right.tolist(), strict=True)  # the one that denies first
    assert set(found.left.tolist()) <= set(near(a_story()).left.tolist())


def test_what_matches_a_dispute_has_a_right_passage_on_each_side_and_a_third_of_all() -> None:
    one = a_story()
    assert matched(one, {0: 1, 1: -1}) == [0]
    assert matched(one, {0: -1, 1: 1}) == [0]  # the sign of a claim is nobody's
    assert matched(one, {0: 1, 1: -1, 2: 1}) == [0]
    assert not matched(one, {0: 1, 1: 1})
    assert not matched(one, {0: 1, 2: -1})
    others = [item(words, words) for words in ("Olga", "Penn", "Olga Penn", "said")]
    many = replace(one, items=[*one.items, *others], sides=[*one.sides, *({} for _ in others)])
    assert not matched(many, dict.fromkeys(range(7), 1) | {1: -1})  # two of seven are right


def test_a_pair_is_told_how_many_of_its_kind_its_dispute_has() -> None:
    again = replace(SAID, statement=replace(SAID.statement, id="again"))
    one = story(
        Unit("s", ("row",), NET, (SALE,)), [SAID, again, DENIED, RAINED], ["a", "b", "c", "d"], {}, {"here": "row"}
    )
    found = Pairs(np.array([2, 2, 0, 3]), np.array([0, 1, 1, 0]), np.zeros((4, 0)), *[np.zeros(4)] * 3)
    assert crowds(one, found).tolist() == [2, 2, 1, 1]  # opposed twice, the same once, and a pair of no dispute


def test_of_a_headline_nothing_was_judged() -> None:
    heading = replace(DENIED, statement=replace(DENIED.statement, part="title"))
    assert sides_of(heading, [SALE], "row") == {}
    headed = replace(a_story(), items=[SAID, heading, RAINED])
    assert not any(1 in pair for pair in zip(asked(headed).left.tolist(), asked(headed).right.tolist(), strict=True))


def test_judged_disputes_are_places_and_what_they_are_of() -> None:
    found = judged()
    assert len(found) == len({unit.name for unit in found}) == 3001
    assert Counter((unit.part, len(unit.articles) == 1) for unit in found) == {
        (NET, False): 681,
        (NET, True): 1_884,
        (MODELS, False): 120,
        (MODELS, True): 316,
    }
    for unit in found:
        assert {side.article for one in unit.disputes for side in one.sides} <= set(unit.articles)
    every = [one for unit in found for one in unit.disputes]
    assert {one.kind for one in every} == {"fact", "number", "cause", "intent", "evaluation"}
    spans = [span for one in every for side in one.sides for span in side.spans]
    assert all(0 <= start < end for start, end in spans)
    assert all(one.sides for one in every)
    line = json.loads(Path(DISPUTES).read_text("utf-8").partition("\n")[0])
    assert set(line) == {"story", "articles", "part", "disputes"}


def test_no_article_is_learned_from_by_the_net_and_by_the_models_over_it() -> None:
    found = judged()
    by_part = {part: {id for unit in found if unit.part == part for id in unit.articles} for part in (NET, MODELS)}
    assert not by_part[NET] & by_part[MODELS]


# -------------------------------------------------------------------------------------------------------------- scores


def test_figures_of_each_kind() -> None:
    def pair(label: tuple[float, ...], origin: str = "nli:a") -> Example:
        return Example(PAIR, "a", "b", label, origin, DEV)

    sure = {SAME: np.array([9.0, 0, 0]), OPPOSED: np.array([0, 9.0, 0]), OTHER: np.array([0, 0, 9.0])}
    examples = [
        pair(SAME),
        pair(OPPOSED),
        pair(OTHER),
        pair(NOT_SAME, "nli:b"),
        pair(SAME, "judged"),
        pair(OPPOSED, "judged"),
    ]
    scores = [sure[SAME], sure[OPPOSED], sure[SAME], sure[OTHER], sure[SAME], sure[OPPOSED]]
    assert figures(examples, scores) == {"nli": 0.75, "judged same ap": 1.0, "judged opposed ap": 1.0}
    assert figures(examples[:4], scores[:4], by_origin=True)["nli:a"] == pytest.approx(2 / 3)
    single = [replace(one, origin="judged:articles") for one in examples[4:]]
    assert figures(single, scores[4:], by_origin=True)["judged:articles same ap"] == 1.0


def test_the_challenges_score_of_stances() -> None:
    examples = [Example(STANCE, "a", "b", (float(at),), "fnc1", DEV) for at in (0, 1, 2, 3)]
    right = [np.eye(4)[at] for at in range(4)]
    assert figures(examples, right)["fnc1 weighted"] == 1.0
    found = figures(examples, [right[0], right[0], right[2], right[3]])
    assert found["fnc1 weighted"] == pytest.approx(2.5 / 3.25)
    assert found["fnc1 disagree f1"] == 0
    assert found["fnc1 agree f1"] == pytest.approx(2 / 3)


def test_small_measures() -> None:
    yes = np.array([True, False, True])
    assert f1(yes, yes) == 1.0
    assert f1(~yes, yes) == 0.0
    assert pearson(np.array([1.0, 2.0]), np.array([3.0, 4.0])) == pytest.approx(1.0)
    assert pearson(np.array([1.0]), np.array([1.0])) == 0.0
    assert average_precision(np.array([0.9, 0.5, 0.1]), yes) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(np.array([0.9]), np.array([False])) == 0.0
