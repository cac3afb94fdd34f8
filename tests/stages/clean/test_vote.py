"""Who is believed about a date, which day a moment is, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.records import Dated
from dissensus.stages.clean.dates import read_date
from dissensus.stages.clean.vote import TRUST, Witness, from_url, from_value, not_after, vote

from .pages import NOW, html, plain, record


def told(*values: tuple[str, str], day_first: bool | None = None) -> Dated:
    """The vote on (rule, value) pairs."""
    return vote([from_value(rule, f"place:{n}", value) for n, (rule, value) in enumerate(values)], NOW, day_first)


# -------------------------------------------------------------------------------------- what a date can never be


@pytest.mark.parametrize(
    "value", ["0001-01-01", "2099-01-01", "32 Feb 2024", "2024-02-30", "25:61", "+9999", "yesterday", "99999999", ""]
)
def test_a_value_that_is_no_date_of_an_article_is_refused_and_stays_visible(value):
    article = record(text="The board met on the quay, and the fee went up again.", date=value or None).article
    assert article.published.value is None
    assert not article.published.conflict
    if value:
        assert [c.rule for c in article.published.candidates] == ["field_refused"]


def test_yesterday_is_unknown_with_what_was_said():
    article = record(text="The board met on the quay, and the fee went up again.", date="yesterday").article
    assert [c.value for c in article.published.candidates] == ["yesterday"]


def test_two_dates_of_equal_standing_that_disagree_are_a_visible_conflict():
    dated = told(("meta", "2024-03-01"), ("json_ld", "2024-05-01"))
    assert dated.conflict
    assert {c.value for c in dated.candidates} == {"2024-03-01", "2024-05-01"}


def test_an_address_that_names_another_day_is_a_conflict():
    dated = told(("meta", "2024-03-01"), ("json_ld", "2024-03-01"), ("url", "2022-05-01"))
    assert (dated.value, dated.conflict) == ("2024-03-01", True)


def test_a_date_after_the_capture_is_refused():
    page = [
        from_value("meta", "m", "2024-05-03"),
        *from_url("https://web.archive.org/web/20240401120000/https://a.example/b"),
    ]
    dated = vote(page, NOW)
    assert dated.value is None
    assert {c.rule for c in dated.candidates} == {"meta_refused", "archive"}


def test_the_time_of_a_capture_bounds_the_present():
    assert not_after(NOW, "2024-01-01T00:00:00Z") == datetime(2024, 1, 1, tzinfo=UTC)
    assert not_after(NOW, None) == not_after(NOW, "nonsense") == not_after(NOW, "2999-01-01") == NOW


# ------------------------------------------------------------------------------------------------------ local day


def test_a_moment_in_utc_gives_way_to_the_day_that_readers_see():
    dated = told(
        ("json_ld", "2023-11-09T02:11:03Z"), ("meta", "2023-11-09T02:11:03+00:00"), ("visible", "November 8, 2023")
    )
    assert (dated.value, dated.precision, dated.basis) == ("2023-11-08", "day", "visible")
    assert not dated.conflict


def test_two_clock_times_of_one_moment_tell_the_zone():
    dated = told(("json_ld", "2023-11-09T01:49:09Z"), ("time", "2023-11-08T17:49:09"), ("url", "2023-11-08"))
    assert dated.value == "2023-11-08T17:49:09-08:00"
    east = told(("meta", "2020-12-05T23:15:40Z"), ("visible", "6 December 2020, 00:15"))
    assert east.value == "2020-12-06T00:15+01:00"


def test_a_time_with_an_offset_is_the_local_one():
    dated = told(("json_ld", "2023-11-09T02:11:03Z"), ("time", "2023-11-08T21:11:03-05:00"))
    assert dated.value == "2023-11-08T21:11:03-05:00"


def test_a_day_that_no_zone_explains_does_not_move_the_moment():
    assert told(("json_ld", "2023-11-09T15:00:00Z"), ("url", "2023-11-08")).value == "2023-11-09T15:00:00Z"


def test_a_reader_who_sees_the_day_in_utc_is_not_corrected_by_the_address():
    dated = told(("json_ld", "2026-01-30T16:34:00Z"), ("visible", "January 30, 2026"), ("url", "2026-01-31"))
    assert dated.value is None  # ahead of the present of these tests
    dated = told(("json_ld", "2024-01-30T16:34:00Z"), ("visible", "January 30, 2024"), ("url", "2024-01-31"))
    assert dated.value == "2024-01-30T16:34:00Z"


# ----------------------------------------------------------------------------------------------- day before month


def test_an_open_date_is_settled_by_another_witness():
    assert told(("meta_other", "11/01/2023 12:43"), ("visible", "01.11.2023")).value == "2023-11-01T12:43"
    assert told(("visible", "03/04/2024"), ("url", "2024-04-03")).value == "2024-04-03"


def test_an_open_date_that_readers_see_is_read_as_they_read():
    assert told(("visible", "03/04/2024"), day_first=True).value == "2024-04-03"
    assert told(("visible", "03/04/2024"), day_first=False).value == "2024-03-04"
    assert told(("visible", "03/04/2024")).value is None


def test_an_open_date_that_nobody_sees_stays_open():
    dated = told(("meta", "03/04/2024"), day_first=True)
    assert dated.value is None
    assert [(c.value, c.rule) for c in dated.candidates] == [("03/04/2024", "meta_open")]


# ---------------------------------------------------------------------------------------------------- weak voices


def test_weak_witnesses_are_heard_only_alone_and_only_with_one_voice():
    assert told(("foot", "2024-03-01")).value == "2024-03-01"
    assert told(("foot", "2024-03-01"), ("lone", "2024-05-01")).value is None
    assert told(("script", "2024-03-01"), ("url", "2024-05-01")).value == "2024-05-01"


def test_what_readers_see_counts_once():
    dated = told(("visible", "2024-03-01"), ("marked", "2024-03-01"), ("time", "2024-03-01"), ("json_ld", "2024-05-01"))
    assert dated.value == "2024-05-01"


def test_a_list_of_articles_has_no_date():
    dated = told(*(("visible", f"2024-03-{day:02}") for day in (1, 9, 17)))
    assert (dated.value, dated.conflict) == (None, True)
    assert len(dated.candidates) == 3


def test_candidates_of_one_rule_are_listed_up_to_a_number():
    dated = told(*(("sidebar", f"2024-03-{day:02}") for day in range(1, 29)))
    assert len(dated.candidates) == 20


def test_a_prefix_stamp_and_a_dateline_date_a_plain_text():
    body = "The board met on the quay, and it raised the fee for every boat that lies there."
    assert plain(f"Date: 2024-05-06T12:00:00Z {body}").article.published.value == "2024-05-06T12:00:00Z"
    assert plain(f"Fee rises\n6 травня 2024\n{body}\n").article.published.value == "2024-05-06"
    assert plain(f"ELDPORT, May 6, 2024 (Quill) - {body}").article.published.value == "2024-05-06"


def test_the_order_of_day_and_month_follows_the_page():
    body = "".join(f"<p>Paragraph {n} of an article that goes on for a while, said its author.</p>" for n in range(9))
    page = "<html lang='{}'><body><article><h1>The fee rises</h1><p>03/04/2024</p>{}</article></body></html>"
    assert html(page.format("en-GB", body)).article.published.value == "2024-04-03"
    assert html(page.format("en-US", body)).article.published.value == "2024-03-04"
    assert html(page.format("en", body)).article.published.value is None
    assert html(page.format("en", body), "https://quay.example.nz/fee").article.published.value == "2024-04-03"


VALUES = st.one_of(
    st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2030, 1, 1)).map(lambda d: d.isoformat() + "Z"),
    st.dates(min_value=datetime(1980, 1, 1).date()).map(lambda d: d.strftime("%d/%m/%Y")),
    st.dates().map(lambda d: d.isoformat()),
)


@given(
    st.lists(st.tuples(st.sampled_from([*TRUST, "sidebar", "archive"]), VALUES), max_size=8),
    st.sampled_from([None, True, False]),
)
def test_a_date_is_never_far_ahead_never_of_a_sidebar_and_always_a_day_that_somebody_told(values, day_first):
    dated = told(*values, day_first=day_first)
    if dated.value is None:
        assert dated.basis == "unknown"
        return
    moment = datetime.fromisoformat(dated.value)
    assert moment.year >= 1990
    assert (moment.date() - NOW.date()).days <= 2
    days = {f.value[:10] for _, v in values if (one := read_date(v)) for f in (one, one.turned if one.open else one)}
    assert dated.value[:10] in days
    assert dated.basis in {rule for rule, _ in values}


@given(st.text(), st.text())
def test_addresses_and_values_never_fail(address, value):
    witnesses = [*from_url(address), from_value("field", "f", value)]
    assert isinstance(vote(witnesses, NOW), Dated)
    assert all(isinstance(w, Witness) for w in witnesses)
