"""The maxima of a request to oEmbed bind: what is given fits, or there is a link only."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.descriptions import EMBED, PUBLIC, ask, check, frame, refused
from tests.support.examples import WIDGETS


@pytest.mark.parametrize(
    ("maxima", "size"),
    [
        ({"maxwidth": 1199}, "600x315"),
        ({"maxheight": 314}, "320x180"),
        ({"maxwidth": 320, "maxheight": 180}, "320x180"),
        ({"maxwidth": 319}, None),
    ],
)
def test_a_png_is_the_largest_that_fits(maxima: dict[str, Any], size: str | None) -> None:
    found = ask(f"{PUBLIC}/catsforkids/versus.png", **maxima)

    check(found, maxima.get("maxwidth", 10**9), maxima.get("maxheight", 10**9))
    assert found["type"] == ("photo" if size else "link")
    if size:
        assert dict(parse_qsl(urlsplit(found["url"]).query))["size"] == size
        assert f"{found['width']}x{found['height']}" == size


def test_a_png_is_never_larger_than_its_address_says() -> None:
    assert ask(f"{PUBLIC}/catsforkids/versus.png?size=320x180")["width"] == 320


def test_a_drawing_shrinks_in_proportion_and_a_film_does_not() -> None:
    small = ask(f"{PUBLIC}/catsforkids/versus.svg", maxwidth=300, maxheight=90)
    film = ask(f"{PUBLIC}/catsforkids/versus.gif", maxwidth=599)

    assert (small["width"], small["height"]) == (270, 90)
    assert film["type"] == "link"
    assert ask(f"{PUBLIC}/catsforkids/versus.svg", maxwidth=100)["type"] == "link"


@pytest.mark.parametrize(
    ("maxima", "layout", "height"),
    [
        ({"maxheight": 240}, "card", 240),
        ({"maxheight": 239}, "banner", 239),
        ({"maxheight": 205}, "banner", 205),
        ({"maxheight": 192}, "line", 170),
        ({"maxheight": 121}, "line", 121),
        ({"maxwidth": 320, "maxheight": 200}, "line", 170),
        ({"maxwidth": 259}, "card", 240),
    ],
)
def test_where_a_card_is_too_high_a_lower_layout_is_given(
    maxima: dict[str, Any], layout: str, height: int
) -> None:
    found = ask(EMBED, **maxima)

    check(found, maxima.get("maxwidth", 10**9), maxima.get("maxheight", 10**9))
    assert dict(parse_qsl(urlsplit(frame(found)["src"]).query)).get("layout", "card") == layout
    assert (found["height"], frame(found)["height"]) == (height, str(height))


@pytest.mark.parametrize(
    "maxima", [{"maxwidth": 199}, {"maxheight": 90}, {"maxwidth": 320, "maxheight": 100}]
)
def test_where_nothing_fits_there_is_a_link(maxima: dict[str, Any]) -> None:
    found = ask(EMBED, **maxima)

    check(found)
    assert found["type"] == "link"
    assert "html" not in found


@given(st.sampled_from(WIDGETS), st.sampled_from(["html", "png", "svg", "gif"]), st.data())
def test_the_maxima_bind(widget: tuple[str, str, str], ending: str, data: st.DataObject) -> None:
    campaign, name, lang = widget
    width, height = (data.draw(st.integers(1, 1500)) for _ in range(2))
    layout = data.draw(st.sampled_from(["card", "banner", "line"]))
    address = f"{PUBLIC}/{campaign}/{name}.{ending}?lang={lang}&layout={layout}"
    found = ask(address, maxwidth=width, maxheight=height)

    check(found, width, height)
    assert "https" not in urlsplit(found.get("url", "")).query
    if found["type"] == "rich":
        assert int(frame(found)["height"]) <= height
        assert "http" not in urlsplit(frame(found)["src"]).query


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "wide", "٣", "1e3", " 5", "100000", "1" * 5000])
@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
def test_a_maximum_that_is_no_number_of_pixels_is_explained(name: str, value: str) -> None:
    status, detail = refused({"url": EMBED, name: value})

    assert status == 400
    assert detail.startswith(f"{name}: expected")
