"""The languages of several campaigns, and a language as a campaign writes it."""

from collections.abc import Iterable

from widget.campaign.models import Campaign
from widget.language.catalogue import SOURCE
from widget.language.cldr import Language, language


def all_languages(campaigns: Iterable[Campaign]) -> tuple[str, ...]:
    """Every language tag of `campaigns`, once, the first campaign's first; English if there is none."""
    return tuple(dict.fromkeys(tag for campaign in campaigns for tag in campaign.languages)) or (SOURCE,)


def spoken(campaign: Campaign | None, tag: str, numbering: str = "") -> Language:
    """The language `tag` with the digits that were chosen, else the campaign's, else its usual ones."""
    return language(tag, numbering or (campaign and campaign.numbering) or "")
