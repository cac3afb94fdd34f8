"""What docs/records.md says is what the code has: no noun, field or value is missing, none is made up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from dissensus import records
from dissensus.show.export import export_jsonl
from dissensus.show.rows import FILES
from dissensus.store import open_store
from tests.hand_made import fill

PAGE = (Path(__file__).parents[1] / "docs" / "records.md").read_text("utf-8")
NOUNS = [thing for thing in vars(records).values() if isinstance(thing, type) and is_dataclass(thing)]
ENUMERATIONS = [
    thing
    for thing in vars(records).values()
    if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum
]
NAME = re.compile(r"`(\w+)`")


def table(text: str) -> dict[str, str]:
    """First cell to second, of all tables in a text."""
    cells = [line.strip("|\n").split("|") for line in text.splitlines() if line.startswith("|")]
    return {first.strip(): second for first, second in cells if first.strip(" -")}


def sections() -> dict[str, str]:
    return dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


EXPORT = table(PAGE[PAGE.index("## The export") :])


def test_every_noun_has_a_section_and_no_other() -> None:
    assert sorted(sections()) == sorted(noun.__name__ for noun in NOUNS)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_field_of_a_noun_is_told_and_no_other(noun: type[Any]) -> None:
    told = [name for cell in table(sections()[noun.__name__]) for name in NAME.findall(cell)]
    assert sorted(told) == sorted(field.name for field in fields(noun))


@pytest.mark.parametrize("enumeration", ENUMERATIONS, ids=lambda enumeration: enumeration.__name__)
def test_every_value_of_an_enumeration_is_told(enumeration: type[StrEnum]) -> None:
    told = re.sub(r"\([^)]*\)", "", table(PAGE)[f"`{enumeration.__name__}`"])
    assert [value.strip() for value in told.split(",")] == [member.value for member in enumeration]


def test_every_file_of_the_export_is_told() -> None:
    assert [name.strip("`") for name in EXPORT if name.startswith("`")] == list(FILES)


def names_in(value: object) -> Iterator[str]:
    """Every key of a row, however deep; those of a maker are told once for all."""
    if isinstance(value, dict):
        yield from value
        value = [inner for key, inner in value.items() if key != "maker"]
    if isinstance(value, list):
        for inner in value:
            yield from names_in(inner)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    with open_store(":memory:") as store:
        export_jsonl(fill(store), folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_every_field_of_the_export_is_told_and_no_other(export: Path, name: str) -> None:
    rows = [json.loads(line) for line in (export / f"{name}.jsonl").read_bytes().splitlines()]
    told = set(NAME.findall(EXPORT[f"`{name}`"]))
    found = set(names_in(rows))
    if name == "places":  # the fields inside are those of speakers
        found -= {"text", "count", "article", "part", "start", "end"}
    assert told == found
