"""Everything that readers may ask of a campaign, made once: what would fail is a fault of its file."""

import asyncio
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from logging.handlers import BufferingHandler
from urllib.parse import urlencode

from widget.campaign import texts
from widget.campaign.faults import MOST, Fault, others, shortened
from widget.campaign.models import Campaign
from widget.formats.pictures.drawing import Drawing, draw
from widget.formats.table import DRAWINGS, FORMATS
from widget.language.letters import mend
from widget.server.requests import Site
from widget.server.resources import understand
from widget.settings import LOCAL
from widget.view import addresses
from widget.view.pictured import campaign_lacks


def failures(campaign: Campaign, file: str) -> tuple[Fault, ...]:
    """What cannot be made of a campaign: each widget in each format and language, its pages, sign and kit.

    Pixels are drawn in its first language alone, since they take a tenth of a second. At most MOST are told.
    """
    with _log() as records:
        faults = tuple(islice(_failures(campaign, file, records), MOST))
    return faults if len(faults) < MOST else (*faults, others(file, "perhaps more"))


def _failures(campaign: Campaign, file: str, records: Sequence[logging.LogRecord]) -> Iterator[Fault]:
    yield from _lost(campaign, file)
    now, campaigns = datetime.now(UTC), {campaign.name: campaign}
    laid_out = Site(campaigns, "", LOCAL, lambda: now, draw=_undrawn)
    drawn = Site(campaigns, "", LOCAL, lambda: now, draw=_drawn)
    for lang in campaign.languages:
        undrawn = list(_undrawn_letters(campaign, file, lang))
        yield from undrawn
        for path, more in _targets(campaign):
            pixels = lang == campaign.languages[0] and path.rpartition(".")[2] in DRAWINGS
            query = urlencode({"lang": lang, **more})
            status = _status(drawn if pixels else laid_out, path, query)
            if status != "200" and not (status == "501" and undrawn):
                value = f"{status}: {_reason(records)}".removesuffix(": ")
                mend = "change the texts that it shows, or else report it to us"
                yield Fault(file, f"{path}?{query}", value, "something that readers can be shown", mend)


def _lost(campaign: Campaign, file: str) -> Iterator[Fault]:
    """Placeholders that a text has in most languages, and that a translation may have lost in others."""
    for name, widget in campaign.widgets.items():
        for key in widget.placeholders:
            for tag, lost in texts.lost(getattr(widget, key) or {}):
                value = f"{{{lost}}} is missing"
                expected = "the placeholders that the other languages have"
                yield Fault(file, f"widgets.{name}.{key}.{tag}", value, expected, f"add {{{lost}}}")


def _undrawn_letters(campaign: Campaign, file: str, lang: str) -> Iterator[Fault]:
    """Widgets of which there is no picture in a language."""
    for name, lost in campaign_lacks(campaign, lang).items():
        expected = "letters that an installed font has, for png, gif, sign and link card"
        yield Fault(file, f"widgets.{name} in {lang}", shortened(" ".join(lost)), expected, mend(lost))


def _targets(campaign: Campaign) -> Iterator[tuple[str, dict[str, str]]]:
    """Paths, each with its query besides the language."""
    name = campaign.name
    for page in ("campaign", "sign", "press"):
        yield addresses.path(page, campaign=name), {}
    for ending in ("svg", "png"):
        yield addresses.path("sign picture", campaign=name, ending=ending), {}
    for widget in campaign.widgets:
        yield addresses.path("builder", campaign=name), {"widget": widget}
        for ending in FORMATS:
            yield addresses.path("embed", campaign=name, widget=widget, ending=ending), {}


def _status(site: Site, path: str, query: str) -> str:
    try:
        return str(asyncio.run(understand(site, "GET", path, query).make()).status)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _reason(records: Sequence[logging.LogRecord]) -> str:
    """The last exception that was logged, in one line."""
    errors = [record.exc_info[1] for record in records[-1:] if record.exc_info]
    return "".join(f"{type(error).__name__}: {shortened(str(error))}" for error in errors)


@contextmanager
def _log() -> Iterator[list[logging.LogRecord]]:
    """What the server logs meanwhile, which nobody else then sees."""
    logger, handler = logging.getLogger("widget"), BufferingHandler(sys.maxsize)
    before, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield handler.buffer
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


async def _drawn(campaign: str, lay_out: Callable[[], Sequence[Drawing]]) -> Sequence[bytes]:
    return [draw(drawing) for drawing in lay_out()]


async def _undrawn(campaign: str, lay_out: Callable[[], Sequence[Drawing]]) -> Sequence[bytes]:
    return [b"" for _ in lay_out()]
