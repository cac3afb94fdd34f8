"""Dates: what is read, what is refused, and who wins the vote."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.langs.dates import DATE_WORDS
from dissensus.stages.clean.dates import find_dates, is_stamp, month_of, read_date
from dissensus.stages.clean.vote import Witness, from_url, from_value, vote

from .pages import NOW, html, plain, record

READ = [
    ("2024-08-21", "2024-08-21", "day"),
    ("2024-10-14 11:02:00", "2024-10-14T11:02:00", "second"),
    ("2021-06-12T06:05:00+02:00", "2021-06-12T06:05:00+02:00", "second"),
    ("2021-06-12T06:05:00.123Z", "2021-06-12T06:05:00Z", "second"),
    ("20210612", "2021-06-12", "day"),
    ("17/10/2024 21:15", "2024-10-17T21:15", "minute"),
    ("14.10.2024", "2024-10-14", "day"),
    ("October 16, 2024", "2024-10-16", "day"),
    ("Saturday 12 June 2021, 6.05am", "2021-06-12T06:05", "minute"),
    ("Wednesday March 5th, 2025", "2025-03-05", "day"),
    ("Fri 18 Oct 2024", "2024-10-18", "day"),
    ("13:40, 7 March 2023", "2023-03-07T13:40", "minute"),
    ("Tue, 14 Mar 2023 10:00:00 GMT", "2023-03-14T10:00:00Z", "second"),
    ("1700000000", "2023-11-14T22:13:20Z", "second"),
    ("12. März 2021 um 14:05 Uhr", "2021-03-12T14:05", "minute"),
    ("5. Jänner 2021", "2021-01-05", "day"),
    ("Mai 7, 2020", "2020-05-07", "day"),
    ("le vendredi 1er août 2020 à 14h48", "2020-08-01T14:48", "minute"),
    ("9 de enero de 2020", "2020-01-09", "day"),
    ("martes 17 de marzo del 2020", "2020-03-17", "day"),
    ("3 de maio de 2020 às 09h05", "2020-05-03T09:05", "minute"),
    ("domenica 06 dicembre 2020 | 00:36", "2020-12-06T00:36", "minute"),
    ("13 października 2020", "2020-10-13", "day"),
    ("9. 8. 2020", "2020-08-09", "day"),
    ("2024. május 6. 14:05", "2024-05-06T14:05", "minute"),
    ("2 октября 2020 г. в 13:43", "2020-10-02T13:43", "minute"),
    ("15 серпня 2016, 13:43", "2016-08-15T13:43", "minute"),
    ("5 Eylül 2020 14:30", "2020-09-05T14:30", "minute"),
    ("28 KASIM 2020", "2020-11-28", "day"),
    ("9 Ιανουαρίου 2020", "2020-01-09", "day"),
    ("الأربعاء، 07 أكتوبر 2020", "2020-10-07", "day"),
    ("5 במאי 2020", "2020-05-05", "day"),
    ("6 मई 2024", "2024-05-06", "day"),
    ("6 tháng 5 năm 2024", "2024-05-06", "day"),
    ("2024年5月6日 12:30", "2024-05-06T12:30", "minute"),
    ("2024년 5월 6일", "2024-05-06", "day"),
    ("28.09.19", "2019-09-28", "day"),
    ("Datum:19.11.2021", "2021-11-19", "day"),
    ("March 5, 2025 10:30 pm EST", "2025-03-05T22:30-05:00", "minute"),
]
UNREAD = [
    "",
    "yesterday",
    "32 Feb 2099",
    "2023-02-29",
    "0000-01-01",
    "+9999",
    "March 2024",
    "25:61",
    "28.09.1912:44",  # a short year and a clock time run together
    "20210612T256100",
    "5 people",
    "v1.2.20.3",
    "20. listopada 2020",  # October in one language, November in two
]


@pytest.mark.parametrize(("value", "iso", "precision"), READ)
def test_dates_are_read(value, iso, precision):
    found = read_date(value)
    assert found is not None
    assert (found.value, found.precision) == (iso, precision)


@pytest.mark.parametrize("value", UNREAD)
def test_what_cannot_be_told_is_not_read(value):
    assert read_date(value) is None


def test_a_month_that_two_languages_share_is_read_where_the_language_is_known():
    assert [f.value for f in find_dates("20. listopada 2020", language="hr")] == ["2020-10-20"]
    assert [f.value for f in find_dates("20. listopada 2020", language="pl")] == ["2020-11-20"]


def test_a_date_whose_day_may_be_the_month_says_so():
    found = read_date("03/04/2024 10:00")
    assert found is not None
    assert found.open
    assert {found.value, found.turned.value} == {"2024-04-03T10:00", "2024-03-04T10:00"}
    assert [f.open for f in find_dates("17/10/2024 and 10/17/2024 and 7/7/2024 and 03.04.2024")] == [False] * 4


def test_a_time_that_no_clock_shows_is_left_out_and_the_day_stays():
    assert [f.value for f in find_dates("14 March 2023, 25:61")] == ["2023-03-14"]
    assert [f.value for f in find_dates("2023-03-14T10:00:00+99:99")] == ["2023-03-14"]


def test_months_of_every_language_are_twelve():
    for code, words in DATE_WORDS.items():
        assert len(words.months.split(",")) == (12 if words.months else 1), code
        assert not words.months or month_of(words.months.split()[0].strip(","), code) == 1, code


def test_a_day_without_a_year_is_found_as_such():
    assert [f.value for f in find_dates("ELDPORT, February 14. /QUILL/.")] == ["--02-14"]


def test_a_line_of_date_alone_is_a_stamp_and_a_sentence_with_a_date_is_not():
    assert is_stamp("Published: 13:40, 7 March 2023")
    assert is_stamp("Sunday, June 13, 2021 19:22")
    assert is_stamp("Veröffentlicht am Samstag, 12. Juni 2021 um 6:05 Uhr")
    assert is_stamp("Опубликовано 12 июня 2021, 06:05")
    assert not is_stamp("The signing on June 4 was called off")
    assert not is_stamp("Herring quota halved - 2 February 2020")


def test_years_before_the_web_and_days_ahead_are_refused_and_listed():
    for value in ("0001-01-01", "1066-10-14", "2099-01-01", (NOW + timedelta(days=2)).isoformat()):
        dated = vote([from_value("field", "field:/date", value)], NOW)
        assert dated.value is None
        assert [c.rule for c in dated.candidates] == ["field_refused"]


def test_a_day_ahead_may_be_a_matter_of_zones():
    assert vote([from_value("field", "field:/date", "2025-06-02")], NOW).value == "2025-06-02"


def test_two_witnesses_outweigh_one_and_days_apart_are_a_conflict():
    late = from_value("meta", "meta:article:published_time", "2023-03-09T02:00:11Z")
    early = from_value("json_ld", "json-ld:datePublished", "2023-03-07T13:40:00Z")
    shown = Witness("visible", "text:0-12", read_date("7 March 2023"))
    assert vote([late, early, shown], NOW).value == "2023-03-07T13:40:00Z"
    assert not vote([late, early, shown], NOW).conflict
    far = from_value("meta", "meta:article:published_time", "2023-03-19")
    assert vote([far, early, shown], NOW).conflict


def test_a_day_without_a_year_is_completed_only_where_another_supplies_it():
    alone = plain(
        "ELDPORT, February 14. /QUILL/. The board met, and it raised the fee for every boat."
    ).article.published
    assert alone.value is None
    assert [c.value for c in alone.candidates] == ["--02-14"]
    both = plain(
        " date 2024-02-14 \nELDPORT, February 14. /QUILL/. The board met, and it raised the fee for every boat."
    )
    assert [c.value for c in both.article.published.candidates] == ["2024-02-14", "2024-02-14"]
    month = [
        *from_url("https://a.example/2024/02/fee"),
        *(Witness("dateline", "text:0-11", f) for f in find_dates("February 14")),
    ]
    assert vote(month, NOW).value == "2024-02-14"


def test_an_address_shows_its_day():
    assert [w.found.value for w in from_url("https://a.example/world/2021/06/12/fee") if w.found] == ["2021-06-12"]
    assert list(from_url("https://a.example/world/99999999/fee")) == []


def test_a_field_of_a_record_wins_over_what_the_text_shows():
    article = record(
        text="The fee rose on 1 May 2020, the board said.", date="2024-10-15", date_modify="2024-10-16"
    ).article
    assert article.published.value == "2024-10-15"
    assert article.published.basis == "field"
    assert article.updated.value == "2024-10-16"


def test_a_time_element_of_a_teaser_has_no_voice():
    body = "".join(f"<p>Paragraph {n} of an article that goes on for a while, said its author.</p>" for n in range(9))
    teaser = "<aside><time datetime='2020-01-01'>1 January 2020</time><p>Something else</p></aside>"
    dated = html(f"<html><body><article><h1>The fee rises</h1>{body}</article>{teaser}</body></html>").article.published
    assert dated.value is None
    assert {c.rule for c in dated.candidates} == {"sidebar"}


@given(st.text())
def test_reading_never_fails(text):
    assert read_date(text) == read_date(text)
    assert list(find_dates(text)) == list(find_dates(text))
    assert is_stamp(text) in (True, False)
    assert list(from_url(text)) == list(from_url(text))


@given(
    st.lists(
        st.tuples(st.sampled_from(["field", "meta", "url", "visible", "dateline", "sidebar"]), st.dates()), max_size=6
    )
)
def test_the_vote_lists_every_candidate_and_chooses_one_of_them(witnesses):
    dated = vote([from_value(rule, "x", day.isoformat()) for rule, day in witnesses], NOW)
    assert {day.isoformat() for _, day in witnesses} == {c.value for c in dated.candidates}
    assert dated.value is None or dated.value in {c.value for c in dated.candidates if not c.rule.endswith("_refused")}
    assert (dated.value is None) == (dated.basis == "unknown")
