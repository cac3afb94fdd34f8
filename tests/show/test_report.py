"""The report as a file: whole, self-contained, harmless, every passage at its place."""

from __future__ import annotations

import re
import resource
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from lxml import html

from dissensus.errors import DissensusError
from dissensus.records import Candidate, Dated
from dissensus.show import words
from dissensus.show.annotate import paragraphs
from dissensus.show.report import render_report, write_report
from dissensus.show.segments import cut_segments
from dissensus.show.shapes import PartView
from dissensus.show.views import corpus_view
from dissensus.show.words import visible_controls
from dissensus.store import open_store
from tests.show.conftest import HOSTILE_TITLE, MADE
from tests.show.test_views import marked_text


@pytest.fixture(scope="module")
def page(view):
    return html.document_fromstring(render_report(view, MADE))


def test_it_is_one_small_file_that_asks_for_nothing(view, tmp_path, page):
    path = tmp_path / "report.html"
    write_report(view, path, MADE)
    content = path.read_text("utf-8")
    assert content == render_report(view, MADE)
    assert len(content.encode()) < 300_000
    assert MADE in content
    assert not page.xpath(
        "//*[@src] | //link[@rel='stylesheet'] | //iframe | //object | //embed | //*[@style] | //base"
    )
    assert not re.search(r"url\((?!#)|@import", content)
    outward = [href for href in page.xpath("//@href") if not href.startswith("#")]
    original = "https://ledger.example/velm?id=1&x=2"
    assert {href.partition("#")[0] for href in outward} == {
        "data:,",
        original,
        f"https://web.archive.org/web/*/{original}",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_text_of_others_makes_no_element(page):
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //svg[not(ancestor::section[@class='sources'])]")
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    assert page.xpath("//h3[contains(., '<script>alert(1)</script>')]")
    assert not page.xpath("//a[starts-with(@href, 'javascript')]")


def test_the_policy_names_the_only_style_and_the_only_script(view, page):
    import base64
    import hashlib

    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for tag in ("style", "script"):
        text = page.xpath(f"//{tag}")[0].text
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")


def test_every_link_has_its_target_and_every_id_stands_once(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)


def test_a_passage_leads_to_its_own_words_in_the_article(page):
    links = page.xpath("//a[@class='passage']")
    assert len(links) > 15
    for link in links:
        target = page.get_element_by_id(link.get("href")[1:])
        refs = [ref.text_content() for ref in target.xpath(".//a[contains(@class, 'ref')]")]
        shown = target.text_content()
        for ref in refs:
            shown = shown.replace(ref, "")
        first = link.text_content().split(" … ")[0].rstrip("…").rstrip()  # of several passages it leads to the first
        assert first in shown
        assert target.xpath("ancestor::article[@class='paper']")
        assert not target.xpath("ancestor::*[contains(@class, 'cut')]")


def test_cards_say_the_sides_in_words(page):
    card = page.xpath("//article[contains(@class, 'dispute')]")[0]
    assert [h.text_content() for h in card.xpath(".//h4[@class='stance']")] == [
        "asserts",
        "denies",
        "reports",
        "silent",
    ]
    assert "Velm Courier" in card.xpath(".//*[@class='silence']")[0].text_content()
    rows = card.xpath(".//li[@class='row']")
    assert [row.xpath(".//p[@class='where']/bdi")[0].text for row in rows] == [
        "Harrow Ledger", "Harrow Ledger", "Harrow Ledger", "unknown outlet", "unknown outlet",
    ]  # fmt: skip
    assert "The same words in Coast Evening 4 May 2024" in rows[0].text_content()
    assert "high confidence (0.91)" in rows[0].text_content()


def test_cut_parts_stand_in_their_place_with_the_reason(page):
    cut = page.xpath("//div[@class='cut']")
    assert any("Ten bridges worth a detour" in one.text_content() for one in cut)
    related = next(one for one in cut if "Ten bridges" in one.text_content())
    assert related.get("title") == "cut: links to other articles, rule related-line"


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_dates_that_disagree_and_a_language_that_is_not_read_are_told(view):
    dates = Dated(
        "2024-05-03", "day", "meta", True,
        (Candidate("2024-05-03", "meta:date", "meta"), Candidate("2024-05-09", "url", "url")),
    )  # fmt: skip
    articles = tuple(
        replace(one, published=dates, updated=Dated("2024-05-11", "day", "meta")) if one.read else one
        for one in view.articles
    )
    shown = render_report(replace(view, articles=articles), MADE)
    assert "3 May 2024, uncertain, updated 11 May 2024" in shown
    assert "published: <bdi>dates disagree: 3 May 2024 (meta tag date) and 9 May 2024 (the address)</bdi>" in shown
    assert "<bdi>9 May 2024 (the address, url)</bdi>" in shown
    assert "not read: Russian" in shown


def test_it_is_the_same_each_time(view):
    assert render_report(view, MADE) == render_report(view, MADE)


def test_an_empty_corpus_has_a_report_too(tmp_path):
    with open_store(":memory:") as store:
        write_report(corpus_view(store), tmp_path / "empty.html", MADE)
    assert "0 disputes in 0 articles" in (tmp_path / "empty.html").read_text()


def test_a_failed_write_leaves_the_report_before_it_and_nothing_else(view, tmp_path):
    path = tmp_path / "report.html"
    path.write_text("the one before")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
        with pytest.raises(DissensusError, match=r"report\.html: the report cannot be written"):
            write_report(view, path, MADE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_text() == "the one before"
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


def test_a_place_where_no_file_can_be_is_named(view, tmp_path):
    with pytest.raises(DissensusError, match="name another file with -o"):
        write_report(view, tmp_path / "no" / "report.html", MADE)
    with pytest.raises(DissensusError, match="is a folder"):
        write_report(view, tmp_path, MADE)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


@given(marked_text())
def test_marks_however_they_cross_leave_the_text_as_it_is(case):
    text, blocks, placed = case
    part = PartView("text", cut_segments(text, blocks, placed))
    for paragraph in paragraphs(part, {}):
        for line in paragraph.lines:
            parser = _Words()
            parser.feed(str(line))
            parser.close()
            assert parser.tags <= {"span"}
            assert "".join(parser.words) in visible_controls(text)
    ids = re.findall(r' id="([^"]+)"', "".join(str(line) for p in paragraphs(part, {}) for line in p.lines))
    assert len(ids) == len(set(ids))


def test_the_hostile_title_is_text(page):
    assert any(h.text_content() == HOSTILE_TITLE for h in page.iter("h3"))


def test_a_passage_leads_to_its_place_in_the_original_page_and_to_an_archive():
    page = words.in_original("https://ledger.example/velm?id=1", "a short-lived, odd & rare one")
    assert page == "https://ledger.example/velm?id=1#:~:text=a%20short%2Dlived%2C%20odd%20%26%20rare%20one"
    long = " ".join(map(str, range(40)))
    assert words.in_original("https://a.example/#top", long) == (
        "https://a.example/#top:~:text=0%201%202%203%204%205,34%2035%2036%2037%2038%2039"
    )
    assert words.in_archive("https://a.example/") == "https://web.archive.org/web/*/https://a.example/"
    assert words.in_original("javascript:alert(3)", "x") is None
    assert words.in_archive("javascript:alert(3)") is None


def test_the_drawer_of_a_position_tells_its_place_and_leads_to_the_original(view):
    told = render_report(view, MADE)
    assert "https://ledger.example/velm?id=1&amp;x=2#:~:text=" in told
    assert re.search(r"of the capture <a href=\"#a-[0-9a-f]+\"><code>[0-9a-f]{12}</code></a>", told)
