"""What to do and where: the act that stands beside a number, and every service by country, for the pages."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from widget.campaign.helplines import WORLD, helplines
from widget.campaign.models import Act, Campaign, Service
from widget.language.characters import folded
from widget.language.cldr import Language, language
from widget.language.isolates import isolated
from widget.view.links import Link


@dataclass(frozen=True, slots=True)
class Action:
    """One act: what to do, at which address (as text and link), by telephone, and with what care.

    colon, between: what the language has between the label and the address (a comma where the label has a
    colon of its own), and between that and the telephone, with its spaces. safety_short: for where there is
    little room; the whole of it where a campaign has no shorter one.
    """

    label: str
    colon: str
    between: str
    link: Link
    telephone: str | None
    safety: str
    safety_short: str

    @property
    def before(self) -> str:
        """What stands before the address."""
        return f"{self.label}{self.colon}"

    @property
    def after(self) -> str:
        """What stands after the address: the telephone, or nothing."""
        return f"{self.between}{self.telephone}" if self.telephone else ""

    @property
    def text(self) -> str:
        """The whole act in one line, its address to be read."""
        return f"{self.before}{self.link.text}{self.after}"

    @property
    def text_with_url(self) -> str:
        """The whole act in one line, its address to be followed."""
        return f"{self.before}{self.link.url}{self.after}"


@dataclass(frozen=True, slots=True)
class Report:
    """Where to act in one region: the name of the service, its page, and the address to be read.

    region: empty where what holds for the world stands beside no country.
    """

    region: str
    service: str
    url: str
    address: str
    telephone: str | None
    anonymous: bool


def action(campaign: Campaign, lang: str) -> Action | None:
    """The first act that has an address in `lang`, or None."""
    act = next((act for act in campaign.act if lang in act.url), None)
    return _action(act, campaign, language(lang)) if act else None


def own(campaign: Campaign, words: Language) -> tuple[Report, ...]:
    """What the campaign names itself; with helplines, what holds for the world comes after those."""
    acts = [act for act in campaign.act if not campaign.helplines or act.region != WORLD]
    reports = tuple(_of_act(act, words) for act in acts)
    named = any(act.region != WORLD for act in acts)
    return reports if named else tuple(replace(report, region="") for report in reports)


def others(campaign: Campaign, words: Language) -> tuple[Report, ...]:
    """The countries that the campaign does not name, by their names, and all the rest of them last."""
    if not campaign.helplines:
        return ()
    named = {act.region for act in campaign.act}
    found = {WORLD: [_of_act(act, words) for act in campaign.act if act.region == WORLD]}
    for helpline in helplines():
        if helpline.region not in named:
            found.setdefault(helpline.region, []).append(_of_helpline(helpline, words))
    world = found.pop(WORLD)
    countries = [report for reports in found.values() for report in reports]
    return (*sorted(countries, key=lambda report: folded(report.region)), *world)


def _action(act: Act, campaign: Campaign, words: Language) -> Action:
    name = words.words["anonymous"] if act.anonymous else act.service
    safety, short = _safety(act, campaign, words.tag)
    label, url = act.label[words.tag] if act.label else name, act.address(words.tag)
    return Action(
        # Whole, so that a Latin name at its end does not run on into a Latin address.
        label=isolated(label, rtl=words.direction == "rtl"),
        colon=words.words["comma" if words.words["colon"].strip() in label else "colon"],
        between=words.words["beside"],
        link=Link(_host(url), url),
        telephone=act.telephone,
        safety=safety,
        safety_short=short,
    )


def _safety(act: Act, campaign: Campaign, lang: str) -> tuple[str, str]:
    """What to take care of, whole and short. Where an act has its own, the campaign's short one is not it."""
    short = act.safety_short or (None if act.safety else campaign.safety_short)
    whole = act.safety or campaign.safety or short
    return (whole[lang], (short or whole)[lang]) if whole else ("", "")


def _of_act(act: Act, words: Language) -> Report:
    whole = act.address(words.tag).removeprefix("https://").removeprefix("www.")
    return _report(act, whole, words)


def _of_helpline(helpline: Service, words: Language) -> Report:
    return _report(helpline, _host(helpline.address(words.tag)), words)


def _report(service: Service, address: str, words: Language) -> Report:
    region, url = _region(service.region, words), service.address(words.tag)
    return Report(region, service.service, url, address, service.telephone, service.anonymous)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _region(code: str, words: Language) -> str:
    return words.words["everywhere"] if code == WORLD else words.country(code)
