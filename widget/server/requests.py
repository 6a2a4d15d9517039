"""A request, read once: what it names, in which language it is answered, and how a failure is answered."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache, partial

from widget.campaign.models import Campaign
from widget.formats.pictures.queue import BusyError, drawn_all
from widget.formats.table import Draw
from widget.formats.templating import Document
from widget.language import cldr
from widget.language.catalogue import page_languages, product_languages
from widget.language.cldr import Language
from widget.language.letters import MissingLettersError
from widget.language.negotiate import Decision, decide
from widget.pages import page
from widget.pages.errors import error
from widget.responses import policy
from widget.responses.resource import Answer, Resource
from widget.view.addresses import Place
from widget.view.options import OptionError
from widget.view.refusals import explain

METHODS = ("GET", "HEAD")
ERRORS = {404: "error.not_found", 405: "error.method_not_allowed", 503: "error.busy"}
# The kind of response, if it is not an error like others, and the headers that a status asks for.
MORE: Mapping[int, tuple[str, Mapping[str, str]]] = {
    405: ("error", {"allow": ", ".join(METHODS)}),
    503: ("busy", {"retry-after": str(policy.RETRY)}),
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Site:
    """What is served or exported, and how its pages link.

    base: the path that addresses begin with. public: the address that readers know the site by, without a
    slash at the end. clock: the present. addressing: from the language of a page to the addresses on it.
    live: whether a server answers, so that there is a builder of embeds and oEmbed. draw: makes pixels.
    unready: why no request should be sent here, in a line, or empty. operator: who runs it, or empty.
    languages: those in which the site speaks of itself.
    """

    campaigns: Mapping[str, Campaign]
    base: str
    public: str
    clock: Callable[[], datetime]
    addressing: Callable[[str], page.Addressing] = lambda _: page.in_query
    live: bool = True
    draw: Draw = drawn_all
    unready: Callable[[], str] = lambda: ""
    operator: str = ""
    languages: Sequence[str] = field(default_factory=page_languages)

    def home(self, lang: str) -> str:
        """The address of the home page, for a link on a page in `lang`."""
        return self.addressing(lang)(self.base, "/")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, read once.

    moment: when it was asked. accepted: the Accept-Language header. campaign: the one of its path, if any.
    home: from the language of the answer to the address of the home page.
    """

    moment: datetime
    path: str
    place: Place
    query: Mapping[str, str]
    accepted: str
    campaign: Campaign | None
    home: Callable[[str], str]

    @property
    def known(self) -> Campaign:
        """The campaign. Raises RefusedError if there is none."""
        if self.campaign is None:
            raise RefusedError(404)
        return self.campaign

    @property
    def ancestors(self) -> Sequence[str]:
        """Who may frame an embed: the sites that the campaign names, and our own pages; none are all."""
        sites = self.campaign.embed_on if self.campaign else ()
        return ("'self'", *sites) if sites else ()

    @property
    def ending(self) -> str:
        """The ending of the path, or empty."""
        name = self.path.rpartition("/")[2]
        return name.rpartition(".")[2] if "." in name else ""

    def language(self, tags: Sequence[str]) -> Decision:
        """Which of `tags` the answer is in."""
        return decide(self.query.get("lang", ""), self.accepted, tags)

    def reader(self) -> Language:
        """The language in which the product itself speaks to this reader: any that it has words in."""
        own = self.campaign.languages if self.campaign else ()
        return cldr.language(self.language([*own, *product_languages()]).tag)


class RefusedError(Exception):
    """There is no such thing: the status, and what is wrong, if it is more than the status says."""

    def __init__(self, status: int, wrong: OptionError | None = None) -> None:
        super().__init__(status)
        self.status, self.wrong = status, wrong


def resource(
    asked: Asked,
    kind: str,
    make: Callable[[], Awaitable[Answer]],
    key: str = "",
    form: str = "html",
    by_language: bool = False,
) -> Resource:
    """What was asked for, with a `make` that answers its failures; without a `key` it is not kept."""
    name = asked.campaign.name if asked.campaign else ""
    span = policy.span(kind, asked.moment)
    return Resource(key, kind, form, name, by_language, partial(_tagged, asked, make), span)


async def _tagged(asked: Asked, make: Callable[[], Awaitable[Answer]]) -> Answer:
    answer = await _unfailing(asked, make)
    tags = policy.tags(asked.campaign.name if asked.campaign else "")
    return replace(answer, headers=(*answer.headers, *_lines(tags)))


async def _unfailing(asked: Asked, make: Callable[[], Awaitable[Answer]]) -> Answer:
    try:
        return await make()
    except MissingLettersError as missing:
        return failure(asked, 501, missing=missing)
    except BusyError as busy:
        log.warning("A picture was not drawn: %s", busy)
        return failure(asked, 503)
    except Exception:
        # Nothing of the request: the row of the table of addresses, and where in the code it failed.
        log.exception("A response could not be made: %s", asked.place.name)
        return failure(asked, 500)


def respond(
    document: Document,
    kind: str,
    status: int = 200,
    vary: str | None = None,
    ancestors: Sequence[str] = (),
    **more: str,
) -> Answer:
    """A document as an answer of `kind`.

    vary: the request header that it depends on. ancestors: who may frame it. more: headers.
    """
    headers = [*policy.headers(kind, document.style_hash, vary, ancestors), *more.items()]
    if document.lang:
        headers.append(("content-language", document.lang))
    headers += [("content-length", str(len(document.body))), ("content-type", document.media_type)]
    return Answer(status, _lines(headers), document.body)


def _lines(headers: Sequence[tuple[str, str]]) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((_encoded(name), _encoded(value)) for name, value in headers)


@lru_cache(maxsize=256)
def _encoded(text: str) -> bytes:
    """What many kept answers say in their headers is there once."""
    return text.encode("latin-1")


def refusal(asked: Asked, refused: RefusedError) -> Resource:
    """What is asked for where there is nothing: an error, which is not kept."""

    async def make() -> Answer:
        return failure(asked, refused.status, refused.wrong)

    return resource(asked, "error", make, form=asked.ending)


def redirection(asked: Asked, location: str) -> Resource:
    """The one form of an address that was written in another. `location` begins with a slash."""

    async def make() -> Answer:
        return respond(Document(b"", "text/plain; charset=utf-8", ""), "redirect", 301, location=location)

    return resource(asked, "redirect", make, form=asked.ending)


def failure(
    asked: Asked,
    status: int,
    wrong: OptionError | None = None,
    missing: MissingLettersError | None = None,
) -> Answer:
    """Any failure as a short readable answer, in the format and the language that were asked for."""
    language = asked.reader()
    details = [language.words[ERRORS.get(status, "error.failed")]]
    if wrong:
        details = [explain(value, language) for value in wrong.wrong]
    if missing:
        details = [language.say("error.letters", characters=" ".join(missing.characters))]
    name, more = MORE.get(status, ("error", {}))
    kind = f"embed {name}" if asked.ending else name
    home = asked.home(language.tag) if status == 404 else ""
    problem = error(status, asked.ending, language, details, home)
    return respond(problem, kind, status, "accept-language", asked.ancestors, **more)
