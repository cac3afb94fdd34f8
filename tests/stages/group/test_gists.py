"""The gist of an article: what of it is compared with others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.langs import rarities, read_languages
from dissensus.records import UNDATED, Article, Gist, Mention, MentionKind, Page, Span, SpeakerKind
from dissensus.stages.group.gists import BODY, BODY_UNWEIGHED, LEAD, NAME_WEIGHT, OPENING_WORDS, RAREST_NAME, gist, week
from tests.stages.group.articles import MAKER, article, blocks_of
from tests.stages.group.texts import account

LANGUAGES = read_languages()


def gist_of(one: Article, *names: str, capture: Page | None = None) -> Gist:
    mentions = [
        Mention(f"m{n}", Span(one.id, "text", 0, 1), MentionKind.NAME, name, SpeakerKind.PERSON, MAKER)
        for n, name in enumerate(names)
    ]
    return gist(one, blocks_of([one])[one.id], mentions, LANGUAGES, MAKER, capture=capture, state="as read")


def weights(told: Gist) -> dict[str, float]:
    return dict(zip(told.body.words, told.body.weights, strict=True))


def test_a_word_weighs_by_how_often_it_stands_and_how_rare_it_is() -> None:
    told = weights(gist_of(article("a", "the ferry ferry ferry sank beside the harbour, said the man")))
    assert told["ferry"] > told["harbour"]
    assert "the" not in told


def test_a_word_of_a_name_weighs_twice_but_is_never_rarer_than_what_was_in_the_news() -> None:
    one = article("a", "Xyloquar met the mayor")
    table = rarities("en")
    assert table is not None
    without, named = weights(gist_of(one)), weights(gist_of(one, "Xyloquar"))
    assert without["xyloquar"] == pytest.approx(table[""], abs=0.001)
    assert named["xyloquar"] == pytest.approx(NAME_WEIGHT * RAREST_NAME, abs=0.001)
    assert named["mayor"] == without["mayor"]


def test_what_is_cut_has_no_say() -> None:
    one = article("a", "the ferry sank\nsubscribe newsletter")
    kept, cut = blocks_of([one])["a"]
    told = gist(one, [kept, replace(cut, kept=False)], [], LANGUAGES, MAKER)
    assert "newslett" not in " ".join(told.body.words)
    assert told.words == 3


def test_headline_and_beginning_are_told_apart_from_the_body() -> None:
    told = gist_of(replace(article("a", account(1, sentences=60)), title="Bridge closed"))
    assert len(told.title.words) == 2
    assert not set(told.title.words) & set(told.lead.words)
    assert len(told.body.words) <= BODY
    assert len(told.lead.words) <= LEAD


def test_without_a_table_of_the_language_rarity_is_told_later_and_more_words_are_kept() -> None:
    told = gist_of(article("a", account(2, sentences=80), language="fi"))
    assert not told.rarity
    assert BODY < len(told.body.words) <= BODY_UNWEIGHED


def test_names_come_by_how_often_they_stand_there() -> None:
    told = gist_of(article("a", "Ada and Bo"), "Bo", "Ada", "Bo")
    assert told.names == ("bo", "ada")


def test_the_opening_is_the_headline_and_the_first_sentences_and_knows_which_words_are_names() -> None:
    one = replace(article("a", "Ada Venn sank. " + account(1, sentences=60)), title="Bridge closed")
    told = gist_of(one, "Ada Venn")
    assert {"bridg", "ada", "venn", "sank"} <= set(told.opening.words)
    assert len(told.opening.words) <= OPENING_WORDS
    assert set(told.called.words) == {"ada", "venn"}


def test_numbers_are_kept_without_years_and_of_a_compound_the_number() -> None:
    told = gist_of(article("a", "In 2019 an 85-year-old paid 9,500 and 3.5 and got 2"))
    assert set(told.numbers.words) == {"85", "9500", "3.5", "2"}


def test_weekdays_are_those_of_the_beginning_with_a_capital() -> None:
    told = gist_of(
        article("a", "On Wednesday they met under the sun. On Monday they parted. " + "word " * 200 + "Friday")
    )
    assert told.weekdays == (0, 2)


def test_an_article_lies_in_the_week_of_its_day_else_in_that_in_which_it_was_fetched() -> None:
    page = Page("p", b"", "text/plain", (), fetched="2024-05-08T10:00:00+00:00")
    dated = gist_of(article("a", "words", day="2024-05-01"), capture=page)
    assert (dated.day, dated.week) == ("2024-05-01", week("2024-05-01"))
    fetched = gist_of(article("a", "words"), capture=page)
    assert (fetched.day, fetched.week) == (None, week("2024-05-08"))
    assert gist_of(article("a", "words")).week == UNDATED


def test_an_article_without_a_word_has_a_gist_without_one() -> None:
    told = gist_of(article("a", ""))
    assert (told.words, told.body.words, told.names) == (0, (), ())


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_week_goes_from_monday_to_sunday(day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    assert {week((monday + timedelta(days=n)).isoformat()) for n in range(7)} == {week(day.isoformat())}
    assert week((monday + timedelta(days=7)).isoformat()) == week(day.isoformat()) + 1
    assert week(day.isoformat()) < UNDATED
