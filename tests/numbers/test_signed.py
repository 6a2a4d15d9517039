"""Numbers that fall or are negative, with decimals and units: never ahead, and a little late at most."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.simulation import count, look, run_at, shown
from tests.support.timelines import DRAWN, ENDS, PARTS, Drawn, moments
from widget.language.cldr import language
from widget.numbers.count import MICROSECONDS
from widget.numbers.notation import NOTHING, Affixes, Notation
from widget.numbers.odometer import HORIZON, MOST_REVEALS, Odometer, odometer
from widget.numbers.pace import UPDATES_PER_SECOND
from widget.numbers.rates import rate_per

ENGLISH = language("en")
DRIFT = Fraction(1, 1_000_000)
DAY = 86_400


def truth(made: Odometer, time: int) -> Fraction:
    """The exact count at `time`, in units of the last decimal."""
    exact = made.count.start + made.count.rate * time / MICROSECONDS
    return max(exact, Fraction(0)) if made.count.stops else exact


def seen(made: Odometer, time: int) -> int:
    """The count that stands there. Fails unless it is written as its notation writes it."""
    return count(shown(made, made.notation.language, time), made.notation)


@given(DRAWN, ENDS, PARTS)
@settings(max_examples=80)
@example(Drawn(Fraction(-220), Fraction(1_000_000)), HORIZON, [Fraction(0)])
@example(Drawn(Fraction(-220), Fraction(1_000_000), below_zero=True), HORIZON, [Fraction(0)])
@example(Drawn(Fraction(220), Fraction(-1_000_000), decimals=2, tag="he"), HORIZON, [Fraction(0)])
@example(Drawn(Fraction(-1, 1000), Fraction(100), decimals=3, tag="fr"), HORIZON, [Fraction(0)])
def test_the_number_is_never_ahead_and_at_most_one_update_late(
    drawn: Drawn, ends: int, parts: list[Fraction]
) -> None:
    made = drawn.odometer(ends)
    speed = abs(made.count.rate)

    for time in moments(made, parts):
        late = truth(made, time) - seen(made, time)
        late = -late if made.count.falls else late
        behind = run_at(made, time).delay
        update = Fraction(1, UPDATES_PER_SECOND) if speed > UPDATES_PER_SECOND else 0
        most = 1 + speed * (update + DRIFT * (time + abs(behind)) / MICROSECONDS + Fraction(17, 1000))
        assert 0 <= late < most, time


@given(DRAWN, ENDS, PARTS)
def test_the_number_never_goes_back(drawn: Drawn, ends: int, parts: list[Fraction]) -> None:
    made = drawn.odometer(ends)
    values = [seen(made, time) for time in [*moments(made, parts), made.ends]]

    assert values == sorted(values, reverse=made.count.falls)


@given(DRAWN, ENDS)
def test_at_the_end_the_exact_total_stands_still(drawn: Drawn, ends: int) -> None:
    made = drawn.odometer(ends)
    total = truth(made, ends)

    assert seen(made, ends) == (ceil(total) if made.count.falls else floor(total))


@given(DRAWN, PARTS)
@settings(max_examples=60)
def test_what_is_missing_on_the_left_is_made_up_for(drawn: Drawn, parts: list[Fraction]) -> None:
    made = drawn.odometer(HORIZON)

    for time in moments(made, parts):
        run = run_at(made, time)
        if run.whole or (made.notation.language.direction == "rtl" and not run.left):
            assert run.shifts == ()
            continue
        moved = [each for each in run.shifts if (time >= each.moment if run.falls else time < each.moment)]
        found = look(made, made.notation.language, time)
        last = (moved[-1].digits, moved[-1].separators) if moved else (0, 0)
        assert last == (found.hidden_digits, found.hidden_separators), time


@given(DRAWN, ENDS)
def test_runs_follow_each_other_without_a_gap(drawn: Drawn, ends: int) -> None:
    made = drawn.odometer(ends)

    assert [run.begins for run in made.runs] == [0, *(run.ends for run in made.runs[:-1])]
    assert made.runs[-1].ends == ends
    assert sum(len(run.heads) for run in made.runs) <= MOST_REVEALS + 20
    assert sum(len(run.low) for run in made.runs) <= 4 * 170


@given(DRAWN)
def test_one_period_and_nested_borrows(drawn: Drawn) -> None:
    made = drawn.odometer(HORIZON)

    assert len({run.period for run in made.runs if run.low}) <= 1
    for run in made.runs:
        periods = [place.period for place in reversed(run.places)]
        assert periods == [run.period * 10 ** (i + 1) for i in range(len(periods))]


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("rate", [rate_per(1, "year") / 1000, rate_per(10**15, "day")])
@pytest.mark.parametrize("start", [0, 10**6, 10**16])
@pytest.mark.parametrize("decimals", [0, 3])
def test_the_slowest_and_the_fastest_rate_have_small_timelines(
    rate: Fraction, sign: int, start: int, decimals: int
) -> None:
    made = odometer(sign * rate, Fraction(start), ENGLISH, decimals=decimals, below_zero=True)

    assert abs(seen(made, 0) - start * 10**decimals) <= rate * 10**decimals / UPDATES_PER_SECOND
    letters = sum(
        len("".join((*run.low, *run.lead, *(head.text for head in run.heads)))) for run in made.runs
    )
    assert letters < 9000


def texts(made: Odometer, *seconds: str) -> list[str]:
    """What stands there at so many seconds, and a microsecond before."""
    times = [int(Decimal(each) * MICROSECONDS) for each in seconds]
    return [shown(made, made.notation.language, at) for time in times for at in (time - 1, time)]


def test_a_slow_number_falls_at_the_very_microsecond_and_stands_at_zero() -> None:
    made = odometer(Fraction(-1, 1000), Fraction(2), ENGLISH)

    assert texts(made, "1000", "2000", "3000") == ["2", "1", "1", "0", "0", "0"]


def test_a_number_passes_zero_with_its_sign() -> None:
    rising = odometer(Fraction(1, 100), Fraction(-2), ENGLISH)
    falling = odometer(Fraction(-1, 100), Fraction(1), ENGLISH, below_zero=True)

    assert texts(rising, "100", "200", "300") == ["-2", "-1", "-1", "0", "0", "1"]
    assert texts(falling, "100", "200", "300") == ["1", "0", "0", "-1", "-1", "-2"]


def test_a_fast_number_loses_digits_and_separators() -> None:
    made = odometer(Fraction(-100), Fraction(1_000_100), ENGLISH)

    assert texts(made, "0.5", "9992")[1::2] == ["1,000,060", "902"]
    assert any(shown(made, ENGLISH, at).startswith("999,9") for at in moments(made, []))
    assert shown(made, ENGLISH, 10_001_000_000) == "0"
    assert shown(made, ENGLISH, HORIZON - 1) == "0"


@pytest.mark.parametrize(
    ("tag", "decimals", "affixes", "expected"),
    [
        ("en", 2, Affixes("€"), ["€12.34", "-€0.05"]),
        ("de", 1, Affixes("", " t"), ["123,4\xa0t", "-0,5\xa0t"]),
        ("en", 0, Affixes("US$", "", ("(US$", ")")), ["US$1,234", "(US$5)"]),
        ("ar", 1, Affixes("", " kg"), ["١٢٣٫٤\xa0kg", "\u061c-٠٫٥\xa0kg"]),
        ("sv", 0, NOTHING, ["1\xa0234", "−5"]),
    ],
)
def test_decimals_sign_and_unit_are_written_as_in_the_language(
    tag: str, decimals: int, affixes: Affixes, expected: list[str]
) -> None:
    notation = Notation(language(tag), decimals, affixes)

    assert [notation.text(1234), notation.text(-5)] == expected


LATE = language("es")


@given(st.sampled_from([1, -1]), st.integers(1, 10**6), st.integers(0, 30_000), st.integers(0, 2), PARTS)
@settings(max_examples=60)
@example(1, 19_000_000, 9000, 0, [Fraction(0)])
@example(-1, 90_000, 10_001, 0, [Fraction(0)])
def test_a_separator_may_begin_later_than_its_group(
    sign: int, speed: int, start: int, decimals: int, parts: list[Fraction]
) -> None:
    made = odometer(Fraction(sign * speed, DAY), Fraction(start), LATE, decimals=decimals)

    for time in moments(made, parts):
        late = truth(made, time) - seen(made, time)
        assert (-late if made.count.falls else late) >= 0
