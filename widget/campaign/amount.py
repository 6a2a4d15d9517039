"""An amount as a campaign file has it, and how to mend one that is a text."""

import re
from decimal import Decimal

from widget.campaign.refusal import refusal

# A number in a text, with the sign of a currency; the points that group its digits are commas.
MONEY = re.compile(
    r"(?P<before>[$€£¥])?\s*(?P<number>\d{1,3}(?:[,_]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<after>[$€£¥])?"
)
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


def amount(value: object) -> Decimal:
    """`value`, exactly. Raises a refusal for what is no number above zero."""
    if isinstance(value, str) and (found := MONEY.search(value)):
        number, sign = found["number"].replace(",", "_"), found["before"] or found["after"]
        money = f', and currency = "{SIGNS[sign]}" for its sign' if sign in SIGNS else ""
        raise refusal("a number, not a text", f"write {number} without quotes{money}")
    # More digits than any figure has would take for ever to reckon with.
    small = type(value) is Decimal or (type(value) is int and value < 10**60)
    exact = Decimal(str(value)) if small else Decimal(0)
    if not exact.is_finite() or exact <= 0 or abs(exact.adjusted()) > 60 or len(exact.as_tuple().digits) > 60:
        raise refusal("a number above zero", "write amount = 19_000_000")
    return exact
