"""Everybody who speaks: what they say, what is said of them, what they deny, and where they differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.records import Level, Scope, SpeakerKind, Stance, Voice
from dissensus.show import profiles as module
from dissensus.show.profiles import Profile, profiles
from dissensus.show.report import _environment
from dissensus.show.shapes import (
    ArticleView,
    CorpusView,
    DisputeView,
    HolderView,
    PositionView,
    SpeakerView,
    StatementView,
    StoryView,
)

HOSTILE = "<script>alert(1)</script>\u202e\x1b[31mSelk"
Change = Callable[[StatementView], StatementView]


def profile(view: CorpusView, name: str) -> Profile:
    return next(one for one in profiles(view) if name in one.speaker.name)


def changed(view: CorpusView, **acts: Change) -> CorpusView:
    """The corpus with the statements whose words hold one of these (spaces as `_`) as the change makes them."""

    def statement(one: StatementView) -> StatementView:
        return next((change(one) for words, change in acts.items() if words.replace("_", " ") in one.quote), one)

    def article(one: ArticleView) -> ArticleView:
        return replace(one, statements=tuple(map(statement, one.statements)))

    def story(one: StoryView) -> StoryView:
        return replace(one, articles=tuple(map(article, one.articles)))

    def speaker(one: SpeakerView) -> SpeakerView:
        return replace(one, statements=tuple(map(statement, one.statements)))

    return replace(
        view,
        articles=tuple(map(article, view.articles)),
        stories=tuple(map(story, view.stories)),
        speakers=tuple(map(speaker, view.speakers)),
    )


def known_as(view: CorpusView, who: str, **more: object) -> CorpusView:
    """The corpus with the speaker of this name as told."""
    speakers = [replace(one, **more) if one.name == who else one for one in view.speakers]  # type: ignore[arg-type]
    return replace(view, speakers=tuple(speakers))


def says(quote: str) -> Change:
    return lambda one: replace(one, quote=quote)


def rendered(source: str, **known: object) -> str:
    macros = (
        "{% macro outlet(name, origin) %}<i>{{ name | line }}</i>{% endmacro %}"
        "{% macro date(dated) %}{{ dated | dated }}{% endmacro %}"
        "{% from 'profiles.html.j2' import profiles, who_speaks %}"
    )
    return " ".join(_environment().from_string(macros + source).render(**known).split())


def section(view: CorpusView, *, open: int = 40, most: int = 12) -> str:
    """The section of the report, with the macros that the report hands on."""
    source = "{{ profiles(found, outlet, date, open=open, most=most) }}"
    return rendered(source, found=profiles(view), open=open, most=most)


# ------------------------------------------------------------------------------------------------------ who and said


def test_each_speaker_has_a_profile_but_for_outlets(view: CorpusView) -> None:
    found = profiles(view)
    assert len(found) == view.counts.speakers
    assert {one.speaker.kind for one in found} == {SpeakerKind.PERSON, SpeakerKind.ANONYMOUS}
    assert found[0].speaker.name == "Tomas Rell"  # who says most
    assert [one.statements for one in found] == sorted((one.statements for one in found), reverse=True)


def test_each_statement_of_a_speaker_stands_once(view: CorpusView) -> None:
    shown = Counter(
        one.id
        for found in profiles(view)
        for here in found.said
        for saying in here.sayings
        for one in saying.statements
    )
    people = {one.speaker.id for one in profiles(view)}
    held = [s.id for a in view.articles for s in a.statements if s.holder and s.holder.id in people]
    assert shown == Counter(held)


def test_the_same_words_in_two_articles_are_one_statement(view: CorpusView) -> None:
    (saying,) = profile(view, "a former inspector").said[0].sayings
    assert saying.articles == 2
    assert [one.outlet for one in saying.statements] == ["Harrow Ledger", "Coast Evening"]
    assert profile(view, "a former inspector").statements == 1


def test_statements_stand_under_their_story_in_order_of_time(view: CorpusView) -> None:
    rell = profile(view, "Tomas Rell")
    assert rell.stories == 2
    assert next(here.story.title for here in rell.said if here.story) == "Lane of Velm bridge closed for painting"
    assert rell.statements == sum(len(here.sayings) for here in rell.said) == 3


def test_a_speaker_in_no_story_has_statements_and_no_story(view: CorpusView) -> None:
    loose = replace(view, stories=(), loose=view.articles)
    rell = profile(loose, "Tomas Rell")
    assert rell.stories == 0
    assert [here.story for here in rell.said] == [None]
    assert "<h5>In no story" in section(loose)
    assert 'href="#d-' not in section(loose)  # no card is laid out
    assert 'href="#st-' not in section(loose)


def test_a_speaker_is_called_as_where_first_quoted(view: CorpusView) -> None:
    assert profile(view, "Noam Adiv").role == "chief engineer"
    assert profile(view, "a former inspector").role == ""


# ------------------------------------------------------------------------------------------------- said about them


def test_what_answers_a_speaker_or_names_them_is_said_about_them(view: CorpusView) -> None:
    rell = profile(view, "Tomas Rell").speaker
    both = changed(
        view,
        own_eyes=lambda one: replace(one, target=rell.name, target_holder=rell.id),
        Eleven=says("I have told Tomas Rell so"),
    )
    about = profile(both, "Tomas Rell").about
    assert [(one.saying.first.holder.name[-4:], one.is_aimed) for one in about if one.saying.first.holder] == [
        ("andt", True),
        ("div\u202c", False),
    ]


@pytest.mark.parametrize(
    "words",
    ["Rell knows", "Tomas Rellson knows", "Ytomas Rell knows", "tomas rell knows", "Tomas Rell\u0301 knows"],
)
def test_half_a_name_and_part_of_a_word_name_nobody(view: CorpusView, words: str) -> None:
    assert profile(changed(view, Eleven=says(words)), "Tomas Rell").about == ()


def test_a_longer_name_hides_the_shorter_within_it(view: CorpusView) -> None:
    longer = known_as(view, "Lia Brandt", name="Tomas Rell Trust")
    told = changed(longer, Eleven=says("The Tomas Rell Trust pays"))
    assert profile(told, "Tomas Rell Trust").about != ()
    assert next(one for one in profiles(told) if one.speaker.name == "Tomas Rell").about == ()


def test_a_name_of_two_speakers_is_told_of_neither(view: CorpusView) -> None:
    twins = known_as(view, "Lia Brandt", name="Tomas Rell")
    told = changed(twins, Eleven=lambda one: replace(one, quote="Tomas Rell lies", target="Tomas Rell"))
    assert [one.about for one in profiles(told) if one.speaker.name == "Tomas Rell"] == [(), ()]


def test_a_name_reaches_no_other_storyline(view: CorpusView) -> None:
    apart = replace(view, stories=tuple(replace(one, storyline=one.id) for one in view.stories))
    told = changed(apart, secret_report=says("As Lia Brandt says"), known_of_the_cracks=says("As Lia Brandt says"))
    (about,) = profile(told, "Lia Brandt").about
    assert {one.outlet for one in about.saying.statements} == {"unknown outlet"}


def test_people_who_are_not_named_are_found_by_no_words(view: CorpusView) -> None:
    told = changed(view, Eleven=says("Ask a former inspector"))
    assert profile(told, "a former inspector").about == ()


def test_neither_own_words_nor_those_of_an_outlet_are_said_about_them(view: CorpusView) -> None:
    told = changed(
        view,
        secret_report=says("I, Tomas Rell, say so"),
        Eleven=lambda one: replace(one, quote="Tomas Rell did", voice=Voice.OWN),
    )
    assert profile(told, "Tomas Rell").about == ()


@given(st.text(alphabet="ab Rel\u0301'’.,-", max_size=6), st.text(alphabet="ab Rel\u0301'’.,-", max_size=6))
def test_a_name_is_found_as_whole_words_and_only_so(before: str, after: str) -> None:
    names = module._Names()
    names.add(SpeakerView("rell", "Tomas Rell", SpeakerKind.PERSON, None, (), (), (), ()))
    names.sort()
    line = f"{before}Tomas Rell{after}"
    whole = not (before[-1:].isalnum() or before[-1:] == "\u0301" or after[:1].isalnum() or after[:1] == "\u0301")
    assert names.within(line) == ({"rell"} if whole else set())


# ------------------------------------------------------------------------------------------------------------ stands


def plain(view: CorpusView) -> CorpusView:
    """The corpus with what is merely possible as plain as the rest."""
    disputes = tuple(replace(one, level=Level.DEFAULT) if one.level is Level.ALL else one for one in view.disputes)
    return replace(view, disputes=disputes)


def test_what_a_speaker_denies_leads_to_its_dispute(view: CorpusView) -> None:
    (held,) = profile(view, "Tomas Rell").denies  # what is merely possible is laid out in its story alone
    assert held.dispute
    assert held.dispute.claim.wording.startswith("The city of Harrow held back")
    assert held.is_laid_out
    assert {one.quote for (one, *_) in held.theirs} == {
        '"There is no secret report and there never was one,"',
        "that any report had been held back",
    }
    assert sorted(held.other_names) == ["Coast Evening", "Harrow Ledger", "a former inspector"]
    assert not held.is_possible


def test_who_denies_what_a_speaker_asserts(view: CorpusView) -> None:
    (against,) = profile(view, "a former inspector").denied
    assert against.other_names == ["Tomas Rell"]
    assert {group[0].stance for group in against.theirs} == {Stance.ASSERTS}
    assert {group[0].stance for group in against.others} == {Stance.DENIES}
    assert profile(view, "Tomas Rell").denied == ()  # only they themselves deny it


def test_one_who_doubts_stands_among_those_who_deny(view: CorpusView) -> None:
    (doubt,) = profile(view, "Lia Brandt").denies
    assert [group[0].stance for group in doubt.theirs] == [Stance.DOUBTS]


def test_a_speaker_on_both_sides_at_two_times_differs(view: CorpusView) -> None:
    (one,) = profile(plain(view), "Tomas Rell").differs
    assert one.dispute is not None
    assert one.dispute.scope is Scope.SPEAKER
    assert [group[0].stance for group in one.theirs] == [Stance.ASSERTS, Stance.DENIES]  # the earlier first


def test_another_stance_in_another_article_differs_and_the_same_in_both_does_not(view: CorpusView) -> None:
    def with_positions(dispute: DisputeView, *told: tuple[str, Stance]) -> CorpusView:
        pattern = next(one for one in dispute.positions if "inspector" in one.holder_name)
        made: list[PositionView] = [
            replace(pattern, id=f"{article}{stance}", article=article, stance=stance) for article, stance in told
        ]
        other = replace(dispute, positions=tuple(made))
        return replace(view, disputes=tuple(other if one.id == dispute.id else one for one in view.disputes))

    dispute = next(one for one in view.disputes if "held back" in one.claim.wording)
    apart = with_positions(dispute, ("one", Stance.ASSERTS), ("two", Stance.DENIES))
    (found,) = profile(apart, "a former inspector").differs
    assert found.dispute is not None
    assert found.dispute.scope is not Scope.SPEAKER
    both = [(article, stance) for article in ("one", "two") for stance in (Stance.ASSERTS, Stance.DENIES)]
    assert profile(with_positions(dispute, *both), "a former inspector").differs == ()
    unsure = with_positions(dispute, ("one", Stance.ASSERTS), ("two", Stance.UNSURE), ("three", Stance.REPORTS))
    assert profile(unsure, "a former inspector").differs == ()


def test_a_denial_in_no_dispute_is_told_all_the_same(view: CorpusView) -> None:
    without = replace(view, disputes=())
    stands = profile(without, "Tomas Rell").denies
    assert stands
    assert all(one.dispute is None for one in stands)
    assert "There is no secret report" in section(without)


def test_namesakes_lead_to_each_other_and_are_not_joined(view: CorpusView) -> None:
    twins = known_as(view, "Lia Brandt", name="Tomas Rell")
    rell, other = (one for one in profiles(twins) if one.speaker.name == "Tomas Rell")
    assert [one.id for one in rell.namesakes] == [other.speaker.id]
    assert [one.id for one in other.namesakes] == [rell.speaker.id]
    page = section(twins)
    assert f'<a href="#who-{other.speaker.id[:12]}">in <bdi>' in page
    assert "Nothing says that they are one." in page
    nameless = known_as(twins, "Tomas Rell", kind=SpeakerKind.ANONYMOUS)
    assert all(one.namesakes == () for one in profiles(nameless))


# ------------------------------------------------------------------------------------------------------- the section


def test_every_link_leads_to_a_place_of_the_report(view: CorpusView) -> None:
    page = section(view)
    places = {one.anchor for one in view.articles} | {f"st-{one.id}" for one in view.stories}
    places |= {f"d-{one.id}" for one in view.disputes} | {f"who-{one.id[:12]}" for one in view.speakers}
    places |= {one.anchor for article in view.articles for one in article.statements if one.voice is not Voice.OWN}
    places |= {one.anchor for dispute in view.disputes for one in dispute.positions}
    assert set(re.findall(r'href="#([^"]+)"', page)) <= places
    assert page.count('<article class="profile"') == len(profiles(view))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_summary_counts_what_stands_below_it(view: CorpusView) -> None:
    page = section(plain(view))
    assert '<span class="n">3 statements · denies 2 · differs 1 · 2 stories</span>' in page
    assert '<span class="n">1 statement · others deny 1 · 1 story</span>' in page
    assert "in 2 articles: " in page
    for found, told in zip(profiles(view), page.split('<details class="who-is">')[1:], strict=True):
        said = told.split("<h4>Said <span")[1].split("<h4>Said about")[0]
        assert len(re.findall(r'<li><span class="act">', said)) == found.statements


def test_a_long_quotation_is_cut_and_leads_to_the_whole(view: CorpusView) -> None:
    words = "cracks " * 100
    page = section(changed(view, Eleven=says(words)))
    assert words.strip() not in page
    assert re.search(r'href="#s-[0-9a-f]+">(cracks )+cracks…</a>', page)


def test_beyond_some_what_is_said_about_them_is_counted_in_words(view: CorpusView) -> None:
    told = changed(view, Eleven=says("Tomas Rell knows"), own_eyes=says("Tomas Rell lies"))
    assert "names them" in section(told)
    assert "not shown here" not in section(told)
    assert "and 1 more, which are not shown here" in section(told, most=1)


def test_those_who_say_least_are_folded_away_with_their_number(view: CorpusView) -> None:
    assert 'class="others"' not in section(view)
    page = section(view, open=1)
    assert "<summary>and 3 more speakers with 1 statement each</summary>" in page
    assert page.count('<article class="profile"') == 4


def test_foreign_text_is_escaped_and_does_not_turn_the_line(view: CorpusView) -> None:
    page = section(changed(known_as(view, "Lia Brandt", name=HOSTILE), own_eyes=says(HOSTILE)))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;Selk" in page
    assert not set("\u202e\x1b") & set(page)
    assert "style=" not in page


class Chapter:
    """A story with its speakers, as far as `who_speaks` looks at it."""

    def __init__(self, story: StoryView, speakers: list[tuple[SpeakerView, list[object]]]) -> None:
        self.story = story
        self.speakers = speakers


def test_a_story_names_its_speakers_and_leads_to_them(view: CorpusView) -> None:
    story = max(view.stories, key=lambda one: len(one.articles))
    people = [one for one in view.speakers if one.kind is not SpeakerKind.OUTLET]
    page = rendered("{{ who_speaks(chapter) }}", chapter=Chapter(story, [(one, [1, 2]) for one in people]))
    assert f'id="sp-{story.id}"' in page
    for one in people:
        assert f'<a href="#who-{one.id[:12]}">' in page
    assert '</a><span class="role">, <bdi>chief engineer</bdi></span> <span class="n">2</span>' in page
    assert "<details" not in page


def test_many_speakers_of_a_story_are_folded(view: CorpusView) -> None:
    story = view.stories[0]
    lia = next(one for one in view.speakers if one.name == "Lia Brandt")
    many: list[tuple[SpeakerView, list[object]]] = [
        (replace(lia, id=f"lia{number}", name=HOSTILE), []) for number in range(30)
    ]
    page = rendered("{{ who_speaks(chapter) }}", chapter=Chapter(story, many))
    assert "<summary>and 6 more speakers</summary>" in page
    assert page.count('href="#who-lia') == 30
    assert "<script>" not in page


def test_a_speaker_whose_kind_is_outlet_is_told_as_no_link(view: CorpusView) -> None:
    wire = HolderView("wire", "Ostwire", SpeakerKind.OUTLET)
    told = changed(view, Eleven=lambda one: replace(one, quote="Tomas Rell knows", holder=wire))
    page = section(told)
    assert '<bdi class="holder">Ostwire</bdi> <span class="act">' in page
    assert "who-wire" not in page


def test_a_denial_that_stands_alone_says_that_it_is_merely_in_dispute(view: CorpusView) -> None:
    known = next(one for one in view.disputes if one.scope is Scope.SPEAKER)
    alone = replace(known, positions=known.denies)
    told = replace(view, disputes=tuple(alone if one is known else one for one in view.disputes))
    assert "dispute merely possible" in section(told)
    assert "dispute merely possible" not in section(view)  # with both sides it is laid out in its story alone
