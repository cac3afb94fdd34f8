"""The report in a real browser: with scripts and without, wide and narrow, by keyboard, on paper."""

from __future__ import annotations

import importlib.util
import shutil
from dataclasses import replace
from importlib.resources import files

import pytest

from dissensus.show.report import write_report
from tests.conftest import require
from tests.show.conftest import MADE

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require("playwright and chromium", bool(importlib.util.find_spec("playwright") and chromium))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(view, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(view, path, MADE)
    return path.as_uri()


@pytest.fixture
def visit(browser, address):
    """Opens the report and fails at the end on any dialog, message of the console or request but for the file."""
    contexts, troubles = [], []

    def refuse(dialog):
        troubles.append(dialog.message)
        dialog.dismiss()

    def go(anchor="", **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", refuse)
        page.on(
            "request", lambda request: troubles.append(request.url) if not request.url.startswith(address) else None
        )
        page.goto(address + anchor)
        return page

    yield go
    for context in contexts:
        context.close()
    assert troubles == []


OPEN = "for (const box of document.querySelectorAll('details')) box.open = true"
ALL_TABS = "for (const panel of document.querySelectorAll('.panel')) panel.classList.remove('off')"


def passage(page):
    """The anchor of a passage that has no other in it."""
    return page.locator("a.passage", has_text="Eleven cracks").first.get_attribute("href")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_passage_leads_to_its_place_and_is_highlighted(visit, scripts):
    page = visit(java_script_enabled=scripts)
    link = page.locator("a.passage", has_text="Eleven cracks").first
    anchor = link.get_attribute("href")
    link.click()
    assert page.url.endswith(anchor)
    piece = page.locator(f"{anchor} > .o").first
    assert piece.inner_text() == '"Eleven cracks, all of them hairline,"'
    assert page.locator(f"{anchor}:target").count() == 1
    box = page.locator(anchor).bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]


def test_the_highlight_is_to_be_seen(visit):
    page = visit()
    anchor = passage(page)
    colour = f"getComputedStyle(document.querySelector('{anchor} > .o')).backgroundColor"
    before = page.evaluate(colour)
    page.goto(page.url + anchor)
    assert page.evaluate(colour) != before


def test_the_mark_in_the_article_leads_back_to_the_row(visit):
    page = visit()
    page.evaluate(OPEN)
    page.locator(".paper a.ref.denies").first.click()
    assert page.locator(".row:target .stance, .row:target").count() == 1
    assert "denies" in page.locator(".side:has(.row:target) > .stance").inner_text()


def test_without_scripts_all_can_be_read_and_no_filter_is_offered(visit):
    page = visit(java_script_enabled=False)
    assert page.locator("#filter").is_hidden()
    assert page.locator(".story .panel > .dispute").count() == 2
    for panel in page.locator(".story .panel").all():
        assert panel.is_visible()


def test_the_filter_finds_disputes_by_words_kind_level_and_stance(visit):
    page = visit()
    shown = lambda: [one.inner_text() for one in page.locator(".dispute:not([hidden]) .claim").all()]  # noqa: E731
    assert len(shown()) == 3
    page.fill("#f-text", "hairline adiv")
    assert shown() == ["It counts 41 cracks in the northern pier"]
    assert page.locator("#tally").inner_text() == "1 of 2 disputes and 0 of 1 merely possible"
    page.click("#f-reset")
    page.wait_for_function("document.querySelectorAll('.dispute:not([hidden])').length === 3")
    page.select_option("#f-kind", "number")
    assert len(shown()) == 1
    page.select_option("#f-kind", "")
    page.select_option("#f-level", "all")
    assert page.locator(".possible").first.get_attribute("open") is not None
    assert "We have known of the cracks" in page.locator(".dispute:not([hidden]) .claim").inner_text()
    page.select_option("#f-level", "")
    page.select_option("#f-stance", "silent")
    assert "The city of Harrow" in page.locator(".dispute:not([hidden]) .claim").inner_text()
    page.fill("#f-text", "no such words")
    assert page.locator(".dispute:not([hidden])").count() == 0
    assert page.locator("#f-none").is_visible()
    assert page.locator("#c-none").is_visible()


def test_a_link_into_what_is_folded_or_filtered_away_still_arrives(visit):
    page = visit()
    page.evaluate(OPEN)
    page.locator(".paper a.ref", has_text="2.1 denies").first.click()
    assert page.locator("li:target").is_visible()
    page.fill("#f-text", "no such words")
    page.locator(".paper a.ref", has_text="1.2 doubts").first.click()
    page.wait_for_function("document.querySelector('.row:target').checkVisibility()")


def test_all_is_reached_by_keyboard_and_the_focus_is_seen(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):  # once around
            break
        seen.add(
            page.evaluate(
                "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
            )
        )
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert {"f-text", "f-kind", "f-level", "f-stance", "passage", "SUMMARY"} <= seen


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_out_of_the_page_in_either_light(visit, width, scheme):
    page = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.evaluate(OPEN)
    page.evaluate(ALL_TABS)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nobody_is_shut_out(visit, width, scheme):
    """By the rules of axe-core: contrast, names of all that can be pressed, order of headings, landmarks and so on."""
    page = visit(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )  # so that axe may run in it
    page.evaluate(OPEN)
    page.evaluate(ALL_TABS)
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_it_prints(visit):
    page = visit()
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="print")
    assert page.locator("#filter").is_hidden()
    assert page.locator(".contents").is_visible()
    for panel in page.locator(".story .panel").all():  # paper has no tabs
        assert panel.is_visible()


