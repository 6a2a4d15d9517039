"""The languages of several campaigns."""

from collections.abc import Iterable

from widget.campaign.models import Campaign
from widget.language.catalogue import SOURCE


def all_languages(campaigns: Iterable[Campaign]) -> tuple[str, ...]:
    """Every language tag of `campaigns`, once, the first campaign's first; English if there is none."""
    return tuple(dict.fromkeys(tag for campaign in campaigns for tag in campaign.languages)) or (SOURCE,)
