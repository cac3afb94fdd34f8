"""Stories with their outlets and origins: on a terminal, in the report, as JSON, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html

from dissensus.records import Article, Dated, Edge, Relation, Story, Verdict
from dissensus.show import stories, terminal
from dissensus.show.explain import explain_view
from dissensus.show.report import COPIES_SHOWN, render_report
from dissensus.show.shapes import CorpusView, StoryView
from dissensus.show.stories import NAMED, as_dict
from dissensus.show.views import corpus_view
from dissensus.store import Store
from tests.show.conftest import MADE, Corpus
from tests.show.test_terminal import flat, printed

DUNE = "=The dune has moved\nThe dune north of Askel has moved by four metres since the spring, the coast office said."
STORY = "story-of-the-dune"
TIE = (
    "near duplicate of Harrow Ledger{}: 98% of its words stand there, 97% of that one's here; "
    "syndicated: both credit ostwire"
)


def shore(copies: int) -> Corpus:
    """One story: an article of an agency, this many copies of it, and an account that credits the agency too."""
    corpus = Corpus()
    corpus.article("wire", DUNE, outlet="Ostwire", language="en", published=Dated("2030-05-01", "day"))
    for number in range(copies):
        day = f"2030-05-{number + 2:02}"
        known = {"outlet": f"Courier {number}", "agencies": ("Ostwire",), "published": Dated(day, "day")}
        corpus.article(f"copy{number}", DUNE, language="en", **known)
        corpus.copy(f"copy{number}", "wire", "near duplicate", (99, 98))
    corpus.article("own", "=Sand\nSand lies on the road.", outlet="Askel Post", agencies=("OSTWIRE",), language="en")
    ids = {name: article.id for name, article in corpus.articles.items()}
    one = tuple(sorted(id for name, id in ids.items() if name != "own"))
    made = corpus.maker("group")
    corpus.add("group", Story(STORY, (*one, ids["own"]), (one, (ids["own"],)), "line", made))
    member = Edge("member", ids["copy0"], STORY, Relation.MEMBER, Verdict.SAME, 0.8, ("name: askel",), made)
    corpus.add("group", member)
    return corpus


@pytest.fixture(scope="module")
def many() -> Iterator[Store]:
    with shore(NAMED + 3).store() as opened:
        yield opened


def the_bridge(view: CorpusView) -> StoryView:
    return view.stories[1]


def test_a_story_says_from_how_many_origins_it_comes_and_what_is_unsure(view: CorpusView) -> None:
    first, second = the_bridge(view).origins
    assert [one.tie.label if one.tie else None for one in first.articles] == [None, "near duplicate"]
    assert (first.number, first.outlets, first.unknown_outlets) == (1, ("Harrow Ledger", "Coast Evening"), 0)
    assert (second.number, second.outlets, second.unknown_outlets) == (2, (), 1)
    (rewrite,) = the_bridge(view).unsure
    assert (view.article(rewrite.article).outlet, view.article(rewrite.other).outlet) == (
        "unknown outlet",
        "Harrow Ledger",
    )


def test_the_list_names_each_origin_with_its_articles_and_why(view: CorpusView) -> None:
    text = flat(printed(stories.print_stories, view, width=100))
    ledger = the_bridge(view).origins[0].first.id[:8]
    assert "3 articles, 2 outlets and 1 unknown, 2 origins" in text
    assert "origin 1: 2 articles, 2 outlets" in text
    assert TIE.format(f" ({ledger})") in text
    assert "perhaps of one origin, counted apart: unknown outlet, date unknown" in text
    assert f"rewrite of Harrow Ledger ({ledger}), or both from one source: 31% of its words stand there" in text


def test_the_brief_says_it_in_a_line(view: CorpusView) -> None:
    text = flat(printed(terminal.print_brief, view, width=100))
    assert "one origin: Harrow Ledger, 3 May 2024" in text
    assert "; Coast Evening (near duplicate)" in text
    assert "perhaps fewer: 1 pair of origins shares text, not surely as copies" in text


def test_of_many_copies_the_brief_names_some(many: Store) -> None:
    text = flat(printed(terminal.print_brief, corpus_view(many), width=100))
    assert f"{NAMED + 5} articles, {NAMED + 5} outlets, 2 origins" in text
    assert f"Courier {NAMED - 1} (near duplicate) and 3 more" in text


def test_an_agency_is_credited_by_origins_that_share_little(many: Store) -> None:
    (story,) = corpus_view(many).stories
    told = [stories.credit(agency) for origin in story.origins for agency in origin.agencies]
    assert told == [
        "credits Ostwire; so does origin 2, which shares little with this one",
        "credits OSTWIRE; so does origin 1, which shares little with this one",
    ]
    assert f"origin 2 · {told[1]}" in flat(printed(stories.print_stories, corpus_view(many), width=100))
    by_address = shore(1)
    wire = by_address.records["clean"][0]
    assert isinstance(wire, Article)
    by_address.records["clean"][0] = replace(wire, outlet="www.ostwire.example")
    with by_address.store() as opened:
        assert corpus_view(opened).stories[0].origins[0].agencies[0].is_here
    alone = replace(story.origins[1].agencies[0], is_here=False, others=())
    assert stories.credit(alone) == "credits OSTWIRE, whose own text is not here"


def test_the_report_lays_out_the_origins_and_folds_many_copies_away(view: CorpusView, many: Store) -> None:
    page = html.document_fromstring(render_report(view, MADE))
    found = [flat(one.text_content()) for one in page.xpath("//li[contains(@class, 'origin ') or @class='origin']")]
    assert any(
        one.startswith("Origin 1 · 2 articles, 2 outlets") and TIE.format(", 3 May 2024") in one for one in found
    )
    assert "Perhaps fewer origins: 1 pair of origins shares text" in flat(page.text_content())
    page = html.document_fromstring(render_report(corpus_view(many), MADE))
    origin = page.xpath("//li[contains(@class, 'several')]")[0]
    assert len(origin.xpath("./ul[@class='copies']/li")) == COPIES_SHOWN
    assert flat(origin.xpath("./details/summary")[0].text_content()) == f"and {NAMED + 3 - COPIES_SHOWN} more"


def test_json_holds_the_origins_with_the_edges_that_say_why(view: CorpusView) -> None:
    told = json.loads(json.dumps(as_dict(the_bridge(view))))
    first, copy = told["origins"][0]["articles"]
    assert first["tie"] is None
    assert (copy["tie"]["to"], copy["tie"]["kind"], copy["tie"]["verdict"]) == (first["id"], "near duplicate", "same")
    assert copy["tie"]["because"][1:] == ["syndicated: both credit ostwire"]
    assert [(one["to"], one["verdict"]) for one in told["unsure"]] == [(first["id"], "unsure")]


def test_why_an_article_is_in_its_story_stands_in_report_and_json(many: Store) -> None:
    view = corpus_view(many)
    page = html.document_fromstring(render_report(view, MADE))
    assert [flat(one.text_content()) for one in page.xpath("//li[starts-with(., 'in story')]")] == [
        "in story 1 by name: askel"
    ]
    told = [one["because"] for one in json.loads(json.dumps(as_dict(view.stories[0])))["origins"][0]["articles"]]
    assert told[:3] == [[], ["name: askel"], []]


def test_explain_tells_why_each_article_is_in_its_origin(many: Store) -> None:
    text = flat(printed(terminal.print_explain, explain_view(many, STORY), width=100))
    assert f"articles: {NAMED + 5} outlets: {NAMED + 5} origins: 2" in text
    assert "origin 1: Ostwire, 1 May 2030: The dune has moved" in text
    assert "origin 1: Courier 0, 2 May 2030: The dune has moved [0.80; name: askel]; near duplicate of Ostwire" in text
    assert "99% of its words stand there, 98% of that one's here" in text
    assert "origin 2: Askel Post, date unknown: Sand" in text
