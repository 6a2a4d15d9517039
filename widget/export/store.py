"""An export in an object store: only what changed is sent, pages after all that they load, deletions last.

The manifest in the store says what an earlier run has sent. It is written at the very end, so that what a run
that breaks off has left undone is done by the next.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from widget.export.folder import MANIFEST, Entry, entries
from widget.export.hosts.served import title

if TYPE_CHECKING:
    from obstore import Attributes
    from obstore.store import ObjectStore

# What a store keeps with a file and sends to readers; other headers are a matter of what stands before it.
KEPT = ("cache-control", "content-language", "content-type")
AT_ONCE = 8


class StoreError(Exception):
    """The store cannot be filled: one line that says why."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run has changed in a store: how many files were sent, deleted, and are there now."""

    sent: int
    deleted: int
    whole: int


def send(folder: Path, url: str) -> Sent:
    """Have the published files of the export in `folder` at `url`, such as s3://bucket/prefix.

    Files in the store that no export sent stay. Where the store is and who may write there is read from the
    environment, as obstore names it. Raises StoreError.
    """
    try:
        from obstore.exceptions import BaseError
    except ImportError:
        raise StoreError("--to: needs obstore; pip install 'meanwhile-widget[s3]'") from None
    try:
        return _send(folder, _store(url))
    except (BaseError, ValueError, OSError) as error:
        raise StoreError(f"--to {url}: {str(error).splitlines()[0]}") from error


def _store(url: str) -> "ObjectStore":
    from obstore.store import from_url

    return from_url(url)


def _send(folder: Path, store: "ObjectStore") -> Sent:
    import obstore

    manifest = (folder / MANIFEST).read_bytes()
    wanted = _published(entries(json.loads(manifest)))
    sizes = {each["path"]: each["size"] for chunk in obstore.list(store) for each in chunk}
    before = _sent_before(store) if MANIFEST in sizes else {}
    changed = [
        path for path, entry in wanted.items() if entry != before.get(path) or entry.size != sizes.get(path)
    ]
    gone = [path for path in before if path not in wanted and path in sizes]

    def put(path: str) -> None:
        obstore.put(store, path, (folder / path).read_bytes(), attributes=_attributes(wanted[path]))

    pages = [path for path in changed if path.endswith(".html")]
    _each(put, (path for path in changed if path not in pages))
    _each(put, pages)
    _each(lambda path: obstore.delete(store, path), gone)
    if changed or gone:
        about: Attributes = {"Content-Type": "application/json", "Cache-Control": "no-store"}
        obstore.put(store, MANIFEST, manifest, attributes=about)
    return Sent(len(changed), len(gone), len(wanted))


def _published(listed: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Without what is for hosts, and without what is compressed: a store asks no reader what they take."""
    return {path: entry for path, entry in listed.items() if entry.headers and not entry.encoding}


def _sent_before(store: "ObjectStore") -> Mapping[str, Entry]:
    import obstore

    return _published(entries(json.loads(bytes(obstore.get(store, MANIFEST).bytes()))))


def _attributes(entry: Entry) -> "Attributes":
    headers = entry.headers or {}
    return {title(name): headers[name] for name in KEPT if name in headers}


def _each(act: Callable[[str], object], paths: Iterable[str]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(act, paths))
