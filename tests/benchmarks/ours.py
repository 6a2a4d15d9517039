"""The embeds as a reader gets them: from a real `meanwhile serve` on a free loopback port."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.processes import ask, meanwhile

CAMPAIGNS = Path(__file__).parent / "campaigns"
NAME, AMOUNT = 'name = "slow"', "amount = 3\n"
# Events a day: from one that changes three times to one whose last digits are a blur.
RATES = (3, 40, 700, 9_000, 60_000, 243_000, 2_000_000, 19_000_000, 500_000_000, 10**11)


class Embeds(NamedTuple):
    """Addresses of our embeds: one, one as a picture, a slow one, and some of different rates."""

    ours: str
    svg: str
    slow: str
    rates: tuple[str, ...]


@contextmanager
def running() -> Iterator[Embeds]:
    """The addresses of ours while their servers run."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="meanwhile-bench-")))
        slow = (CAMPAIGNS / "slow.toml").read_text()
        for rate in RATES:
            text = slow.replace(NAME, f'name = "rate-{rate}"').replace(AMOUNT, f"amount = {rate}\n")
            (folder / f"rate-{rate}.toml").write_text(text)
        bundled = stack.enter_context(meanwhile()).base
        own = stack.enter_context(meanwhile("--campaigns", folder)).base
        rates = tuple(f"{own}/rate-{rate}/while-reading.html?lang=en" for rate in RATES)
        ours = f"{bundled}/catsforkids/while-reading"
        embeds = Embeds(f"{ours}.html?lang=en", f"{ours}.svg?lang=en", rates[0], rates)
        for address in (embeds.ours, embeds.svg, *rates):
            require(address)
        yield embeds


def require(address: str) -> None:
    """End the benchmark if this is not there: an error page would cost next to nothing, and pass."""
    if (status := ask(address).status) != 200:
        raise SystemExit(f"meanwhile serve: {address}: status {status}")
