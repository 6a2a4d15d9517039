"""`meanwhile languages`: what each language has here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import click
from babel.localedata import locale_identifiers

from widget.language import letters
from widget.language.catalogue import (
    SOURCE,
    borrowed,
    own_language,
    page_languages,
    product_languages,
    review,
)
from widget.language.cldr import Language, language
from widget.language.icu import has_data
from widget.language.tags import canonical

SOME_DAY = date(2020, 11, 18)
INTRODUCTION = """# Languages

A campaign may be in any language that CLDR knows. This is what each has. `meanwhile languages` prints it,
also for tags with a country, such as `meanwhile languages de-CH pt-PT`.

- **Words**: our own texts: reviewed, a draft that no native reader has reviewed, or none: then they are in
  English.
- **Pages**: whether our own pages speak it too, or only what is shown inside other people's.
- **Numbers**: whether ICU has its numbers, dates and plural forms; else they are written as in English.
- **Digits**: the usual ones, and in brackets those of its own script if `numbering = "native"` gives others.
- **Pictures**: whether png, gif and the sign can be drawn: always, with the extra `cjk`
  (`pip install "meanwhile-widget[cjk]"`), or not: then `.svg` is there, in the reader's own fonts.

"""


def _words(known: Language) -> str:
    if known.tag == SOURCE:
        return "source"
    found = review(known.tag)
    if found is None:
        return "none"
    status = f"reviewed by {found.by}, {found.on}" if found.status == "reviewed" else found.status
    other = borrowed(known.tag)
    return f"{status}, in {other}" if other else status


def _pages(known: Language) -> str:
    return "yes" if own_language(known.tag) in page_languages() else "English"


def _digits(known: Language) -> str:
    native = language(known.tag, "native").digits
    return known.digits if native == known.digits else f"{known.digits} ({native})"


def _pictures(known: Language) -> str:
    if known.name == known.tag:
        return "not known"
    sample = known.name + known.digits + known.date(SOME_DAY)
    lost = letters.missing(sample, known.tag)
    if lost and not letters.needs_extra(lost, known.tag):
        return "svg alone"
    return "with `cjk`" if letters.needs_extra(sample, known.tag) else "yes"


# What a table has a column for.
COLUMNS: Mapping[str, Callable[[Language], str]] = {
    "Tag": lambda known: known.tag,
    "Name": lambda known: known.name,
    "Words": _words,
    "Pages": _pages,
    "Numbers": lambda known: "ICU" if has_data(known.tag) else "as in English",
    "Digits": _digits,
    "Direction": lambda known: known.direction,
    "Pictures": _pictures,
}


@click.command()
@click.argument("tags", nargs=-1, metavar="[TAG]…")
def languages(tags: tuple[str, ...]) -> None:
    """List what languages have: words, pages, numbers, digits, direction. All of them, or those named."""
    try:
        rows = [language(tag) for tag in tags or known_tags()]
    except ValueError as error:
        raise SystemExit(f"{error}; write a tag such as fr or pt-BR") from None
    click.echo(table(rows))


def document() -> str:
    """docs/languages.md: every language, without countries."""
    return f"{INTRODUCTION}{table([language(tag) for tag in known_tags()])}\n"


def known_tags() -> Sequence[str]:
    """The tags without a country that CLDR has: first those with words, then the others."""
    names = (name.split("_") for name in locale_identifiers())
    tags = {canonical("-".join(parts)) for parts in names if all(len(part) > 2 for part in parts[1:])}
    plain = {tag for tag in tags if not any(part.isdigit() for part in tag.split("-"))} - {"root"}
    own = [tag for tag in product_languages() if tag in plain]
    return (*own, *sorted(plain - set(own)))


def table(rows: Sequence[Language]) -> str:
    """Languages as a table in Markdown."""
    return "\n".join(_lines(rows))


def _lines(rows: Sequence[Language]) -> Iterator[str]:
    yield _line(list(COLUMNS))
    yield _line(["---"] * len(COLUMNS))
    for known in rows:
        yield _line([make(known) for make in COLUMNS.values()])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
