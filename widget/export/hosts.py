"""Headers for hosts of static files: `_headers` of Netlify and Cloudflare, and a snippet for nginx."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

INDEX = "index.html"
ERROR = "404.html"


@dataclass(frozen=True, slots=True)
class Served:
    """A file's path without a slash in front, its media type, and the other headers that it is sent with."""

    path: str
    media_type: str
    headers: Mapping[str, str]


def headers_file(files: Sequence[Served], base: str) -> str:
    """The file `_headers`: a rule for every address of every file."""
    return "".join(_rule(address, file) for file in files for address in _addresses(file.path, base))


def nginx(files: Sequence[Served], base: str) -> str:
    """Locations for a `server`; each stands by itself and leaves what else the server has alone."""
    lines = [
        "# For a server {} whose root is the folder that readers see as /:",
        "#     root /srv/site;",
        f"#     include /srv/site{base}/nginx.conf;",
        f"#     error_page 404 {base}/{ERROR};",
        "",
    ]
    for file in files:
        lines += _location(file, base)
        if file.path.endswith(INDEX):
            lines += _index(file.path, base)
    return "\n".join([*lines, ""])


def _rule(address: str, file: Served) -> str:
    named = {"content-type": file.media_type, **file.headers}
    lines = [f"  {_title(name)}: {value}" for name, value in named.items()]
    return "\n".join([address, *lines, "", ""])


def _addresses(path: str, base: str) -> Iterator[str]:
    """Hosts serve an index at its folder, and Cloudflare Pages takes the .html from other addresses."""
    yield f"{base}/{path}"
    if path.endswith(INDEX):
        yield f"{base}/{path.removesuffix(INDEX)}"
    elif path.endswith(".html"):
        yield f"{base}/{path.removesuffix('.html')}"


def _location(file: Served, base: str) -> Iterator[str]:
    yield f"location = {base}/{file.path} {{"
    # The file's ending would give some other type.
    yield "    types {}"
    yield f"    default_type {_quoted(file.media_type)};"
    yield "    gzip_static on;"
    yield "    gzip_vary on;"
    # An expires of the server's would add a second Cache-Control.
    yield "    expires off;"
    # Without "always" a header is for what was found (ngx_http_headers_module).
    always = " always" if file.path == ERROR else ""
    for name, value in file.headers.items():
        yield f"    add_header {_title(name)} {_quoted(value)}{always};"
    yield "}"


def _index(path: str, base: str) -> Iterator[str]:
    folder = f"{base}/{path.removesuffix(INDEX)}"
    addresses = {folder, folder.rstrip("/") or "/"}
    for address in sorted(addresses):
        yield f"location = {address} {{ rewrite ^ {base}/{path} last; }}"


def _title(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
