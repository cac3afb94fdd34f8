"""The children that clean pages: what they give, how they are lost, and that nobody but the page pays for it."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus import nets, pipeline, pool
from dissensus.errors import WorkerError
from dissensus.ingest import read_paths
from dissensus.pool import Pool, children_for
from dissensus.records import Article, Block, Drop, Offset, Page, Record
from dissensus.stages import clean as cleaning
from dissensus.stages.clean import clean
from dissensus.store import open_store
from dissensus.worker import LARGEST, Limits, pack, receive, send, unpack
from tests import hand_made
from tests.corpora import REFERENCE, SAMPLE_FILES, exported, put, take_in

STORY = "The bridge of Sell was closed on Monday, said the mayor, Ada Lind. Nobody was hurt.\n"
STRICT = Limits(seconds=0.5, memory=300_000_000, patience=30)
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs the limits of Unix")


def page(content: str, media_type: str = "text/plain") -> Page:
    raw = content.encode()
    return Page(hashlib.sha256(raw).hexdigest(), raw, media_type, ("here",))


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children do what a page's first word says (tests/misbehaving.py)."""
    monkeypatch.setattr(pool, "START", pool.START.replace("dissensus.worker", "tests.misbehaving"))


def cleaned(*contents: str, limits: Limits = STRICT, children: int = 1) -> list[list[Record]]:
    with Pool(children, limits) as started:
        return list(started.clean([page(content) for content in contents], REFERENCE))


def reasons(results: list[list[Record]]) -> list[str]:
    """For each page the reason why it was set aside, or nothing."""
    out = []
    for records in results:
        if any(isinstance(record, Article) for record in records):
            out.append("")
        else:
            (drop,) = records
            assert isinstance(drop, Drop)
            assert drop.stage == "clean"
            out.append(drop.reason)
    return out


# ------------------------------------------------------------------------------------------------- what they give


def test_children_give_what_cleaning_here_gives_in_the_order_of_the_pages() -> None:
    pages = [item for item in read_paths(SAMPLE_FILES) if isinstance(item, Page)]
    here = [list(clean(one, REFERENCE, nets.blocks())) for one in pages]
    with Pool(2) as started:
        assert list(started.clean(iter(pages), REFERENCE)) == here


def test_a_run_with_children_leaves_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = []
    for children in (0, 2):
        monkeypatch.setattr(pipeline, "CHILDREN", children)
        with open_store(":memory:") as store:
            take_in(store, SAMPLE_FILES[:6])
            found.append(exported(store, tmp_path / str(children)))
    assert found[0] == found[1]


def test_every_record_goes_through_the_pipe_unchanged() -> None:
    given = [
        one
        for records in hand_made.cleaned().values()
        for one in records
        if isinstance(one, Article | Block | Offset | Drop)
    ]
    assert {type(one) for one in given} == {Article, Block, Offset, Drop}
    assert unpack(pack(given)) == given


@given(st.binary(max_size=200))
def test_any_message_comes_through_and_a_cut_one_is_no_message(content: bytes) -> None:
    stream = BytesIO()
    send(stream, content)
    whole = stream.getvalue()
    assert receive(BytesIO(whole)) is not None
    assert receive(BytesIO(b"")) is None
    for size in (1, 3, len(whole) - 1):
        with pytest.raises(EOFError):
            receive(BytesIO(whole[:size]))


def test_a_message_that_says_it_is_huge_is_not_waited_for() -> None:
    with pytest.raises(ValueError, match="are the most"):
        receive(BytesIO((LARGEST + 1).to_bytes(4)))


def test_no_more_children_than_pages_and_processors_are_worth() -> None:
    assert [children_for(n) for n in (1, 16)] == [1, 1]
    assert 1 <= children_for(1_000_000) <= pool.MOST_CHILDREN


# ------------------------------------------------------------------------------------------------- how they are lost


@unix
@pytest.mark.usefixtures("misbehaving")
@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("spin", "timeout: cleaning it takes more than 0.5 s of processor time; "),
        ("spin-in-c", "timeout: cleaning it takes more than 0.5 s of processor time; "),
        ("fill", "too_large: cleaning it takes more memory than a page may have; "),
        ("segfault", "crashed: cleaning it ended its process twice (SIGSEGV); "),
        ("leave", "crashed: cleaning it ended its process twice (exit status 3); "),
        ("forge", "crashed: what cleaning gave of it cannot be read; "),
        ("fail", "crashed: cleaning it raised ZeroDivisionError in worker.py line "),
    ],
)
def test_row_33_a_page_that_its_child_does_not_survive_is_set_aside_and_the_next_ones_are_read(
    deed: str, reason: str
) -> None:
    first, lost, after, last = reasons(cleaned(STORY, f"{deed} {STORY}", STORY + "A.", STORY + "B."))
    assert lost.startswith(reason)
    assert "save its text as .txt" in lost
    assert (first, after, last) == ("", "", "")


