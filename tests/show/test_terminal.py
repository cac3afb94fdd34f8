"""The brief and the lists on a terminal of 80 columns."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace

import pytest
from rich.console import Console

from dissensus.errors import UnknownId
from dissensus.records import Candidate, Dated, Interval
from dissensus.show import stories, terminal, words
from dissensus.show.article import print_article
from dissensus.show.explain import explain_view
from dissensus.show.marked import marked_article
from dissensus.show.views import corpus_view
from dissensus.store import open_store
from tests.show.conftest import bridge


def printed(show, *things, width=80) -> str:
    out = io.StringIO()
    show(*things, Console(file=out, width=width, color_system=None))
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def everything(view, store) -> str:
    shown = [terminal.print_brief, stories.print_stories, terminal.print_disputes, terminal.print_speakers]
    lists = [printed(show, view) for show in shown]
    articles = [printed(print_article, marked_article(article)) for article in view.articles]
    ids = [one.id for one in (*view.disputes, *view.stories, *view.articles, *view.speakers)]
    ids += [p.id for d in view.disputes for p in d.positions] + [d.claim.id for d in view.disputes]
    ids += [s.id for a in view.articles for s in a.statements] + [a.page for a in view.articles] + ["d1"]
    explained = [printed(terminal.print_explain, explain_view(store, id)) for id in ids]
    return "\n".join([*lists, *articles, *explained])


def test_the_brief_lays_out_both_sides_with_their_words(view):
    text = flat(printed(terminal.print_brief, view))
    assert "5 articles · 4 outlets and 1 article of unknown outlet · 4 origins" in text
    assert "3 articles, 2 outlets and 1 unknown, 2 origins · 3 to 4 May 2024, 1 article without a date" in text
    assert "1.1 “The city of Harrow held back an engineers' report" in text
    assert 'a former inspector — Harrow Ledger (3 May 2024): "We were told to keep it in a drawer," … ' in text
    assert 'Tomas Rell, Mayor — unknown outlet 001_night.txt (date unknown): "There is no secret report' in text
    assert "the same words in Coast Evening (4 May 2024)" in text
    assert "silent: Velm Courier" in text
    assert "cannot tell Tomas Rell, Mayor — Velm Courier (14 September 2023, uncertain)" in text
    assert "high confidence (0.84)" in text
    assert "1 more dispute merely possible, not printed here." in text
    assert "not read: articles/004_foreign.txt: language ru has no reading rules yet" in text


def test_nothing_is_wider_than_the_terminal_nor_steers_it(view, store):
    text = everything(view, store)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert {char for char in text if unicodedata.category(char) == "Cc"} == {"\n"}
    assert "\u202e" not in text


def test_all_disputes_are_listed_those_merely_possible_last(view):
    text = flat(printed(terminal.print_disputes, view))
    numbers = re.findall(r"(\d\.\d) “", text)
    assert numbers == ["1.1", "1.2", "2.1"]  # those of the report
    assert text.index("1.1 “The city of Harrow") < text.index("2.1 “We have known of the cracks")


def test_a_speaker_is_printed_with_spellings_and_copies_put_together(view):
    text = flat(printed(terminal.print_speakers, view))
    assert "Tomas Rell (person)" in text
    assert "spellings: Tomas Rell (4), Rell (1)" in text
    assert (
        "denies — Harrow Ledger (3 May 2024), Coast Evening (4 May 2024): “that any report had been held back”" in text
    )


def test_statements_that_were_searched_for_come_in_their_order(view, store):
    text = printed(terminal.print_statements, view, store.search("cracks"))
    assert 'Noam Adiv asserts: "Eleven cracks, all of them hairline,"' in flat(text)
    assert "unknown outlet 001_night.txt (date unknown) · id " in text
    assert printed(terminal.print_statements, view, []) == "No statement found.\n"


def test_explain_leads_to_the_capture(view, store):
    position = view.stories[1].disputes[0].asserts[1]
    text = flat(printed(terminal.print_explain, explain_view(store, position.id[:8])))
    assert "stance: asserts" in text
    assert "- act of the statement" in text
    assert "evidence · articles/000_ledger.txt · text 578-616" in text
    assert f"capture {view.article('articles/000_ledger.txt').page[:12]}… within bytes 0-" in text
    with pytest.raises(UnknownId, match="zzzzzzzz: names nothing"):
        explain_view(store, "zzzzzzzz")


def test_colour_is_only_a_help(view):
    out = io.StringIO()
    terminal.print_brief(view, Console(file=out, width=80, force_terminal=True, color_system="standard"))
    import re

    assert re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()) == printed(terminal.print_brief, view)


def test_an_empty_corpus_is_told_calmly():
    with open_store(":memory:") as store:
        view = corpus_view(store)
    assert "0 articles · 0 outlets" in printed(terminal.print_brief, view)
    assert printed(terminal.print_disputes, view) == "No dispute found.\n"


def test_the_fixture_is_made_the_same_each_time():
    assert bridge().records == bridge().records


@pytest.mark.parametrize(
    ("foreign", "line"),
    [
        ("plain", "plain"),
        ("a\x1b[31mred\x1b[0m b", "ared b"),
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jgone", "gone"),
        ("one\r\n[ERROR] two", "one [ERROR] two"),
        ("\u202eNoam\u202c", "Noam"),
        ("a\u2069\u2066b", "ab"),
        ("nul\x00 bell\x07 tab\there", "nul bell tab here"),
        ("\x1b", ""),
    ],
)
def test_text_of_others_is_one_harmless_line(foreign, line):
    assert words.clean_line(foreign) == line


def test_a_thousand_marks_on_a_letter_are_a_few_and_a_number():
    assert words.clean_line("I" + "\u0301" * 1000 + "na") == "I" + "\u0301" * 6 + "[+994 marks]na"
    pointed = "\u05e9\u05bc\u05c1\u05b8\u05bd\u0596"  # a Hebrew letter with all that may stand on it
    assert words.few_marks(pointed) == pointed
    assert words.few_marks("—" * 20 + "…" * 20) == "—" * 20 + "…" * 20


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u2067b\u2069c", "a\u2067b\u2069c"),
        ("a\u2069\u202eb", "a\ufffd\u202eb"),
        ("\u2068a\u2069\u2069\u2066b", "\u2068a\u2069\ufffd\u2066b"),
        ("a\u2029\u202eb", "a\n\u202eb"),
        ("bell\x07", "bell\u2407"),
    ],
)
def test_nothing_in_a_text_ends_what_sets_it_apart(text, shown):
    assert words.visible_controls(text) == shown


def test_what_runs_right_to_left_is_set_apart():
    assert words.isolated("שלום") == "\u2068שלום\u2069"
    assert words.isolated("peace") == "peace"


@pytest.mark.parametrize(
    ("first", "last", "unknown", "text"),
    [
        ("2024-05-03", "2024-05-03T10:00", 0, "3 May 2024"),
        ("2024-05-03", "2024-05-05", 0, "3 to 5 May 2024"),
        ("2024-04-30", "2024-05-05", 2, "30 April to 5 May 2024, 2 articles without a date"),
        ("2023-12-31", "2024-01-01", 0, "31 December 2023 to 1 January 2024"),
        (None, None, 1, "1 article without a date"),
        (None, None, 0, "date unknown"),
        ("soon", "soon", 0, "soon"),
    ],
)
def test_days_in_words(first, last, unknown, text):
    assert words.days(first, last, unknown) == text


def test_dates_and_times_in_words():
    assert words.dated(Dated()) == "date unknown"
    assert words.dated_in_full(Dated("2024-05-03T06:10:00+00:00", "minute")) == "3 May 2024, 06:10 UTC"
    assert words.dated_in_full(Dated("2024-05-03T06:10:00", "minute", "meta", True)) == "3 May 2024, 06:10, uncertain"
    assert words.dated(Dated(conflict=True)) == "date unknown, dates disagree"
    assert words.interval(Interval("2024-05-03", None, "said")) == "from 3 May 2024"
    assert words.interval(Interval(None, None, "said")) == ""


TWO_DATES = Dated(
    "2024-05-03T06:10:00+00:00",
    "minute",
    "meta",
    True,
    (
        Candidate("2024-05-09", "json-ld:datePublished", "json_ld"),
        Candidate("2024-05-03T06:10:00+00:00", "meta:article:published_time", "meta"),
        Candidate("2024-05-01", "text:812-822", "sidebar"),
        Candidate("2031-01-01", "url", "url_refused"),
        Candidate("next week", "text:3-12", "visible_open"),
    ),
)


def test_where_dates_disagree_it_is_told_between_which_and_each_candidate_with_its_place_and_rule():
    assert words.disagreement(TWO_DATES) == (
        "dates disagree: 3 May 2024 (meta tag article:published_time) and 9 May 2024 (structured data datePublished)"
    )
    assert words.disagreement(replace(TWO_DATES, conflict=False)) == ""
    assert words.candidates(TWO_DATES) == [
        "1 May 2024 (the text, sidebar)",
        "3 May 2024, 06:10 UTC (meta tag article:published_time, meta)",
        "9 May 2024 (structured data datePublished, json_ld)",
        "1 January 2031 (the address, url_refused)",
        "next week (the text, visible_open)",
    ]


@pytest.mark.parametrize(
    ("updated", "short", "full"),
    [
        (Dated(), "", ""),
        (Dated("2024-05-03T06:10:00+00:00", "minute"), "", ""),
        (Dated("2024-05-03T09:30:00+00:00", "minute"), "", "updated 3 May 2024, 09:30 UTC"),
        (Dated("2024-05-04", "day", conflict=True), *["updated 4 May 2024, uncertain"] * 2),
        (Dated(conflict=True), *["updated date unknown, dates disagree"] * 2),
    ],
)
def test_a_change_is_told_where_it_came_at_another_time_than_publication(updated, short, full):
    assert words.revised(TWO_DATES, updated) == short
    assert words.revised_in_full(TWO_DATES, updated) == full


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=1&d=2", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("/\\evil", False),
        ("http://a\\@b", False),
        ("http://user@a.example", False),
        ("https://", False),
        ("https://a.example/\u202ex", False),
        ("https://[", False),
        (None, False),
    ],
)
def test_only_plain_addresses_are_links(url, safe):
    assert words.safe_link(url) == (url if safe else None)


def test_a_long_line_is_cut_at_a_word():
    assert words.shorten("one two three four", 12) == "one two…"
    assert words.shorten("x" * 30, 10) == "x" * 9 + "…"
    assert words.shorten(" short ", 10) == "short"


def test_two_articles_of_unknown_outlets_are_told_apart_by_their_files(view):
    text = flat(printed(terminal.print_brief, view))
    assert "unknown outlet 001_night.txt" in text
    assert "Harrow Ledger 000_ledger" not in text
