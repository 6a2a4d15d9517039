"""The house: each package knows only those below it, only the top reads the clock, and all stay small."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

from tests.support.servers import ROOT

# From the top down; a package imports only from those below it. docs/decisions/0001-shape.md has the reasons.
PACKAGES = [
    "__main__",
    "command",
    "export",
    "server",
    "pages",
    "paste",
    "formats",
    "view",
    "campaign",
    "numbers",
    "responses",
    "language",
    "settings",
]
HOUSE = ROOT / "widget"
FILES = sorted(HOUSE.rglob("*.py"))
MODULES = [file for file in FILES if file.stem != "__init__"]
CLOCK = {"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime"}
EVERY = pytest.mark.parametrize("file", MODULES, ids=lambda file: name(file))


def name(file: Path) -> str:
    """Its dotted name below `widget`."""
    return ".".join(file.relative_to(HOUSE).with_suffix("").parts)


def package(module: str) -> str:
    return module.split(".")[0]


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path) -> set[str]:
    """The modules of ours that a file imports; `widget` itself, where `__version__` stands, is below all."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(file)} imports by a relative name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    ours = {each.removeprefix("widget.") for each in found if each.startswith("widget.")}
    return ours & {name(each) for each in MODULES}


def functions(file: Path) -> list[int]:
    """The lengths of the functions of a file, in lines."""
    found = [
        node for node in ast.walk(tree(file)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    return [(node.end_lineno or node.lineno) - node.lineno + 1 for node in found]


def test_every_module_is_in_a_room() -> None:
    assert {package(name(file)) for file in MODULES} == set(PACKAGES)
    assert {file.stem for file in HOUSE.glob("*.py")} == {"__init__", "__main__", "settings"}


@EVERY
def test_a_package_imports_only_from_packages_below_it(file: Path) -> None:
    level = PACKAGES.index(package(name(file)))
    others = {each for each in imported(file) if package(each) != package(name(file))}

    assert {each for each in others if PACKAGES.index(package(each)) < level} == set()


def test_no_two_modules_need_each_other() -> None:
    list(TopologicalSorter({name(file): imported(file) for file in MODULES}).static_order())


@EVERY
def test_only_server_export_and_command_read_the_clock(file: Path) -> None:
    calls = [node.func for node in ast.walk(tree(file)) if isinstance(node, ast.Call)]
    read = {call.attr for call in calls if isinstance(call, ast.Attribute)} & CLOCK
    modules = {
        alias.name for node in ast.walk(tree(file)) if isinstance(node, ast.Import) for alias in node.names
    }

    allowed = package(name(file)) in ("server", "export", "command")
    assert allowed or (not read and "time" not in modules)


@EVERY
def test_only_settings_and_metrics_know_the_environment(file: Path) -> None:
    nodes = list(ast.walk(tree(file)))
    names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    names |= {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}

    assert not names & {"environ", "getenv"} or name(file) in ("settings", "server.metrics")


def test_no_file_has_more_than_300_lines() -> None:
    folders = {"widget": "**/*.py", "templates": "**/*", "static": "*", "tests": "**/*.py", "scripts": "*"}
    files = [
        each
        for folder, pattern in folders.items()
        for each in (ROOT / folder).glob(pattern)
        if each.is_file() and "node_modules" not in each.parts
    ]
    long = {str(each.relative_to(ROOT)): len(each.read_bytes().splitlines()) for each in files}

    assert {file: lines for file, lines in long.items() if lines > 300} == {}


def test_the_median_function_has_at_most_eight_lines() -> None:
    assert median(length for file in FILES for length in functions(file)) <= 8


@EVERY
def test_a_module_says_what_it_is_for(file: Path) -> None:
    assert (ast.get_docstring(tree(file)) or "").endswith(".") or file.stem == "__main__"
