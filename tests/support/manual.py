"""The whole campaign files that stand in the documents."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from tests.support.servers import ROOT

FENCED = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def campaigns(document: str) -> Mapping[str, str]:
    """Each fenced campaign file of a document as text, by the name of its campaign."""
    texts = FENCED.findall((ROOT / document).read_text(encoding="utf-8"))
    return {tomllib.loads(text)["name"]: text for text in texts}
