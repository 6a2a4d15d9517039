"""Text and addresses as CommonMark."""

import re
from urllib.parse import quote

# Platforms look for names, numbers of issues and emoji in what has been rendered, where a backslash is gone.
# A word joiner (Unicode 23.2), which has no width, ends them there.
JOINER = "\u2060"


def escaped(text: str) -> str:
    """A text in which nothing is markup, in the line or at its beginning, nor a mention or an emoji."""
    joined = re.sub(r"@(?=\w)|#(?=\d)|:(?=[\w+-]+:)", rf"\g<0>{JOINER}", text)
    inline = re.sub(r"([\\`*_\[\]<>&|~$@])", r"\\\1", joined)
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
