"""Rates, starts and moments to draw odometers from, those where something happens more often than others."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from hypothesis import strategies as st

from widget.campaign.models import FASTEST, SLOWEST
from widget.language.cldr import language
from widget.numbers.count import MICROSECONDS
from widget.numbers.notation import NOTHING, Affixes
from widget.numbers.odometer import HORIZON, Odometer, odometer
from widget.numbers.pace import UPDATES_PER_SECOND
from widget.numbers.rates import rate_per

NAMED = {
    "one a year": rate_per(1, "year"),
    "three a day": rate_per(3, "day"),
    "one every 109 seconds": Fraction(1, 109),
    "cat photos": rate_per(243_000, "day"),
    "one for each update": Fraction(UPDATES_PER_SECOND),
    "just above one for each update": UPDATES_PER_SECOND + Fraction(1, 100),
    "images": rate_per(19_000_000, "day"),
    "five thousand a second": Fraction(5000),
    "ten to the twelfth a day": rate_per(10**12, "day"),
}
SCALED = st.builds(
    lambda digits, exponent: Fraction(digits) * Fraction(10) ** exponent,
    st.integers(100, 999),
    st.integers(-10, 5),
).filter(lambda rate: SLOWEST <= rate <= FASTEST)
RATES = st.one_of(st.sampled_from(list(NAMED.values())), SCALED)
FAST = RATES.filter(lambda rate: rate > UPDATES_PER_SECOND)
SLOW = RATES.filter(lambda rate: rate <= UPDATES_PER_SECOND)

NEAR_A_CARRY = st.builds(
    lambda exponent, off: max(Fraction(0), 10**exponent + off),
    st.integers(0, 16),
    st.fractions(-40, 40, max_denominator=1000),
)
STARTS = st.one_of(
    st.just(Fraction(0)),
    st.fractions(0, 10**4, max_denominator=10**6),
    st.integers(0, 5 * 10**16).map(Fraction),
    NEAR_A_CARRY,
)
ENDS = st.one_of(st.just(HORIZON), st.integers(1, 25 * 3600 * MICROSECONDS), st.integers(1, MICROSECONDS))
PARTS = st.lists(st.fractions(0, 1, max_denominator=10**9), min_size=4, max_size=4)


@dataclass(frozen=True)
class Drawn:
    """A number of any sign, with decimals and a unit."""

    rate: Fraction
    start: Fraction
    decimals: int = 0
    below_zero: bool = False
    tag: str = "en"
    affixes: Affixes = NOTHING

    def odometer(self, ends: int) -> Odometer:
        """Its timeline."""
        return odometer(
            self.rate,
            self.start,
            language(self.tag),
            ends,
            decimals=self.decimals,
            affixes=self.affixes,
            below_zero=self.below_zero,
        )


SIGN = st.sampled_from([1, -1])
ANY_SPEED = st.builds(
    lambda digits, exponent: Fraction(digits) * Fraction(10) ** exponent,
    st.integers(1, 999),
    st.integers(-13, 7),
)
# The last part is a start that is so much of a day away from zero.
DRAWN = st.builds(
    lambda sign, speed, start, part, *rest: Drawn(sign * speed, start - sign * speed * part, *rest),
    SIGN,
    st.one_of(RATES, ANY_SPEED),
    st.one_of(STARTS, st.just(Fraction(0)), STARTS.map(lambda start: -start)),
    st.one_of(st.just(0), st.integers(0, 30), st.integers(0, 3 * 86_400)),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from(["en", "fr", "hi", "ar", "he", "fa", "sv"]),
    st.sampled_from([NOTHING, Affixes("€"), Affixes("", " t"), Affixes("$", "", ("($", ")"))]),
)


def changes(odometer: Odometer) -> list[int]:
    """The first of the moments at which something turns, appears, goes or goes on."""
    found = []
    for run in odometer.runs:
        found += [run.begins, run.ends, run.lead_ends, *(head.start for head in run.heads[:12])]
        found += [moment for place in run.places for moment in (place.appears, place.vanishes)]
        for period in [run.period, *(place.period // 10 for place in run.places)]:
            turns = (run.begins + run.delay) // period + 1 if period else 0
            found += [period * (turns + i) - run.delay for i in (0, 1, 9)] if period else []
    return found


def moments(odometer: Odometer, parts: list[Fraction]) -> list[int]:
    """Moments to look at: at and around every change, and at `parts` of the whole."""
    around = [at + off for at in changes(odometer) for off in (-1, 0, 1)]
    spread = [floor(odometer.ends * part) for part in parts]
    within = {at for at in [*around, *spread] if 0 <= at < odometer.ends}
    return sorted(within | {0, odometer.ends - 1})


def updates(odometer: Odometer, parts: list[Fraction]) -> list[int]:
    """The moments, to the microsecond, at which the last digits have just changed in a number of one run."""
    (run,) = odometer.runs
    if not run.low:
        return [head.start for head in run.heads if head.start < odometer.ends]
    step = Fraction(run.period, len(run.low))
    first = floor(run.delay / step) + 1
    count = floor((odometer.ends - run.delay) / step)
    numbers = {first, first + 1, *(first + floor(part * max(0, count)) for part in parts)}
    found = [ceil(number * step) - run.delay for number in numbers]
    # Lines without leading zeros run over a whole number of microseconds too, and so up to one late.
    found = [at + (at < run.lead_ends) for at in found]
    return sorted(at for at in found if 0 <= at < odometer.ends)
