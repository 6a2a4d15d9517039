"""Digits of every script stand whole in columns that are as wide as the widest of them, in three engines."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from tests.support.browsers.engines import Engine
from tests.support.browsers.numbers import page, picture
from tests.support.browsers.reading import learn, read_still, read_styles
from tests.support.browsers.timeline import seek
from widget.language.cldr import language
from widget.language.digits import cell
from widget.numbers.odometer import odometer

RATE, START = Fraction(19_000_000, 86_400), Fraction(1_234_567)
# In ems of the digits: every column, and the widest digit as the browser draws it.
WIDTHS = """digits => {
  const number = document.querySelector(".n0"), probe = document.createElement("span");
  number.querySelector(".u").append(probe);
  const size = parseFloat(getComputedStyle(probe).fontSize);
  const wide = text => { probe.textContent = text; return probe.getBoundingClientRect().width / size };
  const widest = Math.max(...[...digits].map(wide));
  probe.remove();
  return [widest, ...[...number.querySelectorAll(".c")].map(it => it.getBoundingClientRect().width / size)];
}"""


@pytest.mark.parametrize("tag", ["ta", "km", "my", "bo"])
def test_digits_are_whole_and_no_column_has_more_room_than_the_widest(
    engine: Engine, tag: str, tmp_path: Path
) -> None:
    words = language(tag, "native")
    file = tmp_path / "number.html"
    file.write_text(page([odometer(RATE, START, words)]))
    engine.open(file.as_uri(), width=640, height=240)
    widest, *columns = engine.evaluate(WIDTHS, words.digits)

    room = max(widest, cell(words.digits).width)
    assert columns == pytest.approx([room] * len(columns), abs=0.05)
    glyphs = learn(engine, ".n0", words.digits + words.separator)
    for seconds in (1, 100_000):
        seek(engine, seconds * 1000)
        assert read_still(engine, ".n0", glyphs) == read_styles(engine, ".n0")


@pytest.mark.parametrize("tag", ["ff-Adlm", "nqo"])
def test_a_picture_gives_each_digit_that_runs_to_the_left_its_own_place(tag: str) -> None:
    body = picture(odometer(RATE, START, language(tag)))
    texts = re.findall(r'<text[^>]* unicode-bidi="bidi-override" ([^>]*)>(.*?)</text>', body)

    for attributes, text in texts:
        signs = re.sub(r"<[^>]*>", "", text)
        places = re.findall(r' x="([^"]*)"', f" {attributes}{text}")
        assert len(" ".join(places).split()) == len(signs)
        assert max(signs) <= "\uffff" or len(places) == len(signs)
    assert texts
