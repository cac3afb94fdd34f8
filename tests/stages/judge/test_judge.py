"""Who stands where: positions, outlets that take no side, and one speaker at two times."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dissensus.records import (
    Act,
    Article,
    Claim,
    Dated,
    Dispute,
    Drop,
    Edge,
    Interval,
    Kind,
    Level,
    Maker,
    Parts,
    Polarity,
    Position,
    Relation,
    Scope,
    Span,
    Speaker,
    SpeakerKind,
    Spelling,
    Stance,
    Statement,
    Verdict,
    Voice,
    make_id,
)
from dissensus.stages.judge import judge

MADE = Maker("test", "1")
LOST = "The ferry was lost in May."
DENIAL = "Ada Venn denied that the ferry was lost."
OTHER = "Ten cranes were painted."


class Corpus:
    """A storyline made statement by statement: each is a whole article's text, unless more are laid into one."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.statements: list[Statement] = []
        self.edges: list[Edge] = []
        self.speakers: dict[str, Speaker] = {}
        self.drops: list[Drop] = []
        self.stories: dict[str, str] = {}

    def article(
        self, id: str, text: str, day: str | None = "2024-05-03", *, outlet: str | None = None, complete: bool = True
    ) -> str:
        named = outlet if outlet is not None else f"The {id} Post"
        self.articles[id] = Article(
            id, id, Parts(text), MADE, outlet=named or None, language="en", published=Dated(day, "day", "field"),
            complete=complete,
        )  # fmt: skip
        self.stories[id] = "story"
        return id

    def says(
        self,
        article: str,
        words: str,
        who: str | None,
        on: Verdict | None = None,
        *,
        act: Act = Act.ASSERTS,
        confidence: float = 0.9,
        said: str | None = None,
        score: float = 0.9,
        claim: str = "claim",
    ) -> None:
        """A statement; with a verdict it is on the claim. Nobody (`None`) is the outlet itself."""
        start = self.articles[article].parts.text.index(words)
        holder = who or self.articles[article].outlet or "nobody"
        id_ = make_id("statement", article, words, holder, act)
        self.statements.append(
            Statement(
                id=id_, article=article, part="text", voice=Voice.ATTRIBUTED if who else Voice.OWN, source=(), cue=(),
                content=(Span(article, "text", start, start + len(words)),), kind=Kind.INDIRECT, act=act,
                polarity=Polarity.POSITIVE, confidence=confidence, because=("clause",), maker=MADE,
                said_at=Interval(said, said, "text") if said else None,
            )
        )  # fmt: skip
        kind = SpeakerKind.PERSON if who else SpeakerKind.OUTLET
        self.speakers[holder] = Speaker(holder, holder, kind, (), (Spelling(holder, 1),), MADE)
        self.edge(id_, holder, Relation.HELD_BY, Verdict.SAME, 1.0)
        if on:
            self.edge(id_, claim, Relation.SAME_CLAIM, on, score)

    def edge(self, left: str, right: str, relation: Relation, verdict: Verdict, score: float) -> None:
        because = ("denies",) if relation is Relation.SAME_CLAIM and verdict is Verdict.DIFFERENT else ("test",)
        self.edges.append(
            Edge(make_id("edge", left, right, relation), left, right, relation, verdict, score, because, MADE)
        )

    def judged(self) -> tuple[list[Position], list[Dispute]]:
        first = self.statements[0]
        words = self.articles[first.article].parts.of("text")[first.content[0].start : first.content[0].end]
        ids = sorted({edge.right for edge in self.edges if edge.relation is Relation.SAME_CLAIM} | {"claim"})
        claims = [Claim(id, words, first.article, "text", first.content, MADE) for id in ids]
        made = list(
            judge(
                self.statements, claims, list(self.speakers.values()), self.edges, self.stories,
                articles=list(self.articles.values()), drops=self.drops,
            )
        )  # fmt: skip
        return [r for r in made if isinstance(r, Position)], [r for r in made if isinstance(r, Dispute)]

    def stances(self) -> set[tuple[str, Stance]]:
        """Who takes which stance in the one dispute."""
        positions, (dispute,) = self.judged()
        return {(p.holder_name, p.stance) for p in positions if p.id in dispute.positions}


