"""How engines keep times: seconds as 32-bit floats, or microseconds truncated from them."""

import struct
from fractions import Fraction

MICROSECONDS = 1_000_000


def truncates(microseconds: int) -> bool:
    """Whether Chromium's compositor, which truncates, keeps a time as it is."""
    return int(microseconds / MICROSECONDS * MICROSECONDS) == microseconds


def float32(microseconds: int) -> Fraction:
    """The time as Firefox keeps it, in microseconds."""
    (seconds,) = struct.unpack("f", struct.pack("f", microseconds / MICROSECONDS))
    return Fraction(seconds) * MICROSECONDS


def float_below(microseconds: Fraction) -> Fraction:
    """The next shorter time that Firefox can keep."""
    (bits,) = struct.unpack("I", struct.pack("f", float(microseconds / MICROSECONDS)))
    (seconds,) = struct.unpack("f", struct.pack("I", bits - 1))
    return Fraction(seconds) * MICROSECONDS
