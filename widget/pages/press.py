"""The press kit: every picture of a campaign in one language, with sentences, sources and how to credit."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO

from widget.campaign.models import Campaign
from widget.formats.pictures.drawing import Drawing, drawn_all
from widget.formats.pictures.gif import gif
from widget.formats.pictures.png import png
from widget.formats.pictures.sign import sign_png, sign_svg
from widget.formats.svg import svg
from widget.formats.table import drawn
from widget.formats.templating import Document
from widget.language.cldr import Language, language
from widget.view import acts as reports
from widget.view import figures, view
from widget.view import linkcard as card
from widget.view.options import SIZES, Options

# The first moment that a zip can hold: a kit is the same whenever it is made.
EARLIEST = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
Content = bytes | Drawing


def kit(campaign: Campaign, lang: str) -> Document:
    """The zip of a campaign's pictures in `lang`: always the same bytes. Takes seconds."""
    files = dict(_files(campaign, lang))
    return _archive(campaign, lang, files, [drawn(each, lang).body for each in _drawings(files)])


async def kit_elsewhere(campaign: Campaign, lang: str) -> Document:
    """The same, with the pictures drawn in a process of their own. Raises BusyError."""
    files = dict(_files(campaign, lang))
    return _archive(campaign, lang, files, await drawn_all(_drawings(files)))


def readme(campaign: Campaign, lang: str) -> str:
    """What the pictures say, where the figures come from, how to credit them, and where to report."""
    words = language(lang)
    name = campaign.title[lang] if campaign.title else campaign.name
    slogan = [campaign.slogan[lang]] if campaign.slogan else []
    parts = {
        "press.files": _sentences(campaign, lang),
        "page.figures": _sources(campaign, words),
        "press.credit": [_credit(campaign, words)],
        "press.licence": [],
        "page.act": _reports(campaign, words),
    }
    lines = [name, "=" * len(name), "", *slogan]
    for key, texts in parts.items():
        lines += ["", words.words[key], *(f"- {text}" for text in texts)]
    return "\n".join([*lines, ""])


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
    yield "sign.png", sign_png(campaign, lang)
    for name, shown in _still(campaign, lang):
        yield f"{name}.svg", svg(shown).body
        yield f"{name}.gif", gif(shown)
        for size in SIZES:
            yield f"{name}-{size}.png", png(replace(shown, options=replace(shown.options, size=size)))


def _drawings(files: Mapping[str, Content]) -> list[Drawing]:
    return [file for file in files.values() if isinstance(file, Drawing)]


def _still(campaign: Campaign, lang: str) -> Iterator[tuple[str, view.View]]:
    """The widgets that need no clock: what they say holds on any day."""
    for name in campaign.widgets:
        shown = view.build(campaign, name, Options(lang), card.EPOCH)
        if shown.moment is None:
            yield name, shown


def _sentences(campaign: Campaign, lang: str) -> list[str]:
    return [f"{name}: {shown.sentence}" for name, shown in _still(campaign, lang)]


def _sources(campaign: Campaign, words: Language) -> list[str]:
    return [f"{each.description}. {each.figure.source.url}" for each in figures.figures(campaign, words)]


def _credit(campaign: Campaign, words: Language) -> str:
    source, year = figures.published(campaign, words)
    return words.say("press.credit_text", source=source, year=year)


def _reports(campaign: Campaign, words: Language) -> list[str]:
    texts = [each[words.tag] for each in (campaign.danger, campaign.safety) if each]
    found = (*reports.own(campaign, words), *reports.others(campaign, words))
    return texts + [
        f"{each.region}{words.words['colon']}"
        + ", ".join(filter(None, (each.service, each.url, each.telephone)))
        for each in found
    ]
