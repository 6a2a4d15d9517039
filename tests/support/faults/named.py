"""A fault is a function that harms a server, and returns when the harm is over."""

from collections.abc import Callable

from tests.support.house import House

Fault = Callable[[House], object]
FAULTS: dict[str, Fault] = {}


def fault(harm: Fault) -> Fault:
    """One of the faults, by the name of its function."""
    FAULTS[harm.__name__.replace("_", " ")] = harm
    return harm
