"""What the README and the other pages say can be done and seen, can be."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import dissensus
from dissensus.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SAMPLES = Path(dissensus.__file__).parent / "samples"
# In running text a module stands as it lies in the package, everything else as it lies in the project.
NAMED_PATH = re.compile(r"`((?:src|tests|docs|bench|stages|show|store|ingest|langs|cli)/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def brief(folder: Path) -> str:
    """What `dissensus demo` prints; it leaves `demo.db` in the folder."""
    return run("demo", "--output", str(folder / "demo.html"), "--db", str(folder / "demo.db"))


def run(*arguments: str) -> str:
    command = [sys.executable, "-m", "dissensus", *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def without_figures(text: str) -> str:
    """A brief without what moves with every change of a rule: numbers, confidences, ids, and so breaks of lines."""
    return re.sub(r"\s+", " ", re.sub(r"\b\d\.\d+\b|\b(?:low|medium|high) confidence|\bid [0-9a-f]{8}\b", "", text))


def test_the_excerpt_is_what_the_demo_prints(brief: str) -> None:
    (excerpt,) = re.findall(r"^```\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert without_figures(excerpt) in without_figures(brief)


@pytest.mark.usefixtures("brief")
def test_the_marked_passage_is_what_an_article_shows(folder: Path) -> None:
    """But for numbers, confidences and ids, which move with every statement that is found or lost before it."""
    excerpt = README[README.index("    8{Lucia Vandini") :].split("\n\n")[0]
    shown = run("show", "article", "000_ponteval-ledger.html", "--db", str(folder / "demo.db"))
    assert unnumbered(excerpt) in unnumbered(shown)


@pytest.mark.usefixtures("brief")
def test_the_checked_claim_is_what_check_prints(folder: Path) -> None:
    excerpt = README[README.index("    “Inspectors had warned") :].split("\n\n")[0]
    shown = run("check", "Inspectors had warned the company about the bow door", "--db", str(folder / "demo.db"))
    assert re.sub(r"\s+", " ", excerpt).strip() in re.sub(r"\s+", " ", shown)


def unnumbered(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r" · confidence [\d.]+|\bid\s+[0-9a-f]{8}\b|\d+", "", text)).strip()


def test_every_command_is_there() -> None:
    named = set(re.findall(r"^ {4}dissensus (\w+)", README, re.MULTILINE))
    assert {"read", "report", "show", "search", "explain", "verify", "export"} <= named
    assert named <= set(vars(typer.main.get_command(app))["commands"])


def test_the_lines_of_python_run(capsys: pytest.CaptureFixture[str]) -> None:
    code = README[README.index("    import dissensus\n") :].split("\n\n")[0]
    lines = "\n".join(line.removeprefix("    ") for line in code.splitlines())
    exec(lines.replace('"articles/"', repr(str(SAMPLES / "ferry-loss"))))
    assert "the bow door" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_points_at_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    missing = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    missing += [
        path
        for path in NAMED_PATH.findall(text)
        if not (ROOT / path).exists() and not (ROOT / "src/dissensus" / path).exists()
    ]
    assert missing == []
