"""The style rules of a number, read back into what its odometer says."""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor

from tests.support import stylesheets
from tests.support.stylesheets import Rule, microseconds, string
from widget.formats import html_number as ticking
from widget.numbers.odometer import Odometer
from widget.numbers.runs import Head, Place, Run, Shift
from widget.view.view import Ticking


@dataclass
class Styles:
    """The rules of one number, found by selector and property."""

    rules: list[Rule]
    used: set[int] = field(default_factory=set)

    def get(self, selector: str, name: str) -> str | None:
        """The value of a property: the last one counts, and grouped selectors are one each."""
        found = None
        for i, rule in enumerate(self.rules):
            if selector in rule.selector.split(",") and name in dict(rule.declarations):
                found = rule[name]
                self.used.add(i)
        return found

    def time(self, selector: str, name: str) -> int:
        """A property that is one time; 0 if it is not set."""
        value = self.get(selector, name)
        return microseconds(value) if value else 0

    def low(self, n: str, run: Run) -> tuple[str, ...]:
        """The lines of the low strip, from one strip or from one for each digit."""
        if not run.low or self.get(f"{n} .r::before", "content"):
            return self.lines(f"{n} .r")
        found = {i: self.get(f"{n} .r{i}::before", "content") for i in range(len(run.low[0]))}
        digits = {i: string(content).split("\n") for i, content in found.items() if content}
        rows = range(len(next(iter(digits.values()))))
        return self._ordered(
            f"{n} .r",
            tuple("".join(digits[i][row] if i in digits else run.low[0][i] for i in found) for row in rows),
        )

    def lines(self, selector: str) -> tuple[str, ...]:
        """The lines of a strip, which has just as many steps."""
        content = self.get(f"{selector}::before", "content")
        return self._ordered(selector, tuple(string(content).split("\n"))) if content else ()

    def _ordered(self, selector: str, rows: tuple[str, ...]) -> tuple[str, ...]:
        if name := self.get(f"{selector}::before", "animation-name"):
            assert self.get(f"{selector}::before", "animation-timing-function") == "linear"
            halves = (Fraction(2 * j + 1, 2 * len(rows)) for j in range(len(rows)))
            return tuple(rows[self.row(name, half, len(rows))] for half in halves)
        assert self.get(f"{selector}::before", "animation-timing-function") == f"steps({len(rows)})"
        return rows

    def row(self, name: str, progress: Fraction, rows: int) -> int:
        """The row of a strip that stands at the top, by the keyframes `name` (CSS Easing 2, 2.3)."""
        frames = [rule for rule in self.rules if rule.around == (f"@keyframes {name}",)]
        offsets = [Fraction({"to": "100%"}.get(each.selector, each.selector)[:-1]) / 100 for each in frames]
        at = max(i for i, offset in enumerate(offsets[:-1]) if offset <= progress)
        part = (progress - offsets[at]) / (offsets[at + 1] - offsets[at])
        easing = frames[at]["animation-timing-function"]
        if easing == "step-start":
            part = Fraction(1)
        else:
            steps = int(easing.removeprefix("steps(").removesuffix(")"))
            part = Fraction(floor(part * steps), steps)
        start, end = (Fraction(each["transform"][len("translateY(") : -2]) for each in frames[at : at + 2])
        row = -(start + (end - start) * part) * rows / 100
        assert abs(row - round(row)) < Fraction(1, 1000), (
            f"{float(row)} at {float(progress)} is between two rows"
        )
        return round(row)

    def comes(self, selector: str) -> int:
        """When an element appears; 0 if it stands there from the beginning."""
        return self._moment(selector, r"on 0s (\S+) backwards")

    def goes(self, selector: str) -> int:
        """When an element goes; 0 if it never does."""
        return self._moment(selector, r"off 0s (\S+) forwards")

    def _moment(self, selector: str, pattern: str) -> int:
        animation = self.get(selector, "animation") or ""
        found = re.fullmatch(pattern, animation)
        assert found or re.fullmatch(r"|(on 0s \S+ backwards)|(off 0s \S+ forwards)", animation), animation
        return microseconds(found[1]) if found else 0


