"""Two texts word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dissensus.stages.group.compare import Share, Words, compare, words_of
from tests.stages.group.texts import account, cut_sentences


def words(text: str) -> Words:
    return words_of(text, [(0, len(text))])


def share(left: str, right: str) -> Share:
    return compare(words(left), words(right))


texts = st.lists(st.sampled_from("the quay was sold by a mayor of Sell and not bought".split()), max_size=60).map(
    " ".join
)


@given(texts, texts)
def test_shares_are_shares(left: str, right: str) -> None:
    told = share(left, right)
    assert 0 <= told.all <= 1
    assert 0 <= told.own <= 1
    assert told.count <= len(words(left).words)


@given(texts)
def test_a_text_stands_wholly_in_itself(text: str) -> None:
    assert share(text, text).all == (1.0 if len(words(text).words) >= 5 else 0.0)


def test_texts_that_share_only_small_words_share_nothing() -> None:
    assert share(account(1), account(2)) == Share(0.0, 0.0, 0)


def test_an_excerpt_stands_in_the_whole_and_not_the_other_way_round() -> None:
    text = account(1)
    part = " ".join(cut_sentences(text)[2:5])
    assert share(part, text).all == 1.0
    assert share(text, part).all == len(part.split()) / len(text.split())


def test_a_word_exchanged_takes_only_itself_away() -> None:
    found = account(1).split()
    changed = [*found]
    for at in range(10, len(found), 12):
        changed[at] = "zzz"
    exchanged = len(range(10, len(found), 12))
    assert share(" ".join(changed), account(1)).all == 1 - exchanged / len(found)


def test_sentences_in_another_order_are_shared_all_the_same() -> None:
    text = account(1)
    assert share(" ".join(reversed(cut_sentences(text))), text).all > 0.97


def test_what_stands_between_quotation_marks_is_told_apart() -> None:
    speech = account(1, 3)
    told = share(f"{account(2, 4)} “{speech}”", f"{account(3, 4)} “{speech}”")
    assert told.all > 0.3
    assert (told.own, told.count) == (0.0, 0)


def test_a_text_of_quotations_alone_is_compared_as_a_whole() -> None:
    speech = f"“{account(1, 6)}” she said."
    assert share(speech, speech).own == 1.0


def test_runs_that_many_have_are_not_shared_even_where_only_some_are_known() -> None:
    foot, body = account(9, 2), account(1)
    left, right = words(f"{body} {foot}"), words(f"{body} {foot}")
    known = set(zip(*(words(foot).words[i:] for i in range(5)), strict=False))
    told = compare(left, right, lambda run: tuple(run) in known)
    assert abs(told.all - len(body.split()) / len(left.words)) < 0.03
    sampled = compare(left, right, lambda run: tuple(run) in known if run[0] < "m" else None)
    assert abs(sampled.all - told.all) < 0.05
