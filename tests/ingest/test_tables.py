"""Tables of names: four shapes, bad rows counted, what is no table refused."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dissensus.errors import MissingPath, TableError
from dissensus.ingest.tables import LONGEST_LINE, Read, entry, known_as, read_table
from dissensus.records import Entry

HALVEK = Entry(
    "wikidata:Q1", "Dmytro Halvek", ("Mitya", "Дмитро"), "person", ("minister",), "of Selk", country="Norway"
)


def rows(path: Path, content: str | bytes, read: Read | None = None) -> list[Entry]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_table(str(path), read or Read()))


HEADER = "id,name,aliases,kind,roles,description,latitude,longitude,country\n"
LINE = "Q1,Dmytro Halvek,Mitya|Дмитро,human,minister,of Selk,,,Norway\n"


@pytest.mark.parametrize(
    "content",
    [
        HEADER + LINE,
        "\ufeff" + HEADER + LINE,
        (HEADER + LINE).replace(",", "\t"),
        (HEADER + LINE).replace(",", ";"),
        "name,ID,country,kind,aliases,roles,description,sitelinks\n"
        "Dmytro Halvek,http://www.wikidata.org/entity/Q1,Norway,Q5,Mitya;Дмитро,minister,of Selk,12\n",
        json.dumps({
            "id": "wikidata:Q1", "name": "Dmytro Halvek", "aliases": ["Mitya", "Дмитро"], "kind": "person",
            "roles": ["minister"], "description": "of Selk", "country": "Norway", "more": {"x": 1},
        }),
        gzip.compress((HEADER + LINE).encode()),
    ],
)  # fmt: skip
def test_one_row_in_every_shape(tmp_path: Path, content: str | bytes) -> None:
    assert rows(tmp_path / "names", content) == [HALVEK]


def test_the_dump_of_geonames_needs_no_header(tmp_path: Path) -> None:
    place = ["77", "Pontevál", "Ponteval", "Pontewal,Понтеваль", "1.5", "-2.25", "P", "PPL", "NO", "", *[""] * 9]
    state = ["78", "Selk", "Selk", "", "3", "4", "A", "PCLI", "SK", "", *[""] * 9]
    found = rows(tmp_path / "NO.txt", "\n".join("\t".join(row) for row in (place, state)))
    assert found == [
        Entry("geonames:77", "Pontevál", ("Ponteval", "Pontewal", "Понтеваль"), "place", (), "", 1.5, -2.25, "NO"),
        Entry("geonames:78", "Selk", (), "state", (), "", 3.0, 4.0, "SK"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("x y,Olga Penn,,,,,,,", "line 3 has no id: 'x y'"),
        (",Olga Penn,,,,,,,", "line 3 has no id"),
        ("Q2,,,,,,,,", "line 3 has no name"),
        ("Q2,Olga Penn,,ship,,,,,", "line 3 has the unknown kind 'ship'"),
        ("Q2,Olga Penn,,,,,north,1,", "line 3 has no degrees: 'north'"),
        ("Q2,Olga Penn,,,,,91,1,", "line 3 has no degrees: '91'"),
        ("Q2,Olga Penn,,,,,nan,1,", "line 3 has no degrees: 'nan'"),
        ("Q2,Olga Penn,,,,,1,,", "line 3 has one of latitude and longitude"),
    ],
)
def test_a_bad_row_is_skipped_and_counted(tmp_path: Path, line: str, why: str) -> None:
    read = Read()
    assert rows(tmp_path / "n.csv", f"{HEADER}{LINE}{line}\n{LINE}", read) == [HALVEK, HALVEK]
    assert read.told == f"1 of 3 rows was skipped: {why}"


def test_rows_that_are_no_text_are_skipped(tmp_path: Path) -> None:
    read = Read()
    bad = b"Q2,\xff\xfe,,,,,,,\n" + b"Q3," + b"x" * (2 * LONGEST_LINE) + b"\n"
    assert rows(tmp_path / "n.csv", (HEADER + LINE).encode() + bad + LINE.encode(), read) == [HALVEK, HALVEK]
    assert (read.taken, read.skipped) == (2, 2)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "is empty"),
        ("name,age\nOlga,3\n", "its first line has no columns id and name"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is no table of text in UTF-8"),
        (HEADER, "has no row that can be read"),
        (HEADER + "x y,Olga\n", "has no row that can be read (line 2 has no id: 'x y')"),
        ("[1, 2]", "no columns id and name"),
        (gzip.compress(b"id,name\nQ1,Olga Penn\n")[:-9], "cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(tmp_path: Path, content: str | bytes, why: str) -> None:
    with pytest.raises(TableError) as error:
        rows(tmp_path / "names.csv", content)
    assert why in str(error.value)
    assert "\n" not in str(error.value)


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingPath, match="no such table"):
        list(read_table(str(tmp_path / "gone.csv"), Read()))
    with pytest.raises(TableError, match="is a folder"):
        list(read_table(str(tmp_path), Read()))


@pytest.mark.parametrize(
    ("id", "known"),
    [
        ("Q42", "wikidata:Q42"),
        ("https://www.wikidata.org/wiki/Q42", "wikidata:Q42"),
        ("703448", "geonames:703448"),
        ("https://sws.geonames.org/703448/", "geonames:703448"),
        ("viaf:1234", "viaf:1234"),
    ],
)
def test_an_id_tells_where_it_is_one(id: str, known: str) -> None:
    assert known_as(id) == known


@given(st.dictionaries(st.sampled_from(["id", "name", "aliases", "kind", "latitude"]), st.text() | st.integers()))
def test_any_row_is_an_entry_or_a_value_error(row: dict[str, object]) -> None:
    try:
        found = entry(row)
    except ValueError:
        return
    assert found.id
    assert found.name


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_an_error_of_ours(tmp_path: Path, content: bytes) -> None:
    with suppress(TableError):
        assert rows(tmp_path / "n", b"id,name\n" + content)
