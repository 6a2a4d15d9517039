"""Characters: which a text may hold in XML and on one line, and what it is without case and accents."""

import re
import unicodedata

# XML 1.0, 2.2: all but these.
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BREAKS = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def in_xml(text: str) -> str:
    """`text` without the characters that no XML document may hold."""
    return FORBIDDEN.sub("", text)


def on_one_line(text: str) -> str:
    """`text` without control characters, and with one space for each run of spaces and line breaks."""
    return BREAKS.sub(" ", CONTROLS.sub("", text))


def folded(text: str) -> str:
    """`text` without case and accents: É is found by e, and stands beside it."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
