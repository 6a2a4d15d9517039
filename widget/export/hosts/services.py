"""Netlify and Cloudflare Pages: the files `_headers` and `_redirects`."""

from collections.abc import Iterator, Mapping, Sequence

from widget.export.hosts.served import INDEX, Group, Served, groups, in_languages, shared, title

# The paths of a group on Cloudflare Pages: one asterisk at most, and no .html, which it takes away.
PATTERNS: Mapping[str, Sequence[str]] = {
    "static": ["static/*"],
    "icon": ["favicon.ico"],
    "page": ["", "*/", "sign", "*/sign", "privacy", "*/privacy"],
    "document": ["*/sign.svg", "*/sign.png", "*/press.zip", "privacy.txt", "*/privacy.txt"],
}


def cloudflare(files: Sequence[Served], base: str) -> Mapping[str, str]:
    """Some ten rules: one for all embeds, and after it those of what is none.

    All rules that match a path add up, so the later ones begin by taking the first one's headers away.
    """
    found = groups(files)
    embeds = [each for each in found if each.name == "embed"]
    usual = embeds[-1].headers if embeds else {}
    rules = [_overlay(f"{base}/*", each, {}) for each in embeds[-1:]]
    rules += [_overlay(f"{base}/{each.campaign}/*", each, usual) for each in embeds[:-1]]
    rules += [
        _overlay(f"{base}/{pattern}", each, usual)
        for each in found
        for pattern in PATTERNS.get(each.name, ())
    ]
    return {"_headers": "\n".join(rules)}


def netlify(files: Sequence[Served], base: str) -> Mapping[str, str]:
    """A rule for every address of every file, since no pattern of Netlify's tells a page from an embed.

    It goes by the address that was asked for, and ?lang= may have led that to the file of another language.
    """
    headers = "".join(_rule(address, file) for file in files for address in _addresses(file.path, base))
    return {"_headers": headers, "_redirects": "".join(_in_language(files, base))}


def _overlay(address: str, group: Group, below: Mapping[str, str]) -> str:
    changed = {name: value for name, value in group.headers.items() if below.get(name) != value}
    taken = [name for name in below if name in changed or name not in group.headers]
    if group.name == "icon":
        changed = {"content-type": "image/svg+xml", **changed}
    lines = [f"  ! {title(name)}" for name in taken]
    lines += [f"  {title(name)}: {value}" for name, value in changed.items()]
    return "\n".join([address, *lines, ""])


def _rule(address: str, file: Served) -> str:
    named = {"content-type": file.media_type, **shared(file.headers)}
    lines = [f"  {title(name)}: {value}" for name, value in named.items()]
    return "\n".join([address, *lines, "", ""])


def _addresses(path: str, base: str) -> Iterator[str]:
    """Netlify serves an index at its folder, and takes an address without its .html."""
    yield f"{base}/{path}"
    if path.endswith(INDEX):
        yield f"{base}/{path.removesuffix(INDEX)}"
    elif path.endswith(".html"):
        yield f"{base}/{path.removesuffix('.html')}"


def _in_language(files: Sequence[Served], base: str) -> Iterator[str]:
    """?lang= as on the live server, in front of the file in the first language that is there."""
    for folder, tags in in_languages(files).items():
        for tag in tags:
            yield f"{base}/{folder} lang={tag} {base}/{folder}{tag}/ 200!\n"
            if folder:
                yield f"{base}/{folder}* lang={tag} {base}/{folder}{tag}/:splat 200!\n"
