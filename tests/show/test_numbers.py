"""What is counted, how many, and according to whom."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from dissensus.records import Act, Dated, Interval, Maker, Quantity, Span, SpeakerKind, Story, Time, make_id
from dissensus.show import numbers
from dissensus.show.around import QUOTE_LENGTH
from dissensus.show.numbers import CountedView, FigureView
from dissensus.show.report import _environment, render_report
from dissensus.show.shapes import CorpusView
from dissensus.show.views import corpus_view
from tests.show.conftest import Corpus, bridge
from tests.show.test_chronology import Anchors

MADE = Maker("read", "1")
MACROS = """\
{%- from "numbers.html.j2" import numbers -%}
{%- macro outlet(name, origin='') -%}<bdi class="outlet">{{ name | line }}</bdi>{%- endmacro -%}
{%- macro date(dated) -%}<span class="date">{{ dated | dated }}</span>{%- endmacro -%}
{{ numbers(story, outlet, date) }}"""
MANY, FEW = "It counts 41 cracks in the northern pier", '"Eleven cracks, all of them hairline,"'


def figure(corpus: Corpus, name: str, words: str, value: float, thing: str | None = "cracks", **known: str) -> None:
    """That these words of an article are a figure, and what it counts."""
    bound, unit, as_of = known.get("bound", "exactly"), known.get("unit"), known.get("as_of")
    corpus.add("read", Quantity(corpus.span(name, words), value, unit, thing, bound, MADE, as_of))


def seen(corpus: Corpus) -> CorpusView:
    with corpus.store() as store:
        return corpus_view(store)


def told(view: CorpusView) -> list[CountedView]:
    return [one for story in view.stories for one in story.numbers]


def sizes(corpus: Corpus) -> list[tuple[str, ...]]:
    return [one.sizes for one in told(seen(corpus))]


@pytest.fixture
def corpus() -> Corpus:
    return bridge()


@pytest.fixture(scope="module")
def cracked() -> CorpusView:
    """The bridge with its cracks: two outlets carry the sentence of 41, the chief engineer counts eleven in spring."""
    corpus = bridge()
    for name in ("000_ledger", "002_coast"):
        figure(corpus, name, "41", 41, bound="at_least")
    figure(corpus, "001_night", "Eleven", 11, as_of="2024-04-30")
    return seen(corpus)


def printed(view: CorpusView) -> str:
    console = Console(file=StringIO(), width=100)
    numbers.print_numbers(view, console)
    assert isinstance(console.file, StringIO)
    return " ".join(console.file.getvalue().split())


# -------------------------------------------------------------------------------------------- what is put together


def test_two_who_count_one_thing_differently_stand_one_below_the_other_by_size(cracked: CorpusView) -> None:
    (cracks,) = told(cracked)
    assert (cracks.thing, cracks.unit, cracks.sizes) == ("cracks", None, ("11", "at least 41"))
    few, many = cracks.figures
    assert (few.words, few.told, few.when) == ("Eleven", "11 cracks", "as of 30 April 2024")
    assert few.statement.holder is not None
    assert "Noam Adiv" in few.statement.holder.name
    assert few.quote == FEW
    assert few.anchor == few.statement.passages[0].anchor
    assert (many.words, many.told, many.quote) == ("41", "at least 41 cracks", MANY)
    assert many.anchor == many.statement.passages[0].anchor


def test_copies_of_one_text_count_once(cracked: CorpusView) -> None:
    (cracks,) = told(cracked)
    many = cracks.figures[1]
    assert many.statement.outlet == "Harrow Ledger"
    assert [(one.statement.outlet, one.more) for one in many.more] == [("Coast Evening", ())]


def test_what_only_one_text_tells_is_no_news(corpus: Corpus) -> None:
    for name in ("000_ledger", "002_coast"):
        figure(corpus, name, "41", 41)
    assert sizes(corpus) == []


def test_one_who_counts_twice_in_one_article_counts_two_things(corpus: Corpus) -> None:
    """`It counts 41 cracks ..., nine of them wider than a finger`"""
    ledger = make_id("speaker", "Harrow Ledger")
    corpus.statement("000_ledger", ledger, ["nine of them wider than a finger"], Act.ASSERTS)
    figure(corpus, "000_ledger", "41", 41)
    figure(corpus, "000_ledger", "nine", 9)
    assert sizes(corpus) == []


def test_the_same_figure_of_two_is_told_behind_what_differs(corpus: Corpus) -> None:
    foot = "Whoever writes that has not set foot on the bridge."
    mayor = make_id("speaker", "Tomas Rell")
    corpus.statement("001_night", mayor, [foot], Act.ASSERTS, source="Tomas Rell")
    figure(corpus, "000_ledger", "41", 41)
    figure(corpus, "001_night", "Eleven", 11)
    figure(corpus, "000_ledger", "counts", 4, "arches")
    figure(corpus, "001_night", "foot", 4, "arches")
    assert sizes(corpus) == [("11", "41"), ("4",)]


def test_the_two_countries_are_no_count(corpus: Corpus) -> None:
    """That there are two of them belongs to the words, while nobody says otherwise."""
    figure(corpus, "000_ledger", "41", 2, "countries")
    figure(corpus, "001_night", "Eleven", 2, "countries")
    assert sizes(corpus) == []


@pytest.mark.parametrize(
    ("one", "other", "is_one_thing"),
    [
        ("cracks", "crack", True),
        ("hairline cracks", "cracks hairline", True),
        ("cracks", "Cracks", True),
        ("cracks", "hairline cracks", False),
        ("cracks", "lanes", False),
    ],
)
def test_a_thing_is_one_in_whatever_form_and_order_of_its_words(
    corpus: Corpus, one: str, other: str, is_one_thing: bool
) -> None:
    figure(corpus, "000_ledger", "41", 41, one)
    figure(corpus, "001_night", "Eleven", 11, other)
    assert bool(told(seen(corpus))) is is_one_thing


def test_of_another_unit_is_another_thing(corpus: Corpus) -> None:
    figure(corpus, "000_ledger", "41", 41, unit="percent")
    figure(corpus, "001_night", "Eleven", 11)
    assert sizes(corpus) == []


# ------------------------------------------------------------------------------------------------- what is left out


def test_what_counts_nothing_is_left_out(corpus: Corpus) -> None:
    figure(corpus, "000_ledger", "41", 41)
    figure(corpus, "001_night", "Eleven", 11, None)
    assert sizes(corpus) == []


def test_stretches_of_time_are_left_out(corpus: Corpus) -> None:
    """`for two years`"""
    figure(corpus, "000_ledger", "41", 41)
    figure(corpus, "001_night", "Eleven", 11)
    corpus.add("read", Time(corpus.span("000_ledger", "41 cracks"), "duration", Interval(None, None, "said"), MADE))
    assert sizes(corpus) == []


def test_what_opens_a_longer_word_is_left_out(corpus: Corpus) -> None:
    """`the 64-year-old gunman`, `a 25-tonne truck`"""
    corpus.article(
        "005_islet",
        "The pier was looked at by 41-year-old divers.",
        outlet="Islet",
        language="en",
        published=Dated("2024-05-04", "day", "dateline"),
    )
    islet = corpus.articles["005_islet"]
    corpus.statement("005_islet", make_id("speaker", "Lia Brandt"), [islet.parts.text], Act.ASSERTS, source="The pier")
    stories = [one for one in corpus.records["group"] if isinstance(one, Story)]
    at = corpus.records["group"].index(stories[0])
    corpus.records["group"][at] = replace(
        stories[0], articles=(*stories[0].articles, islet.id), origins=(*stories[0].origins, (islet.id,))
    )
    figure(corpus, "001_night", "Eleven", 11, "divers")
    figure(corpus, "005_islet", "41", 41, "divers")
    assert sizes(corpus) == []


def test_what_stands_in_a_block_that_was_cut_is_left_out(corpus: Corpus) -> None:
    ferry = corpus.speaker("Ferry Post", SpeakerKind.OUTLET, {})
    corpus.statement("000_ledger", ferry, ["Ten bridges worth a detour"], Act.ASSERTS)
    figure(corpus, "000_ledger", "Ten", 10, "bridges")
    figure(corpus, "001_night", "Eleven", 11, "bridges")
    assert sizes(corpus) == []


def test_what_stands_beside_the_words_of_somebody_is_left_out(corpus: Corpus) -> None:
    """`Mayor Tomas Rell denied on Thursday that ...`: who counts there, nobody can tell."""
    figure(corpus, "000_ledger", "on Thursday", 3)
    figure(corpus, "001_night", "Eleven", 11)
    assert sizes(corpus) == []


# --------------------------------------------------------------------------------------------------- figures in words


@pytest.mark.parametrize(
    ("value", "bound", "unit", "thing", "words"),
    [
        (41, "at_least", None, "cracks", "at least 41 cracks"),
        (1200, "at_most", None, "cracks", "at most 1,200 cracks"),
        (27e6, "about", "crowns", "crowns", "about 27 million crowns"),
        (27e6, "exactly", "crowns", "props", "27 million crowns props"),
        (31.4e6, "exactly", "$", "damage", "$31.4 million damage"),
        (1_234_567, "exactly", None, "tons", "1,234,567 tons"),
        (12.5, "exactly", "percent", "cracks", "12.5 percent"),
        (2.1e12, "exactly", None, "tons", "2.1 trillion tons"),
    ],
)
def test_a_figure_is_told_with_its_bound_and_its_thing(  # noqa: PLR0917
    cracked: CorpusView, value: float, bound: str, unit: str | None, thing: str, words: str
) -> None:
    one = told(cracked)[0].figures[0]
    assert replace(one, value=value, bound=bound, unit=unit, thing=thing).told == words


def test_of_a_long_quotation_that_part_is_shown_in_which_the_figure_stands(cracked: CorpusView) -> None:
    long = f"{'and so they say ' * 40}and {MANY}, {'whatever they say ' * 40}"
    one = replace(told(cracked)[0].figures[1], quote=long)
    assert "41 cracks in the northern pier" in one.excerpt
    assert one.excerpt[0] == one.excerpt[-1] == "…"
    assert len(one.excerpt) <= QUOTE_LENGTH


# -------------------------------------------------------------------------------------------- terminal, JSON, report


def test_the_terminal_says_how_many_who_says_so_and_where(cracked: CorpusView) -> None:
    text = printed(cracked)
    assert "cracks: 11 and at least 41" in text
    assert "at least 41 cracks · Harrow Ledger in its own voice asserts: “It counts 41 cracks in the northern" in text
    assert "also in Coast Evening (4 May 2024)" in text
    assert "as of 30 April 2024" in text


def test_where_nothing_is_counted_it_says_so_in_one_line(view: CorpusView) -> None:
    assert printed(view) == "Nothing here is counted by several, or in two ways."


def test_programs_get_the_same(cracked: CorpusView) -> None:
    stories = json.loads(json.dumps(numbers.as_dict(cracked)))["stories"]
    (cracks,) = (one for story in stories for one in story["numbers"])
    assert (cracks["thing"], cracks["unit"]) == ("cracks", None)
    assert [(row["value"], row["bound"], row["as_of"], row["outlet"]) for row in cracks["figures"]] == [
        (11, "exactly", "2024-04-30", "unknown outlet"),
        (41, "at_least", None, "Harrow Ledger"),
    ]
    for row in (*cracks["figures"], *cracks["figures"][1]["more"]):
        words = cracked.article(row["article"]).passage(Span(row["article"], row["part"], row["start"], row["end"]))
        assert words in ("Eleven", "41")


def section(view: CorpusView, things: tuple[CountedView, ...]) -> str:
    story = replace(view.stories[0], numbers=things)
    return _environment().from_string(MACROS).render(story=story)


def test_the_report_lists_them_with_links_to_the_passages(cracked: CorpusView) -> None:
    html = section(cracked, tuple(told(cracked)))
    links = [part.partition('"')[0] for part in html.split('href="#')[1:]]
    assert len(links) == 3
    assert set(links) <= Anchors(render_report(cracked, "now")).found
    assert html.count("<h3 ") == 1
    assert "at least 41 cracks</bdi>" in html
    assert numbers.NOTE in html


def test_without_a_figure_the_report_has_no_section(cracked: CorpusView) -> None:
    assert section(cracked, ()).strip() == ""


def test_what_is_more_than_eight_things_is_folded(cracked: CorpusView) -> None:
    (one,) = told(cracked)
    assert "<details" not in section(cracked, (one,) * 8)
    assert "and 3 more things counted</summary>" in section(cracked, (one,) * 11)


def test_what_is_more_than_eight_figures_of_a_thing_is_folded(cracked: CorpusView) -> None:
    (one,) = told(cracked)
    html = section(cracked, (replace(one, figures=one.figures[:1] * 8 + one.figures[1:]),))
    assert "and 1 figure from at least 41 on</summary>" in html


def test_the_words_of_others_are_harmless_in_the_report(cracked: CorpusView) -> None:
    evil = "<script>alert(1)</script>\u202e"
    (one,) = told(cracked)
    first: FigureView = one.figures[0]
    bad = replace(first, words=evil, quote=evil, thing=evil, unit=evil, bound=evil, as_of=evil)
    html = section(cracked, (CountedView(evil, evil, (bad, replace(bad, more=(bad,)))),))
    assert "<script" not in html
    assert "\u202e" not in html
