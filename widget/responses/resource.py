"""What a kept response is known by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """A canonical key, the kind of response (of policy.POLICIES), whether the reader's language decides.

    `campaign` is the one that the answer is made from, or empty for all of them or none.
    """

    key: str
    kind: str
    format: str
    campaign: str
    by_language: bool = False
