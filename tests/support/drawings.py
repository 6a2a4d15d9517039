"""Reading drawings: the lines of text in an svg, where each should be, and whether there is ink."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from PIL import Image

from tests.support.examples import CAMPAIGNS, NOW
from tests.support.toml import small, write
from widget.campaign.load import load
from widget.campaign.models import Campaign
from widget.formats import typeset
from widget.formats.pictures.drawing import Drawing, draw
from widget.formats.pictures.queue import LayOut
from widget.language import letters
from widget.language.cldr import language
from widget.view.options import Options
from widget.view.view import View, build

SVG = "{http://www.w3.org/2000/svg}"
# Characters that set the direction and leave no mark.
UNSEEN = "\u2066\u2067\u2069"
SENTENCES = {
    "ar": "نحو {minute} مولود في الدقيقة، و{day} في اليوم، في كل بلدان العالم معًا.",
    "hi": "दुनिया भर में हर मिनट लगभग {minute} बच्चे जन्म लेते हैं, और हर दिन {day}।",
}
# Each bundled language: those of the bundled campaign, and those of other scripts.
LANGUAGES = ("fr", "nl", "de", "en", "ar", "hi")


async def here(campaign: str, lay_out: LayOut) -> list[bytes]:
    """Pixels, drawn in this process."""
    return [draw(drawing) for drawing in lay_out()]


@dataclass(frozen=True)
class Text:
    """A line: where it should be in the picture, and what it says."""

    left: float
    right: float
    baseline: float
    size: float
    text: str

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of its capital letters."""
        top = round(self.baseline - 0.72 * self.size)
        return round(self.left), top, round(self.right), round(self.baseline)


def births(folder: Path, lang: str, **changes: Any) -> Campaign:
    """A small campaign in a language of another script, with all that a picture can show."""
    sentence = SENTENCES.get(lang, "About {minute} a minute, {day} a day.")
    data = small(languages=[lang], drawing="cat", hashtag="#births")
    figure = data["figures"]["births"] | {"unit": {lang: language(lang).words["estimate"]}, "estimate": True}
    data["figures"] = {"births": figure, "few": figure | {"amount": 2_000_000}}
    words = {"label": {lang: language(lang).words["page.live"]}, "sentence": {lang: sentence}}
    data["widgets"] = {
        "reading": {"kind": "elapsed", "figure": "births", **words},
        "versus": {"kind": "versus", "figures": ["few", "births"], **words},
    }
    data["act"] = [
        {"region": "BE", "service": "X", "anonymous": True, "telephone": "116 000", "url": "https://b.org"}
    ]
    return load(write(folder, data | changes))


def shown(folder: Path, lang: str, name: str = "while-reading", **options: Any) -> View:
    """A widget of the bundled campaign, or of a small one where that has no such language."""
    bundled = CAMPAIGNS["catsforkids"]
    if lang in bundled.languages:
        return build(bundled, name, Options(lang, **options), NOW)
    other = "versus" if name == "versus" else "reading"
    return build(births(folder, lang), other, Options(lang, **options), NOW)


def texts(svg: str | ElementTree.Element) -> list[Text]:
    """The lines of text of an svg or of an element of it."""
    root = ElementTree.fromstring(svg) if isinstance(svg, str) else svg
    return [_text(element) for element in root.iter(f"{SVG}text") if element.find(f"{SVG}tspan") is not None]


def _text(element: ElementTree.Element) -> Text:
    y, size = (float(element.attrib[name]) for name in ("y", "font-size"))
    runs = list(element.iter(f"{SVG}tspan"))
    widths = [_width(run, float(run.get("font-size", size))) for run in runs]
    if x := element.get("x"):
        left = float(x) - sum(widths) if element.get("text-anchor") == "end" else float(x)
        return Text(left, left + sum(widths), y, size, "".join(map(_seen, runs)))
    lefts = [float(run.attrib["x"]) for run in runs]
    right = max(left + width for left, width in zip(lefts, widths, strict=True))
    return Text(min(lefts), right, y, size, "".join(map(_seen, runs)))


def _width(run: ElementTree.Element, size: float) -> float:
    """In the font that it names, if that is one of ours; else as it is laid out for the reader's."""
    family, own = run.get("font-family", ""), face(run)
    if family in letters.FONTS:
        return size * letters.advance(_seen(run), family, own.bold)
    return typeset.width(_seen(run), size, own)


def face(run: ElementTree.Element) -> typeset.Face:
    """The face of a run."""
    return typeset.Face(run.get("font-weight") == "700", "Serif" in run.get("font-family", ""))


def _seen(run: ElementTree.Element) -> str:
    return (run.text or "").translate(dict.fromkeys(map(ord, UNSEEN)))


def image(drawing: Drawing) -> Image.Image:
    """The drawing, drawn and opened."""
    return Image.open(BytesIO(drawn(drawing)))


@cache
def drawn(drawing: Drawing) -> bytes:
    """The drawing, drawn once for all tests."""
    return draw(drawing)


def frames(picture: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    """Each frame of a film and for how many milliseconds it stands."""
    for index in range(getattr(picture, "n_frames", 1)):
        picture.seek(index)
        yield picture.convert("RGB").copy(), int(picture.info.get("duration", 0))


def inked(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether there is something in each third of a box."""
    left, top, right, bottom = box
    edges = [left + round((right - left) * step / 3) for step in range(4)]
    thirds = [picture.crop((one, top, other, bottom)).convert("RGB") for one, other in pairwise(edges)]
    # None is more than that many.
    return all(third.getcolors(3) is None for third in thirds)
