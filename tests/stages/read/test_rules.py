"""Each line is a case: [source] {cue} <content>. Whoever knows English can add one."""

from __future__ import annotations

import pytest

from dissensus.records import Act, Kind, Polarity, Statement, Voice
from tests.stages.read.reading import records, statements, told, unmarked

CASES = """
[The harbour master] {said} <that the gates had been open all night>.
[She] {insisted} <the bridge was safe>.
[Mayor Ilse Brandt] {told} reporters <that nobody had been paid>.
[Ilse Brandt, the mayor of Osterwick,] {said} <that nobody had been paid>.
[Brandt], however, {denied} <that any money had changed hands>.
On Sunday, [the ministry] {confirmed} <that two engineers had left>.
[The ministry] on Sunday {confirmed} <that two engineers had left>.
<Nobody was hurt>, [the police] {said}.
<Nobody was hurt>, {said} [Sergeant Olga Penn].
<“We saw nothing,”> [he] {said}.
<“We saw nothing,”> {said} [Tomas Relk].
<The ferry>, [the operator] {said}, <had been inspected in May>.
{According to} [the auditors], <four invoices were missing>.
<Four invoices were missing>, {according to} [the auditors].
[The union] {accused} <the company of hiding the report>.
[The company] {rejected} <the accusation as slander>.
[The governor] {declined to comment}.
[The council] {promised} <to publish the letters>.
[The opposition] {called for} <a new election>.
[Penn] {wrote}: <“There is no such letter.”>
[The regulator] {has warned} <that the dam could fail>.
[Rep. Olga Penn (D-Osterwick)] {said} <that nobody had been paid>.
<“We saw nothing,”> [Rep. Olga Penn] {said} Friday.
<The mayor called for calm>, [sources] {said}.
<''It is a lot of work,''> {said} [Mr. Relk].
[A lawyer for the port, Tomas Relk,] {said} <no decision had been made>.
[The minister] {says} in Osterwick <that the dam is safe>.
[The county health officer, Ruth Callahan,] {said} <the city knew about the lead>.
[Felix Aurand, an engineer,] {told} the Daily Pier <that he sent two letters>.
[Anna Berg] {told} the BBC <the strike was illegal>.
The council will review the course of action [it] {believes} <is best for the port>.
Two letters are about an incident [she] {says} <took place in May>.
[Critics] {say} <the tram is a waste>; supporters deny it.
[The clip] {says} <the dam is safe>.
[The envoy] {suggested} <these talks were still possible>.
"""


@pytest.mark.parametrize("line", [line for line in CASES.splitlines() if line])
def test_a_sentence_gives_its_source_cue_and_content(line: str) -> None:
    text, expected = unmarked(line)
    found = statements(text) or pytest.fail(f"nothing read in: {text}")
    passages = told(text, found[0])

    def plain(parts: list[str]) -> list[str]:
        return [p.strip(" ,.") for p in parts]

    assert plain(passages["source"]) == plain(expected["source"])
    if expected["content"]:
        assert plain(passages["content"]) == plain(expected["content"])
    assert plain(expected["cue"])[0].split()[0] in passages["cue"][0]


def one(text: str) -> Statement:
    found = statements(text)
    assert len(found) == 1, [told(text, s) for s in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "act", "polarity"),
    [
        ("The minister said that talks had begun.", Act.ASSERTS, Polarity.POSITIVE),
        ("The minister said that there had been no talks.", Act.ASSERTS, Polarity.NEGATIVE),
        ("The minister denied that talks had begun.", Act.DENIES, Polarity.POSITIVE),
        ("The minister did not deny that talks had begun.", Act.DECLINES, Polarity.POSITIVE),
        ("The minister did not say where the talks were.", Act.DECLINES, Polarity.POSITIVE),
        ("The minister doubted that talks had begun.", Act.DOUBTS, Polarity.POSITIVE),
        ("The minister admitted that talks had begun.", Act.ADMITS, Polarity.POSITIVE),
        ("The minister warned that talks could fail.", Act.WARNS, Polarity.POSITIVE),
        ("The minister said that the report was a hoax.", Act.ASSERTS, Polarity.NEGATIVE),
        ("The minister said that a false flag had been raised.", Act.ASSERTS, Polarity.POSITIVE),
    ],
)
def test_what_a_source_does_and_whether_it_says_no(text: str, act: Act, polarity: Polarity) -> None:
    statement = one(text)
    assert (statement.act, statement.polarity) == (act, polarity)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We never met,” the mayor said.", Kind.DIRECT),
        ("The mayor said that they had never met.", Kind.INDIRECT),
        ("The mayor said that they had met “once, by chance” in a lift.", Kind.MIXED),
        ("« We never met », the mayor said.", Kind.DIRECT),
        ('"We never met," the mayor said.', Kind.DIRECT),
    ],
)
def test_how_the_words_are_carried(text: str, kind: Kind) -> None:
    assert one(text).kind is kind


