"""Statements by a tagger: one that goes by marks `[source] {cue} <content>`, which are taken out of the text before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dissensus.pieces import Paragraph
from dissensus.records import Statement, Voice
from dissensus.stages.read import read
from dissensus.stages.read.tagger import Tagged
from tests.stages.read.reading import article, marked, told


@dataclass
class Given:
    """Says what was marked: each line's marks are statements, a new one begins with each cue."""

    found: list[Tagged]
    name: str = "given-1"
    languages: Sequence[str] = ("en",)
    asked: list[Paragraph] = field(default_factory=list)

    def __call__(self, text: str, paragraphs: Sequence[Paragraph]) -> list[Tagged]:
        self.asked.extend(paragraphs)
        return self.found


def given(*statements: tuple[str, ...]) -> tuple[str, Given]:
    """A text of lines and a tagger that finds in it what is marked; marks of one tuple are one statement."""
    text, found = "", []
    for lines in statements:
        spans: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        for line in lines:
            words, here = marked(line)
            for role, pairs in here.items():
                spans[role] += [(a + len(text), b + len(text)) for a, b in pairs]
            text += words + "\n"
        if spans["content"]:
            found.append(Tagged(tuple(spans["source"]), tuple(spans["cue"]), tuple(spans["content"]), 0.9))
    return text, Given(found)


def statements(*lines: tuple[str, ...]) -> tuple[str, list[Statement]]:
    text, tagger = given(*lines)
    return text, statements_of(text, tagger)


def statements_of(text: str, tagger: Given) -> list[Statement]:
    return [r for r in read(*article(text), tagger) if isinstance(r, Statement)]


def test_what_the_tagger_found_is_a_statement_with_its_maker() -> None:
    text, made = statements(("[Jane Doe] {said} <it rains>.",))
    assert [told(text, one) for one in made] == [{"source": ["Jane Doe"], "cue": ["said"], "content": ["it rains"]}]
    assert made[0].maker.net == "given-1"
    assert made[0].confidence == 0.9
    assert made[0].because == ("tagged",)


def test_a_sentence_that_no_statement_covers_is_the_outlets_own() -> None:
    text, made = statements(("The dam stood for a century.",), ("[Doe] {said} <it rains>.",))
    assert [(one.voice, text[one.content[0].start : one.content[0].end]) for one in made] == [
        (Voice.OWN, "The dam stood for a century."),
        (Voice.ATTRIBUTED, "it rains"),
    ]


def test_one_statement_may_reach_over_several_paragraphs() -> None:
    text, made = statements(("<“It rains,”> {said} [Doe].", "<“And it will rain tomorrow too, all day long.”>"))
    assert len(made) == 1
    assert told(text, made[0])["content"] == ["“It rains,”", "“And it will rain tomorrow too, all day long.”"]


def test_anothers_words_within_a_content_are_nested_in_it() -> None:
    text, made = statements(("[Doe] {said} <that Minister Roe told reporters the dam had failed>.",))
    outer, inner = made
    assert told(text, inner) == {"source": ["Minister Roe"], "cue": ["told"], "content": ["the dam had failed"]}
    assert (inner.parent, inner.depth, outer.parent) == (outer.id, 1, None)


def test_claims_within_what_is_rejected_are_nested_in_it() -> None:
    text, made = statements(("[Doe] {rejected} <claims made by The Daily Roe that the dam had failed>.",))
    assert told(text, made[1]) == {
        "source": ["The Daily Roe"],
        "cue": ["claims made by"],
        "content": ["that the dam had failed"],
    }


def test_words_on_words_are_found_within_quotation_marks_too() -> None:
    text, made = statements(("<“The minister said that the dam is safe,”> {replied} [Doe].",))
    assert told(text, made[1])["source"] == ["The minister"]
    assert made[1].parent == made[0].id


def test_a_quotation_set_apart_goes_on_with_what_the_tagger_found() -> None:
    text, made = statements(("[Doe] {said} <it rains>.",), ("“It has rained for nine days, and the dam is full.”",))
    assert len(made) == 1
    assert told(text, made[0])["content"][1].startswith("“It has rained")


def test_the_tagger_gets_every_read_paragraph_once() -> None:
    text, tagger = given(("One line here.",), ("And another one.",))
    list(read(*article(text), tagger))
    assert [text[p.start : p.end] for p in tagger.asked] == ["One line here.", "And another one."]


def test_a_language_that_the_tagger_does_not_know_is_read_by_rules() -> None:
    text, tagger = given(("Jane Doe said that it rains.",))
    tagger.languages = ("xx",)
    made = [r for r in read(*article(text), tagger) if isinstance(r, Statement)]
    assert [one.maker.net for one in made] == [None]
    assert not tagger.asked


def test_what_was_stated_by_somebody_is_all_that_stands_before() -> None:
    text, made = statements(
        ("[Doe] {said} <that the dam will hold>.",), ("<This> {was stated by} [the engineer Roe].",)
    )
    doe, roe = made
    assert told(text, roe)["content"] == ["Doe said that the dam will hold"]
    assert doe.parent == roe.id


def test_no_statement_is_its_own_ancestor() -> None:
    _, made = statements(("[Doe] {said} <that Roe denied> it, {insisted} [the engineer] <as Doe said>.",))
    by_id = {one.id: one for one in made}
    for one in made:
        seen, above = {one.id}, one.parent
        while above:
            assert above not in seen
            seen.add(above)
            above = by_id[above].parent


def test_who_carries_the_words_of_another_is_told_too() -> None:
    text, made = statements(("[Selk], however, {refutes} <this notion>, as stated by Minister Olga Penn.",))
    selk, penn = made
    assert told(text, penn) == {
        "source": ["Minister Olga Penn"],
        "cue": ["as stated by"],
        "content": ["Selk, however, refutes this notion"],
    }
    assert selk.parent == penn.id


def test_who_is_set_against_a_speaker_is_no_part_of_the_speakers_words() -> None:
    text, made = statements(("[Penn] {said} <the dam was safe, but the union denied that it had been tested>.",))
    penn, union = made
    assert told(text, penn)["content"] == ["the dam was safe"]
    assert told(text, union)["source"] == ["the union"]
    assert union.parent is None


def test_what_a_speaker_goes_on_to_say_behind_somebody_else_is_kept() -> None:
    text, made = statements(
        ("[Penn] {said} <the dam was safe, but the union denied that it had been tested. It would stand for years>.",)
    )
    assert told(text, made[0])["content"] == ["the dam was safe", "It would stand for years"]