def rebuilt(styles: Styles, made: Odometer) -> Odometer:
    """The odometer that a style sheet describes; of `made` what the markup shows and the end are used."""
    names = [f".n0 .v{i}" if made.parted else ".n0" for i in range(len(made.runs))]
    runs = tuple(_run(styles, run, n, made) for run, n in zip(made.runs, names, strict=True))
    return replace(made, runs=runs)


def _run(styles: Styles, run: Run, n: str, made: Odometer) -> Run:
    places = tuple(
        Place(
            styles.time(f"{n} .p{i}::before", "animation-duration"),
            place.sign,
            styles.comes(f"{n} .p{i}"),
            styles.goes(f"{n} .p{i}"),
        )
        for i, place in enumerate(run.places, 1)
    )
    lead = styles.lines(f"{n} .q")
    begins, ends = _stands(styles, n) if made.parted else (0, made.ends)
    beside = [string(styles.get(f"{n} .{side}::before", "content") or '""') for side in "xy"]
    column = styles.get(f"{n} .c::before", "content")
    return Run(
        begins=begins,
        ends=ends,
        digits=run.digits,
        period=styles.time(f"{n} .r::before", "animation-duration"),
        delay=-styles.time(f"{n} .c::before", "animation-delay"),
        low=styles.low(n, run),
        lead=lead,
        lead_ends=styles.time(f"{n} .q", "animation-delay") if lead else 0,
        places=places,
        heads=heads(styles, n),
        head_separated=run.head_separated,
        shifts=shifts(styles, n),
        falls=bool(column)
        and string(column or "").split("\n") == list(reversed(made.notation.language.digits)),
        left=beside[0],
        right=beside[1],
        separated=run.separated,
        whole=run.whole,
    )


def _stands(styles: Styles, n: str) -> tuple[int, int]:
    found = re.fullmatch(r"on 0s (\S+) backwards,off 0s (\S+) forwards", styles.get(n, "animation") or "")
    assert found
    return microseconds(found[1]), microseconds(found[2])


def heads(styles: Styles, n: str) -> tuple[Head, ...]:
    found: list[Head] = []
    while text := styles.get(f"{n} .h :nth-child({len(found) + 1})::before", "content"):
        start, _ = (styles.get(f"{n} .h :nth-child({len(found) + 1})", "animation-delay") or "").split(",")
        found.append(Head(microseconds(start), string(text)))
    return tuple(found)


def shifts(styles: Styles, n: str) -> tuple[Shift, ...]:
    frames = {
        rule.around[0].removeprefix("@keyframes "): (
            rule.selector,
            dict(rule.declarations).get("transform", ""),
        )
        for rule in styles.rules
        if rule.around
    }
    animations = [
        each for name in "wx" for each in (styles.get(f"{n} .{name}", "animation") or "").split(",")
    ]
    found = []
    for name, duration, moment, fill in (each.split() for each in animations if each):
        frame, transform = frames[name]
        moved = re.fullmatch(r"translateX\(calc\(var\(--w\)\*-?(\d+) [-+] var\(--s\)\*(\d+)\)\)", transform)
        assert moved
        assert (duration, fill, frame) in (("0s", "backwards", "0%"), ("0s", "forwards", "to"))
        found.append(Shift(microseconds(moment), int(moved[1]), int(moved[2])))
    return tuple(found)


def styles_of(made: Odometer) -> Styles:
    """The rules that are for every browser."""
    rules = stylesheets.parse(ticking.rules(Ticking("", made), ".n0"))
    return Styles([rule for rule in rules if ticking.WEBKIT not in rule.around])


def webkit_of(made: Odometer) -> Styles:
    """The lines and times of the strips as WebKit has them."""
    rules = stylesheets.parse(ticking.rules(Ticking("", made), ".n0"))
    kept = {
        "content",
        "animation-duration",
        "animation-timing-function",
        "animation-delay",
        "animation",
        "--y",
    }
    return Styles(
        [
            Rule(rule.selector, tuple(pair for pair in rule.declarations if pair[0] in kept))
            for rule in rules
            if rule.around in ((), (ticking.WEBKIT,)) and rule.selector != ".n0 .w"
        ]
    )
