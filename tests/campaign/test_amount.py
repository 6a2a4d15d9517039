"""An amount is a number above zero that can be shown; one that is written as a text is read."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.campaign.test_faults import faults
from tests.support.toml import SMALL, small, write
from widget.campaign.load import load


@pytest.mark.parametrize(
    ("amount", "mend"),
    [
        ("$105,324.00", 'write 105_324.00 without quotes, and currency = "USD" for its sign'),
        ("105.324,5 €", 'write 105_324.5 without quotes, and currency = "EUR" for its sign'),
        ("CHF 1’000", 'write 1_000 without quotes, and currency = "CHF" for its sign'),
        ("1.5 billion", "write 1_500_000_000 without quotes"),
        ("2,5 milliards", "write 2_500_000_000 without quotes"),
        ("19 000 000", "write 19_000_000 without quotes"),
        ("nineteen", "write amount = 19_000_000"),
        ("19 elephants", "write amount = 19_000_000"),
        ("12 €", 'write 12 without quotes, and currency = "EUR" for its sign'),
        ("19000", "write 19_000 without quotes"),
    ],
)
def test_an_amount_in_quotes_is_read(tmp_path: Path, amount: str, mend: str) -> None:
    (fault,) = faults(write(tmp_path, small(figures__births__amount=amount)))

    assert fault.mend == mend


@pytest.mark.parametrize("amount", [Decimal("0.9"), Decimal("0.001"), 10**15 * 365])
def test_slow_and_fast_rates_are_allowed(tmp_path: Path, amount: Decimal | int) -> None:
    assert load(write(tmp_path, small(figures__births__amount=amount)))


@pytest.mark.parametrize("amount", [10**21, 10**40, Decimal(10**30)])
def test_a_stock_that_no_number_could_show_is_refused(tmp_path: Path, amount: int | Decimal) -> None:
    births = {"unit": {"en": "euros"}, "source": SMALL["figures"]["births"]["source"]}
    stock = [{"at": date(2025, 1, 1), "amount": 1}, {"at": date(2026, 1, 1), "amount": amount}]

    (fault,) = faults(write(tmp_path, small(figures={"births": {**births, "stock": stock}})))

    assert fault.key == "figures.births.stock.1.amount"
    assert fault.mend == "choose a larger unit"