def tab(page, name):
    return page.locator(".story").first.get_by_role("tab", name=name)


def test_every_tab_shows_its_part_and_no_other(visit):
    page = visit()
    tabs = page.locator(".story").first.get_by_role("tab").all()
    assert len(tabs) >= 5
    for one in tabs:
        one.click()
        shown = [panel for panel in page.locator(".story").first.locator(".panel").all() if panel.is_visible()]
        assert [panel.get_attribute("id") for panel in shown] == [one.get_attribute("aria-controls")]
        assert one.get_attribute("aria-selected") == "true"


def test_tabs_are_gone_through_by_arrows(visit):
    page = visit()
    tab(page, "Disputes").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
    assert tab(page, "Disputes").get_attribute("aria-selected") == "false"
    page.keyboard.press("End")
    assert "Who speaks" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowRight")
    assert tab(page, "Disputes").get_attribute("aria-selected") == "true"


def test_a_link_into_another_tab_opens_it_and_an_article_is_unfolded(visit):
    page = visit()
    articles = page.locator(".story").first.locator("[id^=ta-]").get_attribute("id")
    page.evaluate(f"location.hash = '{articles}'")
    page.wait_for_function(f"document.getElementById('{articles}').checkVisibility()")
    assert tab(page, "Articles").get_attribute("aria-selected") == "true"
    page.locator(".story .told a.headline").first.click()
    page.wait_for_function("document.querySelector('.paper:target .body').checkVisibility()")


def test_on_a_narrow_screen_the_contents_come_first_and_are_one_touch_away(visit):
    page = visit(viewport={"width": 390, "height": 800})
    assert page.locator(".entry").first.is_visible()  # few disputes: they are what a reader wants to see
    assert page.locator(".storylist table").is_hidden()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator("a.up").click()
    page.wait_for_function("document.getElementById('contents').getBoundingClientRect().top >= 0")


def test_the_skip_link_leads_to_the_first_story(visit):
    page = visit()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".story:target").count() == 1


def test_the_list_of_stories_is_searched_and_sorted(browser, view, tmp_path):
    """Of many stories; of few the list has no form."""
    large = max(view.stories, key=lambda one: len(one.articles))
    others = tuple(
        replace(large, id=f"s{n}", title=f"Ferry fare {n}", disputes=(), origins=large.origins[:1]) for n in range(9)
    )
    path = tmp_path / "many.html"
    write_report(replace(view, stories=(*view.stories, *others)), path, MADE)
    page = browser.new_page()
    page.goto(path.as_uri())
    rows = lambda: [one.inner_text() for one in page.locator(".storylist tbody tr:not([hidden]) th").all()]  # noqa: E731
    assert len(rows()) == 11
    page.fill("#p-text", "ferry 7")
    assert [row.split(maxsplit=1)[1] for row in rows()] == ["Ferry fare 7"]
    assert page.locator("#p-tally").inner_text() == "1 of 11 stories"
    page.fill("#p-text", "no such words")
    assert page.locator("#p-none").is_visible()
    page.click("#p-reset")
    page.select_option("#p-has", "disputes")
    assert len(rows()) == 1
    page.select_option("#p-has", "")
    page.fill("#p-from", "2024-01-01")
    assert len(rows()) == 10  # one was told in 2023
    page.select_option("#p-sort", "disputes")
    assert "Ferry" not in rows()[0]
    page.close()


def test_a_name_that_turns_the_writing_turns_nothing_else(visit):
    page = visit()
    names = page.locator("bdi.holder", has_text="Noam Adiv").all()
    assert names
    assert all("\u202e" not in name.inner_text() for name in names)
