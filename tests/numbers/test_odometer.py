"""The odometer: what is shown is the truth or a little less, at every moment of 72 hours."""

import struct
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.simulation import look, run_at, shown, value
from tests.support.timelines import (
    ENDS,
    FAST,
    NAMED,
    PARTS,
    RATES,
    SLOW,
    STARTS,
    changes,
    moments,
    updates,
)
from widget.language.cldr import language
from widget.language.digits import leftward
from widget.numbers.count import MICROSECONDS
from widget.numbers.odometer import HORIZON, Odometer, odometer
from widget.numbers.pace import UPDATES_PER_SECOND
from widget.numbers.rates import rate_per

ENGLISH = language("en")
TAGS = st.sampled_from(["en", "fr", "de", "hi", "ar", "pl", "es", "ff-Adlm"])
# A turn in whole microseconds may make a number late by this part of what has ticked.
DRIFT = Fraction(1, 1_000_000)
UPDATE = Fraction(1, UPDATES_PER_SECOND)


def truth(rate: Fraction, start: Fraction, time: Fraction | int) -> Fraction:
    return start + rate * time / MICROSECONDS


def drift(rate: Fraction, made: Odometer, time: int) -> Fraction:
    return DRIFT * rate * (time + made.runs[0].delay) / MICROSECONDS


@given(RATES, STARTS, ENDS, TAGS, PARTS)
@settings(max_examples=150)
@example(NAMED["images"], Fraction(10**6), HORIZON, "en", [Fraction(0)])
@example(NAMED["images"], Fraction(9_999_999), HORIZON, "hi", [Fraction(0)])
def test_the_number_is_never_ahead_of_the_truth(
    rate: Fraction, start: Fraction, ends: int, tag: str, parts: list[Fraction]
) -> None:
    made = odometer(rate, start, language(tag), ends)

    for time in moments(made, parts):
        assert value(shown(made, language(tag), time), language(tag)) <= floor(truth(rate, start, time)), time


@given(FAST, STARTS, ENDS, PARTS)
@settings(max_examples=100)
def test_a_fast_number_is_at_most_one_update_behind(
    rate: Fraction, start: Fraction, ends: int, parts: list[Fraction]
) -> None:
    made = odometer(rate, start, ENGLISH, ends)

    for time in moments(made, parts):
        earlier = truth(rate, start, time) - rate * UPDATE - drift(rate, made, time)
        assert value(shown(made, ENGLISH, time), ENGLISH) >= floor(earlier), time


@given(SLOW, STARTS, ENDS, PARTS)
@settings(max_examples=100)
def test_a_number_no_faster_than_its_updates_shows_every_value(
    rate: Fraction, start: Fraction, ends: int, parts: list[Fraction]
) -> None:
    made = odometer(rate, start, ENGLISH, ends)

    for time in updates(made, parts):
        before, now = (value(shown(made, ENGLISH, at), ENGLISH) for at in (max(0, time - 2), time))
        assert now - before == 1 or time < 2, time
    for time in moments(made, parts):
        late = truth(rate, start, time) - value(shown(made, ENGLISH, time), ENGLISH)
        # The delay and every step are whole microseconds.
        assert late < 1 + drift(rate, made, time) + rate * 3 / MICROSECONDS, time


@given(RATES, STARTS, PARTS)
@settings(max_examples=100)
def test_the_number_is_the_truth_at_every_update(
    rate: Fraction, start: Fraction, parts: list[Fraction]
) -> None:
    made = odometer(rate, start, ENGLISH)

    for time in updates(made, parts):
        late = truth(rate, start, time) - value(shown(made, ENGLISH, time), ENGLISH)
        assert 0 <= late < 1 + drift(rate, made, time) + rate * 4 / MICROSECONDS, time


@given(RATES, STARTS, ENDS, PARTS)
def test_all_columns_carry_together(
    rate: Fraction, start: Fraction, ends: int, parts: list[Fraction]
) -> None:
    """The digits put together are one whole number of turns and a line of the low strip, even at a carry."""
    made = odometer(rate, start, ENGLISH, ends)
    unit = 10 ** made.runs[0].digits
    top = made.runs[0].digits + len(made.runs[0].places)
    known = value(shown(made, ENGLISH, 0), ENGLISH) // 10**top * 10**top if made.runs[0].heads else 0

    for time in moments(made, parts) if made.runs[0].low else []:
        turns, rest = divmod(time + made.runs[0].delay, made.runs[0].period)
        lines = len(made.runs[0].low)
        expected = known + turns * unit + rest * lines // made.runs[0].period * unit // lines
        found = value(shown(made, ENGLISH, time), ENGLISH)
        if time < made.runs[0].lead_ends:
            # Here whole microseconds make the strip at most one line late, for one of them.
            assert 0 <= expected - found <= ceil(Fraction(unit, lines))
        else:
            assert found == expected, time


@given(RATES, STARTS, ENDS, PARTS)
def test_the_number_never_goes_back(
    rate: Fraction, start: Fraction, ends: int, parts: list[Fraction]
) -> None:
    made = odometer(rate, start, ENGLISH, ends)
    seen = [value(shown(made, ENGLISH, time), ENGLISH) for time in [*moments(made, parts), made.ends]]

    assert seen == sorted(seen)


