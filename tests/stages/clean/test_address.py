"""One form of an address for all captures of a work."""

from __future__ import annotations

import pytest

from dissensus.stages.clean.address import work_at

HERE = "https://gazette.example/orla/quay-sold"


@pytest.mark.parametrize(
    "address",
    [
        HERE,
        "http://www.gazette.example/orla/quay-sold/",
        "https://gazette.example/orla/quay-sold?utm_source=letter&fbclid=x#comments",
        "https://m.gazette.example/orla/quay-sold",
        "https://amp.gazette.example/orla/quay-sold",
        "https://gazette.example/orla/quay-sold/amp",
        "https://gazette.example/amp/orla/quay-sold",
        "https://gazette.example/orla/quay-sold.amp?outputType=amp",
        "https://gazette.example/orla/quay-sold?amp=1",
    ],
)
def test_forms_of_one_address(address: str) -> None:
    assert work_at(address) == HERE


@pytest.mark.parametrize(
    "address",
    [
        "https://gazette.example/orla/quay-sold-again",
        "https://gazette.example/orla/quay-sold?id=2",
        "https://sport.gazette.example/orla/quay-sold",
        "https://gazette.example/orla/quay-sold/amplifiers",
    ],
)
def test_other_addresses_stay_others(address: str) -> None:
    assert work_at(address) not in {HERE, None}


@pytest.mark.parametrize(
    "address", ["https://gazette.example/", "https://www.gazette.example", "mailto:x@y", "quay.txt", ""]
)
def test_a_front_page_and_what_is_no_web_address_name_no_work(address: str) -> None:
    assert work_at(address) is None


def test_a_short_host_keeps_its_letter() -> None:
    assert work_at("https://m.example/quay") == "https://m.example/quay"
    assert work_at("https://gazette.example/amp") == "https://gazette.example/amp"
