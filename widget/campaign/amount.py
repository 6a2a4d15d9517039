"""An amount as a campaign file has it, and how to mend one that is a text."""

import re
from decimal import Decimal

from widget.campaign.refusal import refusal
from widget.campaign.slips import power

# What can still be shown to a digit.
GREATEST = 10**21
# How much of a text is read.
LONGEST = 60

# A number in a text, grouped in any way, with the sign or the code of a currency and a word for its size.
MONEY = re.compile(
    r"\s*(?P<before>[$€£¥]|[A-Z]{3})?\s*(?P<number>\d(?:[\d.,_'’\s]*\d)?)\s*(?P<word>[^\W\d_]+)?\s*"
    r"(?P<after>[$€£¥])?\s*"
)
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


def amount(value: object) -> Decimal:
    """`value`, exactly. Raises a refusal for what is no number above zero."""
    if isinstance(value, str) and (mend := _mend(value)):
        raise refusal("a number, not a text", mend)
    # More digits than any figure has would take for ever to reckon with.
    small = type(value) is Decimal or (type(value) is int and value < 10**60)
    exact = Decimal(str(value)) if small else Decimal(0)
    if not exact.is_finite() or exact <= 0 or abs(exact.adjusted()) > 60 or len(exact.as_tuple().digits) > 60:
        raise refusal("a number above zero", "write amount = 19_000_000")
    if exact >= GREATEST:
        raise refusal("a number below 10^21", "choose a larger unit")
    return exact


def _mend(text: str) -> str:
    """How to write a number that stands in a text, or nothing if none does."""
    found = MONEY.fullmatch(text[:LONGEST])
    if not found:
        return ""
    sign, word = found["before"] or found["after"] or "", found["word"] or ""
    currency = SIGNS.get(sign, sign) or (word if re.fullmatch("[A-Z]{3}", word) else "")
    if word and not power(word) and word != currency:
        return ""
    exact = Decimal(_plain(found["number"])).scaleb(power(word))
    money = f', and currency = "{currency}" for its sign' if currency else ""
    digits = f"{exact:,f}".replace(",", "_")
    return f"write {digits} without quotes{money}"


def _plain(number: str) -> str:
    """A number whose last point or comma is the decimal one, unless three digits follow or it comes again."""
    *groups, last = re.split(r"[.,_'’\s]", number)
    signs = set(re.findall(r"[.,]", number))
    grouped = len(signs) < 2 and (len(groups) > 1 or len(last) == 3)
    return "".join(groups) + (last if grouped or not groups else f".{last}")
