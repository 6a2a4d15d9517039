"""Options that are not possible, in sentences."""

from widget.language.cldr import Language
from widget.language.isolates import bare
from widget.view.options import Wrong


def explain(wrong: Wrong, language: Language) -> str:
    """One wrong option, with its name, in a sentence or two."""
    return f"{wrong.name}{language.words['colon']}{complain(wrong, language)}"


def complain(wrong: Wrong, language: Language) -> str:
    """What is wrong with a value, what is allowed, and what would be near it."""
    refused = language.say("error.option", value=bare(wrong.value), allowed=wrong.allowed)
    return language.run_on((refused, wrong.near and language.say("error.near", colour=wrong.near)))
