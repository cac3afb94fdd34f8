"""Names blacked out, wherever text stands in a view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dissensus.errors import LimitError, MissingPath, UnreadableInput
from dissensus.records import Act, Dated, Span, SpeakerKind, Story
from dissensus.show.brief import render_brief
from dissensus.show.limits import capped
from dissensus.show.redacted import KEPT, Form, _Ink, _words, names_in, redacted
from dissensus.show.report import render_report
from dissensus.show.segments import Context, Passage
from dissensus.show.shapes import ArticleView, CorpusView, PartView, PositionView
from dissensus.show.views import corpus_view
from dissensus.show.words import BLACK
from tests.show.conftest import MADE, bridge

NEIGHBOUR = "Ilse Quandt"


@pytest.fixture(scope="module")
def quay() -> CorpusView:
    """The bridge, and somebody who lives beside it: no article says that she is anything."""
    corpus = bridge()
    text = (
        "The pier moves at night, Ilse Quandt said. Quandt's house stands beside it, and QUANDT has asked the city to look.\n"
        "The report is at the town hall. Nobody there has seen Ilse\nQuandt."
    )
    corpus.article(
        "005_quay",
        text,
        outlet="Quay Letter",
        url="https://quay.example/ilse-quandt-hears-the-pier",
        authors=("Ilse Quandt",),
        language="en",
        published=Dated("2024-05-04", "day", "dateline"),
    )
    her = corpus.speaker(NEIGHBOUR, SpeakerKind.PERSON, {NEIGHBOUR: 1, "Quandt": 2})
    corpus.statement("005_quay", her, ["The pier moves at night"], Act.ASSERTS, source=NEIGHBOUR, cue="said")
    article = corpus.articles["005_quay"].id
    at, story = next((n, one) for n, one in enumerate(corpus.records["group"]) if isinstance(one, Story))
    corpus.records["group"][at] = replace(
        story, articles=(*story.articles, article), origins=(*story.origins, (article,))
    )
    with corpus.store() as store:
        return corpus_view(store)


def strings(one: object, name: str = "") -> Iterator[str]:
    """Every text in a view: no id, no word of ours."""
    if type(one) is str:
        if name not in KEPT:
            yield one
    elif isinstance(one, tuple):
        for each in one:
            yield from strings(each, name)
    elif is_dataclass(one):
        for each in fields(one):
            yield from strings(getattr(one, each.name), each.name)


def without_links(view: CorpusView) -> CorpusView:
    def article(one: ArticleView) -> ArticleView:
        return replace(one, url=None)

    return replace(view, articles=tuple(map(article, view.articles)))


def holds(view: CorpusView, name: str) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for text in strings(view))


# ----------------------------------------------------------------------------------------------------- the laws


@pytest.mark.parametrize("name", ["Tomas Rell", "Noam Adiv", "Lia Brandt", NEIGHBOUR, "Ines Corvo"])
def test_a_name_stands_nowhere_any_more(quay: CorpusView, name: str) -> None:
    assert holds(quay, name)
    view, told = redacted(quay, [name])
    assert not holds(view, name)
    assert not holds(view, name.split()[1])
    assert [one.name for one in told] == [name]
    family = name.split()[1]
    assert family not in render_report(view, MADE)
    assert family not in render_brief(view, MADE)


@pytest.mark.parametrize("name", ["Tomas Rell", "Noam Adiv", NEIGHBOUR])
def test_lengths_stay_and_all_else(quay: CorpusView, name: str) -> None:
    view, _ = redacted(without_links(quay), [name])
    for article, old in zip(view.articles, quay.articles, strict=True):
        for now, before in zip(strings(replace(article, url=None)), strings(replace(old, url=None)), strict=True):
            assert len(now) == len(before)
            assert all(a in (b, BLACK) for a, b in zip(now, before, strict=True))


@pytest.mark.parametrize("name", ["Tomas Rell", NEIGHBOUR])
def test_passages_are_what_stands_at_their_spans(quay: CorpusView, name: str) -> None:
    view, _ = redacted(quay, [name])
    articles = {one.id: one for one in view.articles}
    for article in view.articles:
        for said in article.statements:
            assert all(articles[p.span.article].passage(p.span) == p.text for p in said.passages)


def test_ids_and_links_within_the_report_stay(quay: CorpusView) -> None:
    pages = [render_report(view, MADE) for view in (quay, redacted(quay, ["Tomas Rell"])[0])]
    before, after = ([re.findall(rf'{name}="([^"]*)"', page) for name in ("id", 'href="#')] for page in pages)
    assert before == after


names = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=2, max_size=8)


@given(
    given_name=names,
    family=names,
    around=st.text(max_size=12),
    between=st.sampled_from([" ", "\n", "-", "_", "\u00a0"]),
)
@example("Zoë", "Straße", " ", " ")
@example("Åsa", "İnan", "'s", "-")
@example("伟", "张伟", "说", " ")
def test_a_name_is_found_in_any_text_in_any_case(given_name: str, family: str, around: str, between: str) -> None:
    words = _words(f"{given_name} {family}")
    assume(len(words) == 2)
    ink = _Ink([Form(words, "x")])
    for written in (f"{given_name}{between}{family}", f"{given_name}{between}{family}".upper()):
        text = f"{around} {written} {around}"
        black = ink.black(text)
        assert len(black) == len(text)
        assert written not in black
        assert ink.black(black) == black


# ------------------------------------------------------------------------------------------------ where names stand


def ink(*forms: str) -> _Ink:
    return _Ink([Form(_words(form), form) for form in forms])


@pytest.mark.parametrize(
    ("text", "black"),
    [
        ("Mayor Tomas Rell denied it", "Mayor ██████████ denied it"),
        ("TOMAS RELL denied it", "██████████ denied it"),
        ("Tomas Rell's office", "██████████'s office"),
        ("Tomas Rell’s office, Tomas Rells Büro", "██████████’s office, ██████████s Büro"),
        ("Tomas\nRell", "██████████"),
        ("Tomás Rell", "██████████"),
        ("Toma\u0301s Rell", "███████████"),
        ("To\u00admas Re\u200bll", "████████████"),
        ("interviews/tomas_rell-2024.txt", "interviews/██████████-2024.txt"),
        ("@tomasrell", "@█████████"),
        ("https://x.example/?q=Tom%C3%A1s%20Rell", "https://x.example/?q=" + BLACK * 17),
        ("Tomas Rellinger and Atomas Rell", "Tomas Rellinger and Atomas Rell"),
        ("", ""),
    ],
)
def test_how_a_name_may_be_written(text: str, black: str) -> None:
    assert ink("Tomas Rell").black(text) == black


@pytest.mark.parametrize(
    ("name", "text", "black"),
    [
        ("张伟", "记者张伟说", "记者██说"),
        ("김민수", "김민수는 말했다", "███는 말했다"),
        ("Роман Лесков", "с Романом Лесковым", "с ████████████████"),
        ("רון לביא", "ולרון לביא", "ול████████"),
    ],
)
def test_names_in_other_scripts(name: str, text: str, black: str) -> None:
    assert ink(name).black(text) == black


def test_a_name_that_goes_over_the_end_of_a_segment_is_found(quay: CorpusView) -> None:
    (like,) = next(part.segments[:1] for part in quay.articles[0].parts)
    cut = ("Mayor To", "mas", " ", "Rell", " and Rell", "inger")
    pieces = tuple(replace(like, text=text) for text in cut)
    view = replace(quay, articles=(replace(quay.articles[0], parts=(PartView("text", pieces),)),))
    part = redacted(view, ["Tomas Rell"])[0].articles[0].parts[0]
    assert [one.text for one in part.segments] == ["Mayor ██", "███", "█", "████", " and Rell", "inger"]


def test_a_name_that_goes_over_the_end_of_a_passage_is_found(quay: CorpusView) -> None:
    held = next(one for dispute in quay.disputes for one in dispute.positions if one.article and one.passages)
    span = Span("elsewhere", "text", 0, 5)
    parted = replace(
        held, quote="Tomas", passages=(Passage("Tomas", span, "p-1"),), context=Context("", "Mayor ", " Rell said", "")
    )
    dispute = replace(quay.disputes[0], positions=(parted,))
    view, _ = redacted(replace(quay, disputes=(dispute,)), ["Tomas Rell"])
    told: PositionView = view.disputes[0].positions[0]
    assert told.context.trail == "█████ said"
    assert told.quote == "█████"


def test_a_page_whose_address_holds_a_name_is_linked_no_more(quay: CorpusView) -> None:
    view, _ = redacted(quay, [NEIGHBOUR])
    urls = {one.outlet: one.url for one in view.articles}
    assert urls["Quay Letter"] is None
    assert urls["Harrow Ledger"] == "https://ledger.example/velm?id=1&x=2"


def test_files_authors_titles_and_roles_are_blacked_out_too(quay: CorpusView) -> None:
    one = replace(quay.articles[0], origin="in/Tomas_Rell.txt", origins=("in/Tomas_Rell.txt",), title="Rell: no report")
    view, _ = redacted(replace(quay, articles=(one, *quay.articles[1:])), ["Tomas Rell"])
    told = view.articles[0]
    assert (told.origin, told.origins, told.title) == ("in/██████████████", ("in/██████████████",), "████: no report")
    her, _ = redacted(quay, [NEIGHBOUR])
    assert [a.authors for a in her.articles if a.outlet == "Quay Letter"] == [("███████████",)]


def test_what_was_typed_is_not_answered_from_the_store(quay: CorpusView) -> None:
    view, _ = redacted(replace(quay, asked=lambda *_: pytest.fail("asked")), ["Tomas Rell"])
    assert view.asked is None


# ----------------------------------------------------------------------------------------------------- whose names


def test_all_spellings_of_a_speaker_go(quay: CorpusView) -> None:
    """Whoever asks for the family name means the one who has it."""
    for name in ("Quandt", "ilse quandt"):
        view, (told,) = redacted(quay, [name])
        assert told.count == 6
        assert not holds(view, NEIGHBOUR)
        assert not holds(view, "Quandt")


def test_who_has_a_role_is_no_private_person(quay: CorpusView) -> None:
    view, told = redacted(quay, [], private=True)
    assert [(one.name, one.count) for one in told] == [(NEIGHBOUR, 6)]
    assert holds(view, "Tomas Rell")


def test_who_stands_in_a_table_of_names_is_none(quay: CorpusView) -> None:
    known = [one.id for one in quay.speakers if one.name == NEIGHBOUR]
    assert redacted(quay, [], True, known)[1] == ()


def test_who_has_the_name_of_somebody_with_a_role_is_none(quay: CorpusView) -> None:
    her = next(one for one in quay.speakers if one.name == NEIGHBOUR)
    mayor = next(one for one in quay.speakers if one.name == "Tomas Rell")
    namesake = replace(her, id="x", name="Tomas Rell", spellings=())
    cousin = replace(her, id="y", name="Ada Rell", spellings=())
    view = replace(quay, speakers=(mayor, namesake, cousin))
    made, told = redacted(view, [], private=True)
    assert [one.name for one in told] == ["Ada Rell"]
    assert holds(made, "Tomas Rell")
    assert not holds(made, "Ada Rell")


def test_what_somebody_is_called_is_no_name(quay: CorpusView) -> None:
    her = next(one for one in quay.speakers if one.name == NEIGHBOUR)
    view = replace(quay, speakers=(replace(her, name="the city", spellings=()),))
    assert redacted(view, [], private=True)[1] == ()


@pytest.mark.parametrize(
    ("name", "text", "black"),
    [
        ("Kim Jong-su", "minister Kim Jong-su said. Kim said no.", "minister ███████████ said. ███ said no."),
        ("Anna Rell-Lind", "Anna Rell-Lind left. Rell-Lind said so.", "██████████████ left. ████-████ said so."),
        ("Gabriel García Márquez", "García later left.", "██████ later left."),
        (
            "Vladimir Orban",
            "Orban left. Orban said so, and orban again.",
            "█████ left. █████ said so, and █████ again.",
        ),
        ("Tomas Rell", "#TomasRell24 and @tomasrell_1", "#█████████24 and @█████████_1"),
    ],
)
def test_each_word_of_a_name_goes_alone(quay: CorpusView, name: str, text: str, black: str) -> None:
    one = quay.articles[0]
    whole = f"{name} came."
    part = PartView("text", (replace(one.parts[0].segments[0], text=f"{whole} {text}"),))
    view = replace(quay, articles=(replace(one, parts=(part,)), *quay.articles[1:]))
    told = redacted(view, [name])[0].articles[0].parts[0].segments[0].text
    assert told == f"{'█' * len(name)} came. {black}"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Jürgen Müller", "https://a.example/juergen-mueller-port"),
        ("Jürgen Müller", "https://a.example/m%FCller"),
        ("Lech Wałęsa", "https://a.example/lech-walesa"),
        ("Tomas Rell", "https://a.example/2024/rell-closes-bridge"),
        ("Tomas Rell", "https://a.example/1234"),  # the page shows the name
    ],
)
def test_the_address_of_a_page_that_shows_a_name_goes(quay: CorpusView, name: str, address: str) -> None:
    one = quay.articles[0]
    part = PartView("text", (replace(one.parts[0].segments[0], text=f"{name} came."),))
    view = replace(quay, articles=(replace(one, parts=(part,), url=address), *quay.articles[1:]))
    assert redacted(view, [name])[0].articles[0].url is None


def test_a_stem_that_is_half_a_name_goes_too(quay: CorpusView) -> None:
    one = replace(quay.articles[0], why_here=("word: rell", "word: bridg", "word: quand"))
    view = replace(quay, articles=(one, *quay.articles[1:]))
    told = redacted(view, ["Tomas Rell", "Ilse Quandt"])[0].articles[0].why_here
    assert told == ("word: ████", "word: bridg", "word: █████")


def test_a_family_name_that_is_a_word_too_goes_where_it_has_a_capital_letter(quay: CorpusView) -> None:
    one = quay.articles[0]
    part = PartView("text", (replace(one.parts[0].segments[0], text="Ada Pier saw the pier. Pier said so."),))
    view = replace(quay, articles=(replace(one, parts=(part,)), *quay.articles[1:]))
    told = redacted(view, ["Ada Pier"])[0].articles[0].parts[0].segments[0].text
    assert told == "████████ saw the pier. ████ said so."


def test_a_name_that_stands_nowhere_is_told(quay: CorpusView) -> None:
    with pytest.raises(LimitError, match='--redact "Bo Nowhere": stands nowhere in these articles'):
        redacted(quay, ["Tomas Rell", "Bo Nowhere"])


@pytest.mark.parametrize("name", ["", " ", "A", "—", "\u202e"])
def test_what_is_no_name_is_refused(quay: CorpusView, name: str) -> None:
    with pytest.raises(LimitError, match="too short for a name"):
        redacted(quay, [name])


def test_without_names_nothing_changes(quay: CorpusView) -> None:
    assert redacted(quay, []) == (quay, ())


def test_a_cut_comes_after_the_names(quay: CorpusView) -> None:
    view = capped(redacted(quay, ["Tomas Rell"])[0], 40)
    assert not holds(view, "Rell")


# --------------------------------------------------------------------------------------------------- files of names


@pytest.mark.parametrize("told", ["", "  ", "Lind, Ada", "Ada Lind; Piet Ormond"])
def test_no_name_and_two_in_one_are_refused(told: str) -> None:
    with pytest.raises(LimitError, match=r"no name|one name each"):
        names_in([told])


def test_names_come_from_the_command_and_from_files(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("\ufeffIlse Quandt\n# friends\n\n  Bo Lund  # at the quay\nIlse Quandt\n", "utf-8")
    assert names_in(["Ada Pier", str(path)]) == ["Ada Pier", "Ilse Quandt", "Bo Lund"]


def test_a_file_of_names_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingPath, match="no such file of names"):
        names_in([str(tmp_path / "none.txt")])


def test_a_file_of_names_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableInput, match="give a text file in UTF-8"):
        names_in([str(tmp_path / "x.txt")])
