"""What a request asks for, understood once: how its answer is kept, and what makes it."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from math import inf
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished response: its status, its headers as ASGI wants them (small letters), and its body."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Resource:
    """One thing that can be asked for.

    key: the same for every address that has the same answer; empty if the answer is not to be kept.
    kind: what its response may do, a key of policy.POLICIES. format: the ending of its address.
    campaign: the one that it is made from, or empty for all of them or none.
    by_language: whether the reader's Accept-Language decided what it is. make: makes the answer, and never
    raises: a failure is an answer too. holds: the moments (Unix time) between which the answer is the same.
    """

    key: str
    kind: str
    format: str
    campaign: str
    by_language: bool
    make: Callable[[], Coroutine[Any, Any, Answer]]
    holds: tuple[float, float] = (-inf, inf)
