"""JSON-LD and other data in scripts: whose date it is, who wrote, and what is broken."""

from __future__ import annotations

import json

from dissensus.stages.clean.scripts import date_strings, read_json_ld

from .pages import html

BODY = "".join(f"<p>Paragraph {n} of an article that goes on for quite a while, said its author.</p>" for n in range(9))


def page(*nodes: object) -> str:
    """A page that carries these nodes as JSON-LD."""
    scripts = "".join(f"<script type='application/ld+json'>{json.dumps(node)}</script>" for node in nodes)
    return f"<html><head>{scripts}</head><body><h1>The fee rises</h1>{BODY}</body></html>"


def test_the_first_article_speaks_and_those_after_it_are_of_others():
    first = {"@type": "NewsArticle", "datePublished": "2021-06-12"}
    other = {"@type": "NewsArticle", "datePublished": "2021-07-30"}
    article = html(page(first, other)).article
    assert (article.published.value, article.published.basis) == ("2021-06-12", "json_ld")
    assert not article.published.conflict


def test_an_article_outweighs_the_page_and_other_works():
    nodes = {
        "@graph": [
            {"@type": "WebPage", "datePublished": "2021-01-01"},
            {"@type": "Article", "datePublished": "2021-06-12"},
        ]
    }
    assert html(page(nodes)).article.published.value == "2021-06-12"


def test_an_author_is_found_by_reference():
    told = read_json_ld(
        json.dumps(
            {
                "@graph": [
                    {"@type": "Article", "author": {"@id": "#a"}},
                    {"@type": "Person", "@id": "#a", "name": "Ada Lund"},
                ]
            }
        )
    )
    assert told.articles[0].authors == ("Ada Lund",)


def test_an_outlet_is_nobody_s_author():
    node = {
        "@type": "NewsArticle",
        "author": [{"name": "The Quay"}, {"name": "Ada Lund"}],
        "publisher": {"name": "The Quay"},
    }
    assert html(page(node)).article.authors == ("Ada Lund",)


def test_reviews_and_events_date_no_article():
    node = {"@type": "Product", "review": [{"@type": "Review", "datePublished": "2021-06-12"}]}
    assert read_json_ld(json.dumps(node)).articles == []
    assert read_json_ld(json.dumps({"@type": "Event", "startDate": "2021-06-12"})).articles == []


def test_a_broken_script_still_tells_its_first_date():
    broken = '{"@type": "NewsArticle", "datePublished": "2021-06-12", "headline": "a "fee" rises"}'
    assert [a.published for a in read_json_ld(broken).articles] == ["2021-06-12"]
    assert read_json_ld("[" * 100_000).articles == []


def test_odd_values_are_passed_over():
    values: tuple[object, ...] = (None, 5, [], [5], {}, "", True)
    for value in values:
        told = read_json_ld(
            json.dumps({"@type": "Article", "datePublished": value, "author": value, "publisher": value})
        )
        assert told.articles[0].published is None


def test_dates_of_data_are_read_up_to_a_number():
    source = 'publishDate: "2021-06-12", ' * 50
    assert len(list(date_strings(source, [(0, len(source))]))) == 20
    assert [text for _, text in date_strings("x.pubDate='2021-06-12 06:05'", [(0, 28)])] == ["2021-06-12 06:05"]