@pytest.mark.usefixtures("misbehaving")
def test_a_child_that_sleeps_is_not_waited_for_for_ever() -> None:
    limits = replace(STRICT, patience=3)
    lost, after = reasons(cleaned("sleep", STORY, limits=limits))
    assert lost.startswith("timeout: cleaning it was not done after 3 s; ")
    assert after == ""


@unix
@pytest.mark.usefixtures("misbehaving")
def test_a_page_whose_child_was_killed_by_chance_is_tried_again(tmp_path: Path) -> None:
    assert reasons(cleaned(f"once {tmp_path / 'seen'}")) == [""]


@pytest.mark.usefixtures("misbehaving")
def test_what_a_parser_prints_disturbs_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    assert reasons(cleaned("babble " + STORY, STORY)) == ["", ""]
    assert capfd.readouterr() == ("", "")


@unix
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs a system that tells the space of addresses")
@pytest.mark.usefixtures("misbehaving")
def test_a_child_that_keeps_what_it_took_is_replaced_before_it_fails() -> None:
    results = cleaned(*[f"grow {n} {STORY}" for n in range(12)])
    assert reasons(results) == [""] * 12


@unix
@pytest.mark.usefixtures("misbehaving")
def test_row_33_many_poisoned_pages_leave_no_process_and_no_open_file_behind() -> None:
    before = open_files()
    lost = reasons(cleaned(*[f"segfault {n}" for n in range(6)], STORY, children=2))
    assert [reason.partition(":")[0] for reason in lost] == ["crashed"] * 6 + [""]
    assert open_files() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def open_files() -> int:
    """How many files this process has open, 0 where the system does not tell."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


@unix
@pytest.mark.usefixtures("misbehaving")
def test_stopping_in_the_midst_ends_the_children_at_once() -> None:
    with Pool(2, Limits(seconds=100, patience=100)) as started:
        results = started.clean([page(STORY), page("sleep"), page("spin")], REFERENCE)
        next(results)
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    started.close()


@unix
def test_a_child_ends_when_its_parent_is_gone() -> None:
    script = (
        "import sys, time; from dissensus.pool import Pool, LIMITS; from tests.corpora import *; from tests.test_worker"
        " import page\npool = Pool(1); list(pool.clean([page('a b c')], REFERENCE))\n"
        "print(next(iter(pool._alive))._process.pid, flush=True); time.sleep(600)"
    )
    root = Path(__file__).parents[1]
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=root) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
    for _ in range(300):
        if not is_running(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the child is still there")


def is_running(process: int) -> bool:
    """A process that nobody has waited for yet is there still, but runs no more."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_python_that_does_not_run_is_told_with_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(WorkerError, match=r"no process can be started to clean pages in \(.*No such file"):
        cleaned(STORY)
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(WorkerError, match=r"sys\.executable, which is empty,"):
        cleaned(STORY)


def test_a_child_that_cannot_load_us_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "START", "import no_such_module")
    with pytest.raises(WorkerError, match=r"ModuleNotFoundError: No module named 'no_such_module'\); check that"):
        cleaned(STORY)


# ------------------------------------------------------------------------------------------------------ in a run


@pytest.fixture
def with_children(misbehaving: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "CHILDREN", 1)
    monkeypatch.setattr(pool, "LIMITS", STRICT)


@unix
@pytest.mark.usefixtures("with_children")
def test_a_page_that_was_set_aside_is_counted_told_and_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, content in (("a.txt", "segfault " + STORY), ("b.txt", STORY), ("c.txt", "spin " + STORY)):
        (tmp_path / name).write_text(content, "utf-8")
    with open_store(":memory:") as store:
        put(store, [str(tmp_path)])
        run = pipeline.run(store, REFERENCE)
        assert run.quarantined == {"crashed": 1, "timeout": 1}
        assert run.ran["clean"] == 3
        assert len(store.fetch(Article)) == 1
        assert len(store.fetch(Drop)) == 2
        again = pipeline.run(store, REFERENCE)
        assert (again.ran, again.fresh["clean"], again.quarantined) == ({}, 3, {})
        monkeypatch.setattr(cleaning, "VERSION", "next")
        assert pipeline.run(store, REFERENCE).quarantined == {"crashed": 1, "timeout": 1}


def test_a_script_without_a_main_guard_reads(tmp_path: Path) -> None:
    """What starts processes by importing the script again would read for ever, or raise."""
    (tmp_path / "one.txt").write_text(STORY, "utf-8")
    script = tmp_path / "script.py"
    script.write_text("import dissensus\nprint(len(dissensus.read('one.txt').articles))\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", script], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")


def test_a_module_in_the_working_folder_is_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY, "utf-8")
    for name in ("py3langid", "msgspec", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken in')", "utf-8")
    command = [sys.executable, "-P", "-m", "dissensus", "read", "one.txt"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, "taken in" in done.stderr) == (0, False)
