"""The pictures in docs/destinations: every kind of snippet in a plain article, a minute after it was opened;
and in docs/campaigns, what each file in docs/campaigns.md gives.

`scripts/pictures` makes them again; run it when a snippet or an embed looks different.
"""

import io
import tempfile
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page

from tests.support.browsers.chromium import Chromium
from tests.support.browsers.servers import host
from tests.support.manual import campaigns
from tests.support.servers import ROOT, serving
from widget.campaign.load import load
from widget.formats.svg import svg
from widget.view.options import Options
from widget.view.view import build

FOLDER = ROOT / "docs" / "destinations"
MANUAL = ROOT / "docs" / "campaigns"
MOMENT = datetime(2026, 11, 25, 12, tzinfo=UTC)
HEIGHT = 900
STOP = "() => document.getAnimations().forEach(each => { each.pause(); each.currentTime = 60000 })"
# What editors of articles, mail and README files see; other destinations look like one of these.
SHOWN: Mapping[str, Mapping[str, str]] = {
    "site": {},
    "banner": {"layout": "banner"},
    "line": {"layout": "line"},
    "versus": {"widget": "versus"},
    "email": {"for": "email"},
    "picture": {"for": "picture", "size": "600x315"},
    "dark": {"theme": "dark"},
}
ARTICLE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title>
<style>body {{ max-width: 600px; margin: 24px auto; font: 17px/1.5 serif; color: #222 }}
figcaption, td, p + p {{ font-size: 14px }}</style>
<p>The article goes on above the number, as articles do.</p>
{snippet}
<p id="end">And it goes on below.</p></html>"""


def main() -> None:
    """Make every picture."""
    draw_manual()
    pages: dict[str, str] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as server,
        host(pages) as other,
        closing(Chromium()) as chromium,
    ):
        for name, fields in SHOWN.items():
            query = urlencode({"lang": "en", "as": "text", **fields})
            with urlopen(f"{server.url}/catsforkids/embed?{query}") as response:
                pages[f"/{name}"] = ARTICLE.format(snippet=response.read().decode())
            save(chromium.on_page(partial(photograph, f"{other}/{name}")), name)
        builder = f"{server.url}/catsforkids/embed?lang=en"
        save(chromium.on_page(partial(photograph, builder)), "builder")


def draw_manual() -> None:
    """The first widget of each file in docs/campaigns.md, as the svg that is served at one moment."""
    MANUAL.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in campaigns("docs/campaigns.md").items():
            file = Path(folder) / f"{name}.toml"
            file.write_text(text, encoding="utf-8")
            campaign = load(file)
            shown = build(campaign, next(iter(campaign.widgets)), Options("en"), MOMENT)
            (MANUAL / f"{name}.svg").write_bytes(svg(shown).body)


def photograph(url: str, page: Page) -> bytes:
    """The page from its top to the end of its text, or as much as fits."""
    page.set_viewport_size({"width": 680, "height": HEIGHT})
    page.goto(url)
    for frame in page.frames:
        # A frame that has not loaded yet would block here.
        if frame.url.startswith("http"):
            frame.evaluate(STOP)
    end = page.evaluate("() => document.querySelector('#end')?.getBoundingClientRect().bottom")
    page.wait_for_timeout(300)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 680, "height": min(end or HEIGHT, HEIGHT) + 12})


def save(picture: bytes, name: str) -> None:
    """Keep it small: text on paper needs few colours."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(48, dither=Image.Dither.NONE)
    image.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
