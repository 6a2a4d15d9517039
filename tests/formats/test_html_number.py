"""The style rules of a number say what its odometer says, to the microsecond."""

import re
from dataclasses import fields, replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import stylesheets
from tests.support.number_styles import rebuilt, styles_of, webkit_of
from tests.support.simulation import shown, value
from tests.support.stylesheets import microseconds, string
from tests.support.timelines import DRAWN, ENDS, PARTS, RATES, STARTS, Drawn, moments
from widget.formats import html_number as ticking
from widget.language.cldr import language
from widget.numbers.count import MICROSECONDS
from widget.numbers.notation import Affixes
from widget.numbers.odometer import Odometer, odometer
from widget.view.view import Ticking

TONNES = Affixes("", " t")
TAGS = st.sampled_from(["en", "fr", "hi", "ar"])


def values(made: Odometer) -> list[object]:
    return [getattr(made, field.name) for field in fields(made)]


@given(RATES, STARTS, ENDS, TAGS)
def test_the_rules_describe_the_odometer(rate: Fraction, start: Fraction, ends: int, tag: str) -> None:
    made = odometer(rate, start, language(tag), ends)

    found = rebuilt(styles_of(made), made)

    # The end of a lead is said only where there is one.
    runs = tuple(replace(run, lead_ends=run.lead_ends if run.lead else 0) for run in made.runs)
    assert values(found) == values(replace(made, runs=runs))


@given(DRAWN, ENDS)
@settings(max_examples=60)
def test_the_rules_describe_numbers_that_fall_or_have_a_sign(drawn: Drawn, ends: int) -> None:
    made = drawn.odometer(ends)

    found = rebuilt(styles_of(made), made)

    runs = [replace(run, lead_ends=run.lead_ends if run.lead else 0) for run in made.runs]
    assert values(found) == values(replace(made, runs=tuple(runs)))


# 100,5 t, a tonne a second less.
SPAN = 240 * MICROSECONDS
FALLING = odometer(Fraction(-1), Fraction(201, 2), language("de"), SPAN, decimals=1, affixes=TONNES)


