"""How a language sets its texts apart: the signs between parts that are put together here.

CLDR has only lists and quotation marks; these are by script, and by language where that has other habits.
"""

from collections.abc import Mapping
from functools import cache

from widget.language.tags import direction, prefixes, script

# gap: between two sentences. item: between the items of a list but the last two, comma: between other parts.
# beside: between two things that are read one after the other, such as an address and a telephone number.
# of: between a word for a size and a unit, as in 3 millions de t.
USUAL: Mapping[str, str] = {
    "gap": " ",
    "comma": ", ",
    "item": ", ",
    "semicolon": "; ",
    "colon": ": ",
    "stop": ".",
    "brackets": " ({inside})",
    "beside": "\u00a0· ",
    "of": "\u00a0",
}
# From right to left, marks keep Latin letters and the groups of a number in their places (UAX 9, 2.6).
LEFTWARD = {"beside": "\u200f\u00a0· \u200e"}
ARABIC = {"comma": "، ", "item": "، ", "semicolon": "؛ "}
CHINESE = {
    "gap": "",
    "comma": "，",
    "item": "、",
    "semicolon": "；",
    "colon": "：",
    "stop": "。",
    "brackets": "（{inside}）",
}
DANDA = {"stop": "।"}
UNMARKED = {"stop": ""}
URDU = {"stop": "۔"}
BY_SCRIPT: Mapping[str, Mapping[str, str]] = {
    "Adlm": {"comma": "⹁ ", "item": "⹁ "},
    "Arab": ARABIC,
    "Aran": ARABIC | URDU,
    "Armn": {"colon": "՝ ", "stop": "։"},
    "Beng": DANDA,
    "Ethi": {"comma": "፣ ", "item": "፣ ", "semicolon": "፤ ", "colon": "፦ ", "stop": "።"},
    "Grek": {"semicolon": "· "},
    "Guru": DANDA,
    "Hans": CHINESE,
    "Hant": CHINESE,
    "Jpan": {**CHINESE, "comma": "、"},
    "Khmr": {"stop": "។"},
    "Kore": {"brackets": "({inside})"},
    "Laoo": UNMARKED,
    "Mymr": {"comma": "၊ ", "item": "၊ ", "stop": "။"},
    "Nkoo": {"comma": "߸ ", "item": "߸ "},
    "Orya": DANDA,
    "Syrc": ARABIC,
    "Thaa": ARABIC,
    "Thai": UNMARKED,
    "Tibt": {"stop": "།"},
}
# In French a no-break space stands before a colon, and a narrow one before a semicolon; not so in Canada.
FRENCH = {"semicolon": "\u202f; ", "colon": "\u00a0: "}
ROMANCE = {"of": "\u00a0de\u00a0"}
# Between hours and minutes, where CLDR has a comma, which within a sentence reads as if more were to come.
JOINTS: Mapping[str, str] = {
    "bn": " ",
    "de": " und ",
    "el": " και ",
    "en": " and ",
    "et": " ja ",
    "he": " ו־",
    "id": " ",
    "nn": " og ",
    "sk": " a ",
    "sv": " och ",
    "th": " ",
    "ur": " اور ",
    "vi": " ",
}
BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(["awa", "bho", "brx", "doi", "hi", "hne", "mag", "mai", "ne", "sa"], DANDA),
    **dict.fromkeys(["ks", "pa-Arab", "pnb", "skr", "ur"], URDU),
    **dict.fromkeys(["ast", "ca", "es", "gl", "oc", "pt", "ro"], ROMANCE),
    "br": FRENCH,
    "fr": FRENCH | ROMANCE,
    "it": {"of": "\u00a0di\u00a0"},
    "fr-CA": {"semicolon": "; "},
    "ks-Deva": DANDA,
}


@cache
def punctuation(tag: str) -> Mapping[str, str]:
    """The signs by what they are for, the keys of USUAL, each with the spaces around it."""
    own = [BY_LANGUAGE.get(name, {}) for name in reversed(prefixes(tag))]
    found = {**USUAL, **BY_SCRIPT.get(script(tag), {}), **(LEFTWARD if direction(tag) == "rtl" else {})}
    for each in own:
        found |= each
    return found


def joint(tag: str) -> str:
    """What stands between two units of time in a sentence; empty where that is CLDR's."""
    return next((JOINTS[name] for name in prefixes(tag) if name in JOINTS), "")
