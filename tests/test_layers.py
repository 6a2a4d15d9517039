"""The layers: each module knows only those below it, only the top reads the clock, and all stay small."""

import ast
from pathlib import Path
from statistics import median

import pytest

from tests.servers import ROOT

# From the bottom up; a module imports from lower layers only. docs/decisions/0001-shape.md has the reasons.
LAYERS: list[set[str]] = [
    {"colour", "faults", "hosts", "language", "metrics", "negotiation"}
    | {"policy", "rates", "settings", "staging", "typeset"},
    {"fields", "odometer", "assets", "raster"},
    {"campaign", "helplines", "links", "resource"},
    {"library", "options"},
    {"view", "urls"},
    {"ticking", "card", "reports"},
    {"render", "dial", "sheet"},
    {"film", "vector", "figures"},
    {"poster"},
    {"formats"},
    {"embed"},
    {"oembed"},
    {"address", "page", "press"},
    {"builder", "sign"},
    {"memo", "routes"},
    {"app", "server"},
    {"export"},
    {"cli"},
    {"__main__"},
]
LEVELS = {name: level for level, names in enumerate(LAYERS) for name in names}
FILES = sorted((ROOT / "widget").glob("*.py"))
MODULES = [file for file in FILES if file.stem != "__init__"]
CLOCK = {"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime"}
EVERY = pytest.mark.parametrize("file", MODULES, ids=lambda file: file.stem)


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path) -> set[str]:
    """The modules of ours that a file imports; `widget` itself, where `__version__` stands, is below all."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom):
            module = "widget" if node.level else node.module or ""
            names = [alias.name for alias in node.names]
            found |= {f"{module}.{name}" for name in names} | {module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    ours = {name.removeprefix("widget.").split(".")[0] for name in found if name.startswith("widget.")}
    return ours & {each.stem for each in MODULES}


def functions(file: Path) -> list[int]:
    """The lengths of the functions of a file, in lines."""
    found = [
        node for node in ast.walk(tree(file)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    return [(node.end_lineno or node.lineno) - node.lineno + 1 for node in found]


def test_every_module_has_its_layer() -> None:
    assert {file.stem for file in MODULES} == set(LEVELS)


@EVERY
def test_a_module_imports_from_lower_layers_only(file: Path) -> None:
    assert {name for name in imported(file) if LEVELS[name] >= LEVELS[file.stem]} == set()


@EVERY
def test_only_app_and_cli_read_the_clock(file: Path) -> None:
    calls = [node.func for node in ast.walk(tree(file)) if isinstance(node, ast.Call)]
    read = {call.attr for call in calls if isinstance(call, ast.Attribute)} & CLOCK
    modules = {
        alias.name for node in ast.walk(tree(file)) if isinstance(node, ast.Import) for alias in node.names
    }

    assert file.stem in ("app", "cli") or (not read and "time" not in modules)


@EVERY
def test_only_settings_app_and_cli_know_the_environment(file: Path) -> None:
    names = {node.attr for node in ast.walk(tree(file)) if isinstance(node, ast.Attribute)}

    assert not names & {"environ", "getenv"} or file.stem in ("settings", "app", "cli", "metrics")


def test_no_file_has_more_than_300_lines() -> None:
    folders = {"widget": "*.py", "templates": "*", "static": "*", "tests": "**/*.py", "scripts": "*"}
    files = [
        each
        for folder, pattern in folders.items()
        for each in (ROOT / folder).glob(pattern)
        if each.is_file()
    ]
    long = {str(each.relative_to(ROOT)): len(each.read_bytes().splitlines()) for each in files}

    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_the_median_function_has_at_most_ten_lines() -> None:
    assert median(length for file in FILES for length in functions(file)) <= 10


@EVERY
def test_a_module_says_what_it_is_for(file: Path) -> None:
    assert (ast.get_docstring(tree(file)) or "").endswith(".") or file.stem == "__main__"