@given(RATES, STARTS, ENDS, TAGS)
def test_at_the_end_the_exact_total_stands_still(
    rate: Fraction, start: Fraction, ends: int, tag: str
) -> None:
    made = odometer(rate, start, language(tag), ends)

    assert made.ends == ends
    assert value(shown(made, language(tag), ends), language(tag)) == floor(truth(rate, start, ends))


@given(RATES, STARTS, TAGS, PARTS)
@example(Fraction(1, 10_000), Fraction(0), "en", [Fraction(0)])
def test_the_number_moves_over_just_what_is_still_hidden_before_it(
    rate: Fraction, start: Fraction, tag: str, parts: list[Fraction]
) -> None:
    words = language(tag)
    made = odometer(rate, start, words)

    if words.direction == "rtl" and not leftward(words.digits):
        assert made.runs[0].shifts == ()
        return
    for time in moments(made, parts):
        # Of several animations that have not begun the last one counts.
        coming = [shift for shift in run_at(made, time).shifts if time < shift.moment]
        moved = (coming[-1].digits, coming[-1].separators) if coming else (0, 0)
        seen = look(made, words, time)
        assert moved == (seen.hidden_digits, seen.hidden_separators), time


@given(RATES, STARTS, ENDS)
@settings(max_examples=150)
def test_engines_keep_every_period_as_it_was_meant(rate: Fraction, start: Fraction, ends: int) -> None:
    made = odometer(rate, start, ENGLISH, ends)
    periods = {place.period for place in made.runs[0].places} | (
        {made.runs[0].period} if made.runs[0].low else set()
    )

    for period in periods:
        exact = Fraction(period, MICROSECONDS)
        literal = float(exact)
        assert int(literal * 1e6) == period, "Chromium truncates to whole microseconds"
        power = round(Fraction(period, made.runs[0].period))
        events = Fraction(10 ** made.runs[0].digits * power)
        assert Fraction(struct.unpack("f", struct.pack("f", literal))[0]) >= events / rate, (
            "Firefox would lead"
        )
        assert 0 <= exact - events / rate <= DRIFT * exact


@given(RATES, STARTS, ENDS)
@settings(max_examples=100)
def test_engines_keep_the_delay_or_less(rate: Fraction, start: Fraction, ends: int) -> None:
    made = odometer(rate, start, ENGLISH, ends)
    literal = made.runs[0].delay / MICROSECONDS

    assert Fraction(struct.unpack("f", struct.pack("f", literal))[0]) * MICROSECONDS <= made.runs[0].delay + 1
    assert int(literal * 1e6) <= made.runs[0].delay


@given(RATES, STARTS, ENDS)
def test_periods_nest_ten_by_ten(rate: Fraction, start: Fraction, ends: int) -> None:
    made = odometer(rate, start, ENGLISH, ends)
    periods = [place.period for place in reversed(made.runs[0].places)]

    assert all(higher % (10 * made.runs[0].period) == 0 for higher in periods)
    assert periods == [made.runs[0].period * 10 ** (i + 1) for i in range(len(periods))]


@pytest.mark.parametrize("name", ["one a year", "three a day"])
def test_a_slow_number_runs_no_strip_at_all(name: str) -> None:
    made = odometer(NAMED[name], Fraction(0), ENGLISH)

    assert not made.runs[0].low
    assert not made.runs[0].places
    assert len(made.runs[0].heads) == floor(NAMED[name] * 3 * 86400) + 1


@pytest.mark.parametrize(
    ("rate", "times"),
    [(rate_per(3, "day"), [28800, 57600, 86400, 115200, 144000, 172800, 201600, 230400])],
)
def test_a_slow_number_changes_at_the_very_microsecond(rate: Fraction, times: list[int]) -> None:
    made = odometer(rate, Fraction(0), ENGLISH)

    for number, seconds in enumerate(times, 1):
        assert shown(made, ENGLISH, seconds * MICROSECONDS - 1) == str(number - 1)
        assert shown(made, ENGLISH, seconds * MICROSECONDS) == str(number)


@given(RATES)
def test_eight_updates_a_second_or_up_to_two_more(rate: Fraction) -> None:
    made = odometer(rate, Fraction(0), ENGLISH)

    if made.runs[0].low:
        assert len(made.runs[0].low) * MICROSECONDS / made.runs[0].period < 10.5
        assert made.runs[0].low[0].strip("0,") == ""


@pytest.mark.parametrize("name", list(NAMED))
def test_every_carry_up_to_eight_digits_shows_the_power_of_ten(name: str) -> None:
    rate = NAMED[name]
    made = odometer(rate, Fraction(0), ENGLISH)

    for power in (10**k for k in range(1, 8)):
        exact = ceil(power * MICROSECONDS / rate)
        if power < 10 ** made.runs[0].digits or exact >= made.ends * (1 - DRIFT):
            continue
        carry = next(at for at in changes(made) if exact <= at <= exact * (1 + DRIFT))
        assert shown(made, ENGLISH, carry) == f"{power:,}"
        assert value(shown(made, ENGLISH, carry - 1), ENGLISH) < power
