"""Whether what was measured in each slice of a run stays as it was: the slope of a line through it."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from statistics import linear_regression, mean


@dataclass(frozen=True, slots=True)
class Slice:
    """Of all processes together: resident MB, open descriptors; of right answers: ms, their median and the
    time that one in a hundred exceeds."""

    memory: float
    descriptors: float
    median: float
    slowest: float


# By how much of its mean, or else by how much in all, each may grow from the first slice to the last. Times
# vary by more than memory on a machine that others use.
MOST: Slice = Slice(0.1, 0.1, 0.5, 1.0)
LEAST: Slice = Slice(10, 30, 5, 50)


def growth(values: Sequence[float]) -> float:
    """By how much the line through `values`, two or more, rises from the first to the last."""
    places = range(len(values))
    return linear_regression(places, values).slope * places[-1]


def verdicts(slices: Sequence[Slice]) -> dict[str, tuple[bool, str]]:
    """For each thing that was measured, whether it is flat, and its figures in words."""
    found = {}
    for field, most, least in zip(fields(Slice), astuple(MOST), astuple(LEAST), strict=True):
        values = [getattr(each, field.name) for each in slices]
        grown = growth(values)
        flat = grown <= max(most * mean(values), least)
        text = (
            f"{min(values):.1f} to {max(values):.1f}, in the mean {mean(values):.1f}, grown by {grown:+.1f}"
        )
        found[field.name] = flat, f"{'flat' if flat else 'NOT FLAT'}: {text}"
    return found
