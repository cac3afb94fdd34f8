"""Posts of a short message service, signed in the text."""

from __future__ import annotations

import re

from dissensus.pieces import Paragraph
from dissensus.stages.read.posts import LONGEST, with_posts
from dissensus.stages.read.tagger import Tagged
from tests.stages.read.test_told import Given, statements_of

POST = "The dam holds. Whoever says it leaks is lying! — Jane Doe (@janedoe) April 8, 2018"


def read(text: str, *found: Tagged) -> list[tuple[str, ...]]:
    lines = [Paragraph(*match.span()) for match in re.finditer(r"[^\n]+", text)]
    made = with_posts(text, lines, found)
    return [tuple(" ~ ".join(text[a:b] for a, b in spans) for spans in (m.source, m.cue, m.content)) for m in made]


def test_a_signed_post_is_said_by_who_signed_it() -> None:
    assert read(f"The mayor wrote on her account.\n{POST}\nNobody answered.") == [
        ("Jane Doe", "—", "The dam holds."),
        ("Jane Doe", "—", "Whoever says it leaks is lying!"),
    ]


def test_a_few_words_go_with_the_sentence_before() -> None:
    assert read("The dam holds and always has. Sad! — Jane Doe (@janedoe) April 8, 2018") == [
        ("Jane Doe", "—", "The dam holds and always has. Sad!")
    ]


def test_several_posts_on_one_line_are_each_their_own() -> None:
    assert read(f"{POST} It leaks. Look! — Port of Selk (@portselk) 9 April 2018 So much for that.") == [
        ("Jane Doe", "—", "The dam holds."),
        ("Jane Doe", "—", "Whoever says it leaks is lying!"),
        ("Port of Selk", "—", "It leaks. Look!"),
    ]


def test_a_signature_on_a_line_of_its_own_is_for_the_line_before() -> None:
    assert read("A statement followed.\nWe thank everybody.\n— FC Selk (@fcselk) November 20, 2019") == [
        ("FC Selk", "—", "We thank everybody.")
    ]
    assert "FC Selk" not in {source for source, _, _ in read(f"{POST}\n— FC Selk (@fcselk) November 20, 2019")}


def test_on_a_long_line_only_its_last_sentences_can_be_the_post() -> None:
    line = "The council met on Monday and spoke for six hours. " * 8
    said = [content for _, _, content in read(line + POST)]
    assert said[-2:] == ["The dam holds.", "Whoever says it leaks is lying!"]
    assert len(" ".join(said)) <= LONGEST
    assert read("word " * 100 + "— Jane Doe (@janedoe) April 8, 2018") == []


def test_an_account_that_is_only_named_signs_nothing() -> None:
    assert read("The mayor — Jane Doe (@janedoe) to most of her followers — said that the dam holds.") == []
    assert read("— Jane Doe (@janedoe) April 8, 2018") == []


def test_what_a_tagger_made_of_the_signature_goes_and_what_it_found_within_a_post_stays() -> None:
    def at(words: str) -> tuple[int, int]:
        return POST.index(words), POST.index(words) + len(words)

    whole = Tagged((), (at("holds"),), (at("The dam holds. Whoever says it leaks is lying! — Jane Doe"),), 0.4)
    signed = Tagged((at("Jane Doe"),), (at("April"),), (at("The dam holds."),), 0.4)
    within = Tagged((at("Whoever"),), (at("says"),), (at("it leaks"),), 0.9)
    assert read(POST, whole, signed, within) == [
        ("Jane Doe", "—", "The dam holds."),
        ("Jane Doe", "—", "Whoever says it leaks is lying!"),
        ("Whoever", "says", "it leaks"),
    ]


def test_no_sentence_of_a_post_is_the_outlets_own() -> None:
    made = statements_of(f"The council met on Monday.\n{POST}\n", Given([]))
    assert [(one.because[0], len(one.source)) for one in made if not one.depth] == [
        ("own_voice", 0),
        ("post", 1),
        ("post", 1),
    ]
