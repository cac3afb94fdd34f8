"""What happened when, and according to whom."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import pytest
from rich.console import Console

from dissensus.records import Act, Interval, Maker, SpeakerKind, Time
from dissensus.show import chronology
from dissensus.show.chronology import HappeningView
from dissensus.show.report import _environment, render_report
from dissensus.show.shapes import CorpusView
from dissensus.show.views import corpus_view
from tests.show.conftest import Corpus, bridge

MADE = Maker("read", "1")
MACROS = """\
{%- from "chronology.html.j2" import chronology -%}
{%- macro outlet(name, origin='') -%}<bdi class="outlet">{{ name | line }}</bdi>{%- endmacro -%}
{%- macro date(dated) -%}<span class="date">{{ dated | dated }}</span>{%- endmacro -%}
{{ chronology(story, outlet, date) }}"""


def time(corpus: Corpus, name: str, words: str, first: str | None, last: str | None, **known: str) -> None:
    """That these words of an article stand for these days."""
    days = Interval(first, last, known.get("basis", "said"))
    span = corpus.span(name, words)
    corpus.add("read", Time(span, known.get("type", "date"), days, MADE, known.get("value", "")))


def seen(corpus: Corpus) -> CorpusView:
    with corpus.store() as store:
        return corpus_view(store)


def told(view: CorpusView) -> list[HappeningView]:
    return [one for story in view.stories for one in story.chronology]


@pytest.fixture
def corpus() -> Corpus:
    return bridge()


@pytest.fixture(scope="module")
def dated() -> CorpusView:
    """The bridge with what is said of its days: two outlets carry the sentence of an election in 2025, the mayor knew since
    summer, one lane closes next week."""
    corpus = bridge()
    for name in ("000_ledger", "002_coast"):
        time(corpus, name, "an election", "2025-01-01", "2025-12-31", basis="text")
    time(corpus, "003_courier", "last summer", "2022-06-01", "2022-08-31", basis="published", value="2022-SU")
    return seen(corpus)


def printed(view: CorpusView) -> str:
    console = Console(file=StringIO(), width=90)
    chronology.print_chronology(view, console)
    assert isinstance(console.file, StringIO)
    return " ".join(console.file.getvalue().split())


# ------------------------------------------------------------------------------------------------ what is an entry


def test_a_time_in_the_words_of_somebody_says_when_something_happened_according_to_them(dated: CorpusView) -> None:
    knew = next(one for one in told(dated) if one.words == "last summer")
    assert (knew.first, knew.last, knew.precision, knew.basis) == ("2022-06-01", "2022-08-31", "quarter", "published")
    assert knew.statement.holder is not None
    assert knew.statement.holder.name == "Tomas Rell"
    assert knew.quote.startswith('"We have known of the cracks since last summer')
    assert (knew.statement.outlet, knew.lag) == ("Velm Courier", 379)


def test_the_innermost_of_words_within_words_has_the_time(corpus: Corpus) -> None:
    inner = "We have known of the cracks since last summer"
    speaker = corpus.speaker("Quay Radio", SpeakerKind.OUTLET, {})
    id = corpus.statement("003_courier", speaker, [inner], Act.ASSERTS, source="city", depth=1)
    time(corpus, "003_courier", "last summer", "2022-06-01", "2022-08-31")
    (one,) = told(seen(corpus))
    assert one.statement.id == id


def test_the_day_on_which_something_was_said_is_no_happening(corpus: Corpus) -> None:
    """`Mayor Tomas Rell denied on Thursday that ...`"""
    time(corpus, "000_ledger", "Thursday", "2024-05-02", "2024-05-02")
    assert told(seen(corpus)) == []


def test_a_time_beside_the_outlets_own_words_counts_where_nobody_else_speaks_in_the_sentence(corpus: Corpus) -> None:
    painting = "while the railings are painted"
    courier = corpus.speaker("Velm Courier", SpeakerKind.OUTLET, {})
    corpus.statement("003_courier", courier, [painting], Act.ASSERTS)
    time(corpus, "003_courier", "next week", "2023-09-18", "2023-09-24", basis="published")
    (one,) = told(seen(corpus))
    assert one.precision == "week"
    assert one.quote.startswith("One lane of the Velm bridge will be closed next week while")
    assert one.told == "told 4 days before"
    assert one.anchor == one.statement.passages[0].anchor


def test_own_words_in_a_sentence_of_somebody_else_have_none_of_its_times(corpus: Corpus) -> None:
    mayor = corpus.speaker("Velm", SpeakerKind.BODY, {})
    courier = corpus.speaker("Velm Courier", SpeakerKind.OUTLET, {})
    corpus.statement("003_courier", courier, ["while the railings are painted"], Act.ASSERTS)
    corpus.statement("003_courier", mayor, ["One lane of the Velm bridge"], Act.ASSERTS, source="the city")
    time(corpus, "003_courier", "next week", "2023-09-18", "2023-09-24")
    assert told(seen(corpus)) == []


@pytest.mark.parametrize(
    ("first", "last", "known"),
    [
        (None, None, {}),
        ("2022-01-01", "2022-12-31", {"type": "duration"}),
        ("2022-01-01", "2022-12-31", {"type": "set"}),
        ("2013-01-01", "2022-12-31", {}),
        ("2023-09-14", "2023-09-14", {"value": "PRESENT_REF"}),
    ],
    ids=["no day", "duration", "set", "ten years", "now"],
)
def test_what_names_no_day_and_what_is_too_long_have_no_place(
    corpus: Corpus, first: str | None, last: str | None, known: dict[str, str]
) -> None:
    time(corpus, "003_courier", "last summer", first, last, **known)
    assert told(seen(corpus)) == []


def test_a_time_in_a_block_that_was_cut_is_left_out(corpus: Corpus) -> None:
    ferry = corpus.speaker("Ferry Post", SpeakerKind.OUTLET, {})
    corpus.statement("000_ledger", ferry, ["Ferry fares rise again in July"], Act.ASSERTS)
    time(corpus, "000_ledger", "July", "2024-07-01", "2024-07-31")
    assert told(seen(corpus)) == []


def test_the_same_words_in_two_articles_are_one_entry(dated: CorpusView) -> None:
    (election,) = (one for one in told(dated) if one.words == "an election")
    assert election.statement.outlet == "Harrow Ledger"
    assert [(one.statement.outlet, one.more) for one in election.more] == [("Coast Evening", ())]


def test_two_who_date_it_otherwise_stand_one_below_the_other(corpus: Corpus) -> None:
    """Earliest first; of one first day the shorter stretch, of one stretch the article that was published first."""
    time(corpus, "001_night", "never was one", "2022-06-01", "2022-06-30")
    time(corpus, "000_ledger", "41 cracks", "2022-06-01", "2022-06-01")
    time(corpus, "000_ledger", "engineers' report", "2022-06-01", "2022-06-30")
    time(corpus, "002_coast", "any report", "2021-01-01", "2021-01-01")
    view = seen(corpus)
    story = next(one for one in view.stories if len(one.articles) == 3)
    assert [one.words for one in story.chronology] == ["any report", "41 cracks", "engineers' report", "never was one"]


def test_of_a_long_quotation_the_sentence_is_shown_in_which_the_time_stands(corpus: Corpus) -> None:
    lines = corpus.articles["000_ledger"].parts.text.split("\n")
    long = "\n".join(line for line in lines if line.startswith(("The city of Harrow", "It counts 41 cracks")))
    inspector = corpus.speaker("Ada Lund", SpeakerKind.PERSON, {})
    corpus.statement("000_ledger", inspector, [long], Act.ASSERTS, source="Ines Corvo")
    time(corpus, "000_ledger", "June 2022", "2022-06-01", "2022-06-30")
    (one,) = told(seen(corpus))
    assert one.quote == "The report was finished in June 2022."
    assert one.anchor == one.statement.anchor


# ----------------------------------------------------------------------------------------------- the words for days


def happening(first: str | None, last: str | None, lag: int | None, dated: CorpusView) -> HappeningView:
    return replace(told(dated)[0], first=first, last=last, lag=lag)


@pytest.mark.parametrize(
    ("first", "last", "when"),
    [
        ("2024-08-06", "2024-08-06", "6 August 2024"),
        ("2024-08-06", "2024-08-08", "6 to 8 August 2024"),
        ("2021-06-01", "2021-06-30", "June 2021"),
        ("2022-03-01", "2022-05-31", "March to May 2022"),
        ("2020-12-01", "2021-02-28", "December 2020 to February 2021"),
        ("2023-01-01", "2023-12-31", "2023"),
        ("2023-01-01", "2024-12-31", "January 2023 to December 2024"),
        ("2024-08-06", None, "from 6 August 2024"),
        (None, "2024-08-06", "until 6 August 2024"),
    ],
)
def test_days_are_told_as_plainly_as_they_are_known(
    first: str | None, last: str | None, when: str, dated: CorpusView
) -> None:
    assert happening(first, last, None, dated).when == when


@pytest.mark.parametrize(
    ("first", "last", "lag", "words"),
    [
        ("2024-05-01", "2024-05-01", 3, "told 3 days later"),
        ("2024-05-01", "2024-05-01", 1, "told 1 day later"),
        ("2024-05-01", "2024-05-01", 0, "told the same day"),
        ("2024-05-01", "2024-05-01", -2, "told 2 days before"),
        ("2024-05-01", "2024-05-31", 3, "told 3 days after its end"),
        ("2024-05-01", "2024-05-31", -5, "told within that time"),
        ("2024-05-01", "2024-05-31", -40, "told 10 days before"),
        ("2022-05-01", "2022-05-31", 700, "told about 23 months after its end"),
        ("2012-05-01", "2012-05-31", 4380, "told about 12 years after its end"),
        ("2024-05-01", "2024-05-01", None, ""),
    ],
)
def test_the_lag_is_told_from_the_end_of_what_happened(
    first: str, last: str, lag: int | None, words: str, dated: CorpusView
) -> None:
    assert happening(first, last, lag, dated).told == words


def test_without_a_date_of_publication_there_is_no_lag(corpus: Corpus) -> None:
    time(corpus, "001_night", "never was one", "2022-06-01", "2022-06-30")
    (one,) = told(seen(corpus))
    assert (one.lag, one.told) == (None, "")


# -------------------------------------------------------------------------------------------- terminal, JSON, report


def test_the_terminal_says_when_who_says_so_and_how_long_after(dated: CorpusView) -> None:
    text = printed(dated)
    assert (
        'June to August 2022 (“last summer”, reckoned from the day of publication) Tomas Rell admits: "We have known'
        in text
    )
    assert "Velm Courier (14 September 2023, uncertain) · told about 12 months after its end" in text
    assert "the same words in Coast Evening (4 May 2024)" in text


def test_where_no_day_is_told_it_says_so(view: CorpusView) -> None:
    assert printed(view) == "No statement here says on which day something happened."


def test_programs_get_the_same(dated: CorpusView) -> None:
    stories = json.loads(json.dumps(chronology.as_dict(dated)))["stories"]
    rows = [row for story in stories for row in story["chronology"]]
    assert [(row["from"], row["to"], row["lag"]) for row in rows] == [
        ("2025-01-01", "2025-12-31", -607),
        ("2022-06-01", "2022-08-31", 379),
    ]
    for row in rows:
        assert dated.article(row["article"]).segments
        words = "".join(segment.text for segment in dated.article(row["article"]).segments)[row["start"] : row["end"]]
        assert words == row["words"]


def section(view: CorpusView, happenings: tuple[HappeningView, ...]) -> str:
    story = replace(view.stories[0], chronology=happenings)
    return _environment().from_string(MACROS).render(story=story)


def test_the_report_lists_it_with_links_to_the_passages(dated: CorpusView) -> None:
    html = section(dated, tuple(told(dated)))
    ids = Anchors(render_report(dated, "now")).found
    links = [part.partition('"')[0] for part in html.split('href="#')[1:]]
    assert len(links) == 3
    assert set(links) <= ids
    assert html.count("<h3 ") == 1
    assert "<bdi>“last summer”</bdi>" in html


def test_without_a_happening_the_report_has_no_section(dated: CorpusView) -> None:
    assert section(dated, ()).strip() == ""


def test_what_is_more_than_a_dozen_is_folded(dated: CorpusView) -> None:
    one = told(dated)[0]
    assert "<details" not in section(dated, (one,) * 12)
    assert "and 3 later</summary>" in section(dated, (one,) * 15)


def test_the_words_of_others_are_harmless_in_the_report(dated: CorpusView) -> None:
    evil = "<script>alert(1)</script>\u202e"
    one = told(dated)[0]
    html = section(dated, (replace(one, words=evil, quote=evil, first=evil, last=evil, basis=evil),))
    assert "<script" not in html
    assert "\u202e" not in html


class Anchors(HTMLParser):
    """Every id of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value or "" for name, value in attrs if name == "id"}
