from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dissensus.ingest import LIMIT_BYTES, SKIPPED, jsonfile, read_paths
from dissensus.records import Drop, Page

ARTICLE = "The ferry sank, the operator said.\n\nThe ministry denied it.\n"


def read(*paths: Path | str, stdin: bytes | None = None) -> tuple[list[Page], list[Drop]]:
    """Everything that these paths give, pages and drops apart."""
    taken = list(read_paths([str(path) for path in paths], io.BytesIO(stdin) if stdin is not None else None))
    return [item for item in taken if isinstance(item, Page)], [item for item in taken if isinstance(item, Drop)]


def pages(*paths: Path | str, stdin: bytes | None = None) -> list[Page]:
    """The pages of input that holds nothing else."""
    taken, drops = read(*paths, stdin=stdin)
    assert drops == []
    return taken


def drop(*paths: Path | str, stdin: bytes | None = None) -> Drop:
    """The one drop of input that holds nothing else."""
    taken, drops = read(*paths, stdin=stdin)
    assert (taken, len(drops)) == ([], 1), (taken, drops)
    check_drop(drops[0])
    return drops[0]


def check_drop(told: Drop) -> None:
    """One line with a trouble, a next step, and nothing that a store cannot hold."""
    assert told.stage == "ingest"
    assert told.reason
    assert told.reason.splitlines() == [told.reason]
    (told.what + told.reason).encode()


def write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def noise(size: int) -> str:
    """Letters that gzip can do little with."""
    return random.Random(size).randbytes(size).hex()


def line(text: object = ARTICLE, **fields: object) -> str:
    return json.dumps({**fields, "text": text}) + "\n"


# ---------------------------------------------------------------------------------------------------- what is read


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a.txt", "text/plain"), ("a.TXT", "text/plain"), ("a.html", "text/html"), ("a.htm", "text/html")],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_a_text_or_html_file_is_one_page_with_its_bytes(
    tmp_path: Path, name: str, media_type: str, zipped: bool
) -> None:
    content = ARTICLE.encode()
    path = write(tmp_path / (name + ".gz" * zipped), gzip.compress(content) if zipped else content)
    known = Page(hashlib.sha256(content).hexdigest(), content, media_type, (str(path),), place=str(path))
    assert pages(path) == [known]


def test_a_line_of_json_lines_is_a_page_with_its_exact_bytes(tmp_path: Path) -> None:
    first = '{"text" : "caf\\u00e9",  "url": "https://mail.example/1", "id": "m-1"}'
    second = '{"body": "café", "id": 7}'
    third = '{"maintext": "x", "id": true, "url": 3}'
    path = write(tmp_path / "batch.jsonl", f"\ufeff{first}\r\n\n  {second}\t\n{third}")
    one, two, three = pages(path)
    assert [page.content.decode() for page in (one, two, three)] == [first, second, third]
    assert [page.origins for page in (one, two, three)] == [("m-1",), ("7",), (f"{path}#4",)]
    assert [page.url for page in (one, two, three)] == ["https://mail.example/1", None, None]
    assert {page.media_type for page in (one, two, three)} == {"application/json"}
    assert one.id == hashlib.sha256(first.encode()).hexdigest()
    assert (one.headers, one.fetched) == ((), None)


def test_a_file_and_a_record_with_an_id_have_a_place_where_they_can_be_replaced(tmp_path: Path) -> None:
    lines = write(tmp_path / "a.jsonl", line(id="one") + line() + line("Other.", id="one") + line(id=2))
    assert [page.place for page in pages(lines)] == [f"{lines}#one", None, None, f"{lines}#2"]
    alone = write(tmp_path / "b.json", line())
    assert [page.place for page in pages(alone)] == [str(alone)]
    listed = write(tmp_path / "c.json", json.dumps([{"text": "a"}, {"text": "b", "id": "two"}]))
    assert [page.place for page in pages(listed)] == [None, f"{listed}#two"]
    assert [page.place for page in read_paths(["-"], io.BytesIO(ARTICLE.encode())) if isinstance(page, Page)] == [None]


