"""Absolute addresses, as they are pasted elsewhere: what stands in them stands there for years."""

from urllib.parse import urlencode

from widget.campaign.models import Campaign
from widget.view.options import Options

# oEmbed 1.0, 2.3: the formats of an answer, and the media types that discovery names them by.
OEMBED = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


def page(public: str, campaign: Campaign, lang: str) -> str:
    """A campaign's page."""
    return f"{public}/{campaign.name}?{urlencode({'lang': lang})}"


def widget(public: str, campaign: Campaign, name: str, ending: str, options: Options) -> str:
    """A widget in a format. It names its language, whatever the campaign's default becomes."""
    return f"{public}/{campaign.name}/{name}.{ending}?{options.canonical()}"


def oembed(public: str, url: str, name: str) -> str:
    """Where the description of `url` is (oEmbed 1.0, 4)."""
    return f"{public}/oembed?{urlencode({'url': url, 'format': name})}"
