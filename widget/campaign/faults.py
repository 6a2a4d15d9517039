"""Faults in a campaign file, in words for the person who wrote it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from widget.campaign.fields import Model, Topic
from widget.campaign.figures import FORMS
from widget.campaign.figures.base import Figure
from widget.campaign.kinds import KINDS
from widget.campaign.quotations import Statement

# Those whose keys say themselves what they expect.
DESCRIBED: tuple[type[Model], ...] = (*KINDS.values(), *FORMS.values(), Statement)
# What a key expects and an example, by the key's last name: one table for messages and for docs/campaigns.md.
EXPECTED: dict[str, tuple[str, str]] = {
    "name": ("the campaign's address: small letters, digits and hyphens", 'name = "catsforkids"'),
    "revision": ("the date of this version of the file", "revision = 2020-11-18"),
    "languages": ("a list of language tags, the first being the default", 'languages = ["fr", "nl"]'),
    "timezone": ("an IANA time zone", 'timezone = "Europe/Brussels"'),
    "numbering": ("latn or native: the digits of every language", 'numbering = "latn"'),
    "title": ("a text", 'title = "…"'),
    "figures": ("at least one figure, at most 200", "[figures.NAME]"),
    "widgets": ("at least one widget, at most 100", "[widgets.NAME]"),
    "amount": ("a number above zero", "amount = 19_000_000"),
    "per": ("one of second, minute, hour, day, week, year", 'per = "day"'),
    "year": ("a calendar year, 1900 to 2100, without `per` or with per = \"year\"", "year = 2023"),
    "as_of": ("the date that the figure holds for", "as_of = 2020-11-18"),
    "estimate": ("true or false", "estimate = true"),
    "source": ("publisher, title, url and date", "[figures.NAME.source]"),
    "publisher": ("who published the figure", 'publisher = "Child Focus"'),
    "url": ("an address that begins with https:// or http://", 'url = "https://example.org/report"'),
    "date": ("the date of publication", "date = 2020-11-18"),
    "note": ("a text, or one for each language", 'note = "attributed to Interpol"'),
    "unit": ("a text for each language: what is being numbered", 'unit = { en = "births" }'),
    "kind": (f"one of {', '.join(KINDS)}", f'kind = "{next(iter(KINDS))}"'),
    "figure": ("the name of a section [figures.NAME]", 'figure = "births"'),
    "label": ("a text for each language", 'label = { en = "Births while you read" }'),
    "sentence": ("a text for each language", 'sentence = { en = "About {minute} a minute, {day} a day." }'),
    "act": ("a list of sections [[act]], at most 50", "[[act]]"),
    "region": ("two capital letters, or a UN M49 number such as 001 (the world)", 'region = "BE"'),
    "service": ("the name of the service", 'service = "Child Focus"'),
    "telephone": ("digits and spaces, + and hyphens, 32 of them at most", 'telephone = "116 000"'),
    "anonymous": ("true or false", "anonymous = true"),
    "safety_short": ("a text for each language", 'safety_short = { en = "Send only its address." }'),
    "safety": ("a text for each language", 'safety = { en = "Send only the address (URL)." }'),
    "hashtag": ("a # and 1 to 60 letters or digits", 'hashtag = "#catsforkids"'),
    "helplines": ("true or false", "helplines = true"),
    "step": ("2 to 6 sections [[step]], each a text for each language", "[[step]]"),
    "embed_on": ("a list of sites", 'embed_on = ["https://news.example"]'),
    "drawing": ("cat", 'drawing = "cat"'),
    "topic": (f"one of {', '.join(get_args(Topic))}", 'topic = "climate"'),
    **{
        key: described
        for model in DESCRIBED
        for key, described in model.described().items()
    },
}  # fmt: skip
# How many faults of a file are said, and how much of what stands there.
MOST = 50
SHOWN = 60
OTHERWISE = ("a text for each language of the campaign", 'a text such as { en = "…" }')


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where (file and dotted key), what stood there, what is expected, how to mend it."""

    file: str
    key: str
    value: str
    expected: str
    mend: str

    def __str__(self) -> str:
        # One line whatever stands in it, for logs and terminals.
        return printable(f"{self.file}: {self.key}: {self.value}; expected {self.expected}; {self.mend}")