@pytest.fixture
def corpus() -> Corpus:
    """The outlet A asserts a claim, and B prints a denial of it."""
    made = Corpus()
    made.article("A", LOST)
    made.says("A", LOST, None, Verdict.SAME)
    made.article("B", DENIAL)
    made.says("B", DENIAL, "Ada Venn", Verdict.DIFFERENT, act=Act.DENIES)
    return made


# ------------------------------------------------------------------------------------------- outlets without a side


def test_an_outlet_that_prints_others_and_takes_no_side_reports(corpus: Corpus) -> None:
    positions, (dispute,) = corpus.judged()
    (one,) = [p for p in positions if p.stance is Stance.REPORTS]
    (denial,) = [p for p in positions if p.stance is Stance.DENIES]
    assert (one.holder_name, one.article, one.voice) == ("The B Post", "B", False)
    assert (one.spans, one.statements) == (denial.spans, denial.statements)
    assert {p.id for p in positions} == set(dispute.positions)


def test_an_outlet_that_leaves_the_claim_out_is_silent(corpus: Corpus) -> None:
    corpus.article("C", OTHER)
    corpus.says("C", OTHER, None)
    positions, (dispute,) = corpus.judged()
    (one,) = [p for p in positions if p.stance is Stance.SILENT]
    assert one.id in dispute.positions
    assert (one.holder, one.holder_name) == ("The C Post", "The C Post")
    assert (one.article, one.spans, one.statements) == (None, (), ())


def test_of_an_outlet_that_lets_the_same_two_part_on_another_claim_it_cannot_be_told(corpus: Corpus) -> None:
    painted, denied = "The A Post said that ten cranes were painted.", "Ada Venn denied that ten cranes were painted."
    corpus.article("C", f"{painted} {denied}")
    corpus.says("C", painted, "The A Post", Verdict.SAME, claim="other")
    corpus.says("C", denied, "Ada Venn", Verdict.DIFFERENT, act=Act.DENIES, claim="other")
    positions, _ = corpus.judged()
    (one,) = [p for p in positions if p.claim == "claim" and p.holder_name == "The C Post"]
    assert (one.stance, one.article, one.spans) == (Stance.UNSURE, "C", ())
    assert one.because == ("lets the same two part on another claim",)


def test_an_outlet_is_silent_once_however_many_articles_it_has(corpus: Corpus) -> None:
    for id in ("C", "D"):
        corpus.article(id, OTHER, outlet="The Courier")
        corpus.says(id, OTHER, None)
    positions, _ = corpus.judged()
    assert [p.because for p in positions if p.stance is Stance.SILENT] == [
        ("no statement on the claim in 2 articles on the story",)
    ]


def test_an_outlet_is_not_silent_that_speaks_of_it_in_another_article(corpus: Corpus) -> None:
    corpus.article("C", OTHER, outlet="The A Post")
    corpus.says("C", OTHER, None)
    assert ("The A Post", Stance.SILENT) not in corpus.stances()


def test_an_outlet_is_not_silent_on_what_it_says_by_the_word_of_another(corpus: Corpus) -> None:
    corpus.article("C", OTHER, outlet="Ada Venn")
    corpus.says("C", OTHER, "Tomas Relk")
    assert ("Ada Venn", Stance.SILENT) not in corpus.stances()


def test_an_article_of_another_story_is_not_asked(corpus: Corpus) -> None:
    corpus.article("C", OTHER)
    corpus.says("C", OTHER, None)
    corpus.stories["C"] = "another story"
    assert not any(name == "The C Post" for name, _ in corpus.stances())


