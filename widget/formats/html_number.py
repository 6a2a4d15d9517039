"""The style rules of ticking numbers: their timelines, in CSS.

Everything here is a function of the `Odometer`; what the classes mean and why each is there is said in
docs/decisions/0003-odometer.md, and the rules common to all numbers stand in templates/number.css.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import ceil
from unicodedata import category

from markupsafe import Markup

from widget.language import digits
from widget.language.cldr import Language
from widget.numbers.count import MICROSECONDS
from widget.numbers.odometer import Odometer
from widget.numbers.runs import Head, Run, Shift
from widget.view.view import Ticking

# How wide digits and separators are at most, in em, in the bold faces of the systems.
DIGIT, SEPARATOR = 0.66, 0.3
# Half the height of a number's row, in ems.
HALF = 0.55
# How much higher than usual a row is at most, for digits that reach far up or down.
HIGHEST = 1.5
# A strip of more lines than this zigzags.
TALL = 10
# WebKit alone knows the property (Blink removed it in 2014); rows of whole pixels it needs for `top`.
WEBKIT = "@supports (-webkit-nbsp-mode:space) and (width:round(up,1px,1px))"


def style(numbers: Sequence[Ticking], language: Language, high: float = 1) -> Mapping[str, object]:
    """What templates/number.css and what shows the `numbers` of a page, all in one language, are filled with.

    high: how much higher than usual rows are.
    ends: when nothing of them stands there any more. timelines: the rules of each, the first of class n0.
    """
    cell = digits.cell(language.digits)
    return {
        "numbers": numbers,
        "language": language,
        "digits": language.digits,
        "cell": cell,
        "row": f"{2 * HALF * high:.3g}",
        "shrink": _shrink(cell, high),
        "leftward": digits.leftward(language.digits),
        "pointed": any(number.odometer.point for number in numbers),
        "parted": any(number.odometer.parted for number in numbers),
        "ends": seconds(max((number.odometer.ends for number in numbers), default=0)),
        "timelines": Markup("".join(rules(number, f".n{i}") for i, number in enumerate(numbers))),
    }


def high(language: Language) -> float:
    """How much higher rows may be where there is room, so that digits are no smaller than they have to be."""
    return min(HIGHEST, 1 / _shrink(digits.cell(language.digits)))


def ems(number: Ticking, high: float = 1) -> float:
    """How wide a number may become, with what stands beside its digits, in rows that are so much higher."""
    cell = digits.cell(number.odometer.notation.language.digits)
    digit = max(DIGIT, cell.width * _shrink(cell, high))
    signs = (category(letter)[0] in "PZC" for letter in number.odometer.widest)
    return round(sum(SEPARATOR if sign else digit for sign in signs), 2)


@lru_cache(maxsize=16)
def rules(number: Ticking, selector: str) -> str:
    """The rules for the number that `selector` matches. Times are in seconds, exact to the microsecond."""
    odometer = number.odometer
    if not odometer.parted:
        return "".join(_run(odometer.runs[0], odometer, selector))
    return "".join(
        rule for i, run in enumerate(odometer.runs) for rule in _part(run, odometer, f"{selector} .v{i}")
    )


def name(selector: str) -> str:
    """What the keyframes of a number or a run are called: `.n0 .v1` is n0v1."""
    return selector.replace(".", "").replace(" ", "")


def seconds(microseconds: int) -> str:
    """A CSS time: 4547369 is 4.547369s."""
    whole, rest = divmod(microseconds, MICROSECONDS)
    return f"{whole}{f'.{rest:06}'.rstrip('0') if rest else ''}s"


def ago(delay: int) -> str:
    """The delay of what began so long before the load, or is to begin after it."""
    return f"-{seconds(delay)}" if delay >= 0 else seconds(-delay)


def text(value: str) -> str:
    """A text for between double quotes (CSS Syntax 3, 4.3.5)."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ").replace("<", "\\3c ")


def _part(run: Run, odometer: Odometer, n: str) -> Iterator[str]:
    """One of several runs, with what stands beside its digits."""
    yield f"{n}{{animation:on 0s {seconds(run.begins)} backwards,off 0s {seconds(run.ends)} forwards}}"
    for side, beside in (("x", run.left), ("y", run.right)):
        if beside:
            yield f'{n} .{side}::before{{content:"{text(beside)}"}}'
    yield from _run(run, odometer, n)


