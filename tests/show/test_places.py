"""Which places a story names, where they lie, and who says what of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree

import pytest
from rich.console import Console

from dissensus.records import Act, Maker, Place, Span, SpeakerKind, Spelling, make_id
from dissensus.show import mapped, places
from dissensus.show.places import PlaceView, unplaced
from dissensus.show.report import _environment, render_report
from dissensus.show.shapes import CorpusView
from dissensus.show.views import corpus_view
from tests.show.conftest import Corpus, bridge

MADE = Maker("link", "1")
HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m"
MACROS = """\
{%- from "places.html.j2" import places with context -%}
{%- macro outlet(name, origin='') -%}<bdi class="outlet">{{ name | line }}</bdi>{%- endmacro -%}
{%- macro date(dated) -%}<span class="date">{{ dated | dated }}</span>{%- endmacro -%}
{{ places(story, outlet, date) }}"""


def inside(corpus: Corpus, article: str, around: str, name: str) -> Span:
    """The passage at a name within these words of an article."""
    whole = corpus.span(article, around)
    start = whole.start + around.index(name)
    return Span(whole.article, "text", start, start + len(name))


def place(corpus: Corpus, name: str, *where: tuple[str, str, str], **known: object) -> None:
    """That a place is named in these passages: article, the words around it, the name as it stands there."""
    spans = tuple(inside(corpus, *one) for one in where)
    forms = tuple(Spelling(text, 1) for text in dict.fromkeys(form for *_, form in where))
    corpus.add("link", Place(make_id("place", name), name, spans, forms, MADE, **known))  # type: ignore[arg-type]


def seen(corpus: Corpus) -> CorpusView:
    with corpus.store() as store:
        return corpus_view(store)


def told(view: CorpusView) -> list[PlaceView]:
    """The places of the story of three articles."""
    return list(next(one for one in view.stories if len(one.articles) == 3).places)


HELD = "The city of Harrow held back an engineers' report on cracks in the Velm bridge"


@pytest.fixture
def corpus() -> Corpus:
    return bridge()


@pytest.fixture(scope="module")
def named() -> CorpusView:
    """Harrow is named in three articles, once beside all statements; Velm in two and in the story before; nobody says
    anything of the town hall."""
    corpus = bridge()
    place(
        corpus,
        "Harrow",
        ("000_ledger", HELD, "Harrow"),
        ("002_coast", HELD, "Harrow"),
        ("001_night", "Harrow's mayor has called", "Harrow"),
        latitude=51.5,
        longitude=-3.25,
        ids=("geonames:12345", "Q77"),
    )
    place(
        corpus,
        "Velm",
        ("000_ledger", HELD, "Velm"),
        ("002_coast", HELD, "Velm"),
        ("003_courier", "Lane of Velm bridge", "Velm"),
    )
    place(corpus, "Old Town Hall", ("001_night", "in the town hall", "town hall"))
    return seen(corpus)


# ------------------------------------------------------------------------------------------------ what is named where


def test_a_place_is_told_with_who_says_what_of_it(named: CorpusView) -> None:
    harrow = told(named)[0]
    assert (harrow.name, harrow.number, len(harrow.articles)) == ("Harrow", 1, 3)
    (one,) = harrow.said
    assert one.quote.startswith("The city of Harrow held back")
    assert one.words == "Harrow"
    assert one.statement.outlet == "Harrow Ledger"


def test_the_same_words_in_two_articles_are_one_entry(named: CorpusView) -> None:
    (one,) = told(named)[0].said
    assert [(other.statement.outlet, other.more) for other in one.more] == [("Coast Evening", ())]


def test_what_most_articles_name_comes_first_then_what_most_statements_do(named: CorpusView) -> None:
    assert [(one.name, one.number) for one in told(named)] == [("Harrow", 1), ("Velm", 2), ("Old Town Hall", 3)]


def test_a_place_beside_all_statements_is_named_by_its_articles_alone(named: CorpusView) -> None:
    hall = told(named)[2]
    assert hall.said == ()
    assert [named.article(id).origin for id in hall.articles] == ["articles/001_night.txt"]


def test_each_story_tells_of_its_own_articles(named: CorpusView) -> None:
    before = next(one for one in named.stories if len(one.articles) == 1)
    (velm,) = before.places
    assert (velm.name, velm.articles, velm.said) == ("Velm", (before.articles[0].id,), ())


def test_a_statement_that_names_a_place_twice_is_told_once(corpus: Corpus) -> None:
    paint = "One lane of the Velm bridge will be closed next week while the railings are painted"
    corpus.statement("003_courier", corpus.speaker("Harrow", SpeakerKind.BODY, {}), [paint], Act.ASSERTS)
    place(corpus, "the bridge", ("003_courier", paint, "Velm"), ("003_courier", paint, "bridge"))
    view = seen(corpus)
    (found,) = next(one for one in view.stories if len(one.articles) == 1).places
    assert len(found.said) == 1


def test_the_innermost_of_words_within_words_names_the_place(corpus: Corpus) -> None:
    inner = "on cracks in the Velm bridge"
    speaker = corpus.speaker("Quay Radio", SpeakerKind.OUTLET, {})
    id = corpus.statement("000_ledger", speaker, [inner], Act.ASSERTS, source="Harrow Ledger", depth=1)
    place(corpus, "Velm", ("000_ledger", HELD, "Velm"))
    assert [one.statement.id for one in told(seen(corpus))[0].said] == [id]


def test_only_spellings_that_the_story_has_are_told(corpus: Corpus) -> None:
    place(corpus, "Velmopolis", ("000_ledger", HELD, "Velm"), ("003_courier", "the Velm Courier", "Velm Courier"))
    assert told(seen(corpus))[0].spellings == ("Velm",)


# ------------------------------------------------------------------------------------------------------ where it lies


def test_degrees_are_told_with_their_side() -> None:
    one = PlaceView("p", 1, "Orsk", (), -33.867, -0.5, ("Q4", "mine:7"), (), ())
    assert one.degrees == "33.87° S, 0.50° W"
    assert replace(one, longitude=None).degrees == ""


def test_an_id_leads_to_where_it_can_be_looked_up() -> None:
    one = PlaceView(
        "p", 1, "Orsk", (), None, None, ("geonames:12", "wikidata:Q4", "Q4", "viaf:7", "geonames:1/x"), (), ()
    )
    assert [address for _, address in one.known] == [
        "https://www.geonames.org/12",
        "https://www.wikidata.org/wiki/Q4",
        "https://www.wikidata.org/wiki/Q4",
        None,
        None,
    ]


def test_places_without_degrees_are_named_each_once(named: CorpusView) -> None:
    assert unplaced(told(named)) == "Without coordinates: Velm and Old Town Hall."
    assert unplaced(told(named)[:1]) == ""
    many = [replace(told(named)[1], name=f"Velm {at}") for at in range(9)]
    assert unplaced([*many, *many]).endswith("Velm 5 and 3 more.")


# -------------------------------------------------------------------------------------------- terminal, JSON, report


def printed(view: CorpusView) -> str:
    console = Console(file=StringIO(), width=100)
    places.print_places(view, console)
    assert isinstance(console.file, StringIO)
    return " ".join(console.file.getvalue().split())


def test_the_terminal_says_where_and_who_and_how_to_get_a_map(named: CorpusView) -> None:
    text = printed(named)
    assert "Harrow · 3 articles, 1 statement · 51.50° N, 3.25° W · geonames:12345" in text
    assert "Harrow Ledger (3 May 2024) and Coast Evening (4 May 2024)" in text
    assert "dissensus read PATH --table FILE" in text
    assert text.count(places.BEWARE) == 1


def test_where_no_place_is_named_it_says_so(view: CorpusView) -> None:
    assert printed(view) == "No place is named here."


def test_programs_get_the_same(named: CorpusView) -> None:
    stories = json.loads(json.dumps(places.as_dict(named)))["stories"]
    rows = [row for story in stories for row in story["places"]]
    assert [(row["name"], row["latitude"]) for row in rows if row["latitude"]] == [("Harrow", 51.5)]
    for one in (one for row in rows for one in row["statements"]):
        text = "".join(segment.text for segment in named.article(one["article"]).segments)
        assert text[one["start"] : one["end"]] == one["words"]
    assert rows[0]["statements"] == [] or rows[0]["statements"][0]["statement"]


def section(view: CorpusView, found: list[PlaceView]) -> str:
    env = _environment()
    env.globals |= {
        "map_of": mapped.map_of,
        "unplaced": unplaced,
        "BEWARE": places.BEWARE,
        "BRING": places.BRING,
        "TABLE": places.TABLE,
    }
    story = replace(next(one for one in view.stories if len(one.articles) == 3), places=tuple(found))
    return env.from_string(MACROS).render(story=story)


def test_the_report_has_a_map_whose_dots_lead_to_the_list(named: CorpusView) -> None:
    html = section(named, told(named))
    story = next(one for one in named.stories if len(one.articles) == 3)
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids)) == 4
    assert f"pl-{story.id}" in ids
    links = set(re.findall(r'href="#([^"]*)"', html))
    report = set(re.findall(r' id="([^"]*)"', render_report(named, "now")))
    assert links <= {*ids, *report}
    assert f'href="#pl-{story.id}-1"' in html
    assert html.count("<circle") == 1
    assert "dissensus read PATH --table FILE" in html
    assert "style=" not in html


def test_the_map_is_well_formed_and_has_a_name(named: CorpusView) -> None:
    html = section(named, told(named))
    svg = ElementTree.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])
    assert svg.get("aria-label") == "A map of 1 place, numbered as in the list below: 1 Harrow"
    (link,) = svg.iter("a")
    assert link.get("aria-label") == "1 Harrow, 3 articles, 1 statement"


def test_without_degrees_there_is_the_list_alone(named: CorpusView) -> None:
    html = section(named, told(named)[1:])
    assert "<svg" not in html
    assert places.BEWARE not in html
    assert "Without coordinates: Velm and Old Town Hall." in html


def test_without_places_there_is_no_section(named: CorpusView) -> None:
    assert section(named, []).strip() == ""


def test_what_is_more_than_a_dozen_is_folded(named: CorpusView) -> None:
    many = [replace(told(named)[0], number=at) for at in range(1, 16)]
    assert "more place" not in section(named, many[:12])
    assert "<summary>and 3 more places</summary>" in section(named, many)


def test_the_names_and_words_of_others_are_harmless(named: CorpusView) -> None:
    one = told(named)[0]
    said = tuple(replace(naming, quote=HOSTILE, words=HOSTILE) for naming in one.said)
    evil = replace(one, name=HOSTILE, spellings=(HOSTILE,), ids=(HOSTILE, "javascript:alert(1)"), said=said)
    html = section(named, [evil, replace(evil, latitude=None, number=2)])
    story = replace(named.stories[0], places=(evil, replace(evil, latitude=None, number=2)))
    for text in (html, printed(replace(named, stories=(story,)))):
        assert "\u202e" not in text
        assert "\x1b" not in text
    assert "<script" not in html
    assert 'href="javascript' not in html
