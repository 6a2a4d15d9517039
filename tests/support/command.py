"""What the command says and serves, for the tests of it."""

import urllib.request

from tests.support.servers import PATIENCE, ROOT

TEN_FAULTS = ROOT / "tests" / "campaign" / "ten-faults.toml"
TARGET = "/catsforkids/while-reading.txt?lang=nl"
TEXT = (
    "Naar schatting worden er 13.200 beelden van seksueel kindermisbruik per minuut gedeeld, "
    "19 miljoen per dag."
    "\nSchatting: gemiddelde op basis van Child Focus, 2020, toegeschreven aan Interpol; geen live telling."
    " https://childfocus.be/nl-be/Over-ons/Nieuws/Hub/Post/5350\n"
)


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=PATIENCE) as response:
        return bytes(response.read())


def said(errors: bytes) -> list[str]:
    """What a person reads: no traceback, and no line that is empty."""
    lines = errors.decode().splitlines()
    assert "Traceback" not in errors.decode()
    assert all(line.strip() for line in lines)
    return lines
