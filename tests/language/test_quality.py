"""Quality values: one reading of them, whatever the header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.language.negotiate import choose
from widget.language.quality import LONGEST_HEADER, MOST_ITEMS, quality_values
from widget.responses.negotiation import coding

# Every parameter that a client may send, right or wrong.
PARAMETERS = st.text("qQ=;. \t0125x", max_size=9) | st.sampled_from(
    ["", ";q=0.5", "; q = 0.5", ";q=1.5", ";q="]
)


@pytest.mark.parametrize(
    ("item", "weight"),
    [
        ("nl", 1),
        ("nl;q=0.5", 0.5),
        ("nl ; q=0.5", 0.5),
        ("nl;q = 0.5", 0.5),
        ("NL;Q=0.5", 0.5),
        ("\tnl\t;\tq\t=\t0.5\t", 0.5),
        ("nl;q=0", 0),
        ("nl;q=0.", 0),
        ("nl;q=1.000", 1),
        ("nl;q=0.001", 0.001),
        ("nl;", 1),
        ("nl;q=1.5", 0),
        ("nl;q=2", 0),
        ("nl;q=1.001", 0),
        ("nl;q=0.1234", 0),
        ("nl;q=-1", 0),
        ("nl;q=.5", 0),
        ("nl;q=", 0),
        ("nl;q=x", 0),
        ("nl;q=inf", 0),
        ("nl;q=٠.٩", 0),
        ("nl;q=0.5;q=1", 0),
        ("nl;level=1", 0),
    ],
)
def test_a_weight_is_read_as_in_the_standard_and_otherwise_refused(item: str, weight: float) -> None:
    assert quality_values(item) == [("nl", weight)]


def test_names_keep_their_order_and_what_has_no_name_is_left_out() -> None:
    assert quality_values("b, ,;q=1,a;q=0.1,,b") == [("b", 1), ("a", 0.1), ("b", 1)]


@given(PARAMETERS, PARAMETERS)
def test_two_weights_mean_the_same_whatever_the_header(one: str, other: str) -> None:
    """The language that wins is the one that stands at the place of the coding that wins."""
    languages = choose(f"nl{one}, fr{other}", ["nl", "fr"])
    codings = coding(f"br{one}, zstd{other}")

    assert codings == {"nl": "br", "fr": "zstd", None: "identity"}[languages]


@given(st.text(max_size=2000) | st.text(",;q=01.a-", max_size=2000))
def test_of_any_header_a_limited_number_of_items_is_looked_at(header: str) -> None:
    values = quality_values(header * 50)

    assert len(values) <= MOST_ITEMS
    assert sum(len(name) for name, _ in values) <= LONGEST_HEADER
    assert all(0 <= weight <= 1 for _, weight in values)


def test_an_item_at_which_a_long_header_is_cut_is_left_out() -> None:
    filler = "x" * (LONGEST_HEADER - len(",fr;q=0,en-"))

    assert [name for name, _ in quality_values(f"{filler},fr;q=0,en-GB")] == [filler, "fr"]
    assert quality_values("a-" * 15_000) == []


def test_the_first_items_are_the_ones_that_count() -> None:
    assert [name for name, _ in quality_values(",".join(map(str, range(100))))] == [
        str(i) for i in range(MOST_ITEMS)
    ]
