"""Caddy: a snippet for a site block."""

from collections.abc import Iterator, Mapping, Sequence, Set

from widget.export.hosts.served import (
    ERROR,
    NAMES,
    Group,
    Served,
    groups,
    in_languages,
    names_in,
    quoted,
    title,
    types,
)
from widget.responses.negotiation import compressible


def caddy(files: Sequence[Served], base: str) -> Mapping[str, str]:
    """The file Caddyfile, to be imported."""
    return {"Caddyfile": "\n".join([*_lines(files, base), ""])}


def _lines(files: Sequence[Served], base: str) -> Iterator[str]:
    yield "# For a site whose root is the folder that readers see as /:"
    yield "#     root * /srv/site"
    yield f"#     import /srv/site{base}/Caddyfile"
    yield f"@meanwhile path {base}/*{f' {base}' if base else ''}"
    yield "route @meanwhile {"
    for number, (folder, tags) in enumerate(in_languages(files).items()):
        yield from _in_language(f"lang{number}", base, folder, tags)
    yield r"    @slash path_regexp slash ^(.*(\.[a-z]+|/sign))/$"
    yield "    rewrite @slash {re.slash.1}"
    yield "    try_files {path} {path}index.html {path}/index.html {path}.html"
    for number, (end, media_type) in enumerate(types(files).items()):
        yield f"    @type{number} path_regexp \\{end}$"
        yield f"    header @type{number} Content-Type {quoted(media_type)}"
        if compressible(media_type):
            # When the answer is sent, since what is compressed gets it from file_server too.
            yield f"    header @type{number} {{"
            yield "        Vary Accept-Encoding"
            yield "        defer"
            yield "    }"
    found = groups(files)
    known = {name for group in found for name in group.headers}
    # Deferred headers are set from the last line to the first: what comes first replaces what follows.
    for number, group in enumerate(found):
        yield f"    @group{number} {{"
        yield f"        path_regexp ^{base}/{group.paths}$"
        yield "        file"
        yield "    }"
        yield f"    header @group{number} {{"
        yield from _headers(group, known)
        yield "        defer"
        yield "    }"
    yield "    file_server {"
    yield "        precompressed br gzip"
    yield "        disable_canonical_uris"
    yield f"        hide .* {' '.join(NAMES)}"
    yield "    }"
    yield "}"
    yield "handle_errors {"
    yield f"    rewrite * {base}/{ERROR}"
    yield "    header {"
    yield f"        Content-Type {quoted(types(files)['.html'])}"
    for group in found:
        if group.name == "error":
            yield from _headers(group, set())
    yield "    }"
    yield "    file_server"
    yield "}"


def _in_language(name: str, base: str, folder: str, tags: Sequence[str]) -> Iterator[str]:
    """?lang=, in a folder that may be asked for without its slash."""
    yield f"    @{name} {{"
    yield f"        path_regexp {name} ^{base}/{folder.rstrip('/')}/?({names_in(folder)})$"
    yield f"        query {' '.join(f'lang={tag}' for tag in tags)}"
    yield "    }"
    yield f"    rewrite @{name} {base}/{folder}{{query.lang}}/{{re.{name}.1}}"


def _headers(group: Group, known: Set[str]) -> Iterator[str]:
    for name, value in group.headers.items():
        yield f"        {title(name)} {quoted(value)}"
    for name in sorted(known - group.headers.keys()):
        yield f"        -{title(name)}"
