"""Hostile input, row by row of docs/faults.md: each is read or refused with a reason, within the limits, and what is
beside it is read.

All files lie in one folder that is read once, by the commands that users have and with the children that they have; the
limits on a page's time and memory are those of `dissensus.pool`, so that no clock is needed here: what costs too much
is told so, and that it is not is what these tests say.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html

import dissensus
from dissensus import pipeline
from dissensus.ingest import read_paths
from dissensus.records import Article, Block, Drop, Page, Speaker, Statement
from dissensus.run import Run
from dissensus.show.export import export_jsonl
from dissensus.show.report import write_report
from dissensus.show.views import corpus_view
from dissensus.store import open_store
from dissensus.verify import verify

NEWS = [
    f"The ferry Aldis left the port of Harrow at {hour} in the morning, said the harbour master, Ina Brandt. The operator"
    f" denied on Monday that it left at {hour}."
    for hour in ("two", "three", "four", "five")
]
SPEECH = [f"The ferry left the quay after the storm with all that we had on day {day}." for day in range(2_200)]
BODY = "".join(f"<p>{line}</p>" for line in NEWS)
PAGE = f"<html><head><title>Ferry left early</title></head><body><h1>Ferry left early</h1>{BODY}</body></html>"
RUSSIAN = "Паром затонул у берега, сказал в понедельник капитан порта Иван Петров. Министерство это отрицает. " * 4
SIZE_LIMIT = "the limit is 10 MB"


def long(unit: str, size: int) -> str:
    return unit * (size // len(unit) + 1)


def packed(unit: bytes, megabytes: int) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1) as stream:
        for _ in range(megabytes):
            stream.write(unit)
    return out.getvalue()


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", content)
    return out.getvalue()


@dataclass(frozen=True)
class Fault:
    """A file and what becomes of it: `refused` with this in the reason, or read, with this in the text that is kept."""

    name: str
    make: Callable[[], str | bytes]
    refused: str = ""
    kept: str = ""


FAULTS = [
    Fault("01 100k nested div.html", lambda: "<div>" * 100_000 + "x" + "</div>" * 100_000, "too_deep: "),
    Fault("01 20k misnested b and i.html", lambda: "<html><body>" + "<b><i>x</b>" * 20_000 + BODY, kept=NEWS[3]),
    Fault("01 30k nested tables.html", lambda: "<html><body>" + "<table><tr><td>" * 30_000, "too_deep: "),
    Fault("02 a 300 deep menu.html", lambda: "<div>" * 300 + "<a>Home</a>" + "</div>" * 300 + PAGE, kept=NEWS[3]),
    Fault("03 gzip bomb.txt.gz", lambda: packed(b"a" * 1_000_000, 300), SIZE_LIMIT),
    Fault("03 gzip bomb.html.gz", lambda: packed(b"<p>aaaaaa " * 100_000, 300), SIZE_LIMIT),
    Fault("03 gzip bomb.jsonl.gz", lambda: packed(b"a" * 1_000_000, 300), SIZE_LIMIT),
    Fault("03 gzip bomb of lists.json.gz", lambda: packed(b"[" * 1_000_000, 300), "nested deeper than 200 levels"),
    Fault("03 gzip bomb of one list.json.gz", lambda: packed(b"[ " + b" " * 999_998, 300), "goes on for more than 20 MB"),
    Fault("03 gzip bomb of grains.jsonl.gz", lambda: packed(b"{}\n" * 333_333, 300), "given up: "),
    Fault("03 zip in gzip.txt.gz", lambda: gzip.compress(zipped(b"a" * 50_000_000)), "a ZIP archive"),
    Fault("05 zero bytes.html", lambda: "", "empty: "),
    Fault("05 white space.html", lambda: " \n\t" * 100, "empty: "),
    Fault("05 only a script.html", lambda: "<html><script>alert(1)</script></html>", "empty: "),
    Fault("06 invalid utf-8.txt", lambda: (NEWS[0] + " caf\0\n").encode().replace(b"\0", b"\xe9") * 3, kept="caf\xe9"),
    Fault("06 utf-16 that says utf-8.html", lambda: ('<meta charset="utf-8">' + PAGE).encode("utf-16"), kept=NEWS[3]),
    Fault(
        "06 windows-1251 that says utf-8.html",
        lambda: f'<html><meta charset="utf-8"><p>{RUSSIAN}</p>'.encode("windows-1251"),
        kept="сказал в понедельник капитан порта",
    ),
    Fault(
        "06 two encodings.jsonl",
        lambda: b'{"id": "latin", "text": "B\xfcrger sagten, die F\xe4hre war leer."}\n'
        + '{"id": "utf-8", "text": "Bürger sagten, die Fähre sei leer."}\n'.encode(),
        kept="Bürger sagten, die Fähre",
    ),
    Fault("07 nul and controls.txt", lambda: (NEWS[0] + "\0 A \x01b\x85c.\n\n" + NEWS[1]), kept="\ufffd A \x01b"),
    Fault("07 lone surrogate.json", lambda: '{"text": "' + NEWS[0] + ' \\ud800!", "title": "A\\udfffB"}', kept="\ufffd!"),
    Fault(
        "08 writing turned.json",
        lambda: json.dumps({"title": "Ferry \u202eleft", "text": NEWS[0].replace("Ina", "In\u200d\u202ea")}),
        kept="\u202ea Brandt",
    ),
    Fault("08 writing turned for good.txt", lambda: f"{NEWS[0]} \u2069\u202eAll of it.\n\n{NEWS[1]}\u2029\u202e It goes on."),
    Fault("08 a thousand marks.txt", lambda: NEWS[0].replace("Ina", "I" + "\u0301" * 1000 + "na"), kept="\u0301na"),
    Fault("09 latin.txt", lambda: "The quay of Velm is shut, said Ada Calder. Ada Calder said it was unsafe.", kept="Ada"),
    Fault(
        "09 cyrillic.txt",
        lambda: "The quay of Velm is open, said Ada Сalder.\n\nAda Сalder denied that it was unsafe.",
        kept="Ada",
    ),
    Fault("10 5 MB paragraph.html", lambda: "<html><body><p>" + "word " * 1_000_000, kept="word word"),
    Fault("10 5 MB paragraph.txt", lambda: "word " * 1_000_000, kept="word word"),
    Fault("10 5 MB of words that say.txt", lambda: long("she said that the ferry was empty and that ", 5_000_000)),
    Fault("10 300k dots.txt", lambda: "." * 300_000),
    Fault("10 a long quotation.txt", lambda: f'Ada Venn said on Monday: "{" ".join(SPEECH)}"'),
    Fault("10 a long quotation first.txt", lambda: f'"{" ".join(SPEECH)}" said Ada Venn, the mayor of Velm, on Monday.'),
    Fault("10 quotations that go on.txt", lambda: "Ada Venn said: " + " ".join(f'"{line}"' for line in SPEECH)),
    Fault("10 marks that nothing closes.txt", lambda: long("« „ ‹ ‘", 180_000)),
    Fault("10 200k quotes.txt", lambda: '"' * 200_000),
    Fault("10 quotes of all kinds.txt", lambda: long("„“”«» said ", 200_000)),
    Fault("10 nested quotes.txt", lambda: long("“he said «that „she said” ", 200_000)),
    Fault("10 quotes that open.txt", lambda: "He said: " + long('"and they said ', 180_000)),
    Fault("size 30 MB.html", lambda: long(PAGE, 30_000_000), SIZE_LIMIT),
    Fault("size 5 MB on one line.html", lambda: long(PAGE, 5_000_000), kept=NEWS[3]),
    Fault("size 100k paragraphs.html", lambda: "<html><body>" + "<p>The ferry left " * 100_000, kept="The ferry left"),
    Fault("size 10 MB attribute.html", lambda: f'<p class="{"a " * 4_900_000}">{BODY}', kept=NEWS[3]),
    Fault("size 2 MB of spaces.txt", lambda: "a" + " " * 2_000_000 + "b"),
    Fault("size 300k lines.txt", lambda: "a\n" * 300_000),
    Fault("marks 1m less-than.html", lambda: "<html>" + "<" * 1_000_000),
    Fault("marks 300k comments.html", lambda: "<html>" + "<!--" * 300_000, "empty: "),
    Fault("marks 100k empty svg.html", lambda: f"<html><p>{NEWS[0]}</p>" + "<svg/>" * 100_000 + BODY, kept=NEWS[0]),
    Fault("marks 50k references.html", lambda: "<html><p>" + "&amp" * 50_000, kept="&"),
    Fault("marks 300k attributes.html", lambda: "<html><p " + "a=b " * 300_000 + ">" + BODY, kept=NEWS[3]),
    Fault("marks 200k quotes in tags.html", lambda: "<html>" + '<a href="x' * 200_000, "empty: "),
    Fault("marks deep json-ld.html", lambda: f'<script type="application/ld+json">{"[" * 100_000}</script>{PAGE}', kept=NEWS[3]),
    Fault("noise.html", lambda: b"<html>" + random.Random(1).randbytes(1_000_000), "a binary file"),
    Fault(
        "19 scripts.html",
        lambda: "<title>&lt;script&gt;alert(1)&lt;/script&gt;\"&gt;&lt;svg onload=alert(2)&gt;</title>"
        f"<h1>&lt;img src=x onerror=alert(3)&gt; Ferry</h1>{BODY.replace('Ina', '&lt;b onclick=alert(4)&gt;Ina')}",
        kept="<b onclick=alert(4)>Ina Brandt",
    ),
    Fault(
        "19 scripts.json",
        lambda: json.dumps(
            {
                "title": "</title></script><script>alert(1)</script>",
                "url": "javascript:alert(1)",
                "source": "<img src=x onerror=alert(1)>",
                "author": '"><svg onload=alert(1)>',
                "text": NEWS[0].replace("Ina", "</script><script>alert(1)</script> Ina"),
            }
        ),
        kept="<script>alert(1)</script> Ina",
    ),
]  # fmt: skip
ids = [fault.name for fault in FAULTS]


@dataclass(frozen=True)
class Whole:
    """All of it, read once."""

    folder: Path
    run: Run
    report: str
    faults: int
    articles: dict[str, list[Article]]
    kept: dict[str, str]
    drops: dict[str, list[str]]
    statements: list[Statement]
    speakers: list[Speaker]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("faults")
    for fault in FAULTS:
        content = fault.make()
        (folder / fault.name).write_bytes(content if isinstance(content, bytes) else content.encode())
    drops: dict[str, list[str]] = {name: [] for name in ids}
    origins: dict[str, str] = {}
    with open_store(folder / "all.db") as store, pytest.MonkeyPatch.context() as patched:
        for name in ids:
            for item in read_paths([str(folder / name)]):
                if isinstance(item, Page):
                    store.put_page(item)
                    origins[item.id] = name
                else:
                    drops[name].append(item.reason)
        patched.setattr(pipeline, "CHILDREN", 2)
        run = pipeline.run(store, datetime(2026, 11, 1, tzinfo=UTC))
        for drop in store.fetch(Drop):
            if drop.what in origins:
                drops[origins[drop.what]].append(drop.reason)
        articles: dict[str, list[Article]] = {name: [] for name in ids}
        kept = dict.fromkeys(ids, "")
        for article in store.fetch(Article):
            name = origins[article.page]
            articles[name].append(article)
            blocks = store.fetch(Block, articles=[article.id])
            kept[name] += "\n".join(article.parts.of(b.span.part)[b.span.start : b.span.end] for b in blocks if b.kept)
        write_report(corpus_view(store), folder / "report.html", "")
        export_jsonl(store, folder / "export")
        statements, speakers = store.fetch(Statement), store.fetch(Speaker)
        report = (folder / "report.html").read_text("utf-8")
        return Whole(folder, run, report, len(verify(store).faults), articles, kept, drops, statements, speakers)


@pytest.mark.parametrize("fault", FAULTS, ids=ids)
def test_it_is_read_or_refused_with_a_reason(whole: Whole, fault: Fault) -> None:
    reasons = whole.drops[fault.name]
    assert not [reason for reason in reasons if reason.startswith(("timeout", "crashed"))]
    if fault.refused:
        assert whole.articles[fault.name] == []
        assert any(fault.refused in reason for reason in reasons)
    else:
        assert whole.articles[fault.name]
        assert fault.kept in whole.kept[fault.name]
    for reason in reasons:
        assert reason.splitlines() == [reason]


def test_whatever_is_quoted_stands_in_the_capture(whole: Whole) -> None:
    assert whole.faults == 0
    assert whole.statements


def test_pages_without_an_article_are_counted_by_their_reason(whole: Whole) -> None:
    assert whole.run.quarantined == {"too_deep": 2, "empty": 3}


def test_row_2_a_deep_menu_costs_the_article_nothing(whole: Whole) -> None:
    kept = whole.kept["02 a 300 deep menu.html"]
    assert [line for line in NEWS if line in kept] == NEWS


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs a system that tells what was held")
def test_row_3_bombs_take_little_memory(whole: Whole) -> None:
    """The most that a process held while it refused all of them."""
    script = (
        "import re, sys; from dissensus.ingest import read_paths; from pathlib import Path\n"
        "print(sum(1 for _ in read_paths(sys.argv[1:])))\n"
        "print(re.search(r'VmHWM:\\s+(\\d+) kB', Path('/proc/self/status').read_text())[1])"
    )
    bombs = [str(whole.folder / name) for name in ids if name.startswith("03")]
    done = subprocess.run([sys.executable, "-c", script, *bombs], capture_output=True, text=True, check=True)
    refused, most = (int(word) for word in done.stdout.split())
    assert refused >= len(bombs)
    assert most * 1024 < 200_000_000


def test_row_6_an_encoding_is_recorded_and_never_believed_against_the_bytes(whole: Whole) -> None:
    told = {name: [a.encoding for a in whole.articles[name]] for name in ids if name.startswith("06")}
    assert told["06 utf-16 that says utf-8.html"] == ["utf-16-le"]
    assert told["06 windows-1251 that says utf-8.html"] in (["cp1251"], ["windows-1251"])
    assert told["06 invalid utf-8.txt"] != ["utf-8"]
    assert "\ufffd" not in whole.kept["06 windows-1251 that says utf-8.html"]


def test_row_7_what_no_store_holds_is_replaced_one_for_one_and_counted(whole: Whole) -> None:
    (nul,), (lone,) = whole.articles["07 nul and controls.txt"], whole.articles["07 lone surrogate.json"]
    assert (nul.replaced, lone.replaced) == (1, 2)
    assert nul.parts.text == (NEWS[0] + "\ufffd A \x01b\x85c.\n\n" + NEWS[1])
    assert lone.parts.title == "A\ufffdB"
    rows = [json.loads(line) for line in (whole.folder / "export" / "articles.jsonl").read_bytes().splitlines()]
    assert nul.parts.text in [row["text"] for row in rows]


def test_row_8_what_turns_the_writing_turns_no_name_and_no_title(whole: Whole) -> None:
    page = html.document_fromstring(whole.report)
    shown = "".join(one.text_content() for one in page.xpath("//title | //h1 | //h2 | //h3 | //bdi"))
    assert "Ferry" in shown
    assert not [c for c in shown if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF"}]


def test_row_8_what_turns_the_writing_in_a_text_ends_with_its_element(whole: Whole) -> None:
    """Each piece with such marks is isolated; none of it can end that, and the export has it as it came."""
    page = html.document_fromstring(whole.report)
    turning = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    held = {e for e in page.iter() if turning & set(e.text or "")}
    assert held
    assert {e.get("class") for e in held} == {"turned"}
    assert not [e for e in page.iter() if turning & set(e.tail or "")]
    assert not [e for e in held if "\u2069" in (e.text or "") or "\u2029" in (e.text or "")]
    assert ".turned { unicode-bidi: isolate; }" in whole.report
    rows = [json.loads(line) for line in (whole.folder / "export" / "articles.jsonl").read_bytes().splitlines()]
    assert any("\u2069\u202eAll of it." in row["text"] for row in rows)
    assert any("\u0301" * 1000 in row["text"] for row in rows)
    assert "\u0301" * 7 not in whole.report


def test_row_9_letters_of_two_scripts_make_no_one_speaker_of_two(whole: Whole) -> None:
    calder = [s for s in whole.speakers if "alder" in s.name]
    assert sorted({name.text.split()[-1] for s in calder for name in s.spellings}) == ["Calder", "Сalder"]
    assert all(len({name.text.split()[-1] for name in s.spellings}) == 1 for s in calder)
    assert {(s.name, s.flags) for s in calder} == {("Ada Calder", ()), ("Ada Сalder", ("mixed_script",))}
    assert "mixed script" in whole.report


def test_row_10_no_statement_is_over_its_cap_and_no_speech_is_lost(whole: Whole) -> None:
    sizes = [sum(span.end - span.start for span in s.content) for s in whole.statements]
    assert max(sizes) <= 2_000
    said = {
        name: [s for a in whole.articles[name] for s in whole.statements if s.article == a.id and s.source]
        for name in ids
    }
    for name in ("10 a long quotation.txt", "10 quotations that go on.txt"):
        assert said[name]  # what of it, tests/stages/read/test_read.py says


def test_row_10_a_text_is_read_up_to_its_cap_and_said_to_be_cut(whole: Whole) -> None:
    for name in ("10 5 MB paragraph.txt", "10 5 MB of words that say.txt", "size 5 MB on one line.html"):
        assert len(whole.kept[name]) <= 200_000
        assert any(reason.startswith("too_long: ") for reason in whole.drops[name])


def test_row_19_the_report_holds_no_element_of_theirs(whole: Whole) -> None:
    page = html.document_fromstring(whole.report)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath(
        "//img | //svg[not(ancestor::section[@class='sources' or @class='places'])] | //iframe | //object | //embed | "
        "//form[@action] | //base"
    )
    assert not [name for element in page.iter() for name in element.attrib if str(name).startswith("on")]
    assert not page.xpath("//a[not(starts-with(@href, '#') or starts-with(@href, 'http'))]")
    assert "<script>alert(1)</script>" in page.text_content()  # shown, as it stands in the captures


def test_row_11_no_pattern_of_ours_takes_more_than_time_in_proportion() -> None:
    """See tests/worst_cases.py."""
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "tests.worst_cases"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    found = json.loads(done.stdout)
    assert found["patterns"] > 50
    assert {"dissensus.text", "dissensus.stages.clean.markup", "dissensus.stages.read.attributes.chains"} <= set(
        found["modules"]
    )
    assert found["slow"] == []


def test_a_run_over_all_of_it_needs_no_network_and_leaves_no_file_open(whole: Whole) -> None:
    assert sorted(path.name for path in whole.folder.iterdir() if path.name not in ids) == [
        "all.db",
        "export",
        "report.html",
    ]
    assert Path(dissensus.__file__).exists()
