"""lighttpd: a file to be included. It sends no file that is compressed already."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from widget.export.hosts.served import (
    INDEX,
    NAMES,
    Group,
    Served,
    groups,
    in_languages,
    names_in,
    title,
    types,
)

QUERY = "(?:[?].*)?$"


def lighttpd(files: Sequence[Served], base: str) -> Mapping[str, str]:
    """The file lighttpd.conf."""
    return {"lighttpd.conf": "\n".join([*_lines(files, base), ""])}


def _lines(files: Sequence[Served], base: str) -> Iterator[str]:
    yield "# For a server whose root is the folder that readers see as /:"
    yield '#     server.document-root = "/srv/site"'
    yield f'#     server.errorfile-prefix = "/srv/site{base}/"'
    yield f'#     include "/srv/site{base}/lighttpd.conf"'
    yield 'server.modules += ("mod_rewrite", "mod_setenv", "mod_access")'
    yield f'$HTTP["url"] =~ "^{base}(?:[/?]|$)" {{'
    yield "    mimetype.assign = ("
    for end, media_type in types(files).items():
        yield f'        "{end}" => "{media_type}",'
    yield "    )"
    yield "    url.rewrite-once = ("
    yield from _rewritten(files, base)
    yield "    )"
    yield "}"
    yield f'$HTTP["url"] =~ "^{base}/(?:.*/)?(?:\\..*|{"|".join(map(re.escape, NAMES))})$" {{'
    yield '    url.access-deny = ("")'
    yield "}"
    word = ""
    for group in groups(files):
        # What is not there would get the headers of what is, so each name is told.
        yield f'{word}$HTTP["url"] =~ "^{base}/(?:{_exactly(group, files)})$" {{'
        yield from _headers(group)
        yield "}"
        word = "else "


def _rewritten(files: Sequence[Served], base: str) -> Iterator[str]:
    for folder, tags in in_languages(files).items():
        start = f"^{base}/{folder.rstrip('/')}/?"
        each = f"({'|'.join(tags)})"
        sought = f"[?](?:.*&)?lang={each}(?:&.*)?$"
        yield f'    "{start}(?:{INDEX})?{sought}" => "{base}/{folder}$1/{INDEX}",'
        if folder:
            yield f'    "{start}sign/?{sought}" => "{base}/{folder}$1/sign.html",'
            yield f'    "{start}({names_in(folder)}){sought}" => "{base}/{folder}$2/$1",'
        yield f'    "{start}{QUERY}" => "{base}/{folder}{INDEX}",'
        yield f'    "{start}{each}/?{QUERY}" => "{base}/{folder}$1/{INDEX}",'
    yield f'    "^{base}/(.+/)sign/?{QUERY}" => "{base}/$1sign.html",'
    yield f'    "^{base}/(.+[.][a-z]+)/{QUERY}" => "{base}/$1",'


def _exactly(group: Group, files: Sequence[Served]) -> str:
    """The paths of a group, by folder."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        if group.holds(file.path):
            folder, slash, name = file.path.rpartition("/")
            names[folder + slash].append(re.escape(name))
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for folder, each in names.items():
        folders["|".join(each)].append(folder)
    return "|".join(f"(?:{'|'.join(each)})(?:{name})" for name, each in folders.items())


def _headers(group: Group) -> Iterator[str]:
    yield "    setenv.set-response-header = ("
    for name, value in group.headers.items():
        yield f'        "{title(name)}" => "{value}",'
    yield "    )"
