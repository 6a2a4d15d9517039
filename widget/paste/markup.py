"""Snippets in html and JSX: what a mail system, a template engine or a compiler would take for its own."""

import re

from markupsafe import Markup

from widget.paste.heights import Style

# Octets of a line: a mail system may break one of more than 998 wherever it likes (RFC 5322, 2.1.1).
LONGEST_LINE = 700
# In each of these a template engine, Svelte, Vue or JSX sees code of its own.
BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
# Besides those, what MDX takes for Markdown.
MARKDOWN = str.maketrans({sign: f"&#{ord(sign)};" for sign in "{}\\`*_~[]"})


def without_braces(html: str) -> str:
    """Html that says the same without a brace."""
    return str(html).translate(BRACES)


def folded(html: str) -> Markup:
    """Html in lines of at most 700 octets, broken at spaces, which are the same as line breaks there."""
    lines = re.sub(rb"([^\n]{1,%d})(?:[ \n]|\Z)" % LONGEST_LINE, rb"\1\n", html.encode())
    return Markup(lines.decode().rstrip("\n"))


def css(style: Style) -> str:
    """Declarations as the value of a style attribute."""
    return ";".join(f"{name}:{value}" for name, value in style)


def jsx_style(style: Style) -> Markup:
    """Declarations as an object of JSX, which holds the last one of each property."""
    properties = ", ".join(f'{_camel(name)}: "{value}"' for name, value in dict(style).items())
    return Markup(f"{{{{ {properties} }}}}")


def jsx_text(html: str) -> Markup:
    """Html in which every text is one in JSX and MDX too."""
    return Markup(re.sub(r"(?:\A|>)[^<]+", lambda text: text[0].translate(MARKDOWN), html))


def _camel(name: str) -> str:
    return re.sub("-(.)", lambda match: match[1].upper(), name)