def _shrink(cell: digits.Cell, high: float = 1) -> float:
    """How much smaller digits have to be, so that none reaches out of its row, which is twice HALF * high.

    Chromium and WebKit place a line by the page's own font, Firefox by that of the digits.
    """
    middles = (digits.LATIN.middle, cell.middle)
    half = HALF * high
    return min(1, half / (cell.up - min(middles)), half / (cell.down + max(middles)))


def _run(run: Run, odometer: Odometer, n: str) -> Iterator[str]:
    language = odometer.notation.language
    if run.falls:
        backward = tuple(reversed(language.digits))
        yield _content(f"{n} .c", backward)
    yield from _strips(run, n, language)
    yield from _heads(run.heads, run.ends, n)
    if run.head_separated and not run.heads[0].text:
        yield f"{n} .p0{{animation:on 0s {seconds(run.heads[1].start)} backwards}}"
    if run.head_separated and not run.heads[-1].text:
        yield f"{n} .p0{{animation:off 0s {seconds(run.heads[-1].start)} forwards}}"
    yield from _shifts(run, n, language)
    webkit = "".join(_webkit(run, n, language))
    if webkit:
        yield f"{WEBKIT}{{{webkit}}}"


def _webkit(run: Run, n: str, language: Language) -> Iterator[str]:
    """What WebKit is to do instead: move by `top` and `left`, and show every second line of a tall strip.

    It sleeps between the steps of an animation if that is not accelerated, as `transform` is, and has one
    `steps()`: no zigzag. An update costs it more than a frame of an animation that never sleeps.
    """
    if not run.low:
        return
    own = name(n)
    yield f"{n} .c::before,{n} .q::before{{position:relative;top:100%;transform:none;animation-name:{own}}}"
    yield f"@keyframes {own}{{from{{top:0}}to{{top:var(--y,-1000%)}}}}"
    every = 2 if len(run.low) > TALL else 1
    low, lead = run.low[::every], run.lead[::every]
    yield _below(f"{n} .r", low)
    yield from _contents(f"{n} .r", low, language)
    if lead:
        ends = ceil(Fraction(len(lead) * run.period, len(low)))
        yield from _lead(lead, ends, run.delay, n)
        yield _below(f"{n} .q", lead)
    frame = "to" if run.falls else "0%"
    for i, shift in enumerate(run.shifts):
        yield f"@keyframes {name(n)}-{i}{{{frame}{{left:{_distance(shift, language)}}}}}"


def _below(selector: str, lines: tuple[str, ...]) -> str:
    count = len(lines)
    return f"{selector}::before{{--y:-{count}00%;animation-timing-function:steps({count})}}"


def _strips(run: Run, n: str, language: Language) -> Iterator[str]:
    if not run.low:
        return
    turns = (run.ends + run.delay) // run.period + 1
    if run.delay:
        yield f"{n} .c::before,{n} .q::before{{animation-delay:{ago(run.delay)}}}"
    yield from _low(run.low, run.period, turns, n)
    yield from _contents(f"{n} .r", zigzag(run.low) if len(run.low) > TALL else run.low, language)
    for i, place in enumerate(run.places, 1):
        times = turns * run.period // place.period + 1
        duration = f"animation-duration:{seconds(place.period)}"
        yield f"{n} .p{i}::before{{{duration};animation-iteration-count:{times}}}"
        if place.appears:
            yield f"{n} .p{i}{{animation:on 0s {seconds(place.appears)} backwards}}"
        if place.vanishes:
            yield f"{n} .p{i}{{animation:off 0s {seconds(place.vanishes)} forwards}}"
    if run.lead:
        yield from _lead(run.lead, run.lead_ends + run.delay, run.delay, n)


def _lead(lines: tuple[str, ...], period: int, delay: int, n: str) -> Iterator[str]:
    yield _strip(f"{n} .q", lines, period, 1)
    yield _content(f"{n} .q", lines)
    yield f"{n} .r{{animation:on 0s {seconds(period - delay)} backwards}}"
    yield f"{n} .q{{animation-delay:{seconds(period - delay)}}}"


