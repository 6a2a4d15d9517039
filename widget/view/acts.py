"""Where to report or act, by country, as a campaign's page lists it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from widget.campaign.helplines import WORLD, Helpline, helplines
from widget.campaign.models import Act, Campaign
from widget.language.cldr import Language
from widget.view.view import act_in


@dataclass(frozen=True, slots=True)
class Report:
    """Where to act in one region: the name of the service, its page, and the address to be read."""

    region: str
    service: str
    url: str
    address: str
    telephone: str | None
    anonymous: bool


def own(campaign: Campaign, words: Language) -> tuple[Report, ...]:
    """What the campaign names itself; with helplines, what holds for the world comes after those."""
    acts = [act for act in campaign.act if not campaign.helplines or act.region != WORLD]
    return tuple(_of_act(act, campaign, words) for act in acts)


def others(campaign: Campaign, words: Language) -> tuple[Report, ...]:
    """The countries that the campaign does not name, by their names, and all the rest of them last."""
    if not campaign.helplines:
        return ()
    named = {act.region for act in campaign.act}
    found = {WORLD: [_of_act(act, campaign, words) for act in campaign.act if act.region == WORLD]}
    for line in helplines():
        if line.region not in named:
            found.setdefault(line.region, []).append(_of_line(line, words))
    world = found.pop(WORLD)
    countries = [report for reports in found.values() for report in reports]
    return (*sorted(countries, key=_alphabetical), *world)


def _of_act(act: Act, campaign: Campaign, words: Language) -> Report:
    action = act_in(act, campaign, words.tag)
    url = action.link.url
    whole = url.removeprefix("https://").removeprefix("www.")
    return Report(_region(act.region, words), act.service, url, whole, act.telephone, act.anonymous)


def _of_line(line: Helpline, words: Language) -> Report:
    url = line.address(words.tag)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return Report(_region(line.region, words), line.service, url, host, line.telephone, line.anonymous)


def _region(code: str, words: Language) -> str:
    known: Mapping[str, str] = words.locale.territories
    return words.words["everywhere"] if code == WORLD else known.get(code, code)


def _alphabetical(report: Report) -> str:
    """The region without the accents of its letters, so that É stands beside E."""
    letters = unicodedata.normalize("NFKD", report.region)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