def test_a_second_saying_of_one_speaker_ends_the_first() -> None:
    text = "The mayor said that nobody had been paid, adding that the books were open."
    assert [told(text, s)["content"] for s in statements(text)] == [
        ["that nobody had been paid"],
        ["that the books were open."],
    ]


def test_two_speakers_set_against_each_other_are_two_statements() -> None:
    text = "The union said that the doors had been open, but the company denied that anybody had touched them."
    assert [(told(text, s)["source"], s.act) for s in statements(text)] == [
        (["The union"], Act.ASSERTS),
        (["the company"], Act.DENIES),
    ]


def test_the_target_of_a_denial_is_told_inside_it() -> None:
    text = "The mayor rejected claims made by The Harbour Post that the quay had been sold."
    inner = [r for r in records(text) if isinstance(r, Statement) and r.parent]
    assert [told(text, s) for s in inner] == [
        {"source": ["The Harbour Post"], "cue": ["claims made by"], "content": ["that the quay had been sold."]}
    ]
    assert inner[0].depth == 1


def test_a_denial_that_points_back_has_the_statement_before_as_its_target() -> None:
    text = "The Harbour Post wrote that the quay had been sold. The mayor dismissed these claims."
    first, second = statements(text)
    assert second.target is not None
    assert second.target.statement == first.id


def test_a_quotation_that_goes_on_belongs_to_the_speaker_before() -> None:
    text = "“We saw the light,” Relk said. “Then it went out.”"
    assert told(text, one(text))["content"] == ["“We saw the light,”", "“Then it went out.”"]


def test_a_paragraph_of_its_own_without_marks_and_final_stop_is_the_last_speakers() -> None:
    text = (
        "Ilse Brandt has commented on the sale, saying that it was legal.\n"
        "Neither the city nor the port has ever received an offer for the quay from anybody\n"
        "Brandt is in her second term."
    )
    assert [told(text, s)["source"] for s in statements(text)] == [["Ilse Brandt"], ["Ilse Brandt"]]


def test_what_was_stated_by_somebody_is_what_stands_before() -> None:
    text = "The dam will hold until spring.\nThis was stated by the engineer Olga Penn, quoted by the agency Norvane."
    found = [s for s in statements(text) if s.because[0] == "stated_by"]
    assert told(text, found[0])["content"] == ["The dam will hold until spring."]
    assert [hop.name for hop in found[0].chain] == ["agency Norvane"]


def test_a_name_between_quotation_marks_is_no_quotation() -> None:
    text = 'The "Harbour Post" claimed that the quay had been sold.'
    assert told(text, one(text))["source"] == ['The "Harbour Post"']


def test_what_nobody_says_is_the_outlets_own_voice() -> None:
    text = "The bridge was built in 1911. Its owner said that it would stand."
    assert [s.voice for s in statements(text, voice=None)] == [Voice.OWN, Voice.ATTRIBUTED]


@pytest.mark.parametrize(
    "text",
    [
        "The dispute over the quay has lasted for years.",
        "In the report there are forty pages on the current state of the bridge.",
        "",
        "”“”“",
        "said said said, said.",
        "The ministry neither confirmed nor denied that the bridge was unsafe.",
        "Nobody denied that the bridge was unsafe.",
        "Carl Venn was asked whether he denied that the bridge was unsafe.",
        "The hall of the United States added two rooms for guests.",
        "The Selk Claims office has moved to the harbour.",
    ],
)
def test_what_only_looks_like_a_saying_is_none(text: str) -> None:
    assert [s for s in statements(text) if s.confidence >= 0.8] == []
