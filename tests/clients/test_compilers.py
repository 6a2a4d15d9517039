"""Snippets in frameworks' own compilers: each says there what it says as plain HTML."""

import pytest

from tests.clients.conftest import Run
from tests.formats.test_html import HOSTILE
from tests.support.documents import title
from tests.support.examples import CAMPAIGNS, NOW, WIDGETS
from tests.support.markup import Page, links
from tests.support.snippets import PUBLIC, hostile, view
from widget.paste.destinations import DESTINATIONS
from widget.paste.snippets import snippet
from widget.view.options import LAYOUTS, Options
from widget.view.view import View, build

# Which compilers the snippets of a destination are written for, and what each has to say the same as.
COMPILED = [
    ("react", "react", "site"),
    ("react", "mdx", "site"),
    *(
        (name, compiler, name)
        for compiler in ("svelte", "vue")
        for name in ("static", "zero-request", "email")
    ),
    *((name, "vue", name) for name in ("picture", "site", "self-hosted")),
]
EVERY = pytest.mark.parametrize(("destination", "compiler", "plain"), COMPILED)
BRACES = "{a} {{ b }} {% c %} <!-- *d* _e_ `f` [g](h) \\ ~~i~~ ${j}"


def compiled(node: Run, compiler: str, destination: str, views: list[View]) -> list[Page]:
    """The snippets for some views, compiled and rendered without a complaint."""
    given = {
        f"{i} {title(destination, shown)}": {"compiler": compiler, "text": snippet(destination, shown)}
        for i, shown in enumerate(views)
    }
    found = node("compile.mjs", given)
    assert {name: each for name, each in found.items() if each.get("complaints") != []} == {}
    return [Page(f"<body>{each['html']}</body>") for each in found.values()]


def same(one: Page, other: Page) -> None:
    """That two pages say the same, lead to the same places, and frame the same document."""
    tag = "figure" if other.all("figure") else "table" if other.all("table") else "p"
    assert " ".join(one.all(tag)[0].text.split()) == " ".join(other.all(tag)[0].text.split())
    assert links(one) == links(other)
    for name in ("iframe", "img"):
        assert [framed(each.attributes) for each in one.all(name)] == [
            framed(each.attributes) for each in other.all(name)
        ]


def framed(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes of a frame, apart from how its style is written."""
    return {name: value for name, value in attributes.items() if name != "style"}


@EVERY
def test_it_says_what_it_says_as_html(node: Run, destination: str, compiler: str, plain: str) -> None:
    views = [build(CAMPAIGNS[campaign], name, Options(lang), NOW, PUBLIC) for campaign, name, lang in WIDGETS]
    views += [view(layout=layout, theme="transparent-dark") for layout in LAYOUTS]

    for shown, page in zip(views, compiled(node, compiler, destination, views), strict=True):
        same(page, Page(snippet(plain, shown)))


@EVERY
@pytest.mark.parametrize("text", [HOSTILE, BRACES])
def test_what_somebody_wrote_into_a_campaign_stays_text(
    node: Run, destination: str, compiler: str, plain: str, text: str
) -> None:
    shown = hostile(text, text)
    (page,) = compiled(node, compiler, destination, [shown])

    same(page, Page(snippet(plain, shown)))


@pytest.mark.parametrize("compiler", ["react", "mdx"])
def test_the_style_of_a_frame_is_whole_in_react(node: Run, compiler: str) -> None:
    (page,) = compiled(node, compiler, "react", [view(layout="banner", theme="transparent-light")])
    style = page.one("iframe").attributes["style"].replace(" ", "")

    assert style.startswith("display:block;width:100%;border:0;height:max(")
    assert style.endswith("cqi);color-scheme:normal")
    assert page.one("iframe").parents[-1].attributes["style"] == "container-type:inline-size"


def test_what_would_not_compile_is_found(node: Run) -> None:
    wrong = {
        "style": {"compiler": "react", "text": snippet("site", view())},
        "unclosed": {"compiler": "mdx", "text": "<p><img src='a'></p>"},
        "braces": {"compiler": "svelte", "text": "<p>{</p>"},
        "interpolated": {"compiler": "vue", "text": "<p>{{ a b }}</p>"},
        "attribute": {"compiler": "react", "text": '<iframe title="x" frameborder="0" />'},
    }
    found = node("compile.mjs", wrong)

    assert [name for name, each in found.items() if not ("error" in each or each["complaints"])] == []


def test_every_destination_in_jsx_is_compiled() -> None:
    jsx = {name for name, row in DESTINATIONS.items() if row.template.endswith(".jsx")}

    assert jsx == {name for name, compiler, _ in COMPILED if compiler == "react"}
