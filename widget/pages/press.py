"""The press kit: every picture of a campaign in one language, with sentences, sources and how to credit."""

import asyncio
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from io import BytesIO

from widget.campaign.kinds.scene import EPOCH
from widget.campaign.languages import spoken
from widget.campaign.models import Campaign
from widget.formats.pictures.drawing import Drawing
from widget.formats.pictures.gif import gif
from widget.formats.pictures.png import png
from widget.formats.pictures.sign import sign_png, sign_svg
from widget.formats.svg import svg
from widget.formats.table import Draw
from widget.formats.templating import Document, written
from widget.language.cldr import Language
from widget.language.letters import MissingLettersError
from widget.view import acts, figures, view
from widget.view.options import SIZES, Options

# The first moment that a zip can hold: a kit is the same whenever it is made.
EARLIEST = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
Content = bytes | Drawing


async def kit(campaign: Campaign, lang: str, draw: Draw) -> Document:
    """The zip of a campaign's pictures in `lang`: always the same bytes. Raises what `draw` raises."""
    files: dict[str, Content] = {}

    def lay_out() -> list[Drawing]:
        files.update(_files(campaign, lang))
        return [file for file in files.values() if isinstance(file, Drawing)]

    pictures = await draw(campaign.name, lay_out)
    return await asyncio.to_thread(_archive, campaign, lang, files, pictures)


def readme(campaign: Campaign, lang: str) -> str:
    """What the pictures say, where the figures come from, how to credit them, and where to report."""
    language = spoken(campaign, lang)
    name = view.title(campaign, language)
    slogan = [campaign.slogan[lang]] if campaign.slogan else []
    parts = {
        "press.files": _sentences(campaign, lang),
        "page.figures": _sources(campaign, language),
        "press.credit": [_credit(campaign, language)],
        "press.licence": [],
        "page.act": _reports(campaign, language),
    }
    lines = [name, "=" * len(name), "", *slogan]
    for key, texts in parts.items():
        lines += ["", language.words[key], *(f"- {text}" for text in texts)]
    return written("\n".join([*lines, ""]), "text/plain", lang)


def _archive(
    campaign: Campaign, lang: str, files: Mapping[str, Content], pictures: Sequence[bytes]
) -> Document:
    folder, body, left = f"{campaign.name}-{lang}", BytesIO(), iter(pictures)
    with zipfile.ZipFile(body, "w") as archive:
        for name, file in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", EARLIEST)
            entry.create_system, entry.external_attr = 3, READABLE
            entry.compress_type = zipfile.ZIP_STORED if isinstance(file, Drawing) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, next(left) if isinstance(file, Drawing) else file, compresslevel=9)
    return Document(body.getvalue(), "application/zip", lang)


def _files(campaign: Campaign, lang: str) -> Iterator[tuple[str, Content]]:
    yield "README.txt", readme(campaign, lang).encode()
    yield "sign.svg", sign_svg(campaign, lang).encode()
    yield from _drawn("sign.png", partial(sign_png, campaign, lang))
    for name, shown in _still(campaign, lang):
        yield f"{name}.svg", svg(shown).body
        yield from _drawn(f"{name}.gif", partial(gif, shown))
        for size in SIZES:
            sized = replace(shown, options=replace(shown.options, size=size))
            yield from _drawn(f"{name}-{size}.png", partial(png, sized))


def _drawn(name: str, make: Callable[[], Drawing]) -> Iterator[tuple[str, Content]]:
    """A picture; nothing, if no font here has its letters."""
    with suppress(MissingLettersError):
        yield name, make()


def _still(campaign: Campaign, lang: str) -> Iterator[tuple[str, view.View]]:
    """The widgets that need no clock: what they say holds on any day."""
    for name in campaign.widgets:
        shown = view.build(campaign, name, Options(lang), EPOCH)
        if shown.moment is None:
            yield name, shown


def _sentences(campaign: Campaign, lang: str) -> list[str]:
    return [f"{name}: {shown.sentence}" for name, shown in _still(campaign, lang)]


def _sources(campaign: Campaign, language: Language) -> list[str]:
    return [
        f"{language.stopped(each.description)} {each.resolved.source.url}"
        for each in figures.figures(campaign, language)
    ]


def _credit(campaign: Campaign, language: Language) -> str:
    source, year = figures.published(campaign, language)
    return language.say("press.credit_text", source=source, year=year)


def _reports(campaign: Campaign, language: Language) -> list[str]:
    texts = [each[language.tag] for each in (campaign.danger, campaign.safety) if each]
    found = (*acts.own(campaign, language), *acts.others(campaign, language))
    return texts + [
        language.words["colon"].join(
            filter(None, (each.region, language.apart((each.service, each.url, each.telephone))))
        )
        for each in found
    ]
