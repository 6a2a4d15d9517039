"""The style rules of a number say what its odometer says, to the microsecond."""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import stylesheets
from tests.support.simulation import shown, value
from tests.support.stylesheets import Rule, microseconds, string
from tests.support.timelines import ENDS, PARTS, RATES, STARTS, moments
from widget.formats import html_number as ticking
from widget.language.cldr import language
from widget.numbers.odometer import Head, Odometer, Place, Shift, odometer
from widget.view.view import Ticking

TAGS = st.sampled_from(["en", "fr", "hi", "ar"])


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
            place.separated,
            styles.appears(f".n0 .p{i}"),
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
        head_separated=made.head_separated,
        shifts=shifts(styles),
        ends=made.ends,
        last=made.last,
    )


def heads(styles: Styles) -> tuple[Head, ...]:
    found: list[Head] = []
    while text := styles.get(f".n0 .h :nth-child({len(found) + 1})::before", "content"):
        start, _ = (styles.get(f".n0 .h :nth-child({len(found) + 1})", "animation-delay") or "").split(",")
        found.append(Head(microseconds(start), string(text)))
    return tuple(found)


def shifts(styles: Styles) -> tuple[Shift, ...]:
    frames = {
        rule.around[0].removeprefix("@keyframes "): rule["transform"] for rule in styles.rules if rule.around
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
    rules = stylesheets.parse(ticking.rules(Ticking("", made, made.last), ".n0"))
    return Styles([rule for rule in rules if ticking.WEBKIT not in rule.around])


def webkit_of(made: Odometer) -> Styles:
    """The lines and times of the strips as WebKit has them."""
    rules = stylesheets.parse(ticking.rules(Ticking("", made, made.last), ".n0"))
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


@given(RATES, STARTS, ENDS, TAGS)
def test_the_rules_describe_the_odometer(rate: Fraction, start: Fraction, ends: int, tag: str) -> None:
    made = odometer(rate, start, language(tag), ends)

    found = rebuilt(styles_of(made), made)

    # A place that appears at once needs no rule.
    places = tuple(replace(place, appears=max(0, place.appears)) for place in made.places)
    expected = replace(made, places=places, lead_ends=made.lead_ends if made.lead else 0)
    assert found == expected


@given(RATES, STARTS, TAGS, PARTS)
def test_what_the_rules_show_is_what_the_odometer_shows(
    rate: Fraction, start: Fraction, tag: str, parts: list[Fraction]
) -> None:
    made = odometer(rate, start, language(tag))
    found = rebuilt(styles_of(made), made)

    for time in moments(made, parts):
        assert shown(found, language(tag), time) == shown(made, language(tag), time)


@given(RATES, STARTS, TAGS, PARTS)
def test_webkit_shows_the_same_with_every_second_line_of_a_tall_strip(
    rate: Fraction, start: Fraction, tag: str, parts: list[Fraction]
) -> None:
    made = odometer(rate, start, language(tag))
    styles = webkit_of(made)
    found = rebuilt(styles, made)
    words, every = language(tag), 2 if len(made.low) > 10 else 1

    assert found.low == made.low[::every]
    assert found.lead == made.lead[::every]
    for i, lines in enumerate((found.low, found.lead)):
        assert not lines or styles.get(f".n0 .{'rq'[i]}::before", "--y") == f"-{len(lines)}00%"
    for time in moments(made, parts) if made.low else []:
        late = value(shown(made, words, time), words) - value(shown(found, words, time), words)
        assert 0 <= late <= (every - 1) * (10**made.digits // len(made.low) + 1), time


@given(RATES, STARTS, TAGS)
def test_webkit_moves_by_top_and_left_alone(rate: Fraction, start: Fraction, tag: str) -> None:
    made = odometer(rate, start, language(tag))
    inside = [
        rule
        for rule in stylesheets.parse(ticking.rules(Ticking("", made, made.last), ".n0"))
        if ticking.WEBKIT in rule.around
    ]

    assert bool(inside) == bool(made.low)
    for rule in inside:
        moved = {"transform", "top", "left"} & set(dict(rule.declarations))
        if len(rule.around) > 1:
            assert moved <= {"top", "left"}
            assert "animation-timing-function" not in dict(rule.declarations)
    names = {rule.around[1] for rule in inside if len(rule.around) > 1}
    assert names == (
        {"@keyframes n0", *(f"@keyframes n0-{i}" for i in range(len(made.shifts)))} if inside else set()
    )


@given(RATES, STARTS, ENDS)
def test_no_strip_runs_out_before_the_number_ends(rate: Fraction, start: Fraction, ends: int) -> None:
    made = odometer(rate, start, language("en"), ends)
    styles = styles_of(made)
    strips = [(".n0 .r", made.period)] if made.low else []
    strips += [(f".n0 .p{i}", place.period) for i, place in enumerate(made.places, 1)]

    for selector, period in strips:
        turns = int(styles.get(f"{selector}::before", "animation-iteration-count") or "1")
        assert made.ends + made.delay < turns * period <= made.ends + made.delay + 3 * period


@given(RATES)
def test_every_line_of_the_low_strip_comes_on_time_and_never_early(rate: Fraction) -> None:
    made = odometer(rate, Fraction(0), language("en"))
    styles = styles_of(made)
    name = styles.get(".n0 .r::before", "animation-name")
    rows = string(styles.get(".n0 .r::before", "content") or '""').split("\n")

    for j in range(1, len(made.low)) if name else []:
        turn = Fraction(j, len(made.low))
        before, after = turn - Fraction(1, made.period), turn + Fraction(3, made.period)
        assert rows[styles.row(name or "", before, len(rows))] == made.low[j - 1]
        assert rows[styles.row(name or "", after, len(rows))] == made.low[j]


@given(RATES)
def test_the_low_strip_never_jumps_by_more_than_two_rows(rate: Fraction) -> None:
    """A longer jump asks Chromium's main thread for a frame."""
    made = odometer(rate, Fraction(0), language("en"))
    content = styles_of(made).get(".n0 .r::before", "content")
    rows = string(content).split("\n") if content else []
    places = [rows.index(line) for line in made.low]

    if len(rows) > 10:
        assert all(abs(after - before) <= 2 for before, after in pairwise([*places, places[0]]))


@given(RATES, STARTS, ENDS)
def test_each_head_is_hidden_when_the_next_one_appears(rate: Fraction, start: Fraction, ends: int) -> None:
    made = odometer(rate, start, language("en"), ends)
    styles = styles_of(made)

    delays = [styles.get(f".n0 .h :nth-child({i})", "animation-delay") for i in range(1, len(made.heads) + 1)]
    pairs = [[microseconds(each) for each in (delay or "").split(",")] for delay in delays]

    assert [until for _, until in pairs] == [*(start for start, _ in pairs[1:]), made.ends][: len(pairs)]


@given(RATES, STARTS, ENDS)
def test_a_separator_behind_no_digit_is_hidden(rate: Fraction, start: Fraction, ends: int) -> None:
    made = odometer(rate, start, language("hi"), ends)
    styles = styles_of(made)

    if made.head_separated:
        first = next(head.start for head in made.heads if head.text)
        assert styles.appears(".n0 .p0") == first


@given(RATES, STARTS)
def test_every_rule_is_about_something_that_is_there(rate: Fraction, start: Fraction) -> None:
    made = odometer(rate, start, language("en"))
    classes = {"h", "w"} | ({"c", "r"} if made.low else set()) | ({"q"} if made.lead else set())
    classes |= {f"p{i}" for i in range(len(made.places) + 1)}
    # One selector for all strips may name the leading one where there is none.
    classes |= {"q"} if made.low else set()

    for rule in styles_of(made).rules:
        if not rule.around:
            assert set(re.findall(r"\.([a-z]\d?)\b", rule.selector)) <= {*classes, "n0"}, rule.selector


@pytest.mark.parametrize(
    ("time", "css"),
    [
        (0, "0s"),
        (1, "0.000001s"),
        (4_547_369, "4.547369s"),
        (1_000_000, "1s"),
        (100_000, "0.1s"),
        (259_200_000_000, "259200s"),
        (10_500_000, "10.5s"),
    ],
)
def test_a_time_is_written_exactly(time: int, css: str) -> None:
    assert ticking.seconds(time) == css
    assert microseconds(css) == time


@given(st.integers(0, 10**15))
def test_any_time_can_be_read_back(time: int) -> None:
    assert microseconds(ticking.seconds(time)) == time


@given(st.text(max_size=40))
def test_any_text_stays_within_its_quotes(text: str) -> None:
    # Of line ends CSS knows more than one, and NUL is replaced by its readers.
    plain = text.translate(dict.fromkeys(map(ord, "\r\f\0")))
    token = f'"{ticking.text(plain)}"'

    assert string(token) == plain
    assert "</" not in token
    assert "\n" not in token