def _low(lines: tuple[str, ...], period: int, turns: int, n: str) -> Iterator[str]:
    """The low strip: a short one goes down its rows and jumps back, a tall one zigzags.

    Eleven lines: in 6/11 of a turn the strip shows rows 0, 2, 4, 6, 8 and 10, and in the rest 9, 7, 5, 3
    and 1. A row is 1/11 of the height. `steps()` never shows where a way ends, so the first one ends at row
    12 and the other at row -1, and `step-start` leaps from the one to the other.

    >>> import re
    >>> *_, keyframes = _low(tuple("abcdefghijk"), 2_000_000, 1, ".n0")
    >>> re.findall(r"translateY[(](-?[0-9.]+)%", keyframes)
    ['0', '-109.0909091', '-81.8181818', '9.0909091']
    >>> re.findall(r"([0-9.]+)%{|(step-start|steps[(][0-9]+)", keyframes)
    [('0', ''), ('', 'steps(6'), ('54.5454545', ''), ('', 'step-start'), ('54.5454645', ''), ('', 'steps(5')]
    """
    yield _strip(f"{n} .r", lines, period, turns)
    if len(lines) <= TALL:
        return
    yield f"{n} .r::before{{animation-name:{name(n)}z;animation-timing-function:linear}}"
    count, down = len(lines), (len(lines) + 1) // 2
    up = count - down
    turning, gap = 100 * down / count, 1e-5
    yield (
        f"@keyframes {name(n)}z{{"
        f"0%{{transform:translateY(0%);animation-timing-function:steps({down})}}"
        f"{turning:.7f}%{{transform:translateY({_rows(2 * down, count)});"
        f"animation-timing-function:step-start}}"
        f"{turning + gap:.7f}%{{transform:translateY({_rows(2 * up - 1, count)});"
        f"animation-timing-function:steps({up})}}"
        f"to{{transform:translateY({_rows(-1, count)})}}}}"
    )


def zigzag(lines: tuple[str, ...]) -> tuple[str, ...]:
    """`lines` in the order in which a tall strip holds them: down its even rows and back up its odd ones.

    So the strip never jumps by more than two rows. A jump from its end to its start asks Chromium's main
    thread for a frame, once a turn.

    >>> zigzag(("a", "b", "c", "d", "e"))
    ('a', 'e', 'b', 'd', 'c')
    """
    down = (len(lines) + 1) // 2
    rows = list(lines)
    rows[0::2], rows[1::2] = lines[:down], lines[: down - 1 : -1]
    return tuple(rows)


def _rows(rows: int, count: int) -> str:
    return f"{-100 * rows / count:.7f}%"


def _strip(selector: str, lines: tuple[str, ...], period: int, turns: int) -> str:
    return (
        f"{selector}::before{{animation-duration:{seconds(period)};"
        f"animation-timing-function:steps({len(lines)});animation-iteration-count:{turns}}}"
    )


def _contents(selector: str, lines: tuple[str, ...], language: Language) -> Iterator[str]:
    """The low strip: one where digits of every font are equally wide, else one for each digit."""
    if language.latin:
        yield _content(selector, lines)
        return
    for i, column in enumerate(zip(*lines, strict=True)):
        if column[0] in language.digits:
            yield _content(f"{selector}{i}", column)


def _content(selector: str, lines: tuple[str, ...]) -> str:
    return f'{selector}::before{{content:"{_lines(lines)}"}}'


def _lines(lines: tuple[str, ...]) -> str:
    return text("\n".join(lines))


def _heads(heads: tuple[Head, ...], ends: int, n: str) -> Iterator[str]:
    for i, head in enumerate(heads):
        until = heads[i + 1].start if i + 1 < len(heads) else ends
        delays = f"{seconds(head.start)},{seconds(until)}"
        yield f"{n} .h :nth-child({i + 1}){{animation-delay:{delays}}}"
        yield f'{n} .h :nth-child({i + 1})::before{{content:"{text(head.text)}"}}'


def _shifts(run: Run, n: str, language: Language) -> Iterator[str]:
    """What is missing on the left is made up for: by the number, or where that ends on the right by what
    stands on its left."""
    names = []
    frame, fill = ("to", "forwards") if run.falls else ("0%", "backwards")
    for i, shift in enumerate(run.shifts):
        moved = f"{name(n)}-{i}"
        names.append(f"{moved} 0s {seconds(shift.moment)} {fill}")
        yield f"@keyframes {moved}{{{frame}{{transform:translateX({_distance(shift, language)})}}}}"
    if names:
        beside = language.direction == "rtl" and not digits.leftward(language.digits)
        yield f"{n} .{'x' if beside else 'w'}{{animation:{','.join(names)}}}"


def _distance(shift: Shift, language: Language) -> str:
    if language.direction == "rtl":
        return f"calc(var(--w)*{shift.digits} + var(--s)*{shift.separators})"
    return f"calc(var(--w)*-{shift.digits} - var(--s)*{shift.separators})"
