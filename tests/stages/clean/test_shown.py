"""Dates in the markup and on the page: where they stand decides whether they are heard."""

from __future__ import annotations

import pytest

from .pages import Cleaned, cleaned, html, page_of

BODY = "".join(f"<p>Paragraph {n} of an article that goes on for quite a while, said its author.</p>" for n in range(9))


def page(head: str = "", above: str = "", below: str = "", foot: str = "", lang: str = "en") -> Cleaned:
    """A page with a headline, something before it, below it and at the end of the article."""
    return html(
        f"<html lang='{lang}'><head><title>The fee rises at the quay</title>{head}</head><body><article>{above}"
        f"<h1>The fee rises at the quay</h1>{below}{BODY}{foot}</article></body></html>"
    )


@pytest.mark.parametrize(
    "below",
    [
        "<p class='post-date'>12 June 2021</p>",
        "<div class='meta'><span class='entry-date'>12. Juni 2021</span> | <a href='/a'>Harbour</a></div>",
        "<span itemprop='datePublished' content='2021-06-12'>last summer</span>",
        "<abbr class='published' title='2021-06-12T06:05:00+02:00'>an hour ago</abbr>",
        "<time datetime='2021-06-12T06:05:00Z'>an hour ago</time>",
        "<time>12 juin 2021</time>",
        "<p>Published: 12 June 2021</p>",
        "<p>12 июня 2021, 06:05</p>",
    ],
)
def test_a_date_about_the_headline_is_heard(below):
    published = page(below=below).article.published
    assert published.value is not None
    assert published.value[:10] == "2021-06-12"


def test_a_date_just_above_the_headline_is_heard():
    assert page(above="<p>12.06.2021</p>").article.published.basis == "above"


def test_a_date_at_the_foot_is_heard_where_nothing_else_speaks():
    assert page(foot="<p>Erstellt am: 12.06.2021</p>").article.published.value == "2021-06-12"
    both = page(foot="<p>Erstellt am: 12.06.2021</p>", below="<p>14.06.2021</p>").article.published
    assert both.value == "2021-06-14"


@pytest.mark.parametrize(
    "foot",
    [
        "<nav><time datetime='2020-01-01'>1 January 2020</time></nav>",
        "<div class='comments'><p>Posted on 1 January 2020</p><p>Nice boats.</p></div>",
        "<div class='related'><span class='date'>1 January 2020</span><p>Other boats</p></div>",
        "<footer>© 2020 The Quay</footer>",
    ],
)
def test_dates_of_boxes_beside_the_article_are_never_its_own(foot):
    assert page(foot=foot).article.published.value is None


def test_a_sentence_of_the_article_dates_nothing():
    assert (
        page(below="<p>On 12 June 2021 the board met on the quay to raise the fee again.</p>").article.published.value
        is None
    )


def test_a_change_is_kept_apart_from_publication():
    article = page(below="<p>Published 12 June 2021, updated 14 June 2021</p>").article
    assert (article.published.value, article.updated.value) == ("2021-06-12", "2021-06-14")
    article = page(
        below="<time class='published' datetime='2021-06-12'></time><time class='updated' datetime='2021-06-14'></time>"
    ).article
    assert (article.published.value, article.updated.value) == ("2021-06-12", "2021-06-14")
    article = page(below="<p>Aktualisiert: 14.06.2021</p>").article
    assert (article.published.value, article.updated.value) == (None, "2021-06-14")


def test_what_the_server_says_of_the_last_change_is_listed_and_has_no_voice():
    capture = page_of(b"<html><body><h1>Fee</h1>" + BODY.encode() + b"</body></html>", "text/html")
    served = cleaned(
        type(capture)(
            **{f: getattr(capture, f) for f in ("id", "content", "media_type", "origins")}
            | {"headers": (("Last-Modified", "Tue, 14 Mar 2023 10:00:00 GMT"),), "fetched": "2023-03-15T00:00:00Z"}
        )
    )
    assert served.article.updated.value is None
    assert [(c.rule, c.value) for c in served.article.updated.candidates] == [("last_modified", "2023-03-14T10:00:00Z")]


def test_data_of_scripts_are_heard_where_no_tag_speaks():
    script = '<script>var page = {"publishedAt": "2021-06-12T06:05:00+02:00"};</script>'
    assert page(head=script).article.published.value == "2021-06-12T06:05:00+02:00"
    two = script + script.replace("2021-06", "2020-01")
    assert page(head=two).article.published.value is None
    meta = "<meta property='article:published_time' content='2021-06-14'>"
    assert page(head=script + meta).article.published.value == "2021-06-14"


def test_names_about_the_headline_are_authors_where_no_tag_names_them():
    assert page(below="<p class='byline'>By <a rel='author' href='/a'>Ada Lund</a></p>").article.authors == (
        "Ada Lund",
    )
    assert page(below="<span class='author'>12 June 2021</span>").article.authors == ()
    assert page(foot="<aside><a rel='author' href='/b'>Nel Orr</a></aside>").article.authors == ()


def test_the_heading_that_the_title_holds_is_the_headline():
    head = "<meta property='og:title' content='The fee rises at the quay | Harbour | The Quay'>"
    assert page(head=head).article.title == "The fee rises at the quay"
    site = "<html><head><title>Boats go home - The Quay Gazette</title></head><body><h1>The Quay Gazette</h1>"
    assert html(site + BODY + "</body></html>").article.title == "Boats go home"


def test_many_and_huge_elements_cost_no_more_than_their_length():
    many = "<span class='date'>12 June 2021</span>" * 20_000
    huge = f"<div class='date' title='{'1 ' * 500_000}'>x</div>"
    deep = "<script type='application/ld+json'>" + "[" * 50_000 + "</script>"
    wide = (
        "<script type='application/ld+json'>[" + ",".join(['{"@type":"Article","author":[]}'] * 50_000) + "]</script>"
    )
    data = "<script>" + "publishDate:" * 100_000 + "</script>"
    names = "<a class='author" + " author" * 200_000 + "'>Ada</a>"
    assert html(
        f"<html><head>{deep}{wide}{data}</head><body><h1>Fee</h1>{huge}{names}{BODY}{many}</body></html>"
    ).article
