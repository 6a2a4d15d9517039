"""Apache: an .htaccess beside the files, which works wherever the owner of a folder may say so much."""

from collections.abc import Mapping, Sequence
from itertools import repeat

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

START = """\
# For Apache 2.4 with mod_rewrite, mod_headers and mod_mime, in a folder with "AllowOverride All".
Options -Indexes -MultiViews
DirectorySlash Off
AddDefaultCharset Off
ErrorDocument 404 {base}/{error}
<IfModule mod_expires.c>
    ExpiresActive Off
</IfModule>
RewriteEngine On
RewriteBase {base}/
# What is compressed here already is not compressed by Apache.
RewriteRule ^ - [E=no-gzip:1,E=no-brotli:1]
RewriteRule (^|/)\\. - [R=404,L]
RewriteRule ^({names})$ - [R=404,L]
RewriteRule ^(.+\\.[a-z]+)/$ $1 [R=301,L]
RewriteCond %{{REQUEST_FILENAME}} -d
RewriteRule ^(.+?)/?$ $1/index.html [DPI]
RewriteRule ^$ index.html [DPI]
RewriteRule ^(.*/)?sign/?$ $1sign.html [DPI]
"""
LANGUAGES = """\
RewriteCond %{{QUERY_STRING}} (?:^|&)lang=({tags})(?:&|$)
RewriteRule ^{folder}({names})$ {folder}%1/$1 [QSD,DPI]
"""
COMPRESSED = """\
RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b
RewriteCond %{{DOCUMENT_ROOT}}{base}/$1.{ending} -f
RewriteRule ^(.+)$ $1.{ending} [L]
"""
CODINGS = {"br": "br", "gzip": "gz"}
TYPES = "RemoveType .gz .br\nAddEncoding br .br\nAddEncoding gzip .gz\n"


def apache(files: Sequence[Served], base: str) -> Mapping[str, str]:
    """The file .htaccess."""
    names = "|".join(NAMES).replace(".", "\\.")
    text = START.format(base=base, error=ERROR, names=names)
    for folder, tags in in_languages(files).items():
        text += LANGUAGES.format(folder=folder, names=names_in(folder), tags="|".join(tags))
    for coding, ending in CODINGS.items():
        text += COMPRESSED.format(coding=coding, ending=ending, base=base)
    text += TYPES
    for end, media_type in types(files).items():
        text += f'<FilesMatch "\\{end}([.](br|gz))?$">\n    ForceType {quoted(media_type)}\n</FilesMatch>\n'
    found = groups(files)
    return {".htaccess": text + "".join(map(_group, found, ["If"] + ["ElseIf"] * len(found), repeat(base)))}


def _group(group: Group, condition: str, base: str) -> str:
    lines = [f'<{condition} "%{{REQUEST_URI}} =~ m#^{base}/{group.paths}([.](br|gz))?$#">']
    lines += [f"    Header always set {title(name)} {quoted(value)}" for name, value in group.headers.items()]
    lines.append("    Header always merge Vary Accept-Encoding")
    return "\n".join([*lines, f"</{condition}>", ""])