def test_a_json_file_is_a_record_a_list_or_an_object_with_a_list(tmp_path: Path) -> None:
    record = '{\n "content": "a [b] {c} \\" d"\n}'
    alone = write(tmp_path / "alone.json", record + "\n")
    listed = write(tmp_path / "listed.json", f" [ {record} ,\n{record}]\n")
    held = write(tmp_path / "held.json", f'{{"n": [1, {{"a": 2}}], "articles": [{record}, {record}], "z": null}}')
    assert [(page.content.decode(), page.origins) for page in pages(alone)] == [(record, (str(alone),))]
    for path in (listed, held):
        assert [(page.content.decode(), page.origins) for page in pages(path)] == [
            (record, (f"{path}#1",)),
            (record, (f"{path}#2",)),
        ]


def test_an_object_with_two_lists_of_records_tells_which_one_is_left(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '{"comments": [{"text": "c"}, {"text": "d"}], "articles": [{"text": "a"}]}')
    taken, drops = read(path)
    assert [page.content for page in taken] == [b'{"text": "a"}']
    assert [told.what for told in drops] == [f"{path}#comments"]


def test_a_record_with_text_keeps_its_lists_to_itself(tmp_path: Path) -> None:
    record = '{"text": "a", "comments": [{"text": "c"}]}'
    assert [page.content.decode() for page in pages(write(tmp_path / "a.json", record))] == [record]


def test_json_lines_under_the_name_of_json_and_a_document_under_that_of_json_lines(tmp_path: Path) -> None:
    assert len(pages(write(tmp_path / "a.json", line(id=1) + line(id=2) + line(id=3)))) == 3
    assert len(pages(write(tmp_path / "a.jsonl", json.dumps([{"text": "a"}, {"text": "b"}], indent=1)))) == 2
    assert len(pages(write(tmp_path / "b.ndjson", json.dumps({"text": "a"}, indent=1)))) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("text", [ARTICLE * 3, "Паром затонул, сказал оператор. Это отрицают.\n" * 5])
