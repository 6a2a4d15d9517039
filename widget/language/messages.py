"""Texts with placeholders, in the syntax of ICU's MessageFormat: `{day}`, plural, selectordinal, select.

Read and filled in here, since a placeholder stands for a text of ours with the number behind it: ICU itself
would write `{n}` and `#` without CLDR's minimum of digits for groups. A test holds both together. `{{` and
`}}` outside of any choice are braces too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol

PLURALS = ("plural", "selectordinal")
CHOICES = (*PLURALS, "select")
OTHER = "other"
FORMS = ("zero", "one", "two", "few", "many", OTHER)
NAME = re.compile(r"\s*([^\s{},'#|]*)\s*")
SELECTOR = re.compile(r"\s*([^\s{}']*)\s*")
BLANKS = re.compile(r"(\s*)")
# Choices in choices: more than any sentence needs.
DEEPEST = 4


class Quantity(NamedTuple):
    """A number in a message: its text, and what its plural form is chosen by."""

    text: str
    number: int | Decimal

    def __str__(self) -> str:
        return self.text


Values = Mapping[str, str | Quantity]


class PluralForm(Protocol):
    """A language's plural form of a number."""

    def __call__(self, value: int | Decimal, *, ordinal: bool = False) -> str:
        """One of FORMS."""


class MessageError(ValueError):
    """A text that is no message: what is `expected`, and how to `mend` it."""

    def __init__(self, expected: str, mend: str) -> None:
        super().__init__(f"expected {expected}; {mend}")
        self.expected, self.mend = expected, mend


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place for a value."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Texts of which one stands there: by the plural form of a number, or by a value itself."""

    name: str
    kind: str
    branches: "Mapping[str, Message]"

    def chosen(self, value: str | Quantity, plural_form: PluralForm) -> "Message":
        """The branch for `value`."""
        key = str(value)
        if isinstance(value, Quantity) and self.kind in PLURALS:
            if exact := self.branches.get(f"={Decimal(value.number):f}"):
                return exact
            key = plural_form(value.number, ordinal=self.kind != "plural")
        return self.branches.get(key, self.branches[OTHER])


Part = str | Placeholder | Choice


@dataclass(frozen=True, slots=True)
class Message:
    """A text that has been read: its parts in order."""

    parts: tuple[Part, ...]

    def fill(self, values: Values, plural_form: PluralForm) -> str:
        """The text with `values` in its places. Raises KeyError if one is missing.

        A value that ends with a full stop, such as a Russian date, has it in place of that of the sentence.
        """
        text = ""
        for part in self._filled(values, plural_form):
            ended = text.endswith(".") and part.startswith(".") and not part.startswith("..")
            text += part.removeprefix(".") if ended else part
        return text

    def _filled(self, values: Values, plural_form: PluralForm) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            elif isinstance(part, Placeholder):
                yield str(values[part.name])
            else:
                yield part.chosen(values[part.name], plural_form).fill(values, plural_form)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its placeholders, one for each place."""
        return tuple(part.name for part in self._all() if not isinstance(part, str))

    @property
    def places(self) -> int:
        """How many values it shows at most at once: of a choice only one branch."""
        return sum(
            max(branch.places for branch in part.branches.values()) if isinstance(part, Choice) else 1
            for part in self.parts
            if not isinstance(part, str)
        )

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Its choices, those inside of others too."""
        return tuple(part for part in self._all() if isinstance(part, Choice))

    @property
    def foreseen(self) -> set[str]:
        """The names of the numbers for which it says itself what stands there if there are none."""
        return {choice.name for choice in self.choices if "=0" in choice.branches}

    def _all(self) -> Iterator[Part]:
        for part in self.parts:
            yield part
            if isinstance(part, Choice):
                for branch in part.branches.values():
                    yield from branch._all()


