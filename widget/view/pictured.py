"""Whether a view can be drawn as pixels: which of its characters no font here has."""

from collections.abc import Iterator, Mapping
from itertools import chain

from widget.campaign.kinds.scene import EPOCH
from widget.campaign.models import Campaign
from widget.language import letters
from widget.view.options import Options
from widget.view.view import View, build

# Our own words that only pictures have.
WORDS = ("estimate", "picture.minute", "picture.later")


def lacking(view: View) -> str:
    """The characters that a picture of `view` would need, and that no installed font has; empty if none."""
    return letters.missing("".join(_texts(view)), view.language.tag)


def campaign_lacks(campaign: Campaign, tag: str) -> Mapping[str, str]:
    """The same of each of a campaign's widgets in a language, by name; those without fault are left out."""
    views = {name: build(campaign, name, Options(tag), EPOCH) for name in campaign.widgets}
    return {name: lost for name, view in views.items() if (lost := lacking(view))}


def _texts(view: View) -> Iterator[str]:
    yield from (view.label, view.sentence, view.caveat, view.campaign.hashtag or "", view.language.digits)
    yield from (view.day, view.behind, *view.listed, *chain.from_iterable(view.rows))
    yield from (view.language.words[key] for key in WORDS)
    yield from (number.caption + number.odometer.widest for number in view.numbers)
    if view.bar:
        yield from (view.bar.text, view.bar.whole)
    if view.hero:
        yield from (view.hero.before, view.hero.number, view.hero.after)
    if view.act:
        yield from (view.act.label, view.act.between, view.act.link.text, view.act.safety)
