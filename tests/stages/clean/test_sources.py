"""Outlet, authors, agencies: named by the page itself, or unknown."""

from __future__ import annotations

import pytest

from dissensus.stages.clean.sources import normal_url, split_title

from .pages import plain, record

BODY = (
    "The harbour board met on Tuesday and raised the fee for every boat.\nNobody will pay twice, its chairwoman said.\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "The Quay Herald\nHOME | SEA | MONEY\nHarbour fee rises\n" + BODY,
        "Harbour fee rises\n" + BODY + "© 2024 Quay Herald\n",
        "Harbour fee rises\nBy Ada Lund, Quay Herald\n" + BODY,
        "Quay Herald | the paper of the port\nHarbour fee rises\n" + BODY,
    ],
)
def test_an_outlet_that_the_text_names_as_its_own(text):
    assert plain(text).article.outlet in {"Quay Herald", "The Quay Herald"}


@pytest.mark.parametrize(
    "text",
    [
        BODY + "She told The Quay Herald that the fee was fair, and that it would stay.\n",
        BODY + "As the Quay Herald reported, the fee was last raised nine years ago.\n",
        "ELDPORT, March 5 (Quill Press) - " + BODY,
        " date 2024-03-05 (Quill Press) " + BODY,
    ],
)
def test_an_outlet_that_is_only_spoken_of_is_unknown(text):
    assert plain(text).article.outlet is None


def test_an_agency_is_no_outlet_even_under_its_own_pictures():
    text = (
        "Fee rises\nThe quay Press Office of the Board/ QUILL\n© Press Office of the Board/ QUILL\n"
        "ELDPORT, March 5. /QUILL/. " + BODY
    )
    article = plain(text).article
    assert (article.outlet, article.agencies) == (None, ("QUILL",))


def test_agencies_are_read_from_their_marks():
    assert plain("ELDPORT, March 5 (Quill Press) - " + BODY).article.agencies == ("Quill Press",)
    assert plain("ELDPORT, March 5. /QUILL/. " + BODY).article.agencies == ("QUILL",)
    assert plain("(Quill) - " + BODY + "With reporting by Norr Wire\n").article.agencies == ("Quill", "Norr Wire")


def test_authors_come_from_fields_and_bylines_and_staff_is_nobody():
    assert plain("Fee rises\nBy Ada Lund and Nel Orr\n" + BODY).article.authors == ("Ada Lund", "Nel Orr")
    assert record(text=BODY, author="By Ada Lund").article.authors == ("Ada Lund",)
    assert record(text=BODY, author="Staff and agencies").article.authors == ()


def test_addresses_of_one_work_are_one():
    one = normal_url("http://www.Quay.example/fee/?utm_source=x&b=2&a=1#top")
    assert one == normal_url("https://quay.example/fee?a=1&b=2") == "https://quay.example/fee?a=1&b=2"
    assert normal_url("javascript:alert(1)") is None
    assert normal_url("http://[broken") is None


def test_a_title_is_split_from_its_tail():
    assert split_title("Fee rises - The Quay Herald") == ("Fee rises", "The Quay Herald")
    assert split_title("Well-known fee rises") == ("Well-known fee rises", None)
