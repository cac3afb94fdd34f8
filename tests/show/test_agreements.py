"""What the accounts of a story tell alike, and what each tells alone."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from rich.console import Console

from dissensus.records import Edge, Relation, Statement, Story, Verdict, make_id
from dissensus.show import agreements
from dissensus.show.brief import render_brief
from dissensus.show.report import _environment
from dissensus.show.shapes import CorpusView, StoryView
from dissensus.show.views import corpus_view
from tests.show.conftest import MADE, Corpus, bridge


def said(corpus: Corpus, article: str, words: str) -> str:
    """The id of the statement of an article in which these words stand."""
    id = corpus.articles[article].id
    text = corpus.articles[article].parts.text
    (found,) = (
        one.id
        for one in corpus.records["read"]
        if isinstance(one, Statement) and one.article == id and any(words in text[s.start : s.end] for s in one.content)
    )
    return found


def tie(corpus: Corpus, left: str, right: str, verdict: Verdict = Verdict.SAME) -> None:
    id = make_id("edge", Relation.TOLD_ALIKE, left, right)
    corpus.add("link", Edge(id, left, right, Relation.TOLD_ALIKE, verdict, 0.8, (), corpus.maker("link")))


@pytest.fixture(scope="module")
def shown() -> CorpusView:
    """The mayor's denial in the ledger, its copy and, so the edges say, the night's article; cracks in the first two alone; what
    the member wants to see in the night's only."""
    corpus = bridge()
    denial = said(corpus, "000_ledger", "any report had been held back")
    tie(corpus, said(corpus, "002_coast", "any report had been held back"), denial)
    tie(corpus, said(corpus, "001_night", "no secret report"), denial)
    tie(corpus, said(corpus, "002_coast", "41 cracks"), said(corpus, "000_ledger", "41 cracks"))
    night = next(
        one.id
        for one in corpus.records["group"]
        if isinstance(one, Story) and corpus.articles["001_night"].id in one.articles
    )
    tie(corpus, said(corpus, "001_night", "that count"), night, Verdict.DIFFERENT)
    with corpus.store() as store:
        return corpus_view(store)


def story(view: CorpusView) -> StoryView:
    return max(view.stories, key=lambda one: len(one.articles))


def test_what_two_origins_tell_is_an_agreement_and_a_copy_is_none(shown: CorpusView) -> None:
    (one,) = story(shown).agreements
    assert one.origins == (1, 2)
    assert [len(same) for same in one.wordings] == [2, 1]  # the copy has the very words of the ledger
    assert one.speakers == ("Tomas Rell",)


def test_what_a_copy_alone_repeats_and_what_nobody_comes_near_stand_alone(shown: CorpusView) -> None:
    alone = {one.origin: [s.quote for s in one.statements] for one in story(shown).alone}
    assert alone == {
        1: ["It counts 41 cracks in the northern pier"],
        2: ['"I would like to see that count with my own eyes,"'],
    }


def test_what_another_origin_comes_near_does_not_stand_alone() -> None:
    corpus = bridge()
    cracks = said(corpus, "000_ledger", "41 cracks")
    tie(corpus, said(corpus, "002_coast", "41 cracks"), cracks)
    tie(corpus, cracks, said(corpus, "001_night", "Eleven"), Verdict.UNSURE)
    with corpus.store() as store:
        found = story(corpus_view(store))
    assert found.alone == ()
    assert found.agreements == ()


def test_a_story_of_one_origin_has_neither(shown: CorpusView) -> None:
    small = min(shown.stories, key=lambda one: len(one.articles))
    assert small.agreements == ()
    assert small.alone == ()


def test_the_terminal_prints_both_and_says_what_is_missed(shown: CorpusView) -> None:
    console = Console(file=StringIO(), width=90)
    agreements.print_agreements(shown, console)
    agreements.print_only(shown, console)
    assert isinstance(console.file, StringIO)
    told = " ".join(console.file.getvalue().split())
    assert "2 origins: “that any report had been held back”" in told
    assert "Only in unknown outlet 001_night.txt" in told
    assert told.count(agreements.NOTE) == 2


def test_programs_get_ids_and_spans(shown: CorpusView) -> None:
    both = json.loads(json.dumps([agreements.agreements_as_dict(shown), agreements.only_as_dict(shown)]))
    texts = {article.id: article for article in shown.articles}
    rows = [row for told in both[0]["stories"] for one in told["agreements"] for row in one["statements"]]
    rows += [row for told in both[1]["stories"] for one in told["alone"] for row in one["statements"]]
    assert len(rows) == 5
    for row in rows:
        (first, *_) = row["spans"]
        text = "".join(segment.text for segment in texts[row["article"]].segments)
        assert text[first[1] : first[2]] in row["quote"]


def test_in_the_report_each_passage_leads_to_its_place(shown: CorpusView) -> None:
    source = (
        "{% macro outlet(name, origin) %}<i>{{ name | line }}</i>{% endmacro %}"
        "{% macro date(dated) %}{{ dated | dated }}{% endmacro %}"
        "{% macro passages(found) %}{% for one in found %}"
        '<a class="passage" href="#{{ one.anchor }}">{{ one.text | shown }}</a>{% endfor %}{% endmacro %}'
        "{% from 'agreements.html.j2' import agreements, alone %}"
        "{{ agreements(story, outlet, date, passages) }}{{ alone(story, outlet, date) }}"
    )
    page = _environment().from_string(source).render(story=story(shown))
    for one in (*story(shown).agreements[0].statements, *story(shown).alone[1].statements):
        assert f'href="#{one.anchor}"' in page


def test_the_brief_tells_both_with_sources_that_can_be_looked_up(shown: CorpusView) -> None:
    told = render_brief(shown, MADE)
    agreed, alone = told.split("### Agreements")[1].split("### Only in one")
    assert "2 origins: “that any report had been held back”" in agreed
    assert "Tomas Rell denies" in agreed
    assert "The same words in" in agreed  # the copy
    assert "It counts 41 cracks" not in agreed
    assert "I would like to see that count with my own eyes" in alone.split("\n### ")[0]
    assert "and 1 sentence of the outlet itself" in alone
