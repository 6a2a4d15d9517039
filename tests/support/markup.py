"""HTML as a reader and a browser meet it: elements with their attributes, and the text that is read."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["meta", "link", "input", "br", "img", "path", "hr", "source"])


@dataclass
class Element:
    """An element: its name, its attributes, its parents from the outside in, and the text in it."""

    name: str
    attributes: dict[str, str]
    parents: tuple["Element", ...] = ()
    texts: list[str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All text in it, with single spaces."""
        return " ".join("".join(self.texts).split())


class Page(HTMLParser):
    """Every element of a document, in order; `repeated` holds attributes that one element has twice."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.repeated: list[str] = []
        self.unclosed: list[str] = []
        self.declarations: list[str] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        self.unclosed += [element.name for element in self._open]

    def all(self, name: str = "", css_class: str = "") -> list[Element]:
        """The elements of a name, of a class, or of both."""
        return [
            each
            for each in self.elements
            if name in ("", each.name) and (not css_class or css_class in each.classes)
        ]

    def one(self, name: str = "", css_class: str = "") -> Element:
        """The only such element."""
        (found,) = self.all(name, css_class)
        return found

    def handle_decl(self, decl: str) -> None:
        self.declarations.append(decl)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.repeated += [name for name in set(names) if names.count(name) > 1]
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1].name == tag:
            self._open.pop()
        else:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.texts.append(data)


def spoken(page: Page) -> str:
    """What a screen reader may read of the body: everything that is not hidden from it."""
    parts = []
    for element in page.elements:
        hidden = any(each.attributes.get("aria-hidden") == "true" for each in (*element.parents, element))
        inside = any(each.name == "main" for each in element.parents)
        if inside and not hidden and element.name in ("p", "span", "td", "th", "li", "h1", "h2"):
            parts.append(element.text)
    return " ".join(parts)


def links(page: Page) -> list[str]:
    """Every address that the document holds."""
    named = ("href", "src", "action", "srcset", "poster", "data", "formaction")
    return [each.attributes[name] for each in page.elements for name in named if name in each.attributes]
