"""Who relies on whom: from the outlet through agencies and the words of others to the origin."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree

import pytest
from rich.console import Console

from dissensus.records import Basis, Hop, SpeakerKind, Voice
from dissensus.show import sources
from dissensus.show.drawn import MOST_TIES, Drawing, drawing_of
from dissensus.show.report import _environment
from dissensus.show.shapes import ArticleView, CorpusView, HolderView, StatementView, StoryView

HOSTILE = "<b>\u202eSelk\"'&amp;</text><script>alert(1)</script>"

Change = Callable[[StatementView], StatementView]


def changed(view: CorpusView, **changes: Change) -> CorpusView:
    """The corpus with the statements whose words hold one of these (spaces as `_`) as the change makes them."""

    def statement(one: StatementView) -> StatementView:
        return next((change(one) for words, change in changes.items() if words.replace("_", " ") in one.quote), one)

    def article(one: ArticleView) -> ArticleView:
        return replace(one, statements=tuple(map(statement, one.statements)))

    def story(one: StoryView) -> StoryView:
        return replace(one, articles=tuple(map(article, one.articles)))

    return replace(view, stories=tuple(map(story, view.stories)))


def came(*chain: tuple[str, str], **more: object) -> Change:
    hops = tuple(Hop(name, relation) for name, relation in chain)
    return lambda one: replace(one, chain=hops, **more)  # type: ignore[arg-type]


def bridge(view: CorpusView) -> StoryView:
    """The story with most articles."""
    return max(view.stories, key=lambda story: len(story.articles))


def found(view: CorpusView) -> sources.Attribution:
    return sources.sources_of(bridge(view))


def teller(view: CorpusView, name: str) -> sources.Teller:
    return next(one for one in found(view).tellers if one.node.name.startswith(name))


def cited(view: CorpusView, name: str) -> dict[str, list[str]]:
    """By whom an outlet cites in what ways."""
    return {
        one.whom.name.strip("\u202e\u202c"): [f"{sources.in_words(way)}: {len(way.statements)}" for way in one.ways]
        for one in teller(view, name).cited
    }


def ties(view: CorpusView) -> set[tuple[str, str, str, int]]:
    return {
        (tie.from_.name, tie.relation, tie.to.name.strip("\u202e\u202c"), len(tie.statements))
        for tie in found(view).ties
    }


def said(view: CorpusView, words: str) -> StatementView:
    return next(one for a in bridge(view).articles for one in a.statements if words in one.quote)


def printed(view: CorpusView) -> str:
    console = Console(file=StringIO(), width=90)
    sources.print_sources(view, console)
    assert isinstance(console.file, StringIO)
    return " ".join(console.file.getvalue().split())


def rendered(view: CorpusView, open: int = 10) -> str:
    """The section as the report would have it."""
    story = bridge(view)
    source = "{% from 'sources.html.j2' import sources %}{{ sources(attribution, story, open=open) }}"
    page = _environment().from_string(source).render(attribution=sources.sources_of(story), story=story, open=open)
    return " ".join(page.split())


def drawing(view: CorpusView) -> Drawing:
    made = found(view).drawing
    assert made is not None
    return made


def silent(view: CorpusView) -> CorpusView:
    """A corpus in which outlets speak for themselves alone."""

    def article(one: ArticleView) -> ArticleView:
        return replace(one, statements=tuple(s for s in one.statements if s.voice is Voice.OWN))

    def story(one: StoryView) -> StoryView:
        return replace(one, articles=tuple(map(article, one.articles)))

    return replace(view, stories=tuple(map(story, view.stories)))


# ----------------------------------------------------------------------------------------------- who relies on whom


def test_an_outlet_cites_the_holders_of_its_statements(view: CorpusView) -> None:
    assert cited(view, "Harrow Ledger") == {"Tomas Rell": ["directly: 1"], "a former inspector": ["directly: 1"]}
    assert ("Harrow Ledger", "cites", "Tomas Rell", 1) in ties(view)


def test_an_unknown_outlet_is_told_by_the_file_of_its_article(view: CorpusView) -> None:
    one = teller(view, "unknown outlet")
    assert one.node.name == "unknown outlet 001_night.txt"
    assert one.node.id == next(a.id for a in bridge(view).articles if a.outlet == "unknown outlet")


def test_what_an_outlet_cites_adds_up_to_its_statements_that_have_a_holder(view: CorpusView) -> None:
    nested = changed(
        view,
        own_eyes=came(("Ostwire", "agency"), parent=said(view, "Eleven").id, depth=1),
        secret_report=came(holder=None),
    )
    for one in found(nested).tellers:
        of = [s for a in bridge(nested).articles for s in a.statements if one.node.name in (f"{s.outlet}", _name(s))]
        attributed = [s for s in of if s.voice is Voice.ATTRIBUTED]
        assert one.statements == sum(s.holder is not None for s in attributed)
        assert len(one.unknown) == sum(s.holder is None for s in attributed)


def _name(one: StatementView) -> str:
    return f"{one.outlet} {one.origin.rpartition('/')[2]}"


def test_an_agency_and_a_quoting_outlet_stand_between_outlet_and_holder(view: CorpusView) -> None:
    both = changed(view, secret_report=came(("Ostwire", "agency"), ("Interfax", "quoted_by")))
    assert cited(both, "unknown")["Tomas Rell"] == ["text of Ostwire, quoted by Interfax: 1"]
    name = "unknown outlet 001_night.txt"
    way = {
        (name, "text of", "Ostwire", 1),
        ("Ostwire", "quoted by", "Interfax", 1),
        ("Interfax", "cites", "Tomas Rell", 1),
    }
    assert way <= ties(both)
    assert (name, "cites", "Tomas Rell", 1) not in ties(both)
    agency = next(node for node in found(both).nodes if node.name == "Ostwire")
    assert agency.sort == "agency"


def test_whom_the_holder_relies_on_stands_behind_the_holder(view: CorpusView) -> None:
    assert cited(view, "unknown")["Noam Adiv"] == ["directly, said by the city: 1"]
    assert any(tie[1:] == ("said by", "the city", 1) for tie in ties(view))


def test_what_is_told_within_the_words_of_another_comes_through_that_one(view: CorpusView) -> None:
    inside = changed(view, own_eyes=came(parent=said(view, "Eleven").id, depth=1))
    assert cited(inside, "unknown")["Lia Brandt"] == ["in the words of Noam Adiv: 1"]
    assert not any(tie[0].startswith("unknown") and tie[2] == "Lia Brandt" for tie in ties(inside))
    lost = changed(view, own_eyes=came(parent="gone", depth=1))
    assert cited(lost, "unknown")["Lia Brandt"] == ["in the words of somebody: 1"]


def test_what_somebody_says_within_his_own_words_came_through_nobody_else(view: CorpusView) -> None:
    plain = said(view, "Eleven")
    inside = changed(view, own_eyes=came(parent=plain.id, depth=1, holder=plain.holder))
    assert cited(inside, "unknown")["Noam Adiv"] == ["directly: 1", "directly, said by the city: 1"]


def test_statements_that_lie_in_each_other_come_to_an_end(view: CorpusView) -> None:
    one, other = said(view, "Eleven"), said(view, "own eyes")
    ring = changed(view, Eleven=came(parent=other.id, depth=1), own_eyes=came(parent=one.id, depth=1))
    assert teller(ring, "unknown").statements == 3


def test_a_hop_is_the_one_speaker_whose_name_is_spelt_so(view: CorpusView) -> None:
    spelt = changed(view, own_eyes=came(("rell", "told")))
    assert cited(spelt, "unknown")["Lia Brandt"] == ["told Tomas Rell: 1"]


def test_an_outlet_that_is_cited_and_cites_is_one_node(view: CorpusView) -> None:
    quoting = changed(view, own_eyes=came(("Harrow Ledger", "quoted_by")))
    (node,) = [node for node in found(quoting).nodes if node.name == "Harrow Ledger"]
    assert node.publishes
    assert ("unknown outlet 001_night.txt", "quoted by", "Harrow Ledger", 1) in ties(quoting)


def test_the_outlets_own_words_count_only_where_they_are_the_text_of_others(view: CorpusView) -> None:
    assert teller(view, "Harrow Ledger").own == ()
    carried = changed(view, It_counts_41=came(("Ostwire", "agency")))
    (way,) = teller(carried, "Harrow Ledger").own
    assert sources.in_words(way) == "text of Ostwire"
    assert teller(carried, "Harrow Ledger").statements == 2
    assert ("Harrow Ledger", "text of", "Ostwire", 1) in ties(carried)


def test_how_the_holder_knows_stands_at_the_tie_to_the_holder(view: CorpusView) -> None:
    shown = changed(view, secret_report=came(("Ostwire", "agency"), basis=Basis.DOCUMENT))
    bases = {(tie.from_.name, tie.to.name): tie.bases for tie in found(shown).ties}
    assert bases["Ostwire", "Tomas Rell"] == ("basis: a document",)
    assert bases["unknown outlet 001_night.txt", "Ostwire"] == ()


def test_what_has_most_statements_comes_first_then_by_name(view: CorpusView) -> None:
    one = found(view)
    assert [node.name for node in one.nodes][:2] == ["Tomas Rell", "unknown outlet 001_night.txt"]
    assert [t.node.name for t in one.tellers] == ["unknown outlet 001_night.txt", "Coast Evening", "Harrow Ledger"]
    assert found(view) == one
    back = replace(bridge(view), articles=bridge(view).articles[::-1])
    assert sources.sources_of(back) == one


# --------------------------------------------------------------------------------------------- terminal and programs


def test_the_terminal_says_it_in_words(view: CorpusView) -> None:
    text = printed(changed(view, secret_report=came(("Ostwire", "agency"), basis=Basis.DOCUMENT)))
    assert "Harrow Ledger cites, in 2 statements" in text
    assert "1 a former inspector (not named)" in text
    assert "1 Tomas Rell · text of Ostwire · basis: a document" in text
    assert "\u202e" not in text
    assert "speaker not found" in printed(changed(view, secret_report=came(holder=None)))


def test_where_nobody_is_cited_the_terminal_says_so_in_a_line(view: CorpusView) -> None:
    assert printed(silent(view)) == "No source is cited."
    assert "No source is cited." in rendered(silent(view))
    assert "<table" not in rendered(silent(view))


def test_programs_find_nodes_and_statements_by_id(view: CorpusView) -> None:
    told = json.loads(json.dumps(sources.as_dict(view)))
    assert [story["story"] for story in told["stories"]] == [bridge(view).id, *_others(view)]
    statements = {one.id for story in view.stories for a in story.articles for one in a.statements}
    for story in told["stories"]:
        nodes = {node["id"] for node in story["nodes"]}
        assert {end for tie in story["ties"] for end in (tie["from"], tie["to"])} <= nodes
        assert {id for tie in story["ties"] for id in tie["statements"]} <= statements
        assert {one["outlet"] for one in story["outlets"]} <= nodes


def _others(view: CorpusView) -> list[str]:
    return [story.id for story in view.stories if story.id != bridge(view).id]


# -------------------------------------------------------------------------------------------- the section, the drawing


def test_the_table_leads_to_the_first_passage_of_each(view: CorpusView) -> None:
    page = rendered(view)
    story = bridge(view)
    assert f'<section class="sources" aria-labelledby="so-{story.id} sh-{story.id}">' in page
    assert page.count(f'id="so-{story.id}"') == 1
    anchors = {one.anchor for article in story.articles for one in article.statements}
    links = re.findall(r'href="#([^"]*)"', page)
    assert links
    assert set(links) <= anchors
    assert f'{said(view, "Eleven").anchor}">1 statement</a>' in page
    assert page.count("<tbody>") == 3


def test_beyond_some_the_sources_of_an_outlet_are_folded(view: CorpusView) -> None:
    assert "<details" not in rendered(view)
    page = rendered(view, open=1)
    assert page.count("<summary>and 2 more</summary>") == 1
    assert page.count("<summary>and 1 more</summary>") == 2
    assert page.count('class="holder"') == rendered(view).count('class="holder"')


def test_every_node_and_tie_is_drawn_once_and_lines_end_at_boxes(view: CorpusView) -> None:
    made = drawing(changed(view, secret_report=came(("Ostwire", "agency"))))
    ends = {(box.x, box.y + made.box[1] // 2) for box in made.boxes}
    ends |= {(x + made.box[0], y) for x, y in ends}
    assert len({box.node.id for box in made.boxes}) == len(made.boxes)
    for line in made.lines:
        numbers = [int(number) for number in re.findall(r"\d+", line.path)]
        assert (numbers[0], numbers[1]) in ends
        assert (numbers[-2], numbers[-1]) in ends
    assert all(box.x + made.box[0] <= made.width and box.y + made.box[1] <= made.height for box in made.boxes)


def test_agencies_stand_between_who_only_cites_and_who_is_only_cited(view: CorpusView) -> None:
    made = drawing(changed(view, secret_report=came(("Ostwire", "agency"))))
    at = {box.node.name: box.x for box in made.boxes}
    assert at["Harrow Ledger"] < at["Ostwire"] < at["Tomas Rell"]


def test_a_line_past_the_middle_runs_between_two_boxes(view: CorpusView) -> None:
    made = drawing(changed(view, secret_report=came(("Ostwire", "agency"))))
    (line,) = [one for one in made.lines if one.told == "Harrow Ledger cites Tomas Rell: 1 statement"]
    lane = int(re.findall(r"(\d+)H", line.path)[0])
    assert not any(box.y <= lane <= box.y + made.box[1] for box in made.boxes)


def test_a_line_says_what_it_is_where_it_is_more_than_citing(view: CorpusView) -> None:
    relayed = changed(view, secret_report=came(("Ostwire", "quoted_by")))
    made = drawing(relayed)
    assert {line.word for line in made.lines if line.tie.relation == "cites"} == {""}
    assert any("Ostwire" in line.told for line in made.lines if line.word)
    boxes = [(box.x, box.y) for box in made.boxes]
    for line in (one for one in made.lines if one.word):
        x, y = line.at
        assert not any(left <= x <= left + made.box[0] and top <= y <= top + made.box[1] for left, top in boxes)
        assert f">{line.word}</text>" in rendered(relayed)


def test_more_statements_make_a_thicker_line(view: CorpusView) -> None:
    ledger = said(view, "Eleven").holder
    made = drawing(changed(view, own_eyes=came(holder=ledger)))
    widths = {len(line.tie.statements): line.width for line in made.lines}
    assert widths[2] > widths[1]


def test_the_drawing_is_said_in_a_sentence(view: CorpusView) -> None:
    told = drawing(view).told
    assert told.startswith("Who cites whom, in how many statements: unknown outlet 001_night.txt cites ")
    assert "Harrow Ledger cites Tomas Rell (1) and a former inspector (1)." in told


def test_one_outlet_alone_and_too_many_ties_are_not_drawn(view: CorpusView) -> None:
    one = found(view)
    assert drawing_of(replace(one, tellers=one.tellers[:1])) is None
    assert drawing_of(replace(one, ties=one.ties[:1] * (MOST_TIES + 1))) is None
    assert drawing_of(replace(one, ties=())) is None


@pytest.mark.parametrize("name", [HOSTILE, "桥" * 60, "ا" * 80, "", "\u202e"])
def test_foreign_names_are_escaped_and_shortened(view: CorpusView, name: str) -> None:
    """Names of holders, hops and outlets, and words; the drawing stays well-formed, without scripts and styles."""
    hostile = changed(
        view,
        secret_report=came((name, "agency"), outlet=name or "-"),
        Eleven=came((name, "based_on"), holder=HolderView("x", name, SpeakerKind.ANONYMOUS), quote=name),
    )
    page = rendered(hostile)
    assert "<script" not in page
    assert "<b>" not in page
    assert "\u202e" not in page + printed(hostile)
    assert " style=" not in page
    svg = ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + len("</svg>")])
    assert svg.get("role") == "img"
    assert svg.get("aria-label")
    assert all(len(text.text or "") <= 26 for text in svg.iter("text"))
