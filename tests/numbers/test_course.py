"""Rates through time, against a sum that goes from one second, or one day, to the next."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.numbers.course import Course, Level, Piece, total

START = datetime(2023, 12, 30, tzinfo=UTC)
# Around New Year, a leap day, and both changes of the clocks.
EVENTFUL = [
    datetime(2023, 12, 31, 12, tzinfo=UTC),
    datetime(2024, 2, 28, 12, tzinfo=UTC),
    datetime(2024, 3, 30, 12, tzinfo=UTC),
    datetime(2024, 10, 26, 12, tzinfo=UTC),
]
ZONES = [ZoneInfo(name) for name in ("UTC", "Europe/Brussels", "Asia/Kathmandu", "Pacific/Apia")]
FRACTIONS = st.fractions(-1000, 1000, max_denominator=1000)
MOMENTS = st.builds(
    lambda eventful, minutes, zone: (eventful + timedelta(minutes=minutes)).astimezone(zone),
    st.sampled_from(EVENTFUL),
    st.integers(-3_000, 3_000),
    st.sampled_from(ZONES),
)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    starts = sorted(draw(st.sets(MOMENTS, min_size=1, max_size=5)))
    return Course(tuple(Piece(start, draw(FRACTIONS)) for start in starts))


def rate_at(course: Course, moment: datetime) -> Fraction:
    """What holds at a moment, looked for from the end."""
    for piece in reversed(course.pieces):
        if moment.timestamp() >= piece.start.timestamp():
            return piece.rate
    return course.pieces[0].rate


def stepwise(course: Course, start: datetime, end: datetime) -> Fraction:
    """The sum minute by minute, on which all moments of these tests lie."""
    first, last = round(start.timestamp()), round(end.timestamp())
    minutes = range(first, last, 60)
    return sum((60 * rate_at(course, datetime.fromtimestamp(each, UTC)) for each in minutes), Fraction(0))


@given(courses(), MOMENTS, st.integers(0, 1_500))
def test_events_are_those_of_each_minute_added_up(course: Course, start: datetime, minutes: int) -> None:
    end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)

    assert course.between(start, end) == stepwise(course, start, end)
    assert course.between(end, start) == -course.between(start, end)


@given(courses(), MOMENTS, MOMENTS, MOMENTS)
def test_events_of_two_spans_are_those_of_the_whole(
    course: Course, one: datetime, two: datetime, three: datetime
) -> None:
    assert course.between(one, two) + course.between(two, three) == course.between(one, three)


@given(st.lists(courses(), min_size=1, max_size=3), MOMENTS, MOMENTS)
def test_a_total_is_the_sum_of_its_parts_at_any_time(
    parts: Sequence[Course], start: datetime, end: datetime
) -> None:
    whole = total(parts)

    assert whole.between(start, end) == sum(part.between(start, end) for part in parts)
    assert whole.at(start) == sum(part.at(start) for part in parts)


@given(courses(), FRACTIONS, MOMENTS, MOMENTS)
def test_a_multiple_has_so_many_times_the_events(
    course: Course, factor: Fraction, start: datetime, end: datetime
) -> None:
    assert course.times(factor).between(start, end) == factor * course.between(start, end)


@given(courses(), MOMENTS)
def test_a_rate_holds_until_it_is_said_to_end(course: Course, moment: datetime) -> None:
    until = course.until(moment)

    assert course.at(moment) == rate_at(course, moment)
    if until:
        assert until > moment
        last = until - timedelta(microseconds=1)
        assert course.between(moment, last) == course.at(moment) * Fraction(
            (last.astimezone(UTC) - moment.astimezone(UTC)) // timedelta(microseconds=1), 10**6
        )


def test_a_total_of_years_is_of_the_oldest_of_them() -> None:
    parts = [Course((Piece(START, Fraction(1), year),)) for year in (2023, 2019)]

    assert total(parts).piece(START).year == 2019
    assert total(parts).times(Fraction(2)).piece(START).year == 2019


def test_nothing_can_be_added_up_from_nothing() -> None:
    with pytest.raises(ValueError, match="nothing"):
        total([])


@st.composite
def levels(draw: st.DrawFn) -> Level:
    when = sorted(draw(st.sets(MOMENTS, min_size=1, max_size=4)))
    return Level(tuple((each, draw(FRACTIONS)) for each in when), draw(courses()))


@given(levels())
def test_a_level_has_what_was_known_at_each_moment(level: Level) -> None:
    for when, amount in level.known:
        assert level.at(when) == amount


@given(levels(), MOMENTS, st.integers(1, 10**9))
def test_a_level_goes_by_its_rate_until_that_changes(level: Level, moment: datetime, micro: int) -> None:
    later = moment.astimezone(UTC) + timedelta(microseconds=micro)
    until = level.until(moment)
    later = min(later, until) if until else later
    passed = Fraction((later - moment.astimezone(UTC)) // timedelta(microseconds=1), 10**6)

    assert level.at(later) == level.at(moment) + level.rate(moment) * passed


@given(levels(), FRACTIONS, MOMENTS)
def test_a_level_reaches_an_amount_when_it_first_has_it(
    level: Level, amount: Fraction, moment: datetime
) -> None:
    found = level.reaches(amount, moment)
    before = level.at(moment) < amount
    turns = [when for when, _ in level.known] + [piece.start for piece in level.course.pieces]
    seen = [each for each in turns if each > moment and (found is None or each < found)]

    # Linear between its turns, it is on the same side at each of them until then.
    assert all((level.at(each) < amount) is before for each in seen if level.at(moment) != amount)
    if found:
        step = timedelta(microseconds=1)
        assert found >= moment
        assert found == moment or (level.at(found) - amount) * (level.at(found - step) - amount) <= 0


def test_what_goes_the_other_way_reaches_it_never() -> None:
    level = Level(((START, Fraction(10)),), Course((Piece(START, Fraction(1)),)))

    assert level.reaches(Fraction(9), START) is None
    assert level.reaches(Fraction(11), START) == START + timedelta(seconds=1)


def test_what_is_reached_beyond_the_calendar_is_not_reached() -> None:
    level = Level(((START, Fraction(0)),), Course((Piece(START, Fraction(1, 10**9)),)))

    assert level.reaches(Fraction(10**6), START) is None