def test_wide_text_with_and_without_its_mark_is_no_binary_file(tmp_path: Path, encoding: str, text: str) -> None:
    for name in ("a.txt", "a.html", "a"):
        (page,) = pages(write(tmp_path / name, text.encode(encoding)))
        assert page.content == text.encode(encoding)
        told = dict(page.headers).get("content-type", "")
        assert told.endswith(f"; charset={encoding}") == encoding.endswith(("le", "be"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-16-be"])
def test_wide_json_gives_the_bytes_of_its_records_and_tells_how_to_read_them(tmp_path: Path, encoding: str) -> None:
    records = [{"text": f"{n} паромов затонули, \U0001f6a2"} for n in range(3)]
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    for name, text in (("a.jsonl", lines), ("a.json", json.dumps(records, ensure_ascii=False)), ("b", lines)):
        taken = pages(write(tmp_path / name, text.encode(encoding)))
        charsets = {dict(page.headers)["content-type"].partition("charset=")[2] for page in taken}
        assert len(charsets) == 1
        assert [json.loads(page.content.decode(*charsets)) for page in taken] == records


def test_invalid_utf_8_is_read_byte_for_byte(tmp_path: Path) -> None:
    text = b"caf\xe9 \x93quoted\x94 and \xff\n"
    record = b'{"text": "caf\xe9 \xed\xa0\x80"}'
    assert [page.content for page in pages(write(tmp_path / "a.txt", text))] == [text]
    for name, content in (("a.jsonl", record + b"\n"), ("a.json", b"[" + record + b"]")):
        assert [page.content for page in pages(write(tmp_path / name, content))] == [record]


def test_lone_surrogates_in_json_are_kept_in_the_bytes_and_replaced_in_origin_and_url(tmp_path: Path) -> None:
    record = '{"text": "a \\ud800 b", "id": "x\\ud800", "url": "http://a.example/\\ud800"}'
    (page,) = pages(write(tmp_path / "a.json", record))
    assert page.content.decode() == record
    assert (page.origins, page.url) == (("x\ufffd",), "http://a.example/\ufffd")


def test_a_stray_control_character_makes_no_binary_file(tmp_path: Path) -> None:
    for text in ("a\x00b" + ARTICLE, ARTICLE + "\x1a", "\x1b[1mBold\x1b[0m " * 9):
        assert len(pages(write(tmp_path / "a.txt", text))) == 1


def test_the_same_bytes_twice_are_two_pages_with_their_own_origins(tmp_path: Path) -> None:
    one, two = pages(write(tmp_path / "a.txt", ARTICLE), write(tmp_path / "b.txt", ARTICLE))
    assert one.id == two.id
    assert one.origins != two.origins


# ------------------------------------------------------------------------------------------------- what is found


def test_a_folder_is_read_in_order_with_a_drop_for_each_file_left_alone(tmp_path: Path) -> None:
    kept = ["a/1.txt", "a/b/2.html", "a/b/c/3.json", "a/d.jsonl", "z.txt.gz"]
    left = [".git/4.txt", "a/.5.txt", "LICENSE", "README.md", "a/6.pdf", "a/7.gz"]
    for name in left + kept:
        content = line() if "json" in name else ARTICLE
        write(tmp_path / name, gzip.compress(content.encode()) if name.endswith(".gz") else content)
    taken, drops = read(tmp_path)
    by_name = {page.origins[0].removeprefix(f"{tmp_path}/").removesuffix("#1") for page in taken}
    assert by_name == set(kept)
    assert [page.origins for page in taken] == sorted(page.origins for page in taken)
    assert sorted(told.what.removeprefix(f"{tmp_path}/") for told in drops) == sorted([".git", *left[1:]])
    assert all(told.reason.startswith(SKIPPED) for told in drops)


def test_a_folder_keeps_the_way_its_path_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in" / "a.txt", ARTICLE)
    for path, origin in (("in", "in/a.txt"), ("./in/", "./in/a.txt"), (".", "./in/a.txt"), ("in/*", "in/a.txt")):
        assert pages(path)[0].origins == (origin,)


def test_a_pattern_stands_for_the_files_it_matches(tmp_path: Path) -> None:
    for name in ("a/1.txt", "a/2.txt", "a/3.html", "a/b/4.txt"):
        write(tmp_path / name, ARTICLE)
    assert len(pages(tmp_path / "a/*.txt")) == 2
    assert len(pages(tmp_path / "a/**/*.txt")) == 3
    assert len(pages(tmp_path / "a/[13].*")) == 2
    assert len(pages(tmp_path / "**")) == 4
    assert len(pages(tmp_path / "*")) == 4


def test_a_name_that_looks_like_a_pattern_is_a_name_first(tmp_path: Path) -> None:
    write(tmp_path / "1.txt", "other")
    path = write(tmp_path / "[1].txt", ARTICLE)
    assert [page.origins for page in pages(path)] == [(str(path),)]


def test_what_is_named_by_itself_is_told_by_its_content(tmp_path: Path) -> None:
    contents = {
        "text/plain": ["Plain words.", "[Photo] a caption", "{{template}} words", "<3 words", "\ufeffwords"],
        "text/html": ["<!DOCTYPE html><p>a", "\n <html>", "<?xml version='1.0'?><html/>", "\ufeff<p>a</p>"],
        "application/json": [line(), "[" + line() + "]", line() + line(), json.dumps({"text": "a"}, indent=2)],
    }
    for media_type, texts in contents.items():
        for text in texts:
            for content in (text.encode(), gzip.compress(text.encode())):
                path = write(tmp_path / "README.md", content)
                assert {page.media_type for page in pages(path)} == {media_type}, text
                assert {page.media_type for page in pages("-", stdin=content)} == {media_type}, text


def test_standard_input_is_the_origin_of_what_it_brings(tmp_path: Path) -> None:
    assert [page.origins for page in pages("-", stdin=ARTICLE.encode())] == [("-",)]
    assert [page.origins for page in pages("-", "-", stdin=(line() * 2).encode())] == [("-#1",), ("-#2",)]


def test_standard_input_is_left_open() -> None:
    stream = io.BytesIO(line().encode())
    assert len(list(read_paths(["-"], stream))) == 1
    assert not stream.closed


# -------------------------------------------------------------------------------------------------- bad input

BAD = {
    "missing path": (None, "a.txt", "no such file"),
    "missing below a file": (b"x", "a.txt/b.txt", "no such file"),
    "pattern without a match": (None, "*.txt", "matches it as a pattern"),
    "address": (None, "https://mail.example/a?b=[1]", "an address"),
    "empty file": (b"", "a.txt", "empty"),
    "empty html": (b"", "a.html", "empty"),
    "empty json": (b"", "a.json", "empty"),
    "empty json lines": (b"", "a.jsonl", "empty"),
    "empty gzip": (b"", "a.txt.gz", "empty"),
    "gzip of nothing": (gzip.compress(b""), "a.jsonl.gz", "empty"),
    "white space": (b" \r\n\t\n" * 9, "a.txt", "empty"),
    "white space in json": (b"\xef\xbb\xbf \n\n", "a.json", "empty"),
    "white space in json lines": (b"\n \n\n", "a.jsonl", "empty"),
    "white space in utf-16": (" \n".encode("utf-16"), "a.txt", "empty"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.txt", "a PNG image"),
    "pdf": (b"%PDF-1.7\n", "a.html", "a PDF document"),
    "zip": (b"PK\x03\x04\x14\x00", "a.json", "a ZIP archive"),
    "zip as json lines": (b"PK\x03\x04\x14\x00\n\n\n", "a.jsonl", "a ZIP archive"),
    "gzip without its extension": (gzip.compress(b"a"), "a.txt", "add .gz"),
    "gzip in gzip": (gzip.compress(gzip.compress(b"a")), "a.txt.gz", "gzip data"),
    "nuls": (b"\x00" * 64, "a.txt", "a binary file"),
    "every byte": (bytes(range(256)) * 4, "a.txt", "a binary file"),
    "hashes": (b"".join(hashlib.sha256(b"%d" % n).digest() for n in range(3000)), "a.txt", "a binary file"),
    "numbers of 16 bits": (
        b"".join((n * 7 % 400).to_bytes(2, "little") for n in range(3000)),
        "a.txt",
        "a binary file",
    ),
    "gzip cut": (gzip.compress(noise(500).encode())[:-200], "a.txt.gz", "end too early"),
    "html gzip cut": (gzip.compress(b"<p>" * 500)[:-8], "a.html.gz", "end too early"),
    "json gzip cut": (gzip.compress(b'{"text": "a"}')[:-8], "a.json.gz", "end too early"),
    "json list that is one string": (b'["' + b"a" * 3 * LIMIT_BYTES + b'"]', "a.json", "goes on for more than 20 MB"),
    "no gzip": (ARTICLE.encode(), "a.txt.gz", "take .gz off"),
    "gzip with a wrong sum": (gzip.compress(b"a" * 99)[:-8] + bytes(8), "a.txt.gz", "damaged"),
    "record without text": (b'{"title": "a"}', "a.json", "record without text"),
    "record with blank text": (b'{"text": " \\n", "body": null}\n', "a.jsonl", "record without text"),
    "text that is no text": (b'{"text": ["a"]}', "a.json", "record without text"),
    "list of numbers": (b"[1]", "a.json", "not a record"),
    "a number": (b"1", "a.json", "not a record"),
    "empty list": (b" [ ]", "a.json", "an empty list"),
    "not json": (b"words", "a.json", "not JSON (Expecting value at column 1)"),
    "not json lines": (b"words\n\nwords\n1\n", "a.jsonl", "lines 1 to 4 are cut off or no JSON"),
    "cut json": (b'{"text":\n "a', "a.json", "cut off or not JSON"),
    "two documents": (b'{"text": "a"} {"text": "b"}', "a.json", "more follows at column 14"),
    "a control character in a string": (b'{"text": "a\tb"}', "a.json", "Invalid control character"),
    "a number of 5000 digits": (b'{"text": "a", "n": ' + b"1" * 5000 + b"}", "a.json", "limit"),
    "utf-16 json cut": ('{"text": "a b"}'.encode("utf-16")[:-1], "a.json", "UTF-16"),
    "deep list": (b"[" * 100_000, "a.json", "nested deeper"),
    "deep object": (b'{"a":' * 100_000, "a.json", "nested deeper"),
    "deep line": (b'{"text": "a", "b": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "a.jsonl", "nested deeper"),
    "rather deep record": (b'{"text": "a", "b": ' + b"[" * 300 + b"]" * 300 + b"}", "a.json", "nested deeper"),
    "nul in the name": (None, "a\0.txt", "null"),
    "surrogate in the name": (None, "a\ud800.txt", "check"),
    "long name": (None, "a" * 5000 + ".txt", "too long"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gives_one_drop_and_the_rest_is_read(tmp_path: Path, case: str) -> None:
    content, name, reason = BAD[case]
    if content is not None:
        write(tmp_path / Path(name).parts[0], content)
    path = name if "://" in name else f"{tmp_path}/{name}"
    told = drop(path)
    assert reason in told.reason
    assert told.what.startswith(path.replace("\0", "\ufffd").replace("\ud800", "\ufffd"))
    good = write(tmp_path / "good.html", ARTICLE)
    taken, drops = read(path, good)
    assert ([page.origins for page in taken], drops) == ([(str(good),)], [told])


LARGE: dict[str, tuple[str, Callable[[int], bytes], str]] = {
    "text": ("a.txt", lambda limit: b"a " * (limit // 2) + b"b", "too large: 10.0 MB"),
    "html": ("a.html", lambda limit: b"<p>" * limit, "too large: 30.0 MB"),
    "record": ("a.json", lambda limit: b'{"text": "' + b"a" * limit + b'"}', "too large: 10.0 MB"),
    "item": ("a.json", lambda limit: b'[{"text": "' + b"a" * limit + b'"}]', "too large: 10.0 MB"),
    "line": ("a.jsonl", lambda limit: b'{"text": "' + b"a" * limit + b'"}\n', "line 1 is too large"),
    "wide line": ("a.jsonl", lambda limit: ('{"text": "' + "é" * (limit - 50) + '"}').encode(), "too large: 20.0 MB"),
    "gzip": ("a.txt.gz", lambda limit: gzip.compress(b"a" * (limit + 1), 1), "too large: more than 10 MB"),
}


@pytest.mark.parametrize("case", LARGE)
def test_what_is_over_the_limit_is_told_and_what_is_just_under_it_is_read(tmp_path: Path, case: str) -> None:
    name, make, reason = LARGE[case]
    path = write(tmp_path / name, make(LIMIT_BYTES))
    assert reason in drop(path).reason
    write(path, make(LIMIT_BYTES // 2 - 50 if case == "wide line" else LIMIT_BYTES // 4))
    assert len(pages(path)) == 1


def test_an_empty_path_and_a_closed_standard_input_are_told() -> None:
    assert "empty path" in drop("").reason
    assert "not open" in drop("-").reason
    assert "empty" in drop("-", stdin=b"").reason
    assert "end too early" in drop("-", stdin=gzip.compress(ARTICLE.encode())[:-9]).reason


@pytest.mark.parametrize("names", [[], ["sub/sub"], [".hidden", "a.pdf"]])
def test_a_folder_with_nothing_to_read_says_so(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).mkdir(parents=True) if "/" in name else write(tmp_path / name, ARTICLE)
    taken, drops = read(tmp_path)
    assert taken == []
    assert (drops[-1].what, "nothing to read" in drops[-1].reason) == (str(tmp_path), True)
    assert all(told.reason.startswith(SKIPPED) for told in drops[:-1])


def test_lines_around_a_spoilt_one_are_read(tmp_path: Path) -> None:
    content = line(id="a") + '{"text": "cut in the mid\n' + line(id="b") + '{"title": "c"}\n' + line(id="d")[:-9]
    taken, drops = read(write(tmp_path / "a.jsonl", content))
    assert [page.origins for page in taken] == [("a",), ("b",)]
    assert [(told.what.rpartition("#")[2], told.reason.split(" (")[0]) for told in drops] == [
        ("2", "line 2 is cut off or no JSON record"),
        ("4", "record without text: fill one of the fields text, body, content, maintext"),
        ("5", "line 5 is cut off or no JSON record"),
    ]


def test_lines_after_one_that_is_too_large_are_read(tmp_path: Path) -> None:
    content = line(id="a") + line("x" * LIMIT_BYTES * 3) + line(id="b")
    taken, drops = read(write(tmp_path / "a.jsonl", content))
    assert [page.origins for page in taken] == [("a",), ("b",)]
    assert [told.what.rpartition("#")[2] for told in drops] == ["2"]


def test_items_before_the_cut_in_a_list_are_read(tmp_path: Path) -> None:
    taken, drops = read(write(tmp_path / "a.json", '[{"text": "a"},\n{"text": "b"},\n{"te'))
    assert [page.content for page in taken] == [b'{"text": "a"}', b'{"text": "b"}']
    assert [told.what.rpartition("#")[2] for told in drops] == ["3"]
    assert "line 3" in drops[0].reason


def test_a_list_goes_on_after_an_item_that_is_no_record(tmp_path: Path) -> None:
    taken, drops = read(write(tmp_path / "a.json", '[{"text": "a"}, 1, null, {"title": "b"}, {"text": "c"}]'))
    assert len(taken) == 2
    assert [told.what.rpartition("#")[2] for told in drops] == ["2", "3", "4"]


def test_what_can_be_read_of_json_lines_in_cut_gzip_is_kept(tmp_path: Path) -> None:
    packed = gzip.compress("".join(line(noise(200 + n), id=n) for n in range(100)).encode())
    path = write(tmp_path / "a.jsonl.gz", packed[:-2000])
    taken, drops = read(path)
    assert 70 < len(taken) < 100
    assert [page.origins for page in taken] == [(str(n),) for n in range(len(taken))]
    assert [told.what for told in drops] == [str(path)]
    assert f"end too early; fetch the file again; read up to line {len(taken) + 1}" in drops[0].reason


def test_what_can_be_read_of_a_list_in_cut_gzip_is_kept(tmp_path: Path) -> None:
    packed = gzip.compress(("[" + ",".join(line(noise(200 + n), id=n) for n in range(100)) + "]").encode())
    for cut, least in ((8, 100), (2000, 70)):
        path = write(tmp_path / "a.json.gz", packed[:-cut])
        taken, drops = read(path)
        assert least <= len(taken) <= 100
        assert [page.origins for page in taken] == [(str(n),) for n in range(len(taken))]
        assert [(told.what, told.reason) for told in drops] == [
            (str(path), "cut off: the gzip data end too early; fetch the file again")
        ]


def test_what_can_be_read_of_json_lines_in_damaged_gzip_is_kept(tmp_path: Path) -> None:
    packed = gzip.compress("".join(line(noise(200 + n), id=n) for n in range(100)).encode())
    path = write(tmp_path / "a.jsonl.gz", packed[:-2000] + bytes(2000))
    taken, drops = read(path)
    assert [page.origins for page in taken[:70]] == [(str(n),) for n in range(70)]
    assert drops[-1].what == str(path)  # before it there can be rubbish that the zeros unpacked to


def test_a_gzip_bomb_stops_at_the_cap_with_flat_memory(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1) as out:
        for _ in range(400):
            out.write(b"a" * 1_000_000)
    for name in ("a.txt.gz", "a.jsonl.gz", "a.json.gz"):
        path = write(tmp_path / name, packed.getvalue())
        tracemalloc.start()
        _, drops = read(path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert any("too large" in told.reason for told in drops)
        assert peak < 100_000_000
    assert "too large" in drop("-", stdin=packed.getvalue()).reason


def test_a_large_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a.json"):
        path = write(tmp_path / name, b'{"text": "' + b"words " * 400_000)
        os.truncate(path, 50_000_000_000)  # a hole: it takes no room on the disk
        assert "too large: 50000.0 MB" in drop(path).reason


def test_json_lines_of_any_size_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as out:
        out.writelines(line("x" * 100_000, id=n) for n in range(400))
    tracemalloc.start()
    assert sum(isinstance(item, Page) for item in read_paths([str(path)])) == 400
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_lists_of_any_size_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("w") as out:
        out.write("[" + ",\n".join(line("x" * 100_000, id=n) for n in range(400)) + "]")
    tracemalloc.start()
    assert sum(isinstance(item, Page) for item in read_paths([str(path)])) == 400
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_file_of_hardly_any_articles_is_given_up_and_told(tmp_path: Path) -> None:
    for name, content in (("a.jsonl", "{}\n" * 5000), ("b.json", "[" + "1," * 5000 + "1]")):
        taken, drops = read(write(tmp_path / name, content))
        assert (taken, len(drops)) == ([], 1001)
        assert "given up: 1000 of its first 1000 records cannot be read" in drops[-1].reason
    mixed = (line() + "{}\n") * 2000
    assert [len(items) for items in read(write(tmp_path / "c.jsonl", mixed))] == [2000, 2000]


def test_links_in_a_loop_end(tmp_path: Path) -> None:
    write(tmp_path / "a" / "1.txt", ARTICLE)
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "there.txt").symlink_to(tmp_path / "a" / "1.txt")
    taken, drops = read(tmp_path)
    assert [page.origins[0].removeprefix(f"{tmp_path}/") for page in taken] == ["a/1.txt", "there.txt"]
    assert {told.what.removeprefix(f"{tmp_path}/") for told in drops} == {"a/loop", "self", "nowhere.txt"}
    assert "leads nowhere" in drop(tmp_path / "nowhere.txt").reason
    assert drop(tmp_path / "self").reason
    assert "leads nowhere" in drop(tmp_path / "now*").reason


def test_a_folder_of_a_thousand_levels_is_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):  # more than the interpreter's stack has frames
        Path("d").mkdir()
        os.chdir("d")
    write(Path("a.txt"), ARTICLE)
    os.chdir(tmp_path)
    assert len(pages("d")) == 1
    for _ in range(1200):
        os.chdir("d")
    Path("a.txt").unlink()
    for _ in range(1200):  # shutil.rmtree does have a stack
        os.chdir("..")
        Path("d").rmdir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_or_device_is_told_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    for path in (tmp_path / "a.txt", tmp_path, "/dev/null"):
        assert "neither a file nor a folder" in read(path)[1][0].reason


@contextlib.contextmanager
def forbidden(path: Path) -> Iterator[None]:
    """Nobody may read this, not even the superuser that tests in containers run as."""
    path.chmod(0)
    superuser = os.geteuid() == 0
    if superuser:
        os.seteuid(65534)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)
        path.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the permissions of Unix")
def test_what_may_not_be_read_is_told() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        good = write(folder / "good.txt", ARTICLE)
        for path, inside in (
            (write(folder / "a.jsonl", line()), "a.jsonl"),
            (write(folder / "b/c.txt", "c").parent, "b"),
        ):
            with forbidden(path):
                assert "permission denied" in drop(path).reason
                taken, drops = read(folder)
            assert (folder / inside).as_posix() in {told.what for told in drops if "permission" in told.reason}
            assert (str(good),) in {page.origins for page in taken}


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names there are always text")
def test_a_name_that_is_no_text_gives_an_origin_that_a_store_can_hold(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9\n.txt"
    with open(path, "w") as out:  # noqa: PTH123
        out.write(ARTICLE)
    (page,) = pages(tmp_path)
    assert page.origins == (f"{tmp_path}/caf\ufffd\n.txt",)


def test_reading_asks_for_nothing_slow() -> None:
    code = "import sys, dissensus.ingest; print(*{'trafilatura', 'charset_normalizer', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# ------------------------------------------------------------------------------------------------------------ laws

TEXTS = st.text().filter(str.strip)
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
RECORDS = st.lists(
    st.builds(lambda more, text: {**more, "text": text}, st.dictionaries(st.text(), JSON_VALUES, max_size=3), TEXTS),
    min_size=1,
    max_size=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(records=RECORDS, ascii_only=st.booleans(), indent=st.sampled_from([None, 0, 2]))
def test_records_come_back_from_their_pages(
    tmp_path: Path, records: list[dict[str, Any]], ascii_only: bool, indent: int | None
) -> None:
    def dump(value: object, indent: int | None = None) -> str:
        return json.dumps(value, ensure_ascii=ascii_only, indent=indent)

    lines = "\n".join(map(dump, records))
    for path in (
        write(tmp_path / "a.jsonl", lines.encode("utf-8", "surrogatepass")),
        write(tmp_path / "a.jsonl.gz", gzip.compress(lines.encode("utf-8", "surrogatepass"))),
        write(tmp_path / "a.json", dump(records, indent).encode("utf-8", "surrogatepass")),
        write(tmp_path / "b.json", dump({"n": 1, "items": records}, indent).encode("utf-8", "surrogatepass")),
    ):
        taken = pages(path)
        assert [json.loads(page.content.decode("utf-8", "surrogatepass")) for page in taken] == records
        assert all(page.content in path.read_bytes() for page in taken if path.suffix != ".gz")
        assert all(page.id == hashlib.sha256(page.content).hexdigest() for page in taken)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(records=RECORDS, indent=st.sampled_from([None, 0, 2]), size=st.integers(1, 40), cut=st.integers(0, 60))
def test_a_list_is_read_the_same_whatever_part_of_it_is_in_memory(
    tmp_path: Path, records: list[dict[str, Any]], indent: int | None, size: int, cut: int
) -> None:
    whole = json.dumps(records, indent=indent, ensure_ascii=False).encode("utf-8", "surrogatepass")
    path = write(tmp_path / "a.json", whole[: len(whole) - cut])
    at_once = read(path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jsonfile, "WINDOW", size)
        assert read(path) == at_once
    assert cut or len(at_once[0]) == len(records)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(order=st.permutations(range(6)))
def test_the_order_of_arguments_changes_nothing_but_the_order(tmp_path: Path, order: list[int]) -> None:
    write(tmp_path / "in" / "a.txt", ARTICLE)
    write(tmp_path / "in" / "b.json", f"[{line(id=1)}, {line(id=1)}, 3]")
    write(tmp_path / "c.jsonl", line() + "{\n" + line())
    names = ["in", "in/a.txt", "*.jsonl", "gone.txt", "in/b.json", "c.jsonl"]
    arguments = [f"{tmp_path}/{name}" for name in names]
    assert set(read_paths([arguments[n] for n in order])) == set(read_paths(arguments))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.html", "a.json", "a.jsonl", "a.txt.gz", "a"]))
def test_any_bytes_give_pages_or_reasons(tmp_path: Path, content: bytes, name: str) -> None:
    for path in (write(tmp_path / name, content), write(tmp_path / "b.jsonl.gz", gzip.compress(content))):
        taken, drops = read(path)
        assert taken or drops
        for told in drops:
            check_drop(told)
    assert read("-", stdin=content) != ([], [])