def test_of_an_article_in_a_language_that_is_not_read_it_cannot_be_told(corpus: Corpus) -> None:
    corpus.article("C", "Пором загинув.")
    corpus.drops.append(Drop("drop", "C", "read", "language Ukrainian (uk) has no reading rules yet"))
    positions, _ = corpus.judged()
    (one,) = [p for p in positions if p.stance is Stance.UNSURE]
    assert (one.holder_name, one.article, one.spans) == ("The C Post", "C", ())
    assert one.because == ("language Ukrainian (uk) has no reading rules yet",)


@pytest.mark.parametrize("text", [OTHER, ""])
def test_of_an_article_that_breaks_off_or_was_not_kept_it_cannot_be_told(corpus: Corpus, text: str) -> None:
    corpus.article("C", text, complete=False)
    if text:
        corpus.says("C", text, None)
    assert ("The C Post", Stance.UNSURE) in corpus.stances()


def test_of_an_outlet_whose_statement_may_be_on_the_claim_it_cannot_be_told(corpus: Corpus) -> None:
    corpus.article("C", OTHER)
    corpus.says("C", OTHER, "Tomas Relk", Verdict.UNSURE)
    positions, _ = corpus.judged()
    (one,) = [p for p in positions if p.holder_name == "The C Post"]
    assert (one.stance, one.article, one.statements) == (Stance.UNSURE, "C", (corpus.statements[-1].id,))


def test_of_an_outlet_that_says_nearly_the_words_of_the_claim_it_cannot_be_told(corpus: Corpus) -> None:
    near = "Nobody knows whether the ferry was lost or sold."
    corpus.article("C", near)
    corpus.says("C", near, None)
    positions, _ = corpus.judged()
    (one,) = [p for p in positions if p.holder_name == "The C Post"]
    assert (one.stance, one.article, one.statements) == (Stance.UNSURE, "C", (corpus.statements[-1].id,))
    assert one.spans


def test_an_outlet_without_a_name_stands_for_its_article(corpus: Corpus) -> None:
    corpus.article("C", "", outlet="")
    assert ("unknown outlet", Stance.UNSURE) in corpus.stances()


def test_nobody_is_silent_on_a_claim_that_is_in_no_dispute(corpus: Corpus) -> None:
    corpus.article("C", OTHER)
    corpus.says("C", OTHER, None)
    corpus.edges = [e for e in corpus.edges if e.verdict is not Verdict.DIFFERENT]
    positions, disputes = corpus.judged()
    assert disputes == []
    assert {p.stance for p in positions} == {Stance.ASSERTS}


# ------------------------------------------------------------------------------- one position per holder and article


def both(first: float, second: float) -> tuple[Stance, tuple[str, ...]]:
    """The stance of somebody who says both in one article, so sure on each side."""
    corpus = Corpus()
    corpus.article("A", f"{LOST} The ferry is safe.")
    corpus.says("A", LOST, "Ada Venn", Verdict.SAME, confidence=first)
    corpus.says("A", "The ferry is safe.", "Ada Venn", Verdict.DIFFERENT, confidence=second)
    (position,), disputes = corpus.judged()
    assert disputes == [] or disputes[0].level is Level.ALL
    return position.stance, position.because


def test_of_two_stances_in_one_article_the_surer_holds() -> None:
    assert both(0.9, 0.6)[0] is Stance.ASSERTS
    stance, because = both(0.6, 0.9)
    assert stance is Stance.DENIES
    assert "says the opposite too, less surely" in because


def test_of_two_stances_as_sure_as_each_other_it_cannot_be_told() -> None:
    stance, because = both(0.8, 0.8)
    assert stance is Stance.UNSURE
    assert "says both in this article" in because


def test_what_takes_a_side_goes_before_what_may_be_about_something_else(corpus: Corpus) -> None:
    corpus.articles["B"] = replace(corpus.articles["B"], parts=Parts(f"{DENIAL} {OTHER}"))
    corpus.says("B", OTHER, "Ada Venn", Verdict.UNSURE)
    positions, _ = corpus.judged()
    (one,) = [p for p in positions if p.holder_name == "Ada Venn"]
    assert (one.stance, len(one.statements)) == (Stance.DENIES, 1)


