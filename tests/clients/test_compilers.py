"""Snippets in frameworks' own compilers: each says there what it says as plain HTML."""

from collections.abc import Sequence

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
BRACES = "{a} {{ b }} {% c %} <!-- *d* _e_ `f` [g](h) \\ ~~i~~ ${j}"


def compiled(node: Run, wanted: Sequence[tuple[str, str, View]]) -> dict[str, Page]:
    """By title: snippets, each for a destination and by a compiler, rendered without a complaint.

    All at once, since Node takes a second to load the compilers.
    """
    given = {
        f"{i} {compiler}: {title(destination, shown)}": {
            "compiler": compiler,
            "text": snippet(destination, shown),
        }
        for i, (destination, compiler, shown) in enumerate(wanted)
    }
    found = node("compile.mjs", given)
    assert {name: each for name, each in found.items() if each.get("complaints") != []} == {}
    return {name: Page(f"<body>{each['html']}</body>") for name, each in found.items()}


def check(node: Run, views: Sequence[View]) -> None:
    """That each snippet says what it says as plain HTML, whoever compiles it."""
    every = [(*row, shown) for row in COMPILED for shown in views]
    found = compiled(node, [(destination, compiler, shown) for destination, compiler, _, shown in every])
    for (name, page), (*_, plain, shown) in zip(found.items(), every, strict=True):
        assert said(page) == said(Page(snippet(plain, shown))), name


def said(page: Page) -> object:
    """What a page says, where it leads, and what it frames."""
    tag = "figure" if page.all("figure") else "table" if page.all("table") else "p"
    frames = [framed(each.attributes) for name in ("iframe", "img") for each in page.all(name)]
    return tag, page.all(tag)[0].text.split(), links(page), frames


def framed(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes of a frame, apart from how its style is written."""
    return {name: value for name, value in attributes.items() if name != "style"}


def test_it_says_what_it_says_as_html(node: Run) -> None:
    views = [build(CAMPAIGNS[campaign], name, Options(lang), NOW, PUBLIC) for campaign, name, lang in WIDGETS]

    check(node, [*views, *(view(layout=layout, theme="transparent-dark") for layout in LAYOUTS)])


def test_what_somebody_wrote_into_a_campaign_stays_text(node: Run) -> None:
    check(node, [hostile(text, text) for text in (HOSTILE, BRACES)])


@pytest.mark.parametrize("compiler", ["react", "mdx"])
def test_the_style_of_a_frame_is_whole_in_react(node: Run, compiler: str) -> None:
    (page,) = compiled(node, [("react", compiler, view(layout="banner", theme="transparent-light"))]).values()
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
