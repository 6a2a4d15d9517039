"""What the project promises about a visible embed, held against what was measured."""

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.measure import Sample, Samples

TOTAL_OF_RAF = 0.4  # aim: 0.25
PICTURE_OF_RAF = 1.0
MAIN = 5.0  # ms per second
NOISE = 1.0  # ms per second, where the ranges do not even overlap


def misses(samples: Samples) -> list[str]:
    """Each target that ours missed, in words; what was not measured misses nothing."""
    missed: list[str] = []
    if ours := samples.get("ours"):
        missed += of_ours(ours, samples.get("raf"))
    if (picture := samples.get("svg")) and (raf := samples.get("raf")):
        missed += of_picture(picture, raf)
    if (slow := samples.get("slow")) and (static := samples.get("static")):
        missed += of_slow(slow, static)
    return missed


def of_ours(ours: list[Sample], raf: list[Sample] | None) -> Iterator[str]:
    if raf and (share := ratio(ours, raf)) > TOTAL_OF_RAF:
        yield f"ours takes {share:.2f} of requestAnimationFrame, more than {TOTAL_OF_RAF}"
    if frames := max(sample.main_frames for sample in ours):
        yield f"ours draws main-thread frames: {frames:.2f} a second"
    if (main := median(sample.main for sample in ours)) > MAIN:
        yield f"ours keeps the main thread busy for {main:.1f} ms a second, more than {MAIN:g}"


def of_picture(picture: list[Sample], raf: list[Sample]) -> Iterator[str]:
    if (share := ratio(picture, raf)) > PICTURE_OF_RAF:
        yield f"the picture takes {share:.2f} of requestAnimationFrame, more than {PICTURE_OF_RAF:g}"


def of_slow(slow: list[Sample], static: list[Sample]) -> Iterator[str]:
    if min(sample.total for sample in slow) > max(sample.total for sample in static):
        above = median(sample.total for sample in slow) - median(sample.total for sample in static)
        if above > NOISE:
            yield f"the slow number takes {above:.1f} ms a second more than static text"


def ratio(samples: list[Sample], to: list[Sample]) -> float:
    """The median of the ratios of total CPU, each within its own round."""
    return median(one.total / other.total for one, other in zip(samples, to, strict=True))
