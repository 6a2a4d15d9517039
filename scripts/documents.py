"""What the documents show of the product, made by it: ticking pictures, and what `meanwhile snippet` prints.

`scripts/documents` makes them again; tests/test_docs.py says when that is due.
"""

import re
import shlex
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from widget.command.main import main as meanwhile

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {"docs/embed.svg": "light", "docs/embed-dark.svg": "dark"}
PICTURE = "'/catsforkids/while-reading.svg?lang=en&theme={}'"
COMMAND = re.compile(r"^(?:\.venv/bin/)?meanwhile (snippet [^\n>]+)", flags=re.MULTILINE)
# A block that ends with a command, and the block after it, which is what the command prints.
PRINTED = re.compile(
    r"(^(?:\.venv/bin/)?meanwhile (snippet [^\n>]+)\n```\n\n```\w+\n)((?:.*?\n)??)(?=```$)",
    flags=re.MULTILINE | re.DOTALL,
)


def main() -> None:
    """Write every file as it is when it is made now."""
    for name in names():
        (ROOT / name).write_bytes(made(name))


def names() -> list[str]:
    """Each file that is made, or shows what is made, by its path from the root."""
    return [*PICTURES, *documents()]


def made(name: str) -> bytes:
    """What belongs in a file."""
    if name in PICTURES:
        return printed(f"get {PICTURE.format(PICTURES[name])}")
    return with_output(read(name)).encode()


def documents() -> list[str]:
    """The documents that show snippets: the README and the recipes."""
    recipes = sorted((ROOT / "docs" / "recipes").glob("*.md"))
    return ["README.md", *(f"docs/recipes/{file.name}" for file in recipes)]


def read(name: str) -> str:
    """The text of a document."""
    return (ROOT / name).read_text(encoding="utf-8")


def commands(text: str) -> list[str]:
    """Every `meanwhile snippet …` of a document, from its second word to the name of a file."""
    return [command.strip() for command in COMMAND.findall(text)]


def with_output(text: str) -> str:
    """A document in which each block after a command is what the command prints."""
    return PRINTED.sub(lambda found: found[1] + printed(found[2]).decode(), text)


@cache
def printed(command: str) -> bytes:
    """What `meanwhile` prints for the rest of a command. Raises ValueError if it fails."""
    result = CliRunner().invoke(meanwhile, shlex.split(command))
    if result.exit_code:
        raise ValueError(f"meanwhile {command}: {result.output}")
    return result.stdout_bytes


if __name__ == "__main__":
    main()
