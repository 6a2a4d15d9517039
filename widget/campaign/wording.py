"""What in a text that can be shown may read badly in its language: hints, which refuse nothing."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from widget.campaign.amounts import in_time
from widget.campaign.figures.base import ResolvedFigure
from widget.campaign.kinds.base import EVENTS, RATES, Widget
from widget.language.cldr import Language, language
from widget.language.messages import FORMS, OTHER, PLURALS, Message, Placeholder, message

# Numbers that change while somebody looks, or from one day to the next.
CHANGING = frozenset({"n", "about", "floor", "ceil"})
AMOUNTS = EVENTS | {"left", "goal"}
# Numbers that show every plural form of fractions that CLDR has.
FRACTIONS = tuple(map(Decimal, ("0.5", "1.5", "2.4")))
# After so many seconds somebody reads a number; so many numbers show every form of whole ones.
SOON, VARIETY = 10, 120
# A text of fewer letters may be the same in two languages, such as a name.
LONG = 16


def wording(widget: Widget, figures: tuple[ResolvedFigure, ...]) -> Iterator[tuple[str, str]]:
    """What to look at in a widget's texts: the key of each within the widget, and what."""
    for key in widget.placeholders:
        texts: Mapping[str, str] = getattr(widget, key) or {}
        yield from ((f"{key}.{tag}", said) for tag, said in _repeated(texts))
        for tag, text in texts.items():
            read, words = message(text), language(tag)
            said = [*_without_forms(read, figures, words), *_of_fractions(read, figures, words)]
            said += _untold(read, figures, words) if key == "sentence" else []
            said += _english(read, words)
            yield from ((f"{key}.{tag}", each) for each in said)


def _repeated(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Languages whose text is that of another one."""
    first: dict[str, str] = {}
    for tag, text in texts.items():
        other = first.setdefault(text, tag)
        if other != tag and other.split("-")[0] != tag.split("-")[0] and sum(map(str.isalpha, text)) >= LONG:
            yield tag, f"is the same text as in {other}: is it translated?"


def _without_forms(read: Message, figures: tuple[ResolvedFigure, ...], words: Language) -> Iterator[str]:
    """Numbers that change before a word that does not change with them."""
    soon = int(abs(figures[-1].rate) * SOON)
    forms = {words.plural_form(number): number for number in range(soon + VARIETY, soon, -1)}
    for part, after in pairwise(read.parts):
        if len(forms) > 1 and isinstance(part, Placeholder) and part.name in CHANGING and _word(after):
            branches = " ".join(f"{form} {{…}}" for form in FORMS if form in {*forms, OTHER})
            numbers = " and ".join(words.number(number) for number in forms.values())
            yield (
                f"the word after {{{part.name}}} is the same for {numbers}: write "
                f"{{{part.name}, plural, {branches}}}, or put the number behind a colon"
            )


def _word(part: object) -> bool:
    return isinstance(part, str) and part[:1].isspace() and part[1:2].isalpha()


def _of_fractions(read: Message, figures: tuple[ResolvedFigure, ...], words: Language) -> Iterator[str]:
    """Plurals without the form of a fraction, of what may be one."""
    measured = not all(figure.figure.counted for figure in figures)
    for choice in read.choices:
        if choice.kind in PLURALS and (choice.name == "ratio" or (measured and choice.name in AMOUNTS)):
            ordinal = choice.kind != "plural"
            forms = {words.plural_form(each, ordinal=ordinal): each for each in reversed(FRACTIONS)}
            for form, number in forms.items():
                if form not in choice.branches:
                    shown = words.number(number)
                    yield f"{{{choice.name}, {choice.kind}, …}} has no {form} {{…}}, the form of {shown}"


def _untold(read: Message, figures: tuple[ResolvedFigure, ...], words: Language) -> Iterator[str]:
    """Rates that no sentence says, since they would be a fraction of what is counted."""
    figure = max(figures, key=lambda each: each.rate)
    for name in sorted(set(RATES).intersection(read.names) - read.foreseen):
        per = "year" if name == "yearly" else name
        if any(figure.rates()) and not in_time(figure.rates(), per, figure, words).number:
            yield (
                f"{{{name}}} is no whole number, so readers get a sentence of ours in place of this one: how "
                "long one takes; write a longer time, or {every}"
            )


def _english(read: Message, words: Language) -> Iterator[str]:
    """Words of ours within the author's, in a language that we have none in."""
    if "every" in read.names and not words.has("every"):
        yield "{every} has an English word in it: write the words around {interval} yourself"
