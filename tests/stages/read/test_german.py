"""Each line is a case: [source] {cue} <content> | act. Whoever knows German can add one."""

from __future__ import annotations

import pytest

from dissensus.records import Act, Drop, Kind, Mention, Quantity, Statement, Time
from dissensus.stages.read import read
from tests.stages.read.reading import article, records, statements, told, unmarked

CASES = """
[Die Hafenmeisterin] {sagte}, <dass die Tore die ganze Nacht offen standen>. | asserts
[Er] {betonte}, <die Brücke sei sicher>. | asserts
Am Montag {erklärte} [die Bürgermeisterin], <dass niemand bezahlt worden sei>. | asserts
[Das Ministerium] {teilte} am Sonntag {mit}, <dass zwei Ingenieure abgereist seien>. | asserts
In einem Interview {wies} [der Minister] darauf {hin}, <dass der Damm alt sei>. | asserts
[Der Rat] {hat angekündigt}, <die Fähre zu verkaufen>. | plans
<Die Brücke sei sicher>, {sagte} [die Bürgermeisterin] am Dienstag. | asserts
<„Wir haben nichts gesehen“>, {sagte} [Tomas Relk]. | asserts
<„Die Brücke ist sicher“>, {sagte} [die Bürgermeisterin], <„und sie bleibt es.“> | asserts
<»Wir haben nichts gesehen«>, {so} [der Kapitän]. | asserts
{Wie} [ein Sprecher der Polizei] {mitteilte}, <wurde niemand verletzt>. | asserts
<Niemand wurde verletzt>, {wie} [die Polizei] {mitteilte}. | asserts
{Laut} [der Feuerwehr] <sind drei Häuser abgebrannt>. | asserts
{Nach Angaben} [der Polizei] <wurden zwei Boote beschädigt>. | asserts
{Nach Angaben} von [Felix Aurand] <ist der Damm undicht>. | asserts
[Dem Bericht] {zufolge} <war die Brücke nie geprüft worden>. | asserts
[Das Ministerium] {bestreitet}, <dass Geld geflossen ist>. | denies
[Die Reederei] {wies} <die Vorwürfe> {zurück}. | denies
[Der Sender] {dementierte} <den Bericht>. | denies
[Der Hafenchef] {räumte ein}, <den Brief gelesen zu haben>. | admits
[Die Opposition] {warf} der Bürgermeisterin {vor}, <den Bericht versteckt zu haben>. | accuses
[Die Gewerkschaft] {kritisierte} <den Verkauf der Fähre>. | accuses
[Die Regierung] {forderte} die Reederei {auf}, <die Briefe herauszugeben>. | demands
[Die Ingenieurin] {warnte}, <der Damm könne brechen>. | warns
[Der Bischof] {glaubt}, <dass der Streit bald endet>. | believes
[Penn] {schrieb}: <„Es gibt keinen solchen Brief.“> | asserts
[Olga Penn (Grüne)] {hatte gesagt}, <sie wisse davon nichts>. | asserts
"""


@pytest.mark.parametrize("line", [line for line in CASES.splitlines() if line])
def test_a_sentence_gives_its_source_cue_content_and_act(line: str) -> None:
    marked, _, act = line.rpartition(" | ")
    text, expected = unmarked(marked)
    found = statements(text, language="de") or pytest.fail(f"nothing read in: {text}")
    passages = told(text, found[0])

    def plain(parts: list[str]) -> list[str]:
        return [p.strip(" ,.") for p in parts]

    assert plain(passages["source"]) == plain(expected["source"])
    assert plain(passages["content"]) == plain(expected["content"])
    assert " ".join(passages["cue"]) == " ".join(expected["cue"])
    assert found[0].act == act


@pytest.mark.parametrize(
    "text",
    [
        "Der Fluss trat am Sonntag über die Ufer.",
        "Die Fähre wird im Mai verkauft.",
        "Die gemeldeten Schäden sind gering.",
        "Die Reederei will die Angaben prüfen.",
        "Um die Stadt zu erreichen, nahm er die Fähre.",
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert statements(text, language="de") == []


def test_verbs_of_reported_speech_go_on_with_what_was_said() -> None:
    text = "Der Hafenchef sagte, die Tore seien undicht. Niemand habe sie geprüft. Man müsse sie ersetzen. Es regnete."
    _, second = statements(text, language="de")
    assert told(text, second)["source"] == ["Der Hafenchef"]
    assert told(text, second)["content"] == ["Niemand habe sie geprüft.", "Man müsse sie ersetzen."]
    assert second.because[0] == "free_indirect"


def test_hearsay_has_no_source_and_is_hedged() -> None:
    text = "Der Kapitän soll die Insel verlassen haben."
    (one,) = statements(text, language="de")
    assert (one.source, one.cue) == ((), ())
    assert [text[s.start : s.end] for s in one.hedges] == ["soll"]


def test_a_passive_saying_needs_nobody() -> None:
    text = "Es wurde berichtet, dass die Fähre sinkt."
    (one,) = statements(text, language="de")
    assert told(text, one) == {"source": [], "cue": ["wurde", "berichtet"], "content": ["dass die Fähre sinkt."]}


def test_this_was_said_means_the_sentence_before() -> None:
    text = "Die Fähre wird verkauft. Dies teilte die Reederei mit."
    (one,) = statements(text, language="de")
    assert told(text, one)["source"] == ["die Reederei"]
    assert told(text, one)["content"] == ["Die Fähre wird verkauft."]


def test_the_day_of_a_month_ends_no_sentence() -> None:
    text = "Der Rat hat am 14. Mai angekündigt, die Fähre zu verkaufen."
    (one,) = statements(text, language="de")
    assert told(text, one)["content"] == ["die Fähre zu verkaufen."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("„Das ist falsch“, sagte der Minister.", Kind.DIRECT),
        ("Der Minister sagte, das sei falsch.", Kind.INDIRECT),
        ("Der Minister sagte, das sei „ganz und gar falsch“ und werde es bleiben.", Kind.MIXED),
    ],
)
def test_quotation_marks_tell_the_kind(text: str, kind: Kind) -> None:
    assert statements(text, language="de")[0].kind is kind


def test_numbers_and_times_are_read_the_german_way() -> None:
    made = records("Am 14. Mai 2024 zahlte die Stadt 2.500 Euro für rund 3,5 Millionen Ziegel.", language="de")
    figures = {(q.value, q.bound) for q in made if isinstance(q, Quantity)}
    assert figures == {(2500, "exactly"), (3_500_000, "about")}
    assert [t.value for t in made if isinstance(t, Time)] == ["2024-05-14"]


def test_nouns_are_no_names() -> None:
    text = "In der Stadt traf Tomas Relk auf Minister Penn und die EU."
    names = {text[m.span.start : m.span.end] for m in records(text, language="de") if isinstance(m, Mention)}
    assert names == {"Tomas Relk", "Minister Penn", "EU"}


@pytest.mark.parametrize("code", ["uk", "ru", "fr"])
def test_a_language_without_a_file_is_told_and_not_read(code: str) -> None:
    (drop,) = read(*article("Die Brücke sei sicher, sagte der Minister.", language=code))
    assert isinstance(drop, Drop)
    assert drop.reason.endswith("there are some for English, German")


def test_german_is_read_and_no_drop_tells_otherwise() -> None:
    made = records("Die Brücke sei sicher, sagte der Minister.", language="de")
    assert not [r for r in made if isinstance(r, Drop)]
    assert {r.act for r in made if isinstance(r, Statement)} == {Act.ASSERTS}
