"""scripts/bench PART… [options]: measure parts by name; the options go to every part named."""

import sys
from collections.abc import Callable, Sequence
from itertools import takewhile

from tests.benchmarks import front, growth, limits, memory, reader, server

PARTS: dict[str, Callable[[Sequence[str]], int]] = {
    "reader": reader.main,
    "server": server.main,
    "front": front.main,
    "growth": growth.main,
    "limits": limits.main,
    "memory": memory.main,
}


def main(arguments: Sequence[str]) -> int:
    """The worst exit status of the parts."""
    names = list(takewhile(lambda argument: not argument.startswith("-"), arguments))
    unknown = [name for name in names if name not in PARTS]
    if unknown or not names:
        wrong = f"no part named {', '.join(unknown)}" if unknown else "name a part"
        print(f"bench: {wrong}; there is: {', '.join(PARTS)}", file=sys.stderr)
        return 1
    return max([PARTS[name](arguments[len(names) :]) for name in names])


sys.exit(main(sys.argv[1:]))
