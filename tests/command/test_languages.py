"""`meanwhile languages`, and the same in docs/languages.md."""

from tests.support.servers import ROOT, run
from widget.command.languages import document


def test_the_document_is_what_the_command_says() -> None:
    assert (ROOT / "docs" / "languages.md").read_text(encoding="utf-8") == document(), (
        "write it again with widget.command.languages.document()"
    )


def test_a_language_has_a_row_however_its_tag_is_written() -> None:
    lines = run("languages", "en", "ar", "pt_BR", "iw", "la").stdout.decode().splitlines()

    assert [line.split(" | ")[0] for line in lines[2:]] == ["| en", "| ar", "| pt-BR", "| he", "| la"]
    assert "| source | yes | ICU | 0123456789 | ltr |" in lines[2]
    assert "| draft | yes | ICU | ٠١٢٣٤٥٦٧٨٩ | rtl |" in lines[3]
    assert "| none | English | as in English |" in lines[6]


def test_what_is_no_language_is_named() -> None:
    refused = run("languages", "xx")

    assert refused.returncode == 1
    assert "'xx' is not a language that CLDR knows" in refused.stderr.decode()
