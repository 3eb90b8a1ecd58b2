"""Putting new files in the place of the last ones: all formats, or none.

A file system swaps one file at a time. So what is approved is laid aside under lasting names, a manifest
that names it all is written, and from that moment the swap counts as decided: whoever comes after a kill
between two moves finishes it. Before that moment, whatever was left aside is swept away.
"""

import errno
import fcntl
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import orjson

from catalogue.errors import TargetError
from catalogue.targets.feed.copies import (
    FORM,
    aside,
    index_path,
    last_copy,
    manifest_path,
    pending_path,
    read_manifest,
)
from catalogue.targets.feed.draft import Draft, sweep
from catalogue.targets.feed.syntax import SYNTAXES, Format

__all__ = ["Contents", "finish", "locked", "same_bytes", "sha256_of", "stamp", "swap"]


UNLOCKABLE: Final = {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.EOPNOTSUPP}


class Contents(NamedTuple):
    """What a manifest says of a copy, but for its files."""

    publisher: str
    entries: int
    records: int
    catalogues: Sequence[str]
    parts: Mapping[str, str] | None = None
    """Of the document of all publishers: the hash of the copy of each that is in it."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Have one process at a time write in a folder of feeds; the lock of a killed one is gone with it.

    A file system over the network may lock no folders: there it is on whoever runs two at once.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in UNLOCKABLE:
                raise
        yield
    finally:
        os.close(descriptor)


def finish(folder: Path, publisher: str) -> None:
    """Finish a swap that was broken off, or sweep away what never came to one."""
    pending = pending_path(folder, publisher)
    paths = [folder / f"{publisher}.{form}" for form in SYNTAXES]
    if (said := read_manifest(pending)) is not None:
        _move(folder, [folder / file["name"] for file in said["files"].values()], publisher)
    for path in (*paths, pending, index_path(folder, publisher)):
        sweep(path)
        aside(path).unlink(missing_ok=True)


def swap(folder: Path, contents: Contents, drafts: Mapping[Format, Draft], now: datetime) -> None:
    """Publish drafts that are finished. A file whose bytes stay the same is not touched: its date stays."""
    changed = [draft for draft in drafts.values() if not same_bytes(draft)]
    standing = last_copy(folder, contents.publisher)
    since = standing.changed_at if standing and not changed else now
    for draft in changed:
        draft.publish(aside(draft.path))
    _settle(folder)
    pending = Draft(pending_path(folder, contents.publisher))
    pending.write(_manifest(contents, drafts, since, now))
    pending.finish()
    pending.publish()
    _settle(folder)
    _move(folder, [folder / f"{contents.publisher}.{form}" for form in drafts], contents.publisher)


def _move(folder: Path, paths: Sequence[Path], publisher: str) -> None:
    """Carry out a swap that is decided, from wherever it was broken off."""
    try:
        for path in paths:
            if aside(path).exists():
                aside(path).replace(path)
        _settle(folder)
        pending_path(folder, publisher).replace(manifest_path(folder, publisher))
        _settle(folder)
    except OSError as error:
        raise TargetError("target.half-swapped", publisher=publisher, detail=error) from error


def same_bytes(draft: Draft) -> bool:
    """Tell whether the very bytes of a draft stand already; the file is asked, not what is said of it."""
    if draft.is_standing:
        return True
    try:
        if draft.path.stat().st_size != draft.size:
            return False
        return sha256_of(draft.path) == draft.sha256
    except FileNotFoundError:
        return False


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(contents: Contents, drafts: Mapping[Format, Draft], since: datetime, now: datetime) -> bytes:
    moments = {"published_at": stamp(now), "changed_at": stamp(since)}
    files = {
        form: {"name": f"{contents.publisher}.{form}", "bytes": draft.size, "sha256": draft.sha256}
        for form, draft in drafts.items()
    }
    told = {name: value for name, value in contents._asdict().items() if value is not None}
    said = {"form": FORM, **told, **moments, "files": files}
    return orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def stamp(moment: datetime) -> str:
    """Write a moment as the web does, in UTC and to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _settle(folder: Path) -> None:
    """Have the folder itself remember the new names."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
