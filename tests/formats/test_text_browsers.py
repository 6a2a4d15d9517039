"""Embeds in text browsers: true sentences, and not one digit of a strip."""

import re
import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from tests.support.examples import CAMPAIGNS, WIDGETS
from tests.support.servers import PATIENCE, Server
from widget.view import view
from widget.view.options import Options

BROWSERS = {
    "lynx": ["lynx", "-dump", "-nolist", "-width=300", "-display_charset=utf-8", "-assume_charset=utf-8"],
    "w3m": ["w3m", "-dump", "-cols", "300", "-O", "UTF-8"],
}
HOTLINES = {
    "fr": "imagesdabus.be",
    "nl": "misbruikbeelden.be",
    "de": "internet-beschwerdestelle.de",
    "en": "inhope.org",
}


def dump(browser: str, url: str) -> str:
    if not shutil.which(browser):
        pytest.skip(f"left out: {browser}, because the Debian package {browser} is not installed")
    environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    done = subprocess.run(
        [*BROWSERS[browser], url], capture_output=True, timeout=PATIENCE, check=True, env=environment
    )
    return done.stdout.decode()


def spaced(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


@pytest.mark.parametrize("browser", BROWSERS)
@pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
def test_an_embed_reads_as_sentences(
    server: Server, browser: str, campaign: str, name: str, lang: str
) -> None:
    text = dump(browser, f"{server.url}/{campaign}/{name}.html?lang={lang}")
    read = spaced(text)
    shown = view.build(CAMPAIGNS[campaign], name, Options(lang), datetime.now(UTC))

    # A sentence with the time in it moves on while it is fetched: its words stay.
    for part in re.split(r"[\d.,:]+", spaced(shown.sentence)) if shown.moment else [spaced(shown.sentence)]:
        assert part.strip() in read
    assert spaced(shown.label) in read
    assert "Child Focus" in read
    assert "2020" in read
    assert shown.language.words["estimate"].casefold() in read.casefold()
    assert HOTLINES[lang] in read
    assert ("116 000" in read) == (lang in ("fr", "nl"))


@pytest.mark.parametrize("browser", BROWSERS)
@pytest.mark.parametrize(("campaign", "name", "lang"), WIDGETS)
def test_no_strip_of_digits_is_read(
    server: Server, browser: str, campaign: str, name: str, lang: str
) -> None:
    text = dump(browser, f"{server.url}/{campaign}/{name}.html?lang={lang}")

    assert not re.search(r"0\s*1\s*2\s*3\s*4\s*5", text)
    assert not [
        line for line in text.splitlines() if re.fullmatch(r"[\d\s.,\u202f\u00a0]+", line) and line.strip()
    ]
    assert "{" not in text
    assert "animation" not in text
