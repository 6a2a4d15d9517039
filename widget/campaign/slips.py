"""The slips that people make in TOML: how each is known, and how to say it in their own terms."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

SCALES = {
    3: "k|thousand|mille|duizend|tausend",
    6: "m|mio|mln|millions?|miljoen|millionen",
    9: "bn|billions?|milliards?|miljard|milliarden|mrd",
}
POWERS = {word: power for power, words in SCALES.items() for word in words.replace("s?", "").split("|")}
INVISIBLE = r"[\x00-\x08\x0b-\x1f\x7f-\xa0\u2007\u200b-\u200f\u2028-\u202f\u2060\ufeff]"
# What some people group digits with.
GROUP = r"[,.'\u2019 \xa0\u2009\u202f]"
CALENDAR = "where a date is one of the calendar"
NO_DATE = r"(?<![\w.-])\d{4}-(?!(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))\d\d(?!\d)"
HOURS = r"(?:[01]\d|2[0-3]):[0-5]\d"
NO_MOMENT = (
    rf"(?<!\d)\d{{4}}-\d\d-\d\d(?:[Tt]|\s+)(?!{HOURS}:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-]{HOURS})?(?![\d:+-]))\d"
)


class Slip(NamedTuple):
    """One slip. message: what tomllib says of it. line: what its line holds, outside texts.

    expected, mend: for people; a mend may be worked out from what the line holds.
    """

    message: str
    line: str
    expected: str
    mend: str | Callable[[re.Match[str]], str]


def power(word: str) -> int:
    """The power of ten that a word for a size stands for, one or several of it; 0 for any other word."""
    return POWERS.get(word.lower().removesuffix("s"), 0)


def _grouped(match: re.Match[str]) -> str:
    return f"write {re.sub(GROUP, '_', match[0])}"


def _scaled(match: re.Match[str]) -> str:
    number = Decimal(match[1].replace("_", "").replace(",", "."))
    whole = number.scaleb(power(match[2]))
    return f"write {whole:,f}".replace(",", "_") + f" for {match[0]}"


def _unpaired(quote: str) -> str:
    """A line with an odd number of quotes."""
    other = f"[^{quote}]*"
    return f"^{other}{quote}{other}({quote}{other}{quote}{other})*$"


# The first that fits is said.
SLIPS = (
    Slip("Cannot|Duplicate", "", "where each key and each section stands once", "take one of the two out"),
    Slip(
        "",
        "[$€£¥]",
        "where a number stands alone",
        lambda match: f"take out {match[0]}; the unit says of what",
    ),
    Slip("", r"\d\s*%", "where a number stands alone", "take out %; the unit says of what"),
    Slip(
        "",
        r"(?<![\d-])(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{4}-(\d-\d+|\d\d-\d))(?!\d)",
        "where a date is written year-month-day",
        "write it as 2020-11-18",
    ),
    Slip("", NO_DATE, CALENDAR, "correct it: year-month-day, such as 2020-11-18"),
    Slip(
        "",
        NO_MOMENT,
        "where a time has hours, minutes and seconds of two digits each",
        "write it as 2020-11-18T08:00:00",
    ),
    Slip("date", "", CALENDAR, "correct it: year-month-day, such as 2020-11-18"),
    Slip(
        "", rf"(?<![\w.,])\d{{1,3}}(?:{GROUP}\d{{3}})+(?!\d)", "where digits are grouped by _ alone", _grouped
    ),
    Slip(
        "",
        rf"(?i)(\d{{1,15}}(?:[.,]\d{{1,15}})?)\s*({'|'.join(SCALES.values())})\b",
        "where a number has digits alone",
        _scaled,
    ),
    Slip("", r"(?<![\w.,])(\d+),(\d+)", "where decimals stand behind a point", r"write \1.\2"),
    Slip("", r"=\s*[+-]?0+\d", "where a number begins with another digit than 0", "take out the 0 before it"),
    Slip(
        "",
        r"=\s*[+-]?(\.\d|\d+\.(?!\d))",
        "where a digit stands on both sides of the point",
        "write 0.5 or 5.0",
    ),
    Slip(
        "",
        r"[=,{\[]\s*[\u201c-\u201f\u2018-\u201b\u00ab\u00bb]|[\u201c\u201d\u2019\u00bb]\s*([,\]}#]|$)",
        "where texts stand between straight quotes",
        'write "…" in place of the curly quotes',
    ),
    Slip("", INVISIBLE, "without invisible characters", lambda match: f"take out U+{ord(match[0]):04X}"),
    Slip(
        "",
        r"=\s*(?i:true|false|yes|no|on|off)\s*(#|$)",
        "where yes is true and no is false",
        "write true or false, in small letters",
    ),
    Slip("", r"=\s*(?i:null|none|nil)\s*(#|$)", "where what has no value is left out", "take the line out"),
    Slip(
        "Unescaped",
        "",
        "where \\ in a text means something",
        "write \\\\ for it, or set the text between single quotes",
    ),
    Slip(
        "at the end of a|Invalid init|statement",
        r"^\s*\[+[^\[\]#]*([^A-Za-z0-9_.\s\[\]\"'#-]|[\w-]\s+[\w-]|\.\s*\])",
        "where a name has letters a to z, digits and hyphens",
        "rename it, such as [figures.trees-planted]",
    ),
    Slip(
        "at the end of a|Invalid init|statement",
        r"^\s*\[",
        "where a heading ends with the brackets it begins with",
        "write [figures.NAME] or [[act]]",
    ),
    Slip(
        "Unterminated|Illegal character '\\\\n'",
        "",
        "where a text ends with the quotes that it begins with",
        'put in the missing "',
    ),
    Slip("character '", "", "without invisible characters", "take out the one that is shown as \\x…"),
    Slip(
        "",
        _unpaired('"'),
        "where a text stands between two quotes",
        'put in the missing ", or write \\" for a quote in the text',
    ),
    Slip(
        "",
        _unpaired("'"),
        "where a text stands between two quotes",
        'set it between double quotes: "…"',
    ),
    Slip(
        "array",
        "",
        "where a list stands between [ and ], with commas between its values",
        "put in what is missing",
    ),
    Slip(
        "",
        r"{.*(?:[\d\"\]}]|true|false)\s+[\w\"][\w\".-]*\s*=",
        "where commas stand between the values of { … }",
        "put in the missing comma",
    ),
    Slip(
        "",
        r"\"\"\s*[^\s,;#\]}=.]",
        "where a text ends with its second quote",
        'write \\" for a quote in the text',
    ),
    Slip(
        "inline table|key part|Invalid statement",
        r"{[^}]*$|^\s*}",
        "where { … } stands on one line",
        "join the lines, or make a section of it, [figures.NAME.source]",
    ),
    Slip("", r"[;,]\s*(#.*)?$", "where a line ends with its value", "take out what stands behind it"),
    Slip("", r",\s*}", "where { … } has a comma only between two values", "take out the last comma"),
    Slip("", r"^\s*[\w\"'.-]+\s*:", "where = stands between a key and its value", "write = in place of :"),
    Slip(
        "",
        r"^[^=]*$",
        "where = stands between a key and its value",
        "write it as key = value, or # before a remark",
    ),
    Slip("", r"=\s*(#.*)?$", "where a value stands behind =", "add the value, or take the line out"),
    Slip("", r"^\s*=", "where a key stands before =", "add the key, or take the line out"),
    Slip("", r"^\s*[\w\"'.-]+\s+[\w\"']", "where a key is one word", "join its words by -"),
    Slip(
        "statement|key",
        r"^[^=]*[^\x00-\x7f][^=]*=",
        "where a key has letters a to z, digits, - and _",
        "set the key between quotes, or rename it",
    ),
    Slip("value", r"[=\[,{(]\s*[^\W\d]", "where a text stands between quotes", 'write "…" around it'),
    Slip(
        "statement",
        r"=\s*[+-]?\d\S*\s*(#|$)",
        "where a number has digits, _ between two of them, and at most one point",
        "write it as 19_000_000 or 2.5",
    ),
    Slip(
        "statement", r"=", "where one value stands behind =", "take out the rest, or set all of it in quotes"
    ),
)


def explained(message: str, line: str) -> tuple[str, str] | None:
    """What is expected in a `line` outside its texts, of which tomllib says `message`, and how to mend it."""
    for slip in SLIPS:
        match = re.search(slip.line, line) if re.search(slip.message, message) else None
        if match:
            mend = match.expand(slip.mend) if isinstance(slip.mend, str) and r"\1" in slip.mend else slip.mend
            return f"TOML, {slip.expected}", mend if isinstance(mend, str) else mend(match)
    return None