@pytest.mark.parametrize(
    "rule",
    [
        # Strips run backward until 0,9 t are left, then texts stand.
        ".n0 .v0{animation:on 0s 0s backwards,off 0s 99.600007s forwards}",
        '.n0 .v0 .c::before{content:"9\\a 8\\a 7\\a 6\\a 5\\a 4\\a 3\\a 2\\a 1\\a 0"}',
        '.n0 .v0 .r::before{content:"9,9\\a 0,1\\a 9,8\\a 0,2\\a 9,7',
        # The hundred goes when the tens turn from 0 to 9, the tens ninety seconds later.
        ".n0 .v0 .h :nth-child(1){animation-delay:0s,0.600007s}",
        ".n0 .v0 .p1{animation:off 0s 90.600007s forwards}",
        "@keyframes n0v0-1{to{transform:translateX(calc(var(--w)*-2 - var(--s)*0))}}",
        ".n0 .v0 .w{animation:n0v0-0 0s 0.600007s forwards,n0v0-1 0s 90.600007s forwards}",
        # What stands behind the digits moves with them.
        '.n0 .v0 .y::before{content:"\xa0t"}',
        # At zero it stands.
        ".n0 .v1 .h :nth-child(9){animation-delay:100.5s,240s}",
        '.n0 .v1 .h :nth-child(9)::before{content:"0,0\xa0t"}',
    ],
)
def test_a_falling_number_is_written_in_these_rules(rule: str) -> None:
    assert rule in ticking.rules(Ticking("", FALLING), ".n0")


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
    words, every = language(tag), 2 if len(made.runs[0].low) > 10 else 1

    assert found.runs[0].low == made.runs[0].low[::every]
    assert found.runs[0].lead == made.runs[0].lead[::every]
    for i, lines in enumerate((found.runs[0].low, found.runs[0].lead)):
        assert not lines or styles.get(f".n0 .{'rq'[i]}::before", "--y") == f"-{len(lines)}00%"
    for time in moments(made, parts) if made.runs[0].low else []:
        late = value(shown(made, words, time), words) - value(shown(found, words, time), words)
        assert 0 <= late <= (every - 1) * (10 ** made.runs[0].digits // len(made.runs[0].low) + 1), time


@given(RATES, STARTS, TAGS)
def test_webkit_moves_by_top_and_left_alone(rate: Fraction, start: Fraction, tag: str) -> None:
    made = odometer(rate, start, language(tag))
    inside = [
        rule
        for rule in stylesheets.parse(ticking.rules(Ticking("", made), ".n0"))
        if ticking.WEBKIT in rule.around
    ]

    assert bool(inside) == bool(made.runs[0].low)
    for rule in inside:
        moved = {"transform", "top", "left"} & set(dict(rule.declarations))
        if len(rule.around) > 1:
            assert moved <= {"top", "left"}
            assert "animation-timing-function" not in dict(rule.declarations)
    names = {rule.around[1] for rule in inside if len(rule.around) > 1}
    shifted = {f"@keyframes n0-{i}" for i in range(len(made.runs[0].shifts))}
    assert names == ({"@keyframes n0"} | shifted if inside else set())


@given(RATES, STARTS, ENDS)
def test_no_strip_runs_out_before_the_number_ends(rate: Fraction, start: Fraction, ends: int) -> None:
    made = odometer(rate, start, language("en"), ends)
    styles = styles_of(made)
    strips = [(".n0 .r", made.runs[0].period)] if made.runs[0].low else []
    strips += [(f".n0 .p{i}", place.period) for i, place in enumerate(made.runs[0].places, 1)]

    for selector, period in strips:
        turns = int(styles.get(f"{selector}::before", "animation-iteration-count") or "1")
        assert made.ends + made.runs[0].delay < turns * period <= made.ends + made.runs[0].delay + 3 * period


@given(RATES)
def test_every_line_of_the_low_strip_comes_on_time_and_never_early(rate: Fraction) -> None:
    made = odometer(rate, Fraction(0), language("en"))
    styles = styles_of(made)
    name = styles.get(".n0 .r::before", "animation-name")
    rows = string(styles.get(".n0 .r::before", "content") or '""').split("\n")

    for j in range(1, len(made.runs[0].low)) if name else []:
        turn = Fraction(j, len(made.runs[0].low))
        before, after = turn - Fraction(1, made.runs[0].period), turn + Fraction(3, made.runs[0].period)
        assert rows[styles.row(name or "", before, len(rows))] == made.runs[0].low[j - 1]
        assert rows[styles.row(name or "", after, len(rows))] == made.runs[0].low[j]


@given(RATES)
def test_the_low_strip_never_jumps_by_more_than_two_rows(rate: Fraction) -> None:
    """A longer jump asks Chromium's main thread for a frame."""
    made = odometer(rate, Fraction(0), language("en"))
    content = styles_of(made).get(".n0 .r::before", "content")
    rows = string(content).split("\n") if content else []
    places = [rows.index(line) for line in made.runs[0].low]

    if len(rows) > 10:
        assert all(abs(after - before) <= 2 for before, after in pairwise([*places, places[0]]))


@given(RATES, STARTS, ENDS)
def test_each_head_is_hidden_when_the_next_one_appears(rate: Fraction, start: Fraction, ends: int) -> None:
    made = odometer(rate, start, language("en"), ends)
    styles = styles_of(made)

    delays = [
        styles.get(f".n0 .h :nth-child({i})", "animation-delay")
        for i in range(1, len(made.runs[0].heads) + 1)
    ]
    pairs = [[microseconds(each) for each in (delay or "").split(",")] for delay in delays]

    assert [until for _, until in pairs] == [*(start for start, _ in pairs[1:]), made.ends][: len(pairs)]


@given(RATES, STARTS, ENDS)
def test_a_separator_behind_no_digit_is_hidden(rate: Fraction, start: Fraction, ends: int) -> None:
    made = odometer(rate, start, language("hi"), ends)
    styles = styles_of(made)

    if made.runs[0].head_separated:
        first = next(head.start for head in made.runs[0].heads if head.text)
        assert styles.comes(".n0 .p0") == first


@given(RATES, STARTS)
def test_every_rule_is_about_something_that_is_there(rate: Fraction, start: Fraction) -> None:
    made = odometer(rate, start, language("en"))
    classes = (
        {"h", "w"} | ({"c", "r"} if made.runs[0].low else set()) | ({"q"} if made.runs[0].lead else set())
    )
    classes |= {f"p{i}" for i in range(len(made.runs[0].places) + 1)}
    # One selector for all strips may name the leading one where there is none.
    classes |= {"q"} if made.runs[0].low else set()

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


@pytest.mark.parametrize(
    ("tag", "least", "most"), [("my", 0.6, 0.9), ("ta-u", 0.7, 1), ("en", 1, 1), ("ja", 1, 1)]
)
def test_digits_that_reach_far_are_larger_where_rows_may_be_higher(
    tag: str, least: float, most: float
) -> None:
    words = language(tag.removesuffix("-u"), "native" if tag.endswith("-u") else "")
    high = ticking.high(words)

    low, tall = (ticking.style((), words, rows)["shrink"] for rows in (1, high))

    assert low == pytest.approx(least, abs=0.07)
    assert tall == pytest.approx(most, abs=0.02)
    assert 1 <= high <= ticking.HIGHEST
