"""`embed_on`: the sites that may frame a campaign's embeds, each a source that no header can be bent with."""

from pathlib import Path

import pytest

from tests.support.toml import small, write
from widget.campaign.faults import CampaignError
from widget.campaign.load import load


def test_any_site_may_frame_the_embeds_of_a_campaign_that_names_none(tmp_path: Path) -> None:
    assert load(write(tmp_path, small())).embed_on == ()


def test_sites_are_kept_in_their_order(tmp_path: Path) -> None:
    sites = [
        "https://news.example",
        "https://*.example",
        "http://localhost:8080",
        "https://xn--mnchen-3ya.example:65535",
        "https://127.0.0.1",
    ]

    assert load(write(tmp_path, small(embed_on=sites))).embed_on == tuple(sites)


@pytest.mark.parametrize(
    "site",
    [
        "",
        "*",
        "https:",
        "https://",
        "https://*",
        "https://*.*.example",
        "https://news.*",
        "https://n*.example",
        "news.example",
        "//news.example",
        "ftp://news.example",
        "javascript:alert(1)",
        "data:",
        "'self'",
        "'none'",
        "https://news.example/",
        "https://news.example/path",
        "https://news.example?query",
        "https://news.example#part",
        "https://news.example; script-src *",
        "https://news.example;",
        "https://news.example https://evil.example",
        "https://news.example,https://evil.example",
        "https://news.example\n",
        "https://news.example\r\nset-cookie: a=b",
        " https://news.example",
        "https://news.example\t",
        "https://news.example\x00",
        "https://news.example\u2028",
        "https://user@news.example",
        "https://evil.example\\@news.example",
        "https://münchen.example",
        "https://NEWS.example",
        "https://news.example:",
        "https://news.example:0",
        "https://news.example:65536",
        "https://news.example:*",
        "https://news.example:٣",
        "https://[::1]",
        "https://-news.example",
        "https://news..example",
        "https://news.example.",
        f"https://{'n' * 100}.example",
    ],
)
def test_what_is_no_site_is_refused_with_what_would_be_one(tmp_path: Path, site: str) -> None:
    with pytest.raises(CampaignError) as caught:
        load(write(tmp_path, small(embed_on=["https://other.example", site])))

    (fault,) = caught.value.faults
    assert fault.key == "embed_on.1"
    assert "https://news.example" in fault.mend


@pytest.mark.parametrize("sites", [[], ["https://news.example"] * 21])
def test_none_and_too_many_are_refused(tmp_path: Path, sites: list[str]) -> None:
    with pytest.raises(CampaignError) as caught:
        load(write(tmp_path, small(embed_on=sites)))

    (fault,) = caught.value.faults
    assert fault.key == "embed_on"
    assert "1 to 20" in fault.expected
