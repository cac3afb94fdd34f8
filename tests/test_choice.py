"""Which nets have a say: ours, none (`--no-nets`), or one that a user brings (`--tagger`), from the choice to the records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dissensus
from dissensus import choice as chosen
from dissensus import cli, nets, pipeline
from dissensus.choice import BY_RULES, OURS, RULES_ALONE, Choice, choose
from dissensus.errors import NetError
from dissensus.nets.statements import load
from dissensus.records import Block, Statement, Voice
from dissensus.run import Run
from dissensus.stages.read.nearest import Nearest
from dissensus.store import Store, open_store
from tests.corpora import REFERENCE, exported, put
from tests.minute_nets import label_net, statement_net

ARTICLE = """The harbour board met on Tuesday evening and spoke about the old pier for more than two hours.

Mayor Lind said that the bridge is safe. The minister added that the ferry is late.

The board meets again in March, when the next report on the harbour comes.
"""


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """No child for a page or two."""
    monkeypatch.setattr(pipeline, "CHILDREN", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ARTICLE, "utf-8")
    return tmp_path / "in"


def run(store: Store, choice: Choice) -> Run:
    return pipeline.run(store, REFERENCE, choice=choice)


# -------------------------------------------------------------------------------------------------------- the choice


def test_what_a_user_says_becomes_a_choice(tmp_path: Path) -> None:
    assert choose() == OURS
    assert choose(rules_alone=True) == RULES_ALONE
    brought = choose(tagger=str(label_net(tmp_path / "mine")))
    assert isinstance(brought.tagger, Nearest)
    assert brought.ours  # pages are still cleaned by our net
    assert brought.reader.startswith("mine-")
    with pytest.raises(NetError, match=r"mine: cannot read where rules alone do; leave out"):
        choose(rules_alone=True, tagger=str(tmp_path / "mine"))
    with pytest.raises(NetError, match="no such folder"):
        choose(tagger=str(tmp_path / "nowhere"))


def test_each_choice_is_another_fingerprint(tmp_path: Path) -> None:
    brought = [choose(tagger=str(label_net(tmp_path / name / "mine"))) for name in ("a", "b")]
    other = choose(tagger=str(label_net(tmp_path / "other")))
    assert (OURS.cleaner, RULES_ALONE.cleaner) == (nets.name_of("blocks"), BY_RULES)
    assert RULES_ALONE.reader == BY_RULES
    assert brought[0].reader == brought[1].reader
    assert len({RULES_ALONE.reader, brought[0].reader, other.reader}) == 3


# ------------------------------------------------------------------------------------------------------- the records


@pytest.mark.parametrize("children", [0, 1])
def test_rules_alone_name_no_net(monkeypatch: pytest.MonkeyPatch, folder: Path, children: int) -> None:
    monkeypatch.setattr(pipeline, "CHILDREN", children)
    with open_store(":memory:") as store:
        put(store, [str(folder)])
        run(store, RULES_ALONE)
        assert {block.maker.net for block in store.fetch(Block)} == {None}
        assert {statement.maker.net for statement in store.fetch(Statement)} == {None}
        assert any(statement.voice is Voice.ATTRIBUTED for statement in store.fetch(Statement))
        run(store, OURS)
        assert {block.maker.net for block in store.fetch(Block)} == {nets.name_of("blocks")}


def test_rules_alone_need_no_weights(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def gone(*_: object, **__: object) -> None:
        raise NetError("the weights are gone")

    for name in ("verified", "blocks", "statements", "name_of"):
        monkeypatch.setattr(nets, name, gone)
    assert dissensus.read(folder, reference=REFERENCE, nets=False).articles
    with pytest.raises(NetError, match="gone"):
        dissensus.read(folder, reference=REFERENCE)


def without_group(done: Run) -> dict[str, int]:
    """What ran but for `group`: gists are made again, and where they are what they were nothing follows."""
    return {stage: count for stage, count in done.ran.items() if stage != "group"}


def test_another_choice_reads_again_and_the_same_one_does_not(tmp_path: Path, folder: Path) -> None:
    with open_store(":memory:") as store:
        put(store, [str(folder)])
        first = run(store, OURS)
        ours = exported(store, tmp_path / "1")
        assert not run(store, OURS).ran
        assert without_group(run(store, RULES_ALONE)) == without_group(first)
        rules = exported(store, tmp_path / "2")
        assert rules["blocks.jsonl"] != ours["blocks.jsonl"]
        assert not run(store, RULES_ALONE).ran
        assert without_group(run(store, OURS)) == without_group(first)
        assert exported(store, tmp_path / "3") == ours


def test_a_tagger_that_is_brought_finds_the_statements(tmp_path: Path, folder: Path) -> None:
    choice = choose(tagger=str(label_net(tmp_path / "mine")))
    with open_store(":memory:") as store:
        put(store, [str(folder)])
        cleaned_by = {block.maker.net for _ in [run(store, choice)] for block in store.fetch(Block)}
        said = [s for s in store.fetch(Statement) if s.voice is Voice.ATTRIBUTED]
        assert cleaned_by == {nets.name_of("blocks")}
        assert {statement.maker.net for statement in store.fetch(Statement)} == {choice.reader}

        def words(spans: tuple[object, ...]) -> list[str]:
            return [ARTICLE[span.start : span.end] for span in spans]  # type: ignore[attr-defined]

        found = [(words(s.source), words(s.cue), words(s.content)) for s in sorted(said, key=lambda s: s.content)]
        assert found == [
            (["Mayor Lind"], ["said"], ["that", "bridge is safe"]),
            (["minister"], ["added"], ["that", "ferry is late"]),
        ]
        again = run(store, choose(tagger=str(tmp_path / "mine")))
        assert not again.ran
        label_net(tmp_path / "mine", {"B-cue": ["said"], "B-content": ["bridge"]})
        changed = run(store, choose(tagger=str(tmp_path / "mine")))
        assert set(changed.ran) == {"read", "group", "link", "judge"}


def test_our_own_tagger_reads_unless_rules_alone_are_wanted(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = load(statement_net(tmp_path / "weights"))
    monkeypatch.setattr(chosen, "OUR_TAGGER", "statements")
    monkeypatch.setattr(nets, "statements", lambda: made)
    monkeypatch.setattr(nets, "name_of", lambda net: f"{net}-1")
    with open_store(":memory:") as store:
        put(store, [str(folder)])
        for choice, name in ((OURS, "statements-1"), (RULES_ALONE, None)):
            assert run(store, choice).ran["read"] == 1
            assert {statement.maker.net for statement in store.fetch(Statement)} == {name}


# -------------------------------------------------------------------------------------------------- the command line


def command(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


ALONE = "Read by rules alone, without nets"


def test_the_brief_says_that_it_was_read_by_rules_alone(tmp_path: Path, folder: Path) -> None:
    db = ("--db", tmp_path / "my.db")
    status, out, _ = command("read", folder, *db, "--no-nets")
    assert status == 0
    assert out.count(ALONE) == 1
    status, out, err = command("read", folder, *db)
    assert (status, ALONE in out) == (0, False)
    assert "ran 1 clean, 1 read" in err


def test_a_report_can_be_by_rules_or_by_a_tagger(tmp_path: Path, folder: Path) -> None:
    mine = label_net(tmp_path / "mine")
    for choice in (["--no-nets"], ["--tagger", mine]):
        status, _, err = command("report", folder, "-o", tmp_path / "r.html", *choice)
        assert (status, err.count("\n")) == (0, 1)
    db = ("--db", tmp_path / "my.db")
    command("read", folder, *db, "--tagger", mine)
    status, _, err = command("ledger", "a.txt", "--cut", 1, "--by", "Ada", *db, "--tagger", mine)
    assert status == 0
    assert "ran 1 read" in err
    command("export", *db, "-o", tmp_path / "out")
    lines = (tmp_path / "out" / "statements.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["maker"]["net"] for line in lines} == {choose(tagger=str(mine)).reader}


def test_a_tagger_that_is_none_ends_the_command_before_anything_is_kept(tmp_path: Path, folder: Path) -> None:
    status, out, err = command("read", folder, "--db", tmp_path / "my.db", "--tagger", tmp_path / "nowhere")
    assert (status, out) == (2, "")
    assert err.startswith(f"dissensus: {tmp_path / 'nowhere'}: no such folder")
    assert err.count("\n") == 1
    assert not (tmp_path / "my.db").exists()
    status, _, err = command(
        "read", folder, "--db", tmp_path / "my.db", "--no-nets", "--tagger", label_net(tmp_path / "m")
    )
    assert status == 2
    assert "cannot read where rules alone do" in err
