"""Text and addresses as CommonMark."""

import re
from urllib.parse import quote


def escaped(text: str) -> str:
    """A text in which nothing is markup, neither in the line nor at its beginning."""
    inline = re.sub(r"([\\`*_\[\]<>&|~$])", r"\\\1", text)
    return re.sub(r"^([#=+-]|[0-9]+(?=[.)]))", _not_a_block, inline)


def target(url: str) -> str:
    """The target of a link: no bracket in it can end it, and no part of it is a character reference."""
    quoted = re.sub(r"[\s()<>\\]", lambda match: quote(match[0]), url)
    return re.sub(r"&(?=#?\w+;)", r"\\&", quoted)


def link(text: str, url: str) -> str:
    """A link whose text is no markup."""
    return f"[{escaped(text)}]({target(url)})"


def _not_a_block(start: re.Match[str]) -> str:
    return f"{start[1]}\\" if start[1].isdigit() else f"\\{start[1]}"
