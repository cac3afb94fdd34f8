"""HTML: which blocks are the article, and the way back to the bytes."""

from __future__ import annotations

import html as entities

from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.records import BlockKind, How, Page
from dissensus.text import decode, storable

from .pages import Cleaned, cleaned, html, page_of

PARAGRAPHS = (
    "The harbour board met on Tuesday and decided to raise the fee for every boat that stays overnight.",
    "Its chairwoman, Ada Brunn, said that nobody would be asked to pay twice for the same night in port.",
    "Fishermen&rsquo;s wives&nbsp;&ndash; 40 of them &ndash; stood in front of the hall and sang for two hours.",
    "&ldquo;We were not asked,&rdquo; said Jory Penn, who has moored his boat there for <b>thirty</b> years.",
    "The fee was last raised nine years ago.<br>Nobody could say on Tuesday what the money had been spent on.",
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Harbour fee rises &amp; rises | The Quay Herald</title>
<meta property="og:site_name" content="The Quay Herald">
<meta property="og:title" content="Harbour fee rises &amp; rises">
<meta property="og:description" content="What boats will pay from spring, and who is against it.">
<meta property="article:published_time" content="2024-03-05T06:05:00+02:00">
<meta name="author" content="Ada Lund"><link rel="canonical" href="https://www.quayherald.example/fee?utm_source=x">
<script>var a = "<p>not text</p>";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies. <button>Accept</button></p></div>
<article><h1>Harbour fee rises &amp; rises</h1>
{"".join(f"<p>{p}</p>" for p in PARAGRAPHS[:3])}
<figure><figcaption>The hall on Tuesday. Photo: Nel Orr</figcaption></figure>
{"".join(f"<p>{p}</p>" for p in PARAGRAPHS[3:])}
</article><aside class="related"><h3>Related</h3><ul><li>Sheep on the runway (1 May 2019)</li></ul></aside>
<footer>&copy; 2024 Quay Herald Media</footer></body></html>"""


def reread(page: Page, encoding: str, start: int, end: int) -> str:
    """Bytes of the capture as text, as the whole was read."""
    return decode("x".encode(encoding) + page.content[start:end], encoding).text[1:]


def assert_reads_back(result: Cleaned) -> None:
    article = result.article
    ends = {"text": 0, "title": 0, "standfirst": 0}
    for offset in result.offsets:
        span, place = offset.span, offset.locator.bytes
        assert place is not None
        here = article.parts.of(span.part)[span.start : span.end]
        assert span.start == ends[span.part] < span.end
        ends[span.part] = span.end
        there = reread(result.page, article.encoding, *place)
        if offset.how is How.VERBATIM:
            assert there == here
        elif offset.how is How.ENTITY:
            assert storable(entities.unescape(there))[0] == here
        else:
            assert here.isspace()
            assert not entities.unescape(there).strip(" \t\r\n\f")
    assert ends["text"] == len(article.parts.text)
    assert ends["title"] == len(article.parts.title or "")
    assert ends["standfirst"] == len(article.parts.standfirst or "")


def test_the_article_is_kept_and_the_page_around_it_cut():
    page = html(PAGE)
    assert page.kept[0] == "Harbour fee rises & rises"
    assert page.kind_of("Harbour fee rises & rises") is BlockKind.TITLE
    assert page.kept[3].startswith("Fishermen’s wives\xa0– 40 of them")
    assert page.kept[4] == "“We were not asked,” said Jory Penn, who has moored his boat there for thirty years."
    assert len(page.kept) == 7
    assert page.kind_of("The hall on Tuesday. Photo: Nel Orr") is BlockKind.CAPTION
    assert page.kind_of("Sheep on the runway (1 May 2019)") is BlockKind.RELATED
    assert "not text" not in page.article.parts.text


def test_the_page_tells_of_itself():
    article = html(PAGE).article
    assert article.outlet == "The Quay Herald"
    assert article.parts.title == article.title == "Harbour fee rises & rises"
    assert article.parts.standfirst == "What boats will pay from spring, and who is against it."
    assert article.authors == ("Ada Lund",)
    assert article.published.value == "2024-03-05T06:05:00+02:00"
    assert article.work == "https://quayherald.example/fee"
    assert article.language == "en"


def test_every_character_has_a_way_back_to_the_bytes():
    assert_reads_back(html(PAGE))
    assert_reads_back(html(b"\xef\xbb\xbf" + PAGE.encode()))
    assert_reads_back(html(PAGE.replace("Brunn", "Brün\x00n €").encode("utf-8") + b"<p>\xff\xfe stray"))
    assert_reads_back(html("\ufeff".encode("utf-16-le") + PAGE.encode("utf-16-le")))
    assert_reads_back(html(PAGE.replace("utf-8", "gbk").replace("Brunn", "布伦").encode("gbk")))


def test_cyrillic_bytes_labelled_utf8_are_no_mojibake():
    words = "Правление порта собралось во вторник и решило повысить плату за ночную стоянку каждого судна. " * 5
    source = f"<html><head><meta charset='utf-8'></head><body><p>{words}</p></body></html>".encode("windows-1251")
    assert "Правление порта" in html(source).article.parts.text
    assert_reads_back(html(source))


def test_a_declared_encoding_is_believed_where_it_fits():
    source = "<meta charset='iso-8859-1'><p>Caf\xe9 \x80 " + "and more words " * 20
    assert "Café €" in html(source.encode("latin-1")).article.parts.text
    utf8 = "<meta charset='iso-8859-1'><p>Café and more words"
    assert "Café" in html(utf8.encode()).article.parts.text


def test_a_page_nested_too_deep_or_too_large_is_dropped_before_it_is_parsed():
    assert html("<div>" * 100_000 + "text").reasons == [
        "too_deep: elements nested more than 512 deep; save the page as text"
    ]
    assert html(b"<p>" + b"x" * 10_000_000).reasons[0].startswith("too_large: 10,000,003 bytes")


def test_a_deep_menu_before_an_article_costs_nothing():
    deep = "<div>" * 300 + "menu" + "</div>" * 300
    assert html(PAGE.replace("<article>", deep + "<article>")).kept == html(PAGE).kept


def test_paragraphs_without_end_tags_are_not_deep():
    assert "too_deep" not in "".join(html("<p>A paragraph that nobody closes" * 2000).reasons)


def test_a_page_of_scripts_alone_is_empty():
    assert html("<html><script>var a = 1;</script><style>p {}</style></html>").reasons == [
        "empty: no readable text; name the article's own page or a text file"
    ]


def test_a_page_that_says_it_is_not_free_is_not_complete():
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    assert not html(PAGE.replace("</head>", script + "</head>")).article.complete


def test_the_title_of_a_page_loses_the_name_of_its_outlet():
    page = html("<title>Fee rises - The Quay Herald</title><body>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS))
    assert page.article.title == "Fee rises"
    assert page.article.outlet == "The Quay Herald"
    assert_reads_back(page)


FRAGMENTS = st.sampled_from(
    ["<p>", "</p>", "<div class='related'>", "</div>", "<br>", "<!--", "-->", "<script>", "</script>",
     "<a href=\"", "\">", "&amp;",
     "&#0;", "&#10;", "&nbsp;", "&notit;", "&", "<", "<h1>", "</h1>", "<title>", "</title>",
     "<meta charset='gbk'>", "<body>", "text ",
     "Größe ", "слово ", "\x00", "\r\n", "  ", "\u2028", "<time datetime='2020-01-01'>",
     "<meta property='og:title' content='A - B'>",
     "A sentence of more than ten words stands here, said the author of it. "]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=40))
def test_any_markup_reads_back_and_is_tiled(fragments):
    result = html("".join(fragments).encode("utf-8", "surrogatepass"))
    if len(result.records) > 1:
        assert_reads_back(result)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_read_back(content):
    result = cleaned(page_of(content, "text/html"))
    if len(result.records) > 1:
        assert_reads_back(result)
