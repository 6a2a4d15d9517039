"""The documents say what the code does."""

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scripts import documents
from tests.support.manual import campaigns
from tests.support.servers import ROOT
from widget import __version__
from widget.campaign.advice import hints
from widget.campaign.faults import EXPECTED
from widget.campaign.figures import FORMS, form
from widget.campaign.kinds import KINDS
from widget.campaign.load import load
from widget.formats.table import DOCUMENTS, DRAWINGS, FORMATS
from widget.paste.destinations import DESTINATIONS
from widget.settings import TABLE, flag, variable
from widget.view.options import LAYOUTS, NAMES, SIZES, THEMES, Options
from widget.view.view import build

MANUAL = "docs/campaigns.md"

# What is pasted where a program asks the server itself what is there.
ADDRESS = "https://meanwhile.example/catsforkids/while-reading.html?lang=en"
PLACEHOLDERS = {name for kind in KINDS.values() for names in kind.placeholders.values() for name in names}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code(name: str) -> set[str]:
    """Everything that stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", read(name)))


def test_the_readme_has_two_commands_a_snippet_and_a_picture() -> None:
    text = read("README.md")

    assert "scripts/serve" in text
    assert "scripts/test " in text
    assert "scripts/test unit" in text
    assert re.search(r"<iframe\s+src=\"http://127\.0\.0\.1:8000/catsforkids/while-reading\.html", text)
    assert re.search(r'<img src="docs/embed\.svg" alt="[^"]+"', text)


@pytest.mark.parametrize("name", documents.names())
def test_what_a_document_shows_of_the_product_is_what_the_product_makes(name: str) -> None:
    assert (ROOT / name).read_bytes() == documents.made(name), f"{name} is out of date: run scripts/documents"


def test_the_index_of_recipes_lists_every_recipe_once() -> None:
    listed = re.findall(r"^\| \[[^\]]+\]\(([\w-]+\.md)\)", read("docs/recipes/README.md"), flags=re.MULTILINE)
    there = {file.name for file in (ROOT / "docs" / "recipes").glob("*.md")} - {"README.md"}

    assert sorted(listed) == sorted(there)


RECIPES = [
    name for name in documents.documents() if name.startswith("docs/recipes/") and "README" not in name
]


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_is_short_and_says_where_its_snippet_is_from_and_whether_it_was_tried(name: str) -> None:
    text = read(name)

    assert len(text.splitlines()) <= 45
    assert re.search(r"^(Tried with .+ on \d{1,2} \w+ \d{4}|Not tried: .+)", text, flags=re.MULTILINE)
    assert documents.commands(text) or ADDRESS in text


@pytest.mark.parametrize("name", RECIPES)
def test_every_command_of_a_recipe_prints_a_snippet(name: str) -> None:
    for command in documents.commands(read(name)):
        assert documents.printed(command)


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "SECURITY.md",
        *(str(file.relative_to(ROOT)) for file in sorted((ROOT / "docs").glob("**/*.md"))),
    ],
)
def test_every_relative_link_leads_to_a_file(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", read(name))

    missing = [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()]
    assert missing == []


def test_every_snippet_has_a_title_and_no_script() -> None:
    for name in ("README.md", "docs/embedding.md"):
        for snippet in re.findall(r"<iframe.*?</iframe>", read(name), flags=re.DOTALL):
            assert 'title="' in snippet
            assert "allow-scripts" not in snippet


def test_the_changelogs_top_version_is_the_packages() -> None:
    found = re.search(r"^## \[?(\d+\.\d+\.\d+)", read("CHANGELOG.md"), flags=re.MULTILINE)

    assert found
    assert found[1] == __version__


@pytest.mark.parametrize("name", TABLE)
def test_every_setting_is_documented_with_flag_variable_and_default(name: str) -> None:
    rows = [line for line in read("docs/running.md").splitlines() if variable(name) in line]

    assert len(rows) == 1
    _, flags, variables, default, *_ = [cell.strip(" `") for cell in rows[0].split("|")]
    assert flags.split()[0] == flag(name)
    assert variables == variable(name)
    assert default == ("" if TABLE[name].default in ("", ()) else str(TABLE[name].default).lower())


@pytest.mark.parametrize("key", EXPECTED)
def test_every_key_of_a_campaign_file_is_documented(key: str) -> None:
    text = read("docs/campaigns.md")

    assert f"`{key}`" in text or f"[{key}." in text or f"[[{key}]]" in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_widget_is_documented(kind: str) -> None:
    assert kind in code("docs/campaigns.md")


@pytest.mark.parametrize("name", sorted(PLACEHOLDERS))
def test_every_placeholder_is_documented(name: str) -> None:
    assert "{" + name + "}" in read("docs/campaigns.md")


@pytest.mark.parametrize("word", [*NAMES, *THEMES, *LAYOUTS, *map(str, SIZES), *FORMATS])
def test_every_option_and_each_of_its_words_is_documented(word: str) -> None:
    assert word in code("docs/embedding.md")


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_every_destination_is_documented(destination: str) -> None:
    rows = [line for line in read("docs/embedding.md").splitlines() if line.startswith("|")]

    assert len([row for row in rows if f"| `{destination}` |" in row]) == 1


@pytest.mark.parametrize("name", campaigns(MANUAL))
def test_every_whole_file_in_the_manual_gives_what_it_says_in_every_format(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.toml"
    file.write_text(campaigns(MANUAL)[name], encoding="utf-8")
    campaign = load(file)

    assert hints(campaign, name, date(2026, 11, 25)) == ()
    for widget in campaign.widgets:
        shown = build(campaign, widget, Options("en"), datetime(2026, 11, 25, 12, tzinfo=UTC))
        for make in DOCUMENTS.values():
            assert make(shown).body
        for draw in DRAWINGS.values():
            assert draw(shown).svg


@pytest.mark.parametrize("name", campaigns(MANUAL))
def test_every_whole_file_in_the_manual_has_its_picture_below_it(name: str) -> None:
    below = read(MANUAL).partition(campaigns(MANUAL)[name])[2]

    assert re.match(rf"```\n\n!\[[^\]]+\]\(campaigns/{name}\.svg\)", below)
    assert (ROOT / "docs" / "campaigns" / f"{name}.svg").stat().st_size < 20_000


def test_the_manual_shows_every_kind_and_every_form() -> None:
    files = [tomllib.loads(text) for text in campaigns(MANUAL).values()]
    kinds = {widget["kind"] for file in files for widget in file["widgets"].values()}

    assert kinds >= set(KINDS) - {"rate"}
    assert {form(figure) for file in files for figure in file["figures"].values()} == set(FORMS)


@pytest.mark.parametrize(
    "command", ["serve", "check", "get", "snippet", "export", "purge", "schema", "doctor"]
)
def test_every_command_is_documented(command: str) -> None:
    assert f"meanwhile {command}" in read("docs/running.md")


def proofs(document: str) -> Iterator[tuple[str, str]]:
    """The tests that a document names: a file, and a pattern of a name in it."""
    file = ""
    for named in re.findall(r"`(tests/[^`\s]+\.py(?:::\w+)?|…[^`]+)`", read(document)):
        if named.startswith("tests/"):
            file, _, name = named.partition("::")
            yield file, rf"{name}$" if name else "test_"
        else:
            yield file, "test_" + ".*".join(re.escape(part) for part in named.split("…"))


def functions(file: str) -> list[str]:
    nodes = ast.walk(ast.parse(read(file)))
    return [node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("document", ["docs/security.md", "docs/operations.md"])
def test_every_test_that_a_document_names_is_there(document: str) -> None:
    named = list(proofs(document))
    missing = [
        (file, name)
        for file, name in named
        if not (ROOT / file).is_file() or not any(re.match(name, each) for each in functions(file))
    ]

    assert len(named) > 15
    assert missing == []


def test_every_threat_has_what_stops_it_and_a_test() -> None:
    table = read("docs/security.md").partition("## Who attacks")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("|")][2:]

    assert len(rows) > 15
    for who, stopped, shown in rows:
        assert stopped.strip(), who
        assert "::test_" in shown, who


def test_only_what_an_operator_runs_can_open_a_connection() -> None:
    asking = re.compile(
        r"^\s*(?:import|from) (?:http\.client|urllib\.request|httpx|requests|aiohttp|smtplib|ftplib)\b"
        r"|obstore|create_connection|open_connection|HTTPConnection|\.connect\(",
        flags=re.MULTILINE,
    )
    files = [str(file.relative_to(ROOT)) for file in sorted((ROOT / "widget").rglob("*.py"))]

    assert [file for file in files if asking.search(read(file))] == [
        "widget/command/front.py",
        "widget/command/machine.py",
        "widget/export/store.py",
    ]


@pytest.mark.parametrize("document", ["SECURITY.md", "docs/security.md"])
def test_no_address_for_reports_is_made_up(document: str) -> None:
    assert not re.search(r"[\w.]+@[\w-]+\.\w+", read(document))
