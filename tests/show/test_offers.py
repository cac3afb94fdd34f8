"""Who proposes, demands, promises or refuses what of whom."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

from rich.console import Console

from dissensus.records import Act, Dated, Interval, Voice
from dissensus.show import offers
from dissensus.show.report import _environment
from dissensus.show.shapes import ArticleView, CorpusView, StatementView, StoryView

HOSTILE = "<b>\u202eSelk"

Change = Callable[[StatementView], StatementView]


def changed(view: CorpusView, **acts: Change) -> CorpusView:
    """The corpus with the statements whose words hold one of these (spaces as `_`) as the change makes them."""

    def statement(one: StatementView) -> StatementView:
        return next((change(one) for words, change in acts.items() if words.replace("_", " ") in one.quote), one)

    def article(one: ArticleView) -> ArticleView:
        return replace(one, statements=tuple(map(statement, one.statements)))

    def story(one: StoryView) -> StoryView:
        return replace(one, articles=tuple(map(article, one.articles)))

    return replace(view, stories=tuple(map(story, view.stories)))


def does(act: Act, **more: object) -> Change:
    return lambda one: replace(one, act=act, **more)  # type: ignore[arg-type]


def negotiation(view: CorpusView) -> CorpusView:
    """The inspector demands of the council (in two outlets), the mayor refuses and, somewhere else, promises."""
    return changed(
        view,
        told_to_keep=does(Act.DEMANDS, target="the council"),
        secret_report=does(Act.DECLINES, target="Lia Brandt"),
        held_back=does(Act.PROMISES, target=None),
        Eleven=does(Act.PROPOSES, target=HOSTILE),
    )


def parties(view: CorpusView) -> tuple[offers.Party, ...]:
    """Those of the story with most articles."""
    return offers.offers_of(max(view.stories, key=lambda story: len(story.articles)))


def printed(view: CorpusView) -> str:
    console = Console(file=StringIO(), width=90)
    offers.print_offers(view, console)
    assert isinstance(console.file, StringIO)
    return " ".join(console.file.getvalue().split())


def rendered(view: CorpusView, count: int = 8) -> str:
    """The section as the report would have it, with the macros that the report hands on."""
    source = (
        "{% macro outlet(name, origin) %}<i>{{ name | line }}</i>{% endmacro %}"
        "{% macro date(dated) %}{{ dated | dated }}{% endmacro %}"
        "{% macro passages(found) %}{% for one in found %}"
        '<a class="passage" href="#{{ one.anchor }}">{{ one.text | shown }}</a>{% endfor %}{% endmacro %}'
        "{% from 'offers.html.j2' import offers %}{{ offers(parties, story, outlet, date, passages, open=count) }}"
    )
    story = max(view.stories, key=lambda one: len(one.articles))
    page = _environment().from_string(source).render(parties=offers.offers_of(story), story=story, count=count)
    return " ".join(page.split())


def test_without_such_acts_there_is_no_party_and_the_terminal_says_so(view: CorpusView) -> None:
    assert parties(view) == ()
    assert printed(view) == "No offer and no demand found."


def test_each_party_has_what_it_offers_and_demands(view: CorpusView) -> None:
    told = {party.name: [(one.act, one.of) for one in party.offers] for party in parties(negotiation(view))}
    assert told["a former inspector"] == [(Act.DEMANDS, "the council")]
    assert sorted(told["Tomas Rell"]) == [(Act.DECLINES, "Lia Brandt"), (Act.PROMISES, None)]


def test_who_has_most_comes_first_then_by_name_and_those_not_named_last(view: CorpusView) -> None:
    nameless = changed(negotiation(view), own_eyes=does(Act.DEMANDS, holder=None))
    names = [party.name for party in parties(nameless)]
    assert names[0] == "Tomas Rell"
    assert names[1:-1] == sorted(names[1:-1])
    assert names[-1] == "not named"


def test_one_wording_in_several_outlets_is_one_offer(view: CorpusView) -> None:
    inspector = next(party for party in parties(negotiation(view)) if party.name == "a former inspector")
    (one,) = inspector.offers
    assert {same.outlet for same in one.statements} == {"Harrow Ledger", "Coast Evening"}
    assert one.first.outlet == "Harrow Ledger"  # it printed them a day before


def test_questions_plans_and_what_an_outlet_says_itself_stay_out(view: CorpusView) -> None:
    own = changed(
        view,
        told_to_keep=does(Act.ASKS),
        secret_report=does(Act.PLANS),
        Eleven=does(Act.DEMANDS, voice=Voice.OWN),
    )
    assert parties(own) == ()


def test_offers_go_by_the_day_of_saying_then_by_that_of_publication(view: CorpusView) -> None:
    early = Interval("2024-04-01", "2024-04-01", "date in the text")
    late = Interval("2024-06-01", "2024-06-01", "date in the text")
    undated = Dated()
    for said, order in ((early, [Act.DECLINES, Act.PROMISES]), (late, [Act.PROMISES, Act.DECLINES])):
        both = changed(view, secret_report=does(Act.DECLINES, said_at=said), held_back=does(Act.PROMISES))
        (rell,) = parties(both)
        assert [one.act for one in rell.offers] == order
    never = changed(view, secret_report=does(Act.DECLINES, published=undated), held_back=does(Act.PROMISES))
    assert parties(never)[0].offers[-1].act is Act.DECLINES


def test_what_is_told_within_the_words_of_another_says_in_whose(view: CorpusView) -> None:
    """The engineer says that the council member refuses: that is his word, not hers."""
    plain = next(one for a in view.articles for one in a.statements if "Eleven" in one.quote)
    inside = changed(view, own_eyes=does(Act.DECLINES, parent=plain.id, depth=1))
    (party,) = parties(inside)
    (one,) = party.offers
    assert party.name == "Lia Brandt"
    assert len(one.tellers) == 1
    assert "Noam Adiv" in one.tellers[0]
    assert one.notes[0] == "in the words of Noam Adiv"
    lost = changed(view, own_eyes=does(Act.DECLINES, parent="gone", depth=1))
    assert parties(lost)[0].offers[0].notes[0] == "in the words of somebody"


def test_the_same_words_said_and_told_by_another_are_two_offers(view: CorpusView) -> None:
    teller = next(one for a in view.articles for one in a.statements if "Eleven" in one.quote)

    def demands(one: StatementView) -> StatementView:
        inner = {"parent": teller.id, "depth": 1} if one.outlet == "Coast Evening" else {}
        return does(Act.DEMANDS, **inner)(one)

    (inspector,) = parties(changed(view, told_to_keep=demands))
    assert len(inspector.offers) == 2


def test_the_terminal_says_it_in_words(view: CorpusView) -> None:
    text = printed(negotiation(view))
    assert 'demands (“said”) of the council: "We were told to keep it in a drawer,' in text
    assert 'declines (“told reporters”) answering Lia Brandt: "There is no secret report' in text
    assert "Harrow Ledger (3 May 2024) and Coast Evening (4 May 2024)" in text
    assert "No offer and no demand in 1 other story." in text
    assert "\u202e" not in text


def test_the_words_of_a_source_stand_for_who_is_not_named(view: CorpusView) -> None:
    nameless = changed(view, own_eyes=does(Act.DEMANDS, holder=None))
    assert 'not named demands (“said”): "I would like' in printed(nameless)
    assert "called “council member Lia Brandt”" in printed(nameless)


def test_whom_it_is_aimed_at_is_told_once(view: CorpusView) -> None:
    text = printed(changed(view, own_eyes=does(Act.DEMANDS, target="the city", target_words="the city's people")))
    assert "demands (“said”) of the city:" in text
    assert "answers" not in text


def test_programs_find_the_passages(view: CorpusView) -> None:
    told = json.loads(json.dumps(offers.as_dict(negotiation(view))))
    assert {story["story"] for story in told["stories"]} == {story.id for story in view.stories}
    found = [
        passage
        for story in told["stories"]
        for party in story["parties"]
        for offer in party["offers"]
        for passage in offer["passages"]
    ]
    assert len(found) == 6
    for passage in found:
        part, start, end = passage["spans"][0]
        text = next(p for p in view.article(passage["article"]).parts if p.name == part)
        words = "".join(segment.text for segment in text.segments)[start:end]
        assert passage["quote"].startswith(words)


def test_the_section_tells_the_act_in_words_and_leads_to_the_passage(view: CorpusView) -> None:
    page = rendered(negotiation(view))
    story = max(view.stories, key=lambda one: len(one.articles))
    assert page.count(f'aria-labelledby="of-{story.id} sh-{story.id}"') == page.count(f'id="of-{story.id}"') == 1
    assert '<li class="declines"><span class="act">declines</span>' in page
    assert 'of <bdi>the council</bdi>: <q dir="auto"><a class="passage" href="#s-' in page
    said = [one for article in story.articles for one in article.statements]
    anchors = {one.anchor for one in said} | {passage.anchor for one in said for passage in one.passages}
    assert all(part.split('"')[0] in anchors for part in page.split('href="#')[1:])


def test_foreign_text_is_escaped_and_does_not_turn_the_line(view: CorpusView) -> None:
    page = rendered(negotiation(view))
    assert "to <bdi>&lt;b&gt;Selk</bdi>" in page
    assert "<b>" not in page
    assert '<bdi class="holder">Noam Adiv</bdi>' in page


def test_beyond_some_the_offers_of_a_party_are_folded(view: CorpusView) -> None:
    assert "<details" not in rendered(negotiation(view))
    page = rendered(negotiation(view), count=1)
    assert page.count('<details class="why"><summary>and 1 more</summary>') == 1
    assert page.count("<li ") == rendered(negotiation(view)).count("<li ")
