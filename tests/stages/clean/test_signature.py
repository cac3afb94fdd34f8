"""Signatures: the same for the same words, whatever stands between them; small, and whole for short texts."""

from __future__ import annotations

from base64 import b64decode
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dissensus.stages.clean.signature import KEPT, MOST, sign
from tests.stages.clean.pages import plain
from tests.stages.group.texts import account


def whole(text: str) -> list[tuple[int, int]]:
    return [(0, len(text))]


def hashes(sketch: str) -> list[int]:
    packed = b64decode(sketch)
    return [int.from_bytes(packed[i : i + 8], "little") for i in range(0, len(packed), 8)]


def test_marks_case_and_breaks_make_no_difference() -> None:
    one = "The mayor sold the old quay. “It was legal,” she said."
    other = "THE MAYOR sold the old quay\n\n- it was legal - she said"
    assert sign(one, whole(one)) == sign(other, whole(other))


def test_only_the_kept_words_are_signed() -> None:
    text = "Share on Facebook. The mayor sold the old quay to her cousin. Read also"
    start, end = text.index("The mayor"), text.index(" Read")
    alone = text[start:end]
    assert sign(text, [(start, end)]) == sign(alone, whole(alone))


def test_an_article_is_signed_without_its_headline() -> None:
    body = account(1)
    one, other = (
        plain(f"{title}\n\n{body}").article for title in ("Quay sold in Osterwick", "Mayor sells the old quay")
    )
    assert one.signature is not None
    assert one.signature == other.signature
    assert one.signature.words == len(body.split())


def test_a_long_text_keeps_a_sample_and_a_short_one_all() -> None:
    short, long, book = account(1), account(2, 400), account(3, 4_000)
    signed = {len(text.split()): sign(text, whole(text)) for text in (short, long, book)}
    sizes = [len(hashes(signature.sketch)) for signature in signed.values()]
    assert sizes[0] == signed[len(short.split())].runs < KEPT
    assert KEPT < sizes[1] < MOST
    assert sizes[2] == MOST
    assert all(len(signature.sketch) < 11 * MOST for signature in signed.values())


@given(st.text(max_size=300))
def test_any_text_can_be_signed(text: str) -> None:
    signature = sign(text, whole(text))
    found = hashes(signature.sketch)
    assert len(found) == signature.runs <= max(0, signature.words - 4)
    assert all(a < b for a, b in pairwise(found))
    assert len(signature.exact) == 16


def test_no_words_no_runs() -> None:
    assert (sign("", []).words, sign("…", [(0, 1)]).sketch) == (0, "")
