"""A page whose script was to put the article there: it is read from the data that the page holds for it."""

from __future__ import annotations

import json

from dissensus.records import How

from .pages import Cleaned, html

BODY = (
    "The harbour board met on Tuesday and raised the fee for every boat that stays overnight.",
    "Its chairwoman, Ada Brunn, said “nobody will pay twice” & that the hall was full.",
    "Fishermen stood in front of the hall and sang for two hours, as they had done nine years ago.",
)
SENTENCE = "Owners had asked the board to wait for the report that is due in May. "


def page(body: str, shown: str = "<p>Please enable JavaScript</p>") -> Cleaned:
    data = json.dumps({"@type": "NewsArticle", "headline": "Fee rises", "articleBody": body})
    script = f'<script type="application/ld+json">{data}</script>'
    return html(f"<html><head><title>Fee rises</title>{script}</head><body><div id=app></div>{shown}</body></html>")


def test_the_article_is_read_from_the_data_where_the_page_does_not_show_it():
    result = page("\n\n".join(BODY).replace("&", "&amp;"))
    assert result.kept == list(BODY)
    assert result.reasons == []


def test_every_character_leads_back_to_the_bytes():
    result = page("\n\n".join(BODY).replace("&", "&amp;"))
    text, capture = result.article.parts.text, result.page.content
    rows = [row for row in result.offsets if row.span.part == "text"]
    assert "".join(text[row.span.start : row.span.end] for row in rows) == text
    for row in rows:
        assert row.locator.bytes is not None
        raw, here = capture[slice(*row.locator.bytes)].decode(), text[row.span.start : row.span.end]
        if row.how is How.ESCAPE:
            assert json.loads(f'"{raw}"') == here
        elif row.how is How.VERBATIM:
            assert raw == here
    assert {"“", "”"} <= {text[r.span.start : r.span.end] for r in rows if r.how is How.ESCAPE}


def test_tags_in_the_data_are_breaks_or_nothing():
    result = page(f"<p>{BODY[0]}</p><p>{BODY[2].replace('two', '<b>two</b>')}</p>" + f"<p>{SENTENCE * 3}</p>")
    assert result.kept[:2] == [BODY[0], BODY[2]]


def test_what_the_page_shows_is_read_from_the_page():
    shown = "".join(f"<p>{line}</p>" for line in BODY)
    result = page("\n\n".join(BODY), f"<article>{shown}</article>")
    assert result.kept == list(BODY)
    assert not any(row.how is How.ESCAPE for row in result.offsets)


def test_a_time_on_the_page_tells_nothing_of_places_in_the_data():
    shown = "<p>Please enable JavaScript</p>" + "<p>x</p>" * 30 + "<time datetime='2019-05-01'>1 May 2019</time>"
    assert page("\n\n".join(BODY), shown).article.published.value is None


def test_a_teaser_or_a_broken_string_is_no_article():
    assert page("The board met.", f"<p>{SENTENCE}</p>").kept == [SENTENCE.strip()]
    broken = html('<script type=\'application/ld+json\'>{"articleBody": "The board</script><p>' + SENTENCE + "</p>")
    assert broken.kept == [SENTENCE.strip()]
