"""What hosts are told: the files of an export with their headers, and the few groups that these fall into."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

INDEX, SIGN, PRIVACY, ERROR = "index.html", "sign.html", "privacy.html", "404.html"
PAGES = (INDEX, SIGN, PRIVACY)
# The files that are written for hosts, and are not for readers.
NAMES = ("_headers", "_redirects", ".htaccess", "Caddyfile", "lighttpd.conf", "nginx.conf")
POLICY = "content-security-policy"
# Below the base of the site, each path belongs to the first group that matches: its name and its paths.
GROUPS: Mapping[str, str] = {
    "static": "static/.*",
    "icon": r"favicon\.ico",
    "error": r"404\.html",
    "page": r"(.*/)?((index|sign|privacy)\.html|sign|privacy)?",
    "document": r"(.*/)?(sign\.(svg|png)|press\.zip|privacy\.txt)",
    "embed": r".*\.(html|svg|txt|json|png|gif)",
}


@dataclass(frozen=True, slots=True)
class Served:
    """A file's path without a slash in front, its media type, and the other headers that it is sent with."""

    path: str
    media_type: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are sent with the same headers: a regular expression of their paths below the base.

    campaign: the only one whose files these are, because it names the sites that may frame it; or empty.
    """

    name: str
    paths: str
    headers: Mapping[str, str]
    campaign: str = ""

    def holds(self, path: str) -> bool:
        """Whether `path` is in this group, if it is in none before."""
        return group_of(path) == self.name and bool(re.fullmatch(self.paths, path))


def groups(files: Sequence[Served]) -> list[Group]:
    """A handful, however many files there are, and one more for each campaign that chooses who may frame it.

    A path belongs to the first that matches. Their headers name no language, which each page does itself,
    and no hash of a style, since each page holds its own policy: to hosts that cannot tell one file from
    another the policy allows styles within a file.
    """
    found: dict[tuple[str, str], Group] = {}
    members = {name: [file for file in files if group_of(file.path) == name] for name in GROUPS}
    embeds = members.pop("embed")
    for name, each in members.items():
        if each:
            found[name, ""] = Group(name, GROUPS[name], _common(each))
    free = [file for file in embeds if "frame-ancestors" not in file.headers[POLICY]]
    for campaign in sorted({file.path.split("/")[0] for file in embeds if file not in free}):
        own = [file for file in embeds if file.path.split("/")[0] == campaign]
        found["embed", campaign] = Group(
            "embed", f"{re.escape(campaign)}/{GROUPS['embed']}", _common(own), campaign
        )
    if free:
        found["embed", ""] = Group("embed", GROUPS["embed"], _common(free))
    return list(found.values())


def group_of(path: str) -> str:
    """The name of the group that `path` belongs to."""
    return next(name for name, paths in GROUPS.items() if re.fullmatch(paths, path))


def types(files: Sequence[Served]) -> Mapping[str, str]:
    """From the end of a name to the media type of all files that have it."""
    return {f".{file.path.rpartition('.')[2]}": file.media_type for file in files}


def in_languages(files: Sequence[Served]) -> Mapping[str, Sequence[str]]:
    """From each folder in a first language, empty or with a slash at its end, to its folders of languages."""
    folders = [file.path.removesuffix(INDEX) for file in files if file.path.endswith(INDEX)]
    signed = {file.path.removesuffix(SIGN) for file in files if file.path.endswith(SIGN)}
    first = ["", *(folder for folder in folders if folder.count("/") == 1 and folder in signed)]
    return {each: [folder[len(each) : -1] for folder in _within(each, folders, first)] for each in first}


def _within(outer: str, folders: Sequence[str], first: Sequence[str]) -> Iterator[str]:
    depth = outer.count("/") + 1
    for folder in folders:
        if folder.startswith(outer) and folder.count("/") == depth and folder not in first:
            yield folder


def names_in(folder: str) -> str:
    """The names of files in `folder` that are there in each language, as a regular expression.

    The home page is the only one; a campaign has all of its own.
    """
    return "[^/]*" if folder else r"(?:index\.html)?"


def title(name: str) -> str:
    """A header's name as it is usually written."""
    return "-".join(part.capitalize() for part in name.split("-"))


def quoted(value: str) -> str:
    """`value` in double quotes, as nginx, Apache and Caddy read them."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def shared(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Headers as other files may have them too: of no language, and with no hash of one style."""
    policy = re.sub(r"'sha256-[^']+'", "'unsafe-inline'", headers[POLICY])
    return {name: value for name, value in headers.items() if name != "content-language"} | {POLICY: policy}


def _common(files: Sequence[Served]) -> Mapping[str, str]:
    """The headers for all of `files`: those of the one whose policy has to allow most."""
    return shared(max(files, key=lambda file: len(file.headers[POLICY])).headers)
