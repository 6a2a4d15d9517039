"""scripts/fuzz: odd requests and damaged campaign files, until one is wrong or enough were tried."""

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.fuzz import files, sides

# MB by which the process may grow after the first tenth of the requests.
GROWTH = 20
SERVED = 0.1


def main() -> None:
    """Both kinds in turn, each time from another seed. Raises AssertionError with the first that is wrong."""
    options = _options()
    ends, seed = time.monotonic() + options.seconds, options.seed
    while True:
        print(f"seed {seed}: {_requests(options.requests, seed)}; {_files(options.files, seed)}", flush=True)
        seed += 1
        if time.monotonic() >= ends:
            return


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=2_000, help="how many of each seed")
    parser.add_argument("--files", type=int, default=500, help="how many of each seed")
    parser.add_argument("--seconds", type=float, default=0, help="begin with new seeds for so long")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def _requests(number: int, seed: int) -> str:
    grown: list[float] = []
    asked = sides.run(number, seed, lambda count: grown.append(_resident()) if count > number / 10 else None)
    assert not grown or grown[-1] - grown[0] < GROWTH, f"grown from {grown[0]:.0f} to {grown[-1]:.0f} MB"
    statuses = ", ".join(f"{count:,} × {status}" for status, count in sorted(asked.statuses.items()))
    memory = f", {grown[0]:.0f} MB then {grown[-1]:.0f} MB" if grown else ""
    return f"{number:,} odd requests ({statuses}{memory})"


def _files(number: int, seed: int) -> str:
    with TemporaryDirectory() as folder:
        served = files.run(Path(folder), number, seed, round(number * SERVED))
    return f"{number:,} damaged files, everything made of {served:,}"


def _resident() -> float:
    return float(psutil.Process().memory_info().rss) / 1e6


if __name__ == "__main__":
    main()
