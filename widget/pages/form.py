"""The questions of the builder's form, in steps; those that change nothing are not asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from widget.campaign.kinds.scene import EPOCH
from widget.campaign.languages import spoken
from widget.campaign.models import Campaign
from widget.language import cldr
from widget.language.catalogue import review
from widget.language.cldr import NUMBERINGS, Language
from widget.language.isolates import END, OWN, bare
from widget.paste import destinations
from widget.paste.destinations import DESTINATIONS, GAINS
from widget.paste.heights import floor
from widget.view import view
from widget.view.options import LAYOUTS, NAMES, SIZES, THEMES, Options

# What a form may hold of something typed, wrong as it may be.
MOST_TYPED = 200
STEPS: Mapping[str, tuple[str, ...]] = {
    "for": ("for",),
    "widget": ("widget", "lang", "minutes", "from", "numbering"),
    "look": ("layout", "theme", "size", "accent"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible answer: the value that is sent, what it is called, and what tells it from the others."""

    value: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that have something in common, which `name` and `title` say if it needs saying."""

    choices: tuple[Choice, ...]
    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A question: `groups` hold its possible answers, and are none where something is typed."""

    name: str
    label: str
    value: str
    groups: tuple[Group, ...] = ()
    hint: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Questions that belong together. The title is that of the first, or else one for all."""

    number: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form was filled in with, by the name of each field, for a campaign's widget and a destination.

    wrong: what is wrong with a value, in `language`, in which all texts are.
    """

    campaign: Campaign
    widget: str
    destination: str
    language: Language
    values: Mapping[str, str]
    wrong: Mapping[str, str]

    def matters(self, name: str) -> bool:
        """Whether the answer to a question changes anything."""
        if name in ("for", "widget"):
            return True
        known = DESTINATIONS.get(self.destination)
        if known and name not in known.options:
            return False
        if name in ("minutes", "from"):
            return name in self.campaign.widgets[self.widget].options
        return name in ("theme", "layout", "size", "accent") or len(_choices(name, self)) > 1


def steps(filled: Filled) -> tuple[Step, ...]:
    """What is asked: each question that matters, or whose answer is wrong."""
    found: list[Step] = []
    for title, names in STEPS.items():
        fields = [_field(name, filled) for name in names if filled.matters(name) or name in filled.wrong]
        if fields:
            number = filled.language.number(len(found) + 1)
            found.append(Step(number, filled.language.words[f"builder.{title}"], tuple(fields)))
    return tuple(found)


def kept(filled: Filled) -> tuple[tuple[str, str], ...]:
    """Names and values of answers that are of no use here, but may be for another destination or widget."""
    return tuple(
        (name, bare(filled.values[name])[:MOST_TYPED])
        for name in NAMES
        if filled.values.get(name) and not filled.matters(name) and name not in filled.wrong
    )


def _field(name: str, filled: Filled) -> Field:
    words, groups = filled.language.words, tuple(_groups(name, filled))
    possible = [choice.value for group in groups for choice in group.choices]
    value = bare(filled.values.get(name) or (possible[0] if possible else ""))[:MOST_TYPED]
    if possible and value not in possible:
        groups = (Group((Choice(value, value),)), *groups)
    hint = words.get(f"builder.hint_{name}", "")
    return Field(name, words[f"builder.{name}"], value, groups, hint, filled.wrong.get(name, ""))


def _groups(name: str, filled: Filled) -> Iterator[Group]:
    if name == "for":
        for gain in GAINS:
            choices = tuple(_destinations(gain, filled.language))
            yield Group(choices, gain, filled.language.words[f"gain.{gain}"])
    elif choices := tuple(_choices(name, filled)):
        yield Group(choices)


def _destinations(gain: str, language: Language) -> Iterator[Choice]:
    for name, row in DESTINATIONS.items():
        if row.gain == gain:
            yield Choice(name, destinations.label(name, language), destinations.note(name, language))


def _choices(name: str, filled: Filled) -> Sequence[Choice]:
    campaign, language = filled.campaign, filled.language
    match name:
        case "widget":
            return [_widget(each, campaign, language) for each in campaign.widgets]
        case "lang":
            return [_spoken(tag, language) for tag in campaign.languages]
        case "numbering":
            return _numberings(campaign, language)
        case "layout":
            return [_layout(each, filled) for each in LAYOUTS]
        case "theme":
            return [Choice(each, language.words[f"theme.{each}"]) for each in THEMES]
        case "size":
            return [Choice(str(size), f"{OWN}{size.width} × {size.height}{END}") for size in SIZES]
    return []


def _widget(name: str, campaign: Campaign, language: Language) -> Choice:
    kind = campaign.widgets[name].kind
    return Choice(name, view.label(campaign, name, language.tag), language.words.get(f"kind.{kind}", kind))


def _layout(name: str, filled: Filled) -> Choice:
    """A layout and its least height."""
    options = Options(filled.language.tag, layout=name)
    least = floor(view.build(filled.campaign, filled.widget, options, EPOCH)).least
    return Choice(name, filled.language.words[f"layout.{name}"], f"{filled.language.number(least)} px")


def _spoken(tag: str, language: Language) -> Choice:
    found = review(tag)
    note = language.words["builder.draft"] if found and found.status == "draft" else ""
    return Choice(tag, cldr.language(tag).name, note)


def _numberings(campaign: Campaign, language: Language) -> list[Choice]:
    """The digits that a language may be written with, its usual ones first."""
    usual = language.digits
    others = [(name, spoken(campaign, language.tag, name).digits) for name in NUMBERINGS]
    return [Choice("", usual), *(Choice(name, digits) for name, digits in others if digits != usual)]
