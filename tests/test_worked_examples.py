"""The worked examples in docstrings are true."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "widget.numbers.count",
        "widget.numbers.notation",
        "widget.numbers.odometer",
        "widget.numbers.pace",
        "widget.numbers.runs",
        "widget.numbers.strips",
        "widget.formats.svg_columns",
        "widget.formats.html_number",
    ],
)
def test_the_worked_examples_of_a_module_are_true(module: str) -> None:
    result = doctest.testmod(import_module(module))

    assert result.attempted
    assert not result.failed
