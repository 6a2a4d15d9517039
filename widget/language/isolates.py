"""Words of ours in another language than the text, and its own in them: marked here, and written by format.

Within the program a text holds marks; the last step writes them as its format can: elements with a language
in html and svg, isolates (UAX 9, 2.4) where a plain text runs from right to left, else nothing. The marks are
noncharacters, which Unicode (23.7) leaves to such inner uses.
"""

import re
from collections.abc import Iterable, Iterator

# English begins, the text's own language begins again, the last of them ends, one that stands in begins.
ENGLISH, OWN, END, BORROWED = MARKS = "\ufdd0\ufdd1\ufdd2\ufdd3"
# Left to right, right to left, as the first letter has it, and the end.
LRI, RLI, FSI, PDI = "\u2066\u2067\u2068\u2069"
ISOLATES = LRI, FSI, PDI
# Elements that hold nothing but text, and tags with a mark in an attribute.
UNMARKED = re.compile(
    rf"<(title|style|option|textarea|desc)\b.*?</\1>|<[^<>{MARKS}]*[{MARKS}][^>]*>", re.DOTALL
)
# One that holds English alone can say so itself; with a direction an option would stand at the other side.
ALONE = re.compile(rf"(<(?:option|title)\b[^>]*)>(?={ENGLISH}[^{MARKS}<]*{END}<)")


def english(text: str, begin: str = ENGLISH) -> str:
    """A text of ours, a message, for where it stands in another language; its values are of that one.

    begin: BORROWED if it is not English.
    """
    core = text.strip()
    if not any(sign.isalpha() for sign in core):
        return text
    marked = re.sub(r"\{\w+\}", rf"{OWN}\g<0>{END}", core)
    return text.replace(core, f"{begin}{marked}{END}")


def isolated(text: str, *, rtl: bool) -> str:
    """A name in a text: whole where lines run from right to left, whichever way its letters do."""
    return f"{OWN}{text}{END}" if rtl else text


def bare(text: str) -> str:
    """`text` without marks."""
    return _replaced(text, [""] * len(MARKS))


def plain(text: str, *, rtl: bool) -> str:
    """`text` with isolates for its marks if it runs from right to left, else without."""
    return _replaced(text, (*ISOLATES, FSI)) if rtl else bare(text)


def in_html(text: str, tag: str, *, rtl: bool, borrowed: str | None = None) -> str:
    """Html in the language `tag`, with an element for each mark; plain where only text can be.

    borrowed: the other language whose words stand in for those of `tag`.
    """
    own = f'<bdi lang="{tag}">'
    text = ALONE.sub(r'\1 lang="en">', text) if ENGLISH in text else text
    return _in_elements(text, ('<bdi lang="en" dir="ltr">', own, "</bdi>", f'<bdi lang="{borrowed}">'), rtl)


def in_svg(text: str, tag: str, *, rtl: bool, borrowed: str | None = None) -> str:
    """The same for svg, with isolates too: some of what draws it knows of directions by characters alone."""
    left, own, end = ISOLATES if rtl else ("", "", "")
    begin = '<tspan xml:lang="{}">{}'.format
    elements = begin("en", left), begin(tag, own), f"{end}</tspan>", begin(borrowed, own)
    return _in_elements(text, elements, rtl)


def balanced(lines: Iterable[str]) -> Iterator[str]:
    """Lines of one text, each of which begins and ends its own marks."""
    begun = ""
    for line in lines:
        before = begun
        for sign in line:
            if sign == END:
                begun = begun[:-1]
            elif sign in MARKS:
                begun += sign
        yield f"{before}{line}{END * len(begun)}"


def _replaced(text: str, elements: Iterable[str]) -> str:
    for mark, element in zip(MARKS, elements, strict=True):
        # Python finds out in a hundredth of the time that there is none.
        text = text.replace(mark, element) if mark in text else text
    return text


def _in_elements(text: str, elements: tuple[str, str, str, str], rtl: bool) -> str:
    if ENGLISH not in text and OWN not in text and BORROWED not in text:
        return text
    return _replaced(UNMARKED.sub(lambda part: plain(part[0], rtl=rtl), text), elements)
