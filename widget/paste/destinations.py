"""Where a snippet is pasted: one table. A new destination is a row in it, a template and a test."""

from collections.abc import Mapping
from dataclasses import dataclass

from widget.language.cldr import Language
from widget.view.view import View

TEXTS = frozenset({"lang", "minutes", "from", "numbering"})
PICTURES = TEXTS | {"theme", "accent"}
EMBEDS = PICTURES | {"layout"}
# Formats that move, and what a reader may get at a destination, in the order of a menu.
MOVING = frozenset({"html", "svg", "gif"})
GAINS = ("ticks", "alone", "still", "words")
# A folder of the embedder's site that is served as it is.
STATIC = "/static"


@dataclass(frozen=True, slots=True)
class Destination:
    """What is pasted at a destination, and what an embedder must know about it.

    template: what writes the snippet, in templates/snippets; its ending is that of the language it is in.
    formats: those that each of its readers asks the server for.
    options: those that change anything there.
    still: it is made once, so that only a widget without a clock can tick in it.
    saved: the formats that the embedder saves on the site.
    secure: it takes only frames with an https address.
    """

    template: str
    formats: tuple[str, ...]
    options: frozenset[str]
    still: bool = False
    saved: tuple[str, ...] = ()
    secure: bool = False

    @property
    def gain(self) -> str:
        """What a reader gets, one of GAINS; `alone` ticks without a request to any server."""
        if self.formats:
            return "ticks" if MOVING.intersection(self.formats) else "still"
        return "alone" if self.still else "words"

    def ticks(self, view: View) -> bool:
        """Whether the number of the view is right there at any moment."""
        return not (self.still and view.moment)

    def files(self, view: View) -> tuple[str, ...]:
        """Where on the embedder's site the saved files are, as paths."""
        return tuple(f"{STATIC}/{view.name}.{ending}" for ending in self.saved)


# In the order of a menu.
DESTINATIONS: Mapping[str, Destination] = {
    "site": Destination("site.html", ("html",), EMBEDS),
    "wordpress": Destination("wordpress.html", ("html",), EMBEDS),
    "wordpress-address": Destination("address.txt", ("html",), EMBEDS),
    "ghost": Destination("site.html", ("html",), EMBEDS),
    "drupal": Destination("site.html", ("html",), EMBEDS),
    "react": Destination("react.jsx", ("html",), EMBEDS),
    "hugo": Destination("hugo.gotmpl", ("html",), EMBEDS),
    "static": Destination("site.html", ("html",), EMBEDS),
    "amp": Destination("amp.html", ("html", "png"), EMBEDS, secure=True),
    "markdown": Destination("markdown.md", ("png",), PICTURES | {"size"}),
    "readme": Destination("readme.md", ("svg",), PICTURES - {"theme"}),
    "email": Destination("email.html", ("gif",), PICTURES),
    "picture": Destination("picture.html", ("png",), PICTURES | {"size"}),
    "sentence": Destination("sentence.txt", (), TEXTS),
    "zero-request": Destination("zero-request.html", (), EMBEDS, still=True),
    "self-hosted": Destination("self-hosted.html", (), EMBEDS, still=True, saved=("html",)),
}


def label(name: str, language: Language) -> str:
    """What a menu calls a destination: its own name where the language has none for it."""
    return language.words.get(f"destination.{name}", name)


def note(name: str, language: Language) -> str:
    """What tells a destination from others that are called the same, or empty."""
    return language.words.get(f"destination_note.{name}", "")


def hints(name: str, view: View) -> tuple[str, ...]:
    """How to paste a snippet, if the language has words for that, and what `notes` says of it."""
    key, shortcode = f"destination_hint.{name}", f"{{{{< {view.name} >}}}}"
    said = view.language.say(key, name=view.name, shortcode=shortcode) if key in view.language.words else ""
    return (*filter(None, [said]), *notes(name, view))


def notes(name: str, view: View) -> tuple[str, ...]:
    """What an embedder must know about a snippet, in the words of the view.

    Raises KeyError for an unknown destination.
    """
    destination, language = DESTINATIONS[name], view.language
    sentences = []
    if destination.secure and not view.public.startswith("https://"):
        sentences.append(language.words["snippet.insecure"])
    if not destination.ticks(view):
        sentences.append(language.words["snippet.clock"])
    elif destination.saved:
        files = language.items(destination.files(view))
        sentences.append(language.say("snippet.save", file=files, folder=STATIC))
    return tuple(sentences)
