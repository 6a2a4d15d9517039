"""The style rules of one ticking number: its timeline, in CSS.

Everything here is a function of the `Odometer`; what the classes mean and why each is there is said in
docs/decisions/0003-odometer.md, and the rules common to all numbers stand in templates/embed.css.
"""

from collections.abc import Iterator

from widget.numbers.odometer import MICROSECONDS, Head, Odometer, Shift
from widget.view.view import Ticking

# A strip of more lines than this zigzags.
TALL = 10


def rules(number: Ticking, selector: str) -> str:
    """The rules for the number that `selector` matches. Times are in seconds, exact to the microsecond."""
    return "".join(_rules(number, number.odometer, selector))


def seconds(microseconds: int) -> str:
    """A CSS time: 4547369 is 4.547369s."""
    whole, rest = divmod(microseconds, MICROSECONDS)
    return f"{whole}{f'.{rest:06}'.rstrip('0') if rest else ''}s"


def text(value: str) -> str:
    """A text for between double quotes (CSS Syntax 3, 4.3.5)."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ").replace("<", "\\3c ")


def _rules(number: Ticking, odometer: Odometer, n: str) -> Iterator[str]:
    yield f"{n} .u,{n} .l{{animation-delay:{seconds(odometer.ends)}}}"
    yield f'{n} .l::before{{content:"{text(number.last)}"}}'
    yield from _strips(odometer, n)
    yield from _heads(odometer.heads, odometer.ends, n)
    if odometer.head_separated and not odometer.heads[0].text:
        yield f"{n} .p0{{animation:on 0s {seconds(odometer.heads[1].start)} backwards}}"
    yield from _shifts(odometer.shifts, n)


def _strips(odometer: Odometer, n: str) -> Iterator[str]:
    if not odometer.low:
        return
    turns = (odometer.ends + odometer.delay) // odometer.period + 1
    if odometer.delay:
        yield f"{n} .c::before,{n} .q::before{{animation-delay:-{seconds(odometer.delay)}}}"
    yield from _low(odometer.low, odometer.period, turns, n)
    for i, place in enumerate(odometer.places, 1):
        times = turns * odometer.period // place.period + 1
        yield f"{n} .p{i}::before{{animation-duration:{seconds(place.period)}}}"
        yield f"{n} .p{i}::before{{animation-iteration-count:{times}}}"
        if place.appears:
            yield f"{n} .p{i}{{animation:on 0s {seconds(place.appears)} backwards}}"
    if odometer.lead:
        yield from _strip(f"{n} .q", odometer.lead, odometer.lead_ends + odometer.delay, 1)
        yield f"{n} .r{{animation:on 0s {seconds(odometer.lead_ends)} backwards}}"
        yield f"{n} .q{{animation-delay:{seconds(odometer.lead_ends)}}}"


def _low(lines: tuple[str, ...], period: int, turns: int, n: str) -> Iterator[str]:
    """The low strip: a short one goes down its rows and jumps back, a tall one zigzags.

    Eleven lines: in 6/11 of a turn the strip shows rows 0, 2, 4, 6, 8 and 10, and in the rest 9, 7, 5, 3
    and 1. A row is 1/11 of the height, so both ways begin and end at 0, 10, 9 and 1 elevenths.

    >>> import re
    >>> *_, keyframes = _low(tuple("abcdefghijk"), 2_000_000, 1, ".n0")
    >>> re.findall(r"translateY[(]-?([0-9.]+)%", keyframes)
    ['0', '90.9090909', '81.8181818', '9.0909091']
    >>> re.findall(r"([0-9.]+)%{|steps[(]([0-9]+)", keyframes)
    [('0', ''), ('', '6'), ('54.5454545', ''), ('54.5454645', ''), ('', '5')]
    """
    if len(lines) <= TALL:
        yield from _strip(f"{n} .r", lines, period, turns)
        return
    yield from _strip(f"{n} .r", zigzag(lines), period, turns)
    yield f"{n} .r::before{{animation-name:{n[1:]};animation-timing-function:linear}}"
    count, down = len(lines), (len(lines) + 1) // 2
    turning, gap = 100 * down / count, 1e-5
    yield (
        f"@keyframes {n[1:]}{{"
        f"0%{{transform:translateY(0%);animation-timing-function:steps({down},jump-none)}}"
        f"{turning:.7f}%{{transform:translateY({_rows(2 * down - 2, count)})}}"
        f"{turning + gap:.7f}%{{transform:translateY({_rows(2 * (count - down) - 1, count)});"
        f"animation-timing-function:steps({count - down},jump-none)}}"
        f"to{{transform:translateY({_rows(1, count)})}}}}"
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


def _strip(selector: str, lines: tuple[str, ...], period: int, turns: int) -> Iterator[str]:
    content = text("\n".join(lines))
    yield (
        f'{selector}::before{{content:"{content}";animation-duration:{seconds(period)};'
        f"animation-timing-function:steps({len(lines)});animation-iteration-count:{turns}}}"
    )


def _heads(heads: tuple[Head, ...], ends: int, n: str) -> Iterator[str]:
    for i, head in enumerate(heads):
        until = heads[i + 1].start if i + 1 < len(heads) else ends
        delays = f"{seconds(head.start)},{seconds(until)}"
        yield f"{n} .h :nth-child({i + 1}){{animation-delay:{delays}}}"
        yield f'{n} .h :nth-child({i + 1})::before{{content:"{text(head.text)}"}}'


def _shifts(shifts: tuple[Shift, ...], n: str) -> Iterator[str]:
    names = []
    for i, shift in enumerate(shifts):
        name = f"{n[1:]}-{i}"
        names.append(f"{name} 0s {seconds(shift.until)} backwards")
        x = f"calc(var(--w)*-{shift.digits} - var(--s)*{shift.separators})"
        yield f"@keyframes {name}{{0%{{transform:translateX({x})}}}}"
    if names:
        yield f"{n} .w{{animation:{','.join(names)}}}"
