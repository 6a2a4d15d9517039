"""The privacy page: what a reader's browser sends, what is kept, and texts for the sites of embedders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from widget.formats.templating import Document, finished
from widget.language import cldr
from widget.language.cldr import Language
from widget.language.isolates import FSI, PDI, RLI
from widget.pages.page import Addressing, alternates, render
from widget.paste.destinations import DESTINATIONS, label
from widget.view.addresses import path

PATH = path("privacy")
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it: paragraphs, or the points of a list, and a text to copy.

    name: that of its heading among the words, and in an address behind a #.
    """

    name: str
    title: str
    texts: tuple[str, ...]
    quote: str

    @property
    def listed(self) -> bool:
        """Whether its texts are points of a list."""
        return self.name == "sent"

    @property
    def level(self) -> int:
        """That of its heading."""
        return 3 if self.quote else 2


def sections(language: Language, public: str, operator: str, live: bool) -> list[Section]:
    """All that the page says, in `language`.

    public: the site's absolute address. operator: who runs it, or empty. live: whether a server answers; it
    is known what that one keeps, but not what some host of files does.
    """
    words = language.words

    def said(*names: str) -> tuple[str, ...]:
        return tuple(words[f"privacy.{name}"] for name in names)

    chosen = ("sent_form", "sent_language") if live else ()
    kept = ("kept_program", "kept_front") if live else ("kept_files",)
    sent = said("sent_address", *chosen, "sent_copy", "sent_network", "sent_other")
    runs = _isolated(operator, language, FSI) if operator else words["privacy.operator_unnamed"]
    found = {
        "sent": sent,
        "kept": said("kept_device", *kept),
        "links": said("links_text", *(["links_silent"] if live else [])),
        "operator": (runs,),
        "paste": said("paste_text"),
        "asking": (_labels(language, True), *said("asking_platform")),
        "alone": (_labels(language, False),),
    }
    asking = words["builder.privacy_asking" if live else "privacy.asking_files"].format(site=public)
    quotes = {"asking": asking, "alone": words["builder.privacy_alone"]}
    return [
        Section(name, words[f"privacy.{name}"], texts, quotes.get(name, "")) for name, texts in found.items()
    ]


def page(
    language: Language,
    parts: Sequence[Section],
    base: str,
    addressing: Addressing,
    public: str,
    tags: Sequence[str],
) -> Document:
    """The page. tags: the languages that it exists in; the other arguments are those of `campaign_page`."""
    address = partial(addressing, base)
    return render(
        "privacy.html",
        language,
        address,
        sections=parts,
        translations=[(cldr.language(tag), address(PATH, tag)) for tag in tags],
        alternates=alternates(tags, public, base, address, PATH),
    )


def text(language: Language, parts: Sequence[Section]) -> Document:
    """The same as plain text, to be pasted."""
    lines = [f"# {language.words['privacy.title']}", language.words["privacy.lead"], *_paragraphs(parts)]
    return finished("\n\n".join(lines) + "\n", PLAIN, language.tag)


def _paragraphs(parts: Sequence[Section]) -> Iterator[str]:
    for section in parts:
        yield f"{'#' * section.level} {section.title}"
        if section.listed:
            yield "\n".join(f"- {text}" for text in section.texts)
        else:
            yield from section.texts
        if section.quote:
            yield f"> {section.quote}"


def _labels(language: Language, asking: bool) -> str:
    """What menus call the destinations whose readers ask the server, or the others."""
    names = (name for name, each in DESTINATIONS.items() if bool(each.formats) == asking)
    return " · ".join(_isolated(label(name, language), language, RLI) for name in names)


def _isolated(text: str, language: Language, mark: str) -> str:
    """`text` apart from what stands beside it (UAX 9, 2.4), where lines run from right to left."""
    return f"{mark}{text}{PDI}" if language.direction == "rtl" else text
