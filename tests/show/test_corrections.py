"""What persons said, as it is listed, shown beside what it decided, and explained."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.console import Console

from dissensus.meant import mentions_of, speaker_named
from dissensus.passages import written
from dissensus.records import Article, Block, Edge, Relation, Span, Speaker, Story, Verdict
from dissensus.show.corrections import corrections_view, print_corrections, print_mentions
from dissensus.show.described import describe
from dissensus.show.explain import explain_view
from dissensus.show.references import Lookup
from dissensus.store import Store
from dissensus.verdicts import new_word, taken_back, word
from tests.show.conftest import bridge

SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT


@pytest.fixture
def store() -> Iterator[Store]:
    with bridge().store() as opened:
        yield opened


def said(store: Store, relation: Relation, left: str, right: str, verdict: Verdict = SAME, *, day: int = 1) -> Edge:
    """Ada's word of a day in May."""
    edge = new_word(relation, (left, right), verdict, "Ada \x1b[31mLind", f"2024-05-{day:02}T10:00:00.000000+00:00")
    store.put_edge(edge)
    return edge


def articles(store: Store) -> dict[str, Article]:
    """By the first letters of their headlines."""
    return {(one.title or "")[:4]: one for one in store.fetch(Article)}


def passage(article: Article, words: str) -> str:
    start = article.parts.text.index(words)
    return written(Span(article.id, "text", start, start + len(words)), article.parts)


def printed(store: Store, width: int = 100, only: tuple[str, ...] = ()) -> str:
    out = io.StringIO()
    print_corrections(corrections_view(store), Console(file=out, width=width, color_system=None), only)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def one_state(store: Store) -> str:
    (one,) = corrections_view(store)
    return one.state


def test_where_nobody_said_anything_that_is_told(store: Store) -> None:
    assert printed(store) == "Nobody has corrected anything.\n"


def test_each_word_has_who_when_what_and_what_became_of_it(store: Store) -> None:
    two = sorted(store.fetch(Story), key=lambda story: len(story.articles))
    word_ = said(store, Relation.SAME_STORY, two[0].articles[0], two[1].articles[0], DIFFERENT)
    text = flat(printed(store))
    assert text.startswith(f"{word_.id[:8]} Ada Lind, 1 May 2024: took “")
    assert text.endswith("out of the story of " + text.rpartition("out of the story of ")[2])
    assert one_state(store) == "in effect"
    joined = said(store, Relation.SAME_STORY, two[0].articles[0], two[1].articles[0], day=2)
    assert [one.state for one in corrections_view(store)] == [
        "overruled by a later word",
        "rests: other words part the two stories",  # for nothing has run since
    ]
    store.put_edge(taken_back(joined, "Ben", "2024-05-03T10:00:00.000000+00:00"))
    assert [one.state for one in corrections_view(store)] == ["in effect", "taken back", "taken back"]
    assert "Ben, 3 May 2024: took back what was said of" in flat(printed(store))


def test_words_that_rest_say_why(store: Store) -> None:
    article = next(iter(store.fetch(Article)))
    edge = said(store, Relation.SAME_STORY, article.id, "0123456789abcdef0123")
    assert one_state(store) == "rests until all its articles are here"
    assert "something in an article that is not here (01234567)" in flat(printed(store))
    assert explain_view(store, edge.id).rows


def test_a_word_on_whom_nobody_knows_rests(store: Store) -> None:
    article = next(a for a in store.fetch(Article) if "Tomas Rell" in a.parts.text)
    left = passage(article, "Tomas Rell")
    said(store, Relation.SAME_SPEAKER, left, passage(article, article.parts.text[:3]))
    assert one_state(store) == "rests: nobody who says anything is named there now"


def test_words_said_together_stand_together(store: Store) -> None:
    ids = sorted(one.id for one in store.fetch(Article))
    for right in ids[1:4]:
        said(store, Relation.SAME_STORY, ids[0], right, DIFFERENT)
    (one,) = corrections_view(store)
    assert len(one.words) == 3
    assert printed(store, only=(one.words[2],)) == printed(store)


def test_a_ledgers_word_is_listed_with_the_words_that_it_cut(store: Store) -> None:
    article = next(a for a in store.fetch(Article) if "Tomas Rell" in a.parts.text)
    block = store.fetch(Block, articles=[article.id])[-1]
    store.put_edge(word(article, block, DIFFERENT, "Ben", "2024-05-06T10:00:00.000000+00:00"))
    (one,) = corrections_view(store)
    assert one.what.startswith("cut “")
    assert one.state == "in effect"


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_wider_than_the_terminal_nor_steers_it(store: Store, width: int) -> None:
    ids = sorted(one.id for one in store.fetch(Article))
    said(store, Relation.SAME_STORY, ids[0], ids[1])
    out = io.StringIO()
    speaker = speaker_named(store, "Tomas Rell")
    print_mentions(store, speaker, mentions_of(store, speaker), Console(file=out, width=width, color_system=None))
    for text in (printed(store, width), out.getvalue()):
        assert max(map(len, text.splitlines())) <= width
        assert "\x1b" not in text


def test_explain_tells_of_a_word_its_passages_and_of_a_story_who_decided(store: Store) -> None:
    article = next(a for a in store.fetch(Article) if "Tomas Rell" in a.parts.text)
    left = passage(article, "Tomas Rell")
    told = explain_view(store, said(store, Relation.NAMED, left, "Mayor Rell").id)
    assert ("called", "“Mayor Rell”") in told.rows
    assert [evidence.text for evidence in told.passages] == ["Tomas Rell"]
    both = explain_view(store, said(store, Relation.SAME_SPEAKER, left, passage(article, "report")).id)
    assert ("one speaker with", "another passage") in both.rows
    assert [evidence.text for evidence in both.passages] == ["Tomas Rell", "report"]
    story = max(store.fetch(Story), key=lambda one: len(one.articles))
    said(store, Relation.SAME_STORY, story.articles[0], story.articles[1])
    assert ("decided", "merged by a person: Ada \x1b[31mLind") in describe(Lookup(store), story).rows


def test_a_speaker_whom_a_person_decided_on_says_so_in_explain(store: Store) -> None:
    rell = speaker_named(store, "Tomas Rell")
    decided = replace(rell, id="f" * 20, because=("named by a person: Ada Lind",))
    store.write_unit("more", "1", "1", [decided])
    assert explain_view(store, decided.id).because == ("named by a person: Ada Lind",)
    assert [one.because for one in store.fetch(Speaker) if one.id == decided.id] == [decided.because]
