"""Claims against outlets, speakers and the user's own groups."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from jinja2 import DictLoader
from rich.cells import cell_len
from rich.console import Console

from dissensus.errors import InputError, MissingPath
from dissensus.records import Level, Stance
from dissensus.show import matrix
from dissensus.show.report import TEMPLATES, _environment
from dissensus.show.shapes import CorpusView, PositionView, StoryView

CALL = '{% from "matrix.html.j2" import matrix %}{{ matrix(table, story, "Who prints what") }}'


def bridge(view: CorpusView) -> StoryView:
    return next(story for story in view.stories if len(story.articles) == 3)


def outlets(view: CorpusView) -> matrix.Matrix:
    return matrix.by_outlets(bridge(view).disputes, bridge(view))


def words(cells: matrix.Cells, table: matrix.Matrix) -> dict[str, list[str]]:
    """By the name of a column what stands in it."""
    return {one.name: [cell.word for cell in cells[one.id]] for one in table.columns if one.id in cells}


def printed(table: matrix.Matrix, width: int = 100) -> str:
    console = Console(file=StringIO(), width=width)
    matrix.print_matrix(table, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def page(table: matrix.Matrix, story: StoryView) -> str:
    env = _environment()
    env.loader = DictLoader({"matrix.html.j2": (TEMPLATES / "matrix.html.j2").read_text("utf-8"), "page": CALL})
    return env.get_template("page").render(table=table, story=story)


def renamed(view: CorpusView, name: str) -> StoryView:
    """The story with another name for Tomas Rell."""

    def other(one: PositionView) -> PositionView:
        if one.holder_name != "Tomas Rell":
            return one
        return replace(one, holder_name=name, holder=replace(one.holder, name=name))

    story = bridge(view)
    disputes = tuple(replace(one, positions=tuple(map(other, one.positions))) for one in story.disputes)
    return replace(story, disputes=disputes)


# ------------------------------------------------------------------------------------------------------ by outlets


def test_outlets_stand_by_date_then_those_not_named_then_those_of_other_stories(view: CorpusView) -> None:
    columns = [(one.name, one.note) for one in outlets(view).columns]
    assert columns == [
        ("Harrow Ledger", ""),
        ("Coast Evening", ""),
        ("unknown outlet", "001_night.txt"),
        ("Velm Courier", "in another story"),
    ]


def test_what_an_outlet_prints_as_its_own_stands_apart_from_whom_it_lets_speak(view: CorpusView) -> None:
    table = outlets(view)
    held, _ = table.rows
    assert words(held.cells, table) == {
        "Harrow Ledger": ["asserts"],
        "Coast Evening": ["asserts"],
        "unknown outlet": ["reports"],
        "Velm Courier": ["silent"],
    }
    assert words(held.carries, table) == {"Harrow Ledger": ["asserts", "denies"], "unknown outlet": ["denies"]}
    asserts, denies = held.carries["Harrow Ledger"]
    assert [one.holder_name for one in asserts.positions] == ["a former inspector"]
    assert [one.holder_name for one in denies.positions] == ["Tomas Rell"]


def test_an_outlet_quoted_by_another_has_its_stand_in_articles_of_others(view: CorpusView) -> None:
    story = bridge(view)
    first, *more = story.disputes
    own = next(one for one in first.asserts if one.holder_name == "Harrow Ledger")
    night = next(one for one in first.reports)
    quoted = replace(own, id="quoted", voice=False, outlet=night.outlet, article=night.article, origin=night.origin)
    left = tuple(one for one in first.positions if one is not own)
    table = matrix.by_outlets([replace(first, positions=(*left, quoted)), *more], story)
    assert words(table.rows[0].elsewhere, table) == {"Harrow Ledger": ["asserts"]}
    assert words(table.rows[0].carries, table)["unknown outlet"] == ["asserts", "denies"]
    assert "Harrow Ledger" not in words(table.rows[0].cells, table)


def test_two_articles_of_unknown_outlets_are_two_columns(view: CorpusView) -> None:
    story = bridge(view)
    unknown = tuple(replace(one, outlet="unknown outlet") for one in story.articles)
    table = matrix.by_outlets([], replace(story, articles=unknown, outlets=()))
    assert [one.note for one in table.columns] == ["000_ledger.txt", "002_coast.txt", "001_night.txt"]
    same = tuple(replace(one, origin=f"{place}/page.txt") for place, one in enumerate(unknown))
    table = matrix.by_outlets([], replace(story, articles=same, outlets=()))
    assert {one.note for one in table.columns} == {"0/page.txt", "1/page.txt", "2/page.txt"}


def test_what_is_merely_possible_is_no_row(view: CorpusView) -> None:
    assert any(one.level is Level.ALL for one in bridge(view).disputes)
    assert len(outlets(view).rows) == 2


# -------------------------------------------------------------------------------------------- by speakers and groups


def test_speakers_stand_by_the_number_of_their_claims_and_no_outlet_is_one_by_its_own_voice(view: CorpusView) -> None:
    table = matrix.by_speakers(view.disputes)
    assert table.columns[0].name == "Tomas Rell"
    assert {one.name for one in table.columns[1:]} > {"a former inspector", "Lia Brandt"}
    assert "Harrow Ledger" not in {one.name for one in table.columns}
    assert [words(row.cells, table)["Tomas Rell"] for row in table.rows] == [["denies"], ["cannot tell"]]


def test_speakers_of_one_name_are_told_apart(view: CorpusView) -> None:
    first, *_ = bridge(view).disputes
    denial = first.denies[0]
    twin = replace(denial, id="twin", holder=replace(denial.holder, id="another"), outlet="Velm Courier")
    table = matrix.by_speakers([replace(first, positions=(*first.positions, twin))])
    notes = {one.id: one.note for one in table.columns if one.name == "Tomas Rell"}
    assert notes == {denial.holder.id: "Harrow Ledger and unknown outlet", "another": "Velm Courier"}


def test_groups_are_the_users_own_and_all_others_stand_last(view: CorpusView) -> None:
    groups = {"tomas  RELL": "Town hall", "Harrow Ledger": "Local press", "Coast Evening": "local press"}
    table = matrix.by_groups(bridge(view).disputes, groups)
    assert [one.name for one in table.columns] == ["Town hall", "Local press", "in no group"]
    held = table.rows[0]
    assert words(held.cells, table)["Town hall"] == ["denies"]
    assert words(held.cells, table)["Local press"] == ["asserts"]
    assert {one.holder_name for one in held.cells["local press"][0].positions} == {"Harrow Ledger", "Coast Evening"}
    assert words(held.carries, table) == {"Local press": ["asserts", "denies"]}


def test_groups_are_read_from_a_table_of_names(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text('\ufeffName, Group\n"Post, The",left\n\nTomas Rell,town hall\n', "utf-8")
    assert matrix.read_groups(path) == {"Post, The": "left", "Tomas Rell": "town hall"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Tomas Rell;left\n", "line 1: Tomas Rell;left: is no header; begin the file with the line name,group"),
        ("name,group\nThe Post, London,left\n", "line 2: The Post,London,left: is not a name and its group"),
        ("name,group\n\nRell,\n", "line 3: Rell,: is not a name and its group"),
        ("name,group\nRell,a\nrell,b\n", "line 3: rell,b: this name is already in the group a; keep one of them"),
        ('name,group\n"Rell,a\n', "line 2: cannot be parted into values"),
        ("name,group\n", "has nobody in a group; write lines such as"),
        ("", "has nobody in a group"),
        (b"name,group\nR\xe4ll,a\n", "is not UTF-8 at byte 12; save it as CSV in UTF-8"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, content: str | bytes, told: str) -> None:
    path = tmp_path / "groups.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=re.escape(told)) as caught:
        matrix.read_groups(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingPath, match=r"none\.csv: no such file of groups"):
        matrix.read_groups(tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be read"):
        matrix.read_groups(tmp_path)


# ------------------------------------------------------------------------------------------------ terminal and JSON


def test_the_terminal_says_it_in_words(view: CorpusView) -> None:
    text = printed(outlets(view))
    assert "● asserts" in text
    assert "→ reports" in text
    assert "lets speak:" in text
    assert "silent" in text
    assert "001_night.txt" in text


@pytest.mark.parametrize("width", [24, 40, 80, 120])
def test_no_line_is_wider_than_the_console(view: CorpusView, width: int) -> None:
    for table in (outlets(view), matrix.by_speakers(view.disputes)):
        assert max(map(cell_len, printed(table, width).splitlines())) <= width


def test_more_columns_than_fit_are_printed_part_by_part(view: CorpusView) -> None:
    text = printed(outlets(view), 60)
    assert "part 1 of 2" in text
    assert "part 2 of 2" in text
    narrow = " ".join(printed(matrix.by_speakers(view.disputes), 40).split())
    assert "part 2 of 4, 1 claim left out to which none of these speak" in narrow


def test_names_steer_no_terminal(view: CorpusView) -> None:
    story = renamed(view, "Rell\x1b[31m\n\u202ered")
    for table in (matrix.by_outlets(story.disputes, story), matrix.by_speakers(story.disputes)):
        assert not re.search("[\x1b\u202e]", printed(table))


def test_without_a_claim_it_says_so(view: CorpusView) -> None:
    assert printed(matrix.by_speakers([])) == "No claim in dispute that anybody speaks to.\n"


def test_programs_get_the_same(view: CorpusView) -> None:
    table = outlets(view)
    told = json.loads(json.dumps(matrix.as_dict(table)))
    assert told["by"] == "outlets"
    assert [row["dispute"] for row in told["rows"]] == [row.dispute.id for row in table.rows]
    assert {cell["column"] for row in told["rows"] for cell in row["cells"]} <= {one["id"] for one in told["columns"]}
    (denies,) = (one for one in told["rows"][0]["carries"] if one["stance"] == "denies" and "Ledger" in one["column"])
    assert [one["name"] for one in denies["positions"]] == ["Tomas Rell"]


# ---------------------------------------------------------------------------------------------------------- the page


def test_the_page_has_a_real_table_that_leads_to_the_passages(view: CorpusView) -> None:
    html = page(outlets(view), bridge(view))
    first = outlets(view).rows[0]
    assert html.count('<th scope="col">') == 5
    assert f'<th scope="row"><a href="#d-{first.dispute.id}">' in html
    asserts = first.cells["Harrow Ledger"][0]
    assert f'● </span><a href="#{asserts.positions[0].anchor}">asserts</a>' in html
    assert '<p class="stand silent">silent</p>' in html
    assert '<span aria-hidden="true">–</span><span class="unseen">nothing on record</span>' in html


def test_the_table_is_named_by_its_title(view: CorpusView) -> None:
    html = page(outlets(view), bridge(view))
    (id,) = re.findall(r'<h3 id="(.*?)">Who prints what</h3>', html)
    assert html.count(f'aria-labelledby="{id}') == 2
    assert '<div class="wide" tabindex="0" role="group"' in html


def test_several_passages_of_one_holder_are_numbered(view: CorpusView) -> None:
    html = page(matrix.by_speakers(bridge(view).disputes), bridge(view))
    denies = next(one for one in bridge(view).disputes if one.denies).denies
    assert f'<a href="#{denies[0].anchor}">denies</a> <a class="n" href="#{denies[1].anchor}"' in html


def test_whatever_others_wrote_is_escaped_and_set_apart(view: CorpusView) -> None:
    story = renamed(view, "<b>Rell</b>\u202e")
    for table in (
        matrix.by_outlets(story.disputes, story),
        matrix.by_speakers(story.disputes),
        matrix.by_groups(story.disputes, {"Lia Brandt": "<i>ours</i>"}),
    ):
        html = page(table, story)
        assert "&lt;b&gt;Rell&lt;/b&gt;</bdi>" in html
        assert not re.search("<b>|<i>|\u202e", html)


def test_a_story_without_claims_has_no_table(view: CorpusView) -> None:
    assert page(matrix.by_speakers([]), bridge(view)).strip() == ""


def test_a_sign_stands_beside_every_word_but_silence() -> None:
    assert {stance for stance in Stance if not matrix.Cell(stance, ()).mark} == {Stance.SILENT}
