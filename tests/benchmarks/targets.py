"""What the project promises about a visible embed, held against what was measured."""

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.measure import Sample, Samples

# Of requestAnimationFrame in the same round.
TOTAL = {"Chromium": 0.4, "Firefox": 1.0, "WebKitGTK": 0.2}
PICTURE_OF_RAF = 1.0
MAIN = 5.0  # ms per second
NOISE = 1.0  # ms per second, where the ranges do not even overlap


def misses(engine: str, samples: Samples) -> list[str]:
    """Each target that ours missed, in words; what was not measured misses nothing."""
    missed: list[str] = []
    if ours := samples.get("ours"):
        missed += of_ours(ours)
        missed += beside(ours, "ours", samples.get("raf"), "requestAnimationFrame", TOTAL[engine])
        if engine == "Chromium":
            missed += beside(ours, "ours", samples.get("interval"), "setInterval 100 ms", 1)
    if engine == "Chromium" and (picture := samples.get("svg")):
        missed += beside(picture, "the picture", samples.get("raf"), "requestAnimationFrame", PICTURE_OF_RAF)
    if (slow := samples.get("slow")) and (static := samples.get("static")):
        missed += of_slow(slow, static)
    return missed


def of_ours(ours: list[Sample]) -> Iterator[str]:
    if frames := max(sample.frames.main if sample.frames else 0 for sample in ours):
        yield f"ours draws main-thread frames: {frames:.2f} a second"
    if (main := median(sample.main for sample in ours)) > MAIN:
        yield f"ours keeps the main thread busy for {main:.1f} ms a second, more than {MAIN:g}"


def beside(
    own: list[Sample], name: str, other: list[Sample] | None, called: str, most: float
) -> Iterator[str]:
    if other and (share := ratio(own, other)) > most:
        yield f"{name} takes {share:.2f} of {called}, more than {most:g}"


def of_slow(slow: list[Sample], static: list[Sample]) -> Iterator[str]:
    if min(sample.total for sample in slow) > max(sample.total for sample in static):
        above = median(sample.total for sample in slow) - median(sample.total for sample in static)
        if above > NOISE:
            yield f"the slow number takes {above:.1f} ms a second more than static text"


def ratio(samples: list[Sample], to: list[Sample]) -> float:
    """The median of the ratios of total CPU, each within its own round."""
    return median(one.total / other.total for one, other in zip(samples, to, strict=True))