class CampaignError(Exception):
    """A campaign file that is refused, with all its `faults`, one line each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def from_validation(
    error: ValidationError, file: str, keys: Callable[[tuple[str, ...]], Collection[str]]
) -> CampaignError:
    """The faults that pydantic found, in our words; `keys` gives the known keys of a section."""
    details = _proper(error.errors(include_url=False))
    faults = [_fault(detail, file, keys) for detail in details[:MOST]]
    if len(details) > MOST:
        faults.append(others(file, f"{len(details) - MOST:,} more faults"))
    return CampaignError(faults)


def others(file: str, value: str) -> Fault:
    """What stands in place of the faults of a file beyond MOST."""
    return Fault(file, "and", value, "none", "mend these first, then check again")


def printable(text: str) -> str:
    """`text` on one line, with its control characters spelt out."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def shortened(text: str, most: int = SHOWN) -> str:
    """The beginning of `text`."""
    return text if len(text) <= most else text[: most - 3] + "…"


def _proper(details: Sequence[ErrorDetails]) -> Sequence[ErrorDetails]:
    """Without lists that are too short only because what stands in them is at fault."""
    inside = {detail["loc"][:end] for detail in details for end in range(len(detail["loc"]))}
    return [each for each in details if each["type"] != "too_short" or each["loc"] not in inside]


def _fault(detail: ErrorDetails, file: str, keys: Callable[[tuple[str, ...]], Collection[str]]) -> Fault:
    location = tuple(str(part) for part in detail["loc"])
    # pydantic puts the kind of a widget and the form of a figure into the path; the file has no such key.
    tags = {"widgets": KINDS, "figures": FORMS}.get(location[0], {}) if location else {}
    path = location[:2] + location[3:] if location[2:3] and location[2] in tags else location
    key = printable(shortened(".".join(path).removesuffix(".[key]"), 100))
    context = detail.get("ctx", {})
    expected, example = _expected(path)
    if detail["type"] == "missing":
        return Fault(file, key, "is missing", expected, f"add {example}")
    if detail["type"] == "extra_forbidden":
        form = location[2] if location[0] == "figures" and len(location) == 4 else ""
        return _unknown(file, key, path[-1], keys(location[:-1]), form)
    if detail["type"].startswith("union_tag"):
        missing = detail["type"] == "union_tag_not_found"
        value = "is missing" if missing else _shown(context.get("tag"))
        expected, example = EXPECTED["kind"]
        return Fault(file, f"{key}.kind", value, expected, f"write {example}")
    if "mend" in context:
        value = shortened(context.get("value", "")) or _shown(detail["input"])
        return Fault(file, key, value, context["expected"], context["mend"])
    return Fault(file, key, _shown(detail["input"]), expected, f"write {example}")


def _unknown(file: str, key: str, name: str, known: Collection[str], form: str = "") -> Fault:
    mark = FORMS[form].mark if form else None
    if mark and any(name in _named(model) for model in FORMS.values()):
        expected = f"one form of figure: {mark}, or {name}"
        return Fault(file, key, f"stands beside {mark}", expected, f"take {name} out, or {mark}")
    close = get_close_matches(name[:SHOWN], known, 1)
    mend = f"rename it to {close[0]}" if close else "take it out"
    expected = f"one of {', '.join(known)}" if known else "a language of the campaign"
    return Fault(file, key, "is not a known key", expected, mend)


def _named(model: type[Figure]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _expected(path: Sequence[str]) -> tuple[str, str]:
    *parents, last = [part for part in path if not part.isdigit()] or path
    if parents in (["figures"], ["widgets"]):
        return "a section with a name, in single brackets", f"[{parents[0]}.NAME]"
    if last in EXPECTED:
        return EXPECTED[last]
    return ("a text in this language", f'{last} = "…"') if parents and parents[-1] in EXPECTED else OTHERWISE


def _shown(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > 256:
        return f"a number of about {value.bit_length() * 3 // 10:,} digits"
    if isinstance(value, dict | list):
        return f"{'a section' if isinstance(value, dict) else 'a list'} of {len(value):,}"
    return shortened(repr(value[: SHOWN + 1]) if isinstance(value, str) else str(value))
