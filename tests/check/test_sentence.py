"""What is made of a sentence as somebody types it."""

from __future__ import annotations

import pytest

from dissensus.check.sentence import LONGEST, Sentence, read_sentence
from dissensus.errors import ClaimError
from dissensus.records import Act, Polarity


@pytest.mark.parametrize(
    ("typed", "content", "act", "polarity"),
    [
        ("Talks were held in May", "Talks were held in May", Act.ASSERTS, Polarity.POSITIVE),
        ("Talks were held in May.", "Talks were held in May", Act.ASSERTS, Polarity.POSITIVE),
        ("No talks were held in May", "No talks were held in May", Act.ASSERTS, Polarity.NEGATIVE),
        ("Nobody was hurt", "Nobody was hurt", Act.ASSERTS, Polarity.NEGATIVE),
        ("The ministry denied that talks were held", "that talks were held", Act.DENIES, Polarity.POSITIVE),
        ("According to the ministry, the dam leaked", "the dam leaked", Act.ASSERTS, Polarity.POSITIVE),
        ("Selk attacked Adrisia at dawn", "Selk attacked Adrisia at dawn", Act.ASSERTS, Polarity.POSITIVE),
        ("Did the dam leak in May?", "Did the dam leak in May", Act.ASSERTS, Polarity.POSITIVE),
    ],
)
def test_what_is_claimed_and_how(typed: str, content: str, act: Act, polarity: Polarity) -> None:
    found = read_sentence(typed)
    assert (found.content, found.statement.act, found.statement.polarity) == (content, act, polarity)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "the claim is empty: type a sentence"),
        (" \t\n", "the claim is empty"),
        ("?!", "the claim is empty"),
        ("talks", "talks: is one word; type a sentence, or use `dissensus search`"),
        ("It was so", "has no word that can be looked for"),
        ("Talks were held. The dam leaked.", "is more than one sentence; check one at a time"),
        ("Ilse Brandt did not deny that the dam was sold", "takes no side itself; type what was left open"),
        ("x " * LONGEST, f"has 999 characters; a claim has {LONGEST} at most"),
        ("Des pourparlers secrets ont eu lieu au mois de mai", "seems to be French"),
        ("Тайные переговоры прошли в мае", "is in letters of no language that is read; type it in English"),
        ("محادثات سرية عقدت في مايو", "is in letters of no language that is read"),
    ],
)
def test_what_cannot_be_looked_for_is_said_in_one_line(typed: str, error: str) -> None:
    with pytest.raises(ClaimError) as raised:
        read_sentence(typed)
    assert error in str(raised.value)
    assert "\n" not in str(raised.value)


def test_its_language_can_be_named() -> None:
    assert read_sentence("Halvek Vandini Lisbon talks", "en").language.code == "en"
    with pytest.raises(ClaimError, match="xx: no language that is read; choose one of en, de"):
        read_sentence("Talks were held", "xx")


def test_german_is_read() -> None:
    found = read_sentence("Der Minister bestritt, dass es geheime Gespräche mit den Rebellen gab")
    assert found.language.code == "de"
    assert found.statement.act is Act.DENIES


@pytest.mark.parametrize(
    "typed", ['Talks" OR * were held', "Talks \x1b[31mwere\x00 held", "NEAR talks* were) AND held NOT"]
)
def test_nothing_in_it_steers_anything(typed: str) -> None:
    found: Sentence = read_sentence(typed)
    assert found.typed.isprintable()
