"""What the columns of an odometer show at a time: worked out from what CSS does, in fractions.

Independent of how the odometer was made: a strip of n lines and a period shows line
floor((time + delay) / period * n) mod n; what `appears` is hidden before; a head stands until the next one.
"""

from dataclasses import dataclass
from fractions import Fraction

from widget.language.cldr import Language
from widget.numbers.notation import Notation
from widget.numbers.odometer import Odometer
from widget.numbers.runs import Run


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
        return Shown(odometer.text(odometer.ends), 0, 0)
    run = run_at(odometer, time)
    if run.whole:
        return Shown(_head(run, language, time)[0], 0, 0)
    before, behind = around(odometer, run)
    seen = digits(run, language, time)
    return Shown(before + seen.text + behind, seen.hidden_digits, seen.hidden_separators)


def run_at(odometer: Odometer, time: int) -> Run:
    """The one that stands there."""
    (run,) = [run for run in odometer.runs if run.begins <= time < run.ends]
    return run


def around(odometer: Odometer, run: Run) -> tuple[str, str]:
    """What stands before and behind its digits, in the order of the text."""
    for negative in (False, True):
        if odometer.notation.beside(negative) == (run.left, run.right):
            return odometer.notation.around(negative)
    raise AssertionError(f"{run.left!r} and {run.right!r} are of no number")


def digits(run: Run, language: Language, time: int) -> Shown:
    """The digits of a run at `time`, and what is hidden before them."""
    head, missing_digits, missing_separators = _head(run, language, time)
    separator = language.separator * run.head_separated
    text = head + separator
    for place in run.places:
        if time < place.appears or (place.vanishes and time >= place.vanishes):
            missing_digits += 1
            missing_separators += bool(place.sign)
            continue
        row = line(time, run.delay, place.period, 10)
        text += language.digits[9 - row if run.falls else row]
        text += place.sign
    if separator and not head:
        # A separator before any digit: hidden together with the heads that are not there.
        text = text.removeprefix(separator)
        missing_separators += 1
    return Shown(text + _low(run, time), missing_digits, missing_separators)


def _head(run: Run, language: Language, time: int) -> tuple[str, int, int]:
    if not run.heads:
        return "", 0, 0
    standing = [
        head
        for head, following in zip(run.heads, [*run.heads[1:], None], strict=True)
        if head.start <= time and (following is None or time < following.start)
    ]
    (head,) = standing
    widest = max((each.text for each in run.heads), key=len)
    digits = _digits(widest, language) - _digits(head.text, language)
    return head.text, digits, len(widest) - len(head.text) - digits


def _low(run: Run, time: int) -> str:
    if not run.low:
        return ""
    if time < run.lead_ends:
        return run.lead[line(time, run.delay, run.lead_ends + run.delay, len(run.lead))]
    return run.low[line(time, run.delay, run.period, len(run.low))]


def _digits(text: str, language: Language) -> int:
    return sum(sign in language.digits for sign in text)


def value(text: str, language: Language) -> int:
    """The number that `text` says. Fails unless it is written just as the language writes that number."""
    return count(text, Notation(language))


def count(text: str, notation: Notation) -> int:
    """The count that `text` says. Fails unless it is written just as the notation writes that count."""
    own = notation.language.digits
    size = int("".join(str(own.index(sign)) for sign in text if sign in own))
    counts = [each for each in (size, -size) if notation.text(each) == text]
    assert counts, f"{text!r} is not how {size} is written"
    return counts[0]
