from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.langs import read_languages
from dissensus.stages.read.times import Expression, new_clock, times

ENGLISH = read_languages()["en"]
WEDNESDAY = "2024-08-21"  # of the articles below


def found(text: str, published: str | None = WEDNESDAY) -> list[Expression]:
    return list(times(text, 0, len(text), new_clock(published, ENGLISH)))


def values(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.value) for one in found(text, published)]


@pytest.mark.parametrize(
    ("text", "published", "from_", "to"),
    [
        ("They met on Sunday.", WEDNESDAY, "2024-08-18", "2024-08-18"),
        ("They met on Wednesday.", WEDNESDAY, "2024-08-21", "2024-08-21"),
        ("They will meet on Sunday.", WEDNESDAY, "2024-08-25", "2024-08-25"),
        ("yesterday", "2024-03-01", "2024-02-29", "2024-02-29"),
        ("They met in June.", WEDNESDAY, "2024-06-01", "2024-06-30"),
        ("The bridge opened in October.", WEDNESDAY, "2023-10-01", "2023-10-31"),
        ("The bridge will open in October.", WEDNESDAY, "2024-10-01", "2024-10-31"),
        ("on August 6", WEDNESDAY, "2024-08-06", "2024-08-06"),
        ("on 6 August 2019", None, "2019-08-06", "2019-08-06"),
        ("06.08.2019", None, "2019-08-06", "2019-08-06"),
        ("the spring of 2022", None, "2022-03-01", "2022-05-31"),
        ("in 2023", None, "2023-01-01", "2023-12-31"),
        ("2014-16", None, "2014-01-01", "2016-12-31"),
        ("the 1990s", None, "1990-01-01", "1999-12-31"),
        ("the 20th century", None, "1901-01-01", "2000-12-31"),
        ("last week", WEDNESDAY, "2024-08-12", "2024-08-18"),
        ("last month", "2024-01-10", "2023-12-01", "2023-12-31"),
        ("over the weekend", WEDNESDAY, "2024-08-17", "2024-08-18"),
        ("in the past two months", WEDNESDAY, "2024-06-21", "2024-08-21"),
        ("in recent weeks", WEDNESDAY, None, "2024-08-21"),
        ("soon", WEDNESDAY, "2024-08-21", None),
        ("Easter Monday", "2024-05-01", "2024-04-01", "2024-04-01"),
    ],
)
def test_an_expression_is_an_interval_of_days(
    text: str, published: str | None, from_: str | None, to: str | None
) -> None:
    (one,) = found(text, published)
    assert (one.interval.from_, one.interval.to) == (from_, to)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Aug. 6, 2024,", [("Aug. 6, 2024", "2024-08-06")]),
        ("On Tuesday, March 8th,", [("Tuesday, March 8th", "2024-03-08")]),
        ("on the night of August 5", [("the night of August 5", "2024-08-05TNI")]),
        ("late on Friday night", [("Friday night", "2024-08-16TNI")]),
        ("It began at 10 a.m. Norrland time on Tuesday.", [("10 a.m. Norrland time on Tuesday", "2024-08-20T10:00")]),
        ("at noon Thursday", [("noon Thursday", "2024-08-15T12:00")]),
        ("early last week", [("early last week", "2024-W33")]),
        ("by the end of the year", [("the end of the year", "2024")]),
        ("mid-July", [("mid-July", "2024-07")]),
        ("last spring and this winter", [("last spring", "2024-SP"), ("this winter", "2024-WI")]),
        ("next year's first quarter", [("next year's first quarter", "2025-Q1")]),
        ("in the second half of 2023", [("the second half of 2023", "2023-H2")]),
        ("three years ago", [("three years ago", "2021")]),
        ("ten days ago", [("ten days ago", "2024-08-11")]),
        ("two years from now", [("two years from now", "2026")]),
        ("nearly five months", [("nearly five months", "P5M")]),
        ("a year and a half", [("a year and a half", "P1Y6M")]),
        ("half a century", [("half a century", "P50Y")]),
        ("a three-day visit", [("three-day", "P3D")]),
        ("a two-month period", [("a two-month period", "P2M")]),
        ("for 24 hours", [("24 hours", "PT24H")]),
        ("for years", [("years", "PXY")]),
        ("every two weeks", [("every two weeks", "P2W")]),
        ("each Thursday", [("each Thursday", "XXXX-WXX-4")]),
        ("on Sundays", [("Sundays", "XXXX-WXX-7")]),
        ("twenty euros a month", [("a month", "P1M")]),
        ("now", [("now", "PRESENT_REF")]),
        ("in the late '80s", [("the late '80s", "198")]),
        ("from 2014 to 2016", [("2014", "2014"), ("2016", "2016")]),
        ("on April 24 and 25.", [("April 24", "2024-04-24"), ("25", "2024-04-25")]),
        ("nineteen ninety-six", [("nineteen ninety-six", "1996")]),
        ("Q3 2023", [("Q3 2023", "2023-Q3")]),
    ],
)
def test_extents_leave_out_prepositions_and_values_are_timex3(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("on Sunday", "date"),
        ("at 5 p.m.", "time"),
        ("this morning", "time"),
        ("six weeks", "duration"),
        ("daily", "set"),
    ],
)
def test_an_expression_has_a_type(text: str, kind: str) -> None:
    assert [one.type for one in found(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "they may march on",
        "March of the Lanterns",
        "Theresa May said no",
        "a fall in prices, about to fall",
        "a second blast, one second later",
        "the Sunday Times and the Harbour Times",
        "$1990 and 1995 percent",
        "2000 soldiers, 1500 people, 2,016 tons",
        "a 53-year-old man, 53 years old",
        "about three-quarters of it",
        "Black Friday, as soon as it can",
        "The Daily Post",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert values(text) == []


def test_what_hangs_on_an_unknown_date_stays_open_and_says_why() -> None:
    for text in ("on Sunday", "in June", "last week", "August 6", "yesterday", "three years ago", "in recent weeks"):
        (one,) = found(text, None)
        assert (one.interval.from_, one.interval.to) == (None, None)
        assert one.interval.basis in ("date of the article unknown", "year unknown")


def test_a_length_and_what_repeats_have_no_days() -> None:
    assert [(one.interval.from_, one.interval.basis) for one in found("six weeks; every Monday; some time")] == [
        (None, "a length of time"),
        (None, "repeats"),
        (None, "vague"),
    ]


def test_the_months_of_a_fiscal_year_are_not_guessed() -> None:
    assert [(one.value, one.interval.from_) for one in found("in fiscal 2019 and the full year")] == [
        ("2019", None),
        ("2024", "2024-01-01"),
    ]


def test_a_day_that_does_not_exist_stays_open() -> None:
    (one,) = found("on February 30, 2023", None)
    assert (one.interval.from_, one.interval.basis) == (None, "no such day")


def test_a_later_sentence_is_reckoned_from_the_time_told_before() -> None:
    text = "The dam broke on May 3, 2019. Two days later the town was dry. The next morning it rained. A year earlier it froze."
    clock = new_clock(WEDNESDAY, ENGLISH)
    stops = [i + 1 for i, mark in enumerate(text) if mark == "." and text[i - 1].isalpha() | text[i - 1].isdigit()]
    got = [one for a, b in zip([0, *stops], stops, strict=False) for one in times(text, a, b, clock)]
    assert [one.value for one in got] == ["2019-05-03", "2019-05-05", "2019-05-06TMO", "2018"]
    assert [one.interval.basis for one in got] == ["said", "text", "text", "text"]


def test_nothing_is_reckoned_from_a_time_that_was_not_told() -> None:
    assert [one.interval.basis for one in found("the following week")] == ["starting point unknown"]
    assert values("Two days later it rained.") == [("Two days", "P2D")]


def test_a_year_without_the_articles_date_is_that_of_the_time_told_before() -> None:
    one, other = found("on 6 August 2019 and on 9 August", None)
    assert (one.interval.basis, other.value, other.interval.basis) == ("said", "2019-08-09", "text")


def test_an_article_dated_to_the_year_alone_has_no_day_to_reckon_from() -> None:
    assert found("yesterday", "2024")[0].interval.basis == "date of the article unknown"


WORDS = sorted(
    {word for words in ENGLISH.times.classes.values() for word in words}
    | {word.replace("| ", "") for word in ENGLISH.times.phrases}
    | set(ENGLISH.times.holidays)
    | {name.capitalize() for name in (*ENGLISH.months, *ENGLISH.weekdays)}
    | set(
        "1 2 31 99 1999 2000 24:00 25:99 1.5 1/2 1,000 2024-02-30 31.12.2024 20th 90s 13pm 999999999 , . - ' $ %".split()
    )
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=9), st.sampled_from([WEDNESDAY, "1500-01-01", "2500-12-31", None]))
def test_any_row_of_words_of_time_is_read(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    end = 0
    for one in found(text, published):
        assert end <= one.start < one.end <= len(text)
        end = one.end
        assert one.type in ("date", "time", "duration", "set")
        assert one.value
        assert one.interval.basis
        days = [date.fromisoformat(day) for day in (one.interval.from_, one.interval.to) if day]
        assert days == sorted(days)


@pytest.mark.parametrize(
    "part", ["1", "one ", "a.", "1-", "May 5 ", "the end of ", "twenty-four ", "'", "٣", "9" * 5000]
)
def test_runs_without_an_end_do_no_harm(part: str) -> None:
    text = (part * 20_000)[:20_000]
    assert all(text[one.start : one.end].strip() for one in found(text))
