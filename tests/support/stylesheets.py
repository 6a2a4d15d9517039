"""Style sheets taken apart: rules with selectors and declarations, and times in whole microseconds."""

import re
from dataclasses import dataclass
from decimal import Decimal

STRING = r'"(?:[^"\\]|\\.)*"'
DECLARATION = re.compile(rf"\s*([\w-]+)\s*:\s*((?:{STRING}|[^;\"])*)(?:;|$)")


@dataclass(frozen=True)
class Rule:
    """One rule: its selector, its declarations in order, and the at-rules around it from the outside in."""

    selector: str
    declarations: tuple[tuple[str, str], ...]
    around: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        return dict(self.declarations)[name]


def parse(css: str, around: tuple[str, ...] = ()) -> list[Rule]:
    """The rules of a style sheet. Raises ValueError where a brace, a string or a comment is not closed."""
    found: list[Rule] = []
    rest = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).strip()
    while rest:
        prelude, body, rest = _block(rest)
        if prelude.startswith("@") and "{" in re.sub(STRING, "", body):
            found += parse(body, (*around, prelude))
        else:
            found.append(Rule(prelude, tuple(DECLARATION.findall(body)), around))
    return found


def _block(css: str) -> tuple[str, str, str]:
    depth, opened = 0, -1
    for found in re.finditer(rf"{STRING}|[{{}}\"]", css):
        if found[0] == '"':
            raise ValueError(f"a string that is not closed: {css[found.start() :][:60]!r}")
        if found[0] == "{":
            opened = found.start() if depth == 0 else opened
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                return css[:opened].strip(), css[opened + 1 : found.start()], css[found.end() :].strip()
    raise ValueError(f"a brace that is not closed: {css[:60]!r}")


def microseconds(time: str) -> int:
    """A CSS time in seconds, such as `-4.547369s`; raises ValueError unless it is whole microseconds."""
    if not re.fullmatch(r"-?\d+(\.\d{1,6})?s", time):
        raise ValueError(f"{time!r} is not whole microseconds")
    return int(Decimal(time.removesuffix("s")) * 1_000_000)


def string(token: str) -> str:
    """What a CSS string means (CSS Syntax 3, 4.3.5)."""
    if not re.fullmatch(STRING, token):
        raise ValueError(f"{token!r} is not a string")
    escaped = r"\\(?:([0-9a-f]{1,6})\s?|(.))"
    return re.sub(escaped, lambda found: chr(int(found[1], 16)) if found[1] else found[2], token[1:-1])