def test_one_passage_of_holders_who_are_not_known_takes_one_side() -> None:
    corpus = Corpus()
    corpus.article("A", LOST)
    corpus.says("A", LOST, "unknown", Verdict.SAME)
    corpus.says("A", LOST, "unknown", Verdict.DIFFERENT, act=Act.DENIES, confidence=0.6)
    corpus.edges = [e for e in corpus.edges if e.relation is not Relation.HELD_BY]
    positions, disputes = corpus.judged()
    assert sorted(p.stance for p in positions) == [Stance.ASSERTS, Stance.UNSURE]
    assert disputes == []


# --------------------------------------------------------------------------------------------- one speaker, two times


def twice(
    days: tuple[str | None, str | None], *, said: tuple[str | None, str | None] = (None, None), again: str = DENIAL
) -> tuple[Corpus, list[Dispute]]:
    """Somebody who asserts a claim in one article and denies it in another."""
    corpus = Corpus()
    corpus.article("A", LOST, days[0])
    corpus.says("A", LOST, "Ada Venn", Verdict.SAME, said=said[0])
    corpus.article("B", again, days[1])
    act = Act.DENIES if again == DENIAL else Act.ASSERTS
    corpus.says("B", again, "Ada Venn", Verdict.DIFFERENT, act=act, said=said[1])
    return corpus, corpus.judged()[1]


def test_one_speaker_on_both_sides_at_two_times_differs() -> None:
    _, (dispute,) = twice(("2024-06-11", "2024-05-03"))
    assert dispute.scope is Scope.SPEAKER
    assert "Ada Venn differs: denies on 2024-05-03, asserts on 2024-06-11" in dispute.because
    assert not any("lie" in reason for reason in dispute.because)


def test_the_day_of_saying_goes_before_that_of_publication() -> None:
    _, (dispute,) = twice(("2024-06-11", "2024-06-11"), said=("2023-01-02", None))
    assert "Ada Venn differs: asserts on 2023-01-02, denies on 2024-06-11" in dispute.because


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2024-05-03", "2024-05-03"), (None, None)),
        (("2024-05-03", "2024-05-05"), ("2024-05-02", "2024-05-02")),
        (("2024-05-03", None), (None, None)),
    ],
    ids=["published on one day", "said on one day", "a day is not known"],
)
def test_two_accounts_of_one_saying_are_no_dispute(
    days: tuple[str | None, str | None], said: tuple[str | None, str | None]
) -> None:
    assert twice(days, said=said)[1] == []


def test_the_same_words_in_two_articles_are_one_saying() -> None:
    assert twice(("2024-05-03", "2024-06-11"), again=LOST)[1] == []


def test_two_versions_of_an_article_are_no_two_times() -> None:
    corpus, _ = twice(("2024-05-03", "2024-06-11"))
    corpus.edge("A", "B", Relation.VERSION, Verdict.SAME, 1.0)
    assert corpus.judged()[1] == []


def test_who_differs_is_told_in_a_dispute_between_others_too(corpus: Corpus) -> None:
    corpus.article("D", LOST, "2024-07-01")
    corpus.says("D", LOST, "Ada Venn", Verdict.SAME)
    _, (dispute,) = corpus.judged()
    assert dispute.scope is Scope.STORY
    assert "Ada Venn differs: denies on 2024-05-03, asserts on 2024-07-01" in dispute.because


# ----------------------------------------------------------------------------------------------------------- levels


def test_a_contradiction_that_is_hardly_linked_is_merely_possible(corpus: Corpus) -> None:
    corpus.edges, corpus.statements = [], []
    corpus.says("A", LOST, None, Verdict.SAME, score=0.4)
    corpus.says("B", DENIAL, "Ada Venn", Verdict.DIFFERENT)
    corpus.edges = [replace(edge, because=("test",)) for edge in corpus.edges]
    positions, (dispute,) = corpus.judged()
    assert dispute.level is Level.ALL
    assert "perhaps a contradiction: the two sides are linked with 0.40, below 0.55" in dispute.because
    assert {p.stance for p in positions} == {Stance.ASSERTS, Stance.DENIES}
