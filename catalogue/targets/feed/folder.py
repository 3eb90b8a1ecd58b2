"""A folder of feeds to oneself while one writes in it, and what its file system refuses, in words."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from catalogue.errors import TargetError
from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.swap import finish, locked

__all__ = ["drafted", "prepared", "refusals"]

FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
IN_THE_WAY: Final = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Say in words what the file system says in numbers."""
    try:
        yield
    except OSError as error:
        reasons = ((FULL, "full"), (CLOSED, "closed"), (IN_THE_WAY, "in-the-way"))
        reason = next((name for numbers, name in reasons if error.errno in numbers), "not-written")
        where = error.filename or path
        raise TargetError(
            f"target.{reason}", path=path, where=where, detail=error.strerror or error
        ) from error


@contextmanager
def prepared(folder: Path, publisher: str, paths: Sequence[Path]) -> Iterator[None]:
    """Have the folder to ourselves, with the last copy whole in it and nothing half-done beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with locked(folder):
        finish(folder, publisher)
        yield


@contextmanager
def drafted(paths: Sequence[Path]) -> Iterator[list[Draft]]:
    """Begin a file aside for each path; what is not published in the end is gone."""
    drafts: list[Draft] = []
    try:
        drafts.extend(Draft(path) for path in paths)
        yield drafts
    finally:
        for draft in drafts:
            with suppress(OSError):
                draft.discard()
