"""Language tags as people and systems write them."""

import pytest

from widget.language import cldr
from widget.language.cldr import is_language


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("pt_BR", "pt-BR"),
        ("pt_BR.UTF-8", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("EN", "en"),
        ("iw", "he"),
        ("in_ID", "id-ID"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS.UTF-8@latin", "sr-Latn-RS"),
        ("ca_ES@valencia", "ca-ES-valencia"),
        ("de-1996", "de-1996"),
        ("de_DE@euro", "de-DE"),
        ("ar-u-nu-latn", "ar"),
        ("sh", "sr-Latn"),
        ("prs", "fa-AF"),
        ("tl", "fil"),
        ("en_UK", "en-GB"),
        ("zh-cmn-Hans-CN", "zh-Hans-CN"),
        ("zh-yue-HK", "yue-HK"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
    ],
)
def test_a_language_is_known_as_bcp_47_and_posix_write_it(written: str, tag: str) -> None:
    assert cldr.language(written) is cldr.language(tag)
    assert cldr.language(written).tag == tag


@pytest.mark.parametrize("tag", ["xx", "", "fr-", "english", "../en", "x" * 500, "fr-\x00", "12", "-"])
def test_what_is_no_language_is_refused(tag: str) -> None:
    assert not is_language(tag)
    with pytest.raises(ValueError, match="not a language"):
        cldr.language(tag)