@lru_cache(maxsize=4096)
def message(text: str) -> Message:
    """`text` as a message. Raises MessageError if it is none."""
    reader = _Reader(text)
    parts = reader.parts(None, 0)
    return Message(parts)


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0
    literal: list[str] = field(default_factory=list)

    def parts(self, counted: str | None, depth: int) -> tuple[Part, ...]:
        """What stands up to the brace that closes this branch, or up to the end; `counted` is what # is."""
        found: list[Part] = []
        outer, self.literal = self.literal, []
        while self.at < len(self.text) and not (depth and self.text[self.at] == "}"):
            if part := self._next(counted, depth):
                self._flush(found)
                found.append(part)
        if depth and self.at == len(self.text):
            raise MessageError("every { with its }", "close it with }, or write '{' for a brace")
        self._flush(found)
        self.literal = outer
        return tuple(found)

    def _flush(self, found: list[Part]) -> None:
        if self.literal:
            found.append("".join(self.literal))
            self.literal = []

    def _next(self, counted: str | None, depth: int) -> Part | None:
        """The next placeholder or choice; or None, and a sign more is in `literal`."""
        sign, pair = self.text[self.at], self.text[self.at : self.at + 2]
        if sign == "'":
            self._quoted(counted)
        elif not depth and pair in ("{{", "}}"):
            self._take(sign, 2)
        elif sign == "{":
            return self._argument(depth)
        elif sign == "}":
            raise MessageError("every } with its {", "take it out, or write '}' for a brace")
        elif sign == "#" and counted:
            self.at += 1
            return Placeholder(counted)
        else:
            self._take(sign, 1)
        return None

    def _take(self, text: str, length: int) -> None:
        self.literal.append(text)
        self.at += length

    def _quoted(self, counted: str | None) -> None:
        """An apostrophe is one, unless a brace follows (in a plural, #): then all is text up to the next."""
        following = self.text[self.at + 1 : self.at + 2]
        if following == "'":
            self._take("'", 2)
        elif following not in (("{", "}", "#") if counted else ("{", "}")) or not following:
            self._take("'", 1)
        else:
            end = re.compile("(?:[^']|'')*").match(self.text, self.at + 1)
            inside = end[0] if end else ""
            elided = self.text[self.at - 1 : self.at].isalpha()
            if elided or self.at + len(inside) + 1 == len(self.text):
                raise MessageError(
                    "no apostrophe right before a brace, where it makes text of what follows",
                    "write ’ or two apostrophes",
                )
            self._take(inside.replace("''", "'"), len(inside) + 2)

    def _argument(self, depth: int) -> Part:
        self.at += 1
        name = self._match(NAME)
        if self._accept("}"):
            return Placeholder(name)
        kind = self._match(NAME) if self._accept(",") else ""
        if "}" not in self.text[self.at :]:
            raise MessageError("every { with its }", "close it with }, or write '{' for a brace")
        if kind == "number" and self._accept("}"):
            return Placeholder(name)
        if kind not in CHOICES or not self._accept(","):
            raise MessageError(
                f"a name in braces, or with one of {', '.join(CHOICES)}",
                f"write {{{name[:64]}}}, or '{{' for a brace",
            )
        return Choice(name, kind, self._branches(name, kind, depth + 1))

    def _branches(self, name: str, kind: str, depth: int) -> Mapping[str, Message]:
        branches: dict[str, Message] = {}
        if depth > DEEPEST:
            raise MessageError(f"at most {DEEPEST} choices in each other", "take some out")
        while not self._accept("}"):
            selector = self._match(SELECTOR)
            if not selector or not self._accept("{"):
                raise MessageError(
                    f"forms such as other {{…}} in {{{name}, {kind}, …}}, and every {{ with its }}",
                    "write each form as a word and a text in braces",
                )
            branches[selector] = Message(self.parts(name if kind in PLURALS else None, depth))
            self.at += 1
            self._match(BLANKS)
        if OTHER not in branches:
            raise MessageError(f"other {{…}} in {{{name}, {kind}, …}}", "add other {…}")
        return branches

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match[1] if match else ""

    def _accept(self, sign: str) -> bool:
        accepted = self.text.startswith(sign, self.at)
        self.at += len(sign) * accepted
        return accepted
