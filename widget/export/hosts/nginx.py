"""nginx: a location for each file, so that each has exactly the live server's headers."""

import re
from collections.abc import Iterator, Mapping, Sequence

from widget.export.hosts.served import (
    ERROR,
    INDEX,
    PAGES,
    Served,
    in_languages,
    names_in,
    quoted,
    title,
)


def nginx(files: Sequence[Served], base: str) -> Mapping[str, str]:
    """Locations for a `server`; each stands by itself and leaves what else the server has alone."""
    lines = [
        "# For a server {} whose root is the folder that readers see as /:",
        "#     root /srv/site;",
        f"#     include /srv/site{base}/nginx.conf;",
        f"#     error_page 404 {base}/{ERROR};",
        "",
    ]
    tags = in_languages(files)
    for file in files:
        folder, slash, name = file.path.rpartition("/")
        translated = re.fullmatch(names_in(folder), name)
        lines += _location(file, base, tags.get(folder + slash, ()) if translated else ())
        if file.path.endswith(PAGES):
            lines += _page(file.path, base)
    return {"nginx.conf": "\n".join([*lines, ""])}


def _location(file: Served, base: str, tags: Sequence[str]) -> Iterator[str]:
    folder, _, name = f"/{file.path}".rpartition("/")
    yield f"location = {base}/{file.path} {{"
    if tags:
        yield f'    if ($arg_lang ~ "^({"|".join(tags)})$") {{'
        yield f"        rewrite ^ {base}{folder}/$arg_lang/{name}? last;"
        yield "    }"
    # The file's ending would give some other type.
    yield "    types {}"
    yield f"    default_type {quoted(file.media_type)};"
    yield "    gzip_static on;"
    yield "    gzip_vary on;"
    # An expires of the server's would add a second Cache-Control.
    yield "    expires off;"
    # Without "always" a header is for what was found (ngx_http_headers_module).
    always = " always" if file.path == ERROR else ""
    for name, value in file.headers.items():
        yield f"    add_header {title(name)} {quoted(value)}{always};"
    yield "}"


def _page(path: str, base: str) -> Iterator[str]:
    """The live server's address of a page, and that with a slash at the end."""
    bare = f"{base}/{path.removesuffix(INDEX).removesuffix('.html')}".rstrip("/")
    for address in sorted({bare or "/", f"{bare}/"}):
        yield f"location = {address} {{ rewrite ^ {base}/{path} last; }}"
