"""What the columns of an odometer show at a time: worked out from what CSS does, in fractions.

Independent of how the odometer was made: a strip of n lines and a period shows line
floor((time + delay) / period * n) mod n; what `appears` is hidden before; a head stands until the next one.
"""

from dataclasses import dataclass
from fractions import Fraction

from widget.language.cldr import Language
from widget.numbers.odometer import Odometer


@dataclass(frozen=True)
class Shown:
    """The visible text, and what is hidden on its left: digits and separators."""

    text: str
    hidden_digits: int
    hidden_separators: int


def line(time: int, delay: int, period: int, lines: int) -> int:
    """The line that a strip shows: `steps(lines)`, repeated."""
    return int(Fraction(time + delay, period) * lines) % lines


def shown(odometer: Odometer, language: Language, time: int) -> str:
    """The text at `time`, in microseconds since the page was laid out."""
    return look(odometer, language, time).text


def look(odometer: Odometer, language: Language, time: int) -> Shown:
    """The text at `time`, and what is hidden before it."""
    if time >= odometer.ends:
        return Shown(odometer.last, 0, 0)
    head, missing_digits, missing_separators = _head(odometer, language, time)
    text = head
    if odometer.head_separator is not None and time >= odometer.head_separator:
        text += language.separator
    else:
        missing_separators += odometer.head_separator is not None and not odometer.head_late
    for place in odometer.places:
        if time < place.appears:
            missing_digits += 1
            missing_separators += place.separator is not None and not place.late
            continue
        text += language.digits[line(time, odometer.delay, place.period, 10)]
        # One that is late has no width until then.
        text += language.separator if place.separator is not None and time >= place.separator else ""
    return Shown(text + _low(odometer, time), missing_digits, missing_separators)


def _head(odometer: Odometer, language: Language, time: int) -> tuple[str, int, int]:
    if not odometer.heads:
        return "", 0, 0
    standing = [
        head
        for head, following in zip(odometer.heads, [*odometer.heads[1:], None], strict=True)
        if head.start <= time and (following is None or time < following.start)
    ]
    (head,) = standing
    widest = max((each.text for each in odometer.heads), key=len)
    digits = _digits(widest, language) - _digits(head.text, language)
    return head.text, digits, len(widest) - len(head.text) - digits


def _low(odometer: Odometer, time: int) -> str:
    if not odometer.low:
        return ""
    if time < odometer.lead_ends:
        return odometer.lead[
            line(time, odometer.delay, odometer.lead_ends + odometer.delay, len(odometer.lead))
        ]
    return odometer.low[line(time, odometer.delay, odometer.period, len(odometer.low))]


def _digits(text: str, language: Language) -> int:
    return sum(sign in language.digits for sign in text)


def value(text: str, language: Language) -> int:
    """The number that `text` says. Fails unless it is written just as the language writes that number."""
    digits = "".join(str(language.digits.index(sign)) for sign in text if sign in language.digits)
    number = int(digits)
    assert text == language.number(number), f"{text!r} is not how {number} is written"
    return number
