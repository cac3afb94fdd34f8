"""A claim by itself: its wordings, its course in time, what the outlets do with it, how sure that is."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dissensus.errors import UnknownId
from dissensus.records import Dated, Interval, Stance
from dissensus.show.claim import as_dict, print_claim
from dissensus.show.claimed import Basis, ClaimPage, claim_page, name_of, pages_of
from dissensus.show.layout import Card, chapters
from dissensus.show.report import _environment
from dissensus.show.shapes import CorpusView, PositionView

REPORT = "held back an engineers' report"
CRACKS = "41 cracks"
KNOWN = "known of the cracks"
HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m"


def cards(view: CorpusView) -> list[Card]:
    return [card for chapter in chapters(view) for card in (*chapter.cards, *chapter.possible)]


def page(view: CorpusView, wording: str, *changed: PositionView) -> ClaimPage:
    """The page of the claim with these words; positions may be given in the stead of those with their ids."""
    card = next(card for card in cards(view) if wording in card.dispute.claim.wording)
    new = {one.id: one for one in changed}
    positions = tuple(new.get(one.id, one) for one in card.dispute.positions)
    card = replace(card, dispute=replace(card.dispute, positions=positions))
    return pages_of([card], view)[card.dispute.id]


def held(view: CorpusView, wording: str, words: str) -> PositionView:
    """The position on a claim that quotes these words."""
    dispute = next(card.dispute for card in cards(view) if wording in card.dispute.claim.wording)
    return next(one for one in dispute.positions if words in one.quote)


def course(one: ClaimPage) -> list[tuple[str, list[str]]]:
    """The days with who does what on them."""
    return [(day.when, [f"{s.name} {s.does}" for s in day.sayings]) for day in one.days]


def doings(one: ClaimPage) -> dict[str, str]:
    return {
        f"{desk.outlet.name} {desk.outlet.note}".strip(): "; ".join(doing.line for doing in desk.doings)
        for desk in one.desks
    }


def printed(one: ClaimPage) -> str:
    console = Console(file=StringIO(), width=90)
    print_claim(one, console)
    assert isinstance(console.file, StringIO)
    return " ".join(console.file.getvalue().split())


def rendered(one: ClaimPage) -> str:
    """What the report would have within the card, with the macros that it hands on."""
    source = (
        "{% macro outlet(name, origin='') %}<i>{{ name | line }}</i>{% endmacro %}"
        "{% macro date(dated) %}{{ dated | dated }}{% endmacro %}"
        "{% from 'claim.html.j2' import claim %}{{ claim(page, outlet, date) }}"
    )
    env = _environment()
    env.filters["held_by"] = name_of
    return " ".join(env.from_string(source).render(page=one).split())


# ------------------------------------------------------------------------------------------------ how it is found


def test_a_claim_is_found_by_its_number_its_id_and_the_beginning_of_one(view: CorpusView) -> None:
    card = cards(view)[0]
    claim = card.dispute.claim.id
    for name in (card.number, card.dispute.id, card.dispute.id[:6], claim, claim[:10]):
        assert claim_page(view, name).dispute.id == card.dispute.id
        assert claim_page(view, name).number == card.number


@pytest.mark.parametrize("name", ["", "9.9", "1", "abc", "no such claim", "zzzzzz"])
def test_what_names_no_claim_is_told_with_how_to_name_one(view: CorpusView, name: str) -> None:
    with pytest.raises(UnknownId, match=r"names no dispute; give its number in the report, such as 1\.2"):
        claim_page(view, name)


def test_what_fits_several_is_told(view: CorpusView) -> None:
    first, second = view.stories[0].disputes[0], next(d for s in view.stories for d in s.disputes[1:])
    twins = {first.id: "abcdef1", second.id: "abcdef2"}
    stories = tuple(
        replace(story, disputes=tuple(replace(d, id=twins.get(d.id, d.id)) for d in story.disputes))
        for story in view.stories
    )
    with pytest.raises(UnknownId, match="abcdef: fits 2 disputes"):
        claim_page(replace(view, stories=stories), "abcdef")


# ------------------------------------------------------------------------------------------------------- wordings


def test_the_wording_stands_also_in_other_outlets(view: CorpusView) -> None:
    assert [one.outlet for one in page(view, REPORT).also] == ["Coast Evening"]


def test_other_wordings_go_by_outlet_and_leave_out_that_of_the_claim(view: CorpusView) -> None:
    (ledger,) = page(view, REPORT).wordings
    assert ledger.outlet == "Harrow Ledger"
    (told,) = ledger.sayings
    assert told.name == "a former inspector"
    assert told.first.quote.startswith('"We were told to keep it in a drawer,"')


def test_who_denies_words_nothing_here(view: CorpusView) -> None:
    assert page(view, CRACKS).wordings == ()


# ------------------------------------------------------------------------------------------------ in order of time


def test_positions_go_by_day_and_the_same_words_are_told_once(view: CorpusView) -> None:
    one = page(view, REPORT)
    assert course(one) == [
        ("3 May 2024", ["Harrow Ledger asserts it", "a former inspector asserts it", "Tomas Rell denies it"]),
        ("date unknown", ["unknown outlet 001_night.txt passes it on", "Tomas Rell denies it"]),
    ]
    assert [other.outlet for other in one.days[0].sayings[0].more] == ["Coast Evening"]


def test_the_day_that_the_article_tells_goes_before_that_of_publication(view: CorpusView) -> None:
    said = next(one for a in view.articles for one in a.statements if "that any report had been" in one.quote)
    early = replace(said, said_at=Interval("2024-04-28", "2024-04-29", "date in the text"))
    articles = tuple(
        replace(a, statements=tuple(early if one.id == said.id else one for one in a.statements)) for a in view.articles
    )
    denial = replace(held(view, REPORT, "that any report had been"), statements=(said.id,))
    first = page(replace(view, articles=articles), REPORT, denial).days[0]
    assert (first.when, first.basis) == ("28 to 29 April 2024", Basis.SAID)
    assert [one.name for one in first.sayings] == ["Tomas Rell"]


def test_what_has_no_date_comes_last_and_says_so(view: CorpusView) -> None:
    last = page(view, REPORT).days[-1]
    assert (last.when, last.basis) == ("date unknown", Basis.UNKNOWN)
    assert "date unknown, neither the day of saying nor that of publication is told" in printed(page(view, REPORT))


def test_the_same_words_stand_where_they_come_first_with_all_who_carry_them(view: CorpusView) -> None:
    inspector = held(view, REPORT, "in a drawer")
    copy = replace(inspector, id=held(view, REPORT, "There is no secret report").id, outlet="Coast Evening")
    for day in ("2024-05-03", "2024-05-09", None):
        one = page(view, REPORT, replace(copy, published=Dated(day)))
        (found,) = [s for day in one.days for s in day.sayings if s.name == "a former inspector"]
        assert len(found.more) == 1
        assert found in one.days[0].sayings


def test_the_same_words_said_on_two_days_are_two_sayings(view: CorpusView) -> None:
    first, second = [one for a in view.articles for one in a.statements if "in a drawer" in one.quote]
    days = {first.id: "2024-04-28", second.id: "2024-05-01"}
    articles = tuple(
        replace(
            article,
            statements=tuple(
                replace(one, said_at=Interval(days[one.id], days[one.id], "date in the text"))
                if one.id in days
                else one
                for one in article.statements
            ),
        )
        for article in view.articles
    )
    inspector = replace(held(view, REPORT, "in a drawer"), statements=(first.id,))
    again = replace(inspector, id=held(view, REPORT, "There is no secret report").id, statements=(second.id,))
    told = course(page(replace(view, articles=articles), REPORT, inspector, again))
    assert told[:2] == [
        ("28 April 2024", ["a former inspector asserts it"]),
        ("1 May 2024", ["a former inspector asserts it"]),
    ]


def test_silence_and_those_without_words_of_their_own_stand_under_their_outlets(view: CorpusView) -> None:
    one = page(view, REPORT)
    in_time = {s.first.stance for day in one.days for s in day.sayings}
    assert Stance.SILENT not in in_time
    assert doings(one)["Velm Courier in another story"] == "silent: tells of the event and leaves this out"


def test_what_hardly_belongs_to_the_dispute_stands_apart(view: CorpusView) -> None:
    weak = replace(held(view, REPORT, "in a drawer"), confidence=0.04)
    one = page(view, REPORT, weak)
    assert [s.name for day in one.weak for s in day.sayings] == ["a former inspector"]
    assert one.wordings == ()
    assert doings(one)["Harrow Ledger"] == "says so itself; lets Tomas Rell deny it"
    assert "Hardly of this claim 3 May 2024, day of publication a former inspector asserts it" in printed(one)
    assert "and 1 saying that hardly belongs here" in rendered(one)
    assert "hardly" not in rendered(page(view, REPORT))


DAYS = st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()))


@given(st.lists(DAYS, min_size=4, max_size=4))
def test_every_position_with_words_has_its_place_in_time(view: CorpusView, days: list[str | None]) -> None:
    """In whatever order they were printed: each once, by day, and those of unknown day last."""
    sided = [one for one in page(view, CRACKS).dispute.positions if not one.bare]
    dated = [replace(one, published=Dated(day)) for one, day in zip(sided, days, strict=False)]
    sayings = [saying for day in page(view, CRACKS, *dated).days for saying in day.sayings]
    told = [position for saying in sayings for position in (saying.first, *saying.more)]
    assert sorted(one.id for one in told) == sorted(one.id for one in sided)
    values = [saying.first.published.value for saying in sayings if saying.first.published]
    known = [value for value in values if value]
    assert known == sorted(known)
    assert values == known + [None] * (len(values) - len(known))


# ------------------------------------------------------------------------------------------- outlets, origins, sure


def test_each_outlet_has_what_it_does_itself_and_whom_it_lets_speak(view: CorpusView) -> None:
    told = doings(page(view, REPORT))
    assert told["Harrow Ledger"] == "says so itself; lets a former inspector say so; lets Tomas Rell deny it"
    assert told["Coast Evening"] == "says so itself"
    assert told["unknown outlet 001_night.txt"] == "lets Tomas Rell deny it; takes no side itself"
    assert doings(page(view, CRACKS))["Velm Courier in another story"].startswith("lets Tomas Rell speak of it")


def test_outlets_of_which_nothing_is_on_record_are_named_together(view: CorpusView) -> None:
    one = page(view, CRACKS)
    assert [column.name for column in one.others] == ["Coast Evening"]
    assert "Coast Evening: nothing on record that surely belongs here" in printed(one)


def test_a_claim_that_is_merely_possible_has_its_outlets_too(view: CorpusView) -> None:
    assert doings(page(view, KNOWN))["Velm Courier"] == "lets Tomas Rell say so"


def test_why_it_cannot_be_told_is_told(view: CorpusView) -> None:
    one = held(view, REPORT, "has called reports of a hidden study")
    lost = replace(one, stance=Stance.UNSURE, because=("its text breaks off",))
    assert doings(page(view, REPORT, lost))["unknown outlet 001_night.txt"].startswith(
        "cannot tell: its text breaks off"
    )


def test_copies_of_one_text_are_one_origin(view: CorpusView) -> None:
    weights = {one.word: one.spread for one in page(view, REPORT).weights}
    assert weights == {"asserts": "2 articles, 1 origin", "denies": "2 articles, 2 origins"}


def test_the_surest_pair_is_of_two_holders_where_there_are_two(view: CorpusView) -> None:
    surest = page(view, REPORT).surest
    assert surest
    assert surest.one.holder.id != surest.other.holder.id
    turned = page(view, KNOWN).surest
    assert turned  # one speaker at two times has but himself
    assert turned.one.holder.id == turned.other.holder.id


def test_a_denial_that_stands_alone_has_no_pair(view: CorpusView) -> None:
    one = page(view, REPORT)
    card = Card("1.1", replace(one.dispute, positions=one.dispute.denies), ())
    alone = pages_of([card], view)[one.dispute.id]
    assert alone.surest is None
    assert alone.wordings == ()
    assert "the surest pair" not in printed(alone)
    assert as_dict(alone)["surest"] is None


def test_reasons_are_sentences(view: CorpusView) -> None:
    denial = replace(
        held(view, REPORT, "that any report had been"), because=("denies", "shares: report", "rule: tagged")
    )
    told = [s for day in page(view, REPORT, denial).days for s in day.sayings if s.first.id == denial.id]
    assert told[0].reasons == ["a word of denial stands in it", "shares words with it: “report”"]


# ------------------------------------------------------------------------------------- terminal, report and programs


def test_the_terminal_says_it_in_words(view: CorpusView) -> None:
    text = printed(page(view, REPORT))
    assert "so worded in Harrow Ledger (3 May 2024) and Coast Evening (4 May 2024)" in text
    assert "3 May 2024, day of publication" in text
    assert "Tomas Rell denies it: “that any report had been held back” Harrow Ledger · high confidence (0.91)" in text
    assert "asserts: 2 articles, 1 origin" in text
    assert "the surest pair, high confidence (0.91):" in text


def test_every_quotation_of_the_report_leads_to_its_passage(view: CorpusView) -> None:
    one = page(view, REPORT)
    text = rendered(one)
    assert text.startswith('<details class="course"><summary>In order of time, and where it stands</summary>')
    for day in one.days:
        for saying in day.sayings:
            for passage in saying.first.passages:
                assert f'<a class="passage" href="#{passage.anchor}">' in text
    assert "asserts: 2 articles, 1 origin</span>" in text
    assert "style=" not in text
    assert " id=" not in text


def test_text_of_others_is_harmless_everywhere(view: CorpusView) -> None:
    denial = held(view, REPORT, "that any report had been")
    bad = replace(
        denial,
        holder_name=HOSTILE,
        holder=replace(denial.holder, name=HOSTILE),
        outlet=HOSTILE,
        because=(f"prints {HOSTILE}",),
    )
    one = page(view, REPORT, bad)
    for text in (rendered(one), printed(one)):
        assert "\u202e" not in text
        assert "\x1b" not in text
    assert "<script>" not in rendered(one)
    assert "&lt;script&gt;" in rendered(one)


def test_programs_have_ids_and_spans_and_the_words_as_published(view: CorpusView) -> None:
    told = json.loads(json.dumps(as_dict(page(view, REPORT))))
    texts = {article.id: article for article in view.articles}
    positions = [held for day in told["days"] for saying in day["sayings"] for held in saying["positions"]]
    assert len(positions) == 6
    for one in positions:
        text = "".join(segment.text for segment in texts[one["article"]].segments)
        assert re.sub(" … ", "", one["quote"]) == "".join(text[start:end] for _, start, end in one["spans"])
    assert told["sides"] == [
        {"stance": "asserts", "articles": 2, "origins": 1},
        {"stance": "denies", "articles": 2, "origins": 2},
    ]
    assert [day["basis"] for day in told["days"]] == ["published", "unknown"]
