"""The style rules of a number, read back into what its odometer says."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from tests.support import stylesheets
from tests.support.stylesheets import Rule, microseconds, string
from widget.formats import html_number as ticking
from widget.numbers.odometer import Head, Odometer, Place, Shift
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

    def lines(self, selector: str) -> tuple[str, ...]:
        """The lines of a strip, which has just as many steps."""
        content = self.get(f"{selector}::before", "content")
        if content is None:
            return ()
        rows = tuple(string(content).split("\n"))
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

    def appears(self, selector: str) -> int:
        """When an element appears; 0 if it stands there from the beginning."""
        animation = self.get(selector, "animation")
        if animation is None:
            return 0
        found = re.fullmatch(r"on 0s (\S+) backwards", animation)
        assert found, animation
        return microseconds(found[1])


def rebuilt(styles: Styles, made: Odometer) -> Odometer:
    """The odometer that a style sheet describes; of `made` what the markup shows and the end are used."""
    places = tuple(
        Place(
            styles.time(f".n0 .p{i}::before", "animation-duration"),
            styles.appears(f".n0 .p{i}"),
            _separator(styles, place.separator, place.late, f".n0 .p{i}"),
        )
        for i, place in enumerate(made.places, 1)
    )
    lead = styles.lines(".n0 .q")
    return Odometer(
        digits=made.digits,
        period=styles.time(".n0 .r::before", "animation-duration"),
        delay=-styles.time(".n0 .c::before", "animation-delay"),
        low=styles.lines(".n0 .r"),
        lead=lead,
        lead_ends=styles.time(".n0 .q", "animation-delay") if lead else 0,
        places=places,
        heads=heads(styles),
        head_separator=_separator(styles, made.head_separator, made.head_late, ".n0 .p0"),
        shifts=shifts(styles),
        ends=made.ends,
        last=made.last,
    )


def _separator(styles: Styles, there: int | None, late: bool, selector: str) -> int | None:
    """When a separator appears that the markup has; a late one has a rule of its own, and no width before."""
    if there is None or not late:
        return None if there is None else styles.appears(selector)
    animation = re.fullmatch(r"(\S+) 0s (\S+) backwards", styles.get(".n0 .z", "animation") or "")
    assert animation
    for frame in (rule for rule in styles.rules if rule.around == (f"@keyframes {animation[1]}",)):
        assert (frame.selector, frame["width"], frame["visibility"]) == ("0%", "0", "hidden")
    return microseconds(animation[2])


def heads(styles: Styles) -> tuple[Head, ...]:
    found: list[Head] = []
    while text := styles.get(f".n0 .h :nth-child({len(found) + 1})::before", "content"):
        start, _ = (styles.get(f".n0 .h :nth-child({len(found) + 1})", "animation-delay") or "").split(",")
        found.append(Head(microseconds(start), string(text)))
    return tuple(found)


def shifts(styles: Styles) -> tuple[Shift, ...]:
    frames = {
        rule.around[0].removeprefix("@keyframes "): dict(rule.declarations).get("transform", "")
        for rule in styles.rules
        if rule.around
    }
    animations = [each for each in (styles.get(".n0 .w", "animation") or "").split(",") if each]
    found = []
    for name, duration, until, fill in (each.split() for each in animations):
        moved = re.fullmatch(r"translateX\(calc\(var\(--w\)\*-(\d+) - var\(--s\)\*(\d+)\)\)", frames[name])
        assert moved
        assert (duration, fill) == ("0s", "backwards")
        found.append(Shift(microseconds(until), int(moved[1]), int(moved[2])))
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
