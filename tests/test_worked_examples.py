"""The worked examples in docstrings are true."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize(
    "module", ["widget.numbers.odometer", "widget.formats.svg_number", "widget.formats.html_number"]
)
def test_the_worked_examples_of_a_module_are_true(module: str) -> None:
    result = doctest.testmod(import_module(module))

    assert result.attempted
    assert not result.failed
