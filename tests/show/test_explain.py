"""Why a record says what it says: every noun in words, none in the notation of Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dissensus.records import (
    Article,
    Claim,
    Discrepancy,
    Dispute,
    Drop,
    Edge,
    Level,
    Mention,
    MentionKind,
    Page,
    Place,
    Position,
    Record,
    Relation,
    Speaker,
    SpeakerKind,
    Spelling,
    Stance,
    Statement,
    Story,
    Storyline,
)
from dissensus.show import terminal
from dissensus.show.described import DESCRIBE, RELATIONS
from dissensus.show.explain import explain_view
from dissensus.store import Store, open_store
from tests.corpora import take_in
from tests.show.conftest import bridge
from tests.show.test_terminal import flat, printed

NAMED = (Statement, Speaker, Claim, Position, Dispute, Article, Story, Storyline, Edge, Drop)


def explained(store: Store, id: str) -> str:
    return flat(printed(terminal.print_explain, explain_view(store, id)))


def first(store: Store, noun: type[Record], **known: object) -> str:
    """The id of a record of which this is known."""
    fitting = (one for one in store.fetch(noun) if all(getattr(one, name) == value for name, value in known.items()))
    return str(getattr(next(fitting), "id"))  # noqa: B009 - not every noun has one


def test_every_noun_that_can_be_found_and_every_relation_has_words() -> None:
    assert set(DESCRIBE) >= {*NAMED, Mention, Place, Discrepancy, Page}
    assert set(RELATIONS) == set(Relation)


@pytest.mark.parametrize("noun", NAMED, ids=lambda noun: noun.__name__)
def test_no_noun_is_told_in_the_notation_of_python(noun: type[Record], store: Store) -> None:
    for one in store.fetch(noun):
        text = explained(store, one.id)  # type: ignore[union-attr]
        text = re.sub(r"articles/\w+\.txt", "", text)
        assert not re.search(r"[A-Z]\w+\(|\w=['\[]|\('|None\b|<\w+\.|\w_\w", text), text
        assert not re.search(r"““|””|“\"|\"”", text), text


def test_a_statement_with_its_attributes(store: Store) -> None:
    text = explained(store, first(store, Statement, chain=next(s for s in store.fetch(Statement) if s.chain).chain))
    for row in (
        "voice: of somebody whom the article names",
        "act: asserts kind: direct polarity: positive hedges: none basis: none stated chain: said by the city",
        "nested: in no other statement",
        "sure: high confidence (0.87)",
        "made by: rules (read 1)",
        "because: - cue-lexicon - quotation-marks",
        'text "Eleven cracks',
    ):
        assert row.removeprefix("text ") in text
    assert re.search(r"held by: Noam Adiv \(id \w{8}\) \[0.90; source names the holder\]", text)


def test_an_edge_says_what_it_joins(store: Store) -> None:
    text = explained(store, first(store, Edge, relation=Relation.HELD_BY))
    assert re.search(r"of: .+: \".+\(id \w{8}\) held by: a? ?\w.+ \(id \w{8}\) verdict: yes score: 0.90", text)
    assert "says: the machine" in text
    assert text.count("source names the holder") == 1


def test_a_dispute_a_position_and_a_claim_tell_all_that_they_rest_on(tmp_path: Path) -> None:
    for name, text in (
        ("a.txt", "The Harbour Post wrote that the mayor had sold the old quay to a cousin."),
        ("b.txt", "Mayor Ilse Brandt denied that she had sold the old quay to a cousin."),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    with open_store(":memory:") as store:
        take_in(store, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
        dispute = next(one for one in store.fetch(Dispute) if one.level is not Level.ALL)
        texts = [explained(store, id) for id in (dispute.id, dispute.claim)]
        denial = explained(store, first(store, Position, stance=Stance.DENIES))
    for text in (*texts, denial):
        assert re.search(r"\w{8} Ilse Brandt denies: “that she had sold the old quay to a cousin", text)
        assert re.search(r"- read by: .+\(read \d+\), \w+.*; \w+ confidence \(\d\.\d\d\)", text)
        assert re.search(r"- held by: Ilse Brandt \(id \w{8}\) \[0\.95; named: Ilse Brandt\]", text)
        assert re.search(
            r"- on this claim: says that it is not so \[0\.\d\d; denies; opposes another of this claim", text
        )
    assert "a denial put into words" in texts[0]
    assert "in dispute: put into words, between articles of one story (id " in texts[1]
    assert re.search(
        r"made of: 0\.\d\d that it is on the claim, 0\.\d\d that it is read rightly and 0\.95 that it is", denial
    )


def test_a_storyline_names_its_stories(store: Store) -> None:
    text = explained(store, first(store, Storyline))
    assert "stories: 2" in text
    assert "made of:" in text
    assert "the story of 1 article, first “Lane of Velm bridge closed for painting”, Velm Courier" in text


def test_places_mentions_and_discrepancies_have_words_too() -> None:
    corpus = bridge()
    span = corpus.span("003_courier", "Velm Courier at")
    maker = corpus.maker("read")
    corpus.add("read", Mention("mention-1", span, MentionKind.NAME, "Velm Courier", SpeakerKind.UNKNOWN, maker))
    corpus.add("link", Place("place-one", "Velm", (span,), (Spelling("Velm", 2),), maker, 51.5, 4.25))
    article = corpus.articles["003_courier"]
    gap = Discrepancy("gap-first", "headline", article.id, "text", (span,), article.id, ("why",), maker)
    corpus.add("judge", gap)
    with corpus.store() as store:
        assert "kind: name, of unknown kind" in explained(store, "mention-1")
        assert "degrees: 51.5, 4.25" in explained(store, "place-one")
        assert "against: “Lane of Velm bridge closed for painting”, Velm Courier" in explained(store, "gap-first")


def test_a_speaker_tells_by_which_rule_each_spelling_is_whose(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Minister Dmytro Halvek said that it rained. Halvek said that it hailed. He said that it froze.\n"
        "Minister Olga Penn said that it snowed. Mayor Olga Реnn said that it thawed.\n",
        "utf-8",
    )
    with open_store(":memory:") as store:
        take_in(store, [str(tmp_path / "a.txt")])
        halvek = explained(store, first(store, Speaker, name="Dmytro Halvek"))
        penn = explained(store, first(store, Speaker, name="Olga Penn"))
        told = explained(store, first(store, Mention, name="Halvek"))
    assert "called: Dmytro Halvek (1): named" in halvek
    assert "called: Halvek (1): other spelling, surname alone" in halvek
    assert "called: he (1): pronoun: he, " in halvek
    assert "may be: Olga Реnn" in penn
    assert "looks like Olga Penn in letters that are Cyrillic and Latin" in penn
    assert re.search(r"is: Dmytro Halvek \(id \w{8}\) \[0.95; other spelling; surname alone\]", told)
