"""Whether the texts of a widget can be filled in: placeholders that are known, and all plural forms."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from pydantic_core import PydanticCustomError

from widget.campaign.fields import LONGEST_NAME, refusal
from widget.language.cldr import Language, language
from widget.language.messages import FORMS, OTHER, PLURALS, Choice, Message, MessageError, Quantity, message

MOST_PLACEHOLDERS = 20
# Numbers that show every plural form of whole numbers that a language has; with many minutes at most 120.
MOST_MINUTES = 121
NUMBERS = range(1, MOST_MINUTES)
LARGE = (1_000, 1_000_000)
# How much of an example is shown.
LONGEST = 120


def check(texts: Mapping[str, str], allowed: Collection[str], numbers: Collection[str]) -> None:
    """Refuses texts by language tag with other placeholders than those allowed, or without a plural form.

    numbers: those of the allowed that a plural form may be chosen by.
    """
    found = list(chain.from_iterable(_faults(tag, text, allowed, numbers) for tag, text in texts.items()))
    if found:
        raise _together(found)


def lost(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Placeholders that a text lacks in one language and has in most: the tag and the name of each."""
    names = {tag: set(message(text).names) for tag, text in texts.items()}
    for name in sorted(set().union(*names.values())):
        without = [tag for tag, own in names.items() if name not in own]
        if len(without) <= len(names) - len(without):
            yield from ((tag, name) for tag in without)


def _together(faults: list[PydanticCustomError]) -> PydanticCustomError:
    if len(faults) == 1:
        return faults[0]
    contexts = [fault.context or {} for fault in faults]
    return refusal(
        "; ".join(dict.fromkeys(str(context["expected"]) for context in contexts)),
        "; ".join(dict.fromkeys(str(context["mend"]) for context in contexts)),
        value="; ".join(str(context["value"]) for context in contexts),
    )


def _faults(
    tag: str, text: str, allowed: Collection[str], numbers: Collection[str]
) -> Iterator[PydanticCustomError]:
    shown = f"{text!r} in {tag}"
    try:
        read = message(text)
    except MessageError as error:
        yield refusal(error.expected, error.mend, value=shown)
        return
    if read.places > MOST_PLACEHOLDERS:
        expected = f"at most {MOST_PLACEHOLDERS} placeholders"
        yield refusal(expected, f"take some out in {tag}", value=str(read.places))
        return
    for name in dict.fromkeys(read.names):
        if name not in allowed:
            known = ", ".join(f"{{{each}}}" for each in sorted(allowed))
            yield refusal(known, f"take {{{name[:LONGEST_NAME]}}} out, or correct it", value=shown)
    for choice in read.choices:
        yield from _forms(tag, read, choice, numbers)


def _forms(
    tag: str, read: Message, choice: Choice, numbers: Collection[str]
) -> Iterator[PydanticCustomError]:
    """What is amiss with the forms of a plural."""
    if choice.kind not in PLURALS:
        return
    if choice.name not in numbers:
        names = ", ".join(sorted(numbers))
        yield refusal(
            f"one of the numbers {names} in a plural",
            "choose by one of them",
            value=f"{{{choice.name}, plural, …}} in {tag}",
        )
        return
    given = {form for form in choice.branches if not form.startswith("=")}
    needed = _examples(language(tag), choice)
    if unknown := [form for form in given if form not in FORMS]:
        yield refusal(f"the plural forms {', '.join(needed)}", "rename it", value=f"{unknown[0]!r} in {tag}")
    if missing := [form for form in needed if form not in given]:
        words = language(tag)
        examples = "; ".join(
            f"{form}: {_said(words, read, choice, number)!r}" for form, number in needed.items()
        )
        yield refusal(
            f"the plural forms {', '.join(needed)} of {{{choice.name}, …}} in {tag}",
            f"add {' '.join(f'{form} {{…}}' for form in missing)}; today it says {examples}",
            value=f"no {' and no '.join(missing)} in {tag}",
        )


def _examples(words: Language, choice: Choice) -> Mapping[str, Decimal]:
    """The plural forms that whole numbers have, each with the first that has it; and `other`."""
    found: dict[str, Decimal] = {}
    for number in chain(NUMBERS, () if choice.name == "minutes" else LARGE):
        found.setdefault(words.plural_form(number, ordinal=choice.kind != "plural"), Decimal(number))
    found.setdefault(OTHER, Decimal("1.5"))
    return {form: found[form] for form in FORMS if form in found}


def _said(words: Language, read: Message, choice: Choice, number: Decimal) -> str:
    """The text with `number` in that choice, and with the names of all other placeholders."""
    values: dict[str, str | Quantity] = {name: f"{{{name}}}" for name in read.names}
    values[choice.name] = words.quantity(number)
    return read.fill(values, words.plural_form)[:LONGEST]
