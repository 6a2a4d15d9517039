"""What an embedder may choose: a closed list, validated once, in one canonical form.

Unknown parameters, such as utm_source, are ignored. Of a parameter given twice the last one counts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from widget.campaign.kinds.base import Widget
from widget.campaign.models import Campaign
from widget.language.cldr import NUMBERINGS, Language, language
from widget.language.icu import form
from widget.language.negotiate import choose
from widget.language.tags import canonical, digits
from widget.view import colour

THEMES = tuple(colour.PAPERS)
LAYOUTS = ("card", "banner", "line")
MINUTES = range(1, 121)
EARLIEST = 1900
SHOWN = 60
NAMES = ("lang", "theme", "layout", "accent", "minutes", "from", "numbering", "size")
FIELDS = {"from": "since"}


class Size(NamedTuple):
    """Width and height of a picture, in pixels; as text, 1200x630."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


# What a png may have, and what an svg and a gif have.
SIZES = (Size(1200, 630), Size(600, 315), Size(320, 180))
PICTURE = Size(600, 200)


@dataclass(frozen=True, slots=True)
class Options:
    """The choices for one embed; `accent` is a colour without hash, `since` has a time zone, `numbering` is
    one of NUMBERINGS or empty, `size` is a png's."""

    lang: str
    theme: str = "auto"
    layout: str = "card"
    accent: str | None = None
    minutes: int | None = None
    since: datetime | None = None
    numbering: str = ""
    size: Size = SIZES[0]

    def canonical(self, default: str = "") -> str:
        """The query that gives these options: the language first, without what is default anyway, such as the
        language `default`.

        Where `&amp;` is escaped twice, a program that reads only the first parameter still gets that one.
        """
        chosen = {
            "lang": self.lang if self.lang != default else None,
            "accent": self.accent,
            "from": self.since and self.since.isoformat(),
            "layout": self.layout if self.layout != "card" else None,
            "minutes": self.minutes,
            "numbering": self.numbering or None,
            "size": self.size if self.size != SIZES[0] else None,
            "theme": self.theme if self.theme != "auto" else None,
        }
        return urlencode({name: value for name, value in chosen.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that is not possible: what was given, what is allowed, and what would be near it."""

    name: str
    value: str
    allowed: str
    near: str = ""


class OptionError(Exception):
    """One or more values that are not possible, all of them in `wrong`."""

    def __init__(self, wrong: list[Wrong]) -> None:
        super().__init__(", ".join(each.name for each in wrong))
        self.wrong = tuple(wrong)


class _RefusedError(Exception):
    def __init__(self, *allowed: str, near: str = "") -> None:
        self.allowed, self.near = allowed, near


def picture_size(options: Options, ending: str) -> Size:
    """How large a picture in the format `ending` is."""
    return options.size if ending == "png" else PICTURE


def parse(
    query: Mapping[str, str],
    campaign: Campaign,
    widget: Widget,
    moment: datetime,
    words: Language,
    ending: str = "html",
) -> Options:
    """The options in `query`. Raises OptionError with every wrong value, explained in the language `words`.

    An empty value, as an untouched form field sends it, is the default. What does not apply to the kind of
    widget or to the format `ending` is validated and then left out.
    """
    values: dict[str, Any] = {"lang": campaign.languages[0], "theme": THEMES[0]}
    parsers: dict[str, Callable[[str], object]] = {
        "lang": lambda value: _lang(value, campaign.languages),
        "theme": lambda value: _one_of(value, THEMES),
        "layout": lambda value: _one_of(value, LAYOUTS),
        "accent": lambda value: _accent(value, values["theme"], words),
        "minutes": lambda value: _minutes(value, words),
        "from": lambda value: _since(value, campaign.timezone, moment, words),
        "numbering": lambda value: _one_of(value, NUMBERINGS),
        "size": _size,
    }
    wrong = []
    query = {**query, "numbering": query.get("numbering") or _numbering(query.get("lang", ""), campaign)}
    for name, parser in parsers.items():
        if query.get(name):
            try:
                values[FIELDS.get(name, name)] = parser(query[name])
            except _RefusedError as refused:
                allowed = words.items(refused.allowed)
                wrong.append(Wrong(name, query[name][:SHOWN], allowed, refused.near))
    if wrong:
        raise OptionError(wrong)
    return Options(**{name: value for name, value in values.items() if _applies(name, widget, ending)})


def _applies(name: str, widget: Widget, ending: str) -> bool:
    applicable = {
        "minutes": "minutes" in widget.options,
        "since": "from" in widget.options,
        "layout": ending == "html",
        "size": ending == "png",
    }
    return applicable.get(name, True)


def _one_of(value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise _RefusedError(*allowed)
    return value


def _size(value: str) -> Size:
    sizes = {str(size): size for size in SIZES}
    return sizes[_one_of(value, tuple(sizes))]


def _lang(value: str, languages: Sequence[str]) -> str:
    name = canonical(value)
    found = choose(name, languages) if name.replace("-", "").isalnum() else None
    if not found:
        raise _RefusedError(*languages)
    return found


def _numbering(lang: str, campaign: Campaign) -> str:
    """The one of NUMBERINGS that `lang` asks for by its extension (UTS 35, -u-nu-), or empty."""
    system = digits(lang)
    found = choose(canonical(lang), campaign.languages) if system else None
    if not found:
        return ""
    asked = "".join(form("{n, number}", f"{found}-u-nu-{system}", n=digit) for digit in range(10))
    return next((name for name in NUMBERINGS if language(found, name).digits == asked), "")


def _accent(value: str, theme: str, words: Language) -> str:
    parsed = colour.parse(value)
    if parsed is None:
        raise _RefusedError(words.say("error.hex", example=colour.LIGHT["accent"]))
    paper = colour.PAPERS[theme]
    ratio = colour.contrast(parsed, paper)
    if ratio < colour.MINIMUM:
        rounded = words.number(Decimal(ratio).quantize(Decimal("0.01"), ROUND_DOWN))
        passing = colour.passing(parsed, paper)
        raise _RefusedError(words.say("error.contrast", ratio=rounded), near=passing)
    return parsed


def _minutes(value: str, words: Language) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 3 and int(value) in MINUTES):
        raise _RefusedError(words.say("error.minutes"))
    return int(value)


def _since(value: str, zone: ZoneInfo, moment: datetime, words: Language) -> datetime:
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        raise _RefusedError(words.say("error.from")) from None
    # A moment of another year may, in its time zone, be none that a calendar has.
    if not EARLIEST < parsed.year <= moment.year + 1:
        raise _RefusedError(words.say("error.from"))
    since = parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)
    if since > moment:
        raise _RefusedError(words.say("error.from"))
    return since
