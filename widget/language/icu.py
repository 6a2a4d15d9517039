"""ICU, the one library of CLDR: a pattern filled in for a locale, and where a text may be broken."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from itertools import accumulate

from icu4py.breakers import CharacterBreaker, LineBreaker, WordBreaker
from icu4py.messageformat import MessageFormat

from widget.language.isolates import bare

Value = int | str | Decimal | date
# A language for private use, of which ICU has no data; and the root, where November is M11.
NOTHING = ("qaa", "und")
PROBE = "{day, date, long} {number, number, ::group-auto}"
# Signs between texts and within a range, and how long what is kept on one line may be.
SEPARATORS, DASHES, SIGNS = (*"·|/—–～~",), (*"–-～~",), (*"%٪‰°€",)
JOINING = re.compile(rf"[\d{''.join(SEPARATORS)}]")
TOGETHER, LONGEST_DAY = 20, len("18.")
MANY = 19_000_000
# Languages that ICU finds the words of, but does not break by words.
CHINESE = ("zh", "yue")


def form(pattern: str, locale: str, **values: Value) -> str:
    """`pattern`, an ICU MessageFormat, filled in with `values`; a moment has the time that its clock shows.

    Raises ValueError for a pattern that is malformed.
    """
    return _filled(_format(pattern, locale), values)


def forms(pattern: str, locale: str, values: Iterable[Mapping[str, Value]]) -> list[str]:
    """The same for several `values` that are asked for once: the pattern, up to 40 kB, is not kept."""
    made = MessageFormat(pattern, locale)
    return [_filled(made, each) for each in values]


# Ten languages in use have about 140, of 5 to 20 kB each; with fewer kept, renders take no measurably longer.
@lru_cache(maxsize=112)
def _format(pattern: str, locale: str) -> MessageFormat:
    return MessageFormat(pattern, locale)


def _filled(made: MessageFormat, values: Mapping[str, Value]) -> str:
    return made.format({name: _absolute(value) for name, value in values.items()})


def _absolute(value: Value) -> Value:
    """ICU shows the time in UTC, which the package has chosen for it, so that is what it gets."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else value


def has_data(locale: str) -> bool:
    """Whether ICU has data of a locale, or else writes as it does for no language at all."""
    return _probe(locale) not in map(_probe, NOTHING)


@lru_cache(maxsize=1024)
def _probe(locale: str) -> str:
    (found,) = forms(PROBE, f"{locale}-u-ca-gregory", [{"day": date(2020, 11, 18), "number": 10**15}])
    return found


def clusters(text: str) -> list[str]:
    """What readers take for one character each (UAX 29)."""
    return list(CharacterBreaker(text, "und"))


def words(text: str, locale: str) -> list[str]:
    """The parts between which a line may end (UAX 14), each with the spaces after it.

    By phrases in Japanese, and by words in Korean and Chinese, as headlines are set. What a number is of
    stays with it, and a separator with what stands before it.
    """
    found: list[str] = []
    end = held = 0
    for part in breaks(text, locale):
        joins = found and (end < held or _joined(found[-1], part, locale))
        found[-1:] = [found[-1] + part] if joins else [*found[-1:], part]
        end += len(part)
        if part.rstrip()[-1:].isdigit():
            held = end + _size(text[end:], locale)
    return found


def _joined(before: str, after: str, locale: str) -> bool:
    """Whether no line ends between two parts, for the sake of a number or a separator."""
    if not JOINING.search(before) and not JOINING.search(after):
        return False
    # After a dash with a space a line may end.
    spaced = before[-1].isspace() and before.rstrip()[-1:] in DASHES
    return not spaced and _together(bare(before).rstrip(), bare(after).rstrip(), locale)


def _size(text: str, locale: str) -> int:
    """How long the word for a size is that a text begins with, which dictionaries may break: 11 ប៊ីលាន."""
    rest = text.lstrip()
    length = max((len(word) for word in _sizes(locale) if rest.startswith(word)), default=0)
    return length + len(text) - len(rest) if length else 0


@cache
def _sizes(locale: str) -> tuple[str, ...]:
    """CLDR's words for millions and more."""
    texts = (form("{n, number, ::compact-long}", locale, n=3 * 10**size) for size in range(6, 15))
    return tuple({word for text in texts for word in text.split() if not any(map(str.isdigit, word))})


def breaks(text: str, locale: str) -> list[str]:
    """The same, with no regard for numbers."""
    parts = list(LineBreaker(text, f"{locale}-u-lw-phrase"))
    if locale.split("-")[0] not in CHINESE:
        return parts
    ends = set(accumulate(map(len, WordBreaker(text, locale))))
    found = [""]
    for part, end in zip(parts, accumulate(map(len, parts)), strict=True):
        found[-1] += part
        found += [""] * (end in ends)
    return [part for part in found if part]


def _together(before: str, after: str, locale: str) -> bool:
    """Whether no line ends between two parts: 19 million, 4200万人, 18. November, 19–30, milioni 19."""
    if after in SEPARATORS:
        return True
    if not before or len(before) + len(after) > TOGETHER:
        return False
    if after[:1].isdigit():
        return (before[-1] in DASHES and before[0].isdigit()) or (before.isalpha() and _leads(locale))
    ordinal = before[-1] == "." and before[:-1].isdigit() and len(before) <= LONGEST_DAY
    single = before[0].isdigit() and _letters(after) == 1 and _letters(before) <= 1
    counted = (before[-1].isdigit() or ordinal) and not _leads(locale)
    return after[:1] in SIGNS or (after[:1].isalpha() and (counted or single))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def _leads(locale: str) -> bool:
    """Whether the word for a size stands before its number, as in Swahili."""
    return form("{n, number, ::compact-long}", locale, n=MANY)[:1].isalpha()
