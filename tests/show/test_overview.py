"""What the brief tells of a story as a whole, beside its disputes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dissensus.records import Act, Interval, Maker, Quantity, Time
from dissensus.show.brief import render_brief
from dissensus.show.shapes import CorpusView
from dissensus.show.views import corpus_view
from tests.show.conftest import MADE, Corpus, bridge
from tests.show.read_markdown import headings, items, tables

READ = Maker("read", "1")


def seen(corpus: Corpus) -> CorpusView:
    with corpus.store() as store:
        return corpus_view(store)


@pytest.fixture(scope="module")
def brief(view) -> str:
    return render_brief(view, MADE)


def section(brief: str, title: str) -> str:
    """What stands below a heading."""
    return brief.split(f" {title}\n", 1)[1].split("\n## ", 1)[0].split("\n### ", 1)[0]


def test_each_claim_stands_against_the_outlets_with_their_articles(brief):
    head, first, second = tables(section(brief, "Who prints what"))[0]
    assert head == [
        "Claim",
        "Harrow Ledger",
        "Coast Evening",
        "unknown outlet (001_night.txt)",
        "Velm Courier (in another story)",
    ]
    assert first[0].startswith("1.1 “The city of Harrow held back")
    assert first[1:3] == [
        "●\u00a0asserts [1]; lets speak: ●\u00a0asserts: a former inspector [1]; ○\u00a0denies: Tomas Rell [1]",
        "●\u00a0asserts [2]",
    ]
    assert first[4] == "silent"
    assert second[2] == "–"


def test_each_claim_stands_against_who_speaks_to_it(brief):
    head, first, second = tables(section(brief, "Who says what"))[0]
    assert head[1:] == ["Tomas Rell", "a former inspector", "Lia Brandt", "Noam Adiv"]
    assert first[1:] == ["○\u00a0denies [1] [3]", "●\u00a0asserts [1]", "–", "–"]
    assert second[3] == "◐\u00a0doubts [3]"


def test_who_denies_whose_claim_leads_to_the_dispute(brief):
    rows = tables(section(brief, "Who denies whose claim"))[0]
    assert rows[0] == ["Who denies", "Harrow Ledger", "a former inspector", "Coast Evening"]
    assert rows[1] == ["Tomas Rell", "denies 1.1", "denies 1.1", "denies 1.1"]


def test_whom_an_outlet_cites_and_through_whom(brief):
    rows = tables(section(brief, "Who cites whom"))[0]
    assert ["unknown outlet 001_night.txt", "Noam Adiv: 1 statement", "directly, said by the city"] in rows


def test_every_article_of_a_story_is_cited_those_of_one_text_together(view, brief):
    told = items(section(brief, "3 articles, 2 outlets and 1 unknown, 2 origins"))
    assert told[0] == (
        "Harrow Ledger, 3 May 2024 [1]: “City kept report on cracked Velm bridge in a drawer for two years”. "
        "One origin with Coast Evening, 4 May 2024 [2]"
    )
    assert len(items(section(brief, "Sources"))) == len(view.articles)


def test_more_columns_than_fit_a_page_are_spread_over_tables(view):
    story = max(view.stories, key=lambda one: len(one.articles))
    article = story.articles[0]
    more = tuple(replace(article, id=f"{article.id}{n}", outlet=f"Outlet {n}") for n in range(4))
    stories = tuple(
        replace(one, articles=(*one.articles, *more), outlets=(*one.outlets, *(a.outlet for a in more)))
        if one.id == story.id
        else one
        for one in view.stories
    )
    found = tables(section(render_brief(replace(view, stories=stories), MADE), "Who prints what"))
    assert [len(table[0]) for table in found] == [5, 5]
    assert sum(len(table[0]) - 1 for table in found) == 8


def test_the_chronology_quotes_who_tells_of_a_day():
    corpus = bridge()
    days = Interval("2022-06-01", "2022-08-31", "published")
    corpus.add("read", Time(corpus.span("003_courier", "last summer"), "date", days, READ, "2022-SU"))
    assert items(section(render_brief(seen(corpus), MADE), "Chronology")) == [
        "June to August 2022 (“last summer”, reckoned from the day of publication)\n"
        '“"We have known of the cracks since last summer, and they are harmless,"”\n'
        "— Tomas Rell admits, in Velm Courier, 14 September 2023, uncertain [4] text 173-244 · "
        "told about 12 months after its end"
    ]


def test_figures_of_one_thing_stand_together_with_their_words():
    corpus = bridge()
    for name, words, value in (("000_ledger", "41", 41.0), ("001_night", "Eleven", 11.0)):
        corpus.add("read", Quantity(corpus.span(name, words), value, None, "cracks", "exactly", READ))
    brief = render_brief(seen(corpus), MADE)
    assert ("h4", "cracks: 11 and 41") in headings(brief)
    eleven, many = items(section(brief, "Numbers"))
    assert eleven.startswith(
        '11 cracks\n“"Eleven cracks, all of them hairline,"”\n— Noam Adiv asserts, in unknown outlet'
    )
    assert many.startswith(
        "41 cracks\n“It counts 41 cracks in the northern pier”\n— Harrow Ledger in its own voice asserts"
    )


def test_offers_stand_by_who_makes_them(view):
    def demanding(one):
        return replace(one, act=Act.DEMANDS, target="the city") if one.act is Act.DOUBTS else one

    stories = tuple(
        replace(
            story,
            articles=tuple(replace(a, statements=tuple(map(demanding, a.statements))) for a in story.articles),
        )
        for story in view.stories
    )
    brief = render_brief(replace(view, stories=stories), MADE)
    assert ("h4", "Lia Brandt") in headings(brief)
    (told,) = items(section(brief, "Offers and demands"))
    assert told.startswith(
        'demands “said” of the city\n“"I would like to see that count with my own eyes,"”\n— unknown outlet 001_night.txt'
    )
