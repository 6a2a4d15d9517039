"""The error of a value in a campaign file."""

from pydantic_core import PydanticCustomError


def refusal(expected: str, mend: str, **more: object) -> PydanticCustomError:
    """The error of a value: what is expected and how to mend it; `value`: what stood there, in words."""
    return PydanticCustomError("campaign", "refused", {"expected": expected, "mend": mend, **more})
